"""The errors of a file or a text that somebody hands us, each with a message worth showing.

DocumentError
├── UnreadableFile    the file is none that we read: too large, binary, encrypted, scanned, broken
├── UnusableDocument  the text was read and cannot be stored: no clause
│   └── Untitled      neither the text nor anybody gives it a title
├── AmbiguousDocument the text may be a version of any of several stored documents
├── NotLoaded         there is no load of this document to undo
└── NotStored         there is no such clause or task to review

TooCostly             a text that takes more memory or time to read than one text may
Busy                  nobody can read a text just now
"""

from __future__ import annotations


class DocumentError(Exception):
    """A document that cannot be taken."""


class UnreadableFile(DocumentError):
    """A file whose text cannot be read; the message says why."""


class UnusableDocument(DocumentError):
    """A text that was read but makes no document; the message says what is missing."""


class Untitled(UnusableDocument):
    """A text without a title."""


class AmbiguousDocument(DocumentError):
    """A text that several stored documents may be; `candidates` names them."""

    def __init__(self, message: str, candidates: tuple[str, ...]) -> None:
        super().__init__(message)
        self.candidates = candidates


class NotLoaded(DocumentError):
    """A document of which no text is loaded."""


class NotStored(DocumentError):
    """A clause or task that is not in the graph."""


class TooCostly(Exception):
    """A text that takes more memory or time to read than one text may; the message says which, and what to do."""


class Busy(Exception):
    """Nobody can read a text just now; a while later somebody may."""


class FactsError(Exception):
    """A folder or a file of facts that cannot be read at all; the message names the file and, if it can, the line."""


class BadRow(ValueError):
    """A row that cannot be taken; the message is the reason that the report gives."""
