"""What can be wrong with a file or a text that somebody hands us, each with a message worth showing.

DocumentError
├── UnreadableFile    the file is none that we read: too large, binary, encrypted, scanned, broken
└── UnusableDocument  the text was read and cannot be stored: no clause, no title
"""

from __future__ import annotations


class DocumentError(Exception):
    """A document that cannot be taken."""


class UnreadableFile(DocumentError):
    """A file whose text cannot be read; the message says why."""


class UnusableDocument(DocumentError):
    """A text that was read but makes no document; the message says what is missing."""
