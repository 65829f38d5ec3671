"""Writes the bounds of a statement into its text, for an engine that plans anew each time where they are parameters."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from graph.access import Value

# LadybugDB plans a statement whose LIMIT or SKIP is a parameter again each time that it is asked, since the number goes
# into its plan: https://github.com/LadybugDB/ladybug/pull/986. That takes longer than most pages.
_BOUND = re.compile(r"\b(?P<word>LIMIT|SKIP) \$(?P<name>\w+)")


# Looked for once a text, and not at every question.
@lru_cache(maxsize=4096)
def _list_bounds(text: str) -> tuple[str, ...]:
    # What is skipped has ten thousand values, each with a plan to remember; those texts are as they were.
    return () if "SKIP $" in text else tuple(found["name"] for found in _BOUND.finditer(text))


def write_bounds(text: str, parameters: Mapping[str, Value]) -> tuple[str, dict[str, Value]]:
    """The text with its bounds as numbers, and the parameters that are left."""
    bounds = {name: parameters[name] for name in _list_bounds(text)}
    if not bounds or not all(type(value) is int for value in bounds.values()):
        return text, dict(parameters)
    written = _BOUND.sub(lambda found: f"{found['word']} {bounds[found['name']]}", text)
    return written, {name: value for name, value in parameters.items() if name not in bounds}
