"""`hezuo analyse` and `hezuo evaluate` as a drafter and a careful reader run them: without a graph."""

from __future__ import annotations

import json
from pathlib import Path

from tests.hezuo.commands.commands import run_command, run_here

TEXT = """\
平安市专利促进条例
第一条 为了促进专利工作，制定本条例。
第二条 市人民政府应当将专利工作纳入国民经济和社会发展规划，并依照《中华人民共和国专利法》建立知识产权联席会议制度。
第三条 市专利行政部门应当会同公安机关建立专利行政执法与刑事司法衔接机制。
"""
GOLD = [
    {"doc": "draft", "path": "第一条", "must": [], "core": [], "may": [], "mentions": [], "mentions_may": []},
    {
        "doc": "draft", "path": "第二条", "must": ["ws2012-5", "ws2012-9"], "core": ["ws2012-9"], "may": [],
        "mentions": [
            {"text": "《中华人民共和国专利法》", "kind": "PolicyDocument", "resolves_to": "中华人民共和国专利法"}
        ],
        "mentions_may": [],
    },
    {
        "doc": "draft", "path": "第三条", "mentions": [],
        "tasks": [{"id": "ws2012-16", "grade": 2}, {"id": "ws2012-18", "grade": 1}],
    },
]  # fmt: skip


def write_draft(folder: Path) -> Path:
    path = folder / "draft.txt"
    path.write_text(TEXT, "utf-8")
    return path


def test_analyse_prints_a_line_a_clause_with_evidence(tmp_path: Path) -> None:
    done = run_here("analyse", str(write_draft(tmp_path)))
    assert done.returncode == 0
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert [(line["doc"], line["path"]) for line in lines] == [
        ("draft", "第一条"),
        ("draft", "第二条"),
        ("draft", "第三条"),
    ]
    for line in lines:
        assert TEXT[line["start"] : line["end"]] == line["text"]
        for task in line["tasks"]:
            assert task["score"] >= 0.5
            assert task["method"] == "profile-1"
            assert all(line["text"][one["start"] : one["end"]] == one["text"] for one in task["evidence"])
            assert task["evidence"]
        for mention in line["mentions"]:
            assert line["text"][mention["start"] : mention["end"]] == mention["text"]
    assert [[task["id"] for task in line["tasks"]] for line in lines[::2]] == [[], ["ws2012-16"]]
    assert {task["id"] for task in lines[1]["tasks"]} == {"ws2012-5", "ws2012-9"}
    assert [mention["name"] for mention in lines[1]["mentions"]] == ["中华人民共和国专利法"]


def test_analysing_twice_gives_the_same_bytes(tmp_path: Path) -> None:
    path = str(write_draft(tmp_path))
    # Two processes: each hashes in its own order.
    assert run_command("analyse", path).stdout == run_command("analyse", path).stdout


def test_file_that_fails_is_reported_and_the_others_go_on(tmp_path: Path) -> None:
    empty = tmp_path / "empty.txt"
    empty.write_bytes(b"")
    done = run_here("analyse", str(empty), str(tmp_path / "gone.txt"), str(write_draft(tmp_path)))
    assert done.returncode == 1
    assert len(done.stdout.splitlines()) == 3
    assert f"hezuo: {empty}: the file is empty" in done.stderr
    assert "gone.txt: the file cannot be opened" in done.stderr
    assert "Traceback" not in done.stderr


def test_unknown_territory_ends_the_command_with_one_line(tmp_path: Path) -> None:
    done = run_here("analyse", str(write_draft(tmp_path)), "--territory", "mars")
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1)
    assert "mars" in done.stderr


def test_evaluate_measures_documents_against_labels_of_both_forms(tmp_path: Path) -> None:
    write_draft(tmp_path)
    (tmp_path / "gold").mkdir()
    lines = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in GOLD)
    (tmp_path / "gold" / "draft.jsonl").write_text(lines, "utf-8")
    asked = ("evaluate", "--texts", str(tmp_path), "--gold", str(tmp_path / "gold"))
    shown = run_here(*asked)
    assert shown.returncode == 0
    assert "draft" in shown.stdout
    assert "Brier" in shown.stdout
    told = json.loads(run_here(*asked, "--json").stdout)
    assert told["measures"]["all"]["clauses"]["f1"] == 1.0
    tasks = told["measures"]["draft"]["tasks"]
    assert (tasks["right"], tasks["wrong"], tasks["missed"]) == (3, 0, 0)
    assert told["measures"]["draft"]["core"]["right"] == 2
    assert told["measures"]["draft"]["resolved"]["f1"] == 1.0
    assert 0 <= told["brier"] < 0.25


def test_evaluate_says_what_is_wrong_with_labels(tmp_path: Path) -> None:
    write_draft(tmp_path)
    (tmp_path / "draft.jsonl").write_text('{"doc": "draft"}\n', "utf-8")
    done = run_here("evaluate", "--texts", str(tmp_path), "--gold", str(tmp_path))
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert "draft.jsonl, line 1" in done.stderr
