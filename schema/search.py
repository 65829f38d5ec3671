"""Answers `search`."""

from __future__ import annotations

from graph.model import Label
from schema.call import Call
from schema.reading import present
from schema.results import make, read_first
from schema.types_search import SearchHit


async def read_search(call: Call) -> object:
    """The things whose names match a text, best first."""
    first = read_first(call.arguments, call.context)
    kinds = None if call.arguments.get("kinds") is None else [Label[kind] for kind in call.texts("kinds")]
    hits = await call.context.names.search(str(call.arguments["text"]), kinds, first) if first else []
    found = [
        make(SearchHit, entity=(hit.label, hit.key), score=hit.score, matched=hit.matched, how=hit.how) for hit in hits
    ]
    return await present(call, found)
