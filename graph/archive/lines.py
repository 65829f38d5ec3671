"""A stored row as one line of JSON and back: dates at their own precision, nothing for what is not known."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from typing import Any, cast

import orjson

from graph.dates import Period, parse_period
from graph.model import EDGE_PROPERTIES, NODE_PROPERTIES, NODES, RELATIONSHIPS, Label, PropertyType, RelationshipType
from graph.statements import FROM, TO
from graph.store import Statement, Value, WriteTransaction
from graph.writing.batch import PropertyValue
from graph.writing.overrides import OverrideRow
from graph.writing.reviews import COLUMNS, Review, put_review
from graph.writing.rows import Stored, columns_of

# Between the first and the last day of a period, as ISO 8601 has it.
_TO = "/"
# How a line of relationships names its ends.
START, START_LABEL, END, END_LABEL = "from", "fromLabel", "to", "toLabel"

_PYTHON_TYPES: dict[PropertyType, type | tuple[type, ...]] = {
    PropertyType.STRING: str,
    PropertyType.STRINGS: list,
    PropertyType.BOOLEAN: bool,
    PropertyType.INTEGER: int,
    PropertyType.FLOAT: (float, int),
    PropertyType.DATE: str,
}


class ArchiveLine(ValueError):
    """A line that is no row of the model; the message says why."""


def write_node(label: Label, row: Stored) -> bytes:
    """One node as a line of JSON."""
    return _dump(_properties(row, NODE_PROPERTIES | NODES[label]))


def write_edge(kind: RelationshipType, arrow: tuple[Label, Label], row: Stored) -> bytes:
    """One relationship as a line of JSON."""
    ends = {START_LABEL: arrow[0], START: row[FROM], END_LABEL: arrow[1], END: row[TO]}
    return _dump(ends | _properties(row, EDGE_PROPERTIES | RELATIONSHIPS[kind].properties))


def read_node(label: Label, line: bytes) -> Stored:
    """The stored columns of a node. Raises ArchiveLine."""
    return _columns(_load(line), NODE_PROPERTIES | NODES[label])


def read_edge(kind: RelationshipType, line: bytes) -> tuple[tuple[Label, Label], Stored]:
    """The arrow and the stored columns of a relationship. Raises ArchiveLine."""
    values = _load(line)
    ends = [values.pop(name, None) for name in (START_LABEL, START, END_LABEL, END)]
    arrow = next((arrow for arrow in RELATIONSHIPS[kind].arrows if [*arrow] == ends[::2]), None)
    if arrow is None or not all(isinstance(end, str) for end in ends):
        raise ArchiveLine(f"{kind} does not lead from {ends[0]} to {ends[2]}")
    columns = _columns(values, EDGE_PROPERTIES | RELATIONSHIPS[kind].properties)
    # A key may be empty, but is never missing: relationships are found by it.
    return arrow, columns | {FROM: ends[1], TO: ends[3], "key": columns["key"] or ""}


def _dump(values: Mapping[str, Value]) -> bytes:
    return orjson.dumps(values, option=orjson.OPT_APPEND_NEWLINE)


def _load(line: bytes) -> dict[str, Any]:
    try:
        values = orjson.loads(line)
    except orjson.JSONDecodeError as error:
        raise ArchiveLine(f"no JSON: {error}") from error
    if not isinstance(values, dict):
        raise ArchiveLine("not a JSON object")
    return values


def _properties(row: Stored, types: Mapping[str, PropertyType]) -> dict[str, Value]:
    values: dict[str, Value] = {}
    for name, kind in types.items():
        if kind is PropertyType.DATE:
            values[name] = _write_period(row[f"{name}First"], row[f"{name}Last"])
        else:
            values[name] = row[name]
    return {name: value for name, value in values.items() if value is not None}


def _write_period(first: Value, last: Value) -> str | None:
    """A day, month or year as such, any other period as its first and last day."""
    if not first or not last:
        return None
    period = Period(str(first), str(last))
    short = str(period)
    return short if parse_period(short) == period else f"{first}{_TO}{last}"


def _read_period(text: str) -> Period:
    first, to, last = text.partition(_TO)
    if not to:
        return parse_period(text)
    period = Period(parse_period(first).first, parse_period(last).last)
    if (period.first, period.last) != (first, last) or first > last:
        raise ValueError(f"'{text}' is no period: write its first and its last day")
    return period


def _columns(values: Mapping[str, Any], types: Mapping[str, PropertyType]) -> Stored:
    properties: dict[str, PropertyValue] = dict.fromkeys(types)
    for name, value in values.items():
        if name not in types:
            raise ArchiveLine(f"unknown property '{name}'")
        properties[name] = _property(name, value, types[name])
    return columns_of(properties, types)


def _property(name: str, value: object, kind: PropertyType) -> PropertyValue:
    expected = _PYTHON_TYPES[kind]
    if not isinstance(value, expected) or (isinstance(value, bool) and kind is not PropertyType.BOOLEAN):
        raise ArchiveLine(f"'{name}' is {value!r}, not {kind}")
    if kind is PropertyType.DATE:
        try:
            return _read_period(str(value))
        except ValueError as error:
            raise ArchiveLine(str(error)) from error
    return tuple(map(str, value)) if isinstance(value, list) else cast("PropertyValue", value)


ALL_SHADOWS = Statement(
    "all shadows",
    "MATCH (l:Load) WHERE l.shadowed IS NOT NULL RETURN l.id AS load, l.shadowed AS shadowed ORDER BY load",
    (),
    ("load", "shadowed"),
    OverrideRow,
)


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """The change that a version made to one thing, as it is kept."""

    id: str
    version: int
    at: str
    by: str
    action: str
    kind: str
    entity: str
    name: str


_CHANGE = tuple(one.name for one in fields(ChangeRow))
CHANGES_PAGE = Statement(
    "page of changes",
    f"MATCH (c:Change) WHERE c.id > $after RETURN {', '.join(f'c.`{name}` AS `{name}`' for name in _CHANGE)} "
    "ORDER BY id LIMIT $limit",
    ("after", "limit"),
    _CHANGE,
    ChangeRow,
)


def write_kept(row: Review | OverrideRow | ChangeRow) -> bytes:
    """Write what is kept beside the rows, as a line of JSON."""
    return orjson.dumps(asdict(row), option=orjson.OPT_APPEND_NEWLINE)


def read_change(line: bytes) -> ChangeRow:
    """One entry of the record. Raises ArchiveLine."""
    values = _load(line)
    version = values.get("version")
    texts = [value for name, value in values.items() if name != "version" and isinstance(value, str)]
    if values.keys() != set(_CHANGE) or type(version) is not int or len(texts) != len(_CHANGE) - 1:
        raise ArchiveLine(f"a change has a version and the texts {', '.join(_CHANGE)}")
    return ChangeRow(**values)


async def import_changes(transaction: WriteTransaction, changes: Sequence[ChangeRow]) -> None:
    """Keep them."""
    columns = ", ".join(f"`{name}`: r.`{name}`" for name in _CHANGE)
    for first in range(0, len(changes), 1_000):
        rows: list[Value] = [asdict(one) for one in changes[first : first + 1_000]]
        await transaction.execute(f"UNWIND $rows AS r CREATE (:Change {{{columns}}})", {"rows": rows})


def read_review(line: bytes) -> Review:
    """One reviewer's word. Raises ArchiveLine."""
    values = _load(line)
    texts = {name: value for name, value in values.items() if isinstance(value, str)}
    optional = {name: texts.pop(name, None) for name in ("fingerprint", "note")}
    if texts.keys() != set(COLUMNS) - optional.keys():
        raise ArchiveLine(f"a review has the texts {', '.join(COLUMNS)}")
    return Review(**texts, **optional)  # type: ignore[arg-type]  # which texts may be missing, the names say


def read_shadow(line: bytes) -> OverrideRow:
    """Read what one load states beneath others. Raises ArchiveLine."""
    values = _load(line)
    load, shadowed = values.get("load"), values.get("shadowed")
    if not isinstance(load, str) or not isinstance(shadowed, list) or not all(isinstance(one, str) for one in shadowed):
        raise ArchiveLine("a load and a list of rows are wanted")
    return OverrideRow(load, shadowed)


async def import_reviews(transaction: WriteTransaction, reviews: list[Review]) -> None:
    """Keep them."""
    for review in reviews:
        await put_review(transaction, review)
