"""Honest dashboards beside malformed, oversized, expensive and slow clients, for a bounded time, on loopback.

    python -m tests.bench.mixed_load http://127.0.0.1:8000/graphql --pid PID --seconds 120

Prints the honest clients' latencies and errors, what the others got, and the memory of the service before and after.
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
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic
from urllib.parse import urlsplit

import httpx

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
        except httpx.HTTPError as error:
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
        answer = await client.post(load.url, content=random.choice(bodies), headers=JSON)
        load.others[f"malformed {answer.status_code}"] += 1
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
        answer = await client.post(load.url, json={"query": random.choice(texts)})
        load.others[f"bomb {answer.json()['errors'][0]['extensions']['code']}"] += 1
        await asyncio.sleep(0.05)


async def send_oversized(load: Load, client: httpx.AsyncClient) -> None:
    """Bodies of 20 MB."""
    body = b'{"query": "' + b"x" * 20_000_000
    while monotonic() < load.end:
        try:
            answer = await client.post(load.url, content=body, headers=JSON)
            load.others[f"oversized {answer.status_code}"] += 1
        except httpx.HTTPError as error:
            load.others[f"oversized {type(error).__name__}"] += 1
        await asyncio.sleep(0.5)


async def send_slowly(load: Load, _client: httpx.AsyncClient) -> None:
    """A head that comes drop by drop, and never ends."""
    place = urlsplit(load.url)
    while monotonic() < load.end:
        reader, writer = await asyncio.open_connection(place.hostname, place.port)
        began = monotonic()
        try:
            writer.write(b"POST /graphql HTTP/1.1\r\nHost: h\r\n")
            while monotonic() < load.end:
                writer.write(b"X-A: b\r\n")
                await writer.drain()
                if reader.at_eof():
                    break
                await asyncio.sleep(1)
        except OSError:
            pass
        load.others[f"slow head dropped after {round(monotonic() - began, -1):.0f} s"] += 1
        writer.transport.abort()


async def listen_without_reading(load: Load, _client: httpx.AsyncClient) -> None:
    """A stream that is opened and left, again and again."""
    place = urlsplit(load.url)
    body = json.dumps({"query": "subscription { graphChanged(since: 0) { version } }"}).encode()
    head = (
        f"POST /graphql HTTP/1.1\r\nHost: h\r\nAccept: text/event-stream\r\nContent-Type: application/json\r\n"
        f"Content-Length: {len(body)}\r\n\r\n"
    )
    while monotonic() < load.end:
        reader, writer = await asyncio.open_connection(place.hostname, place.port, limit=10)
        writer.write(head.encode() + body)
        line = await reader.read(12)
        load.others[f"stream {line[9:].decode()}"] += 1
        await asyncio.sleep(random.uniform(1, 5))
        writer.transport.abort()


CLIENTS: tuple[tuple[Client, int], ...] = (
    (ask_honestly, 12), (send_malformed, 3), (send_bombs, 3), (send_oversized, 2), (send_slowly, 30),
    (listen_without_reading, 20),
)  # fmt: skip


def read_memory(pid: int) -> float:
    """The resident memory of a process, in MB."""
    pages = int(Path(f"/proc/{pid}/statm").read_text("ascii").split()[1])
    return pages * 4096 / 1e6


async def run(url: str, pid: int, seconds: float, kinds: Sequence[tuple[Client, int]]) -> dict[str, object]:
    """The load, and what came of it."""
    load = Load(url, monotonic() + seconds)
    before = read_memory(pid)
    async with asyncio.TaskGroup() as tasks:
        clients = [httpx.AsyncClient(trust_env=False, timeout=60) for _ in range(sum(count for _, count in kinds))]
        waiting = iter(clients)
        for kind, count in kinds:
            for _ in range(count):
                tasks.create_task(kind(load, next(waiting)))
    for client in clients:
        await client.aclose()
    cuts = statistics.quantiles(load.latencies, n=100)
    return {
        "seconds": seconds,
        "honest": dict(load.honest),
        "p50 ms": round(cuts[49] * 1000, 1),
        "p99 ms": round(cuts[98] * 1000, 1),
        "others": dict(sorted(load.others.items())),
        "memory MB": [round(before), round(read_memory(pid))],
    }


def main() -> None:
    """Run as the module's docstring says."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("url")
    parser.add_argument("--pid", type=int, required=True)
    parser.add_argument("--seconds", type=float, default=120)
    parser.add_argument("--honest", action="store_true", help="the honest clients alone, for comparison")
    given = parser.parse_args()
    result = asyncio.run(run(given.url, given.pid, given.seconds, CLIENTS[:1] if given.honest else CLIENTS))
    sys.stdout.write(json.dumps(result, indent=1, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
