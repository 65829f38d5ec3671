"""`hezuo matrix`: how parties stand on tasks, a row a party."""

from __future__ import annotations

import click

from hezuo.commands.options import Several, command, pass_settings
from hezuo.commands.questions.answer_table import Found, answer_table
from hezuo.commands.questions.options import Output, as_of, parties, put_out_as_asked
from hezuo.commands.questions.words import say_head, say_value
from hezuo.commands.tables import Cell, Table
from hezuo.settings import Settings

TEXT = """\
query Matrix($parties: [ID!]!, $tasks: [ID!], $asOf: Date) {
  coverageMatrix(parties: $parties, tasks: $tasks, asOf: $asOf) {
    version
    asOf
    warnings { zh: message(lang: ZH) en: message(lang: EN) }
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


@command("matrix", "hezuo matrix 上海 浙江 河南 重庆 陕西 --as-of 2016 --csv > matrix.csv")
@parties
@click.option("--tasks", metavar="TASK...", cls=Several, help="Only these tasks, in this order (26).")
@as_of
@put_out_as_asked
@pass_settings
def run(settings: Settings, output: Output, **variables: object) -> int:
    """Show how parties stand on tasks.

    The table has a row a party, and a column a task.
    """
    answer_table(settings, output, TEXT, variables, build_table)
    return 0


def build_table(found: Found, language: str) -> Table:
    """Counts of each status, then a column for each task by its number."""
    counts = [say_value(status, language) for status in COUNTS]
    heads = (say_head("party", language), *counts, *(str(task["number"]) for task in found["tasks"]))
    return Table(heads, [_build_row(row, language) for row in found["rows"]])


def _build_row(row: Found, language: str) -> tuple[Cell, ...]:
    cells = [say_value(cell["status"], language) for cell in row["cells"]]
    return (row["party"]["name"], *(row[name] for name in COUNTS.values()), *cells)
