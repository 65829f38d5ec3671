"""The client libraries of both live protocols, by the protocols' authors, understand the service."""

from __future__ import annotations

import json
import subprocess

import pytest

from tests.hezuo.service.clients.test_http_audit import FOLDER, node
from tests.hezuo.service.front_door import StandIn, open_door
from tests.hezuo.service.running_server import run_service

__all__ = ["node"]


@pytest.mark.parametrize("transport", ["websocket", "events"])
def test_client_library_subscribes_and_asks(node: str, transport: str) -> None:
    graph = StandIn()
    for number in (1, 2, None):
        graph.told.put_nowait(number)
    with run_service(open_door(graph)) as url:
        command = [node, "live.js", transport, f"{url}/graphql"]
        done = subprocess.run(command, cwd=FOLDER, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    events, answers, failed = json.loads(done.stdout)
    assert events == [{"data": {"ticks": 1}}, {"data": {"ticks": 2}}]
    assert answers == [{"data": {"hello": "hello nobody"}}]
    assert failed == ["Cannot query field 'nothing' on type 'Query'."]
