"""Serves an application on a socket until a signal says to stop; then what is under way has a bounded time to end."""

from __future__ import annotations

import asyncio
import signal
import socket
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import uvicorn
from starlette.applications import Starlette

from hezuo.service.server.connections import CONNECTIONS

BACKLOG = 1024
KEEP_ALIVE_SECONDS = (
    65  # Longer than the proxies before us keep theirs, so that none of them meets a closed connection.
)
# With the last words and the closing of the graph five, half of the ten after which SIGTERM is followed by SIGKILL.
GRACE_SECONDS = 2
LAST_WORDS_SECONDS = 1.0
SIGNALS = (signal.SIGINT, signal.SIGTERM)
# Ctrl+C reaches every process of a terminal: workers leave it to the one that started them, which tells them once.
WORKER_SIGNALS = (signal.SIGTERM,)


class Server(uvicorn.Server):
    """A server that leaves signals to `Stopping`: uvicorn would raise them again before the graph is closed.

    `end_streams` is called when it stops: they would hold it until its time is over.
    """

    end_streams: Callable[[], None] | None = None

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """End what is under way."""
        if self.end_streams is not None:
            self.end_streams()
        await super().shutdown(sockets)
        # Those that were just cut short say so to their clients.
        if tasks := set(self.server_state.tasks):
            await asyncio.wait(tasks, timeout=LAST_WORDS_SECONDS)

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Capture none."""
        yield


@dataclass(slots=True)
class Stopping:
    """The target of a signal: the command while it gets ready, then the server; a second one ends it at once."""

    task: asyncio.Task[None]
    server: Server | None = None

    def stop(self) -> None:
        """End what is under way."""
        if self.server is None:
            self.task.cancel()
        elif self.server.should_exit:
            self.server.force_exit = True
        else:
            self.server.should_exit = True


@contextmanager
def stoppable(signals: Collection[signal.Signals] = SIGNALS) -> Iterator[Stopping]:
    """Signals end the task that enters this, or the server that it names."""
    task, loop = asyncio.current_task(), asyncio.get_running_loop()
    assert task is not None
    stopping = Stopping(task)
    for number in signals:
        loop.add_signal_handler(number, stopping.stop)
    # A worker is started with them held back, until there is somebody to take them.
    signal.pthread_sigmask(signal.SIG_UNBLOCK, signals)
    try:
        yield stopping
    finally:
        for number in signals:
            loop.remove_signal_handler(number)


def build_server(app: Starlette, largest_message: int, end_streams: Callable[[], None] | None = None) -> Server:
    """A server that does not say what it is, and whose log lines are ours."""
    server = Server(
        uvicorn.Config(
            app,
            **CONNECTIONS,
            ws_max_size=largest_message,
            log_config=None,
            access_log=False,
            server_header=False,
            backlog=BACKLOG,
            timeout_keep_alive=KEEP_ALIVE_SECONDS,
            timeout_graceful_shutdown=GRACE_SECONDS,
        )
    )
    server.end_streams = end_streams
    return server


async def serve_until_stopped(server: Server, listening: socket.socket, stopping: Stopping) -> None:
    """Answer requests until a signal comes."""
    stopping.server = server
    await server.serve([listening])
