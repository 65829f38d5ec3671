"""Puts load on a server with wrk, and reads what the server spent on it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tempfile
import urllib.error
import urllib.request
from dataclasses import dataclass
from pathlib import Path

import psutil

from tests.bench.shapes import Request

SCRIPT = Path(__file__).with_name("wrk.lua")
LONGEST = 60.0


class LoadFailed(Exception):
    """A load could not be put on, or the server answered some of it with errors."""


@dataclass(frozen=True, slots=True)
class Load:
    """What one run measured: requests a second, latencies (ms), the server's CPU (ms a request), its memory (MB)."""

    rate: float
    p50_ms: float
    p99_ms: float
    cpu_ms: float
    resident_mb: float


@dataclass(frozen=True, slots=True)
class Figure:
    """One run: the round, who answered which shape over how many connections, and what was measured."""

    round: int
    contender: str
    shape: str
    connections: int
    load: Load


@dataclass(frozen=True, slots=True)
class Target:
    """A running server: where it answers, its process, the token that it takes."""

    url: str
    process: int
    token: str = ""


def check_answer(target: Target, request: Request) -> object:
    """The data of one answer. Raises LoadFailed where it has errors: a load of refusals measures nothing."""
    body = json.dumps({"query": request.query, "variables": dict(request.variables)}).encode()
    headers = {"Content-Type": "application/json", "Accept": "application/json"}
    if target.token:
        headers["Authorization"] = f"Bearer {target.token}"
    try:
        with urllib.request.urlopen(urllib.request.Request(target.url, body, headers), timeout=120) as answer:
            found = json.load(answer)
    except urllib.error.HTTPError as error:
        raise LoadFailed(f"{target.url}: {error.read()[:500]!r}") from error
    if found.get("errors") or not found.get("data"):
        raise LoadFailed(f"{target.url}: {json.dumps(found)[:500]}")
    return found["data"]


def put_load(target: Target, request: Request, connections: int, seconds: float) -> Load:
    """Ask one server the same for some seconds from one thread. Raises LoadFailed."""
    if shutil.which("wrk") is None:
        raise LoadFailed("wrk is not here; Debian has it as the package wrk")
    before = _cpu(target.process)
    with tempfile.NamedTemporaryFile("w", suffix=".json") as body:
        json.dump({"query": request.query, "variables": dict(request.variables)}, body)
        body.flush()
        environ = {**os.environ, "BENCH_BODY": body.name, "BENCH_TOKEN": target.token}
        command = [
            "wrk",
            "-t1",
            f"-c{connections}",
            f"-d{seconds:g}s",
            "--timeout",
            "20s",
            "-s",
            str(SCRIPT),
            target.url,
        ]
        done = subprocess.run(command, env=environ, capture_output=True, text=True, check=False)
    if done.returncode:
        raise LoadFailed(f"wrk ended with {done.returncode}: {done.stderr[-500:]}{done.stdout[-500:]}")
    said = json.loads(done.stdout.strip().splitlines()[-1])
    if not said["requests"] and not said["failed"] and seconds < LONGEST:
        return put_load(target, request, connections, seconds * 4)  # Dear ones over many connections.
    if said["failed"] or not said["requests"]:
        raise LoadFailed(f"{target.url}: {said['failed']} of {said['requests']} requests failed")
    spent = _cpu(target.process) - before
    return Load(
        said["requests"] / said["seconds"],
        said["p50_ms"],
        said["p99_ms"],
        1000 * spent / said["requests"],
        psutil.Process(target.process).memory_info().rss / 1e6,
    )


def _cpu(process: int) -> float:
    times = psutil.Process(process).cpu_times()
    return float(times.user + times.system)
