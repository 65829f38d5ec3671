"""What an archive keeps beside the rows of the graph: reviewers' words, and what loads state beneath others."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path

import orjson

from graph.access import Question, WriteTransaction
from graph.archive_rows import ArchiveLine
from graph.reviews import ALL_REVIEWS, COLUMNS, Review, put_review
from graph.shadows import ShadowRow

REVIEWS, SHADOWS = "reviews.jsonl", "shadowed.jsonl"
ALL_SHADOWS = Question(
    "all shadows",
    "MATCH (l:Load) WHERE l.shadowed IS NOT NULL RETURN l.id AS load, l.shadowed AS shadowed ORDER BY load",
    (),
    ("load", "shadowed"),
    ShadowRow,
)


async def export_kept(transaction: WriteTransaction, folder: Path) -> None:
    """Write them beside the rows."""
    with (folder / REVIEWS).open("wb") as stream:
        stream.writelines(map(_dump, await transaction.run(ALL_REVIEWS, {})))
    with (folder / SHADOWS).open("wb") as stream:
        stream.writelines(map(_dump, await transaction.run(ALL_SHADOWS, {})))


def read_review(line: bytes) -> Review:
    """One reviewer's word. Raises ArchiveLine."""
    values = _load(line)
    texts = {name: value for name, value in values.items() if isinstance(value, str)}
    optional = {name: texts.pop(name, None) for name in ("fingerprint", "note")}
    if texts.keys() != set(COLUMNS) - optional.keys():
        raise ArchiveLine(f"a review has the texts {', '.join(COLUMNS)}")
    return Review(**texts, **optional)  # type: ignore[arg-type]  # which texts may be missing, the names say


def read_shadow(line: bytes) -> ShadowRow:
    """What one load states beneath others. Raises ArchiveLine."""
    values = _load(line)
    load, shadowed = values.get("load"), values.get("shadowed")
    if not isinstance(load, str) or not isinstance(shadowed, list) or not all(isinstance(one, str) for one in shadowed):
        raise ArchiveLine("a load and a list of rows are wanted")
    return ShadowRow(load, shadowed)


async def import_reviews(transaction: WriteTransaction, reviews: list[Review]) -> None:
    """Keep them."""
    for review in reviews:
        await put_review(transaction, review)


def _dump(row: Review | ShadowRow) -> bytes:
    return orjson.dumps(asdict(row), option=orjson.OPT_APPEND_NEWLINE)


def _load(line: bytes) -> Mapping[str, object]:
    try:
        values = orjson.loads(line)
    except orjson.JSONDecodeError as error:
        raise ArchiveLine(f"no JSON: {error}") from error
    if not isinstance(values, dict):
        raise ArchiveLine("not a JSON object")
    return values
