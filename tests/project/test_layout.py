"""The house keeps its shape: who may import whom, who may touch a driver or the environment, how long a file is."""

from __future__ import annotations

import ast
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
# Each package and the packages of ours that it may import. `schema` reaches `loaders` for loadDocument and checkDraft.
ARROWS = {
    "graph": set[str](),
    "seed": set[str](),
    "loaders": {"graph", "seed"},
    "queries": {"graph"},
    "schema": {"queries", "graph", "loaders"},
    "hezuo": {"graph", "seed", "loaders", "queries", "schema"},
}
DRIVERS = {"ladybug", "neo4j"}
LONGEST_FILE = 300
# Written in two parts, so that this file does not hold what it looks for.
FORBIDDEN_PLACES = [
    "/wo" "rk/", "/ro" "ot/", "/ho" "me/", "/Us" "ers/", "pypi" ".org", "python" "hosted.org", "maven" ".org",
    "npm" "js.org", "npm" "js.com", "mirrors" ".", "artifac" "tory",
]  # fmt: skip


def list_modules(*packages: str) -> list[Path]:
    return sorted(path for package in packages for path in (ROOT / package).rglob("*.py") if path.is_file())


def list_tracked_files() -> list[Path]:
    """The files that the repository holds; without git, as in an unpacked archive, there is nothing to ask."""
    try:
        done = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("this folder is not a git checkout")
    return [ROOT / name for name in done.stdout.split("\0") if name and (ROOT / name).is_file()]


def read_imports(path: Path) -> Iterator[str]:
    """The dotted names of the modules that a file imports, wherever in the file it does."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports of ours are absolute"
            yield node.module or ""


def says(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("package", ARROWS)
def test_package_imports_only_what_its_arrows_allow(package: str) -> None:
    allowed = ARROWS[package] | {package}
    wrong = {
        f"{says(path)} imports {name}"
        for path in list_modules(package)
        for name in read_imports(path)
        if name.split(".")[0] in ARROWS.keys() - allowed or name.split(".")[0] == "tests"
    }
    assert not wrong


def test_service_knows_no_command() -> None:
    wrong = {
        f"{says(path)} imports {name}"
        for path in list_modules("hezuo/service")
        for name in read_imports(path)
        if name.startswith(("hezuo.commands", "hezuo.cli"))
    }
    assert not wrong


def test_schema_reaches_only_the_document_pipeline_of_the_loaders() -> None:
    wrong = {
        f"{says(path)} imports {name}"
        for path in list_modules("schema")
        for name in read_imports(path)
        if name.startswith("loaders.facts")
    }
    assert not wrong


def test_only_engines_import_a_driver() -> None:
    for path in list_modules(*ARROWS):
        drivers = {name.split(".")[0] for name in read_imports(path)} & DRIVERS
        allowed = {driver for driver in DRIVERS if says(path).startswith(f"graph/engines/{driver}")}
        assert drivers <= allowed, f"{says(path)} imports {drivers - allowed}"


def test_only_the_settings_read_the_environment() -> None:
    readers = {
        says(path)
        for path in list_modules(*ARROWS)
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if (isinstance(node, ast.Attribute) and node.attr in {"environ", "environb", "getenv"})
        or (
            isinstance(node, ast.ImportFrom)
            and node.module == "os"
            and {"environ", "getenv"} & {a.name for a in node.names}
        )
    }
    assert readers <= {"hezuo/settings.py"}


@pytest.mark.parametrize("path", list_modules(*ARROWS, "tests"), ids=says)
def test_module_is_short_and_says_what_it_is_for(path: Path) -> None:
    text = path.read_text("utf-8")
    assert len(text.splitlines()) <= LONGEST_FILE
    assert not text or ast.get_docstring(ast.parse(text)), (
        "no docstring"
    )  # An empty file only makes a folder a package.


def test_no_file_is_named_after_nothing() -> None:
    vague = re.compile(r"(^|_)(util|utils|helper|helpers|common|manager|processor|misc)(_|$)")
    assert not [says(path) for path in list_modules(*ARROWS, "tests") if vague.search(path.stem)]


def test_tracked_files_name_no_machine_or_registry() -> None:
    found = []
    for path in list_tracked_files():
        content = path.read_bytes()
        found += [f"{says(path)}: {place}" for place in FORBIDDEN_PLACES if place.encode() in content]
    assert not found
