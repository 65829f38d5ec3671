"""Fetches a backup from a running service."""

from __future__ import annotations

import shutil
from http.client import HTTPException
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import Request

import orjson

from graph.archive.backup import appear, check_backup
from graph.errors import GraphError
from hezuo.commands.client import address_of, open_address
from hezuo.errors import CommandError

# The service sends nothing before the file is whole.
SECONDS = 900.0


def fetch_backup(url: str, token: str, file: Path) -> int:
    """Write what a service sends into a new file, which appears when it is whole and checked; its size.

    Raises CommandError.
    """
    address = address_of(url, "/backup")
    try:
        with appear(file) as making:
            with open_address(Request(address), token, SECONDS) as response, making.open("wb") as stream:
                shutil.copyfileobj(response, stream)
            # A connection that broke off is only seen so: what tells a whole zip is at its end.
            check_backup(making)
            return making.stat().st_size
    except HTTPError as error:
        raise CommandError(f"{address} refuses: {_read_reason(error)}") from error
    except (URLError, HTTPException, TimeoutError, ConnectionError) as error:
        reason = error.reason if isinstance(error, URLError) else error
        raise CommandError(f"{address} does not answer: {reason}") from error
    except GraphError as error:
        raise CommandError(str(error)) from error


def _read_reason(error: HTTPError) -> str:
    try:
        return str(orjson.loads(error.read())["errors"][0]["message"])
    except (orjson.JSONDecodeError, KeyError, IndexError, TypeError):
        return f"it answers {error.code}, which is not how a service of Hezuo does"
