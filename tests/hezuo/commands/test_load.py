"""`hezuo load` as an office runs it: all of its folder or nothing, and what was left out by name."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from graph.writing.apply import LoadReport
from graph.writing.batch import Skipped
from hezuo.commands.documents.load_facts import describe_report
from tests.hezuo.commands.commands import run_here, serve
from tests.hezuo.commands.small_facts import write_facts


def load(folder: Path, *arguments: str) -> Any:  # noqa: ANN401 JSON
    done = run_here("load", *arguments, "--json", HEZUO_DATA=str(folder / "var"))
    assert (done.returncode, done.stderr) == (0, ""), done.stderr
    return json.loads(done.stdout)


def test_facts_are_loaded_once_and_what_they_hold_no_more_is_pruned(tmp_path: Path) -> None:
    facts = write_facts(tmp_path / "our-facts")
    first = load(tmp_path, "--facts", str(facts))
    assert (first["version"], first["changed"], first["updated"], first["removed"]) == (1, True, 0, 0)
    assert first["created"] == 16
    assert first["skipped"] == []
    again = load(tmp_path, "--facts", str(facts))
    assert again == {**first, "changed": False, "created": 0, "unchanged": 16}
    (facts / "coverage.csv").unlink()
    pruned = load(tmp_path, "--facts", str(facts))
    assert (pruned["version"], pruned["removed"], pruned["unchanged"]) == (2, 1, 15)
    # Another name is another load: what ours holds stays.
    (tmp_path / "empty").mkdir()
    assert not load(tmp_path, "--facts", str(tmp_path / "empty"), "--name", "others")["changed"]


def test_bad_row_is_named_with_its_place_and_stops_nothing_else(tmp_path: Path) -> None:
    facts = write_facts(tmp_path / "facts")
    with (facts / "territories.csv").open("a", encoding="utf-8") as file:
        file.write("sh-plan,999999,made-up,true\n")
    done = run_here("load", "--facts", str(facts), HEZUO_DATA=str(tmp_path / "var"))
    assert (done.returncode, done.stderr) == (0, "")
    head, left_out, _, row = done.stdout.splitlines()
    assert head.startswith(
        "the facts 'facts': 16 created, 0 updated, 0 removed, 0 unchanged; the graph is of version 1"
    )
    assert left_out == "rows left out: 1"
    assert "APPLIES_TO" in row
    assert "999999" in row


def test_bad_file_is_one_line_and_changes_nothing(tmp_path: Path) -> None:
    facts = write_facts(tmp_path / "facts")
    (facts / "regions.csv").write_text("id;name\n", "utf-8")
    for given in (str(facts), str(tmp_path / "nowhere")):
        done = run_here("load", "--facts", given, HEZUO_DATA=str(tmp_path / "var"))
        assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1), done.stderr
        assert done.stderr.startswith("hezuo: ")
    assert not (tmp_path / "var").exists()


def test_graph_that_a_service_holds_is_one_line(loaded: Path) -> None:
    with serve(loaded):
        done = run_here("load", "--facts", str(loaded / "facts"), HEZUO_DATA=str(loaded / "var"))
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1)
    assert "another process holds the graph" in done.stderr


def test_report_says_that_nothing_changed_and_what_was_left_out() -> None:
    report = LoadReport(4, 0, 0, 0, 1200, (Skipped("Region", "regions.csv:3", "no level"),))
    assert list(describe_report(report, "the seed")) == [
        "the seed: nothing changed, 1,200 rows are as they were; version 4",
        "rows left out: 1",
        "  kind    place          reason",
        "  Region  regions.csv:3  no level",
    ]
