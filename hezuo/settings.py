"""What the environment decides: one frozen object, built once and passed down; nothing else reads the environment."""

from __future__ import annotations

import math
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit

LOG_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")
URL_SCHEMES = ("neo4j", "neo4j+s", "neo4j+ssc", "bolt", "bolt+s", "bolt+ssc")


class SettingsError(Exception):
    """A variable has a value that it may not have; the message names the variable, the value and what is allowed."""


@dataclass(frozen=True, slots=True)
class Setting:
    """One variable of the environment: its default as text, what it may be, and what it decides.

    A number has bounds, both allowed.
    """

    variable: str
    default: str
    allowed: str
    meaning: str
    secret: bool = False
    bounds: tuple[float, float] = (-math.inf, math.inf)


def _integer(variable: str, default: str, bounds: tuple[int, int], meaning: str) -> Setting:
    return Setting(variable, default, f"a whole number from {bounds[0]} to {bounds[1]}", meaning, bounds=bounds)


def _seconds(variable: str, default: str, bounds: tuple[float, float], meaning: str) -> Setting:
    return Setting(variable, default, f"a number of seconds from {bounds[0]} to {bounds[1]}", meaning, bounds=bounds)


_SETTINGS = (
    Setting("HEZUO_HOST", "127.0.0.1", "a host name or address", "where the service listens"),
    _integer("HEZUO_PORT", "8000", (1, 65535), "the port it listens on"),
    Setting(
        "HEZUO_DATA", "var", "a folder",
        "what the service keeps on disk; a relative path starts at the folder in which the command is started",
    ),
    Setting(
        "HEZUO_GRAPH_URL", "",
        "nothing, the path of a file, or an address: " + ", ".join(f"`{scheme}://`" for scheme in URL_SCHEMES),
        "where the graph is: nothing means the embedded engine with `graph.lbug` under HEZUO_DATA, a path the embedded "
        "engine with that file, an address Neo4j",
    ),
    Setting("HEZUO_GRAPH_USER", "neo4j", "a name", "who signs in to Neo4j, when there is a password"),
    Setting("HEZUO_GRAPH_PASSWORD", "", "any text", "the password for Neo4j; without one, no sign-in", secret=True),
    Setting("HEZUO_GRAPH_DATABASE", "neo4j", "a name", "the database in Neo4j"),
    _integer("HEZUO_BUFFER_POOL_MB", "256", (64, 1_048_576), "the most MB of memory for the embedded engine's pages"),
    _seconds("HEZUO_QUERY_TIMEOUT", "10", (0.1, 3600), "after how long the engine gives up a question"),
    _integer("HEZUO_POOL_SIZE", "16", (1, 1000), "how many connections to the engine are open at most"),
    Setting(
        "HEZUO_TOKEN", "", "at least 16 visible ASCII characters",
        "the token that allows writing over HTTP; without it one is made, shown once and kept under HEZUO_DATA",
        secret=True,
    ),
    Setting(
        "HEZUO_ANONYMOUS_READ", "", "nothing, 0 or 1",
        "whether everybody may read without a token; nothing means that on loopback everybody may, and that beyond "
        "loopback the service does not start before this is decided",
    ),
    Setting(
        "HEZUO_JWKS", "", "nothing, the path of a file, or an address: `https://`, or `http://` on loopback",
        "the keys (JWKS) of an issuer whose signed tokens (JWT) are accepted; nothing means none are",
    ),
    Setting("HEZUO_JWT_ISSUER", "", "any text; needed with HEZUO_JWKS", "how the issuer calls itself (`iss`)"),
    Setting("HEZUO_JWT_AUDIENCE", "hezuo", "any text", "how the issuer calls this service (`aud`)"),
    Setting(
        "HEZUO_JWT_ROLE_CLAIM", "hezuo_role", "the name of a claim",
        "which claim names the role, or a list with it: reader, reviewer, loader, admin",
    ),
    _integer("HEZUO_MAX_BODY_BYTES", "1000000", (1000, 1_000_000_000), "the largest HTTP body that is read"),
    _integer(
        "HEZUO_MAX_LOAD_BYTES", "32000000", (1000, 1_000_000_000), "the same for who may load, with whole documents"
    ),
    Setting("HEZUO_LOG_LEVEL", "INFO", ", ".join(LOG_LEVELS), "from which level on the log is written"),
)  # fmt: skip
SETTINGS = {setting.variable: setting for setting in _SETTINGS}


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Every setting, checked. `graph_url` is the address of a Neo4j, or empty; then `graph_file` is the graph."""

    host: str
    port: int
    data: Path
    graph_url: str
    graph_file: Path
    graph_user: str
    graph_password: str = field(repr=False)
    graph_database: str
    buffer_pool_mb: int
    query_timeout: float
    pool_size: int
    token: str = field(repr=False)
    anonymous_read: bool | None
    jwks: str
    jwt_issuer: str
    jwt_audience: str
    jwt_role_claim: str
    max_body_bytes: int
    max_load_bytes: int
    log_level: str


def read_settings(environ: Mapping[str, str]) -> Settings:
    """The settings that `environ` holds; an empty variable counts as unset. Raises SettingsError."""
    data = Path(_read(environ, "HEZUO_DATA"))
    place = _read(environ, "HEZUO_GRAPH_URL")
    graph_url = _check_url(place) if "://" in place else ""
    return Settings(
        host=_read(environ, "HEZUO_HOST"),
        port=_read_integer(environ, "HEZUO_PORT"),
        data=data,
        graph_url=graph_url,
        graph_file=Path(place) if place and not graph_url else data / "graph.lbug",
        graph_user=_read(environ, "HEZUO_GRAPH_USER"),
        graph_password=_read(environ, "HEZUO_GRAPH_PASSWORD"),
        graph_database=_read(environ, "HEZUO_GRAPH_DATABASE"),
        buffer_pool_mb=_read_integer(environ, "HEZUO_BUFFER_POOL_MB"),
        query_timeout=_read_number(environ, "HEZUO_QUERY_TIMEOUT"),
        pool_size=_read_integer(environ, "HEZUO_POOL_SIZE"),
        token=_read_token(environ),
        anonymous_read=_read_choice(environ, "HEZUO_ANONYMOUS_READ"),
        jwks=_read_jwks(environ),
        jwt_issuer=_read(environ, "HEZUO_JWT_ISSUER"),
        jwt_audience=_read(environ, "HEZUO_JWT_AUDIENCE"),
        jwt_role_claim=_read(environ, "HEZUO_JWT_ROLE_CLAIM"),
        max_body_bytes=_read_integer(environ, "HEZUO_MAX_BODY_BYTES"),
        max_load_bytes=_read_integer(environ, "HEZUO_MAX_LOAD_BYTES"),
        log_level=_read_log_level(environ),
    )


def read_process_settings() -> Settings:
    """The settings of this process. Raises SettingsError."""
    return read_settings(os.environ)


def build_settings_table() -> str:
    """The settings as a Markdown table, as `docs/settings.md` shows it."""
    rows = ["| variable | default | allowed | what it decides |", "|---|---|---|---|"]
    for setting in SETTINGS.values():
        default = f"`{setting.default}`" if setting.default else "none"
        rows.append(f"| `{setting.variable}` | {default} | {setting.allowed} | {setting.meaning} |")
    return "\n".join(rows)


def _read(environ: Mapping[str, str], variable: str) -> str:
    setting, value = SETTINGS[variable], environ.get(variable, "")
    # A password may begin or end with a space.
    return (value if setting.secret else value.strip()) or setting.default


def _refuse(variable: str, value: str) -> SettingsError:
    setting = SETTINGS[variable]
    shown = "(a secret, not shown)" if setting.secret else repr(value)
    return SettingsError(f"{variable} is {shown}; allowed: {setting.allowed}")


def _read_number(environ: Mapping[str, str], variable: str) -> float:
    value = _read(environ, variable)
    try:
        number = float(value)
    except ValueError:
        raise _refuse(variable, value) from None
    lowest, highest = SETTINGS[variable].bounds
    if not lowest <= number <= highest:
        raise _refuse(variable, value)
    return number


def _read_integer(environ: Mapping[str, str], variable: str) -> int:
    value = _read(environ, variable)
    if not re.fullmatch(r"[0-9]+", value):
        raise _refuse(variable, value)
    return int(_read_number(environ, variable))


def _read_log_level(environ: Mapping[str, str]) -> str:
    value = _read(environ, "HEZUO_LOG_LEVEL")
    if value.upper() not in LOG_LEVELS:
        raise _refuse("HEZUO_LOG_LEVEL", value)
    return value.upper()


def _read_token(environ: Mapping[str, str]) -> str:
    value = _read(environ, "HEZUO_TOKEN")
    # It travels in a header.
    if value and not re.fullmatch(r"[!-~]{16,}", value):
        raise _refuse("HEZUO_TOKEN", value)
    return value


def _read_choice(environ: Mapping[str, str], variable: str) -> bool | None:
    value = _read(environ, variable)
    if value not in ("", "0", "1"):
        raise _refuse(variable, value)
    return value == "1" if value else None


def _read_jwks(environ: Mapping[str, str]) -> str:
    value = _read(environ, "HEZUO_JWKS")
    if "://" in value:
        # Who can change the keys on their way can sign for anybody.
        url = urlsplit(value)
        if url.scheme != "https" and not (url.scheme == "http" and is_loopback(url.hostname or "")):
            raise _refuse("HEZUO_JWKS", value)
    if value and not _read(environ, "HEZUO_JWT_ISSUER"):
        raise SettingsError("HEZUO_JWT_ISSUER is missing; with HEZUO_JWKS, only tokens of that issuer are accepted")
    return value


def is_loopback(host: str) -> bool:
    """Whether only this machine reaches what listens there."""
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host == "localhost"


def _check_url(value: str) -> str:
    if "@" in value:
        raise SettingsError("HEZUO_GRAPH_URL names a user; use HEZUO_GRAPH_USER and HEZUO_GRAPH_PASSWORD for that")
    try:
        url = urlsplit(value)
        known = url.scheme in URL_SCHEMES and bool(url.hostname) and url.port != 0
    except ValueError:  # a port that is no number
        known = False
    if not known:
        raise _refuse("HEZUO_GRAPH_URL", value)
    return value
