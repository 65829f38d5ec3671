"""Packs the references that a load states into a short text: an engine may write all manifests anew at each commit."""

from __future__ import annotations

import zlib
from base64 import b64decode, b64encode
from collections.abc import Sequence

# In no reference, of which each holds tabs: the separator of records.
_BETWEEN = "\x1e"
# Quick: references repeat themselves, and are a tenth so already.
_LEVEL = 1


def pack_references(references: Sequence[str]) -> list[str]:
    """References as one text."""
    return [b64encode(zlib.compress(_BETWEEN.join(references).encode(), _LEVEL)).decode()] if references else []


def unpack_references(stored: Sequence[str]) -> list[str]:
    """The references of a text, or those of a graph that holds them one by one."""
    if len(stored) != 1 or "\t" in stored[0]:
        return list(stored)
    return zlib.decompress(b64decode(stored[0])).decode().split(_BETWEEN)
