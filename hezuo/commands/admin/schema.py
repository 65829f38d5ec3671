"""`hezuo schema`: prints the schema in the language of schemas."""

from __future__ import annotations

from hezuo.commands.options import command
from hezuo.commands.terminal import say


@command("schema", "hezuo schema > ours.graphql")
def run() -> int:
    """Print the GraphQL schema.

    It is schema/schema.graphql, made anew from the types.
    """
    from schema.build import print_declared

    say(print_declared().rstrip())
    return 0
