"""Read what the name of a file and its folders say of a document: 浙江地方法规/…/title(2021-09-30).md."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePath

from graph.dates import Period
from graph.names.text import fold_text
from loaders.metadata.dates import find_dates

_LOCAL = "地方法规"
# The folders in which the public collection of statutes (LawRefBook/Laws) keeps what is the nation's.
_NATIONAL = frozenset({
    "宪法", "宪法相关法", "民法典", "民法商法", "行政法", "经济法", "社会法", "刑法", "诉讼与非诉讼程序法", "行政法规",
    "司法解释", "部门规章", "国务院部门规章",
})  # fmt: skip
_DATED = re.compile(r"(?P<title>.{2,300}?) *\((?P<date>[^()]{4,20})\)")


@dataclass(frozen=True, slots=True)
class FileSays:
    """The title and date that a file is called by, and the place whose folder it is in."""

    title: str | None = None
    date: Period | None = None
    place: str | None = None


def read_file_name(name: str) -> FileSays:
    """Read what a file's name says, with the folders that stand before it, if any; nothing where it bears no date."""
    path = PurePath(name)
    found = _DATED.fullmatch(fold_text(path.stem))
    date = next(find_dates(found["date"]), None) if found else None
    if found is None or date is None:
        return FileSays()
    # Folding keeps places: the title is taken as it is written.
    return FileSays(path.stem[: found.end("title")], date, _find_place(path.parts[:-1]))


def _find_place(folders: tuple[str, ...]) -> str | None:
    for folder in folders:
        if folder.endswith(_LOCAL) and folder != _LOCAL:
            return folder.removesuffix(_LOCAL)
    return "中华人民共和国" if _NATIONAL & set(folders) else None


def name_file(path: PurePath) -> str:
    """Return what to call a file to those who read it: with its folders only where they say whose it is."""
    for at, folder in enumerate(path.parts[:-1]):
        if _find_place((folder,)) is not None:
            return "/".join(path.parts[at:])
    return path.name
