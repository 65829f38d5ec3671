"""`hezuo review`: what waits for a reviewer, what they say, and both as tables for a spreadsheet."""

from __future__ import annotations

import asyncio
from argparse import Namespace
from collections.abc import Mapping
from typing import Any

from hezuo.commands.client import Ask, open_client
from hezuo.commands.review_labels import write_labels
from hezuo.commands.review_tables import read_rows, write_table
from hezuo.commands.terminal import say, say_json, tell, write_columns
from hezuo.errors import CommandError
from hezuo.settings import Settings
from schema.global_ids import parse_global_id

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
VERDICTS = {"confirm": "CONFIRMED", "reject": "REJECTED", "withdraw": "SUGGESTED"}
PAGE = 200
Link = Mapping[str, Any]


def run(settings: Settings, given: Namespace) -> int:
    """Do what is asked. Raises CommandError."""
    return asyncio.run(_run(settings, given))


async def _run(settings: Settings, given: Namespace) -> int:
    async with open_client(settings, given.to) as ask:
        if given.action == "list":
            _show(await read_links(ask, given.document, reviewed=False, most=given.first), as_json=given.json)
        elif given.action == "export":
            await _export(ask, given)
        elif given.action == "import":
            return await _import(ask, given.file)
        else:
            version = await _say(ask, given.clause, given.task, VERDICTS[given.action], given.note)
            say(f"{given.clause}, task {given.task}: {VERDICTS[given.action]}; the graph is of version {version}")
    return 0


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


async def _export(ask: Ask, given: Namespace) -> None:
    reviewed = await read_links(ask, given.document, reviewed=True)
    waiting = await read_links(ask, given.document, reviewed=False)
    if given.labels:
        count = write_labels(given.file, reviewed, waiting)
        say(f"{given.file}: labels of {count:,} clauses")
        return
    said = {(row["clause"], row["task"]) for row in reviewed}
    rows = [*(row for row in waiting if (row["clause"], row["task"]) not in said), *reviewed]
    write_table(given.file, rows)
    say(f"{given.file}: {len(rows) - len(reviewed):,} links wait for review, {len(reviewed):,} were reviewed")


async def _import(ask: Ask, file: str) -> int:
    """Say what the rows say; a row whose verdict stays SUGGESTED says nothing."""
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
