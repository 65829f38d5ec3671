"""`hezuo matrix` and `hezuo trend`: how parties stand on tasks, a row a party, and how that grew, a row a year."""

from __future__ import annotations

import click

from hezuo.commands.options import POSITIVE, Several, command, pass_settings
from hezuo.commands.questions.answer_table import Found, answer_table
from hezuo.commands.questions.options import Output, as_of, gap_rules, parties, put_out_as_asked
from hezuo.commands.questions.words import say_head, say_status, say_value
from hezuo.commands.tables import Cell, Table, join
from hezuo.commands.terminal import tell
from hezuo.settings import Settings

TEXT = """\
query Matrix(
  $parties: [ID!]!, $tasks: [ID!], $themes: [ID!], $asOf: Date, $minScore: Float, $inherit: [InheritFrom!]
) {
  coverageMatrix(
    parties: $parties, tasks: $tasks, themes: $themes, asOf: $asOf, minScore: $minScore, inherit: $inherit
  ) {
    version
    asOf
    warnings { zh: message(lang: ZH) en: message(lang: EN) }
    tasks { number title }
    rows {
      party { id name } covered partial inherited notCovered unknown
      cells { status own basis verified score documentCount }
    }
    columns { covered partial inherited notCovered unknown }
  }
}
"""
TREND = """\
query Trend($parties: [ID!]!, $themes: [ID!], $from: Int!, $to: Int) {
  coverageTrend(parties: $parties, themes: $themes, from: $from, to: $to) {
    version
    days
    rows { party { name } points { year covered partial inherited notCovered unknown titleOnly } }
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
@gap_rules
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
    cells = [say_status(cell, language) for cell in row["cells"]]
    return (row["party"]["name"], *(row[name] for name in COUNTS.values()), *cells)


@command("trend", "hezuo trend 陕西 --from 2012", "hezuo trend 陕西 上海 --from 2008 --until 2020 --csv")
@parties
@click.option("--themes", metavar="THEME...", cls=Several, help="Only tasks of these themes (7).")
@click.option("--from", metavar="YEAR", required=True, type=POSITIVE, help="The first year.")
# `--to` is the service that is asked, as everywhere.
@click.option("--until", metavar="YEAR", type=POSITIVE, help="The last year; this one by default.")
@put_out_as_asked
@pass_settings
def trend(settings: Settings, output: Output, until: int | None, **variables: object) -> int:
    """Show how coverage grew.

    The table has a row a party and year: how many tasks stood how at its end.
    """
    found = answer_table(settings, output, TREND, {**variables, "to": until}, build_trend)
    tell(f"{say_head('days of change', output.lang)}: {join(found['days']) or '–'}")
    return 0


def build_trend(found: Found, language: str) -> Table:
    """A row a party and year, with the counts of each status and of what rests on titles alone."""
    counts = [say_value(status, language) for status in COUNTS]
    heads = (say_head("party", language), say_head("year", language), *counts, say_head("on titles alone", language))
    return Table(
        heads,
        [
            (row["party"]["name"], point["year"], *(point[name] for name in COUNTS.values()), point["titleOnly"])
            for row in found["rows"]
            for point in row["points"]
        ],
    )
