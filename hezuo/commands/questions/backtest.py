"""`hezuo backtest`: would the ranking have foreseen the pairings of a scheme, as of the day before it began?"""

from __future__ import annotations

import click

from hezuo.commands.options import as_json, command, pass_settings
from hezuo.commands.questions.options import weights
from hezuo.settings import Settings


@command(
    "backtest",
    "hezuo backtest",
    "hezuo backtest east-west-2016 --json",
    "hezuo backtest --since 1990 --weights existingTies=2 proximity=0.5",
)
@click.argument("schemes", metavar="[SCHEME]...", nargs=-1, help="Only these; all by default.")
@click.option("--since", metavar="DATE", default="2013", help="Only schemes that began then or later; 2013 by default.")
@weights
@as_json
@pass_settings
def run(
    settings: Settings, schemes: tuple[str, ...], since: str, weights: dict[str, float] | None, *, as_json: bool
) -> int:
    """Hold the ranking of pairs against schemes that came later.

    It ranks the donors' field for each recipient as of the day before the scheme began, and counts the donors among
    the first 1, 3, 5, beside plain orders. Schemes of an office's own facts count too.
    """
    from hezuo.commands.questions.hits import show_backtests

    show_backtests(settings, schemes, since, weights or {}, as_json=as_json)
    return 0
