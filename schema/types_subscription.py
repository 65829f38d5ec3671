"""Everything that can be watched: the root of subscriptions."""

from __future__ import annotations

import strawberry

from schema.fields import stream
from schema.live import watch_changes
from schema.types_live import SINCE, GraphChange


@strawberry.type(description="What can be watched. 订阅")
class Subscription:
    graph_changed: GraphChange | None = stream(
        watch_changes,
        "An event each time the graph has changed; several changes may come as one. `changes` tells which. 变更通知",
        SINCE,
    )
