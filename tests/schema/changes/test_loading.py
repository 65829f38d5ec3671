"""Documents are loaded, removed and reviewed by those who may; what makes no sense changes nothing."""

from __future__ import annotations

import asyncio
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from graph.model import Label
from graph.store import Graph
from loaders.pipeline import DocumentPipeline, GraphDocuments
from queries.search.names import GraphNames
from schema.build import build_schema
from schema.execution.execute import Answers
from schema.request.ids import global_id
from schema.request.roles import ANYBODY, Role, Viewer
from tests.schema.asking import Asker, WatchedGraph
from tests.schema.test_contract import read_operation

pytestmark = pytest.mark.anyio
LOAD, REVIEW = read_operation("load"), read_operation("review")
TO_REVIEW = """query($reviewed: Boolean, $document: ID, $first: Int, $after: String, $last: Int, $before: String) {
  coverageToReview(
    reviewed: $reviewed, document: $document, first: $first, after: $after, last: $last, before: $before
  ) {
    totalCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    edges { cursor node { score suspect verdict clause { path } task { number } } } } }"""
# Some say the same, and so are equally sure.
CLAUSES = (
    "会同毗邻省份开展区域知识产权战略合作研究，共同制定区域知识产权政策。",
    "推进东中西部地区知识产权对口合作。",
    "会同毗邻省份开展区域知识产权战略合作研究，共同制定区域知识产权政策。",
    "会同毗邻省份开展区域知识产权战略合作研究。",
    "推进东中西部地区知识产权对口合作。",
)
REMOVE = "mutation($id: ID!) { removeDocument(id: $id) { version document { id held } } }"
TEXT = "第一条 市人民政府应当建立知识产权维权援助机制。\n第二条 本办法自2013年2月1日起施行。"
DOCUMENT: dict[str, Any] = {
    "title": "某市专利促进办法", "kind": "MEASURE", "issued": "2013-01-01", "appliesTo": ["610100"], "issuers": [],
    "source": {"title": "an example made up for the tests"}, "text": TEXT,
}  # fmt: skip


LOADER = Viewer("li", Role.LOADER, authenticated=True)
REVIEWER = Viewer("wang", Role.REVIEWER, authenticated=True)


@pytest.fixture
async def writing(small_graph: Graph) -> Asker:
    """Asks the small graph, and changes it."""
    watched = WatchedGraph(small_graph)
    pipeline = DocumentPipeline(watched)
    documents = GraphDocuments(small_graph.writer, pipeline)
    return Asker(watched, Answers(watched, GraphNames(watched), build_schema(), None, pipeline, documents))


async def load(asker: Asker, viewer: Viewer = LOADER, /, **changes: object) -> Any:  # noqa: ANN401 JSON
    document = {name: value for name, value in (DOCUMENT | changes).items() if value is not None}
    return await asker.ask(LOAD, viewer=viewer, document=document)


async def test_operations_of_the_contract_load_review_and_remove(writing: Asker) -> None:
    answer = await load(writing)
    loaded = answer["data"]["loadDocument"]
    warned = {one["kind"] for one in loaded.pop("warnings")}
    assert warned == {"issuers"}
    document = loaded["document"]["id"]
    assert loaded == {
        "version": 2, "document": {"id": document, "title": "某市专利促进办法"},
        "created": 2, "changed": 0, "unchanged": 0, "removed": 0, "suspect": 0,
    }  # fmt: skip
    assert answer["extensions"]["version"] == 2
    again = (await load(writing))["data"]["loadDocument"]
    assert (again["version"], again["created"], again["unchanged"]) == (2, 0, 2)
    clause = "mou-shi-zhuan-li-cu-jin-ban-fa-2013#第一条"
    said = {"clause": clause, "task": "26", "verdict": "CONFIRMED", "note": "读过"}
    review = (await writing.ask(REVIEW, viewer=REVIEWER, **said))["data"]["reviewCoverage"]
    assert review["version"] == 3
    assert review["coverage"].pop("reviewedAt").startswith("20")
    assert review["coverage"] == {
        "score": 1.0, "method": "reviewer", "verdict": "CONFIRMED", "note": "读过", "reviewedBy": "wang",
        "suspect": False,
    }  # fmt: skip
    withdrawn = await writing.ask(REVIEW, viewer=REVIEWER, **(said | {"verdict": "SUGGESTED"}))
    assert withdrawn["data"]["reviewCoverage"] == {"version": 4, "coverage": None}
    removed = await writing.ask(REMOVE, viewer=LOADER, id=document)
    assert removed["data"]["removeDocument"] == {"version": 5, "document": None}


async def test_who_may_not_is_refused_before_anything_is_done(writing: Asker) -> None:
    codes = []
    for viewer in (ANYBODY, replace(REVIEWER, role=Role.READER), REVIEWER):
        answer = await load(writing, viewer, issued=None, text="x" * 100, file={"name": "a", "base64": "?"})
        codes.append(answer["errors"][0]["extensions"]["code"])
        assert answer["data"] == {"loadDocument": None}
    assert codes == ["UNAUTHENTICATED", "FORBIDDEN", "FORBIDDEN"]
    said = {"clause": "shaanxi-law#1", "task": "26", "verdict": "CONFIRMED", "note": None}
    answer = await writing.ask(REVIEW, viewer=replace(REVIEWER, role=Role.READER), **said)
    assert answer["errors"][0]["extensions"]["code"] == "FORBIDDEN"
    assert writing.graph.asked == []
    assert await writing.graph.version() == 1


def as_file(data: bytes, name: str = "a.txt", **more: str) -> dict[str, str]:
    return {"name": name, "base64": b64encode(data).decode(), **more}


BAD: dict[str, tuple[Mapping[str, object], str]] = {
    "neither": ({"text": None}, "document"),
    "both": ({"file": as_file(TEXT.encode())}, "document"),
    "empty": ({"text": " \n\0"}, "document.text"),
    "no clause": ({"text": "《》"}, "document.text"),
    "no base64": ({"text": None, "file": {"name": "a.txt", "base64": "ä?"}}, "document.file.base64"),
    "empty file": ({"text": None, "file": as_file(b"")}, "document.file"),
    "binary": ({"text": None, "file": as_file(bytes(range(32)) * 9)}, "document.file"),
    "media type": ({"text": None, "file": as_file(b"a", mediaType="video/mp4")}, "document.file.mediaType"),
    "issuer": ({"issuers": ["火星局"]}, "document.issuers"),
    "territory": ({"appliesTo": ["999999"]}, "document.appliesTo"),
    "many": ({"agreedBy": ["610000"] * 51}, "document.agreedBy"),
    "id": ({"id": "某 文件#1"}, "document.id"),
    "global id": ({"id": global_id(Label.POLICY_DOCUMENT, "none")}, "document.id"),
    "blank title": ({"title": " "}, "document.title"),
    "no title": ({"title": None}, "document.title"),
    "long number": ({"number": "号" * 101}, "document.number"),
    "dates": ({"inForceFrom": "2013", "inForceUntil": "2012"}, "document.inForceUntil"),
    "source": ({"source": {"title": ""}}, "document.source.title"),
}


async def test_bad_input_names_the_argument_and_changes_nothing(writing: Asker) -> None:
    found = {}
    for name, (changes, _) in BAD.items():
        answer = await load(writing, **changes)
        found[name] = (answer["errors"][0]["extensions"]["code"], answer["errors"][0]["extensions"]["argument"])
    assert found == {name: ("BAD_USER_INPUT", argument) for name, (_, argument) in BAD.items()}
    answer = await load(writing, issued="2013-02-30")
    assert answer["errors"][0]["extensions"] == {"code": "BAD_USER_INPUT", "argument": "document", "candidates": []}
    assert await writing.graph.version() == 1


async def test_target_of_a_change_that_is_not_there_is_not_found(writing: Asker) -> None:
    for text, viewer, variables in (
        (REMOVE, LOADER, {"id": "none"}),
        (REMOVE, LOADER, {"id": "outline"}),
        (REVIEW, REVIEWER, {"clause": "none#1", "task": "26", "verdict": "CONFIRMED"}),
        (REVIEW, REVIEWER, {"clause": "shaanxi-law#1", "task": "99", "verdict": "CONFIRMED"}),
    ):
        answer = await writing.ask(text, viewer=viewer, **variables)
        assert answer["errors"][0]["extensions"]["code"] == "NOT_FOUND", variables
    long = await writing.ask(
        REVIEW, viewer=REVIEWER, clause="shaanxi-law#1", task="26", verdict="CONFIRMED", note="长" * 2001
    )
    assert long["errors"][0]["extensions"]["argument"] == "note"
    assert await writing.graph.version() == 1


async def test_load_that_fails_halfway_leaves_the_graph_as_it_was(
    writing: Asker, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = await writing.read("{ graphInfo { counts { kind count } } }")

    async def fail(*_arguments: object) -> None:
        raise RuntimeError("the power went")

    with monkeypatch.context() as patch:
        patch.setattr("graph.writing.apply.write_manifest", fail)
        answer = await load(writing)
    assert answer["errors"][0]["extensions"]["code"] == "INTERNAL"
    assert await writing.read("{ graphInfo { counts { kind count } } }") == before
    assert await writing.graph.version() == 1
    assert (await load(writing))["data"]["loadDocument"]["created"] == 2


async def read_to_review(asker: Asker, **asked: object) -> list[Any]:
    page = (await asker.read(TO_REVIEW, **asked))["coverageToReview"]
    assert page["totalCount"] == len(page["edges"])
    return [edge["node"] for edge in page["edges"]]


async def test_what_waits_for_review_is_listed_suspect_first_then_least_sure(writing: Asker) -> None:
    # Titles wait for nobody, nor does what readers confirmed.
    (only,) = await read_to_review(writing)
    assert (only["score"], only["task"], only["clause"]) == (0.4, {"number": 25}, {"path": "1"})
    await load(writing)
    key = "mou-shi-zhuan-li-cu-jin-ban-fa-2013"
    await writing.ask(REVIEW, viewer=REVIEWER, clause=f"{key}#第一条", task="26", verdict="REJECTED", note=None)
    said = await read_to_review(writing, reviewed=True)
    assert [(one["verdict"], one["suspect"]) for one in said] == [("REJECTED", False)]
    await load(writing, text=TEXT.replace("机制", "制度"), id=key)
    first, *others = await read_to_review(writing)
    assert (first["suspect"], first["verdict"], first["task"]) == (True, "REJECTED", {"number": 26})
    unsure = [abs(one["score"] - 0.5) for one in others]
    assert unsure == sorted(unsure)
    assert await read_to_review(writing, document="outline") == []
    for wrong in ({"first": -1}, {"document": "none"}, {"after": "WyJhIl0"}):
        (name,) = wrong
        assert (await writing.ask(TO_REVIEW, **wrong))["errors"][0]["extensions"]["argument"] == name


async def test_what_waits_for_review_is_paged_from_both_ends(writing: Asker) -> None:
    text = "\n".join(f"第{number}条 {words}" for number, words in zip("一二三四五", CLAUSES, strict=True))
    await load(writing, text=text)
    every = (await writing.read(TO_REVIEW, first=200))["coverageToReview"]
    nodes = [edge["node"] for edge in every["edges"]]
    assert every["totalCount"] == len(nodes) >= 5
    for size, forward in ((1, True), (2, True), (1, False), (3, False)):
        found: list[Any] = []
        place: dict[str, Any] = {}
        while True:
            page = (await writing.read(TO_REVIEW, **{"first" if forward else "last": size}, **place))[
                "coverageToReview"
            ]
            part, info = [edge["node"] for edge in page["edges"]], page["pageInfo"]
            found = [*found, *part] if forward else [*part, *found]
            if not info["hasNextPage" if forward else "hasPreviousPage"]:
                break
            place = {"after": info["endCursor"]} if forward else {"before": info["startCursor"]}
        assert found == nodes, (size, forward)
    cursor = every["edges"][0]["cursor"]
    answer = await writing.ask(TO_REVIEW, after=cursor, reviewed=True)
    assert answer["errors"][0]["extensions"]["argument"] == "after"


async def test_writers_at_once_come_one_after_another(writing: Asker) -> None:
    answers = await asyncio.gather(*(load(writing) for _ in range(4)))
    loads = [answer["data"]["loadDocument"] for answer in answers]
    assert sorted(one["created"] for one in loads) == [0, 0, 0, 2]
    assert len({one["document"]["id"] for one in loads}) == 1
    assert await writing.graph.version() == 2
    others = [load(writing, title=f"某市第{number}办法") for number in "一二三"]
    versions = [answer["data"]["loadDocument"]["version"] for answer in await asyncio.gather(*others)]
    assert sorted(versions) == [3, 4, 5]
