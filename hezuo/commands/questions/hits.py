"""Holds the ranking of pairs against schemes that began later, and says how many donors it would have put first."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence

from graph.dates import parse_period
from hezuo.commands.graph import open_for_command
from hezuo.commands.terminal import say, say_json, write_columns
from hezuo.errors import CommandError
from hezuo.settings import Settings
from queries.errors import BadInput
from queries.pairing.backtest import PLACES, Backtest, Hits, backtest, read_schemes
from queries.pairing.scores import Weights, check_weights
from queries.pairing.sides import RANKED_LEVELS
from schema.questions.pairing import COMPONENTS_BY_NAME


def show_backtests(
    settings: Settings, names: Sequence[str], since: str, given: Mapping[str, float], *, as_json: bool
) -> None:
    """Show, scheme by scheme and in all, how many donors stand among the first places. Raises CommandError."""
    try:
        first_day = parse_period(since).first
    except ValueError as error:
        raise CommandError(f"--since: {error}") from error
    results = asyncio.run(_read(settings, first_day, names, _read_weights(given)))
    if missing := sorted({*names} - {one.scheme.name for one in results}):
        raise CommandError(f"no scheme {missing[0]} that began on {first_day} or later")
    if not results:
        raise CommandError(f"no scheme began on {first_day} or later")
    if as_json:
        say_json([_describe(one) for one in results])
        return
    for line in write_backtests(results):
        say(line)


def _read_weights(given: Mapping[str, float]) -> Weights:
    if unknown := [name for name in given if name not in COMPONENTS_BY_NAME]:
        raise CommandError(f"--weights: {unknown[0]} is none of {', '.join(COMPONENTS_BY_NAME)}")
    try:
        return check_weights({COMPONENTS_BY_NAME[name]: weight for name, weight in given.items()})
    except BadInput as error:
        raise CommandError(f"--weights: {error}") from error


async def _read(settings: Settings, first_day: str, names: Sequence[str], weights: Weights) -> list[Backtest]:
    async with open_for_command(settings) as graph:
        schemes = await read_schemes(graph.reader, first_day, names)
        return [await backtest(graph.reader, scheme, weights) for scheme in schemes]


def write_backtests(results: Sequence[Backtest]) -> list[str]:
    """The results as lines: a table a scheme, and one of all schemes where there are several."""
    lines: list[str] = []
    for one in results:
        out = ", ".join(f"{count} {reason}" for reason, count in sorted(one.scheme.left_out.items()))
        unverified = sum(not pair.verified for pair in one.scheme.pairs)
        lines += [
            f"{one.scheme.name}, as of {one.scheme.day}: {one.pairs} pairs ({unverified} unverified), "
            f"{one.field:.1f} candidates on average; left out: {out or 'none'}",
            *_write_hits(one.hits),
            "",
        ]
    if len(results) > 1:
        for heading, hits in list_totals(results):
            lines += [heading, *_write_hits(hits), ""]
    return lines[:-1]


def list_totals(results: Sequence[Backtest]) -> list[tuple[str, list[Hits]]]:
    """The results of all schemes together, and apart by the level of the recipients."""
    totals = [(f"all: {sum(one.pairs for one in results)} pairs", add_hits([one.hits for one in results]))]
    for level in RANKED_LEVELS:
        own = [tested for one in results for tested in one.by_level if tested.level == level]
        if own:
            heading = f"all, recipients that are {level.lower()}s: {sum(one.pairs for one in own)} pairs"
            totals.append((heading, add_hits([one.hits for one in own])))
    return totals


def add_hits(results: Sequence[Sequence[Hits]]) -> list[Hits]:
    """Hits added up, method by method."""
    every = zip(*results, strict=True)
    return [
        Hits(each[0].method, tuple(sum(counts) for counts in zip(*(one.counts for one in each), strict=True)))
        for each in every
    ]


def _write_hits(hits: Sequence[Hits]) -> list[str]:
    heads = ("donor among the first", *map(str, PLACES))
    return write_columns([heads, *((one.method, *(f"{count:.1f}" for count in one.counts)) for one in hits)])


def _describe(one: Backtest) -> dict[str, object]:
    scheme = one.scheme
    return {
        "scheme": scheme.name,
        "asOf": scheme.day,
        "pairs": one.pairs,
        "unverified": sum(not pair.verified for pair in scheme.pairs),
        "leftOut": dict(sorted(scheme.left_out.items())),
        "candidates": one.field,
        "hits": {hits.method: dict(zip(map(str, PLACES), hits.counts, strict=True)) for hits in one.hits},
    }
