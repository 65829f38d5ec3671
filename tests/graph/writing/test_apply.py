"""Loads on both engines: what they write, that they repeat, what they prune, and that they are all or nothing."""

from __future__ import annotations

import pytest

from graph.dates import parse_period
from graph.model import Label, RelationshipType
from graph.store import Graph, Statement
from graph.writing.apply import apply_batches
from graph.writing.batch import Batch, EdgeRow, NodeRow

pytestmark = pytest.mark.anyio

SOURCE = NodeRow(Label.SOURCE, "gazette", "公报", {"title": "公报", "url": "https://example.org/a"}, ("gazette",), True)
NAMES = Statement(
    "names", "MATCH (n:Region) RETURN n.id AS id, n.name AS name ORDER BY id", (), ("id", "name"), lambda *r: r
)
DOCUMENTS = Statement(
    "documents", "MATCH (d:PolicyDocument) RETURN d.id AS id, d.effectFrom AS a, d.effectUntil AS b ORDER BY id",
    (), ("id", "a", "b"), lambda *r: r,
)  # fmt: skip
CHANGES = Statement(
    "changes", "MATCH (c:Change) RETURN c.version AS v, c.action AS action, c.kind AS kind, c.entity AS e "
    "ORDER BY c.id",
    (), ("v", "action", "kind", "e"), lambda *r: r,
)  # fmt: skip


def region(key: str, name: str, **properties: str | tuple[str, ...] | float) -> NodeRow:
    return NodeRow(Label.REGION, key, name, properties, ("gazette",), True)


def part_of(child: str, parent: str) -> EdgeRow:
    return EdgeRow(RelationshipType.PART_OF, (Label.REGION, child), (Label.REGION, parent), {}, ("gazette",), True)


def document(key: str, **dates: str) -> NodeRow:
    periods = {name: parse_period(text) for name, text in dates.items()}
    return NodeRow(Label.POLICY_DOCUMENT, key, key, periods, ("gazette",), True)


def supersedes(new: str, old: str) -> EdgeRow:
    ends = ((Label.POLICY_DOCUMENT, new), (Label.POLICY_DOCUMENT, old))
    return EdgeRow(RelationshipType.SUPERSEDES, *ends, {}, ("gazette",), True)


def two_regions(load: str = "seed/regions") -> Batch:
    rows = [region("610000", "陕西省", aliases=("陕", "Shaanxi's, “a”"), latitude=34.26), region("610100", "西安市")]
    return Batch(load, [SOURCE, *rows], [part_of("610100", "610000")])


async def test_second_load_changes_nothing_and_says_so(graph: Graph) -> None:
    first = await apply_batches(graph.writer, [two_regions()], "tests")
    second = await apply_batches(graph.writer, [two_regions()], "tests")
    assert (first.version, first.created, first.updated, first.removed) == (1, 4, 0, 0)
    assert (second.version, second.created, second.updated, second.removed, second.unchanged) == (1, 0, 0, 0, 4)
    assert await graph.reader.version() == 1


async def test_changed_row_is_updated_and_dropped_row_is_pruned(graph: Graph) -> None:
    await apply_batches(graph.writer, [two_regions()], "tests")
    less = Batch("seed/regions", [SOURCE, region("610000", "陕西")])
    report = await apply_batches(graph.writer, [less], "tests")
    assert (report.version, report.created, report.updated, report.removed) == (2, 0, 1, 2)
    assert await graph.reader.run(NAMES, {}) == [("610000", "陕西")]
    assert await graph.reader.run(CHANGES, {}) == [
        (1, "CREATED", "Region", "610000"),
        (1, "CREATED", "Region", "610100"),
        (1, "CREATED", "Source", "gazette"),
        (2, "UPDATED", "Region", "610000"),
        (2, "REMOVED", "Region", "610100"),
    ]


async def test_row_that_another_load_states_is_not_pruned(graph: Graph) -> None:
    await apply_batches(graph.writer, [two_regions()], "tests")
    await apply_batches(graph.writer, [Batch("facts/office/regions", [region("610100", "西安")])], "tests")
    assert (await graph.reader.run(NAMES, {}))[1] == ("610100", "西安")
    # Whoever is believed less says its own word again as soon as the other withdraws; running again adds nothing.
    await apply_batches(graph.writer, [Batch("facts/office/regions")], "tests")
    assert (await graph.reader.run(NAMES, {}))[1] == ("610100", "西安市")
    assert not (await apply_batches(graph.writer, [two_regions()], "tests")).changed


async def test_row_shows_what_the_load_believed_first_states_in_whatever_order_they_come(graph: Graph) -> None:
    words = {"review/x": "一", "document/x": "二", "facts/x": "三", "seed/x": "四"}
    state = {load: Batch(load, [SOURCE, region("610000", name)]) for load, name in words.items()}
    for load in ("document/x", "seed/x", "review/x", "facts/x"):
        await apply_batches(graph.writer, [state[load]], "tests")
        assert not (await apply_batches(graph.writer, [state[load]], "tests")).changed
    for load, name in words.items():
        assert await graph.reader.run(NAMES, {}) == [("610000", name)]
        # A shadowed row may change, and be withdrawn and stated again, without showing.
        await apply_batches(graph.writer, [Batch("seed/x")], "tests")
        await apply_batches(graph.writer, [state["seed/x"]], "tests")
        assert await graph.reader.run(NAMES, {}) == [("610000", name)]
        await apply_batches(graph.writer, [Batch(load)], "tests")
    assert await graph.reader.run(NAMES, {}) == []


async def test_row_that_shows_again_is_written_beside_one_that_changed(graph: Graph) -> None:
    await apply_batches(graph.writer, [two_regions()], "tests")
    office = [region("610100", "西安"), region("620000", "甘肃")]
    await apply_batches(graph.writer, [Batch("facts/office", office)], "tests")
    report = await apply_batches(graph.writer, [Batch("facts/office", [region("620000", "甘肃省")])], "tests")
    assert (report.updated, report.removed) == (2, 0)
    assert await graph.reader.run(NAMES, {}) == [("610000", "陕西省"), ("610100", "西安市"), ("620000", "甘肃省")]


async def test_relationship_that_went_with_its_end_comes_back_with_it(graph: Graph) -> None:
    await apply_batches(graph.writer, [two_regions()], "tests")
    more = Batch("seed/more", [SOURCE, region("620000", "甘肃省")])
    link = Batch("seed/links", [SOURCE], [part_of("610100", "620000")])
    await apply_batches(graph.writer, [more, link], "tests")
    await apply_batches(graph.writer, [Batch("seed/more")], "tests")
    report = await apply_batches(graph.writer, [more], "tests")
    assert report.created == 1
    assert (await apply_batches(graph.writer, [link], "tests")).created == 1


async def test_row_with_unknown_end_is_left_out_and_reported(graph: Graph) -> None:
    batch = two_regions()
    batch.edges.append(part_of("610100", "999999"))
    report = await apply_batches(graph.writer, [batch], "tests")
    assert [(one.kind, one.reason) for one in report.skipped] == [("PART_OF", "no Region with the id '999999'")]
    assert report.created == 4


async def test_failing_load_leaves_everything_as_it_was(graph: Graph) -> None:
    await apply_batches(graph.writer, [two_regions()], "tests")
    with pytest.raises(KeyError, match="colour"):
        bad = Batch("seed/more", [region("620000", "甘肃省"), region("630000", "青海省", colour="red")])
        await apply_batches(graph.writer, [bad], "tests")
    with pytest.raises(ZeroDivisionError):
        async with graph.writer.transaction() as transaction:
            await transaction.execute("MATCH (r:Region) SET r.name = 'x'", {})
            raise ZeroDivisionError
    assert [name for _, name in await graph.reader.run(NAMES, {})] == ["陕西省", "西安市"]
    assert await graph.reader.version() == 1


async def test_many_rows_of_every_awkward_text_arrive_whole(graph: Graph) -> None:
    texts = [
        "a,b",
        'say "so"',
        "line\nbreak",
        "it's",
        "back\\slash",
        "[x]",
        " edge ",
        "{y}",
        "长江三角洲",
        "null",
        "é\t",
    ]
    rows = [region(f"{n:06}", texts[n % len(texts)], aliases=(texts[n % len(texts)], "乙")) for n in range(700)]
    edges = [part_of(f"{n:06}", "000000") for n in range(1, 700)]
    await apply_batches(graph.writer, [Batch("seed/regions", [SOURCE, *rows], edges)], "tests")
    stored = Statement(
        "stored", "MATCH (r:Region) RETURN r.id AS id, r.name AS name, r.aliases AS aliases ORDER BY id", (),
        ("id", "name", "aliases"), lambda *r: r,
    )  # fmt: skip
    assert await graph.reader.run(stored, {}) == [(row.id, row.name, list(row.properties["aliases"])) for row in rows]  # type: ignore[arg-type]  # a tuple
    assert (await apply_batches(graph.writer, [Batch("seed/regions", [SOURCE, *rows], edges)], "x")).changed is False


async def test_documents_are_in_force_as_their_dates_and_successors_say(graph: Graph) -> None:
    documents = [
        document("a", issued="2008-06"),
        document("b", issued="2009", inForceFrom="2010-01-01", inForceUntil="2012"),
        document("c"),
        document("d", issued="2012-03-01", period="2012"),
        document("e", issued="2011-05-05"),
    ]
    batch = Batch("seed/documents", [SOURCE, *documents], [supersedes("e", "a")])
    await apply_batches(graph.writer, [batch], "tests")
    assert await graph.reader.run(DOCUMENTS, {}) == [
        ("a", "2008-06-01", "2011-05-04"),
        ("b", "2010-01-01", "2012-12-31"),
        ("c", None, "9999-12-31"),
        ("d", "2012-03-01", "2012-12-31"),
        ("e", "2011-05-05", "9999-12-31"),
    ]
    batch.nodes[-1] = document("e", issued="2010-02-02")
    await apply_batches(graph.writer, [batch], "tests")
    assert (await graph.reader.run(DOCUMENTS, {}))[0] == ("a", "2008-06-01", "2010-02-01")


async def test_answer_says_the_version_that_its_rows_are_of(graph: Graph) -> None:
    nothing = await graph.reader.answer(NAMES, {})
    assert (nothing.rows, nothing.before, nothing.after) == ([], 0, 0)
    await apply_batches(graph.writer, [two_regions()], "tests")
    some = await graph.reader.answer(NAMES, {})
    assert (len(some.rows), some.before, some.after) == (2, 1, 1)


async def test_many_relationships_are_found_again_to_be_changed_and_removed(graph: Graph) -> None:
    rows = [region(f"{n:06}", f"区{n}") for n in range(400)]
    edges = [part_of(f"{n:06}", "000000") for n in range(1, 400)]
    await apply_batches(graph.writer, [Batch("seed/regions", [SOURCE, *rows], edges)], "tests")
    # Stated by a load that is believed before: the same relationships, not others beside them.
    again = await apply_batches(graph.writer, [Batch("facts/x", [SOURCE], edges[:5])], "tests")
    assert (again.created, again.updated) == (0, 5 + 1)
    less = Batch("seed/regions", [SOURCE, *rows], edges[:100])
    assert (await apply_batches(graph.writer, [less], "tests")).removed == 299
    counted = Statement("n", "MATCH (:Region)-[e:PART_OF]->(:Region) RETURN count(e) AS n", (), ("n",), lambda n: n)
    assert await graph.reader.run(counted, {}) == [100]
