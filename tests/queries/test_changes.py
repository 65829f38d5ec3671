"""What changed since a version: every entry once, in order, page by page."""

from __future__ import annotations

import pytest

from graph.store import Graph
from queries.changes import Change, ChangesAsked, check_since, needs_resync, read_changes, read_extent
from queries.errors import BadInput

pytestmark = pytest.mark.anyio


async def test_pages_give_every_change_once_in_order(coverage_world: Graph) -> None:
    total = (await read_extent(coverage_world.reader, 0)).total
    seen: list[Change] = []
    after = ""
    while True:
        page = await read_changes(coverage_world.reader, ChangesAsked(0, 7, after))
        seen += page.changes
        assert page.has_previous == bool(after)
        if not page.has_next:
            break
        after = page.changes[-1].id
    assert len(seen) == len({change.id for change in seen}) == total
    assert [change.id for change in seen] == sorted(change.id for change in seen)
    assert {change.by for change in seen} == {"tests"}
    assert ("PolicyDocument", "city-plan", "CREATED", 2) in {(c.kind, c.entity, c.action, c.version) for c in seen}


async def test_only_later_versions_are_told(coverage_world: Graph) -> None:
    page = await read_changes(coverage_world.reader, ChangesAsked(1, 100))
    assert {change.version for change in page.changes} == {2}
    assert (await read_extent(coverage_world.reader, 1)).total == len(page.changes)
    assert not (await read_changes(coverage_world.reader, ChangesAsked(2, 100))).changes


async def test_pages_can_be_read_from_the_end(coverage_world: Graph) -> None:
    every = (await read_changes(coverage_world.reader, ChangesAsked(0, 200))).changes
    last = await read_changes(coverage_world.reader, ChangesAsked(0, 3, backward=True))
    assert (last.changes, last.has_previous, last.has_next) == (every[-3:], True, False)
    earlier = await read_changes(coverage_world.reader, ChangesAsked(0, 3, before=last.changes[0].id, backward=True))
    assert (earlier.changes, earlier.has_next) == (every[-6:-3], True)


@pytest.mark.parametrize(
    ("since", "version", "recorded", "resync"),
    [(0, 5, 5, False), (4, 5, 1, False), (5, 5, 0, False), (6, 5, 0, True), (1, 5, 3, True), (2, 5, 3, False),
     (0, 5, 0, True), (0, 0, 0, False), (4, 5, 2, False), (5, 900, 1, True), (899, 900, 1, False)],
)  # fmt: skip
def test_resync_where_entries_cannot_tell(since: int, version: int, recorded: int, resync: bool) -> None:
    assert needs_resync(since, version, recorded) is resync


def test_negative_version_is_refused() -> None:
    with pytest.raises(BadInput) as refused:
        check_since(-1)
    assert refused.value.argument == "since"
