"""The service on a real socket of loopback, for what cannot be asked without one."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from time import sleep
from typing import NoReturn

import pytest
import uvicorn
from starlette.applications import Starlette


@contextmanager
def run_service(app: Starlette) -> Iterator[str]:
    """Serve on a free port, and give the address of its front page."""
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="error", lifespan="off", ws="none"))
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


def miss(what: str) -> NoReturn:
    """A test cannot run without `what`: skip it where a user has it not, fail where CI has it not."""
    if os.environ.get("CI") == "true":
        pytest.fail(f"CI needs {what}", pytrace=False)
    pytest.skip(f"no {what}")
