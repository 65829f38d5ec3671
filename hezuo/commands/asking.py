"""Asks an operation of an open graph without HTTP, as who runs the command."""

from __future__ import annotations

from collections.abc import Mapping

from hezuo.service.asked import Asked
from hezuo.service.gate import Caller
from hezuo.service.http_operation import NotExecutable, Operations
from schema.context import Role
from schema.execute import Answers

# Who may open the graph may do everything with it.
WHO = Caller(Role.ADMIN, "command", authorised=True)


async def ask(
    answers: Answers, text: str, variables: Mapping[str, object], name: str | None = None
) -> Mapping[str, object]:
    """The GraphQL response; its failures are in it."""
    try:
        document = Operations().parse(text)
    except NotExecutable as refused:
        return refused.answer
    return await answers(Asked(text, document, variables, name, WHO, "command"))
