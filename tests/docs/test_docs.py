"""What the docs promise holds: commands exist, settings are as shown, links lead somewhere."""

from __future__ import annotations

import re
import shlex
import subprocess
import tomllib
from pathlib import Path

import pytest

from hezuo.cli import main
from hezuo.commands.options import Command
from hezuo.settings_table import SETTINGS, build_settings_table

ROOT = Path(__file__).parents[2]
DOCS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
TARGETS = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), flags=re.MULTILINE))


def read_doc(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


def find_commands(text: str) -> list[str]:
    """The shell lines of a Markdown text: what stands in ```sh blocks and in `make …` or `hezuo …` code spans."""
    blocks = "\n".join(re.findall(r"```sh\n(.*?)```", text, flags=re.DOTALL))
    lines = [line.split(" #")[0].strip() for line in blocks.splitlines()]
    return [line for line in lines if line] + re.findall(r"`((?:make|hezuo) [^`\n]+)`", text)


def says(path: Path) -> str:
    return str(path.relative_to(ROOT))


def test_settings_table_equals_the_code() -> None:
    assert build_settings_table() in read_doc("docs/settings.md"), f"the table is now:\n{build_settings_table()}"


@pytest.mark.parametrize("path", DOCS, ids=says)
def test_make_targets_named_exist(path: Path) -> None:
    commands = find_commands(path.read_text("utf-8"))
    named = {word for line in commands for word in re.findall(r"\bmake ((?:[A-Z]+=\S+ )*[a-z]+)", line)}
    assert {word.split()[-1] for word in named} <= TARGETS


def find_own_commands(text: str) -> list[list[str]]:
    """The arguments of each `hezuo …` in the ```sh blocks of a Markdown text."""
    blocks = "\n".join(re.findall(r"```sh\n(.*?)```", text, flags=re.DOTALL)).replace("\\\n", " ")
    calls = re.findall(r"(?:^|[|;&] *)(?:[A-Z_]+=\S+ +)*(?:\S*/)?hezuo ([^|;&\n]+)", blocks, flags=re.MULTILINE)
    return [shlex.split(call.split(" > ")[0], comments=True) for call in calls]


@pytest.mark.parametrize("path", DOCS, ids=says)
def test_commands_named_are_understood(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Command, "invoke", lambda _command, _context: 0)
    for arguments in find_own_commands(path.read_text("utf-8")):
        assert main(arguments) == 0, arguments


def test_docs_name_commands_to_understand() -> None:
    found = [call for path in DOCS for call in find_own_commands(path.read_text("utf-8"))]
    assert {"load", "gaps", "pairing", "plan", "review", "token"} <= {call[0] for call in found if call}


@pytest.mark.parametrize("path", DOCS, ids=says)
def test_variables_named_exist(path: Path) -> None:
    named = set(re.findall(r"\bHEZUO_[A-Z0-9_]+", path.read_text("utf-8")))
    assert {name for name in named if not name.startswith("HEZUO_TEST_")} <= SETTINGS.keys()


@pytest.mark.parametrize("path", DOCS, ids=says)
def test_links_within_the_project_lead_somewhere(path: Path) -> None:
    targets = re.findall(r"\]\(([^)#\s]+)[^)]*\)", path.read_text("utf-8"))
    assert not [target for target in targets if "://" not in target and not (path.parent / target).exists()]


def test_make_help_names_every_target_for_people() -> None:
    said = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    for target in ("serve", "test", "check", "format", "lock"):
        assert f"make {target}" in said


def test_changelog_has_the_version_or_what_comes_next() -> None:
    headings = re.findall(r"^## \[(.+?)\]", read_doc("CHANGELOG.md"), flags=re.MULTILINE)
    version = tomllib.loads(read_doc("pyproject.toml"))["project"]["version"]
    assert headings
    assert headings[0] in {"Unreleased", version}


def test_decisions_are_numbered_and_say_context_decision_consequences() -> None:
    decisions = sorted(ROOT.glob("docs/decisions/*.md"))
    assert [path.name[:4] for path in decisions] == [f"{n:04}" for n in range(1, len(decisions) + 1)]
    for path in decisions:
        headings = re.findall(r"^## (.+)$", path.read_text("utf-8"), flags=re.MULTILINE)
        assert headings == ["Context", "Decision", "Consequences"], says(path)
