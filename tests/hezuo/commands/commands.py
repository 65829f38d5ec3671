"""Runs the command as a person would: a process of its own, with nothing of the settings of whoever runs the tests."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from socket import create_server
from time import monotonic, sleep
from unittest.mock import patch
from urllib.error import URLError
from urllib.request import urlopen

from hezuo.cli import main

ROOT = Path(__file__).parents[3]
WAIT = 300.0  # seconds: a first start loads the graph, and the machine may be busy with other things


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


def run_here(*arguments: str, **settings: str) -> subprocess.CompletedProcess[str]:
    """The same within this process, many times as fast: for what commands answer, not how they start and end."""
    said, told = io.TextIOWrapper(io.BytesIO(), "utf-8", newline=""), io.StringIO()
    with (
        patch.dict(os.environ, build_environment(settings), clear=True),
        redirect_stdout(said),
        redirect_stderr(told),
    ):
        status = main(arguments)
        said.flush()
    written = said.buffer
    assert isinstance(written, io.BytesIO)
    return subprocess.CompletedProcess(arguments, status, written.getvalue().decode(), told.getvalue())


@dataclass(frozen=True)
class Service:
    """A service that runs: its address, its process, and the files that hold what it says."""

    url: str
    process: subprocess.Popen[bytes]
    said: Path
    told: Path

    def stop(self) -> int:
        """Tell it to stop, and wait for its status."""
        self.process.terminate()
        return self.process.wait(WAIT)


@contextmanager
def serve(folder: Path, **settings: str) -> Iterator[Service]:
    """A service that is ready, with its data in a folder unless a setting says otherwise; stopped at the end."""
    port = find_free_port()
    # Files, not pipes: a service whose log nobody reads would wait for ever.
    said, told = folder / "said.txt", folder / "told.txt"
    with said.open("wb") as answers, told.open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "hezuo", "serve"],
            env=build_environment({"HEZUO_PORT": str(port), "HEZUO_DATA": str(folder / "var"), **settings}),
            stdout=answers,
            stderr=log,
        )
    service = Service(f"http://127.0.0.1:{port}", process, said, told)
    try:
        _wait_until_ready(service)
        yield service
    finally:
        if process.poll() is None:
            service.stop()


def find_free_port() -> int:
    """A port that nobody listens on just now."""
    with create_server(("127.0.0.1", 0)) as listening:
        return int(listening.getsockname()[1])


def _wait_until_ready(service: Service) -> None:
    end = monotonic() + WAIT
    while True:
        assert service.process.poll() is None, service.told.read_text("utf-8")
        assert monotonic() < end, "the service did not get ready"
        try:
            with urlopen(f"{service.url}/readyz", timeout=5):
                return
        except (URLError, OSError):
            sleep(0.05)
