"""The token that allows writing: given by a setting, or made once and kept where only its owner reads it."""

from __future__ import annotations

import os
import secrets
from dataclasses import dataclass, field
from pathlib import Path

from hezuo.errors import CommandError
from hezuo.http_errors import HttpRefusal

FILE = "token"


@dataclass(frozen=True, slots=True)
class Token:
    """The token; `made` only when this start made it, which is when it is shown."""

    text: str = field(repr=False)
    made: bool = False


@dataclass(frozen=True, slots=True)
class Caller:
    """Who asks: `authorised` with the token, and may then write."""

    authorised: bool = False

    @property
    def name(self) -> str:
        """How the record of changes and the log call this caller."""
        return "token" if self.authorised else "anonymous"


@dataclass(frozen=True, slots=True)
class Gate:
    """Lets callers in: everybody for reading where `anonymous_read` holds, else only who has the token."""

    token: Token
    anonymous_read: bool = True

    def identify(self, authorization: str | None) -> Caller:
        """Who a request's Authorization header says it is. Raises HttpRefusal (401)."""
        if authorization is None:
            if not self.anonymous_read:
                raise refuse_unauthenticated("Reading needs a token here: send Authorization: Bearer …", "")
            return Caller()
        scheme, _, given = authorization.partition(" ")
        if scheme.lower() != "bearer":
            raise refuse_unauthenticated("The Authorization header must be: Bearer …", ', error="invalid_request"')
        if not secrets.compare_digest(given.strip().encode(), self.token.text.encode()):
            raise refuse_unauthenticated("The token is not valid.", ', error="invalid_token"')
        return Caller(authorised=True)


def refuse_unauthenticated(message: str, challenge: str = "") -> HttpRefusal:
    """The refusal of a caller without the token that the request needs."""
    headers = {"WWW-Authenticate": f'Bearer realm="hezuo"{challenge}'}
    return HttpRefusal(401, "UNAUTHENTICATED", message, headers)


def provide_token(setting: str, data: Path) -> Token:
    """The token of the setting, else the one kept in the folder, else a new one kept there. Raises CommandError."""
    if setting:
        return Token(setting)
    path = data / FILE
    try:
        return Token(_read_kept(path))
    except FileNotFoundError:
        pass
    token = Token(secrets.token_urlsafe(32), made=True)
    try:
        data.mkdir(parents=True, exist_ok=True)
        # Exclusive, and never readable by others, not even for a moment.
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(token.text + "\n")
    except OSError as error:
        raise CommandError(f"cannot keep the token in {path}: {error.strerror}") from None
    return token


def _read_kept(path: Path) -> str:
    try:
        text = path.read_text("ascii").strip()
        others = path.stat().st_mode & 0o077
    except FileNotFoundError:
        raise
    except (OSError, UnicodeDecodeError) as error:
        raise CommandError(f"cannot read the token in {path}: {error}") from None
    if len(text) < 16:
        raise CommandError(f"{path} holds no token; remove the file and a new one is made")
    if others:
        raise CommandError(f"others may read the token: run `chmod 600 {path}`, or remove the file for a new token")
    return text
