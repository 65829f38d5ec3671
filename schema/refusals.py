"""What a viewer may not do.

Refusal
├── Unauthenticated   nobody known asks for what needs a token
└── Forbidden         somebody known asks for what their role does not allow
"""

from __future__ import annotations

from schema.context import Role, Viewer

_RANKS = {role: rank for rank, role in enumerate(Role)}


class Refusal(Exception):
    """A viewer may not do this; the message says what it takes."""


class Unauthenticated(Refusal):
    """It needs a token."""


class Forbidden(Refusal):
    """It needs another role."""


def check_role(viewer: Viewer, needed: Role) -> None:
    """Raises Unauthenticated or Forbidden where the viewer's role does not allow what `needed` does."""
    if not viewer.authenticated:
        raise Unauthenticated("This needs a token: send Authorization: Bearer …")
    if _RANKS[viewer.role] < _RANKS[needed]:
        raise Forbidden(f"This needs the role {needed}; yours is {viewer.role}.")
