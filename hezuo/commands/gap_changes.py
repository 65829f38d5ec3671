"""`hezuo gap-changes`: what became of the gaps of parties between two dates, and which documents did it."""

from __future__ import annotations

from argparse import Namespace

from hezuo.commands.tables import Cell, Table, join
from hezuo.commands.tabling import Found, answer_table
from hezuo.commands.terminal import tell
from hezuo.commands.words import say_head, say_value
from hezuo.settings import Settings

TEXT = """\
query GapChanges(
  $parties: [ID!]!, $from: Date!, $to: Date, $themes: [ID!], $minScore: Float, $inherit: [InheritFrom!]
) {
  gapChanges(parties: $parties, from: $from, to: $to, themes: $themes, minScore: $minScore, inherit: $inherit) {
    version
    from
    to
    warnings
    unchanged
    tasks {
      task { number title titleEn }
      kindBefore
      kindAfter
      statuses { party { name } before after }
      came { title }
      lapsed { title }
    }
    came { document { title } parties { name } }
    lapsed { document { title } parties { name } }
  }
}
"""
HEADS = ("number", "task", "kind before", "kind after", "changed", "came", "lapsed")


def run(settings: Settings, given: Namespace) -> int:
    """Show what changed. Raises CommandError."""
    variables = {
        "parties": given.parties,
        "from": given.from_day,
        "to": given.to_day,
        "themes": given.themes,
        "minScore": given.min_score,
        "inherit": given.inherit,
    }
    found = answer_table(settings, given, TEXT, variables, build_table)
    counts = (("changed tasks", len(found["tasks"])), ("unchanged tasks", found["unchanged"]))
    tell(join([f"{say_head(head, given.lang)}: {count}" for head, count in counts]))
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
    before, after = (say_value(one[moment], language) for moment in ("before", "after"))
    return f"{one['party']['name']}: {before} → {after}"
