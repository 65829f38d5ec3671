"""Tokens that an administrator makes: only their hashes are kept, in a file that only its owner reads."""

from __future__ import annotations

import fcntl
import hashlib
import os
import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import orjson

from hezuo.errors import CommandError
from schema.request.roles import Role

FILE, USES, LOCK = "tokens.json", "token-uses.json", "tokens.lock"
# The id finds the hash, so that no token is compared with all others.
_FORM = re.compile(r"hz_([0-9a-f]{12})_([A-Za-z0-9_-]{43})")
# A dashboard asks all day: its last use is noted to the minute.
USE_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class StoredToken:
    """The record of a token; `digest` is the SHA-256 of its text, `expires` an instant (ISO, UTC) or None."""

    id: str
    name: str
    role: Role
    digest: str = field(repr=False)
    created: str
    expires: str | None

    def is_expired(self, now: datetime) -> bool:
        """Tell whether its time is over."""
        return self.expires is not None and datetime.fromisoformat(self.expires) <= now


@dataclass(slots=True)
class TokenStore:
    """The tokens kept in a folder; another process's changes are seen at the next look."""

    folder: Path
    _known: dict[str, StoredToken] = field(default_factory=dict)
    _read_at: tuple[int, int] | None = None
    _used: dict[str, datetime] = field(default_factory=dict)

    def create(self, name: str, role: Role, days: int | None) -> tuple[StoredToken, str]:
        """A new token and its text, which is nowhere kept. Raises CommandError where a valid one has the name."""
        identity, now = secrets.token_hex(6), datetime.now(UTC)
        text = f"hz_{identity}_{secrets.token_urlsafe(32)}"
        expires = (now + timedelta(days=days)).isoformat(timespec="seconds") if days else None
        token = StoredToken(identity, name, role, _digest(text), now.isoformat(timespec="seconds"), expires)
        with self._changing() as tokens:
            if any(one.name == name and not one.is_expired(now) for one in tokens.values()):
                raise CommandError(f"there is a token named {name!r} already; revoke it first, or take another name")
            tokens[identity] = token
        return token, text

    def revoke(self, which: str) -> StoredToken:
        """Forget the token with this id or name. Raises CommandError where there is none."""
        with self._changing() as tokens:
            found = [one for one in tokens.values() if which in (one.id, one.name)]
            if not found:
                raise CommandError(f"there is no token {which!r}; `hezuo token list` shows those there are")
            # The newest of a name: older ones have expired.
            return tokens.pop(max(found, key=lambda one: one.created).id)

    def list_all(self) -> list[tuple[StoredToken, str | None]]:
        """Every token with the instant of its last use, oldest first."""
        uses = self._read_uses()
        return [(one, uses.get(one.id)) for one in sorted(self._read().values(), key=lambda one: (one.created, one.id))]

    def find(self, text: str) -> StoredToken | None:
        """The token of this text, if it is known and not expired; its use is noted."""
        form, now = _FORM.fullmatch(text), datetime.now(UTC)
        token = self._read().get(form[1]) if form else None
        if token is None or not secrets.compare_digest(token.digest, _digest(text)) or token.is_expired(now):
            return None
        self._note_use(token, now)
        return token

    def _read(self) -> dict[str, StoredToken]:
        path = self.folder / FILE
        try:
            status = path.stat()
            stamp = (status.st_mtime_ns, status.st_ino)
            if stamp != self._read_at:
                rows = orjson.loads(path.read_bytes())
                self._known = {row["id"]: StoredToken(**{**row, "role": Role(row["role"])}) for row in rows}
                self._read_at = stamp
        except FileNotFoundError:
            return {}
        except (OSError, ValueError, TypeError, KeyError) as error:
            raise CommandError(f"cannot read the tokens in {path}: {error}") from error
        return self._known

    @contextmanager
    def _changing(self) -> Iterator[dict[str, StoredToken]]:
        """The tokens, to be changed; written back whole, one process at a time."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            with (self.folder / LOCK).open("w") as lock:
                fcntl.flock(lock, fcntl.LOCK_EX)
                tokens = dict(self._read())
                yield tokens
                _replace(self.folder / FILE, [asdict(token) for token in tokens.values()])
        except OSError as error:
            raise CommandError(f"cannot keep tokens in {self.folder}: {error.strerror}") from error

    def _note_use(self, token: StoredToken, now: datetime) -> None:
        last = self._used.get(token.id)
        if last is not None and (now - last).total_seconds() < USE_SECONDS:
            return
        self._used[token.id] = now
        uses = self._read_uses() | {token.id: now.isoformat(timespec="seconds")}
        try:
            _replace(self.folder / USES, {one: at for one, at in uses.items() if one in self._known})
        except OSError:
            return  # A use that cannot be noted does not keep anybody out.

    def _read_uses(self) -> dict[str, str]:
        try:
            uses = orjson.loads((self.folder / USES).read_bytes())
        except (OSError, ValueError):
            return {}
        return uses if isinstance(uses, dict) else {}


def _digest(text: str) -> str:
    # 256 random bits need no slow hash.
    return hashlib.sha256(text.encode()).hexdigest()


def _replace(path: Path, value: object) -> None:
    """Write a file that only its owner reads, whole or not at all."""
    fresh = path.with_suffix(f".{os.getpid()}.new")
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(orjson.dumps(value, option=orjson.OPT_INDENT_2))
    fresh.replace(path)
