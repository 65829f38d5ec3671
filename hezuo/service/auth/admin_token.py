"""The first administrator's token: given by a setting, or made once and kept where only its owner reads it."""

from __future__ import annotations

import os
import secrets
from dataclasses import dataclass, field
from pathlib import Path

from hezuo.errors import CommandError

FILE = "token"


@dataclass(frozen=True, slots=True)
class Token:
    """The token; `made` only when this start made it, which is when it is shown."""

    text: str = field(repr=False)
    made: bool = False


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
