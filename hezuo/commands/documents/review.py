"""`hezuo review`: what waits for a reviewer, what they say, and both as tables for a spreadsheet."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Mapping
from typing import TYPE_CHECKING, Any

import click

from hezuo.commands.options import POSITIVE, as_json, group, pass_settings, to_service
from hezuo.commands.terminal import say, say_json, tell, write_columns
from hezuo.errors import CommandError
from hezuo.settings import Settings

if TYPE_CHECKING:
    from hezuo.commands.client import Ask

LIST = """query ToReview($document: ID, $reviewed: Boolean, $first: Int, $after: String) {
  coverageToReview(document: $document, reviewed: $reviewed, first: $first, after: $after) {
    edges { node {
      score method verdict suspect note reviewedBy reviewedAt evidence { text }
      clause { id path text } document { title } task { id number title }
    } }
    pageInfo { hasNextPage endCursor }
  }
}"""
SAY = """mutation Review($clause: ID!, $task: ID!, $verdict: Verdict!, $note: String) {
  reviewCoverage(clause: $clause, task: $task, verdict: $verdict, note: $note) { version }
}"""
PAGE = 200
Link = Mapping[str, Any]

of_document = click.option("--document", metavar="ID", help="Only of this document.")


@group(
    "review",
    "hezuo review list --first 50",
    "hezuo review confirm 'law-cq#第三条' 26 --note 读过",
    "hezuo review export waiting.csv",
    "hezuo review import waiting.csv",
    "hezuo review export labels --labels",
)
def run() -> None:
    """Say whether clauses cover tasks.

    A reviewer's word outlives every load.
    """


@run.command("list")
@of_document
@click.option("--first", metavar="N", type=POSITIVE, default=20, help="How many; 20 by default.")
@as_json
@to_service
@pass_settings
def show(settings: Settings, document: str | None, first: int, to: str | None, *, as_json: bool) -> int:
    """Show what waits for review: what is suspect, then the least sure first."""

    async def show_links(ask: Ask) -> int:
        _show(await read_links(ask, document, reviewed=False, most=first), as_json=as_json)
        return 0

    return _ask(settings, to, show_links)


def add_verdict(name: str, verdict: str, summary: str) -> None:
    """Add a command that says a verdict."""

    @run.command(name, help=summary)
    @click.argument("clause", metavar="CLAUSE", help="Its document's id, # and its path: law-cq#第三条.")
    @click.argument("task", metavar="TASK", help="The task's number or id.")
    @click.option("--note", metavar="TEXT", help="Why, for others.")
    @to_service
    @pass_settings
    def say_verdict(settings: Settings, clause: str, task: str, note: str | None, to: str | None) -> int:
        async def say_it(ask: Ask) -> int:
            version = await _say(ask, clause, task, verdict, note)
            say(f"{clause}, task {task}: {verdict}; the graph is of version {version}")
            return 0

        return _ask(settings, to, say_it)


add_verdict("confirm", "CONFIRMED", "Say that a clause covers a task.")
add_verdict("reject", "REJECTED", "Say that it does not.")
add_verdict("withdraw", "SUGGESTED", "Take back what was said.")


@run.command("export")
@click.argument("file", metavar="FILE|DIR", help="A table, .csv or .jsonl; a folder with --labels.")
@of_document
@click.option("--labels", is_flag=True, help="Write reviewed clauses as labels for `hezuo evaluate --gold`.")
@to_service
@pass_settings
def export(settings: Settings, file: str, document: str | None, to: str | None, *, labels: bool) -> int:
    """Write what waits and what was said as a table, or as labels."""

    async def export_links(ask: Ask) -> int:
        await _export(ask, file, document, as_labels=labels)
        return 0

    return _ask(settings, to, export_links)


@run.command("import")
@click.argument("file", metavar="FILE", help="A table, .csv or .jsonl, with clause, task, verdict and note.")
@to_service
@pass_settings
def import_verdicts(settings: Settings, file: str, to: str | None) -> int:
    """Say what the column `verdict` of such a table says."""
    return _ask(settings, to, lambda ask: _import(ask, file))


def _ask(settings: Settings, to: str | None, work: Callable[[Ask], Coroutine[None, None, int]]) -> int:
    """Do some work with what answers, and return its status."""
    import asyncio

    from hezuo.commands.client import open_client

    async def run_work() -> int:
        async with open_client(settings, to) as ask:
            return await work(ask)

    return asyncio.run(run_work())


async def read_links(
    ask: Ask, document: str | None, *, reviewed: bool, most: int | None = None
) -> list[dict[str, Any]]:
    """The links that wait, or those that were reviewed, as rows of a table. Raises CommandError."""
    rows: list[dict[str, Any]] = []
    after: str | None = None
    while most is None or len(rows) < most:
        first = PAGE if most is None else min(PAGE, most - len(rows))
        asked = {"document": document, "reviewed": reviewed, "first": first, "after": after}
        page = _read(await ask(LIST, asked))["coverageToReview"]
        rows += (_build_row(edge["node"]) for edge in page["edges"])
        after = page["pageInfo"]["endCursor"]
        if not page["pageInfo"]["hasNextPage"]:
            break
    return rows


def _build_row(link: Link) -> dict[str, Any]:
    clause, task = (_key_of(link[name]["id"]) for name in ("clause", "task"))
    return {
        "clause": clause,
        "task": link["task"]["number"],
        "verdict": link["verdict"],
        "note": link["note"],
        "suspect": link["suspect"],
        "score": link["score"],
        "method": link["method"],
        "document": link["document"]["title"],
        "path": link["clause"]["path"],
        "taskId": task,
        "taskTitle": link["task"]["title"],
        "evidence": "|".join(one["text"] for one in link["evidence"]),
        "text": link["clause"]["text"],
        "reviewedBy": link["reviewedBy"],
        "reviewedAt": link["reviewedAt"],
    }


def _key_of(text: str) -> str:
    from schema.request.ids import parse_global_id

    found = parse_global_id(text)
    return found[1] if found else text


def _show(rows: list[dict[str, Any]], *, as_json: bool) -> None:
    if as_json:
        say_json(rows)
        return
    if not rows:
        tell("Nothing waits for review.")
        return
    shown = ("clause", "task", "score", "suspect", "taskTitle", "evidence")
    for line in write_columns([shown, *([row[name] for name in shown] for row in rows)]):
        say(line)


async def _export(ask: Ask, file: str, document: str | None, *, as_labels: bool) -> None:
    from hezuo.commands.documents.review_tables import write_labels, write_table

    reviewed = await read_links(ask, document, reviewed=True)
    waiting = await read_links(ask, document, reviewed=False)
    if as_labels:
        count = write_labels(file, reviewed, waiting)
        say(f"{file}: labels of {count:,} clauses")
        return
    said = {(row["clause"], row["task"]) for row in reviewed}
    rows = [*(row for row in waiting if (row["clause"], row["task"]) not in said), *reviewed]
    write_table(file, rows)
    say(f"{file}: {len(rows) - len(reviewed):,} links wait for review, {len(reviewed):,} were reviewed")


async def _import(ask: Ask, file: str) -> int:
    """Say what the rows say; a row whose verdict stays SUGGESTED says nothing."""
    from hezuo.commands.documents.review_tables import read_rows

    done = failed = 0
    for place, row in read_rows(file):
        if row["verdict"] == "SUGGESTED":
            continue
        try:
            await _say(ask, row["clause"], row["task"], row["verdict"], row["note"] or None)
            done += 1
        except CommandError as error:
            failed += 1
            tell(f"hezuo: {place}: {error}")
    say(f"{file}: {done:,} verdicts hold, {failed:,} rows could not be taken")
    return 1 if failed else 0


async def _say(ask: Ask, clause: str, task: str, verdict: str, note: str | None) -> int:
    answer = await ask(SAY, {"clause": clause, "task": task, "verdict": verdict, "note": note})
    return int(_read(answer)["reviewCoverage"]["version"])


def _read(answer: Mapping[str, Any]) -> Mapping[str, Any]:
    if errors := answer.get("errors"):
        raise CommandError(str(errors[0]["message"]))
    data: Mapping[str, Any] = answer["data"]
    return data
