"""The operations that front ends send, asked of the seed on each engine with the contract's own variables."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import orjson
import pytest

from tests.schema.asking import Asker

pytestmark = pytest.mark.anyio
CONTRACT = Path(__file__).parents[1] / "contract"
VARIABLES: dict[str, dict[str, Any]] = orjson.loads((CONTRACT / "variables.json").read_bytes())


async def read(asker: Asker, name: str) -> Any:  # noqa: ANN401 JSON
    return await asker.read((CONTRACT / f"{name}.graphql").read_text("utf-8"), **VARIABLES[name])


async def test_gaps_are_of_several_kinds(seed_asker: Asker) -> None:
    gaps = (await read(seed_asker, "gaps"))["policyGaps"]
    documents = [(one["party"]["name"], one["documents"], one["examined"]) for one in gaps["parties"]]
    assert documents == [("重庆市", 2, 2), ("上海市", 4, 2), ("浙江省", 4, 2), ("关中平原城市群", 1, 0)]
    assert sum(gaps["counts"].values()) == len(gaps["tasks"]) == 29
    assert gaps["counts"]["oneSided"] > 0
    statuses = {one["status"] for task in gaps["tasks"] for one in task["statuses"]}
    assert {"COVERED", "NOT_COVERED", "INHERITED"} <= statuses
    assert any(task["modelClauses"] for task in gaps["tasks"])


async def test_matrix_shows_who_covers_what(seed_asker: Asker) -> None:
    matrix = (await read(seed_asker, "matrix"))["coverageMatrix"]
    assert [row["party"]["name"] for row in matrix["rows"]] == ["上海市", "浙江省", "河南省", "重庆市", "陕西省"]
    assert [row["covered"] > 0 for row in matrix["rows"][:4]] == [True] * 4


async def test_task_lists_what_covers_it(seed_asker: Asker) -> None:
    task = (await read(seed_asker, "task"))["task"]
    assert (task["number"], task["title"], task["theme"]["number"]) == (26, "东中西部对口合作", 7)
    assert task["text"].startswith("探索建立地区间协调发展机制")
    found = [edge["node"] for edge in task["coverage"]["edges"]]
    # The one of which more than the title was seen; then those that are known by their titles.
    assert found[0]["document"]["title"] == "知识产权服务业区域帮扶合作协议(北京—新疆)"
    assert found[1]["document"]["title"] == "粤川知识产权战略合作框架协议"
    assert "2012年全国地方知识产权战略实施工作要点" not in {one["document"]["title"] for one in found}
    assert [one["score"] for one in found] == sorted((one["score"] for one in found), reverse=True)


async def test_details_show_a_law_with_what_its_readers_found(seed_asker: Asker) -> None:
    details = await read(seed_asker, "details")
    law = details["document"]
    assert (law["title"], law["held"], law["issued"]) == ("重庆市专利促进与保护条例", "PART", "2011-11-29")
    assert [body["name"] for body in law["issuers"]] == ["重庆市人民代表大会常务委员会"]
    third = next(edge["node"] for edge in law["clauses"]["edges"] if edge["node"]["path"] == "第三条")
    found = {(one["task"]["number"], one["score"], one["verdict"]) for one in third["coverage"]}
    assert found == {(5, 1.0, "CONFIRMED"), (9, 0.5, "SUGGESTED")}
    assert details["programme"]["hosts"]["totalCount"] > 0
    assert details["institution"]["issued"]["totalCount"] == 29


async def test_lists_and_info_are_of_the_whole_country(seed_asker: Asker) -> None:
    lists = await read(seed_asker, "lists")
    assert len(lists["tasks"]) == 29
    assert [theme["number"] for theme in lists["themes"]] == list(range(1, 9))
    assert lists["regions"]["totalCount"] == 18
    assert lists["documents"]["totalCount"] > 0
    info = (await read(seed_asker, "info"))["graphInfo"]
    counts = {row["kind"]: row["count"] for row in info["counts"]}
    assert all(count > 0 for count in counts.values())
    assert (counts["POLICY_DOCUMENT"], counts["TASK"], counts["INDUSTRY"]) == (411, 29, 45)


async def test_profile_shows_a_province_on_a_day(seed_asker: Asker) -> None:
    party = (await read(seed_asker, "profile"))["party"]
    assert (party["name"], party["nameEn"]) == ("陕西省", "Shaanxi Province")
    assert party["documents"]["totalCount"] == 3
    # 2008 and 2009 are not in the tables: no row, and no nought.
    assert [(row["year"], row["value"]) for row in party["indicators"]] == [
        (2010, 1887.0),
        (2011, 3139.0),
        (2012, 4018.0),
    ]
    assert all(party[name]["edges"] for name in ("zones", "pairings", "programmes", "institutions"))


async def test_draft_shows_what_it_covers_names_and_misses(seed_asker: Asker) -> None:
    draft = (await read(seed_asker, "draft"))["checkDraft"]
    text = VARIABLES["draft"]["text"]
    first, second = draft["clauses"]
    assert all(text[one["start"] : one["end"]] == one["text"] for one in (first, second))
    assert [task["task"]["number"] for task in first["tasks"]] == [16]
    assert all(first["text"][one["start"] : one["end"]] == one["text"] for one in first["tasks"][0]["evidence"])
    # By its role in a text of Xi'an: no source has it, so it is derived, and stored nowhere.
    found = {(one["text"], one["resolvedName"], one["derived"], one["entity"]) for one in first["mentions"]}
    assert ("市知识产权局", "西安市知识产权局", True, None) in found
    assert second["tasks"] == []
    assert [task["number"] for task in draft["covered"]] == [16]
    assert len(draft["missing"]) == 28
    models = [model for one in draft["missing"] for model in one["modelClauses"]]
    assert models
    assert all(model["clause"]["path"] != "title" for model in models)


async def test_draft_that_is_too_long_or_no_text_is_refused(seed_asker: Asker) -> None:
    for text in ("第一条 " + "长" * 70_000, "", "\0\0", "《》"):
        answer = await seed_asker.ask((CONTRACT / "draft.graphql").read_text("utf-8"), text=text)
        assert answer["errors"][0]["extensions"] == {"code": "BAD_USER_INPUT", "argument": "text", "candidates": []}
