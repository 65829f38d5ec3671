"""The relationships behind chains: of those between two things the one that tells most, with its dates and sources."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from graph.dates import Period
from graph.model import RELATIONSHIPS, Label, RelationshipType
from graph.store import Reader, Statement, Value
from queries.nodes.columns import Part, Row
from queries.paths.chains import Chain, list_ids
from queries.paths.ways import TYPES, WAYS, Node, Way


@dataclass(frozen=True, slots=True)
class PathLink:
    """A relationship of a chain, as the graph has it: from its own start to its own end."""

    type: RelationshipType
    start: Node
    end: Node
    key: str
    since: Period | None
    until: Period | None
    verified: bool
    sources: tuple[str, ...]


_PART = Part("e", TYPES, ("key", "since", "until", "on", "verified", "sources"))
_GET = _PART.getters(3)
# A tie and the way along which it runs from its own start to its own end.
_Arrow = tuple[RelationshipType, Way]


async def read_links(reader: Reader, chains: Sequence[Chain], day: str) -> dict[frozenset[Node], PathLink]:
    """The link between each two neighbours on chains; one engine call.

    Of several between two things it is a verified one rather than another, then by type, start and key.
    """
    by_label = list_ids({node for chain in chains for node in chain})
    rows = await reader.run(build_links(tuple(map(Label, by_label))), {"day": day, "things": by_label})
    links = sorted((link for link in rows if link is not None), key=_preference)
    found: dict[frozenset[Node], PathLink] = {}
    for link in links:
        found.setdefault(frozenset((link.start, link.end)), link)
    return found


def list_links(chain: Chain, links: dict[frozenset[Node], PathLink]) -> list[PathLink]:
    """The links of one chain, in its order."""
    return [links[frozenset(pair)] for pair in pairwise(chain)]


def _preference(link: PathLink) -> tuple[bool, int, str, str, str]:
    since = link.since.first if link.since else ""
    return not link.verified, TYPES.index(link.type), since, link.key, link.start[1]


@lru_cache(maxsize=64)
def build_links(labels: tuple[Label, ...]) -> Statement[PathLink | None]:
    """All relationships that hold among things of these labels. Parameters: day; things, ids by label."""
    arrows: list[_Arrow] = [
        (kind, way if way.one is start else way.turn())
        for way in WAYS
        if way.one in labels and way.other in labels
        for kind in way.kinds
        for start, end in RELATIONSHIPS[kind].arrows
        if {start, end} == {way.one, way.other}
    ]

    def row(*columns: Value) -> PathLink | None:
        return _read_link(arrows, columns)

    text = "\nUNION ALL\n".join(_branch(number, kind, way) for number, (kind, way) in enumerate(arrows))
    return Statement("links of chains", text, ("day", "things"), ("way", "near", "far", *_PART.columns()), row)


def _branch(number: int, kind: RelationshipType, way: Way) -> str:
    pairs = zip(_PART.expressions(kind), _PART.columns(), strict=True)
    listed = ", ".join(f"{expression} AS {column}" for expression, column in pairs)
    return (
        f"{way.follow([kind], '-[e:{0}]->', f'o.id IN $things.{way.other}')}\n"
        f"RETURN {number} AS way, p.id AS near, o.id AS far, {listed}"
    )


def _read_link(arrows: Sequence[_Arrow], columns: Row) -> PathLink | None:
    number, near, far = columns[:3]
    if far is None:
        return None
    kind, way = arrows[int(str(number))]
    since, until, on = (_GET[name](columns) for name in ("since", "until", "on"))
    begun = since or on
    return PathLink(
        kind,
        (way.one, str(near)),
        (way.other, str(far)),
        str(_GET["key"](columns) or ""),
        begun if isinstance(begun, Period) else None,
        until if isinstance(until, Period) else None,
        bool(_GET["verified"](columns)),
        tuple(map(str, columns[-1] or ())) if isinstance(columns[-1], list) else (),
    )
