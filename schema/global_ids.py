"""Global ids of nodes: a label and a key, opaque to clients."""

from __future__ import annotations

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterable
from functools import lru_cache

from graph.model import Label


def global_id(label: Label, key: str) -> str:
    """The id that names a node in every answer: base64 of `Label:key`."""
    return _encode(f"{label}:{key}")


def global_ids(label: Label, keys: Iterable[str]) -> list[str]:
    """The same for many nodes of a label."""
    begun = f"{label}:"
    return [_encode(begun + key) for key in keys]


# What dashboards show comes again with every poll.
@lru_cache(maxsize=16_384)
def _encode(text: str) -> str:
    return urlsafe_b64encode(text.encode()).decode()


def parse_global_id(text: str) -> tuple[Label, str] | None:
    """The label and key that a global id names; None for a text that is no global id."""
    try:
        label, found, key = urlsafe_b64decode(text.encode() + b"=" * (-len(text) % 4)).decode().partition(":")
        return (Label(label), key) if found and key else None
    except ValueError:
        return None
