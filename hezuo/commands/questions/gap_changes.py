"""`hezuo gap-changes`: what became of the gaps of parties between two dates, and which documents did it."""

from __future__ import annotations

import click

from hezuo.commands.options import command, pass_settings
from hezuo.commands.questions.answer_table import Found, answer_table
from hezuo.commands.questions.options import Output, gap_rules, parties, put_out_as_asked
from hezuo.commands.questions.words import say_head, say_status, say_value
from hezuo.commands.tables import Cell, Table, join
from hezuo.commands.terminal import tell
from hezuo.settings import Settings

TEXT = """\
query GapChanges(
  $parties: [ID!]!, $from: Date!, $to: Date, $themes: [ID!], $tasks: [ID!], $minScore: Float, $inherit: [InheritFrom!]
) {
  gapChanges(
    parties: $parties, from: $from, to: $to, themes: $themes, tasks: $tasks, minScore: $minScore, inherit: $inherit
  ) {
    version
    from
    to
    warnings { zh: message(lang: ZH) en: message(lang: EN) }
    unchanged
    tasks {
      task { number title titleEn }
      kindBefore
      kindAfter
      statuses { party { name } before after ownBefore ownAfter }
      came { title }
      lapsed { title }
    }
    came { document { title } parties { name } }
    lapsed { document { title } parties { name } }
  }
}
"""
HEADS = ("number", "task", "kind before", "kind after", "changed", "came", "lapsed")


@command(
    "gap-changes",
    "hezuo gap-changes 重庆 --from 2012",
    "hezuo gap-changes 重庆 四川 --from 2012 --until 2020 --csv --output changes.csv",
)
@parties
@click.option("--from", metavar="DATE", required=True, help="The earlier date: 2012, 2012-05 or 2012-05-31.")
# `--to` is the service that is asked, as everywhere.
@click.option("--until", metavar="DATE", help="The later date; today by default.")
@gap_rules
@put_out_as_asked
@pass_settings
def run(settings: Settings, output: Output, until: str | None, **variables: object) -> int:
    """Show what became of the gaps of parties between two dates.

    The table has a row a task on which something changed.
    """
    found = answer_table(settings, output, TEXT, {**variables, "to": until}, build_table)
    counts = (("changed tasks", len(found["tasks"])), ("unchanged tasks", found["unchanged"]))
    tell(join([f"{say_head(head, output.lang)}: {count}" for head, count in counts]))
    return 0


def build_table(found: Found, language: str) -> Table:
    """A row a task on which something changed."""
    rows = [_build_row(one, language) for one in found["tasks"]]
    return Table(tuple(say_head(head, language) for head in HEADS), rows)


def _build_row(one: Found, language: str) -> tuple[Cell, ...]:
    task = one["task"]
    title = (language == "en" and task["titleEn"]) or task["title"]
    kinds = (say_value(one[moment], language) for moment in ("kindBefore", "kindAfter"))
    statuses = [_say_status(status, language) for status in one["statuses"]]
    documents = (join([f"《{document['title']}》" for document in one[moved]]) for moved in ("came", "lapsed"))
    return (task["number"], title, *kinds, join(statuses), *documents)


def _say_status(one: Found, language: str) -> str:
    before, after = (
        say_status({"status": one[moment], "own": one[own], "basis": None}, language)
        for moment, own in (("before", "ownBefore"), ("after", "ownAfter"))
    )
    return f"{one['party']['name']}: {before} → {after}"
