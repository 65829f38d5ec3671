"""The house keeps its shape: who may import whom, who may touch a driver or the environment, how long a file is."""

from __future__ import annotations

import ast
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.project.rooms import ARROWS, WITHIN

ROOT = Path(__file__).parents[2]
DRIVERS = {"ladybug", "neo4j"}
LONGEST_FILE = 300
# A reader can hold so many names at once.
MOST_IN_A_ROOM, DEEPEST = 13, 3
# Folders of data, and of measuring, not of code that a reader follows.
NO_ROOMS = {"seed", "cypher", "explorer", "page"}
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


def part_of(path: str) -> str | None:
    """The longest part of the plan that a file or module, written with slashes, belongs to."""
    fitting = [part for part in WITHIN if path == part or path.startswith(f"{part}/")]
    return max(fitting, key=len, default=None)


def is_within(part: str, parts: set[str]) -> bool:
    return any(part == one or part.startswith(f"{one}/") for one in parts)


def read_own_imports(path: Path) -> Iterator[str]:
    """The modules of ours that a file imports, with slashes; of `from a import b`, `a/b` where that is a module."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] in ARROWS:
            module = (node.module or "").replace(".", "/")
            for alias in node.names:
                inner = f"{module}/{alias.name}"
                yield inner if (ROOT / f"{inner}.py").exists() or (ROOT / inner).is_dir() else module


@pytest.mark.parametrize("part", WITHIN)
def test_part_imports_only_the_parts_that_the_plan_lets_it(part: str) -> None:
    package = part.split("/", 1)[0]
    wrong = set()
    for path in list_modules(package):
        if part_of(says(path).removesuffix(".py")) != part:
            continue
        for name in read_own_imports(path):
            other = part_of(name)
            if name.startswith(f"{package}/") and other and not is_within(other, {part, *WITHIN[part]}):
                wrong.add(f"{says(path)} imports {name}")
    assert not wrong


def test_plan_names_what_is_there() -> None:
    missing = {part for part in WITHIN if not (ROOT / part).is_dir() and not (ROOT / f"{part}.py").is_file()}
    assert not missing


def list_rooms() -> list[Path]:
    folders = {path.parent for path in list_tracked_files() if path.suffix == ".py"}
    return sorted(one for one in folders if says(one).split("/")[0] in ARROWS and one.name not in NO_ROOMS)


@pytest.mark.parametrize("room", list_rooms(), ids=says)
def test_room_shows_few_things_and_lies_near_the_door(room: Path) -> None:
    tracked = {says(path) for path in list_tracked_files()}
    shown = {name[len(says(room)) + 1 :].split("/")[0] for name in tracked if name.startswith(f"{says(room)}/")}
    assert len(shown - {"__init__.py", "py.typed"}) <= MOST_IN_A_ROOM
    assert len(room.relative_to(ROOT).parts) <= DEEPEST


@pytest.mark.parametrize("room", list_rooms(), ids=says)
def test_room_gives_a_class_a_name_of_its_own(room: Path) -> None:
    names = [
        node.name
        for path in room.glob("*.py")
        for node in ast.parse(path.read_text("utf-8")).body
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_")
    ]
    assert not {name for name in names if names.count(name) > 1}


def test_only_admin_commands_import_the_service() -> None:
    wrong = {
        f"{says(path)} imports {name}"
        for path in list_modules("hezuo/commands", "hezuo/executor.py")
        for name in read_imports(path)
        if name.startswith("hezuo.service") and not says(path).startswith("hezuo/commands/admin/")
    }
    assert not wrong


def test_fetching_knows_nodes_and_pages_but_no_question() -> None:
    wrong = {
        f"{says(path)} imports {name}"
        for path in list_modules("schema/fetch")
        for name in read_imports(path)
        if name.startswith("queries.") and not name.startswith(("queries.nodes", "queries.paging", "queries.rules"))
    }
    assert not wrong


def test_rules_stand_in_no_cypher_file() -> None:
    rules = ("curated-title", "effectFrom <=", "sinceFirst, '0001")
    files = (ROOT / "queries").rglob("*.cypher")
    wrong = {f"{says(path)} spells out {rule}" for path in files for rule in rules if rule in path.read_text("utf-8")}
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
        if name.startswith("loaders.facts.facts")
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
