"""The parameter of relations that hold for a time."""

from __future__ import annotations

from collections.abc import Mapping

from graph.access import Value
from schema.context import RequestContext
from schema.lookahead import Arguments


async def at_day(arguments: Arguments, context: RequestContext) -> Mapping[str, Value]:
    """The day that a field's `asOf` means."""
    return {"day": context.day(arguments.get("asOf"))}
