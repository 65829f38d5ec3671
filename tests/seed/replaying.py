"""Operations over the seed whose answers are kept: the contract's with its own variables, and wider ones.

Run as a program it prints the answers of a process of its own: from the Neo4j whose URL it is given, or from the seed,
which it loads into an embedded graph in the folder that it is given.
"""

from __future__ import annotations

import asyncio
import hashlib
import sys
from pathlib import Path
from typing import Any

import orjson

from graph.engines.location import GraphLocation
from graph.engines.open import open_graph
from graph.model import Label
from tests.fixtures.graphs import load_seed
from tests.schema.asking import Asker
from tests.seed.asking import asker_of_seed
from tests.seed.drawn import CONTRACT, Asked, read_operation
from tests.seed.rows import seed_nodes

VARIABLES: dict[str, dict[str, Any]] = orjson.loads((CONTRACT / "variables.json").read_bytes())
EAST = ["110000", "120000", "310000", "320000", "330000", "350000", "370000", "440000"]
WEST = ["150000", "450000", "500000", "510000", "520000", "530000", "610000", "620000", "630000", "640000", "650000"]
# Whose clauses could be borrowed for a draft is asked as of today, and so is left out.
DRAFT = """query ($text: String!, $territory: ID) { checkDraft(text: $text, territory: $territory) { version
  clauses { path start end tasks { task { number } score method evidence { text start end } }
    mentions { text start end kind score resolvedName derived entity { id } } }
  covered { number } missing { task { number } } } }"""
GAP_CHANGES = """query ($parties: [ID!]!, $from: Date!, $to: Date) {
  gapChanges(parties: $parties, from: $from, to: $to) { version from to warnings { code message(lang: EN) } unchanged
    tasks { task { number } kindBefore kindAfter statuses { party { id } before after } came { id } lapsed { id } }
    came { document { id } parties { id } } lapsed { document { id } parties { id } } } }"""
PAIRING = read_operation("pairing")
ENGLISH = PAIRING.replace("lang: ZH", "lang: EN")
EASTWARD_CITIES = PAIRING.replace("for: $for", "for: $for, direction: EASTWARD, level: PREFECTURE")

# An answer that is longer is kept as an outline, in which a value this deep and this long stands as its SHA-256.
LONGEST_ANSWER, DEPTH, LONGEST_VALUE = 24_000, 4, 200
# Of the engine and the time of loading, and not of the graph.
APART = frozenset({"engine", "loadedAt", "at"})


def list_cases() -> dict[str, Asked]:
    """The operations, by the names of the files that keep their answers."""
    with_day = {"task", "paths"}
    names = ("profile", "details", "task", "gaps", "pairing", "plan", "matrix", "paths", "search", "lists", "info")
    contract = {
        name: (read_operation(name), {**VARIABLES[name], **({"asOf": "2016"} if name in with_day else {})})
        for name in (*names, "changes")
    }
    provinces = sorted(key for key, row in seed_nodes(Label.REGION).items() if row.properties["level"] == "PROVINCE")
    wider: dict[str, tuple[str, dict[str, Any]]] = {
        "draft": (DRAFT, VARIABLES["draft"]),
        "gap-changes": (GAP_CHANGES, {"parties": ["重庆", "chengdu-chongqing"], "from": "2012", "to": "2026"}),
        "gaps-provinces": (read_operation("gaps"), {"parties": provinces, "asOf": "2012"}),
        "gaps-inherited": (
            read_operation("gaps"),
            {
                "parties": ["chengdu-chongqing", "610100"],
                "asOf": "2026",
                "inherit": ["ZONE", "NATION"],
                "themes": ["7"],
            },
        ),
        "matrix-provinces": (read_operation("matrix"), {"parties": provinces, "asOf": "2024"}),
        "pairing-city": (PAIRING, {"for": "520100", "first": 3, "asOf": "2016"}),
        "pairing-east": (ENGLISH, {"for": "320000", "first": 5, "asOf": "2020", "weights": {"proximity": 0.25}}),
        "pairing-zone": (PAIRING, {"for": "guanzhong-tianshui", "first": 5, "asOf": "2012-06"}),
        "pairing-both-sides": (EASTWARD_CITIES, {"for": "pan-pearl-river-delta", "first": 3, "asOf": "2024"}),
        "plan-wide": (
            read_operation("plan"),
            {"donors": EAST, "recipients": WEST, "asOf": "2020", "keep": [{"donor": EAST[5], "recipient": WEST[9]}]},
        ),
        "paths-zone": (read_operation("paths"), {"from": "guanzhong-tianshui", "to": "510000", "asOf": "2012"}),
    }
    return {**contract, **wider}


async def answer_cases(asker: Asker) -> dict[str, str]:
    """The answers as they are kept, by name."""
    return {name: keep(await asker.read(text, **variables)) for name, (text, variables) in list_cases().items()}


def keep(data: dict[str, Any]) -> str:
    """An answer as it is kept, whole or in outline; in either a change of one byte shows, and where it is."""
    whole = _write(leave_apart(data))
    kept = (
        whole if len(whole) <= LONGEST_ANSWER else _write({"sha256": _digest(whole), **_outline(orjson.loads(whole))})
    )
    return kept + "\n"


def leave_apart(value: Any) -> Any:  # noqa: ANN401 JSON
    """An answer without what the engines need not share."""
    if isinstance(value, dict):
        return {name: leave_apart(one) for name, one in value.items() if name not in APART}
    return [leave_apart(one) for one in value] if isinstance(value, list) else value


def _outline(value: Any, depth: int = 0) -> Any:  # noqa: ANN401 JSON
    if depth >= DEPTH and len(text := _write(value)) > LONGEST_VALUE:
        return f"sha256 {_digest(text)[:16]} of {len(text)} characters"
    if isinstance(value, dict):
        return {name: _outline(one, depth + 1) for name, one in value.items()}
    return [_outline(one, depth + 1) for one in value] if isinstance(value, list) else value


def _write(value: object) -> str:
    return orjson.dumps(value, option=orjson.OPT_INDENT_2).decode()


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


async def print_answers(where: str) -> None:
    """Answer everything from a graph of this process, and print it."""
    at_server = "://" in where
    url, file = (where, Path()) if at_server else ("", Path(where) / "graph.lbug")
    graph = await open_graph(GraphLocation(url, file, query_timeout=60))
    try:
        if not at_server:
            await load_seed(graph)
        sys.stdout.write(orjson.dumps(await answer_cases(asker_of_seed(graph))).decode())
    finally:
        await graph.close()


if __name__ == "__main__":
    asyncio.run(print_answers(sys.argv[1]))
