"""Runs the command as a person would: a process of its own, with nothing of the settings of whoever runs the tests."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from socket import create_server
from time import monotonic, sleep
from urllib.error import URLError
from urllib.request import urlopen

ROOT = Path(__file__).parents[2]
WAIT = 120.0  # seconds: a first start loads the graph


def build_environment(given: Mapping[str, str]) -> dict[str, str]:
    """The environment without other settings of ours."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("HEZUO_")}
    return kept | {"PYTHONPATH": str(ROOT), **given}


def run_command(*arguments: str, given: str | None = None, **settings: str) -> subprocess.CompletedProcess[str]:
    """The command with `HEZUO_…` settings, `given` on its standard input."""
    return subprocess.run(
        [sys.executable, "-m", "hezuo", *arguments],
        env=build_environment(settings),
        input=given,
        capture_output=True,
        text=True,
        timeout=WAIT,
        check=False,
    )


@contextmanager
def serve(**settings: str) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """A service that is ready, with its address; it is told to stop at the end."""
    port = find_free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "hezuo", "serve"],
        env=build_environment({"HEZUO_PORT": str(port), **settings}),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        _wait_until_ready(process, port)
        yield f"http://127.0.0.1:{port}", process
    finally:
        process.terminate()
        process.communicate(timeout=WAIT)


def find_free_port() -> int:
    """A port that nobody listens on just now."""
    with create_server(("127.0.0.1", 0)) as listening:
        return int(listening.getsockname()[1])


def _wait_until_ready(process: subprocess.Popen[str], port: int) -> None:
    end = monotonic() + WAIT
    while True:
        assert process.poll() is None, process.communicate()[1]
        assert monotonic() < end, "the service did not get ready"
        try:
            with urlopen(f"http://127.0.0.1:{port}/readyz", timeout=5):
                return
        except (URLError, OSError):
            sleep(0.05)
