"""A statement's LIMIT is a number where LadybugDB plans it, so that it is planned once."""

from __future__ import annotations

from pathlib import Path

import ladybug
import pytest

from graph.engines.ladybug_schema import write_bounds
from graph.engines.location import GraphLocation
from graph.engines.open import open_graph
from graph.store import Statement

pytestmark = pytest.mark.anyio

LIMITED = "MATCH (s:Source) WHERE s.id > $after RETURN s.id AS id ORDER BY id LIMIT $limit"


def test_limits_are_written_and_no_longer_given() -> None:
    text, given = write_bounds(LIMITED, {"after": "a", "limit": 21})
    assert text.endswith("ORDER BY id LIMIT 21")
    assert given == {"after": "a"}


def test_two_limits_of_one_name_are_both_written() -> None:
    text, given = write_bounds(f"{LIMITED}\nUNION ALL\n{LIMITED}", {"after": "a", "limit": 3})
    assert text.count("LIMIT 3") == 2
    assert given == {"after": "a"}


@pytest.mark.parametrize("text", ["RETURN $limit AS id", "MATCH (s) RETURN s.id AS id SKIP $skip LIMIT $limit"])
def test_other_texts_stay_as_they_are(text: str) -> None:
    given = {"limit": 3, "skip": 1}
    assert write_bounds(text, given) == (text, given)


@pytest.mark.parametrize("bound", ["3 RETURN 1", 2.5, True, None])
def test_only_numbers_are_written(bound: str | float | None) -> None:
    assert write_bounds(LIMITED, {"after": "a", "limit": bound}) == (LIMITED, {"after": "a", "limit": bound})


async def test_a_page_is_planned_once_whatever_follows_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    given: list[tuple[str, object]] = []
    execute = ladybug.Connection.execute

    def note(self: ladybug.Connection, text: str, parameters: dict[str, object] | None = None) -> object:
        given.append((text, parameters))
        return execute(self, text, parameters or {})

    graph = await open_graph(GraphLocation("", tmp_path / "graph.lbug"))
    try:
        monkeypatch.setattr(ladybug.Connection, "execute", note)
        for after in ("a", "b", "c"):
            await graph.reader.run(
                Statement("page", LIMITED, ("after", "limit"), ("id",), str), {"after": after, "limit": 20}
            )
    finally:
        await graph.close()
    assert {text for text, _ in given} == {LIMITED.replace("$limit", "20")}
    assert [parameters for _, parameters in given] == [{"after": after} for after in ("a", "b", "c")]
