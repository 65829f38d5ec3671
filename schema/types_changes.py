"""Changes: what the versions of the graph did, entry by entry."""

from __future__ import annotations

import strawberry

from schema.enums import EntityKind
from schema.enums_gaps import ChangeAction
from schema.fields import needed, plain, related
from schema.results import hold, refer
from schema.scalars import Instant
from schema.shapes import Sources
from schema.types_base import PAGE, Connection, Edge, Entity

CHANGES_ARGUMENTS = (needed("since", int, "The version after which changes are asked for; 0 for all. 起始版本"), *PAGE)


@strawberry.type(description="What one version did to one thing; a document's clauses count as the document. 变更")
class Change:
    version: int = plain("The version that did it. 版本")
    at: Instant = plain("When. 时间")
    action: ChangeAction = plain("What was done. 变更")
    kind: EntityKind = plain("What kind of thing it is. 类型")
    id: strawberry.ID = plain("Its global id, of a thing that is there no more too.")
    name: str = plain("What it was called then. 名称")
    by: str = plain("Who did it. 操作者")
    entity: Entity | None = related("The thing itself as it is now; none where it is there no more. 实体")


@strawberry.type(description="A change in a list.")
class ChangeEdge(Edge):
    node: Change = related("The change.")


@strawberry.type(description="What changed since a version, the oldest first. 变更记录")
class ChangeConnection(Connection[ChangeEdge]):
    version: int = plain("The version of the graph now: what to ask with the next time. 版本")
    resync: bool = plain("Whether the record does not reach back so far: then read everything anew. 需重新同步")


SOURCES: Sources = {
    ("ChangeConnection", "edges"): hold("edges"),
    ("ChangeEdge", "node"): hold("node"),
    ("Change", "entity"): refer("entity"),
}
