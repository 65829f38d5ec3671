"""SIGTERM to a command: what it holds is let go of, and it ends soon whatever it does."""

from __future__ import annotations

import signal
import subprocess
import sys

import pytest

from hezuo.stopping import TERMINATED
from tests.hezuo.commands.commands import ROOT

POLITE = """
async def work():
    print("ready", flush=True)
    try:
        await asyncio.sleep(600)
    finally:
        print("let go", flush=True)
"""
DEAF = """
async def work():
    print("ready", flush=True)
    while True:
        try:
            await asyncio.sleep(600)
        except asyncio.CancelledError:
            print("no", flush=True)
"""
RUN = """
import asyncio, sys
from hezuo import stopping
stopping.GRACE_SECONDS = 1.0
{work}
with stopping.stopped_by_sigterm() as stop:
    try:
        asyncio.run(work())
    except KeyboardInterrupt:
        sys.exit(stop.status)
"""


@pytest.mark.parametrize(("work", "says"), [(POLITE, "let go"), (DEAF, "no")])
def test_command_ends_on_sigterm(work: str, says: str) -> None:
    command = [sys.executable, "-c", RUN.format(work=work)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        assert process.stdout.readline() == "ready\n"
        process.send_signal(signal.SIGTERM)
        assert process.stdout.read().strip() == says
    assert process.returncode == TERMINATED
