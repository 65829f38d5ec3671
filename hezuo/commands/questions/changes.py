"""`hezuo changes`: what changed in the graph since a version."""

from __future__ import annotations

import click

from hezuo.commands.options import command, pass_settings
from hezuo.commands.questions.answer_table import Found, put_out, read_field
from hezuo.commands.questions.options import Output, put_out_as_asked
from hezuo.commands.questions.words import say_head, say_value
from hezuo.commands.tables import Table
from hezuo.commands.terminal import tell
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


@command("changes", "hezuo changes --since 1")
@click.option("--since", metavar="VERSION", type=int, default=0, help="After this version; 0, all, by default.")
@put_out_as_asked
@pass_settings
def run(settings: Settings, output: Output, since: int) -> int:
    """Show what changed in the graph since a version.

    The table has a row a change, the oldest first.
    """
    import asyncio

    found = asyncio.run(_read(settings, output.to, since))
    put_out(output, found, lambda: build_table(found, output.lang))
    if found["resync"]:
        tell(f"The record does not reach back to version {since}: what changed before it is not known.")
    return 0


async def _read(settings: Settings, to: str | None, since: int) -> Found:
    """All pages of the record as one."""
    from hezuo.commands.client import open_client

    changes: list[Found] = []
    async with open_client(settings, to) as ask:
        after = None
        while True:
            page = await read_field(ask, TEXT, {"since": since, "after": after})
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
