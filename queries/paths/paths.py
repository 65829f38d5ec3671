"""Connecting paths: the shortest chains between two things, found from both ends, one engine call a step.

Both engines have shortest paths of their own, and neither lets a chain end at what it may not pass through, counts
parallel links once, or goes on to the next longer chains; so the steps are asked for and the chains put together here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import islice

from graph.model import Label
from graph.store import Parameters, Reader
from queries.errors import BadInput
from queries.paths.chains import Chain, Ties, list_chains, list_ids
from queries.paths.links import PathLink, list_links, read_links
from queries.paths.ways import MOST_STEPS, Node, Step, build_steps

LONGEST, DEFAULT_LENGTH = 6, 4
# A step that begins at more things has come through something on which everything hangs: a hub of hubs.
MOST_BEGINNINGS = 5_000


@dataclass(frozen=True, slots=True)
class PathsAsked:
    """The chains asked for: between two things, as ties hold on a day, of at most so many links, at most `first`."""

    begin: Node
    goal: Node
    day: str
    longest: int
    first: int


@dataclass(frozen=True, slots=True)
class Path:
    """A chain: its things in order, and the link between each and the next."""

    nodes: Chain
    links: tuple[PathLink, ...]


@dataclass(slots=True)
class _Side:
    """The progress of a search from one end: what it has seen, and from where it goes on."""

    seen: set[Node]
    frontier: list[Node]


class _TooMuch(Exception):
    """A step from so many things, or to so many, that it is not taken."""


@dataclass(slots=True)
class _Search:
    """A search from both ends: what is known so far of who is tied to whom."""

    reader: Reader
    asked: PathsAsked
    ties: Ties = field(default_factory=Ties)
    sides: tuple[_Side, ...] = ()

    def __post_init__(self) -> None:
        ends = {self.asked.begin, self.asked.goal}
        # Neither end lies within a chain, so from one the search does not go on through the other.
        self.sides = tuple(_Side(ends.copy(), [end]) for end in (self.asked.begin, self.asked.goal))

    async def widen(self) -> None:
        """Go one step on from the end that has less to go on from; nothing where one end has come to all it reaches."""
        side = min(self.sides, key=lambda one: len(one.frontier))
        if side.frontier:
            reached = {step.far for step in await self._read_steps(side.frontier) if self._take(step)}
            side.frontier = [node for node in reached if node is not None and node not in side.seen]
            side.seen.update(side.frontier)

    async def _read_steps(self, frontier: Sequence[Node]) -> list[Step]:
        if len(frontier) > MOST_BEGINNINGS:
            raise _TooMuch
        by_label = list_ids(frontier)
        parameters: Parameters = {"day": self.asked.day, "things": by_label}
        steps = await self.reader.run(build_steps(tuple(map(Label, by_label))), parameters)
        if any(count >= MOST_STEPS for count in Counter(step.way for step in steps).values()):
            raise _TooMuch
        return steps

    def _take(self, step: Step) -> bool:
        if step.far is None or (step.barred and step.far not in (self.asked.begin, self.asked.goal)):
            return False
        self.ties.add(step.near, step.far)
        return True


def check_length(longest: int) -> int:
    """The length; BadInput where it is out of bounds."""
    if not 1 <= longest <= LONGEST:
        raise BadInput(f"`maxLength` is {longest}; it must be from 1 to {LONGEST}.", "maxLength")
    return longest


async def find_connecting_paths(reader: Reader, asked: PathsAsked) -> list[Path]:
    """The shortest chains, shortest first, then by kind and id of each thing in turn; no thing twice on one.

    A thing is tied to itself by the chain without links. One engine call a step, one for the links. Where a step is
    too wide, longer chains are left out; BadInput where there is none yet.
    """
    if asked.begin == asked.goal:
        return [Path((asked.begin,), ())][: asked.first]
    chains = await _find_chains(reader, asked) if asked.first else []
    links = await read_links(reader, chains, asked.day) if chains else {}
    return [Path(chain, tuple(list_links(chain, links))) for chain in chains]


async def _find_chains(reader: Reader, asked: PathsAsked) -> list[Chain]:
    search, found = _Search(reader, asked), list[Chain]()
    for length in range(1, check_length(asked.longest) + 1):
        try:
            await search.widen()
        except _TooMuch:
            if found:
                break
            message = (
                f"There is no chain of {length - 1} or fewer, and too much lies {length} steps away to look further."
            )
            raise BadInput(message, "maxLength") from None
        found += islice(list_chains(search.ties, asked.begin, asked.goal, length), asked.first - len(found))
        if len(found) >= asked.first:
            break
    return found
