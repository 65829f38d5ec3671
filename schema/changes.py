"""Answers `changes`."""

from __future__ import annotations

from graph.model import Label
from queries.changes import Change, ChangesAsked, check_since, needs_resync, read_changes, read_extent
from queries.paging import slice_of
from schema import types_changes as shown
from schema.call import Call
from schema.connections import page_info, page_of
from schema.global_ids import global_id
from schema.reading import present
from schema.results import make
from schema.types_base import PageInfo


async def read_recorded_changes(call: Call) -> object:
    """What changed after the version `since`, a page at a time; its extent is read where it is selected."""
    since = check_since(call.given("since", int, 0))
    page = page_of(call.arguments, call.context, "changes")
    after, before = (str(key[0]) if key else "" for key in (page.after, page.before))
    found = await read_changes(call.reader, ChangesAsked(since, page.size, after, before, page.backward))
    extent = await read_extent(call.reader, since) if call.wants("totalCount") or call.wants("resync") else None
    version = await call.reader.version()
    keyed = [((change.id,), change) for change in found.changes]
    cut = slice_of(keyed, has_previous=found.has_previous, has_next=found.has_next)
    return await present(
        call,
        make(
            shown.ChangeConnection,
            version=version,
            resync=extent and needs_resync(since, version, extent.oldest),
            total_count=extent and extent.total,
            page_info=page_info(cut, page, PageInfo),
            edges=[_show_edge(change, page.cursor((key,))) for (key,), change in keyed],
        ),
    )


def _show_edge(change: Change, cursor: str) -> object:
    return make(shown.ChangeEdge, cursor=cursor, node=_show_change(change))


def _show_change(change: Change) -> object:
    label = Label(change.kind)
    return make(
        shown.Change,
        version=change.version,
        at=change.at,
        action=change.action,
        kind=label.name,
        id=global_id(label, change.entity),
        name=change.name,
        by=change.by,
        entity=(label, change.entity),
    )
