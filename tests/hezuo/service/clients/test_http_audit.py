"""The audits of GraphQL over HTTP, run by the library of its authors against the service on a real socket."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.hezuo.service.front_door import open_door
from tests.hezuo.service.running_server import miss, run_service

FOLDER = Path(__file__).parent


@pytest.fixture(scope="module")
def node() -> str:
    """Node with the audits installed; without it the test is skipped, and with CI=true it fails."""
    command, npm = shutil.which("node"), shutil.which("npm")
    if command is None or npm is None:
        miss("Node with npm for the audits of GraphQL over HTTP")
    elif not (FOLDER / "node_modules/graphql-ws").is_dir():
        done = subprocess.run([npm, "ci", "--no-audit"], cwd=FOLDER, capture_output=True, text=True, check=False)
        if done.returncode:
            miss(f"audits of GraphQL over HTTP: npm ci failed: {done.stderr[-300:]}")
    return command


def test_audits_find_no_error_and_no_warning(node: str) -> None:
    with run_service(open_door()) as url:
        command = [node, "audit.js", f"{url}/graphql"]
        done = subprocess.run(command, cwd=FOLDER, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    results = json.loads(done.stdout)
    assert len(results) >= 61
    assert not [result for result in results if result["status"] != "ok"]
