"""The list of reviewers: links that wait for their word, and those of which they have spoken."""

from __future__ import annotations

import strawberry

from schema.fields import argument, related
from schema.results import hold
from schema.shapes import Sources
from schema.types_base import PAGE, Connection, Edge
from schema.types_coverage import Coverage

TO_REVIEW_ARGUMENTS = (
    argument("document", strawberry.ID, "Only links of this document; of all by default. 文件"),
    argument("reviewed", bool, "Instead those that were reviewed, by clause and task. 已审定", False),
    *PAGE,
)


@strawberry.type(description="A link in the list of reviewers.")
class ReviewEdge(Edge):
    node: Coverage = related("The link. 覆盖")


@strawberry.type(description="Links that wait for a reviewer, or that were reviewed. 待审定")
class ReviewConnection(Connection[ReviewEdge]):
    pass


SOURCES: Sources = {
    ("ReviewConnection", "edges"): hold("edges"),
    ("ReviewEdge", "node"): hold("node"),
}
