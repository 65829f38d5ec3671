"""The audits of GraphQL over HTTP, run by the library of its authors against the service on a real socket."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path
from time import sleep

import pytest
import uvicorn

from tests.hezuo.front_door import open_door

FOLDER = Path(__file__).parent


@pytest.fixture(scope="module")
def node() -> str:
    """Node with the audits installed; without it the test is skipped, and with CI=true it fails."""
    missing = ""
    command, npm = shutil.which("node"), shutil.which("npm")
    if command is None or npm is None:
        missing = "there is no Node with npm"
    elif not (FOLDER / "node_modules/graphql-http").is_dir():
        done = subprocess.run([npm, "ci", "--no-audit"], cwd=FOLDER, capture_output=True, text=True, check=False)
        missing = f"npm ci failed: {done.stderr[-300:]}" if done.returncode else ""
    if missing and os.environ.get("CI") == "true":
        pytest.fail(f"CI needs the audits: {missing}", pytrace=False)
    if missing or command is None:
        pytest.skip(f"no audits of GraphQL over HTTP: {missing}")
    return command


@pytest.fixture
def url() -> Iterator[str]:
    """The service on a free port of loopback."""
    server = uvicorn.Server(uvicorn.Config(open_door(), port=0, log_level="error", lifespan="off", ws="none"))
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        while not server.started:
            assert thread.is_alive()
            sleep(0.01)
        port = server.servers[0].sockets[0].getsockname()[1]
        yield f"http://127.0.0.1:{port}/graphql"
    finally:
        server.should_exit = True
        thread.join()


def test_audits_find_no_error_and_no_warning(node: str, url: str) -> None:
    done = subprocess.run([node, "audit.js", url], cwd=FOLDER, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    results = json.loads(done.stdout)
    assert len(results) >= 61
    assert not [result for result in results if result["status"] != "ok"]
