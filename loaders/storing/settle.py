"""Settle what is stored of a document: what was given, else what its text says, else what was known; and say so."""

from __future__ import annotations

from dataclasses import dataclass

from graph.dates import Period
from graph.enums import DocumentKind, Held
from graph.model import Label, RelationshipType
from graph.writing.batch import PropertyValue, Skipped
from graph.writing.rows import NodeRef
from loaders.errors import Untitled
from loaders.mentions.gazetteer import squeeze_name
from loaders.metadata.dates import find_period
from loaders.metadata.title import find_kind
from loaders.storing.bodies import InstitutionRef
from loaders.storing.given import StatedMetadata
from loaders.storing.reading import TEXT, DocumentReading
from loaders.storing.stored import StoredDocument, properties_of


@dataclass(frozen=True, slots=True)
class Ends:
    """The ends of a document: who issued and agreed it, and where it applies; `given` are the kinds that somebody gave.

    `issuer` is read from the text, and may have to be made.
    """

    issuers: tuple[NodeRef, ...]
    issuer: InstitutionRef | None
    applies_to: tuple[NodeRef, ...]
    agreed_by: tuple[NodeRef, ...]
    given: frozenset[RelationshipType]


@dataclass(frozen=True, slots=True)
class SettledDocument:
    """The load's statement of the document itself."""

    title: str
    properties: dict[str, PropertyValue]
    ends: Ends
    warnings: tuple[Skipped, ...]


def settle_title(given: StatedMetadata, reading: DocumentReading) -> str:
    """The title of a document. Raises Untitled where neither anybody nor the text gives one."""
    title = given.title or reading.meta.title
    if not title:
        raise Untitled("no line of the text is a title: give one")
    return title


def settle_document(given: StatedMetadata, reading: DocumentReading, stored: StoredDocument) -> SettledDocument:
    """Settle what becomes of a document that is stored so and is loaded now."""
    known = properties_of(Label.POLICY_DOCUMENT, stored.row) if stored.row else {}
    meta = reading.meta
    said: list[Skipped] = []
    title = _settle_title(given, meta.title, known, said)
    properties = known | {
        "title": title,
        "number": _choose("number", given.number, meta.number, known, said),
        "kind": _settle_kind(given, title, known, said),
        "issued": _settle_issued(given, meta.issued, known, said),
        "inForceFrom": _choose("inForceFrom", given.in_force_from, meta.in_force_from, known, said),
        "inForceUntil": _choose("inForceUntil", given.in_force_until, meta.in_force_until, known, said),
        "period": find_period(title) or known.get("period"),
        "held": Held.FULL,
        "examined": True,
    }
    if not properties["issued"] and not properties["inForceFrom"]:
        said.append(Skipped("issued", TEXT, "it gives no date: the document counts in no question about a time"))
    ends = _settle_ends(given, reading, stored, said)
    return SettledDocument(title, properties, ends, tuple(said))


def _settle_title(given: StatedMetadata, read: str | None, known: dict[str, PropertyValue], said: list[Skipped]) -> str:
    before, aliases = known.get("title"), known.get("aliases")
    names = [str(before), *(aliases if isinstance(aliases, tuple) else ())] if before else []
    if not given.title and before and (not read or squeeze_name(read) in map(squeeze_name, map(str, names))):
        return str(before)
    return str(_choose("title", given.title, read, known, said))


def _choose(
    name: str,
    given: PropertyValue,
    read: PropertyValue,
    known: dict[str, PropertyValue],
    said: list[Skipped],
) -> PropertyValue:
    before = known.get(name)
    if not given and read and before and read != before:
        said.append(Skipped(name, TEXT, f"it says {read}, where {before} was stored: {read} now stands"))
    return given or read or before


def _settle_kind(
    given: StatedMetadata, title: str, known: dict[str, PropertyValue], said: list[Skipped]
) -> PropertyValue:
    kind = given.kind or known.get("kind") or find_kind(title)
    if kind is None:
        said.append(Skipped("kind", TEXT, "its title does not tell what kind of document it is: OTHER"))
    return kind or DocumentKind.OTHER


def _settle_issued(
    given: StatedMetadata, read: Period | None, known: dict[str, PropertyValue], said: list[Skipped]
) -> PropertyValue:
    before = known.get("issued")
    if given.issued or not isinstance(before, Period):
        return given.issued or read
    # The text tells when it was adopted; when it was issued, some days later, is what is known already.
    if read and not (before.first <= read.last and read.first <= before.last):
        said.append(Skipped("issued", TEXT, f"it says {read}, where {before} was stored: {before} stays"))
    return before


def _settle_ends(given: StatedMetadata, reading: DocumentReading, stored: StoredDocument, said: list[Skipped]) -> Ends:
    issuers, applies_to, agreed_by = (
        stated or _find_own(stored, kind, given=True)
        for kind, stated in (
            (RelationshipType.ISSUED, tuple((Label.INSTITUTION, key) for key in given.issuers)),
            (RelationshipType.APPLIES_TO, given.applies_to),
            (RelationshipType.AGREED_BY, given.agreed_by),
        )
    )
    ends = {
        RelationshipType.ISSUED: issuers,
        RelationshipType.APPLIES_TO: applies_to,
        RelationshipType.AGREED_BY: agreed_by,
    }
    of_given = frozenset(kind for kind, refs in ends.items() if refs)
    issuer = None
    if not issuers and not _find_others(stored, RelationshipType.ISSUED):
        issuer = _settle_issuer(reading, said)
        issuers = () if issuer else _find_own(stored, RelationshipType.ISSUED)
    if not applies_to and not agreed_by and not _find_others(stored, RelationshipType.APPLIES_TO):
        applies_to = _settle_territory(reading, stored, said)
    return Ends(issuers, issuer, applies_to, agreed_by, of_given)


def _settle_territory(reading: DocumentReading, stored: StoredDocument, said: list[Skipped]) -> tuple[NodeRef, ...]:
    meta = reading.meta
    if meta.territory and meta.territory_kind:
        return ((meta.territory_kind, meta.territory),)
    before = _find_own(stored, RelationshipType.APPLIES_TO)
    if not before:
        said.append(Skipped("appliesTo", TEXT, "it names no territory: the document counts for no party"))
    return before


def _settle_issuer(reading: DocumentReading, said: list[Skipped]) -> InstitutionRef | None:
    issuer = reading.issuer
    if issuer is None:
        said.append(Skipped("issuers", TEXT, "it does not tell who issued it"))
    elif not issuer.is_certain:
        said.append(Skipped("issuers", TEXT, f"its issuer '{issuer.name}' is no known institution: give its id"))
        return None
    return issuer


def load_of(document: str) -> str:
    """The name of the load that states a document."""
    return f"document/{document}"


def _find_own(stored: StoredDocument, kind: RelationshipType, *, given: bool = False) -> tuple[NodeRef, ...]:
    """The ends that the document's earlier load states; with `given` only those that somebody gave."""
    own = (end for end in stored.ends if end.type == kind and load_of(stored.id) in end.loads)
    return tuple(end.ref for end in own if end.verified or not given)


def _find_others(stored: StoredDocument, kind: RelationshipType) -> bool:
    """Tell whether facts state ends of this kind: these stay, and the text is not read for others."""
    return any(end.type == kind and set(end.loads) - {load_of(stored.id)} for end in stored.ends)
