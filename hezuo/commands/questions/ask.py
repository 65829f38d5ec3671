"""`hezuo ask`: answers an operation from a file, without HTTP, and prints the response."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path

import click

from hezuo.commands.options import POSITIVE, command, pass_settings, to_service
from hezuo.commands.terminal import say_json
from hezuo.errors import CommandError
from hezuo.settings import Settings


@command(
    "ask",
    'hezuo ask gaps.graphql --variables \'{"parties": ["陕西", "上海"]}\'',
    "hezuo ask gaps.graphql --variables @variables.json --as-of 2016",
)
@click.argument("file", metavar="FILE", help="An operation in GraphQL; - reads it from standard input.")
@click.option("--variables", "given", metavar="JSON|@FILE", help="Its variables, or the file that holds them.")
@click.option("--as-of", metavar="DATE", help="Its variable asOf.")
@click.option(
    "--at-version", metavar="N", type=POSITIVE, help="Of the graph as it was at this version; from its journal."
)
@click.option("--operation", metavar="NAME", help="Which of the file's operations, where there are several.")
@to_service
@pass_settings
def run(  # noqa: PLR0913, PLR0917 its options
    settings: Settings,
    file: str,
    given: str | None,
    as_of: str | None,
    at_version: int | None,
    operation: str | None,
    to: str | None,
) -> int:
    """Answer an operation from a file.

    The response is printed as JSON; the exit status is 1 where it has errors.
    """
    import asyncio

    text = sys.stdin.read() if file == "-" else _read(file)
    variables = _read_variables(given)
    if as_of:
        variables["asOf"] = as_of
    answer = asyncio.run(_ask(settings, to, at_version, text, variables, operation))
    say_json(answer)
    return 1 if answer.get("errors") else 0


async def _ask(  # noqa: PLR0913, PLR0917 its options
    settings: Settings,
    to: str | None,
    at_version: int | None,
    text: str,
    variables: Mapping[str, object],
    operation: str | None,
) -> Mapping[str, object]:
    from hezuo.commands.client import open_client

    async with open_client(settings, to, at_version) as ask:
        return await ask(text, variables, operation)


def _read_variables(given: str | None) -> dict[str, object]:
    import orjson

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
