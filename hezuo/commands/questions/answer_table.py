"""Asks a question for a command and puts its answer out: as a table, as CSV, or as JSON."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hezuo.commands.questions.options import Output
from hezuo.commands.tables import Table, write_csv, write_text
from hezuo.commands.terminal import tell
from hezuo.errors import CommandError
from hezuo.settings import Settings

if TYPE_CHECKING:
    from hezuo.commands.client import Ask

# One field of the data of an answer: JSON in the form that the operation asks for, so that no type can say more.
Found = Any


def answer_table(
    settings: Settings,
    output: Output,
    text: str,
    variables: Mapping[str, object],
    build: Callable[[Found, str], Table],
) -> Found:
    """Ask an operation of one field, put the answer out, and return it. Raises CommandError."""
    import asyncio

    from hezuo.commands.client import open_client

    async def read() -> Found:
        async with open_client(settings, output.to) as ask:
            return await read_field(ask, text, variables)

    found = asyncio.run(read())
    put_out(output, found, lambda: build(found, output.lang))
    for warning in found.get("warnings", ()):
        # Some questions give sentences in one language, others in both.
        tell(warning if isinstance(warning, str) else warning[output.lang])
    return found


async def read_field(ask: Ask, text: str, variables: Mapping[str, object]) -> Found:
    """The one field of an answer. Raises CommandError for an answer with errors.

    What was not given is left out, as an option of several values without any.
    """
    given = {name: value for name, value in variables.items() if value not in (None, ())}
    answer: Found = await ask(text, {name: list(one) if isinstance(one, tuple) else one for name, one in given.items()})
    if answer.get("errors"):
        raise CommandError(_describe(answer["errors"][0]))
    return next(iter(answer["data"].values()))


def put_out(output: Output, found: Found, build: Callable[[], Table]) -> None:
    """Write what was found in the form asked for, to the file named or to standard output. Raises CommandError."""
    form = output.form or (Path(output.file).suffix.lstrip(".") if output.file else "")
    if form == "json":
        import orjson

        written = orjson.dumps(found, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)
    else:
        written = (write_csv if form == "csv" else write_text)(build()).encode()
    if not output.file:
        sys.stdout.buffer.write(written)
        sys.stdout.flush()
        return
    try:
        Path(output.file).write_bytes(written)
    except OSError as error:
        raise CommandError(f"cannot write {output.file}: {error.strerror}") from None


def _describe(error: Found) -> str:
    nearest = (error.get("extensions") or {}).get("candidates") or []
    return " ".join(str(error["message"]).split()) + (f" Nearest: {', '.join(nearest)}." if nearest else "")
