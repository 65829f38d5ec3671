"""Faults of processes: each kills one in the middle of the story, and reports what is left of the graph."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from tests.faults import preload
from tests.faults.child import Tell, run_child, tell_story
from tests.faults.damage import fill_disk, spoil_files
from tests.faults.disk import Disk, read_notes
from tests.faults.scene import Report, Scene, last_acknowledged
from tests.faults.server import kill_clients
from tests.faults.terminated import terminate


def kill_at_any_time(scene: Scene, times: int) -> Iterator[Report]:
    """`kill -9` whenever it comes."""
    for _ in range(times):
        place, after = scene.place(), scene.chance.uniform(0, scene.seconds)
        outcome = run_child(tell_story(scene.story, str(place)), after)
        yield scene.report(f"killed after {after:.2f} s", place, last_acknowledged(outcome))


def kill_at_a_sync(scene: Scene, times: int) -> Iterator[Report]:
    """`kill -9` where something is about to be on the disk."""
    if not preload.has_preload():
        return
    syncs = run_child(_watched(scene, scene.place(), 0, None)).told[-1]["syncs"]
    for at in _spread(scene, syncs, times):
        place = scene.place()
        outcome = run_child(_watched(scene, place, at, None))
        yield scene.report(f"killed at sync {at} of {syncs}", place, last_acknowledged(outcome))


def cut_power(scene: Scene, times: int) -> Iterator[Report]:
    """What was written after the last sync of its file is gone."""
    if not preload.has_preload():
        return
    place, notes = scene.place(), scene.folder / "notes"
    run_child(_watched(scene, place, 0, notes))
    noted = list(read_notes(notes))
    at_syncs = [number for number, one in enumerate(noted, 1) if one.what == "s"]
    # Whatever was told before a sync began had been acknowledged: the child's own lines are noted beside the writes.
    for at in _spread(scene, len(noted), times):
        disk, left = Disk(), scene.place()
        acknowledged = 0
        for one in noted[:at]:
            if one.path.endswith("/acknowledged"):
                acknowledged += one.what == "w"
            else:
                disk.take(one)
        disk.write(place, left)
        yield scene.report(f"power cut at {at} of {len(noted)} notes, {len(at_syncs)} syncs", left, acknowledged)


def _watched(scene: Scene, place: Path, at: int, notes: Path | None) -> Callable[[Tell], Any]:
    async def work(tell: Tell) -> None:
        preload.watch(place, at, notes)

        def acknowledge(number: object) -> None:
            if notes:
                with (place / "acknowledged").open("a") as stream:
                    stream.write(f"{number}\n")
            tell(number)

        await tell_story(scene.story, str(place))(acknowledge)
        tell({"syncs": preload.count_syncs()})

    return work


def _spread(scene: Scene, most: int, times: int) -> list[int]:
    if times >= most:
        return list(range(1, most + 1))
    return sorted(scene.chance.sample(range(1, most + 1), times))


FAULTS: dict[str, Callable[[Scene, int], Iterator[Report]]] = {
    "kill": kill_at_any_time,
    "sync": kill_at_a_sync,
    "power": cut_power,
    "term": terminate,
    "neo4j": kill_clients,
    "files": spoil_files,
    "disk": fill_disk,
}
