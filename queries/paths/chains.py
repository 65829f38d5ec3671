"""Chains through what has been read of the graph: all of one length between two things, in a stable order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from queries.paths.ways import CHAINED, Node

# Things that a search for chains of one length may try; far beyond it, a chain says nothing about its ends.
MOST_TRIED = 200_000
_PLACES = {label: place for place, label in enumerate(CHAINED)}

Chain = tuple[Node, ...]


def place_of(node: Node) -> tuple[int, str]:
    """Return where a thing stands in the order of things: by kind, then by id."""
    return _PLACES[node[0]], node[1]


@dataclass(slots=True)
class Ties:
    """The record of who is tied to whom, whichever way and how often."""

    tied: dict[Node, set[Node]] = field(default_factory=lambda: defaultdict(set))

    def add(self, one: Node, other: Node) -> None:
        """Note that two things are tied."""
        if one != other:
            self.tied[one].add(other)
            self.tied[other].add(one)

    def of(self, node: Node) -> Iterable[Node]:
        """List what a thing is tied to, as far as it is known."""
        return self.tied.get(node, ())


@dataclass(slots=True)
class Walk:
    """A search for chains of exactly one length; `tried` counts its steps."""

    ties: Ties
    goal: Node
    distances: Mapping[Node, int]
    tried: int = 0

    def go_on(self, chain: Chain, left: int) -> Iterator[Chain]:
        """The chains that begin with this one and reach the goal in `left` steps, no thing twice."""
        self.tried += 1
        if left == 0:
            yield chain
            return
        near = (node for node in self.ties.of(chain[-1]) if self.distances.get(node, left) < left)
        for node in sorted(near, key=place_of):
            if self.tried >= MOST_TRIED:
                return
            if node not in chain and (node != self.goal or left == 1):
                yield from self.go_on((*chain, node), left - 1)


def list_chains(ties: Ties, begin: Node, goal: Node, length: int) -> Iterator[Chain]:
    """The chains of exactly this length (1 or more), by kind and id of each thing in turn; cut after MOST_TRIED."""
    return Walk(ties, goal, measure_distances(ties, goal, length)).go_on((begin,), length)


def measure_distances(ties: Ties, goal: Node, most: int) -> dict[Node, int]:
    """Measure how many steps each thing is away from the goal, up to `most`."""
    distances, frontier = {goal: 0}, [goal]
    for distance in range(1, most + 1):
        near = {other for node in frontier for other in ties.of(node)}
        frontier = [node for node in near if node not in distances]
        distances |= dict.fromkeys(frontier, distance)
    return distances


def list_ids(nodes: Iterable[Node]) -> dict[str, list[str]]:
    """The ids of things by kind, both in order; of things of several kinds every kind has some, be it of nothing.

    So there are few texts to plan, and no empty list, whose type LadybugDB does not know. They travel in one parameter:
    Neo4j plans anew for lists of other lengths.
    """
    found: dict[str, list[str]] = defaultdict(list)
    for label, key in sorted(nodes, key=place_of):
        found[str(label)].append(key)
    return found if len(found) == 1 else {str(label): found[str(label)] or [""] for label in CHAINED}
