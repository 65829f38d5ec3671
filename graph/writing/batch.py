"""The input of a load to the graph: the nodes and relationships that one load states, and the rows it left out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from graph.dates import Period
from graph.model import Label, RelationshipType

# A property's value, by the type that graph/model.py gives the property; None where the load does not know it.
PropertyValue = str | bool | int | float | tuple[str, ...] | Period | None


@dataclass(frozen=True, slots=True)
class NodeRow:
    """One node: `properties` beyond the common ones, named as in graph/model.py; `sources` are ids of Source nodes.

    `place` is where the row stands (file and line), for the report if it is left out; it is no part of the node.
    """

    label: Label
    id: str
    name: str
    properties: Mapping[str, PropertyValue]
    sources: tuple[str, ...]
    verified: bool
    place: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class EdgeRow:
    """One relationship between two nodes named by label and id; `key` tells it from others of its type between them."""

    type: RelationshipType
    start: tuple[Label, str]
    end: tuple[Label, str]
    properties: Mapping[str, PropertyValue]
    sources: tuple[str, ...]
    verified: bool
    key: str = ""
    place: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Skipped:
    """A row that was left out: what it is, where it stands (file and line, or clause), and why.

    `names` is what a row that could not be read names as far as it could be: label and id, or type and both ends; empty
    where not even that could be read, None where there is no such row. What stood of it before is not withdrawn.
    """

    kind: str
    place: str
    reason: str
    names: tuple[str, ...] | None = field(default=None, compare=False)


@dataclass(slots=True)
class Batch:
    """All that one load states. `load` names it (`seed/regions`, `facts/NAME/zones`, `document/ID`).

    Applying a batch twice changes nothing the second time; what an earlier batch of the same load stated
    and this one does not is pruned, unless another load states it too.
    """

    load: str
    nodes: list[NodeRow] = field(default_factory=list)
    edges: list[EdgeRow] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
