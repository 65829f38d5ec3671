"""SIGTERM in the middle of a command: it ends soon, between two commits, and the same command then completes."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from time import monotonic, sleep
from typing import Any

from graph.engines.open import open_graph
from tests.faults.child import Outcome, Tell, place_of, run_child
from tests.faults.scene import Report, Scene
from tests.faults.story import build_many, digest_graph
from tests.hezuo.commands.commands import build_environment
from tests.hezuo.commands.small_facts import write_facts
from tests.loaders.tasks.law_world import ARTICLES, law

WITHIN = 5.0  # seconds, and what a busy machine takes to end a process
SLACK = 10.0


@dataclass(frozen=True, slots=True)
class Command:
    """A command, what the graph may be when it ends in the middle, and what it is in the end; how long it takes."""

    arguments: tuple[str, ...]
    states: tuple[str, ...]
    seconds: float


def terminate(scene: Scene, times: int) -> Iterator[Report]:
    """SIGTERM to `hezuo load` of facts and of documents, and to `hezuo import`."""
    base, commands = _prepare(scene)
    for number in range(times):
        command = commands[number % len(commands)]
        place = scene.place()
        shutil.copytree(base, place, dirs_exist_ok=True)
        after = scene.chance.uniform(0, command.seconds)
        taken = _run(place, command.arguments, after)
        found = Outcome()
        state = _digest(place)
        at = command.states.index(state) if state in command.states else None
        found.told.append({"at": at, "said": [], "version": 0})
        if at is not None and taken <= WITHIN + SLACK:
            # One that had done all before it ended is not asked twice: an import replaces the graph again.
            if at < len(command.states) - 1:
                _run(place, command.arguments)
            found.told.append({"ends": _digest(place)})
        what = f"{' '.join(command.arguments[:2])} terminated after {after:.1f} s, ended within {taken:.1f} s"
        # What was acknowledged is not known; nothing more can have been done than the command does.
        yield Report(what, at or 0, found, command.states[-1])


def _prepare(scene: Scene) -> tuple[Path, list[Command]]:
    base, texts = scene.place(), scene.folder / "texts"
    _run(base, ("load", "--facts", str(write_facts(scene.folder / "facts"))))
    many = scene.folder / "many"
    many.mkdir()
    head = "id,name,level,sources,verified\n"
    rows = "".join(f"{node.id},{node.name},COUNTY,made-up,true\n" for node in build_many("区").nodes)
    (many / "regions.csv").write_text(head + rows, "utf-8")
    texts.mkdir()
    files = []
    for number, place in enumerate(("上海", "重庆", "陕西")):
        files.append(texts / f"{number}.txt")
        files[-1].write_text(law(*ARTICLES, title=f"{place}专利促进条例"), "utf-8")
    _run(base, ("export", str(scene.folder / "exported")))
    kept = scene.folder / "terminated"
    shutil.copytree(base, kept)
    whole = [
        (("load", "--facts", str(many), "--name", "many"),),
        tuple(("load", *map(str, files[: number + 1])) for number in range(len(files))),
        (("import", str(scene.folder / "exported"), "--replace"),),
    ]
    return kept, [_time(scene, kept, steps) for steps in whole]


def _time(scene: Scene, base: Path, steps: tuple[tuple[str, ...], ...]) -> Command:
    """Run a command on its own, and as the smaller ones that it is made of."""
    states = [_digest(base)]
    for step in steps:
        place = scene.place()
        shutil.copytree(base, place, dirs_exist_ok=True)
        seconds = _run(place, step)
        states.append(_digest(place))
    return Command(steps[-1], tuple(states), seconds)


def _run(place: Path, arguments: tuple[str, ...], after: float | None = None) -> float:
    """Run a command on a graph, and return how long it took, or how long after SIGTERM it ended."""
    begun = monotonic()
    with subprocess.Popen(
        [sys.executable, "-m", "hezuo", *arguments],
        env=build_environment({"HEZUO_DATA": str(place)}),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        if after is not None:
            sleep(after)
            begun = monotonic()
            process.send_signal(signal.SIGTERM)
        said = process.communicate()[1]
    if after is None and process.returncode:
        raise RuntimeError(f"hezuo {' '.join(arguments)}: {said}")
    return monotonic() - begun


def _digest(place: Path) -> str:
    async def work(tell: Tell) -> None:
        graph = await open_graph(place_of(str(place)))
        tell(await digest_graph(graph))
        await graph.close()

    told: list[Any] = run_child(work).told
    return str(told[0]) if told else "does not open"
