"""Starts and stops the servers that are measured, one process each, on loopback."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.bench.load import Load, Target, check_answer, put_load
from tests.bench.shapes import Request, Shape
from tests.fixtures.neo4j_server import find_free_port

PEER = Path(__file__).parent / "peer"
READY_SECONDS = 300.0
WARMING = 50
TOKEN = "a-token-for-measuring"


class ContenderBroken(Exception):
    """A server did not start; the message ends with what it said."""


@dataclass(frozen=True, slots=True)
class Served:
    """A running server, and which request a shape is to it."""

    target: Target
    request: Callable[[Shape], Request | None]

    def measure(self, shape: Shape, connections: int, seconds: float) -> Load | None:
        """What callers over so many connections see; nothing for a shape that it cannot answer."""
        request = self.request(shape)
        return put_load(self.target, request, connections, seconds) if request else None

    def warm(self, shape: Shape) -> None:
        """Answer a shape some times, and see that the answers are answers."""
        if request := self.request(shape):
            for _ in range(WARMING):
                check_answer(self.target, request)


@contextmanager
def serve_ours(name: str, graph: str, folder: Path) -> Iterator[Served]:
    """Our service over a graph (an address of Neo4j, or a file), as `hezuo serve` starts it."""
    port = find_free_port()
    environ = {
        "HEZUO_GRAPH_URL": graph,
        "HEZUO_PORT": str(port),
        "HEZUO_DATA": str(folder / name),
        "HEZUO_TOKEN": TOKEN,
        "HEZUO_LOG_LEVEL": "WARNING",
    }
    command = [sys.executable, "-m", "hezuo", "serve"]
    with _run(command, environ, f"http://127.0.0.1:{port}/readyz", folder / f"{name}.log") as process:
        yield Served(Target(f"http://127.0.0.1:{port}/graphql", process, TOKEN), lambda shape: shape.ours)


@contextmanager
def serve_peer(graph: str, folder: Path) -> Iterator[Served]:
    """@neo4j/graphql on Apollo Server over the same Neo4j."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node is None or npm is None:
        raise ContenderBroken("the peer needs Node and npm")
    if not (PEER / "node_modules").is_dir():
        subprocess.run([npm, "ci", "--ignore-scripts"], cwd=PEER, check=True, stdout=subprocess.DEVNULL)
    port = find_free_port()
    command = [node, str(PEER / "server.js"), graph, str(port)]
    ready = f"http://127.0.0.1:{port}/?query=%7B__typename%7D"
    with _run(command, {"NODE_ENV": "production"}, ready, folder / "peer.log") as process:
        yield Served(Target(f"http://127.0.0.1:{port}/", process), lambda shape: shape.peer)


@contextmanager
def _run(command: Sequence[str], environ: Mapping[str, str], ready: str, log: Path) -> Iterator[int]:
    with (
        log.open("wb") as sink,
        subprocess.Popen(
            command, env={**os.environ, **environ}, stdin=subprocess.DEVNULL, stdout=sink, stderr=sink
        ) as process,
    ):
        try:
            _wait(process, ready, log)
            yield process.pid
        finally:
            process.terminate()
            try:
                process.wait(15)
            except subprocess.TimeoutExpired:
                process.kill()


def _wait(process: subprocess.Popen[bytes], ready: str, log: Path) -> None:
    until = time.monotonic() + READY_SECONDS
    # Apollo refuses a GET that a form could send.
    asking = urllib.request.Request(ready, headers={"Apollo-Require-Preflight": "1"})
    while time.monotonic() < until:
        if process.poll() is not None:
            break
        try:
            with urllib.request.urlopen(asking, timeout=5):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    raise ContenderBroken(f"{ready} did not answer: {log.read_text('utf-8', 'replace')[-3000:]}")
