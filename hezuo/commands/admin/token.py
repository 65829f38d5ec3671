"""`hezuo token`: makes, lists and revokes the tokens that readers, reviewers and loaders send."""

from __future__ import annotations

import click

from hezuo.commands.options import POSITIVE, as_json, group, pass_settings
from hezuo.commands.terminal import say, say_json, tell, write_columns
from hezuo.settings import Settings

# As schema/request/roles.py has them, which a help text need not import.
ROLES = ("reader", "reviewer", "loader", "admin")


@group(
    "token",
    "hezuo token create wuhan-dashboard --role reader --days 365",
    "hezuo token list",
    "hezuo token revoke wuhan-dashboard",
)
def run() -> None:
    """Make, list and revoke tokens.

    Only a token's hash is kept, under HEZUO_DATA; a running service sees the change at once.
    """


@run.command("create")
@click.argument("name", metavar="NAME", help="Whose it is, for the record of changes.")
@click.option("--role", required=True, type=click.Choice(ROLES), help="Each may do what those before it may.")
@click.option("--days", type=POSITIVE, metavar="N", help="How long it is valid; without, until it is revoked.")
@pass_settings
def create(settings: Settings, name: str, role: str, days: int | None) -> int:
    """Make a token and show it, once."""
    from hezuo.service.auth.token_store import TokenStore
    from schema.request.roles import Role

    token, text = TokenStore(settings.data).create(name, Role(role), days)
    until = f"until {token.expires}" if token.expires else "until it is revoked"
    tell(f"A token for the {token.role} {token.name!r}, valid {until}; it is shown only now:")
    say(text)
    return 0


@run.command("list")
@as_json
@pass_settings
def show(settings: Settings, *, as_json: bool) -> int:
    """Show every token but its text."""
    from datetime import UTC, datetime

    from hezuo.service.auth.token_store import TokenStore

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
        for token, used in TokenStore(settings.data).list_all()
    ]
    if as_json:
        say_json(rows)
        return 0
    shown = [(r["id"], r["name"], r["role"], r["created"], r["expires"] or "never", r["lastUse"] or "") for r in rows]
    for line in write_columns([("id", "name", "role", "created", "expires", "last use"), *shown]):
        say(line)
    return 0


@run.command("revoke")
@click.argument("which", metavar="NAME|ID", help="The token.")
@pass_settings
def revoke(settings: Settings, which: str) -> int:
    """Make a token worthless."""
    from hezuo.service.auth.token_store import TokenStore

    token = TokenStore(settings.data).revoke(which)
    say(f"revoked the token {token.id} of the {token.role} {token.name!r}")
    return 0
