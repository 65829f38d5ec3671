"""Queries drawn by chance: some fields of some types, to some depth, with arguments that the small graph knows."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

from graphql import (
    GraphQLInterfaceType,
    GraphQLNonNull,
    GraphQLObjectType,
    OperationDefinitionNode,
    get_named_type,
    parse,
    print_ast,
)
from hypothesis import given, settings
from hypothesis import strategies as st

from schema.build import build_schema

SCHEMA = build_schema()
# What the small graph is asked with, by the name of an argument.
GIVEN: dict[str, list[str]] = {
    "id": ['"610000"', '"26"', '"shaanxi-law"', '"guanzhong-tianshui"'],
    "parties": ['["610000"]', '["610000", "310000", "guanzhong-tianshui"]'],
    "from": ["2008"],
    "to": ["2015"],
    "text": ['"陕西"', '"第一条 陕西省建立知识产权维权援助机制。\\n第二条 本办法自2013年1月1日起施行。"'],
    "since": ["0"],
}


# What leaves a field out, or a fragment; and what does not.
DIRECTIVES = ["", " @skip(if: true)", " @include(if: false)", " @skip(if: false)"]


def draw_selection(draw: st.DrawFn, kind: object, depth: int, names: Iterator[int], *, bare: bool = False) -> str:
    """A selection of some fields of a type, each under a name of its own, to a depth.

    `bare`: nothing of it need apply to an object; else each object has its `__typename`.
    """
    directive = st.sampled_from(DIRECTIVES) if bare else st.just("")
    parts = [] if bare and draw(st.booleans()) else ["__typename"]
    if isinstance(kind, GraphQLInterfaceType):
        kinds = sorted(SCHEMA.get_possible_types(kind), key=lambda one: one.name)
        chosen = draw(st.lists(st.sampled_from(kinds), min_size=1, max_size=2, unique=True))
        for one in chosen:
            below = draw_selection(draw, one, depth, names, bare=bare)
            parts.append(f"... on {one.name}{draw(directive)} {{ {below} }}")
        return " ".join(parts)
    assert isinstance(kind, GraphQLObjectType)
    fields = {
        name: one
        for name, one in kind.fields.items()
        if (depth or not hasattr(get_named_type(one.type), "fields"))
        and all(a in GIVEN for a, argument in one.args.items() if isinstance(argument.type, GraphQLNonNull))
    }
    # Edges are what makes lists long.
    likely = [name for name in ("edges", "node") if name in fields]
    some = draw(st.lists(st.sampled_from(sorted(fields)), min_size=1, max_size=3)) if fields else []
    for name in likely + some:
        given_arguments = [f"{a}: {draw(st.sampled_from(GIVEN[a]))}" for a in fields[name].args if a in GIVEN]
        if "first" in fields[name].args and draw(st.booleans()):
            given_arguments.append(f"first: {draw(st.integers(1, 4))}")
        written = f"({', '.join(given_arguments)})" if given_arguments else ""
        inner = get_named_type(fields[name].type)
        below = ""
        if hasattr(inner, "fields"):
            below = f" {{ {draw_selection(draw, inner, depth - 1, names, bare=bare)} }}"
        parts.append(f"a{next(names)}: {name}{written}{draw(directive)}{below}")
    return " ".join(parts or ["__typename @skip(if: true)"])


@st.composite
def queries(draw: st.DrawFn, *, bare: bool = False) -> str:
    return f"{{ {draw_selection(draw, SCHEMA.query_type, draw(st.integers(1, 6)), count(), bare=bare)} }}"


def draw_apart(number: int, *, bare: bool = False) -> list[str]:
    """The root fields of so many drawn queries, each a query by itself, since one that is refused hides the rest."""
    found: dict[str, None] = {}

    @settings(max_examples=number, deadline=None, derandomize=True, database=None)
    @given(queries(bare=bare))
    def take(text: str) -> None:
        operation = parse(text).definitions[0]
        assert isinstance(operation, OperationDefinitionNode)
        for one in operation.selection_set.selections:
            found[f"{{ {print_ast(one)} }}"] = None

    take()
    return list(found)
