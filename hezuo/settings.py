"""The environment's decisions: one frozen object, built once and passed down; nothing else reads the environment."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit

from hezuo.settings_table import LOG_LEVELS, METRICS, SETTINGS, URL_SCHEMES

FIGURES = "PROMETHEUS_MULTIPROC_DIR"


class SettingsError(Exception):
    """A variable has a value that it may not have; the message names the variable, the value and what is allowed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Every setting, checked. `graph_url` is the address of a Neo4j, or empty; then `graph_file` is the graph."""

    host: str
    port: int
    workers: int
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
    max_answer_bytes: int
    max_price: int
    budget: int
    concurrency: int
    queue: int
    batch: int
    request_timeout: float
    write_timeout: float
    streams: int
    origins: tuple[str, ...]
    documents: Path | None
    documents_only: bool
    metrics: str
    otlp: str
    log_level: str


def read_settings(environ: Mapping[str, str]) -> Settings:
    """The settings that `environ` holds; an empty variable counts as unset. Raises SettingsError."""
    data = Path(_read(environ, "HEZUO_DATA"))
    place = _read(environ, "HEZUO_GRAPH_URL")
    graph_url = _check_url(place) if "://" in place else ""
    return Settings(
        host=_read(environ, "HEZUO_HOST"),
        port=_read_integer(environ, "HEZUO_PORT"),
        workers=_read_integer(environ, "HEZUO_WORKERS"),
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
        max_answer_bytes=_read_integer(environ, "HEZUO_MAX_ANSWER_BYTES"),
        max_price=_read_integer(environ, "HEZUO_MAX_PRICE"),
        budget=_read_integer(environ, "HEZUO_BUDGET"),
        concurrency=_read_integer(environ, "HEZUO_CONCURRENCY"),
        queue=_read_integer(environ, "HEZUO_QUEUE"),
        batch=_read_integer(environ, "HEZUO_BATCH"),
        request_timeout=_read_number(environ, "HEZUO_REQUEST_TIMEOUT"),
        write_timeout=_read_number(environ, "HEZUO_WRITE_TIMEOUT"),
        streams=_read_integer(environ, "HEZUO_STREAMS"),
        origins=_read_origins(environ),
        documents=Path(documents) if (documents := _read(environ, "HEZUO_DOCUMENTS")) else None,
        documents_only=_read_documents_only(environ),
        metrics=_read_one_of(environ, "HEZUO_METRICS", METRICS),
        otlp=_read_matching(environ, "HEZUO_OTLP", r"(https?://\S+)?"),
        log_level=_read_log_level(environ),
    )


def read_process_settings() -> Settings:
    """The settings of this process. Raises SettingsError."""
    return read_settings(os.environ)


def share_figures(folder: Path | None) -> None:
    """Tell processes that are started from here where to keep figures: prometheus_client reads it nowhere else."""
    if folder is None:
        os.environ.pop(FIGURES, None)
    else:
        os.environ[FIGURES] = str(folder)


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


def _read_one_of(environ: Mapping[str, str], variable: str, allowed: Sequence[str]) -> str:
    value = _read(environ, variable)
    if value not in allowed:
        raise _refuse(variable, value)
    return value


def _read_matching(environ: Mapping[str, str], variable: str, form: str) -> str:
    value = _read(environ, variable)
    if not re.fullmatch(form, value):
        raise _refuse(variable, value)
    return value


def _read_origins(environ: Mapping[str, str]) -> tuple[str, ...]:
    value = _read(environ, "HEZUO_ORIGINS")
    origins = tuple(one.strip() for one in value.split(",") if one.strip())
    # As browsers write them: no path, no slash at the end, no pattern.
    if any(
        not re.fullmatch(r"https?://[a-z0-9.\-]+(:[0-9]{1,5})?|https?://\[[0-9a-f:]+\](:[0-9]{1,5})?", one)
        for one in origins
    ):
        raise _refuse("HEZUO_ORIGINS", value)
    return origins


def _read_documents_only(environ: Mapping[str, str]) -> bool:
    only = _read_one_of(environ, "HEZUO_DOCUMENTS_ONLY", ("0", "1")) == "1"
    if only and not _read(environ, "HEZUO_DOCUMENTS"):
        raise SettingsError("HEZUO_DOCUMENTS is missing; with HEZUO_DOCUMENTS_ONLY, only its operations are answered")
    return only


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
    """Tell whether only this machine reaches what listens there."""
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
