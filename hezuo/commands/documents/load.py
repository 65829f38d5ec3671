"""`hezuo load`: makes the graph hold documents, or what the seed or an office's folder of facts states."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from hezuo.commands.options import Run, Sectioned, command, pass_settings, to_service
from hezuo.commands.terminal import say, say_json
from hezuo.errors import CommandError
from hezuo.settings import Settings

if TYPE_CHECKING:
    from graph.writing.apply import LoadReport

of_one: Callable[..., Callable[[Run], Run]] = partial(click.option, cls=Sectioned, section="Of one document")
of_all: Callable[..., Callable[[Run], Run]] = partial(click.option, cls=Sectioned, section="Of all documents")


@command(
    "load",
    "hezuo load",
    "hezuo load --facts our-facts",
    "hezuo load texts --to http://127.0.0.1:8000",
    "hezuo load law.pdf --issued 2012-07-12 --applies-to 610000 --issuer 陕西省人民政府",
)
@click.argument("files", metavar="[FILE|FOLDER]...", nargs=-1, help="Documents; of a folder all that can be read.")
@click.option("--facts", metavar="DIR", help="A folder of tables, CSV like those of seed/.")
@click.option("--name", metavar="NAME", help="Under which the facts are known the next time; the folder's by default.")
@click.option("--json", "as_json", is_flag=True, help="Print for programs what came of it; of documents a line each.")
@to_service
@of_one("--id", metavar="ID", help="The stored document of which this is the text, or a new one's id.")
@of_one("--title", metavar="TITLE", help="Its title.")
@of_one("--number", metavar="文号", help="Its number.")
@of_one("--issued", metavar="DATE", help="When it was issued: 2012, 2012-07 or 2012-07-12.")
@of_one("--in-force-from", "inForceFrom", metavar="DATE", help="From when it is in force.")
@of_one("--in-force-until", "inForceUntil", metavar="DATE", help="Until when it is in force.")
@of_all("--kind", metavar="KIND", help="OUTLINE, PLAN, WORK_POINTS, OPINION, MEASURE, AGREEMENT, LAW …")
@of_all("--issuer", "issuers", metavar="ID", multiple=True, help="Who issued them; again for several.")
@of_all("--applies-to", "appliesTo", metavar="ID", multiple=True, help="Where they are in force; again for several.")
@of_all("--agreed-by", "agreedBy", metavar="ID", multiple=True, help="The parties to an agreement; again for several.")
@of_all("--source", metavar="TITLE", help="What the source of the texts is called.")
@of_all("--source-url", metavar="URL", help="Where it is to be found.")
@pass_settings
def run(  # noqa: PLR0913 its options
    settings: Settings,
    files: tuple[str, ...],
    facts: str | None,
    name: str | None,
    to: str | None,
    *,
    as_json: bool,
    **said: object,
) -> int:
    """Make the graph hold documents, an office's own facts, or the seed.

    Documents are txt, Markdown, HTML, docx, or PDF with text; each is stored whole or not at all, and a second time
    changes nothing. What a text does not say of itself stands in a file beside it, law.txt.json for law.txt, with the
    fields of DocumentInput, or is given by options.
    """
    import asyncio

    if files:
        from hezuo.commands.documents.load_documents import load_documents

        if facts:
            raise CommandError("load facts and documents one after the other: give files, or --facts")
        return asyncio.run(load_documents(settings, files, said, to, as_json=as_json))
    if to:
        raise CommandError("facts are loaded into the graph of the settings: --to sends documents alone")
    from hezuo.commands.documents.load_facts import load_for_command

    folder = Path(facts) if facts else None
    known = name or (folder.resolve().name if folder else "")
    report = asyncio.run(load_for_command(settings, folder, known))
    show_report(report, f"the facts {known!r}" if folder else "the seed", as_json=as_json)
    return 1 if report.failed else 0


def show_report(report: LoadReport, what: str, *, as_json: bool) -> None:
    """Say what came of a load, to a person or a program."""
    from hezuo.commands.documents.load_facts import build_report, describe_report

    if as_json:
        say_json(build_report(report))
        return
    for line in describe_report(report, what):
        say(line)
