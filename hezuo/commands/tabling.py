"""Asks a question for a command and puts its answer out: as a table, as CSV, or as JSON."""

from __future__ import annotations

import asyncio
import sys
from argparse import Namespace
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import orjson

from hezuo.commands.client import Ask, open_client
from hezuo.commands.tables import Table, write_csv, write_text
from hezuo.commands.terminal import tell
from hezuo.errors import CommandError
from hezuo.settings import Settings

# One field of the data of an answer: JSON in the form that the operation asks for, so that no type can say more.
Found = Any


def answer_table(
    settings: Settings,
    given: Namespace,
    text: str,
    variables: Mapping[str, object],
    build: Callable[[Found, str], Table],
) -> Found:
    """Ask an operation of one field, put the answer out, and return it. Raises CommandError."""

    async def read() -> Found:
        async with open_client(settings, given.to) as ask:
            return await read_field(ask, text, variables)

    found = asyncio.run(read())
    put_out(given, found, lambda: build(found, given.lang))
    for warning in found.get("warnings", ()):
        tell(warning)
    return found


async def read_field(ask: Ask, text: str, variables: Mapping[str, object]) -> Found:
    """The one field of an answer. Raises CommandError for an answer with errors."""
    answer: Found = await ask(text, {name: value for name, value in variables.items() if value is not None})
    if answer.get("errors"):
        raise CommandError(_describe(answer["errors"][0]))
    return next(iter(answer["data"].values()))


def put_out(given: Namespace, found: Found, build: Callable[[], Table]) -> None:
    """Write what was found in the form asked for, to the file named or to standard output. Raises CommandError."""
    form = given.form or (Path(given.output).suffix.lstrip(".") if given.output else "")
    if form == "json":
        written = orjson.dumps(found, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)
    else:
        written = (write_csv if form == "csv" else write_text)(build()).encode()
    if not given.output:
        sys.stdout.buffer.write(written)
        sys.stdout.flush()
        return
    try:
        Path(given.output).write_bytes(written)
    except OSError as error:
        raise CommandError(f"cannot write {given.output}: {error.strerror}") from None


def _describe(error: Found) -> str:
    nearest = (error.get("extensions") or {}).get("candidates") or []
    return " ".join(str(error["message"]).split()) + (f" Nearest: {', '.join(nearest)}." if nearest else "")
