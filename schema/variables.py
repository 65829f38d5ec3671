"""Coerces the variables of an operation, by types that are read once a document."""

from __future__ import annotations

from collections.abc import Mapping

from graphql import GraphQLSchema, OperationDefinitionNode, get_variable_values
from graphql.execution.get_variable_signature import GraphQLVariableSignature, get_variable_signature
from graphql.execution.values import VariableValues, VariableValueSource
from graphql.pyutils import Undefined
from graphql.type import is_leaf_type, is_non_null_type
from graphql.utilities import coerce_input_value

# What variables of plain types are coerced by; None where the library does all of it: lists and objects.
Signatures = tuple[GraphQLVariableSignature, ...] | None


def read_signatures(schema: GraphQLSchema, operation: OperationDefinitionNode) -> Signatures:
    """The types of an operation's variables, where each is a scalar or an enum."""
    found = []
    for definition in operation.variable_definitions or ():
        signature = get_variable_signature(schema, definition)
        if not isinstance(signature, GraphQLVariableSignature):
            return None
        kind = signature.type.of_type if is_non_null_type(signature.type) else signature.type
        if not is_leaf_type(kind):
            return None
        found.append(signature)
    return tuple(found)


def coerce_variables(
    schema: GraphQLSchema, operation: OperationDefinitionNode, signatures: Signatures, given: Mapping[str, object]
) -> VariableValues | None:
    """The variables as the library coerces them; None where they do not fit."""
    if signatures is not None:
        sources, coerced = {}, {}
        for signature in signatures:
            name = signature.name
            value = given.get(name, Undefined)
            found = Undefined if value is Undefined else coerce_input_value(value, signature.type)
            if found is Undefined:
                break
            sources[name], coerced[name] = VariableValueSource(signature, value), found
        else:
            return VariableValues(sources, coerced)
    # One is missing, has a default or does not fit: the library knows what that means.
    values = get_variable_values(schema, operation.variable_definitions or (), dict(given))
    return None if isinstance(values, list) else values
