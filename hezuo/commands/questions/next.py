"""`hezuo next`: what to read to know more of parties, what settles most first."""

from __future__ import annotations

import click

from hezuo.commands.options import POSITIVE, Several, command, pass_settings
from hezuo.commands.questions.answer_table import Found, answer_table
from hezuo.commands.questions.options import Output, as_of, parties, put_out_as_asked
from hezuo.commands.questions.words import say_head
from hezuo.commands.tables import Cell, Table, join
from hezuo.commands.terminal import tell
from hezuo.settings import Settings

TEXT = """\
query Next($parties: [ID!]!, $themes: [ID!], $asOf: Date, $first: Int) {
  readNext(parties: $parties, themes: $themes, asOf: $asOf, first: $first) {
    version
    asOf
    unknown
    statuses
    items {
      party { name }
      document { title }
      couldSettle
      couldConfirm
      zh: why(lang: ZH)
      en: why(lang: EN)
      sources { title url }
      command
    }
  }
}
"""
HEADS = ("party", "could settle", "could confirm", "why", "where", "command")


@command("next", "hezuo next 陕西 西安", "hezuo next 陕西 甘肃 --themes 7 --csv --output next.csv")
@parties
@click.option("--themes", metavar="THEME...", cls=Several, help="Only tasks of these themes (7).")
@as_of
@click.option("--first", metavar="N", type=POSITIVE, default=20, help="How many; 20 by default.")
@put_out_as_asked
@pass_settings
def run(settings: Settings, output: Output, **variables: object) -> int:
    """Show what to read to know more of parties.

    The table has a row a document, or a kind of document that others have; what settles most stands first.
    """
    found = answer_table(settings, output, TEXT, variables, build_table)
    tell(f"{say_head('unknown statuses', output.lang)}: {found['unknown']} / {found['statuses']}")
    return 0


def build_table(found: Found, language: str) -> Table:
    """A row for each thing to read."""
    return Table(
        tuple(say_head(head, language) for head in HEADS), [_build_row(one, language) for one in found["items"]]
    )


def _build_row(one: Found, language: str) -> tuple[Cell, ...]:
    where = join([source["url"] or source["title"] for source in one["sources"]])
    return (one["party"]["name"], one["couldSettle"], one["couldConfirm"], one[language], where, one["command"])
