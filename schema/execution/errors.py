"""Formats what went wrong in an operation as GraphQL errors with the contract's codes; ours are masked and logged."""

from __future__ import annotations

import logging
from collections.abc import Iterable

from graphql import DocumentNode, GraphQLError, GraphQLSyntaxError, ValueNode, VariableDefinitionNode

from graph.errors import GraphError, GraphUnavailable, QueryTimeout
from loaders.errors import Busy, TooCostly
from queries.errors import BadInput, NotFound
from schema.cost.document_limits import TooComplex
from schema.execution.argument_names import name_argument
from schema.request.roles import Forbidden, Unauthenticated

SERVICE = logging.getLogger("hezuo.service")

Formatted = dict[str, object]
CODES: tuple[tuple[type[Exception], str], ...] = (
    (BadInput, "BAD_USER_INPUT"),
    (NotFound, "NOT_FOUND"),
    (Unauthenticated, "UNAUTHENTICATED"),
    (Forbidden, "FORBIDDEN"),
    (GraphUnavailable, "UNAVAILABLE"),
    (QueryTimeout, "TIMEOUT"),
    (TooCostly, "PAYLOAD_TOO_LARGE"),
    (Busy, "UNAVAILABLE"),
)


def format_errors(errors: Iterable[GraphQLError], document: DocumentNode, request_id: str) -> list[Formatted]:
    """The errors of one response to a document, each with its code."""
    return [format_error(error, document, request_id) for error in errors]


def format_error(error: GraphQLError, document: DocumentNode | None, request_id: str) -> Formatted:
    """One error: message, place, path and code; a cause that is ours is logged and not shown."""
    shown: Formatted = {**error.formatted}
    cause = _find_cause(error)
    argument = _argument_of(error, document)
    if cause is None:
        # The executor's own: variables that do not fit, an operation that is not there, null where none may be.
        return {**shown, "extensions": _describe_own(error, argument, request_id, shown)}
    code = next((code for kind, code in CODES if isinstance(cause, kind)), None)
    if code is None:
        return {**shown, **mask(cause, request_id)}
    details: Formatted = {"code": code}
    if isinstance(cause, BadInput):
        details |= {"argument": argument or cause.argument, "candidates": list(cause.candidates)}
    return {**shown, "message": str(cause), "extensions": details}


def format_failure(cause: Exception, request_id: str) -> Formatted:
    """Format what failed before or after the operation itself, such as reading the version."""
    return format_error(GraphQLError(str(cause), original_error=cause), None, request_id)


def mask(cause: BaseException, request_id: str) -> Formatted:
    """Log a failure of ours once, and say nothing of it but where the log tells more."""
    SERVICE.error("failed", {"id": request_id}, exc_info=cause)
    return build_masked(request_id)


def build_masked(request_id: str) -> Formatted:
    """The error that says nothing of its cause."""
    message = f"Something failed here; the log tells more under the request id {request_id}."
    return {"message": message, "extensions": {"code": "INTERNAL", "requestId": request_id}}


def format_unparsed(error: GraphQLError | TooComplex) -> Formatted:
    """Say why a text is no document that is worth validating."""
    if isinstance(error, TooComplex):
        return format_too_complex(error)
    code = "GRAPHQL_PARSE_FAILED" if isinstance(error, GraphQLSyntaxError) else "GRAPHQL_VALIDATION_FAILED"
    return {**error.formatted, "extensions": {"code": code}}


def format_too_complex(error: TooComplex) -> Formatted:
    """Say which limit an operation passes, and what would fit."""
    details: Formatted = {"code": "QUERY_TOO_COMPLEX", "measure": error.measure, "limit": error.limit}
    if error.price is not None:
        # A price may pass what JSON numbers hold exactly.
        details["price"] = min(error.price, 2**53)
    if error.at:
        details["field"] = error.at
    if error.fits is not None:
        details["fits"] = error.fits
    return {"message": str(error), "extensions": details}


def format_invalid(errors: Iterable[GraphQLError], document: DocumentNode) -> list[Formatted]:
    """Say why a document does not fit the schema; a literal that its scalar refuses is the caller's input."""
    return [_format_invalid(error, document) for error in errors]


def _format_invalid(error: GraphQLError, document: DocumentNode) -> Formatted:
    cause = error.original_error
    if not isinstance(cause, BadInput):
        return {**error.formatted, "extensions": {"code": "GRAPHQL_VALIDATION_FAILED"}}
    argument = name_argument(document, error.nodes[0]) if error.nodes else None
    details = {"code": "BAD_USER_INPUT", "argument": argument or cause.argument, "candidates": []}
    return {**error.formatted, "message": str(cause), "extensions": details}


def is_outage(error: GraphQLError) -> bool:
    """Tell whether the engine, not the question, is what failed."""
    return isinstance(_find_cause(error), GraphError)


def _find_cause(error: GraphQLError) -> Exception | None:
    cause: Exception | None = error.original_error
    while isinstance(cause, GraphQLError):
        cause = cause.original_error
    return cause


def _describe_own(error: GraphQLError, argument: str | None, request_id: str, shown: Formatted) -> Formatted:
    if argument is None and error.path:
        # A null in a place that allows none, or a value that its scalar refuses: a mistake of ours.
        shown |= (masked := mask(error, request_id))
        return dict(masked["extensions"]) if isinstance(masked["extensions"], dict) else {}
    # What is about no place in the document is about which of its operations to run.
    return {"code": "BAD_USER_INPUT", "argument": argument or "operationName", "candidates": []}


def _argument_of(error: GraphQLError, document: DocumentNode | None) -> str | None:
    """The argument that an error is about, where it is about a variable or a value, such as a null given to one."""
    node = error.nodes[0] if error.nodes else None
    return name_argument(document, node) if document and isinstance(node, VariableDefinitionNode | ValueNode) else None
