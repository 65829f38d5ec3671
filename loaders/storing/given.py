"""Holds what somebody says of a document that they load, beside its text; all of it known to the graph already."""

from __future__ import annotations

from dataclasses import dataclass

from graph.dates import Period
from graph.enums import DocumentKind
from graph.writing.rows import NodeRef


@dataclass(frozen=True, slots=True)
class GivenSource:
    """The source that the text comes from."""

    title: str
    url: str | None = None
    publisher: str | None = None
    retrieved: Period | None = None


@dataclass(frozen=True, slots=True)
class StatedMetadata:
    """The metadata that is stated of a document; None or empty where nothing is: then the text is read for it.

    `id` is a stored document's, or a new one's; `issuers` are ids of institutions. `file` is what the file is called,
    with folders that say whose it is: it counts only for what neither anybody nor the text says.
    """

    id: str | None = None
    title: str | None = None
    number: str | None = None
    kind: DocumentKind | None = None
    issued: Period | None = None
    in_force_from: Period | None = None
    in_force_until: Period | None = None
    issuers: tuple[str, ...] = ()
    applies_to: tuple[NodeRef, ...] = ()
    agreed_by: tuple[NodeRef, ...] = ()
    source: GivenSource | None = None
    file: str = ""
