"""What the arguments of a task's coverage mean to the relation that it follows."""

from __future__ import annotations

from collections.abc import Mapping

from graph.access import Value
from queries.errors import BadInput
from queries.relation_table import ANY
from queries.territory import territory_keys
from schema.context import RequestContext
from schema.enums import TerritoryScope, Verdict
from schema.lookahead import Arguments
from schema.resolving import PARTIES, resolve_one

EVERYTHING: list[Value] = [ANY.strip("'")]
COUNTING: list[Value] = [Verdict.SUGGESTED.value, Verdict.CONFIRMED.value]
DEFAULT_MIN_SCORE = 0.5


async def coverage_parameters(arguments: Arguments, context: RequestContext) -> Mapping[str, Value]:
    """Day, lowest score, verdicts, methods and territory, with the default for whatever is missing or null."""
    day = context.day(arguments.get("asOf"))
    return {
        "day": day,
        "minScore": read_min_score(arguments),
        "verdicts": _texts(arguments.get("verdicts"), COUNTING),
        "methods": _texts(arguments.get("methods"), EVERYTHING),
        "territory": await _find_territory(arguments, context, day),
    }


def read_min_score(arguments: Arguments) -> float:
    """`minScore`, 0.5 by default; BadInput where it is not from 0 to 1."""
    given = arguments.get("minScore")
    score = float(given) if isinstance(given, int | float) else DEFAULT_MIN_SCORE
    if not 0 <= score <= 1:
        raise BadInput(f"`minScore` is {score}; it must be from 0 to 1.", "minScore")
    return score


async def _find_territory(arguments: Arguments, context: RequestContext, day: str) -> list[Value]:
    given = arguments.get("territory")
    if not isinstance(given, str):
        return EVERYTHING
    party = await resolve_one(context, given, PARTIES, "territory", day)
    scope = str(arguments.get("scope") or TerritoryScope.BELOW)
    return list(await territory_keys(context.reader, (party.label, party.key), scope, day))


def _texts(given: object, default: list[Value]) -> list[Value]:
    """What a list names: nothing where it is empty, the default where it is not given."""
    return [str(one) for one in given] if isinstance(given, list) else default
