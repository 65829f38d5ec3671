"""Honest dashboards beside malformed, oversized, expensive and slow clients, for a bounded time, on loopback.

    python -m tests.bench.mixed_load http://127.0.0.1:8000/graphql --pid PID --seconds 600

First the honest clients alone, until caches are full and to compare with; then all. Prints what the honest clients
waited, what became of the others, and the service's memory on the way.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import random
import statistics
import sys
from collections import Counter
from collections.abc import Callable, Coroutine, Sequence
from contextlib import AsyncExitStack, suppress
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic
from typing import Any
from urllib.parse import urlsplit

import httpx
import psutil

CONTRACT = Path(__file__).parents[1] / "contract"
HONEST = ("gaps", "matrix", "profile", "task", "lists", "search", "changes", "info")
JSON = {"content-type": "application/json"}


@dataclass
class Load:
    """One run: where, until when, and what came of it."""

    url: str
    end: float
    latencies: list[float] = field(default_factory=list)
    honest: Counter[str] = field(default_factory=Counter)
    others: Counter[str] = field(default_factory=Counter)
    late: list[float] = field(default_factory=list)
    memory: list[float] = field(default_factory=list)

    async def post(self, kind: str, client: httpx.AsyncClient, **given: Any) -> None:  # noqa: ANN401 what httpx takes
        """Send something that is no dashboard's, and count what came of it."""
        try:
            answer = await client.post(self.url, **given)
            errors = answer.json()["errors"]
            outcome = f"{answer.status_code} {errors[0]['extensions']['code']}"
        except httpx.HTTPError as error:
            outcome = type(error).__name__
        except (KeyError, TypeError, ValueError):
            outcome = f"{answer.status_code} without a code"
        self.others[f"{kind} {outcome}"] += 1


Client = Callable[[Load, httpx.AsyncClient], Coroutine[None, None, None]]


async def ask_honestly(load: Load, client: httpx.AsyncClient) -> None:
    """A dashboard's operation, and a moment for its reader."""
    variables = json.loads((CONTRACT / "variables.json").read_text("utf-8"))
    operations = [((CONTRACT / f"{name}.graphql").read_text("utf-8"), variables[name]) for name in HONEST]
    while monotonic() < load.end:
        text, given = random.choice(operations)
        began = monotonic()
        try:
            answer = await client.post(load.url, json={"query": text, "variables": given})
            outcome = "errors" if "errors" in answer.json() else str(answer.status_code)
        except (httpx.HTTPError, ValueError) as error:
            outcome = type(error).__name__
        load.latencies.append(monotonic() - began)
        load.honest[outcome] += 1
        await asyncio.sleep(random.uniform(0.05, 0.2))


async def send_malformed(load: Load, client: httpx.AsyncClient) -> None:
    """Bodies that are no request, and texts that are no document."""
    bodies = [
        b"null",
        b"[]",
        b"{",
        b'{"query": 1}',
        b'{"query": "{"}',
        b'{"query": "{ nothing }"}',
        b"\xff\xfe",
        b"[" * 9000,
    ]
    while monotonic() < load.end:
        await load.post("malformed", client, content=random.choice(bodies), headers=JSON)
        await asyncio.sleep(0.02)


async def send_bombs(load: Load, client: httpx.AsyncClient) -> None:
    """Operations that would cost too much."""
    spreads = " ".join(f"fragment f{i} on Query {{ a: tasks {{ id }} ...f{i + 1} ...f{i + 1} }}" for i in range(60))
    texts = [
        "{ ...f0 } " + spreads + " fragment f60 on Query { __typename }",
        "{" + " ".join(f"a{i}: __typename" for i in range(5000)) + "}",
        "{ regions(first: 200) { edges { node { documents(first: 200) { edges { node { id clauses(first: 200) "
        "{ edges { node { id text } } } } } } } } } }",
    ]
    while monotonic() < load.end:
        await load.post("bomb", client, json={"query": random.choice(texts)})
        await asyncio.sleep(0.05)


async def send_oversized(load: Load, client: httpx.AsyncClient) -> None:
    """Bodies of 20 MB."""
    body = b'{"query": "' + b"x" * 20_000_000
    while monotonic() < load.end:
        await load.post("oversized", client, content=body, headers=JSON)
        await asyncio.sleep(0.5)


async def send_slowly(load: Load, _client: httpx.AsyncClient) -> None:
    """A head that comes drop by drop, and never ends."""
    while monotonic() < load.end:
        began = monotonic()
        with suppress(OSError):
            reader, writer = await _connect(load)
            writer.write(b"POST /graphql HTTP/1.1\r\nHost: h\r\n")
            while monotonic() < load.end and not reader.at_eof():
                writer.write(b"X-A: b\r\n")
                await writer.drain()
                await asyncio.sleep(1)
            writer.transport.abort()
        if monotonic() < load.end:
            load.others[f"slow head dropped after {round(monotonic() - began, -1):.0f} s"] += 1


async def listen_without_reading(load: Load, _client: httpx.AsyncClient) -> None:
    """A stream that is opened and left, again and again."""
    while monotonic() < load.end:
        with suppress(OSError):
            reader, writer = await _open_stream(load)
            load.others[f"stream {(await reader.read(12))[9:].decode()}"] += 1
            await asyncio.sleep(random.uniform(1, 5))
            writer.transport.abort()


async def hold_without_reading(load: Load, _client: httpx.AsyncClient) -> None:
    """A stream that is kept open, and never read."""
    with suppress(OSError):
        _, writer = await _open_stream(load)
        await asyncio.sleep(max(0.0, load.end - monotonic()))
        load.others["stream held"] += 1
        writer.transport.abort()


async def _open_stream(load: Load) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    body = json.dumps({"query": "subscription { graphChanged(since: 0) { version } }"}).encode()
    head = (
        f"POST /graphql HTTP/1.1\r\nHost: h\r\nAccept: text/event-stream\r\nContent-Type: application/json\r\n"
        f"Content-Length: {len(body)}\r\n\r\n"
    )
    reader, writer = await _connect(load)
    writer.write(head.encode() + body)
    return reader, writer


async def _connect(load: Load) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    place = urlsplit(load.url)
    return await asyncio.open_connection(place.hostname, place.port, limit=10)


HONEST_CLIENTS = (ask_honestly, 12)
CLIENTS: tuple[tuple[Client, int], ...] = (
    HONEST_CLIENTS, (send_malformed, 3), (send_bombs, 3), (send_oversized, 2), (send_slowly, 30),
    (listen_without_reading, 20), (hold_without_reading, 10),
)  # fmt: skip


async def watch(load: Load, service: psutil.Process) -> None:
    """The service's memory as time goes on, and how late these clients' own clock is."""
    while monotonic() < load.end:
        load.memory.append(service.memory_info().rss / 1e6)
        for _ in range(50):
            began = monotonic()
            await asyncio.sleep(0.1)
            load.late.append(monotonic() - began - 0.1)


async def run(url: str, service: psutil.Process, seconds: float, kinds: Sequence[tuple[Client, int]]) -> Load:
    """The load, and what came of it."""
    load = Load(url, monotonic() + seconds)
    async with AsyncExitStack() as clients, asyncio.TaskGroup() as tasks:
        tasks.create_task(watch(load, service))
        for kind, count in kinds:
            for _ in range(count):
                client = await clients.enter_async_context(httpx.AsyncClient(trust_env=False, timeout=60))
                tasks.create_task(kind(load, client))
    return load


def report(load: Load, seconds: float, busy: float) -> dict[str, object]:
    """What a run shows; memory ten times on its way."""
    step = max(1, len(load.memory) // 10)
    return {
        "seconds": seconds,
        "honest": dict(load.honest),
        "honest ms": _describe(load.latencies),
        "clients late ms": _describe(load.late),
        "others": dict(sorted(load.others.items())),
        "memory MB": [round(one) for one in [*load.memory[::step], load.memory[-1]]],
        "processor seconds of the service": round(busy, 1),
    }


def _describe(seconds: Sequence[float]) -> dict[str, float]:
    cuts = statistics.quantiles(seconds, n=1000, method="inclusive")
    return {name: round(cuts[at] * 1000, 1) for name, at in (("p50", 499), ("p99", 989), ("p99.9", 998))} | {
        "worst": round(max(seconds) * 1000, 1)
    }


def measure(url: str, pid: int, seconds: float, kinds: Sequence[tuple[Client, int]]) -> dict[str, object]:
    """One run, as its report."""
    service = psutil.Process(pid)
    before = sum(service.cpu_times()[:2])
    load = asyncio.run(run(url, service, seconds, kinds))
    return report(load, seconds, sum(service.cpu_times()[:2]) - before)


def main() -> None:
    """Run as the module's docstring says."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("url")
    parser.add_argument("--pid", type=int, required=True)
    parser.add_argument("--seconds", type=float, default=120)
    parser.add_argument("--alone", type=float, default=60, help="how long the honest clients ask alone, before")
    given = parser.parse_args()
    for name, seconds, kinds in (("alone", given.alone, (HONEST_CLIENTS,)), ("together", given.seconds, CLIENTS)):
        if seconds:
            shown = {name: measure(given.url, given.pid, seconds, kinds)}
            sys.stdout.write(json.dumps(shown, indent=1, ensure_ascii=False) + "\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main()
