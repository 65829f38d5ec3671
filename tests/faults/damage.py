"""Faults of files and disks: bytes flipped, files cut or gone after a kill, and no space left."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.faults.child import run_child, tell_story
from tests.faults.scene import Report, Scene, last_acknowledged

GRAPH, LOG = "graph.lbug", "graph.lbug.wal"
# The smallest disk holds hardly a new graph, the largest nearly the whole story.
DISKS_KB = (300, 4_000)


def spoil_files(scene: Scene, times: int) -> Iterator[Report]:
    """A kill, or a clean end, and then something happens to the graph's files; the journal stays."""
    for number in range(times):
        place = scene.place()
        name = sorted(_SPOILING)[number % len(_SPOILING)]
        after = scene.chance.uniform(0.3 * scene.seconds, scene.seconds) if number % 3 else None
        outcome = run_child(tell_story(scene.story, str(place)), after)
        _SPOILING[name](scene, place)
        yield scene.report(f"{name} after {'an end' if after is None else 'a kill'}", place, last_acknowledged(outcome))


def _flip(scene: Scene, file: Path) -> None:
    if file.exists() and (size := file.stat().st_size):
        with file.open("r+b") as stream:
            for _ in range(3):
                at = scene.chance.randrange(size)
                stream.seek(at)
                byte = stream.read(1)[0] ^ (1 << scene.chance.randrange(8))
                stream.seek(at)
                stream.write(bytes([byte]))


def _cut(scene: Scene, file: Path) -> None:
    if file.exists() and (size := file.stat().st_size):
        with file.open("r+b") as stream:
            stream.truncate(scene.chance.randrange(size))


def _cut_end(_scene: Scene, file: Path) -> None:
    if file.exists() and (size := file.stat().st_size) > 3:
        with file.open("r+b") as stream:
            stream.truncate(size - 3)


def _remove(place: Path) -> None:
    for name in (GRAPH, LOG):
        (place / name).unlink(missing_ok=True)


_SPOILING: dict[str, Callable[[Scene, Path], object]] = {
    "bits flipped in the graph": lambda scene, place: _flip(scene, place / GRAPH),
    "the graph cut": lambda scene, place: _cut(scene, place / GRAPH),
    "the graph gone": lambda _scene, place: (place / GRAPH).unlink(missing_ok=True),
    "the graph empty": lambda _scene, place: (place / GRAPH).write_bytes(b""),
    "the log gone": lambda _scene, place: (place / LOG).unlink(missing_ok=True),
    "the log cut": lambda scene, place: _cut(scene, place / LOG),
    "the last bytes of the log gone": lambda scene, place: _cut_end(scene, place / LOG),
    "bits flipped in the log": lambda scene, place: _flip(scene, place / LOG),
    "graph and log gone": lambda _scene, place: _remove(place),
}


def fill_disk(scene: Scene, times: int) -> Iterator[Report]:
    """No space is left in the middle of the story, the process is killed, and more space is made."""
    if not _may_mount(scene):
        return
    for _ in range(times):
        place, size = scene.place(), scene.chance.randrange(*DISKS_KB)
        _mount(place, f"size={size}k")
        try:
            outcome = run_child(tell_story(scene.story, str(place)))
            _mount(place, "remount,size=1g")
            yield scene.report(f"a disk of {size} kB", place, last_acknowledged(outcome))
        finally:
            subprocess.run(["umount", "--lazy", place], check=True)


def _mount(place: Path, options: str) -> None:
    subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", place], check=True, capture_output=True)


def _may_mount(scene: Scene) -> bool:
    if not shutil.which("mount"):
        return False
    place = scene.place()
    try:
        _mount(place, "size=1m")
    except subprocess.CalledProcessError:
        return False
    subprocess.run(["umount", place], check=True)
    return True
