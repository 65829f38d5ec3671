"""`hezuo analyse`: the clauses of files, the tasks that each covers and what each names, as JSON lines."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from hezuo.commands.options import command
from hezuo.commands.terminal import tell


@command("analyse", "hezuo analyse measures.docx --territory 610100")
@click.argument("files", metavar="FILE...", nargs=-1, required=True, help="A document.")
@click.option(
    "--territory", metavar="ID", help="The region or zone that it is for (610100); without, what the text says."
)
def run(files: tuple[str, ...], territory: str | None) -> int:
    """Show which tasks a document covers, in which clause, and what it names.

    Prints a JSON line a clause; stores nothing and needs no graph. Reads txt, Markdown, HTML, docx and PDF. A file that
    cannot be taken is reported, and the others go on.
    """
    import orjson

    from hezuo.commands.documents.analysis import analyse_file, build_lines, find_territory, read_tools
    from loaders.errors import DocumentError

    tools = read_tools()
    home = find_territory(tools.gazetteer, territory)
    failed = 0
    for path in map(Path, files):
        try:
            analysis = analyse_file(path, tools, home)
        except DocumentError as error:
            tell(f"hezuo: {path}: {error}")
            failed += 1
            continue
        for note in analysis.notes:
            tell(f"{path}: {note}")
        sys.stdout.write("".join(orjson.dumps(line).decode() + "\n" for line in build_lines(path.stem, analysis)))
        sys.stdout.flush()
    return 1 if failed else 0
