"""Builds a graph anew from its journal beside the old file, which is set aside and kept when the new one is whole."""

from __future__ import annotations

import os
import shutil
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from graph.engines.ladybug import open_ladybug
from graph.engines.location import GraphLocation
from graph.errors import GraphPlace
from graph.journal.replay import play_writes
from graph.journal.storage import Journal
from graph.journal.sums import read_sums
from graph.journal.watching import Watching
from graph.journal.whole import measure_graph

# What the engine writes beside its file, by what it adds to its name.
_COMPANIONS = (".wal", ".shadow", ".wal.checkpoint", ".tmp")


async def build_graph(place: GraphLocation, journal: Journal, last: int, watching: Watching) -> None:
    """Make a new file that holds the graph up to a write of its journal, and compare it. Raises GraphError."""
    _remove(place.file)
    base = journal.find_base(last)
    writes = list(journal.list_between(base.number - 1 if base else 0, last))
    graph = await open_ladybug(place)
    try:
        await play_writes(graph, journal, writes, watching)
        if writes and (differing := (await measure_graph(graph)).differ(read_sums(writes[-1].sums))):
            watching.say(f"what was built is not what the journal {journal.file} states: {'; '.join(differing)}")
    finally:
        await graph.close()
    sync(place.file)


async def rebuild(place: GraphLocation, journal: Journal, watching: Watching, reason: str) -> None:
    """Put a graph built from the journal into the place of the file there, which is set aside. Raises GraphError."""
    last = journal.last()
    assert last, "an empty journal has nothing to build a graph from"
    new = place.file.with_name(f"{place.file.name}.new")
    watching.say(f"{reason}: building it anew from the journal {journal.file} …")
    try:
        try:
            await build_graph(replace(place, file=new), journal, last.number, watching)
        except RuntimeError:
            # Not acknowledged, and the engine does not take it: it goes as if it had never come.
            if last.state != "pending":
                raise
            journal.withdraw(last.number)
            watching.say(f"write {last.number}, which was under way at the end, cannot be stored and is dropped")
            if (last := journal.last()) is None:
                raise
            await build_graph(replace(place, file=new), journal, last.number, watching)
        aside = set_aside(place.file)
        new.rename(place.file)
        sync(place.file.parent)
    except OSError as error:
        raise GraphPlace(f"the graph {place.file} cannot be built anew: {error.strerror}") from error
    kept = f"; what was there is kept as {aside}" if aside else ""
    watching.say(f"the graph {place.file} is whole again, of version {last.version}{kept}")


def set_aside(file: Path) -> Path | None:
    """Rename a graph's file with what lies beside it, and return its new name; None where there is none."""
    stamp = datetime.now(UTC).strftime("%Y%m%d-%H%M%S-%f")
    aside = file.with_name(f"{file.name}.aside-{stamp}")
    found = [one for one in ("", *_COMPANIONS) if file.with_name(file.name + one).exists()]
    # The file itself comes last: while it is there, so is what belongs to it, or the journal has it all.
    for ending in reversed(found):
        file.with_name(file.name + ending).rename(aside.with_name(aside.name + ending))
    return aside if found else None


def sync(path: Path) -> None:
    """Have a file, or the names in a folder, on the disk."""
    if os.name == "nt" and path.is_dir():
        return  # Windows opens no folders, and keeps names by itself.
    descriptor = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _remove(file: Path) -> None:
    for ending in ("", *_COMPANIONS):
        left = file.with_name(file.name + ending)
        if left.is_dir():
            shutil.rmtree(left)
        else:
            left.unlink(missing_ok=True)
