"""Everything that can be changed: the root of mutations."""

from __future__ import annotations

import strawberry

from schema.fields import root
from schema.load_document import load_document, remove_document
from schema.review_coverage import review_coverage
from schema.types_loading import (
    LOAD_ARGUMENTS,
    REMOVE_ARGUMENTS,
    REVIEW_ARGUMENTS,
    CoverageReview,
    DocumentLoad,
    DocumentRemoval,
)


@strawberry.type(description="What can be changed, with a token. 变更")
class Mutation:
    load_document: DocumentLoad | None = root(
        load_document,
        "Store a document with its clauses, what they name and the tasks that they cover: all of it or nothing. The "
        "same once more changes nothing. Needs the role loader. 收录文件",
        *LOAD_ARGUMENTS,
    )
    remove_document: DocumentRemoval | None = root(
        remove_document, "Undo the load of a document. Needs the role loader. 移除文件", *REMOVE_ARGUMENTS
    )
    review_coverage: CoverageReview | None = root(
        review_coverage,
        "Say whether a clause covers a task: kept through every load, and suspect when the clause's words change. "
        "Needs the role reviewer. 审定覆盖",
        *REVIEW_ARGUMENTS,
    )
