"""The page about the rooms draws those that are there, and what the docs for builders point at exists."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.docs.rooms_diagram import ROOMS, build_rooms, list_arrows
from tests.project.rooms import WITHIN

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs/architecture.md"
# Code spans that are paths: they begin in a folder of ours, or end as a file does.
PATH = re.compile(r"`((?:graph|queries|loaders|schema|hezuo|seed|tests|docs)/[\w./-]*)`")
NAME = re.compile(r"`(\w+)` in\s+`((?:graph|queries|loaders|schema|hezuo|tests)/[\w./]+\.py)`")


def test_picture_of_the_rooms_is_that_of_the_plan() -> None:
    picture = build_rooms()
    assert f"```mermaid\n{picture}\n```" in PAGE.read_text("utf-8"), f"the picture is now:\n{picture}"


def test_picture_shows_every_room_of_the_plan_and_every_arrow_that_no_other_implies() -> None:
    drawn = {f"{package}/{name}" for package, names in ROOMS.items() for name in names}
    folders = {room for room in WITHIN if (ROOT / room).is_dir() and not room.startswith("hezuo/commands")}
    assert folders <= drawn <= set(WITHIN)
    assert ("schema/fetch", "schema/fields") in list_arrows("schema")
    assert ("schema/fetch", "schema/request") not in list_arrows("schema"), "fields are of request already"


@pytest.mark.parametrize("page", ["architecture.md", "contributing.md"])
def test_paths_named_exist(page: str) -> None:
    paths = PATH.findall((ROOT / "docs" / page).read_text("utf-8"))
    assert paths
    assert not [path for path in paths if not (ROOT / path).exists()]


@pytest.mark.parametrize("page", ["architecture.md", "contributing.md"])
def test_names_stand_in_the_files_that_are_said_to_hold_them(page: str) -> None:
    named = NAME.findall((ROOT / "docs" / page).read_text("utf-8"))
    assert named
    missing = [(name, path) for name, path in named if not re.search(rf"\b{name}\b", (ROOT / path).read_text("utf-8"))]
    assert not missing
