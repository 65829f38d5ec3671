"""The tour keeps its word, in both languages: every question has the answer beside it, every command its output."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import orjson
import pytest

from graph.store import Graph
from tests.hezuo.commands.commands import run_here
from tests.seed.asking import asker_of_seed
from tests.seed.test_readme import read_blocks

ROOT = Path(__file__).parents[2]
ENGLISH, CHINESE = ((ROOT / "docs" / name).read_text("utf-8") for name in ("tour.md", "tour.zh-CN.md"))


def test_twins_hold_the_same_blocks_and_headings() -> None:
    assert read_blocks(CHINESE) == read_blocks(ENGLISH)
    assert [len(re.findall(r"^## \d\. ", text, re.MULTILINE)) for text in (ENGLISH, CHINESE)] == [9, 9]


@pytest.mark.anyio
async def test_questions_have_the_answers_that_are_shown(seeded: Graph) -> None:
    asker = asker_of_seed(seeded)
    questions, answers = read_blocks(ENGLISH, "graphql"), read_blocks(ENGLISH, "json")
    assert len(questions) == 8
    for question, answer in zip(questions, answers, strict=True):
        assert await asker.read(question) == orjson.loads(answer)["data"], question


def test_draft_that_is_checked_is_the_one_that_is_loaded() -> None:
    draft = (ROOT / "docs" / "examples" / "draft.txt").read_text("utf-8")
    (pasted,) = re.findall(r'checkDraft\(.*text: (".*")\)', ENGLISH)
    assert orjson.loads(pasted) == draft


def test_commands_put_out_what_is_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "docs").symlink_to(ROOT / "docs")
    monkeypatch.chdir(tmp_path)
    assert run_here("load", HEZUO_DATA=str(tmp_path / "var")).returncode == 0
    for commands, output in zip(read_blocks(ENGLISH, "sh"), read_blocks(ENGLISH, "text"), strict=True):
        put_out = ""
        for line in commands.splitlines():
            done = run_here(*shlex.split(line)[1:], HEZUO_DATA=str(tmp_path / "var"))
            assert done.returncode == 0, (line, done.stderr)
            put_out += done.stdout
        assert put_out == output
