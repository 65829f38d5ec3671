"""The service on a real socket of loopback, for what cannot be asked without one."""

from __future__ import annotations

import asyncio
import os
import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from time import sleep
from typing import Any, NoReturn

import pytest
import uvicorn
from starlette.applications import Starlette

from hezuo.service.server.connections import CONNECTIONS


@contextmanager
def run_service(app: Starlette) -> Iterator[str]:
    """Serve on a free port, and give the address of its front page."""
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="error", lifespan="off", **CONNECTIONS))
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        while not server.started:
            assert thread.is_alive()
            sleep(0.01)
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join()


@asynccontextmanager
async def serve_here(app: Starlette, **more: Any) -> AsyncIterator[str]:  # noqa: ANN401 what the server takes
    """Serve on a free port from the running event loop, and give host and port."""
    config = uvicorn.Config(
        app, port=0, log_level="error", lifespan="off", timeout_graceful_shutdown=1, **(CONNECTIONS | more)
    )
    server = uvicorn.Server(config)
    sockets = [config.bind_socket()]
    serving = asyncio.create_task(server.serve(sockets))
    try:
        while not server.started:
            assert not serving.done()
            await asyncio.sleep(0.01)
        yield f"127.0.0.1:{sockets[0].getsockname()[1]}"
    finally:
        server.should_exit = True
        await serving


def miss(what: str) -> NoReturn:
    """A test cannot run without `what`: skip it where a user has it not, fail where CI has it not."""
    if os.environ.get("CI") == "true":
        pytest.fail(f"CI needs {what}", pytrace=False)
    pytest.skip(f"no {what}")
