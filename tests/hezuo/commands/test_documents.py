"""`hezuo load FILE…`, `remove` and `review` as an office runs them, on a graph of its own and through a service."""

from __future__ import annotations

import csv
import json
from base64 import b64encode
from pathlib import Path

from hezuo.commands.documents.document_files import build_input
from tests.hezuo.commands.commands import run_command, run_here, serve
from tests.hezuo.commands.small_facts import write_facts

LAW = """西安市专利促进条例
2012年12月28日 西安市第十五届人民代表大会常务委员会第五次会议通过
第一条 市人民政府应当建立知识产权维权援助机制，开通举报投诉热线。
第二条 本条例自2013年3月1日起施行。
"""
PLAN = "第一条 根据《西安市专利促进条例》，制定本办法。\n第二条 本办法自2014年1月1日起施行。\n"


def write_texts(folder: Path) -> Path:
    """A plan that names the law which comes after it, the law, and what is no document."""
    folder.mkdir()
    (folder / "a-plan.txt").write_text(PLAN, "utf-8")
    (folder / "a-plan.txt.json").write_text(json.dumps({"title": "西安市实施办法", "issued": "2013-12"}), "utf-8")
    (folder / "law.md").write_text(LAW, "utf-8")
    (folder / "empty.txt").write_text("", "utf-8")
    (folder / "picture.png").write_bytes(b"\x89PNG")
    return folder


def test_folder_is_loaded_once_and_removed_again(tmp_path: Path) -> None:
    texts, data = write_texts(tmp_path / "texts"), str(tmp_path / "var")
    first = run_command("load", str(texts), HEZUO_DATA=data)
    assert first.returncode == 1
    assert first.stderr.strip().endswith("empty.txt: `document.file`: the file is empty. (BAD_USER_INPUT)")
    assert first.stdout.splitlines()[-1].startswith("3 documents: 1 failed, 2 new; clauses: 4 created")
    again = run_here("load", str(texts), "--json", HEZUO_DATA=data)
    assert [json.loads(line)["wrote"] for line in again.stdout.splitlines()] == [False, False]
    asked = tmp_path / "q.graphql"
    asked.write_text("{ documents { edges { node { title issued cites { title } } } } }", "utf-8")
    answer = json.loads(run_here("ask", str(asked), HEZUO_DATA=data).stdout)
    found = [edge["node"] for edge in answer["data"]["documents"]["edges"]]
    assert {"title": "西安市实施办法", "issued": "2013-12", "cites": [{"title": "西安市专利促进条例"}]} in found
    removed = run_command("remove", "西安市专利促进条例", "none", HEZUO_DATA=data)
    assert (removed.returncode, removed.stdout.splitlines()[0].split(";")[0]) == (1, "西安市专利促进条例: removed")
    assert removed.stderr.startswith("hezuo: none: ")


def test_options_and_files_that_cannot_be_meant_are_one_line(tmp_path: Path) -> None:
    texts, data = write_texts(tmp_path / "texts"), str(tmp_path / "var")
    for arguments in (
        (str(texts), "--title", "某法"),
        (str(tmp_path / "nowhere"),),
        (str(texts / "picture.png"), "--facts", str(texts)),
        ("--to", "http://127.0.0.1:1"),
    ):
        done = run_here("load", *arguments, HEZUO_DATA=data)
        assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1), arguments
    (texts / "law.md.json").write_text('{"colour": "red"}', "utf-8")
    done = run_here("load", str(texts / "law.md"), HEZUO_DATA=data)
    assert "law.md.json beside it says colour" in done.stderr


def test_service_that_holds_the_graph_takes_documents_with_a_token(tmp_path: Path) -> None:
    facts, texts = write_facts(tmp_path / "facts"), write_texts(tmp_path / "texts")
    data, law = str(tmp_path / "var"), str(texts / "law.md")
    run_here("load", "--facts", str(facts), HEZUO_DATA=data)
    token = run_here("token", "create", "li", "--role", "loader", HEZUO_DATA=data).stdout.split()[-1]
    with serve(tmp_path) as service:
        held = run_here("load", law, HEZUO_DATA=data)
        assert (held.returncode, held.stderr.count("\n")) == (1, 1)
        assert "another process holds the graph" in held.stderr
        assert "--to http://" in held.stderr
        refused = run_here("load", law, "--to", service.url)
        assert "UNAUTHENTICATED" in refused.stderr
        sent = run_here("load", law, "--to", service.url, HEZUO_TOKEN=token)
        assert (sent.returncode, sent.stderr) == (0, "")
        assert sent.stdout.splitlines()[-1].startswith("1 documents: 1 new; clauses: 2 created")


def test_reviews_go_out_and_come_back_as_a_table(tmp_path: Path) -> None:
    data, table = str(tmp_path / "var"), tmp_path / "waiting.csv"
    texts = write_texts(tmp_path / "texts")
    run_here("load", HEZUO_DATA=data)
    run_here("load", str(texts / "law.md"), HEZUO_DATA=data)
    listed = json.loads(
        run_here("review", "list", "--document", "西安市专利促进条例", "--json", HEZUO_DATA=data).stdout
    )
    assert [(row["path"], row["task"]) for row in listed] == [("第一条", 19)]
    run_here("review", "export", str(table), "--document", "西安市专利促进条例", HEZUO_DATA=data)
    with table.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert [row["verdict"] for row in rows] == ["SUGGESTED"]
    with table.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.DictWriter(stream, rows[0])
        writer.writeheader()
        writer.writerows({**row, "verdict": "CONFIRMED", "note": "读过"} for row in rows)
    taken = run_command("review", "import", str(table), HEZUO_DATA=data)
    assert taken.stdout.strip().endswith("1 verdicts hold, 0 rows could not be taken")
    labels = tmp_path / "labels"
    run_here("review", "export", str(labels), "--labels", HEZUO_DATA=data)
    (label,) = [json.loads(line) for file in labels.iterdir() for line in file.read_text("utf-8").splitlines()]
    assert (label["path"], label["must"]) == ("第一条", ["ws2012-19"])
    rejected = run_here("review", "reject", rows[0]["clause"], "19", HEZUO_DATA=data)
    assert rejected.stdout.startswith(f"{rows[0]['clause']}, task 19: REJECTED")
    table.write_text("clause,task,verdict\na#b,1,PERHAPS\n", "utf-8")
    bad = run_here("review", "import", str(table), HEZUO_DATA=data)
    assert "waiting.csv:2: the verdict is 'PERHAPS'" in bad.stderr
    measured = tmp_path / "measured"
    measured.mkdir()
    (measured / f"{label['doc']}.md").write_text(LAW, "utf-8")
    scored = run_here("evaluate", "--texts", str(measured), "--gold", str(labels), "--json")
    assert scored.returncode == 0, scored.stderr


def test_folders_that_say_whose_a_statute_is_go_with_its_name(tmp_path: Path) -> None:
    folder = tmp_path / "陕西地方法规" / "陕西"
    folder.mkdir(parents=True)
    for path, sent in (
        (folder / "某条例(2012-06-01).md", "陕西地方法规/陕西/某条例(2012-06-01).md"),
        (tmp_path / "law.md", "law.md"),
    ):
        path.write_text(PLAN, "utf-8")
        assert build_input(path, {})["file"] == {"name": sent, "base64": b64encode(PLAN.encode()).decode()}
