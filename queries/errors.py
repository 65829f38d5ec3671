"""The errors with which a question can refuse.

QuestionError
├── BadInput   an argument that cannot be answered; says which, and the nearest that could
└── NotFound   the target of a change is not in the graph
"""

from __future__ import annotations


class QuestionError(Exception):
    """A refusal whose message is written for the person who asked."""


class BadInput(QuestionError):
    """An argument that cannot be answered.

    `argument` is its GraphQL name; `candidates` are the nearest texts that would do, best first.
    """

    def __init__(self, message: str, argument: str, candidates: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.argument = argument
        self.candidates = candidates


class NotFound(QuestionError):
    """The refusal of a change that is about something that does not exist."""
