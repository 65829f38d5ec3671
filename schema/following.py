"""One field that follows a relation, for one request: its order, its parameters, and the objects it makes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from graph.access import Value
from schema.context import RequestContext
from schema.lookahead import Selected
from schema.making import Making
from schema.shapes import By, Related


@dataclass(frozen=True, slots=True)
class Following:
    """A field and what has been worked out about it once for all objects that have it."""

    source: Related
    selected: Selected
    order: tuple[By, ...]
    parameters: Mapping[str, Value]
    making: Making
    context: RequestContext
