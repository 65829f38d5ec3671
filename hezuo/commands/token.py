"""`hezuo token`: makes, lists and revokes the tokens that readers, reviewers and loaders send."""

from __future__ import annotations

from argparse import Namespace
from datetime import UTC, datetime

from hezuo.commands.terminal import say, say_json, tell, write_columns
from hezuo.service.token_store import TokenStore
from hezuo.settings import Settings
from schema.request.roles import Role


def run(settings: Settings, given: Namespace) -> int:
    """Do what was asked of the tokens. Raises CommandError."""
    store = TokenStore(settings.data)
    {"create": _create, "list": _list, "revoke": _revoke}[given.action](store, given)
    return 0


def _create(store: TokenStore, given: Namespace) -> None:
    token, text = store.create(given.name, Role(given.role), given.days)
    until = f"until {token.expires}" if token.expires else "until it is revoked"
    tell(f"A token for the {token.role} {token.name!r}, valid {until}; it is shown only now:")
    say(text)


def _list(store: TokenStore, given: Namespace) -> None:
    now = datetime.now(UTC)
    rows = [
        {
            "id": token.id,
            "name": token.name,
            "role": token.role,
            "created": token.created,
            "expires": token.expires,
            "expired": token.is_expired(now),
            "lastUse": used,
        }
        for token, used in store.list_all()
    ]
    if given.json:
        say_json(rows)
        return
    shown = [(r["id"], r["name"], r["role"], r["created"], r["expires"] or "never", r["lastUse"] or "") for r in rows]
    for line in write_columns([("id", "name", "role", "created", "expires", "last use"), *shown]):
        say(line)


def _revoke(store: TokenStore, given: Namespace) -> None:
    token = store.revoke(given.which)
    say(f"revoked the token {token.id} of the {token.role} {token.name!r}")
