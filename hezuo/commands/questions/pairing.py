"""`hezuo pairing`: with whom a party could pair, a row a candidate, and what each score is made of."""

from __future__ import annotations

from collections import Counter

import click

from hezuo.commands.options import POSITIVE, Several, command, pass_settings
from hezuo.commands.questions.answer_table import Found, answer_table
from hezuo.commands.questions.options import PARTY, Output, as_of, put_out_as_asked, weights
from hezuo.commands.questions.words import say_head, say_word
from hezuo.commands.tables import Cell, Table, join
from hezuo.settings import Settings

TEXT = """\
query Pairing($for: ID!, $direction: PairingDirection, $level: RegionLevel, $candidates: [ID!], $asOf: Date,
  $weights: PairingWeightsInput, $first: Int, $lang: Lang!) {
  pairingCandidates(for: $for, direction: $direction, level: $level, candidates: $candidates, asOf: $asOf,
    weights: $weights, first: $first) {
    version
    asOf
    warnings { zh: message(lang: ZH) en: message(lang: EN) }
    subject { id name }
    considered
    candidates {
      rank
      region { code name }
      score
      scoreHigh
      completeness
      sufficient
      components { component label(lang: $lang) value weight contribution explanation(lang: $lang) }
      rankAcceptability { first top firstError }
      flip { component weight newWeight overtakenBy { name } }
      ties { kind label(lang: $lang) standing since until verified }
    }
  }
}
"""
HEADS = ("rank", "code", "name", "score", "high", "completeness", "sufficient")
# What a tie says of itself where it is not there any more, or may not be.
STANDING = {
    "CURRENT": ("", ""),
    "UNKNOWN_SINCE": ("{until}之后情况不明", "unknown since {until}"),
    "ENDED": ("至{until}", "until {until}"),
}
REASONS = ("rank", "name", "component", "value", "weight", "contribution", "explanation")


@command(
    "pairing",
    "hezuo pairing 陕西 --as-of 2012 --first 5",
    "hezuo pairing 陕西 --candidates 广东 --why",
    "hezuo pairing 陕西 --weights proximity=2 existingTies=0 --csv --output pairing.csv",
)
@click.argument("for", metavar="PARTY", help=PARTY)
@click.option("--first", metavar="N", type=POSITIVE, default=20, help="How many; 20 by default.")
@click.option("--candidates", metavar="REGION...", cls=Several, help="Only these, at their ranks among all.")
@click.option(
    "--direction",
    type=click.Choice(("EASTWARD", "WESTWARD")),
    help="On which side; for a zone with members on both.",
)
@click.option("--level", type=click.Choice(("PROVINCE", "PREFECTURE")), help="The level of the candidates.")
@click.option("--why", is_flag=True, help="Write a row a component, with what made its value.")
@weights
@as_of
@put_out_as_asked
@pass_settings
def run(settings: Settings, output: Output, *, why: bool, **variables: object) -> int:
    """Show with whom a party could pair, and why.

    The table has a row a candidate, best first.
    """
    asked = {**variables, "lang": output.lang.upper()}
    answer_table(settings, output, TEXT, asked, build_reasons if why else build_table)
    return 0


def build_table(found: Found, language: str) -> Table:
    """A row a candidate, with a column for each component's value."""
    from queries.pairing.components import PairingComponent

    components = [(one.words.zh if language == "zh" else one.value) for one in PairingComponent]
    heads = [say_head(head, language) for head in HEADS]
    last = [say_head(head, language) for head in ("first in", "ties")]
    return Table((*heads, *components, *last), [_build_row(one, language) for one in found["candidates"]])


def build_reasons(found: Found, language: str) -> Table:
    """A row a component of a candidate, with the sentence that says what made it."""
    rows: list[tuple[Cell, ...]] = [
        (
            one["rank"],
            one["region"]["name"],
            score["label"] if language == "zh" else score["component"],
            *(score[name] for name in REASONS[3:]),
        )
        for one in found["candidates"]
        for score in one["components"]
    ]
    return Table(tuple(say_head(head, language) for head in REASONS), rows)


def _build_row(one: Found, language: str) -> tuple[Cell, ...]:
    values = [score["value"] for score in one["components"]]
    return (
        one["rank"],
        one["region"]["code"],
        one["region"]["name"],
        one["score"],
        one["scoreHigh"],
        one["completeness"],
        say_word("yes" if one["sufficient"] else "no", language),
        *values,
        one["rankAcceptability"]["first"],
        _say_ties(one, language),
    )


def _say_ties(one: Found, language: str) -> str:
    """The ties, each once: how many members of a zone have it, how it stands, and whether it counts."""
    counts = Counter(_say_tie(tie, language) for tie in one["ties"])
    return join([f"{name}{f' ×{count}' if count > 1 else ''}" for name, count in counts.items()])


def _say_tie(tie: Found, language: str) -> str:
    zh, en = STANDING[tie["standing"]]
    notes = [(zh if language == "zh" else en).format(until=tie["until"])] if zh else []
    if not tie["verified"]:
        notes.append("未核实" if language == "zh" else "not verified")
    said = ("，" if language == "zh" else ", ").join(notes)
    return f"{tie['label']}{f'（{said}）' if language == 'zh' else f' ({said})'}" if said else str(tie["label"])
