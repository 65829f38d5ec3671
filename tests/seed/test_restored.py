"""A graph that came back from its backup answers as the one that was backed up: all that replay asks of the seed."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.archive.backup import back_up, open_backup
from graph.archive.restore import import_graph
from graph.engines.location import GraphLocation
from graph.engines.open import open_graph
from graph.store import Graph
from tests.schema.asking import Asker
from tests.seed.asking import asker_of_seed
from tests.seed.replaying import APART, list_cases

pytestmark = pytest.mark.anyio


def leave_versions(value: object) -> object:
    """The answer without what a restore moves on."""
    if isinstance(value, dict):
        return {name: leave_versions(one) for name, one in value.items() if name not in {"version", *APART}}
    return [leave_versions(one) for one in value] if isinstance(value, list) else value


async def answer_all(asker: Asker) -> dict[str, object]:
    # The record of changes goes on with the restore itself.
    cases = {name: case for name, case in list_cases().items() if name != "changes"}
    return {name: leave_versions(await asker.read(text, **given)) for name, (text, given) in cases.items()}


@pytest.mark.parametrize("seeded", ["embedded"], indirect=True)
async def test_restored_graph_gives_the_same_answers(seeded: Graph, tmp_path: Path) -> None:
    before = await answer_all(asker_of_seed(seeded))
    await back_up(seeded.writer, tmp_path / "seed.zip")
    restored = await open_graph(GraphLocation("", tmp_path / "restored" / "graph.lbug", query_timeout=60))
    try:
        with open_backup(tmp_path / "seed.zip") as place:
            await import_graph(restored.writer, place, "tests")
        after = await answer_all(asker_of_seed(restored))
    finally:
        await restored.close()
    assert [name for name, answer in before.items() if after[name] != answer] == []
