"""The rules that questions share: each is spelled in one place, and written out where a question names it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import queries
from queries.question import QuestionFile, write_rules
from queries.rules import RULES

FOLDER = Path(queries.__file__).parent
SPELLED = re.compile(r"curated-title|effectFrom <= \$day AND|sinceFirst, '0001")
SPELLING = [path for path in sorted(FOLDER.rglob("*")) if path.suffix in (".cypher", ".py") and path.stem != "rules"]


@pytest.mark.parametrize("path", SPELLING, ids=lambda path: path.name)
def test_no_question_spells_a_rule_itself(path: Path) -> None:
    assert not SPELLED.findall(path.read_text("utf-8"))


@pytest.mark.parametrize("text", ["{{nothing r}}", "{{holds}}", "{{holds e f}}", "{{counts r d}}"])
def test_rule_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(QuestionFile):
        write_rules("some", text)


@pytest.mark.parametrize("name", RULES)
def test_rule_stands_for_the_variables_named(name: str) -> None:
    places = sorted(set(re.findall(r"\{\d\}", RULES[name])))
    written = write_rules("some", f"WHERE {{{{{name} {' '.join(f'v{at}' for at in range(len(places)))}}}}}")
    assert written == "WHERE " + re.sub(r"\{(\d)\}", r"v\1", RULES[name])
