"""Changes: what the versions of the graph did, entry by entry."""

from __future__ import annotations

from enum import StrEnum

import strawberry

from graph.model import Label
from queries.changes import Change as ChangeRow
from queries.changes import ChangesAsked, check_since, needs_resync, read_changes, read_extent
from queries.paging import slice_of
from schema.entities.base import PAGE, Connection, Edge, Entity, PageInfo
from schema.entities.enums import EntityKind
from schema.fetch.connections import page_info, page_of
from schema.fetch.sources import FieldSources
from schema.fields import Instant, described, needed, plain, related
from schema.questions.answer import fill, from_object, make, reference
from schema.request.context import Call
from schema.request.ids import global_id


@described(
    "What a version did to something. 变更",
    CREATED="It was not there before. 新增",
    UPDATED="It, or a fact that starts from it, is not as it was. 修改",
    REMOVED="It is there no more. 删除",
)
class ChangeAction(StrEnum):
    CREATED = "CREATED"
    UPDATED = "UPDATED"
    REMOVED = "REMOVED"


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


SOURCES: FieldSources = {
    ("ChangeConnection", "edges"): from_object("edges"),
    ("ChangeEdge", "node"): from_object("node"),
    ("Change", "entity"): reference("entity"),
}


async def read_recorded_changes(call: Call) -> object:
    """Read what changed after the version `since`, a page at a time; its extent is read where it is selected."""
    since = check_since(call.given("since", int, 0))
    page = page_of(call.arguments, call.context, "changes")
    after, before = (str(key[0]) if key else "" for key in (page.after, page.before))
    found = await read_changes(call.reader, ChangesAsked(since, page.size, after, before, page.backward))
    version = await call.reader.version()
    extent = await read_extent(call.reader, since) if call.wants("totalCount") or call.wants("resync") else None
    keyed = [((change.id,), change) for change in found.changes]
    cut = slice_of(keyed, has_previous=found.has_previous, has_next=found.has_next)
    return await fill(
        call,
        make(
            ChangeConnection,
            version=version,
            resync=extent and needs_resync(since, version, extent.versions),
            total_count=extent and extent.total,
            page_info=page_info(cut, page, PageInfo),
            edges=[_show_edge(change, page.cursor((key,))) for (key,), change in keyed],
        ),
    )


def _show_edge(change: ChangeRow, cursor: str) -> object:
    return make(ChangeEdge, cursor=cursor, node=_show_change(change))


def _show_change(change: ChangeRow) -> object:
    label = Label(change.kind)
    return make(
        Change,
        version=change.version,
        at=change.at,
        action=change.action,
        kind=label.name,
        id=global_id(label, change.entity),
        name=change.name,
        by=change.by,
        entity=(label, change.entity),
    )
