"""Link the clauses of a document to what they name: regions, zones, programmes, institutions, documents."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from graph.dates import Period
from graph.model import Label
from loaders.document import Clause, Mention
from loaders.mentions.bodies import NATIONAL_SHORT
from loaders.mentions.citations import Cited, find_documents, read_cited
from loaders.mentions.gazetteer import NATION, Gazetteer, Hit, NamedEntity
from loaders.mentions.patterns import find_by_pattern
from loaders.mentions.places import find_places, find_runs, goes_on
from loaders.mentions.roles import find_elided, find_of_state, find_roles, names_ministries
from loaders.mentions.short_forms import build_shorts, read_shorts
from loaders.mentions.spans import Found, Squeezed, choose_longest, squeeze_text
from loaders.mentions.territory import Territory, read_territory

SHOWN_FROM = 0.5  # The score from which a mention is shown to a user.
# Kinds that the gazetteer answers for by itself; places and documents need their context.
_BY_NAME = (Label.ECONOMIC_ZONE, Label.INSTITUTION, Label.PROGRAMME)
_SHORTEST_NAME = 3


@dataclass(frozen=True, slots=True)
class _Context:
    gazetteer: Gazetteer
    territory: Territory
    day: str
    cited: Cited


def _choose(entities: tuple[NamedEntity, ...], kind: Label, day: str) -> NamedEntity | None:
    """The entity of a kind that existed on the day of the document; without a day the one that exists still."""
    alike = [entity for entity in entities if entity.label is kind]
    then = [e for e in alike if day and (not e.since or e.since <= day) and (not e.until or day <= e.until)]
    chosen = then or [e for e in alike if not e.until] or alike
    return chosen[0] if chosen else None


def _find_names(text: str, hits: list[Hit], context: _Context) -> Iterator[Found]:
    for hit in hits:
        for kind in _BY_NAME:
            entity = _choose(hit.entities, kind, context.day)
            if entity and hit.end - hit.start >= _SHORTEST_NAME and not goes_on(text, hit.start, hit.end):
                # The facts call a body as texts do (国务院); its full name is what it stands for.
                name = NATIONAL_SHORT.get(entity.name, entity.name) if kind is Label.INSTITUTION else entity.name
                yield Found(hit.start, hit.end, kind, entity.id, name, 0.95)
        title = _choose(hit.entities, Label.POLICY_DOCUMENT, context.day)
        # Without 《》 a title is one only when it is long enough not to be a phrase.
        if title and hit.end - hit.start >= 8:
            yield Found(hit.start, hit.end, Label.POLICY_DOCUMENT, title.id, title.name, 0.8)


def _find_all(squeezed: Squeezed, written: str, context: _Context) -> list[Found]:
    """Every name of a text, overlapping ones too."""
    text, gazetteer = squeezed.text, context.gazetteer
    hits = list(gazetteer.find(text))
    found = list(_find_names(text, hits, context))
    found += find_places(text, hits, gazetteer)
    found += find_runs(text, gazetteer)
    found += find_roles(text, gazetteer, context.territory)
    found += find_of_state(text, gazetteer, context.territory)
    found += find_documents(squeezed, written, gazetteer, context.cited)
    found += find_elided(text, found, gazetteer, context.territory)
    regions = {word: entity.name for word, entity in context.territory.by_word.items()}
    found += find_by_pattern(text, found, gazetteer, regions)
    return found


def _to_mentions(found: list[Found], squeezed: Squeezed, written: str) -> tuple[Mention, ...]:
    """The names that stay, each text and thing once a clause."""
    mentions: dict[tuple[str, str], Mention] = {}
    for one in choose_longest(found):
        if one.score < SHOWN_FROM:
            continue
        start, end = squeezed.span(one.start, one.end)
        text = squeezed.text[one.start : one.end]
        # A name that is what the text says is given as the text writes it.
        name = squeezed.read(written, one.start, one.end) if one.entity_id is None and one.name == text else one.name
        mention = Mention(written[start:end], one.kind, one.entity_id, name, start, end, one.score, one.derived)
        mentions.setdefault((text, one.name), mention)
    return tuple(mentions.values())


def link_clauses(
    clauses: Sequence[Clause], gazetteer: Gazetteer, region: str | None, issued: Period | None = None
) -> list[tuple[Mention, ...]]:
    """The mentions of each clause, in order of the clauses.

    `region` is the code of the region whose bodies the text calls by role (610100: 市知识产权局 is that of Xi'an), or
    None where it is not known: then no role is resolved, but
    a text that hands out tasks to ministries is the nation's. `issued` decides between namesakes of different times.
    """
    squeezed = [squeeze_text(clause.text) for clause in clauses]
    titles: dict[str, str] = {}
    for one, clause in zip(squeezed, clauses, strict=True):
        titles.update(read_cited(one, clause.text))
    if region is None and names_ministries([one.text for one in squeezed]):
        region = NATION
    context = _Context(gazetteer, read_territory(gazetteer, region), issued.first if issued else "", Cited(titles))
    found = [_find_all(one, clause.text, context) for one, clause in zip(squeezed, clauses, strict=True)]
    shorts: dict[str, Found] = {}
    for one, names in zip(squeezed, found, strict=True):
        if "称" in one.text:
            for short, full in read_shorts(one.text, names).items():
                shorts.setdefault(short, full)
    defined = build_shorts(shorts)
    return [
        _to_mentions([*names, *defined.find(one.text)], one, clause.text)
        for one, names, clause in zip(squeezed, found, clauses, strict=True)
    ]
