"""A graph that the command has filled, for commands that only read it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.hezuo.commands.commands import run_command
from tests.hezuo.commands.small_facts import write_facts


@pytest.fixture(scope="session")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder whose `var` holds a graph of the small facts."""
    folder = tmp_path_factory.mktemp("loaded")
    facts = write_facts(folder / "facts")
    assert run_command("load", "--facts", str(facts), HEZUO_DATA=str(folder / "var")).returncode == 0
    return folder
