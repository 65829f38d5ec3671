"""The schema that is committed is the schema that is served."""

from __future__ import annotations

from pathlib import Path

from graphql import GraphQLEnumType, GraphQLInputObjectType, GraphQLInterfaceType, GraphQLObjectType, is_non_null_type

from schema.build import REGISTRY, build_schema, print_declared
from schema.fetch.sources import EdgeShape, Related, Shape
from schema.fields import RelatedField

COMMITTED = Path(__file__).parents[2] / "schema" / "schema.graphql"


def test_committed_schema_is_what_the_types_declare() -> None:
    assert COMMITTED.read_text("utf-8") == print_declared(), "write it anew: hezuo schema > schema/schema.graphql"


def test_everything_is_described() -> None:
    missing = []
    for kind in build_schema().type_map.values():
        if kind.name.startswith("__") or kind.name in {"String", "Int", "Float", "Boolean", "ID"}:
            continue
        missing += [] if kind.description else [kind.name]
        if isinstance(kind, GraphQLObjectType | GraphQLInterfaceType):
            for name, field in kind.fields.items():
                missing += [] if field.description else [f"{kind.name}.{name}"]
                missing += [f"{kind.name}.{name}({one})" for one, arg in field.args.items() if not arg.description]
        elif isinstance(kind, GraphQLInputObjectType):
            missing += [f"{kind.name}.{name}" for name, value in kind.fields.items() if not value.description]
        elif isinstance(kind, GraphQLEnumType):
            missing += [f"{kind.name}.{name}" for name, value in kind.values.items() if not value.description]
    assert not missing


def test_every_root_field_may_be_null() -> None:
    query = build_schema().query_type
    assert query is not None
    assert not [name for name, field in query.fields.items() if is_non_null_type(field.type)]


def test_every_composite_field_says_where_it_comes_from() -> None:
    # A page makes its edges and their nodes itself; the parts of a relation's objects are made with them.
    made = {name for source in REGISTRY.sources.values() if isinstance(source, Related) for name in parts(source.shape)}
    missing = []
    for kind in build_schema().type_map.values():
        if isinstance(kind, GraphQLObjectType) and not kind.name.startswith("__") and kind != build_schema().query_type:
            for name, field in kind.fields.items():
                if isinstance(field.extensions.get("strawberry-definition"), RelatedField) and name not in {"edges"}:
                    known = (kind.name, name) in REGISTRY.sources or (kind.name, name) in made
                    missing += [] if known or kind.name.endswith("Edge") else [f"{kind.name}.{name}"]
    assert not missing


def parts(shape: Shape) -> set[tuple[str, str]]:
    if not isinstance(shape, EdgeShape):
        return set()
    below = [parts(part) for part in shape.parts.values()]
    return {(shape.type_name, name) for name in shape.parts}.union(*below)
