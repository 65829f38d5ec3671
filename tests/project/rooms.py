"""The plan of the house: which part may import which. `docs/architecture.md` draws it."""

from __future__ import annotations

# Each package and the packages of ours that it may import. `schema` reaches `loaders` for loadDocument and checkDraft.
ARROWS = {
    "graph": set[str](),
    "seed": set[str](),
    "loaders": {"graph", "seed"},
    "queries": {"graph"},
    "schema": {"queries", "graph", "loaders"},
    "hezuo": {"graph", "seed", "loaders", "queries", "schema"},
}
# Inside a package: a part, and the other parts of its package that it may import. A part not named here wires others.
# fmt: off
WITHIN: dict[str, set[str]] = {
    "graph/model": set(),
    "graph/dates": set(),
    "graph/errors": set(),
    "graph/telemetry": set(),
    "graph/names": set(),
    "graph/enums": {"graph/model"},
    "graph/store": {"graph/model", "graph/telemetry"},
    "graph/statements": {"graph/model", "graph/store"},
    "graph/bookkeeping": {"graph/model", "graph/store"},
    "graph/engines": {
        "graph/model", "graph/errors", "graph/telemetry", "graph/store", "graph/statements",
        "graph/bookkeeping",
    },
    "graph/writing": {
        "graph/model", "graph/enums", "graph/dates", "graph/store", "graph/statements", "graph/bookkeeping",
    },
    "graph/archive": {
        "graph/model", "graph/dates", "graph/errors", "graph/store", "graph/statements", "graph/bookkeeping",
        "graph/writing",
    },

    "queries/errors": set(),
    "queries/rules": set(),
    "queries/warnings": set(),
    "queries/question": {"queries/rules"},
    "queries/paging": {"queries/errors"},
    "queries/changes": {"queries/errors", "queries/question"},
    "queries/region_spans": {"queries/question"},
    "queries/nodes": {"queries/errors", "queries/rules", "queries/question", "queries/paging", "queries/changes"},
    "queries/coverage": {"queries/errors", "queries/paging", "queries/question", "queries/warnings"},
    "queries/paths": {"queries/errors", "queries/rules", "queries/nodes"},
    "queries/search": {
        "queries/errors", "queries/rules", "queries/question", "queries/paging", "queries/changes",
        "queries/region_spans", "queries/nodes",
    },
    "queries/pairing": {
        "queries/errors", "queries/question", "queries/region_spans", "queries/warnings", "queries/coverage",
    },

    "loaders/document": set(),
    "loaders/errors": set(),
    "loaders/files": {"loaders/errors"},
    "loaders/clauses": {"loaders/document"},
    "loaders/mentions": {"loaders/document"},
    "loaders/tasks": {"loaders/document", "loaders/mentions"},
    "loaders/metadata": {"loaders/document", "loaders/clauses", "loaders/mentions"},
    "loaders/analysis": {"loaders/document", "loaders/mentions", "loaders/tasks"},
    "loaders/facts": {"loaders/errors", "loaders/clauses"},
    "loaders/storing": {
        "loaders/document", "loaders/errors", "loaders/files", "loaders/clauses", "loaders/metadata",
        "loaders/mentions", "loaders/tasks", "loaders/analysis",
    },
    "loaders/turns": {
        "loaders/mentions", "loaders/tasks", "loaders/storing",
    },
    "loaders/workers": {"loaders/errors", "loaders/storing", "loaders/turns"},
    "loaders/pipeline": {
        "loaders/document", "loaders/files", "loaders/mentions", "loaders/tasks", "loaders/analysis", "loaders/storing",
        "loaders/turns",
    },

    "schema/request": set(),
    "schema/fields": {"schema/request"},
    "schema/fetch": {"schema/request", "schema/fields"},
    "schema/entities": {"schema/request", "schema/fields", "schema/fetch"},
    "schema/questions": {"schema/request", "schema/fields", "schema/fetch", "schema/entities"},
    "schema/changes": {"schema/request", "schema/fields", "schema/fetch", "schema/entities", "schema/questions"},
    "schema/roots": {"schema/fields", "schema/entities", "schema/questions", "schema/changes"},
    "schema/build": {
        "schema/request", "schema/fields", "schema/fetch", "schema/entities", "schema/questions",
        "schema/changes", "schema/roots",
    },
    "schema/cost": {"schema/request", "schema/fields", "schema/fetch"},
    "schema/execution": {"schema/request", "schema/fields", "schema/fetch", "schema/cost"},

    "hezuo/service/http": set(),
    "hezuo/service/server": set(),
    "hezuo/service/auth": {"hezuo/service/http"},
    "hezuo/service/limits": {"hezuo/service/http"},
    "hezuo/service/telemetry": {"hezuo/service/http", "hezuo/service/auth", "hezuo/service/limits"},
    "hezuo/service/operations": {
        "hezuo/service/http", "hezuo/service/auth", "hezuo/service/limits", "hezuo/service/telemetry",
    },
    "hezuo/service/endpoints": {
        "hezuo/service/http", "hezuo/service/auth", "hezuo/service/limits", "hezuo/service/telemetry",
        "hezuo/service/operations", "hezuo/service/server",
    },
    "hezuo/service/app": {
        "hezuo/service/http", "hezuo/service/auth", "hezuo/service/limits", "hezuo/service/telemetry",
        "hezuo/service/operations", "hezuo/service/endpoints",
    },
    "hezuo/executor": {"hezuo/settings"},
    "hezuo/commands/questions": {"hezuo/commands"},
    "hezuo/commands/documents": {"hezuo/commands"},
    "hezuo/commands/admin": {"hezuo/commands", "hezuo/commands/documents", "hezuo/service", "hezuo/executor"},
}
# fmt: on
