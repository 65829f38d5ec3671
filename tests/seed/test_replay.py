"""Replay over the seed: the same version, day and arguments give the same bytes, whichever engine and process answers.

`replay/` keeps an answer a file, `replaying` says how. Where answers change on purpose, run this once with
`HEZUO_TEST_RECORD=1`: the files are written anew, and what git then shows is to be reviewed.
"""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from pathlib import Path

import orjson
import pytest

from graph.store import Graph
from tests.fixtures.graphs import Server
from tests.hezuo.commands.commands import ROOT, build_environment
from tests.seed.asking import asker_of_seed
from tests.seed.replaying import answer_cases, keep

STORED = Path(__file__).parent / "replay"


def read_stored() -> dict[str, str]:
    return {file.stem: file.read_text("utf-8") for file in STORED.glob("*.json")}


@pytest.mark.anyio
async def test_stored_answers_are_given_again(seeded: Graph) -> None:
    asker = asker_of_seed(seeded)
    first, second = await answer_cases(asker), await answer_cases(asker)
    if os.environ.get("HEZUO_TEST_RECORD"):
        for name, kept in first.items():
            (STORED / f"{name}.json").write_text(kept, "utf-8")
    assert first == read_stored()
    assert second == first


@pytest.mark.parametrize("hash_seed", ["1", "2012"])
def test_stored_answers_are_given_by_another_process(tmp_path: Path, hash_seed: str) -> None:
    assert answer_elsewhere(str(tmp_path), hash_seed) == read_stored()


@pytest.mark.anyio
@pytest.mark.parametrize("seeded", ["neo4j"], indirect=True)
async def test_stored_answers_are_given_by_another_process_of_neo4j(seeded: Graph, neo4j_server: Server) -> None:
    assert await asyncio.to_thread(answer_elsewhere, neo4j_server.url, "1") == read_stored()


def answer_elsewhere(where: str, hash_seed: str) -> dict[str, str]:
    """What a process of its own answers."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.seed.replaying", where],
        env=build_environment({"PYTHONHASHSEED": hash_seed}),
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    answers: dict[str, str] = orjson.loads(done.stdout)
    return answers


def test_outline_shows_where_an_answer_changed() -> None:
    rows = [{"task": at, "parties": ["somebody"] * 40} for at in range(200)]
    before = keep({"question": {"rows": rows}})
    after = keep({"question": {"rows": [*rows[:7], {"task": 7, "parties": ["somebody"] * 39 + ["else"]}, *rows[8:]]}})
    changed = [line for line, other in zip(before.splitlines(), after.splitlines(), strict=True) if line != other]
    assert len(before) < 30_000
    assert [line.split(":")[0].strip() for line in changed] == ['"sha256"', '"parties"']
