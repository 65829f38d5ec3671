"""Runs the service: opens the graph, fills an empty one with the seed, and answers over HTTP until told to stop."""

from __future__ import annotations

import asyncio
import gc
import shlex
import socket
import sys
from collections.abc import Coroutine
from contextlib import closing, suppress
from functools import partial
from pathlib import Path
from time import monotonic

import uvloop

from graph.store import Graph
from hezuo.commands.documents.load_facts import describe_report, load_seed
from hezuo.commands.graph import open_for_command
from hezuo.commands.terminal import say, tell
from hezuo.errors import CommandError
from hezuo.executor import answer_text, build_answers
from hezuo.log import SERVICE, start_log
from hezuo.service.app import PATH, ServiceConfig, build_app
from hezuo.service.auth.admin_token import FILE
from hezuo.service.auth.authentication import Authenticator
from hezuo.service.auth.jwt_issuer import Issuer
from hezuo.service.limits.shared_budgets import create_purses
from hezuo.service.server.address import listen, take_address, write_url
from hezuo.service.server.server import (
    BACKLOG,
    SIGNALS,
    WORKER_SIGNALS,
    Stopping,
    build_server,
    serve_until_stopped,
    stoppable,
)
from hezuo.service.server.workers import run_workers
from hezuo.service.telemetry.shared_metrics import forget, open_folder
from hezuo.service.wiring import build_door, build_gate, build_issuer, may_anybody_read
from hezuo.settings import Settings
from loaders.workers import working
from schema.execution.execute import Answers

EXAMPLE = '{ policyGaps(parties: ["重庆", "上海"], asOf: "2016") { counts { sharedGap oneSided undetermined } } }'


def run_service(settings: Settings) -> None:
    """Serve. Raises CommandError for whatever keeps it from serving."""
    # What can be refused at once is, before a graph is filled for a minute.
    may_anybody_read(settings)
    if settings.workers > 1 and not settings.graph_url:
        raise CommandError("HEZUO_WORKERS is for a graph in Neo4j: one process alone holds an embedded graph")
    issuer = build_issuer(settings)
    with closing(take_address(settings.host, settings.port)) as taken:
        if settings.workers == 1:
            _run(_serve(settings, issuer, taken))
        else:
            _run(_prepare(settings, issuer, taken))
            start_log(settings.log_level)
            with open_folder() as folder:
                create_purses(folder)
                run_workers(settings.workers, partial(forget, folder), work, settings, taken, folder)


def work(settings: Settings, taken: socket.socket, folder: Path) -> None:
    """Serve as one of several processes on a socket that listens already; `folder` holds what they share."""
    try:
        # Whoever stops it while it gets ready stops it: there is nothing to say.
        with suppress(KeyboardInterrupt):
            _run(_serve(settings, build_issuer(settings), taken, folder))
    except CommandError as error:
        tell(f"hezuo: {error}")
        sys.exit(1)


def _run(serving: Coroutine[None, None, None]) -> None:
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        try:
            runner.run(serving)
        except asyncio.CancelledError:
            raise KeyboardInterrupt from None


async def _serve(settings: Settings, issuer: Issuer | None, taken: socket.socket, folder: Path | None = None) -> None:
    with stoppable(SIGNALS if folder is None else WORKER_SIGNALS) as stopping:
        async with open_for_command(settings) as graph, working() as workers:
            await _fill_if_empty(graph)
            answers = build_answers(graph, settings, workers)
            await _warm(answers)
            listen(taken, BACKLOG)
            gate = build_gate(settings, issuer)
            if folder is None:
                await _greet(settings, graph, write_url(taken), gate)
            await _answer(build_door(settings, gate, answers, folder), settings, answers, taken, stopping)


async def _prepare(settings: Settings, issuer: Issuer | None, taken: socket.socket) -> None:
    """Do once what the workers need done: fill an empty graph, make a token, listen."""
    with stoppable():
        async with open_for_command(settings) as graph:
            await _fill_if_empty(graph)
            gate = build_gate(settings, issuer)
            listen(taken, BACKLOG)
            await _greet(settings, graph, write_url(taken), gate)


async def _answer(
    door: ServiceConfig, settings: Settings, answers: Answers, taken: socket.socket, stopping: Stopping
) -> None:
    app = build_app(answers.graph, answers, door)
    start_log(settings.log_level)
    await serve_until_stopped(build_server(app, settings.max_load_bytes, door.streams.ended.set), taken, stopping)
    SERVICE.info("stopped")


async def _fill_if_empty(graph: Graph) -> None:
    if await graph.reader.version() != 0:
        return
    tell("The graph is empty: loading the seed …")
    began = monotonic()
    report = await load_seed(graph, "hezuo serve")
    for line in describe_report(report, f"the seed, in {monotonic() - began:.1f} s"):
        tell(line)


async def _warm(answers: Answers) -> None:
    """Do what the first request would wait for: the names are indexed, the schema is read, questions are planned."""
    # What the first plan of pairs would import while everybody waits.
    import scipy.optimize  # noqa: F401

    await answer_text(answers, EXAMPLE, {})
    # What lives as long as the service need not be looked through for garbage again and again.
    gc.collect()
    gc.freeze()


async def _greet(settings: Settings, graph: Graph, url: str, gate: Authenticator) -> None:
    version = await graph.reader.version()
    lines = [
        f"合作图谱 Hezuo answers at {url}{PATH} ({graph.engine}, version {version}); open it in a browser, or try:"
    ]
    needed = "" if gate.anonymous_read else " -H 'Authorization: Bearer …'"
    lines.append(f"  curl -sG {url}{PATH}{needed} --data-urlencode {shlex.quote('query=' + EXAMPLE)}")
    if gate.token.made:
        lines.append(f"Writing needs this token, shown only now and kept in {settings.data / FILE}: {gate.token.text}")
    for line in (*lines, "Ctrl+C stops it."):
        say(line)
