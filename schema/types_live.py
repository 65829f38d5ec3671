"""What those who watch the graph are told."""

from __future__ import annotations

import strawberry

from schema.enums import EntityKind
from schema.fields import argument, plain
from schema.scalars import Instant


@strawberry.type(description="That the graph has changed. 图谱变更")
class GraphChange:
    version: int = plain("The version since. 版本")
    at: Instant = plain("When it changed. 时间")
    kinds: list[EntityKind] = plain("What kinds of things changed. 类型")


SINCE = argument(
    "since",
    int,
    "The version that is known: what changed after it is told at once. By default, now. Where the graph is behind it, "
    "as a restored backup is, all kinds are told at once, and `changes` says `resync`.",
)
