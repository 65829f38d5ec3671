"""What can be wrong with a folder of facts as a whole; a single bad row is left out and reported instead."""

from __future__ import annotations


class FactsError(Exception):
    """A folder or a file of facts that cannot be read at all; the message names the file and, if it can, the line."""


class BadRow(ValueError):
    """A row that cannot be taken; the message is the reason that the report gives."""
