"""Build nodes and relationships from the rows of a table of facts, and say what is wrong with those that make none."""

from __future__ import annotations

import re
from collections.abc import Mapping

from graph.dates import Period, parse_dated_name
from graph.enums import CLOSED_SETS
from graph.model import Label, PropertyType
from graph.writing.batch import Batch, EdgeRow, NodeRow, PropertyValue, Skipped
from loaders.errors import BadRow
from loaders.facts.cells import check_member, parse_cell, parse_list, parse_span
from loaders.facts.files import Line
from loaders.facts.tables import SOURCES, VERIFIED, EdgeTable, NodeTable, Table

# What no source but common knowledge bears out; such a row is never verified.
GENERAL_KNOWLEDGE = "general-knowledge"
# The years that a document is for, as its title says: not a date of reduced precision but a span.
PERIOD = "period"
# Names with their times, such as '2011-05/2016-04 成渝经济区'.
DATED_NAMES = "datedNames"
SPANS = (("since", "until"), ("inForceFrom", "inForceUntil"))
_CODE = re.compile(r"[1-9]\d{5}", re.ASCII)
_SLUG = re.compile(r"[^\s|]+")

Properties = Mapping[str, PropertyValue]


def build_batch(load: str, table: Table, lines: list[Line]) -> Batch:
    """The batch of a table; a row that makes no sense is skipped, and so is one that says again what another said."""
    batch = Batch(load)
    seen: dict[object, str] = {}
    for line in lines:
        try:
            row = _build_row(table, line)
            named = _name_row(row)
            if named in seen:
                raise BadRow(f"the same {'id' if isinstance(row, NodeRow) else 'ends'} as {seen[named]}")
        except ValueError as error:
            batch.skipped.append(Skipped(table.kind, line.place, str(error), _name_unread(table, line)))
            continue
        seen[named] = line.place
        if isinstance(row, NodeRow):
            batch.nodes.append(row)
        else:
            batch.edges.append(row)
    return batch


def _name_row(row: NodeRow | EdgeRow) -> object:
    return row.id if isinstance(row, NodeRow) else (row.start, row.end, row.key)


def _name_unread(table: Table, line: Line) -> tuple[str, ...]:
    """Return what a row that cannot be read names, as far as that can be; empty where it cannot."""
    if line.cells is None:
        return ()
    try:
        if isinstance(table, NodeTable):
            return table.label, _read_key(line.cells, "id", table.label)
        return table.type, *_read_end(line.cells, table.start), *_read_end(line.cells, table.end)
    except BadRow:
        return ()


def _build_row(table: Table, line: Line) -> NodeRow | EdgeRow:
    if line.cells is None:
        raise BadRow("the number of cells is not that of the header")
    properties = _read_properties(table, line.cells)
    if isinstance(table, NodeTable):
        return _build_node(table, line, line.cells, properties)
    return _build_edge(table, line, line.cells, properties)


def _build_node(table: NodeTable, line: Line, cells: dict[str, str], properties: Properties) -> NodeRow:
    key, name = _read_key(cells, "id", table.label), _read_filled(cells, table.named_by)
    own = key if table.label is Label.SOURCE else ""
    sources, verified = _read_provenance(cells, own)
    return NodeRow(table.label, key, name, properties, sources, verified, line.place)


def _build_edge(table: EdgeTable, line: Line, cells: dict[str, str], properties: Properties) -> EdgeRow:
    start, end = _read_end(cells, table.start), _read_end(cells, table.end)
    if start == end:
        raise BadRow(f"'{start[1]}' stands at both ends")
    sources, verified = _read_provenance(cells)
    # A date is told apart by what it says, however a spreadsheet writes it.
    key = "/".join(_write_key(properties.get(column), cells.get(column, "")) for column in table.key)
    return EdgeRow(table.type, start, end, properties, sources, verified, key, line.place)


def _write_key(value: PropertyValue, cell: str) -> str:
    return str(value) if isinstance(value, Period) else cell


def _read_end(cells: dict[str, str], columns: Mapping[str, Label]) -> tuple[Label, str]:
    filled = [column for column in columns if cells.get(column)]
    if len(filled) > 1 or (len(columns) > 1 and not filled):
        raise BadRow(f"exactly one of {', '.join(columns)} must be filled")
    column = filled[0] if filled else next(iter(columns))
    return columns[column], _read_key(cells, column, columns[column])


def _read_key(cells: dict[str, str], column: str, label: Label) -> str:
    key = _read_filled(cells, column)
    if label is Label.REGION and not _CODE.fullmatch(key):
        raise BadRow(f"{column}: '{key}' is not a code of GB/T 2260: six digits")
    if not _SLUG.fullmatch(key):
        raise BadRow(f"{column}: '{key}' is not an id: it has a space or a '|' in it")
    return key


def _read_filled(cells: dict[str, str], column: str) -> str:
    if not cells.get(column):
        raise BadRow(f"{column} is blank")
    return cells[column]


def _read_properties(table: Table, cells: dict[str, str]) -> dict[str, PropertyValue]:
    for column in table.filled:
        _read_filled(cells, column)
    closed = CLOSED_SETS.get(table.kind, {})
    properties: dict[str, PropertyValue] = {}
    for column, kind in table.properties.items():
        text = cells.get(column, "")
        try:
            if text and column in closed:
                check_member(text, closed[column])
            properties[column] = parse_span(text) if text and column == PERIOD else parse_cell(text, kind)
            if text and column == DATED_NAMES:
                for item in parse_list(text):
                    parse_dated_name(item)
        except ValueError as error:
            raise BadRow(f"{column}: {error}") from error
    _check_spans(properties)
    return properties


def _check_spans(properties: Properties) -> None:
    for begins, ends in SPANS:
        first, last = properties.get(begins), properties.get(ends)
        if isinstance(first, Period) and isinstance(last, Period) and last.last < first.first:
            raise BadRow(f"{ends} {last} is before {begins} {first}")


def _read_provenance(cells: dict[str, str], own: str = "") -> tuple[tuple[str, ...], bool]:
    """Sources and whether the row is verified; what is its own source names no other."""
    sources = (own,) if own else parse_list(_read_filled(cells, SOURCES))
    try:
        verified = parse_cell(_read_filled(cells, VERIFIED), PropertyType.BOOLEAN) is True
    except ValueError as error:
        raise BadRow(f"{VERIFIED}: {error}") from error
    if verified and GENERAL_KNOWLEDGE in sources:
        raise BadRow(f"verified, with the source '{GENERAL_KNOWLEDGE}'")
    return sources, verified
