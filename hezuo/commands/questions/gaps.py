"""`hezuo gaps`: what parties leave uncovered, task by task, and whose clauses they could borrow."""

from __future__ import annotations

from hezuo.commands.options import command, pass_settings
from hezuo.commands.questions.answer_table import Found, answer_table
from hezuo.commands.questions.options import Output, as_of, gap_rules, parties, put_out_as_asked
from hezuo.commands.questions.words import say_head, say_status, say_value
from hezuo.commands.tables import Cell, Table, join
from hezuo.commands.terminal import tell
from hezuo.settings import Settings

TEXT = """\
query Gaps(
  $parties: [ID!]!, $themes: [ID!], $tasks: [ID!], $asOf: Date, $minScore: Float, $inherit: [InheritFrom!]
) {
  policyGaps(
    parties: $parties, themes: $themes, tasks: $tasks, asOf: $asOf, minScore: $minScore, inherit: $inherit
  ) {
    version
    asOf
    warnings { zh: message(lang: ZH) en: message(lang: EN) }
    parties { party { id name } documents examined onField titlesOnly undated }
    counts { sharedGap oneSided commonGround undetermined }
    tasks {
      task { number title titleEn theme { title } }
      kind
      decidedBy { name }
      statuses { party { name } status own inheritedFrom basis members membersCovering score }
      modelClauses(first: 3) { parties { name } document { title } clause { path } score }
    }
  }
}
"""


@command(
    "gaps",
    "hezuo gaps 陕西 甘肃 guanzhong-tianshui --as-of 2016",
    "hezuo gaps 陕西 上海 --csv --output gaps.csv",
)
@parties
@gap_rules
@as_of
@put_out_as_asked
@pass_settings
def run(settings: Settings, output: Output, **variables: object) -> int:
    """Show what parties leave uncovered, and whose clauses they could borrow.

    The table has a row a task.
    """
    found = answer_table(settings, output, TEXT, variables, build_table)
    kinds = {"SHARED_GAP": "sharedGap", "ONE_SIDED": "oneSided", "COMMON_GROUND": "commonGround"}
    counts = {**kinds, "UNDETERMINED": "undetermined"}.items()
    tell(join([f"{say_value(kind, output.lang)}: {found['counts'][name]}" for kind, name in counts]))
    return 0


def build_table(found: Found, language: str) -> Table:
    """A row a task, with a column for each party."""
    heads = [say_head(head, language) for head in ("number", "task", "theme", "kind")]
    parties = [one["party"]["name"] for one in found["parties"]]
    rows = [_build_row(one, language) for one in found["tasks"]]
    return Table((*heads, *parties, say_head("clauses to borrow", language)), rows)


def _build_row(one: Found, language: str) -> tuple[Cell, ...]:
    task = one["task"]
    title = (language == "en" and task["titleEn"]) or task["title"]
    statuses = [_say_status(status, language) for status in one["statuses"]]
    clauses = [f"《{clause['document']['title']}》{clause['clause']['path']}" for clause in one["modelClauses"]]
    theme = task["theme"]["title"] if task["theme"] else None
    return (task["number"], title, theme, say_value(one["kind"], language), *statuses, join(clauses))


def _say_status(one: Found, language: str) -> str:
    said = say_status(one, language)
    return f"{said} {one['membersCovering']}/{one['members']}" if one["status"] == "PARTIAL" else said
