"""A few faults of each kind, whenever tests run; many more by `make faults`."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.faults.disk import Disk, Noted
from tests.faults.preload import find_compiler

ROOT = Path(__file__).parents[2]


def test_nothing_is_torn_lost_or_half_after_a_few_faults() -> None:
    faults = ["kill", "files"]
    if find_compiler():
        faults += ["sync", "power"]
    elif os.environ.get("CI") == "true":
        pytest.fail("CI needs a C compiler on Linux for faults at syncs", pytrace=False)
    command = [sys.executable, "-m", "tests.faults.run", *faults, "--times", "2"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert re.findall(r"^(\w+): .*\b2 whole", done.stdout, flags=re.MULTILINE) == faults
    if len(faults) < 4:
        pytest.skip("no C compiler: faults at syncs were left out")


def test_disk_keeps_what_was_synced() -> None:
    disk = Disk()
    for noted in [
        Noted("c", "/d/a", 0, b""),
        Noted("w", "/d/a", 2, b"xy"),
        Noted("s", "/d/a", 0, b""),
        Noted("w", "/d/a", 0, b"z"),
        Noted("t", "/d/a", 1, b""),
        Noted("w", "/d/b", 0, b"lost"),
        Noted("r", "/d/a", 0, b"/d/c"),
        Noted("s", "/d", 0, b""),
    ]:
        disk.take(noted)
    assert disk.kept == {"/d/c": b"\0\0xy", "/d/b": b""}
    assert disk.seen["/d/c"] == b"z"
