"""What the page on operations says of the journal: a graph comes back, a write is taken back, a version is asked."""

from __future__ import annotations

import json
import re
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from tests.hezuo.commands.commands import ROOT, build_environment, run_here
from tests.hezuo.commands.small_facts import TABLES, write_facts

PAGES = ("docs/operations.md", "docs/operations.zh-CN.md")
GAPS = '{ policyGaps(parties: ["重庆", "上海"], asOf: "2016") { counts { sharedGap oneSided undetermined } } }'
NAME = '{ region(id: "610000") { name } graphInfo { version } }'


def read_blocks(page: str) -> list[str]:
    return re.findall(r"```sh\n(.*?)```", (ROOT / page).read_text("utf-8"), flags=re.DOTALL)


def rename(folder: Path, name: str) -> None:
    lines = [line.replace("陕西省", name) for line in TABLES["regions"]]
    (folder / "facts" / "regions.csv").write_text("\n".join(lines) + "\n", "utf-8")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a graph of seven versions, each with another name of one region."""
    folder = tmp_path_factory.mktemp("operations")
    write_facts(folder / "facts")
    (folder / "gaps.graphql").write_text(GAPS, "utf-8")
    for number in range(1, 8):
        if number > 1:
            rename(folder, f"第{number}省")
        done = run_here("load", "--facts", str(folder / "facts"), HEZUO_DATA=str(folder / "var"))
        assert done.returncode == 0, done.stderr
        assert f"version {number}" in done.stdout
    return folder


def test_both_pages_give_the_same_commands() -> None:
    """Comments are for readers of one language."""
    ours, theirs = ([re.sub(r"  # .*", "", block) for block in read_blocks(page)] for page in PAGES)
    assert ours == theirs


def test_commands_of_the_page_do_what_it_says(folder: Path) -> None:
    """In the order of the page, by a shell as a person types them."""
    program = f'hezuo() {{ {sys.executable} -m hezuo "$@"; }}\nset -e\n'
    environment = build_environment({})
    moving, undoing, asking = (
        subprocess.run(
            ["bash", "-c", program + block], cwd=folder, env=environment, capture_output=True, text=True, check=False
        )
        for block in read_blocks(PAGES[0])[:3]  # What follows is of backups.
    )
    assert (moving.returncode, undoing.returncode, asking.returncode) == (0, 0, 0), (moving, undoing, asking)
    assert "is gone or empty: building it anew" in moving.stderr
    assert re.search(r"^version +7$", moving.stdout, flags=re.MULTILINE)
    assert "version 7 taken back: 0 created, 1 updated" in undoing.stdout
    assert json.loads(asking.stdout)["data"]["policyGaps"]["counts"]


def test_verify_looks_through_journal_and_graph(folder: Path, tmp_path: Path) -> None:
    shutil.copytree(folder / "var", tmp_path / "var")
    data = {"HEZUO_DATA": str(tmp_path / "var")}
    done = run_here("verify", **data)
    assert (done.returncode, done.stderr) == (0, "")
    assert re.search(r"\d+ writes are as they were stored\n.*: \d+ rows are what the journal states\n$", done.stdout)
    with sqlite3.connect(tmp_path / "var" / "graph.journal.sqlite") as db:
        db.execute("UPDATE write SET at = '2012-01-01' WHERE number = 3")
    db.close()
    done = run_here("verify", **data)
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert "write 3 of the journal" in done.stderr


@pytest.mark.parametrize("version", [2, 5])
def test_earlier_version_answers_as_it_did(version: int, folder: Path) -> None:
    file = folder / "name.graphql"
    file.write_text(NAME, "utf-8")
    done = run_here("ask", str(file), "--at-version", str(version), HEZUO_DATA=str(folder / "var"))
    assert done.returncode == 0, done.stderr
    answer = json.loads(done.stdout)["data"]
    assert (answer["region"]["name"], answer["graphInfo"]["version"]) == (f"第{version}省", version)


@pytest.mark.parametrize(
    ("arguments", "settings", "says"),
    [
        (("undo", "99"), {}, "knows of no version 99"),
        (("undo", "2"), {}, "undo 3 first"),
        (("ask", "name.graphql", "--at-version", "99"), {}, "does not reach to version 99"),
        (("ask", "name.graphql", "--at-version", "1"), {"HEZUO_GRAPH_URL": "bolt://127.0.0.1:1"}, "has no journal"),
        (("ask", "name.graphql", "--at-version", "1", "--to", "http://127.0.0.1:1"), {}, "cannot be asked by --to"),
        (("ask", "name.graphql", "--at-version", "1"), {"HEZUO_DATA": "nothing"}, "there is no journal"),
    ],
)
def test_what_cannot_be_done_is_one_line(
    arguments: tuple[str, ...], settings: dict[str, str], says: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    (folder / "name.graphql").write_text(NAME, "utf-8")
    done = run_here(*arguments, **({"HEZUO_DATA": "var"} | settings))
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1)
    assert says in done.stderr
