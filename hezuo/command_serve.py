"""`hezuo serve`: opens the graph, fills an empty one with the seed, and answers over HTTP until it is told to stop."""

from __future__ import annotations

import asyncio
import gc
import shlex
import socket
from argparse import Namespace
from contextlib import closing
from time import monotonic

import uvloop

from graph.access import Graph
from hezuo.app import PATH, build_app
from hezuo.asking import ask
from hezuo.gate import Gate
from hezuo.issuer import Issuer
from hezuo.listening import listen, take_address, write_url
from hezuo.load_facts import load_seed
from hezuo.loading import describe_report
from hezuo.log import SERVICE, start_log
from hezuo.opening import open_for_command
from hezuo.serving import BACKLOG, Stopping, build_server, serve_until_stopped, stoppable
from hezuo.settings import Settings
from hezuo.terminal import say, tell
from hezuo.tokens import FILE
from hezuo.wiring import build_answers, build_door, build_gate, build_issuer, may_anybody_read
from schema.execute import Answers

EXAMPLE = '{ policyGaps(parties: ["重庆", "上海"], asOf: "2016") { counts { sharedGap oneSided undetermined } } }'


def run(settings: Settings, given: Namespace) -> int:
    """Serve. Raises CommandError for whatever keeps it from serving."""
    # What can be refused at once is, before a graph is filled for a minute.
    may_anybody_read(settings)
    issuer = build_issuer(settings)
    with (
        closing(take_address(settings.host, settings.port)) as taken,
        asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner,
    ):
        try:
            runner.run(_serve(settings, issuer, taken))
        except asyncio.CancelledError:
            raise KeyboardInterrupt from None
    return 0


async def _serve(settings: Settings, issuer: Issuer | None, taken: socket.socket) -> None:
    with stoppable() as stopping:
        async with open_for_command(settings) as graph:
            if await graph.reader.version() == 0:
                await _fill(graph)
            answers = build_answers(graph, settings)
            await _warm(answers)
            listen(taken, BACKLOG)
            await _answer(settings, answers, build_gate(settings, issuer), taken, stopping)


async def _answer(settings: Settings, answers: Answers, gate: Gate, taken: socket.socket, stopping: Stopping) -> None:
    door = build_door(settings, gate, answers)
    app = build_app(answers.graph, answers, door)
    for line in await _greet(settings, answers.graph, write_url(taken), gate):
        say(line)
    start_log(settings.log_level)
    await serve_until_stopped(build_server(app, settings.max_load_bytes, door.streams.ended.set), taken, stopping)
    SERVICE.info("stopped")


async def _fill(graph: Graph) -> None:
    tell("The graph is empty: loading the seed …")
    began = monotonic()
    report = await load_seed(graph, "hezuo serve")
    for line in describe_report(report, f"the seed, in {monotonic() - began:.1f} s"):
        tell(line)


async def _warm(answers: Answers) -> None:
    """Do what the first request would wait for: the names are indexed, the schema is read, questions are planned."""
    await ask(answers, EXAMPLE, {})
    # What lives as long as the service need not be looked through for garbage again and again.
    gc.collect()
    gc.freeze()


async def _greet(settings: Settings, graph: Graph, url: str, gate: Gate) -> list[str]:
    version = await graph.reader.version()
    lines = [
        f"合作图谱 Hezuo answers at {url}{PATH} ({graph.engine}, version {version}); open it in a browser, or try:"
    ]
    needed = "" if gate.anonymous_read else " -H 'Authorization: Bearer …'"
    lines.append(f"  curl -sG {url}{PATH}{needed} --data-urlencode {shlex.quote('query=' + EXAMPLE)}")
    if gate.token.made:
        lines.append(f"Writing needs this token, shown only now and kept in {settings.data / FILE}: {gate.token.text}")
    return [*lines, "Ctrl+C stops it."]
