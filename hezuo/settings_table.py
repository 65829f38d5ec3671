"""Every variable of the environment that the service reads: its default, what it may be, and what it decides."""

from __future__ import annotations

import math
from dataclasses import dataclass

LOG_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")
URL_SCHEMES = ("neo4j", "neo4j+s", "neo4j+ssc", "bolt", "bolt+s", "bolt+ssc")
METRICS = ("off", "token", "open")


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
    _integer(
        "HEZUO_WORKERS", "1", (1, 64),
        "how many processes answer, with Neo4j alone; they share budgets, and `/metrics` is of all; the connections, "
        "places and subscriptions below are each one's own",
    ),
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
    _integer("HEZUO_BUFFER_POOL_MB", "512", (128, 1_048_576), "the most MB of memory for the embedded engine's pages"),
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
    _integer("HEZUO_MAX_ANSWER_BYTES", "32000000", (100_000, 1_000_000_000), "the largest answer that is sent"),
    _integer(
        "HEZUO_MAX_PRICE", "1000000", (1000, 1_000_000_000),
        "how many objects the answer to an operation may hold at worst; ten times as many with a token",
    ),
    _integer(
        "HEZUO_BUDGET", "5000000", (0, 1_000_000_000),
        "the price of operations, in objects, that an address may ask for in a minute, and ten times as much that a "
        "token may; saved up to a minute's worth, 0 for no budget; who is on this machine has none",
    ),
    _integer("HEZUO_CONCURRENCY", "32", (1, 1000), "how many operations are answered at a time; half of them a client"),
    _integer("HEZUO_QUEUE", "512", (0, 100_000), "how many more wait, ten seconds at most; half of them a client"),
    _integer(
        "HEZUO_BATCH", "0", (0, 100),
        "how many queries one body may hold as a JSON list, answered as a list; 0 means that lists are refused",
    ),
    _seconds("HEZUO_REQUEST_TIMEOUT", "30", (0.1, 3600), "after how long an operation that reads is given up"),
    _seconds("HEZUO_WRITE_TIMEOUT", "300", (0.1, 86_400), "the same for one that writes"),
    _integer("HEZUO_STREAMS", "500", (0, 100_000), "how many subscriptions are open at once; a tenth of them a client"),
    Setting(
        "HEZUO_ORIGINS", "", "nothing, or origins such as `https://dashboard.example`, separated by commas",
        "whose pages may ask in a browser, besides our own; nothing means none",
    ),
    Setting(
        "HEZUO_DOCUMENTS", "", "nothing, or the path of a file",
        "operations that are known by their hash: a JSON object from hash to text, or a manifest of Apollo's tools",
    ),
    Setting(
        "HEZUO_DOCUMENTS_ONLY", "0", "0 or 1; 1 needs HEZUO_DOCUMENTS",
        "whether only those operations are answered, except to administrators",
    ),
    Setting(
        "HEZUO_METRICS", "token", "off, token or open",
        "whether `/metrics` is there: for nobody, with any token, for everybody",
    ),
    Setting(
        "HEZUO_OTLP", "", "nothing, or an address: `http://` or `https://`",
        "the OpenTelemetry collector (OTLP over HTTP) to which traces are sent, such as `http://127.0.0.1:4318`",
    ),
    Setting("HEZUO_LOG_LEVEL", "INFO", ", ".join(LOG_LEVELS), "from which level on the log is written"),
)  # fmt: skip
SETTINGS = {setting.variable: setting for setting in _SETTINGS}


def default_number(variable: str) -> int:
    """The default of a setting that is a whole number, for what is made without settings."""
    return int(SETTINGS[variable].default)


def build_settings_table() -> str:
    """The settings as a Markdown table, as `docs/settings.md` shows it."""
    rows = ["| variable | default | allowed | what it decides |", "|---|---|---|---|"]
    for setting in SETTINGS.values():
        default = f"`{setting.default}`" if setting.default else "none"
        rows.append(f"| `{setting.variable}` | {default} | {setting.allowed} | {setting.meaning} |")
    return "\n".join(rows)
