"""The command's help: every subcommand shows an example, and asking for help loads nothing that takes its time."""

from __future__ import annotations

import argparse
import subprocess
import sys

import pytest

from hezuo.cli import build_parser, main, module_of
from tests.hezuo.commands import ROOT, build_environment

SUBCOMMANDS = next(
    action.choices or {} for action in build_parser()._actions if isinstance(action, argparse._SubParsersAction)
)
# Each takes longer to import than the help may take to show.
SLOW = {"graphql", "strawberry", "starlette", "uvicorn", "neo4j", "ladybug", "numpy", "pypinyin", "tqdm", "orjson"}


def test_help_imports_nothing_slow() -> None:
    code = "import sys; from hezuo.cli import build_parser; build_parser().format_help(); print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code], env=build_environment({}), capture_output=True, text=True, check=True
    )
    assert not set(done.stdout.split()) & SLOW


@pytest.mark.parametrize("name", SUBCOMMANDS)
def test_every_subcommand_has_a_module_and_an_example(name: str) -> None:
    assert (ROOT / "hezuo" / "commands" / f"{module_of(name)}.py").is_file()
    assert f"hezuo {name}" in str(SUBCOMMANDS[name].description)


@pytest.mark.parametrize("name", ["", *SUBCOMMANDS])
def test_help_is_shown(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main([*name.split(), "--help"])
    assert ended.value.code == 0
    shown = capsys.readouterr().out
    assert "usage: hezuo" in shown
    assert "example" in shown or f"hezuo {name}" in shown


@pytest.mark.parametrize("given", [[], ["nothing"], ["ask"], ["gaps"], ["gaps", "陕西", "--csv", "--json"]])
def test_wrong_arguments_are_status_two(given: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(given)
    assert ended.value.code == 2
    assert "usage: hezuo" in capsys.readouterr().err
