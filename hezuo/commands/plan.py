"""`hezuo plan`: who pairs with whom for a whole programme, a row a pair."""

from __future__ import annotations

from argparse import Namespace

from hezuo.commands.tables import Cell, Table, join
from hezuo.commands.tabling import Found, answer_table
from hezuo.commands.terminal import tell
from hezuo.commands.words import say_head, say_word
from hezuo.settings import Settings

TEXT = """\
query Plan($donors: [ID!]!, $recipients: [ID!]!, $perDonor: Int, $keep: [PairInput!], $forbid: [PairInput!],
  $weights: PairingWeightsInput, $asOf: Date) {
  pairingPlan(donors: $donors, recipients: $recipients, perDonor: $perDonor, keep: $keep, forbid: $forbid,
    weights: $weights, asOf: $asOf) {
    version
    asOf
    warnings
    perDonor
    totalScore
    pairs { donor { code name } recipient { code name } score completeness kept }
    unmatched { code name }
  }
}
"""
HEADS = ("recipient code", "recipient", "donor code", "donor", "score", "completeness", "kept")


def run(settings: Settings, given: Namespace) -> int:
    """Show the plan. Raises CommandError."""
    variables = {
        "donors": given.donors,
        "recipients": given.recipients,
        "perDonor": given.per_donor,
        "keep": given.keep,
        "forbid": given.forbid,
        "weights": dict(given.weights) if given.weights else None,
        "asOf": given.as_of,
    }
    found = answer_table(settings, given, TEXT, variables, build_table)
    tell(f"{say_head('total score', given.lang)}: {found['totalScore']:.3f}")
    if found["unmatched"]:
        tell(f"{say_head('unmatched', given.lang)}: {join([one['name'] for one in found['unmatched']])}")
    return 0


def build_table(found: Found, language: str) -> Table:
    """A row a pair, by recipient; then the recipients that no donor is left for."""
    rows = [_build_row(one, language) for one in found["pairs"]]
    rows += [(one["code"], one["name"], None, None, None, None, None) for one in found["unmatched"]]
    return Table(tuple(say_head(head, language) for head in HEADS), rows)


def _build_row(one: Found, language: str) -> tuple[Cell, ...]:
    donor, recipient = one["donor"], one["recipient"]
    kept = say_word("yes" if one["kept"] else "no", language)
    return (recipient["code"], recipient["name"], donor["code"], donor["name"], one["score"], one["completeness"], kept)
