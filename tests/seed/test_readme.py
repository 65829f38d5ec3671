"""The README keeps its word: questions have their answers, counts are the seed's, commands do what they say."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import orjson
import pytest

from graph.store import Graph
from tests.hezuo.commands.commands import run_here
from tests.seed.asking import asker_of_seed

ROOT = Path(__file__).parents[2]
ENGLISH, CHINESE = ((ROOT / name).read_text("utf-8") for name in ("README.md", "README.zh-CN.md"))
COUNTS = "{ graphInfo { counts { kind count unverified } } }"


def read_blocks(text: str, language: str = r"\w+") -> list[str]:
    """The code blocks of a language, without the comments of shell lines."""
    blocks = re.findall(rf"^```{language}\n(.*?)^```$", text, re.DOTALL | re.MULTILINE)
    return [re.sub(r"^#.*\n", "", block, flags=re.MULTILINE) for block in blocks]


def list_commands(text: str) -> list[list[str]]:
    """What follows `hezuo` on the lines of its shell blocks."""
    lines = "\n".join(read_blocks(text, "sh")).splitlines()
    return [shlex.split(line)[1:] for line in lines if line.startswith("hezuo ")]


def test_twins_hold_the_same_blocks_links_and_counts() -> None:
    assert read_blocks(CHINESE) == read_blocks(ENGLISH)
    numbers = [
        re.findall(r"^\| `(\w+)` \| ([\d,]+) \| ([\d,]+) \|$", text, re.MULTILINE) for text in (ENGLISH, CHINESE)
    ]
    assert numbers[0]
    assert numbers[0] == numbers[1]
    chinese = CHINESE.replace("docs/tour.zh-CN.md", "docs/tour.md")
    links = [sorted(re.findall(r"\]\(((?!README)[^)]+)\)", text)) for text in (ENGLISH, chinese)]
    assert links[0] == links[1]
    headings = [len(re.findall(r"^## ", text, re.MULTILINE)) for text in (ENGLISH, CHINESE)]
    assert headings[0] == headings[1]


@pytest.mark.anyio
async def test_questions_have_the_answers_that_are_shown(seeded: Graph) -> None:
    questions, answers = read_blocks(ENGLISH, "graphql"), read_blocks(ENGLISH, "json")
    kept = re.findall(r"\]\((docs/examples/\w[\w-]*\.graphql)\)", ENGLISH)
    asker = asker_of_seed(seeded)
    assert len(questions) == 2
    for question, answer, file in zip(questions, answers, kept, strict=True):
        assert re.sub(r"^#.*\n", "", (ROOT / file).read_text("utf-8"), flags=re.MULTILINE) == question
        assert await asker.read(question) == orjson.loads(answer)["data"]


@pytest.mark.anyio
async def test_counts_are_those_of_the_seed(seeded: Graph) -> None:
    counts = (await asker_of_seed(seeded).read(COUNTS))["graphInfo"]["counts"]
    table = "\n".join(f"| `{one['kind']}` | {one['count']:,} | {one['unverified']:,} |" for one in counts)
    assert table in ENGLISH, f"the table is now:\n{table}"


def test_commands_do_what_they_say(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "docs").symlink_to(ROOT / "docs")
    monkeypatch.chdir(tmp_path)
    commands = list_commands(ENGLISH)
    assert len(commands) > 12
    for command in [["load"], *commands]:
        done = run_here(*command, HEZUO_DATA=str(tmp_path / "var"))
        assert done.returncode == 0, (command, done.stderr)
        assert done.stdout or done.stderr or "--output" in command, command
    assert (tmp_path / "matrix.csv").read_text("utf-8-sig").count("\n") == 6
    assert {"waiting.csv", "backup"} <= {path.name for path in tmp_path.iterdir()}
