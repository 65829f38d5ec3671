"""`hezuo remove`: undoes loads of documents."""

from __future__ import annotations

import asyncio
from argparse import Namespace
from collections.abc import Mapping
from typing import Any

from hezuo.commands.client import open_client
from hezuo.commands.terminal import say, tell
from hezuo.settings import Settings

REMOVE = "mutation Remove($id: ID!) { removeDocument(id: $id) { version document { name held } } }"


def run(settings: Settings, given: Namespace) -> int:
    """Remove each; 1 where one could not be. Raises CommandError."""
    return asyncio.run(_remove(settings, given))


async def _remove(settings: Settings, given: Namespace) -> int:
    failed = 0
    async with open_client(settings, given.to) as ask:
        for key in given.documents:
            answer: Mapping[str, Any] = await ask(REMOVE, {"id": key})
            if errors := answer.get("errors"):
                failed += 1
                tell(f"hezuo: {key}: {errors[0]['message']}")
                continue
            removed = answer["data"]["removeDocument"]
            known = f"; of 《{removed['document']['name']}》 facts are still known" if removed["document"] else ""
            say(f"{key}: removed{known}; the graph is of version {removed['version']}")
    return 1 if failed else 0
