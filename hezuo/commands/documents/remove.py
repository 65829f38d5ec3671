"""`hezuo remove`: undoes loads of documents."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import click

from hezuo.commands.options import command, pass_settings, to_service
from hezuo.commands.terminal import say, tell
from hezuo.settings import Settings

REMOVE = "mutation Remove($id: ID!) { removeDocument(id: $id) { version document { name held } } }"


@command("remove", "hezuo remove shan-xi-sheng-zhuan-li-tiao-li-2012")
@click.argument("documents", metavar="ID...", nargs=-1, required=True, help="An id, a title or a 文号.")
@to_service
@pass_settings
def run(settings: Settings, documents: tuple[str, ...], to: str | None) -> int:
    """Undo the load of documents.

    What facts know of them stays, and what reviewers said waits for their next load.
    """
    import asyncio

    return asyncio.run(_remove(settings, documents, to))


async def _remove(settings: Settings, documents: Sequence[str], to: str | None) -> int:
    from hezuo.commands.client import open_client

    failed = 0
    async with open_client(settings, to) as ask:
        for key in documents:
            answer: Mapping[str, Any] = await ask(REMOVE, {"id": key})
            if errors := answer.get("errors"):
                failed += 1
                tell(f"hezuo: {key}: {errors[0]['message']}")
                continue
            removed = answer["data"]["removeDocument"]
            known = f"; of 《{removed['document']['name']}》 facts are still known" if removed["document"] else ""
            say(f"{key}: removed{known}; the graph is of version {removed['version']}")
    return 1 if failed else 0
