"""Reads a question from its `.cypher` file: what it asks, its parameters, its columns, its text.

The file begins with comments: a sentence, then `// parameters: a, b` and `// columns: x, y`, then the Cypher. Where it
says `{{rule a b}}`, the rule of that name in `queries/rules.py` stands, for the variables `a` and `b`.
"""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

from graph.store import RowT, Statement
from queries.rules import RULES

FOLDER = Path(__file__).parent


class QuestionFile(Exception):
    """A `.cypher` file and the dataclass of its rows do not fit together; a mistake of ours."""


def question(stem: str, row: type[RowT]) -> Statement[RowT]:
    """The question `coverage/links` of `queries/coverage/cypher/links.cypher`; its columns are the fields of `row`."""
    room, _, name = stem.rpartition("/")
    text = write_rules(stem, (FOLDER / room / "cypher" / f"{name}.cypher").read_text("utf-8"))
    parameters, columns = _listed(stem, text, "parameters"), _listed(stem, text, "columns")
    asked = set(re.findall(r"\$(\w+)", text))
    if asked != set(parameters):
        raise QuestionFile(f"{stem}.cypher names the parameters {parameters} and uses {sorted(asked)}")
    if columns != (names := tuple(one.name for one in fields(row))):  # type: ignore[arg-type]  # a dataclass: no bound says so
        raise QuestionFile(f"{stem}.cypher returns {columns}, {row.__name__} holds {names}")
    body = "\n".join(line for line in text.splitlines() if not line.lstrip().startswith("//"))
    return Statement(stem, body.strip(), parameters, columns, row)


def write_rules(stem: str, text: str) -> str:
    """The text with each rule that it names written out. Raises QuestionFile where there is no such rule."""

    def write(named: re.Match[str]) -> str:
        name, *variables = named[1].split()
        rule = RULES.get(name, "")
        if len(set(re.findall(r"\{\d\}", rule))) != len(variables):
            raise QuestionFile(f"{stem}.cypher names {named[0]}; no rule of that name takes so many variables")
        return rule.format(*variables)

    return re.sub(r"\{\{(.*?)\}\}", write, text)


def _listed(stem: str, text: str, what: str) -> tuple[str, ...]:
    found = re.search(rf"^// {what}:(.*)$", text, re.MULTILINE)
    if found is None:
        raise QuestionFile(f"{stem}.cypher has no line `// {what}: …`")
    return tuple(name.strip() for name in found[1].split(",") if name.strip())
