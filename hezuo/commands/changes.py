"""`hezuo changes`: what changed in the graph since a version."""

from __future__ import annotations

import asyncio
from argparse import Namespace

from hezuo.commands.client import open_client
from hezuo.commands.tables import Table
from hezuo.commands.tabling import Found, put_out, read_field
from hezuo.commands.terminal import tell
from hezuo.commands.words import say_head, say_value
from hezuo.settings import Settings

TEXT = """\
query Changes($since: Int!, $after: String) {
  changes(since: $since, first: 200, after: $after) {
    version
    resync
    edges { node { version at action kind id name by } }
    pageInfo { hasNextPage endCursor }
  }
}
"""
HEADS = ("version", "at", "action", "kind", "name", "by")


def run(settings: Settings, given: Namespace) -> int:
    """Show every change since the version. Raises CommandError."""
    found = asyncio.run(_read(settings, given))
    put_out(given, found, lambda: build_table(found, given.lang))
    if found["resync"]:
        tell(f"The record does not reach back to version {given.since}: what changed before it is not known.")
    return 0


async def _read(settings: Settings, given: Namespace) -> Found:
    """All pages of the record as one."""
    changes: list[Found] = []
    async with open_client(settings, given.to) as ask:
        after = None
        while True:
            page = await read_field(ask, TEXT, {"since": given.since, "after": after})
            changes += [edge["node"] for edge in page["edges"]]
            if not page["pageInfo"]["hasNextPage"]:
                return {"version": page["version"], "resync": page["resync"], "changes": changes}
            after = page["pageInfo"]["endCursor"]


def build_table(found: Found, language: str) -> Table:
    """A row a change, the oldest first."""
    rows = [
        (
            one["version"],
            one["at"],
            say_value(one["action"], language),
            say_value(one["kind"], language),
            one["name"],
            one["by"],
        )
        for one in found["changes"]
    ]
    return Table(tuple(say_head(head, language) for head in HEADS), rows)
