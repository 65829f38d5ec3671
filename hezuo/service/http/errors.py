"""The refusals of HTTP before an operation runs, as a status, a code of the contract and a message.

HttpRefusal   the request as it stands cannot be answered
"""

from __future__ import annotations

from collections.abc import Mapping

from schema.cost.document_limits import TooComplex
from schema.execution.errors import format_too_complex

# The status of a response that holds nothing but an error of this code.
STATUSES: Mapping[str, int] = {
    "BAD_USER_INPUT": 400,
    "UNAUTHENTICATED": 401,
    "FORBIDDEN": 403,
    "PAYLOAD_TOO_LARGE": 413,
    "RATE_LIMITED": 429,
    "INTERNAL": 500,
    "UNAVAILABLE": 503,
    "TIMEOUT": 504,
}


class HttpRefusal(Exception):
    """A request is refused with the contract's `code`, and the headers that its status asks for.

    `status` is given where HTTP has a more exact one than that of the code.
    """

    def __init__(
        self,
        code: str,
        message: str,
        headers: Mapping[str, str] | None = None,
        details: Mapping[str, object] | None = None,
        status: int | None = None,
    ) -> None:
        super().__init__(message)
        self.status, self.code, self.message = status or STATUSES[code], code, message
        self.headers = dict(headers or {})
        self.details = dict(details or {})

    def within(self, number: int) -> HttpRefusal:
        """Return the refusal of a request that is one of a list: the argument says of which, as `[2].query`."""
        if "argument" in self.details:
            self.details["argument"] = f"[{number}].{self.details['argument']}"
        return self

    def build_answer(self) -> dict[str, object]:
        """The body: a GraphQL response that holds nothing but the error."""
        return build_refusal(self.code, self.message, self.details)


def build_refusal(code: str, message: str, details: Mapping[str, object] | None = None) -> dict[str, object]:
    """A GraphQL response without `data`, with one error."""
    return {"errors": [{"message": message, "extensions": {"code": code, **(details or {})}}]}


def refuse_input(
    message: str, argument: str, headers: Mapping[str, str] | None = None, status: int | None = None
) -> HttpRefusal:
    """The refusal of what a client sent; `argument` is the parameter or the header that it is about."""
    return HttpRefusal("BAD_USER_INPUT", message, headers, {"argument": argument}, status)


class NotExecutable(Exception):
    """A document that is not worth validating; `answer` is the response that says why."""

    def __init__(self, answer: Mapping[str, object]) -> None:
        super().__init__()
        self.answer = answer


def build_too_complex(error: TooComplex) -> dict[str, object]:
    """The response that refuses an operation, with what would fit."""
    return {"errors": [format_too_complex(error)]}
