"""Documents on both engines: joined to what is stored, kept through versions, reviewed for good, and undone."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.archive.export import export_graph
from graph.archive.restore import import_graph
from graph.dates import parse_period
from graph.engines.location import GraphLocation
from graph.engines.open import open_graph
from graph.enums import DocumentKind, Verdict
from graph.store import Graph
from graph.writing.batch import Skipped
from loaders.errors import AmbiguousDocument, NotLoaded, NotStored, UnusableDocument
from loaders.pipeline import DocumentPipeline
from loaders.storing.given import GivenSource, StatedMetadata
from loaders.storing.review import ReviewDecision, review_link
from loaders.storing.upsert import remove_document
from tests.loaders.tasks.law_world import AID, ARTICLES, HANDOVER, REGION, World, law, open_world

pytestmark = pytest.mark.anyio
KEY = "xi-an-shi-zhuan-li-cu-jin-tiao-li-2012"


@pytest.fixture
async def world(graph: Graph) -> World:
    return await open_world(graph)


def counts(report: object) -> tuple[int, ...]:
    return tuple(getattr(report, name) for name in ("created", "changed", "unchanged", "removed", "suspect"))


async def test_text_becomes_a_document_with_all_that_it_says(world: World) -> None:
    report = await world.load(law(), StatedMetadata(source=GivenSource("西安人大", url="https://example.org/law")))
    assert (report.document, report.title, counts(report)) == (KEY, "西安市专利促进条例", (4, 0, 0, 0, 0))
    assert report.version == 2
    assert await world.rows(
        f"MATCH (d:PolicyDocument {{id: '{KEY}'}}) RETURN d.kind AS k, d.issuedFirst AS i, d.inForceFromFirst AS f, "
        "d.held AS h, d.examined AS e, d.effectFrom AS x, d.sources AS s",
        "k", "i", "f", "h", "e", "x", "s",
    ) == [("LAW", "2012-12-28", "2013-03-01", "FULL", True, "2013-03-01", [f"text-of-{KEY}"])]  # fmt: skip
    assert await world.rows(
        f"MATCH (i:Institution)-[e:ISSUED]->(d:PolicyDocument {{id: '{KEY}'}}) "
        "RETURN i.name AS name, i.derived AS derived, e.verified AS v",
        "name", "derived", "v",
    ) == [("西安市人民代表大会常务委员会", True, False)]  # fmt: skip
    # 市知识产权局 of a text of Xi'an, seated there.
    assert ("西安市知识产权局", "610100") in await world.rows(
        "MATCH (i:Institution)-[:SEATED_IN]->(r:Region) WHERE i.derived = true AND i.verified = false "
        "RETURN i.name AS name, r.id AS region",
        "name", "region",
    )  # fmt: skip
    assert await world.rows(
        f"MATCH (n:PolicyDocument {{id: '{KEY}'}})-[s:SUPERSEDES]->(d:PolicyDocument) "
        "RETURN d.id AS id, s.onFirst AS day, d.effectUntil AS until",
        "id", "day", "until",
    ) == [("xian-old", "2013-03-01", "2013-02-28")]  # fmt: skip
    assert ("第二条", HANDOVER) in await world.links(KEY)
    assert ("第三条", AID) in await world.links(KEY)
    reason = "中华人民共和国专利法 is named and is not in the graph"
    assert Skipped("PolicyDocument", "第一条", reason) in report.warnings


async def test_second_load_changes_nothing(world: World) -> None:
    first = await world.load(law())
    second = await world.load(law())
    assert (second.version, second.wrote, counts(second)) == (first.version, False, (0, 0, 4, 0, 0))


async def test_clauses_of_a_new_version_keep_their_ids(world: World) -> None:
    await world.load(law())
    added, changed = "市人民政府应当开展专利宣传教育。", "市人民政府建立维权援助中心。"
    report = await world.load(law(ARTICLES[0], added, ARTICLES[1], changed, ARTICLES[3]), StatedMetadata(id=KEY))
    assert counts(report) == (2, 0, 3, 1, 0)
    assert await world.rows(
        "MATCH (c:Clause) WHERE c.text IS NOT NULL RETURN c.path AS path, c.id AS id ORDER BY c.ordinal", "path", "id"
    ) == [
        ("第一条", f"{KEY}#第一条"),
        # The words that stood here have moved on with their id; what is new takes none that was another's.
        ("第二条", f"{KEY}#第二条~2"),
        ("第三条", f"{KEY}#第二条"),
        ("第四条", f"{KEY}#第四条~2"),
        ("第五条", f"{KEY}#第四条"),
    ]
    again = await world.load(law(*ARTICLES[:2], "市人民政府建立维权援助机制。", ARTICLES[3]))
    assert again.document == KEY


async def test_document_known_by_title_and_labels_is_joined(world: World) -> None:
    text = law("为了促进专利，制定本条例。", "省人民政府建立知识产权维权援助机制。", title="陕西省 专利条例")
    text = text.replace("2012年12月28日 西安市第十五届", "2012年7月10日 陕西省第十一届")
    report = await world.load(text)
    assert (report.document, report.title, counts(report)) == ("shaanxi-law", "陕西省专利条例", (1, 1, 0, 0, 0))
    # What the facts knew beside stays, and the text is all there is of it now.
    assert await world.rows(
        "MATCH (d:PolicyDocument {id: 'shaanxi-law'}) "
        "RETURN d.held AS h, d.nameEn AS e, d.note AS n, d.issuedFirst AS i",
        "h", "e", "n", "i",
    ) == [("FULL", "Patent regulations", "a note", "2012-07-12")]  # fmt: skip
    assert [one.reason for one in report.warnings if one.kind == "issued"] == [
        "it says 2012-07-10, where 2012-07-12 was stored: 2012-07-12 stays"
    ]
    assert [one.place for one in report.warnings if one.kind == "clause"] == ["第九条"]
    # Readers are believed before the pipeline.
    assert (await world.links("shaanxi-law"))["第二条", AID] == ("curated-reading", "SUGGESTED", None)
    await remove_document(world.graph.writer, "shaanxi-law", "loader")
    assert await world.rows(
        "MATCH (d:PolicyDocument {id: 'shaanxi-law'})-[:HAS_CLAUSE]->(c:Clause) "
        "RETURN d.held AS h, c.path AS path, c.text AS text ORDER BY path",
        "h", "path", "text",
    ) == [("TITLE", "title", None), ("TITLE", "第九条", None), ("TITLE", "第二条", None)]  # fmt: skip
    assert (await world.links("shaanxi-law"))["第二条", AID] == ("curated-reading", "SUGGESTED", None)


async def test_other_date_or_number_is_another_document(world: World) -> None:
    await world.load(law())
    later = await world.load(law(), StatedMetadata(issued=parse_period("2019-05-01")))
    assert later.document == f"{KEY[:-4]}2019"
    numbered = await world.load(law(), StatedMetadata(number="西政发〔2019〕1号", issued=parse_period("2020")))
    renamed = await world.load(law(title="西安市专利条例"), StatedMetadata(number="西政发[2019]第1号"))
    assert renamed.document == numbered.document
    with pytest.raises(AmbiguousDocument) as refused:
        await world.load(law().replace("2012年12月28日 ", ""), StatedMetadata(title="西安市专利促进条例"))
    assert len(refused.value.candidates) == 2


async def test_what_is_given_goes_before_the_text(world: World) -> None:
    given = StatedMetadata(
        id="xian-law", title="促进条例", kind=DocumentKind.MEASURE, issued=parse_period("2012"), issuers=("sipo",),
        applies_to=((REGION, "610000"),),
    )  # fmt: skip
    report = await world.load(law(), given)
    assert report.document == "xian-law"
    assert await world.rows(
        "MATCH (i:Institution)-[e:ISSUED]->(d:PolicyDocument {id: 'xian-law'})-[:APPLIES_TO]->(r:Region) "
        "RETURN i.id AS i, e.verified AS v, r.id AS r, d.title AS t, d.kind AS k, d.issuedLast AS l",
        "i", "v", "r", "t", "k", "l",
    ) == [("sipo", True, "610000", "促进条例", "MEASURE", "2012-12-31")]  # fmt: skip
    # The same without: what was given stays known, and is not read from the text.
    await world.load(law(), StatedMetadata(id="xian-law", title="促进条例"))
    assert await world.rows("MATCH (i:Institution)-[:ISSUED]->(d) RETURN i.id AS i", "i") == [("sipo",)]


async def test_verdict_survives_and_follows_the_words(world: World) -> None:
    await world.load(law())
    clause = f"{KEY}#第三条"
    assert (await world.links(KEY))["第三条", AID][1:] == ("SUGGESTED", False)
    version = await review_link(world.graph.writer, ReviewDecision(clause, AID, Verdict.REJECTED, "不是", "wang"))
    same = await review_link(world.graph.writer, ReviewDecision(clause, AID, Verdict.REJECTED, "不是", "wang"))
    assert (version, same) == (3, 3)
    assert (await world.links(KEY))["第三条", AID] == ("profile-1", "REJECTED", False)
    assert (await world.load(law())).wrote is False
    moved = await world.load(law(ARTICLES[0], ARTICLES[2], ARTICLES[1], ARTICLES[3]))
    assert (moved.suspect, (await world.links(KEY))["第二条", AID][1:]) == (0, ("REJECTED", False))
    await world.load(law())
    changed = await world.load(law(*ARTICLES[:2], "市人民政府建立维权援助机制和维权援助中心。", ARTICLES[3]))
    assert counts(changed) == (0, 1, 3, 0, 1)
    assert (await world.links(KEY))["第三条", AID][1:] == ("REJECTED", True)
    await review_link(world.graph.writer, ReviewDecision(clause, AID, Verdict.CONFIRMED, None, "li"))
    assert (await world.links(KEY))["第三条", AID][1:] == ("CONFIRMED", False)
    # A clause that goes takes its review along, and brings it back.
    await world.load(law(*ARTICLES[:2]))
    assert ("第三条", AID) not in await world.links(KEY)
    await world.load(law(*ARTICLES[:2], "市人民政府建立维权援助机制和维权援助中心。", ARTICLES[3]))
    assert (await world.links(KEY))["第三条", AID][1:] == ("CONFIRMED", False)
    await remove_document(world.graph.writer, KEY, "loader")
    await world.load(law(*ARTICLES[:2], "市人民政府建立维权援助机制和维权援助中心。", ARTICLES[3]))
    assert (await world.links(KEY))["第三条", AID][1:] == ("CONFIRMED", False)
    await review_link(world.graph.writer, ReviewDecision(clause, AID, Verdict.SUGGESTED, None, "li"))
    assert (await world.links(KEY))["第三条", AID] == ("profile-1", "SUGGESTED", False)


async def test_confirming_a_pair_that_is_not_linked_makes_the_link(world: World) -> None:
    await world.load(law())
    clause = f"{KEY}#第一条"
    before = await world.links(KEY)
    await review_link(world.graph.writer, ReviewDecision(clause, AID, Verdict.CONFIRMED, "读过", "wang"))
    assert await world.rows(
        "MATCH (c:Clause)-[r:COVERS]->(t:Task) WHERE r.method = 'reviewer' RETURN c.id AS c, t.id AS t, r.score AS s, "
        "r.verdict AS v, r.note AS n, r.reviewedBy AS b, r.verified AS f",
        "c", "t", "s", "v", "n", "b", "f",
    ) == [(clause, AID, 1.0, "CONFIRMED", "读过", "wang", True)]  # fmt: skip
    await review_link(world.graph.writer, ReviewDecision(clause, AID, Verdict.SUGGESTED, None, "wang"))
    assert await world.links(KEY) == before
    with pytest.raises(NotStored):
        await review_link(world.graph.writer, ReviewDecision(f"{KEY}#第十条", AID, Verdict.CONFIRMED, None, "wang"))


async def test_review_of_a_label_holds_when_the_words_come(world: World) -> None:
    await review_link(world.graph.writer, ReviewDecision("shaanxi-law#第二条", AID, Verdict.CONFIRMED, None, "wang"))
    text = law("为了促进专利，制定本条例。", "省人民政府建立知识产权维权援助机制。", title="陕西省专利条例")
    given = StatedMetadata(issued=parse_period("2012-07"))
    assert (await world.load(text, given)).suspect == 0
    assert (await world.links("shaanxi-law"))["第二条", AID] == ("curated-reading", "CONFIRMED", False)
    report = await world.load(text.replace("机制。", "制度。"), given)
    assert (report.suspect, (await world.links("shaanxi-law"))["第二条", AID][2]) == (1, True)


async def test_removed_document_leaves_the_graph_as_it_was(world: World) -> None:
    counted = "MATCH (n) WHERE n.loads IS NOT NULL RETURN count(n) AS n"
    before = await world.rows(counted, "n")
    await world.load(law())
    assert await remove_document(world.graph.writer, KEY, "loader") == 3
    assert await world.rows(counted, "n") == before
    assert await world.rows("MATCH (i:Institution) RETURN i.id AS id", "id") == [("sipo",)]
    assert await world.rows("MATCH (d:PolicyDocument {id: 'xian-old'}) RETURN d.effectUntil AS u", "u") == [
        ("9999-12-31",)
    ]
    for key in (KEY, "xian-old"):
        with pytest.raises(NotLoaded):
            await remove_document(world.graph.writer, key, "loader")


async def test_text_without_a_title_is_refused(world: World) -> None:
    plain = "建立维权援助机制。\n加强执法。"
    with pytest.raises(UnusableDocument, match="title"):
        await world.load(plain)
    with pytest.raises(UnusableDocument, match="clause"):
        await world.load("\n\n")
    report = await world.load(plain, StatedMetadata(title="通知"))
    assert {one.kind for one in report.warnings} >= {"clauses", "kind", "issued", "issuers", "appliesTo"}


async def test_archive_carries_reviews_and_what_facts_state_beneath_a_text(world: World, tmp_path: Path) -> None:
    text = law("为了促进专利，制定本条例。", "省人民政府建立知识产权维权援助机制。", title="陕西省专利条例")
    await review_link(world.graph.writer, ReviewDecision("shaanxi-law#第二条", AID, Verdict.CONFIRMED, "读过", "wang"))
    await world.load(text, StatedMetadata(issued=parse_period("2012-07")))
    await export_graph(world.graph.writer, tmp_path / "archive")
    other = await open_graph(GraphLocation("", tmp_path / "other.lbug"))
    await import_graph(other.writer, tmp_path / "archive", "tests")
    there = World(other, DocumentPipeline(other.reader))
    assert (await there.links("shaanxi-law"))["第二条", AID] == ("curated-reading", "CONFIRMED", False)
    assert not (await there.load(text, StatedMetadata(issued=parse_period("2012-07")))).wrote
    await export_graph(other.writer, tmp_path / "again")
    for name in ("reviews.jsonl", "shadowed.jsonl"):
        written = (tmp_path / "archive" / name).read_bytes()
        assert written
        assert (tmp_path / "again" / name).read_bytes() == written
    await remove_document(other.writer, "shaanxi-law", "loader")
    await review_link(other.writer, ReviewDecision("shaanxi-law#第二条", AID, Verdict.SUGGESTED, None, "wang"))
    assert (await there.links("shaanxi-law"))["第二条", AID] == ("curated-reading", "SUGGESTED", None)
    assert await there.rows("MATCH (d:PolicyDocument {id: 'shaanxi-law'}) RETURN d.held AS h", "h") == [("TITLE",)]
    await other.close()
