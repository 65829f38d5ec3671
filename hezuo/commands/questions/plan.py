"""`hezuo plan`: who pairs with whom for a whole programme, a row a pair."""

from __future__ import annotations

import click

from hezuo.commands.options import POSITIVE, Several, command, pass_settings
from hezuo.commands.questions.answer_table import Found, answer_table
from hezuo.commands.questions.options import Output, as_of, put_out_as_asked, weights
from hezuo.commands.questions.words import say_head, say_word
from hezuo.commands.tables import Cell, Table, join
from hezuo.commands.terminal import tell
from hezuo.settings import Settings

TEXT = """\
query Plan($donors: [ID!]!, $recipients: [ID!]!, $perDonor: Int, $keep: [PairInput!], $forbid: [PairInput!],
  $weights: PairingWeightsInput, $asOf: Date) {
  pairingPlan(donors: $donors, recipients: $recipients, perDonor: $perDonor, keep: $keep, forbid: $forbid,
    weights: $weights, asOf: $asOf) {
    version
    asOf
    warnings { zh: message(lang: ZH) en: message(lang: EN) }
    perDonor
    totalScore
    pairs { donor { code name } recipient { code name } score completeness sufficient kept }
    unmatched { code name }
  }
}
"""
HEADS = ("recipient code", "recipient", "donor code", "donor", "score", "completeness", "sufficient", "kept")


class Pair(click.ParamType[dict[str, str]]):
    """A pair such as 江苏=陕西."""

    name = "pair"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> dict[str, str]:
        """Read it as the API takes it. Raises BadParameter."""
        donor, _, recipient = value.partition("=")
        if not (donor and recipient):
            self.fail(f"{value!r} is not like 江苏=陕西.", param, ctx)
        return {"donor": donor, "recipient": recipient}


PAIR, PAIRS = Pair(), "DONOR=RECIPIENT..."


@command(
    "plan",
    "hezuo plan --donors 北京 江苏 上海 --recipients 内蒙古 陕西 云南 --as-of 2012",
    "hezuo plan --donors 北京 江苏 --recipients 内蒙古 陕西 --keep 江苏=陕西 --csv --output plan.csv",
)
@click.option("--donors", metavar="REGION...", cls=Several, required=True, help="Who supports.")
@click.option("--recipients", metavar="REGION...", cls=Several, required=True, help="Who is supported.")
@click.option(
    "--per-donor", "perDonor", metavar="N", type=POSITIVE, help="How many a donor takes; their share by default."
)
@click.option("--keep", metavar=PAIRS, cls=Several, type=PAIR, help="Pairs that stay.")
@click.option("--forbid", metavar=PAIRS, cls=Several, type=PAIR, help="Pairs that must not be.")
@weights
@as_of
@put_out_as_asked
@pass_settings
def run(settings: Settings, output: Output, **variables: object) -> int:
    """Show who pairs with whom for a whole programme.

    The table has a row a recipient. As many as possible get a donor, then the sum of scores is greatest.
    """
    found = answer_table(settings, output, TEXT, variables, build_table)
    tell(f"{say_head('total score', output.lang)}: {found['totalScore']:.3f}")
    if found["unmatched"]:
        tell(f"{say_head('unmatched', output.lang)}: {join([one['name'] for one in found['unmatched']])}")
    return 0


def build_table(found: Found, language: str) -> Table:
    """A row a pair, by recipient; then the recipients that no donor is left for."""
    rows = [_build_row(one, language) for one in found["pairs"]]
    rows += [(one["code"], one["name"], None, None, None, None, None, None) for one in found["unmatched"]]
    return Table(tuple(say_head(head, language) for head in HEADS), rows)


def _build_row(one: Found, language: str) -> tuple[Cell, ...]:
    donor, recipient = one["donor"], one["recipient"]
    said = [say_word("yes" if one[name] else "no", language) for name in ("sufficient", "kept")]
    return (
        recipient["code"],
        recipient["name"],
        donor["code"],
        donor["name"],
        one["score"],
        one["completeness"],
        *said,
    )
