"""The command's help: every subcommand shows an example, and asking for help loads nothing that takes its time."""

from __future__ import annotations

import subprocess
import sys

import click
import pytest

from hezuo.cli import COMMANDS, hezuo, main
from hezuo.commands.options import repeat_names
from tests.hezuo.commands.commands import build_environment, run_command

# Each takes longer to import than the help may take to show.
SLOW = {
    "graphql", "strawberry", "starlette", "uvicorn", "neo4j", "ladybug", "numpy", "pypinyin", "tqdm", "orjson",
    "asyncio", "urllib.request", "graph.model", "hezuo.commands.client",
}  # fmt: skip


def find_command(name: str) -> click.Command:
    found = hezuo.get_command(click.Context(hezuo), name)
    assert found is not None
    return found


def list_all(name: str, command: click.Command) -> list[tuple[str, click.Command]]:
    """A command with the commands below it."""
    below = command.commands.items() if isinstance(command, click.Group) else ()
    return [(name, command), *((f"{name} {action}", one) for action, one in below)]


EVERY = dict(pair for name in COMMANDS for pair in list_all(name, find_command(name)))


@pytest.mark.parametrize("arguments", ["--help", *(f"{name} --help" for name in EVERY)])
def test_help_imports_nothing_slow(arguments: str) -> None:
    code = f"import sys; from hezuo.cli import main; main({arguments.split()}); print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code], env=build_environment({}), capture_output=True, text=True, check=True
    )
    assert not set(done.stdout.split()) & SLOW


def test_asking_needs_nothing_of_the_service() -> None:
    modules = "hezuo.executor, hezuo.commands.client, hezuo.commands.documents.load_documents"
    code = f"import sys, {modules}; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code], env=build_environment({}), capture_output=True, text=True, check=True
    )
    loaded = done.stdout.split()
    assert not [name for name in loaded if name.startswith("hezuo.service")]
    assert not {"starlette", "uvicorn", "prometheus_client", "jwt"} & set(loaded)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_subcommand_shows_an_example(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([name, "--help"]) == 0
    examples = capsys.readouterr().out.partition("Examples:\n")[2].splitlines()
    assert examples
    assert all(f"hezuo {name}" in line for line in examples)


@pytest.mark.parametrize("name", ["", *EVERY])
def test_help_is_shown(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*name.split(), "--help"]) == 0
    assert capsys.readouterr().out.startswith("Usage: hezuo")


@pytest.mark.parametrize("name", EVERY)
def test_everything_is_explained_in_whole_sentences(name: str) -> None:
    command = EVERY[name]
    texts = [command.help, *(one.help for one in command.params if isinstance(one, click.Option | click.Argument))]
    assert not [text for text in texts if not text or not text.strip().endswith((".", "…"))]


def test_the_list_of_commands_shows_their_first_lines_whole(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--help"]) == 0
    shown = " ".join(capsys.readouterr().out.split())
    for name in COMMANDS:
        assert f"{name} {find_command(name).get_short_help_str()}" in shown


@pytest.mark.parametrize(
    "given",
    [
        [], ["nothing"], ["ask"], ["gaps"], ["gaps", "陕西", "--csv", "--json"], ["gaps", "陕西", "--min-score", "x"],
        ["gaps", "陕西", "--inherit", "ZONE", "MOON"], ["plan", "--donors", "北京"],
        ["pairing", "陕西", "--first", "0"], ["pairing", "陕西", "--weights", "proximity"],
        ["plan", "--donors", "a", "--recipients", "b", "--keep", "a"],
        ["review"], ["token", "create", "a"], ["load", "--nothing"],
    ],
)  # fmt: skip
def test_wrong_arguments_are_status_two(given: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(given) == 2
    shown = capsys.readouterr()
    assert "Usage: hezuo" in shown.err
    assert not shown.out


def test_name_that_is_nearly_one_is_recognised(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["gapss"]) == 2
    assert "Did you mean 'gaps'?" in capsys.readouterr().err


def test_wrong_arguments_are_told_before_wrong_settings() -> None:
    assert run_command("gaps", HEZUO_PORT="0").returncode == 2
    assert run_command("gaps", "--help", HEZUO_PORT="0").returncode == 0
    done = run_command("gaps", "陕西", HEZUO_PORT="0")
    assert (done.returncode, done.stderr.startswith("hezuo: HEZUO_PORT is '0'")) == (1, True)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("陕西 --themes 7 8 --csv", "陕西 --themes 7 --themes 8 --csv"),
        ("--themes 7 --tasks 1 2 3 --as-of 2016 陕西", "--themes 7 --tasks 1 --tasks 2 --tasks 3 --as-of 2016 陕西"),
        ("--themes 7 -- 8 9", "--themes 7 -- 8 9"),
        ("--themes", "--themes"),
        ("--themes=7 陕西", "--themes=7 陕西"),
        ("--themes 7 - 8", "--themes 7 --themes - --themes 8"),
    ],
)
def test_option_of_several_values_takes_all_up_to_the_next(given: str, expected: str) -> None:
    assert repeat_names(given.split(), {"--themes", "--tasks"}) == expected.split()
