"""`hezuo analyse`: the clauses of files, the tasks that each covers and what each names, as JSON lines."""

from __future__ import annotations

import sys
from argparse import Namespace
from pathlib import Path

import orjson

from hezuo.commands.analysing import analyse_file, build_lines, find_territory, read_tools
from hezuo.commands.terminal import tell
from hezuo.settings import Settings
from loaders.document_errors import DocumentError


def run(_settings: Settings, given: Namespace) -> int:
    """Print a line a clause; a file that cannot be taken is reported and the others go on. Raises CommandError."""
    tools = read_tools()
    territory = find_territory(tools.gazetteer, given.territory)
    failed = 0
    for path in map(Path, given.files):
        try:
            analysis = analyse_file(path, tools, territory)
        except DocumentError as error:
            tell(f"hezuo: {path}: {error}")
            failed += 1
            continue
        for note in analysis.notes:
            tell(f"{path}: {note}")
        sys.stdout.write("".join(orjson.dumps(line).decode() + "\n" for line in build_lines(path.stem, analysis)))
        sys.stdout.flush()
    return 1 if failed else 0
