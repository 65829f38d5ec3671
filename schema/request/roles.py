"""Tells who asks, what they may do, and what refuses them.

Refusal
├── Unauthenticated   nobody known asks for what needs a token
└── Forbidden         somebody known asks for what their role does not allow
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from queries.coverage.subjects import MOST_PARTIES

READER_BOUND, TOKEN_BOUND = 200, 1000


class Role(StrEnum):
    """The role that says what somebody may do; each may do what those before it may."""

    READER = "reader"
    REVIEWER = "reviewer"
    LOADER = "loader"
    ADMIN = "admin"

    def allows(self, needed: Role) -> bool:
        """Tell whether it may do what another one may."""
        return _RANKS[self] >= _RANKS[needed]


_RANKS = {role: rank for rank, role in enumerate(Role)}


@dataclass(frozen=True, slots=True)
class Viewer:
    """The one who asks: a name for the record of changes, and a role; `authenticated` with a token, else anybody.

    `address` is where they ask from; empty where nothing lies between them and the graph.
    """

    name: str = "anonymous"
    role: Role = Role.READER
    authenticated: bool = False
    address: str = ""

    def may(self, needed: Role) -> bool:
        """Tell whether they are known, and their role allows what another one does."""
        return self.authenticated and self.role.allows(needed)

    @property
    def page_bound(self) -> int:
        """The longest page that they may ask for."""
        return TOKEN_BOUND if self.authenticated else READER_BOUND

    @property
    def party_bound(self) -> int:
        """The number of parties that they may ask about at once."""
        return TOKEN_BOUND if self.authenticated else MOST_PARTIES


ANYBODY = Viewer()


class Refusal(Exception):
    """A viewer may not do this; the message says what it takes."""


class Unauthenticated(Refusal):
    """The refusal of what needs a token."""

    def __init__(self, what: str = "This") -> None:
        super().__init__(f"{what} needs a token: send Authorization: Bearer …")


class Forbidden(Refusal):
    """The refusal of what needs another role."""

    def __init__(self, viewer: Viewer, needed: Role) -> None:
        super().__init__(f"This needs the role {needed}; yours is {viewer.role}.")


def check_role(viewer: Viewer, needed: Role) -> None:
    """Raises Unauthenticated or Forbidden where the viewer may not do what `needed` does."""
    if not viewer.authenticated:
        raise Unauthenticated
    if not viewer.may(needed):
        raise Forbidden(viewer, needed)
