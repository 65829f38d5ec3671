"""`hezuo load`: makes the graph hold documents, or what the seed or an office's folder of facts states."""

from __future__ import annotations

import asyncio
from argparse import Namespace
from pathlib import Path

from graph.apply import LoadReport
from hezuo.commands.load_documents import load_documents
from hezuo.commands.load_facts import load_for_command
from hezuo.commands.loading import build_report, describe_report
from hezuo.commands.terminal import say, say_json
from hezuo.errors import CommandError
from hezuo.settings import Settings


def run(settings: Settings, given: Namespace) -> int:
    """Load what is asked for, and say what came of it. Raises CommandError."""
    if given.files:
        if given.facts:
            raise CommandError("load facts and documents one after the other: give files, or --facts")
        return asyncio.run(load_documents(settings, given))
    if given.to:
        raise CommandError("facts are loaded into the graph of the settings: --to sends documents alone")
    folder = Path(given.facts) if given.facts else None
    name = given.name or (folder.resolve().name if folder else "")
    report = asyncio.run(load_for_command(settings, folder, name))
    show_report(report, f"the facts {name!r}" if folder else "the seed", as_json=given.json)
    return 0


def show_report(report: LoadReport, what: str, *, as_json: bool) -> None:
    """Say what came of a load, to a person or a program."""
    if as_json:
        say_json(build_report(report))
        return
    for line in describe_report(report, what):
        say(line)
