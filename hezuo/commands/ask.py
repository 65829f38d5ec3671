"""`hezuo ask`: answers an operation from a file, without HTTP, and prints the response."""

from __future__ import annotations

import asyncio
import sys
from argparse import Namespace
from collections.abc import Mapping
from pathlib import Path

import orjson

from hezuo.commands.client import open_client
from hezuo.commands.terminal import say_json
from hezuo.errors import CommandError
from hezuo.settings import Settings


def run(settings: Settings, given: Namespace) -> int:
    """Print the response; 1 where it has errors. Raises CommandError."""
    text = sys.stdin.read() if given.file == "-" else _read(given.file)
    variables = _read_variables(given.variables)
    if given.as_of:
        variables["asOf"] = given.as_of
    answer = asyncio.run(_ask(settings, given, text, variables))
    say_json(answer)
    return 1 if answer.get("errors") else 0


async def _ask(
    settings: Settings, given: Namespace, text: str, variables: Mapping[str, object]
) -> Mapping[str, object]:
    async with open_client(settings, given.to) as ask:
        return await ask(text, variables, given.operation)


def _read_variables(given: str | None) -> dict[str, object]:
    if not given:
        return {}
    text = _read(given[1:]) if given.startswith("@") else given
    try:
        variables = orjson.loads(text)
    except orjson.JSONDecodeError as error:
        raise CommandError(f"the variables are no JSON: {error}") from None
    if not isinstance(variables, dict):
        raise CommandError('the variables must be a JSON object, as {"id": "610000"}')
    return variables


def _read(name: str) -> str:
    try:
        return Path(name).read_text("utf-8")
    except UnicodeDecodeError:
        raise CommandError(f"{name} is not text in UTF-8") from None
    except OSError as error:
        raise CommandError(f"cannot read {name}: {error.strerror}") from None
