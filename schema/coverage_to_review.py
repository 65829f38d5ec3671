"""Answers `coverageToReview`."""

from __future__ import annotations

from graph.model import Label
from queries.reviewed_links import ListedLink, count_to_review, list_to_review
from schema import types_review as shown
from schema.call import Call
from schema.connections import page_info, page_of, read_counted
from schema.reading import present
from schema.resolving import resolve_one
from schema.results import make
from schema.review_coverage import show_link
from schema.types_base import PageInfo


async def read_coverage_to_review(call: Call) -> object:
    """What waits for a reviewer, or what was reviewed, a page at a time; counted where that is selected."""
    page, document = page_of(call.arguments, call.context, "coverageToReview"), await _find_document(call)
    reviewed = call.given("reviewed", bool, False)
    counting = count_to_review(call.reader, document, reviewed=reviewed) if call.wants("totalCount") else None
    cut, total = await read_counted(list_to_review(call.reader, document, page, reviewed=reviewed), counting)
    edges = [_show_edge(link, page.cursor(link.key)) for link in cut.items]
    info = page_info(cut, page, PageInfo)
    return await present(call, make(shown.ReviewConnection, total_count=total, page_info=info, edges=edges))


async def _find_document(call: Call) -> str | None:
    text = call.arguments.get("document")
    if not isinstance(text, str):
        return None
    return (await resolve_one(call.context, text, (Label.POLICY_DOCUMENT,), "document", call.context.today.last)).key


def _show_edge(link: ListedLink, cursor: str) -> object:
    return make(shown.ReviewEdge, cursor=cursor, node=show_link(link))
