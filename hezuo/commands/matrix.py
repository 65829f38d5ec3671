"""`hezuo matrix`: how parties stand on tasks, a row a party."""

from __future__ import annotations

from argparse import Namespace

from hezuo.commands.tables import Cell, Table
from hezuo.commands.tabling import Found, answer_table
from hezuo.commands.words import say_head, say_value
from hezuo.settings import Settings

TEXT = """\
query Matrix($parties: [ID!]!, $tasks: [ID!], $asOf: Date) {
  coverageMatrix(parties: $parties, tasks: $tasks, asOf: $asOf) {
    version
    asOf
    warnings
    tasks { number title }
    rows { party { id name } covered partial inherited notCovered unknown cells { status score documentCount } }
  }
}
"""
COUNTS = {
    "COVERED": "covered",
    "PARTIAL": "partial",
    "INHERITED": "inherited",
    "NOT_COVERED": "notCovered",
    "UNKNOWN": "unknown",
}


def run(settings: Settings, given: Namespace) -> int:
    """Show the matrix. Raises CommandError."""
    variables = {"parties": given.parties, "tasks": given.tasks, "asOf": given.as_of}
    answer_table(settings, given, TEXT, variables, build_table)
    return 0


def build_table(found: Found, language: str) -> Table:
    """Counts of each status, then a column for each task by its number."""
    counts = [say_value(status, language) for status in COUNTS]
    heads = (say_head("party", language), *counts, *(str(task["number"]) for task in found["tasks"]))
    return Table(heads, [_build_row(row, language) for row in found["rows"]])


def _build_row(row: Found, language: str) -> tuple[Cell, ...]:
    cells = [say_value(cell["status"], language) for cell in row["cells"]]
    return (row["party"]["name"], *(row[name] for name in COUNTS.values()), *cells)
