"""Builds `preload.c` with the machine's own compiler, and runs this program again with it in front of its files."""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

SOURCE = Path(__file__).with_name("preload.c")


def find_compiler() -> str | None:
    """A C compiler, where there is one and its libraries can be loaded before others."""
    return shutil.which("gcc") or shutil.which("cc") if sys.platform == "linux" else None


def run_with_preload() -> None:
    """Go on with `preload.c` loaded; without a compiler as it is, and faults at syncs are left out."""
    if os.environ.get("LD_PRELOAD") or not (compiler := find_compiler()):
        return
    folder = Path(tempfile.mkdtemp(prefix="hezuo-preload-"))
    library = folder / "preload.so"
    subprocess.run([compiler, "-shared", "-fPIC", "-O2", "-o", library, SOURCE, "-ldl", "-lpthread"], check=True)
    environment = os.environ | {"LD_PRELOAD": str(library)}
    os.execve(sys.executable, [sys.executable, "-m", "tests.faults.run", *sys.argv[1:]], environment)


def has_preload() -> bool:
    """Whether syncs can be watched."""
    return hasattr(ctypes.CDLL(None), "faults_watch")


def watch(below: Path, at: int = 0, notes: Path | None = None) -> None:
    """Watch the files below a folder: die at a sync of that number, note what is written."""
    ctypes.CDLL(None).faults_watch(str(below).encode(), ctypes.c_long(at), str(notes or "").encode())


def count_syncs() -> int:
    """How many syncs there were since `watch`."""
    counting = ctypes.CDLL(None).faults_syncs
    counting.restype = ctypes.c_long
    return int(counting())
