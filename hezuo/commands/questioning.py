"""Opens what a command asks its questions of: the graph of the settings, or a running service."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Protocol

from hezuo.commands.asking import ask
from hezuo.commands.opening import open_for_command
from hezuo.commands.sending import send
from hezuo.settings import Settings
from hezuo.wiring import build_answers


class Ask(Protocol):
    """Answers operations."""

    async def __call__(
        self, text: str, variables: Mapping[str, object], name: str | None = None
    ) -> Mapping[str, object]:
        """The GraphQL response; its failures are in it."""


@asynccontextmanager
async def open_questioning(settings: Settings, url: str | None) -> AsyncIterator[Ask]:
    """What answers: the service at the address, else the graph. Raises CommandError."""
    if url:

        async def ask_service(
            text: str, variables: Mapping[str, object], name: str | None = None
        ) -> Mapping[str, object]:
            return await asyncio.to_thread(send, url, settings.token, text, variables, name)

        yield ask_service
        return
    async with open_for_command(settings, ", or ask the service that does: --to URL") as graph:
        answers = build_answers(graph, settings)

        async def ask_graph(
            text: str, variables: Mapping[str, object], name: str | None = None
        ) -> Mapping[str, object]:
            return await ask(answers, text, variables, name)

        yield ask_graph
