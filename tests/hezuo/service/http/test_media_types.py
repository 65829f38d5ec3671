"""Which answer a header asks for, and what it refuses: by the letter of GraphQL over HTTP, without a server."""

from __future__ import annotations

import pytest

from hezuo.service.http.errors import STATUSES, HttpRefusal, refuse_input
from hezuo.service.http.media_types import (
    GRAPHQL_RESPONSE,
    JSON,
    Events,
    check_content_type,
    choose_answer,
    choose_events,
    prefers_page,
)
from schema.execution.errors import CODES

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


@pytest.mark.parametrize(
    ("accept", "answer"),
    [
        (None, JSON),
        ("", JSON),
        ("*/*", JSON),
        ("application/*", JSON),
        (JSON, JSON),
        (GRAPHQL_RESPONSE, GRAPHQL_RESPONSE),
        (f"{JSON}, {GRAPHQL_RESPONSE}", GRAPHQL_RESPONSE),
        (f"{GRAPHQL_RESPONSE};q=0.5, {JSON}", JSON),
        (f"{JSON};q=0, */*", GRAPHQL_RESPONSE),
        (f"{JSON};charset=UTF-8", JSON),
        (BROWSER, JSON),
    ],
)
def test_answer_is_the_one_liked_best(accept: str | None, answer: str) -> None:
    assert choose_answer(accept) == answer


@pytest.mark.parametrize("accept", ["text/plain", f"{JSON};charset=gbk", "*/*;q=0", "nonsense", f"{JSON};q=2"])
def test_nothing_of_ours_is_refused_with_406(accept: str) -> None:
    with pytest.raises(HttpRefusal) as refused:
        choose_answer(accept)
    assert (refused.value.status, refused.value.code) == (406, "BAD_USER_INPUT")


@pytest.mark.parametrize(("accept", "page"), [(BROWSER, True), ("*/*", False), (f"text/html, {JSON}", False)])
def test_page_is_for_who_likes_it_better(accept: str, page: bool) -> None:
    assert prefers_page(accept) is page


@pytest.mark.parametrize(
    ("accept", "events"),
    [
        ("*/*", Events.NONE),
        ("text/event-stream", Events.ONLY),
        (f"text/event-stream, {JSON}", Events.ALSO),
        ("text/event-stream;q=0", Events.NONE),
    ],
)
def test_events_are_asked_for_by_name(accept: str, events: Events) -> None:
    assert choose_events(accept) is events


@pytest.mark.parametrize("header", [None, "text/plain", f"{JSON};charset=gbk"])
def test_body_of_another_type_is_refused_with_415(header: str | None) -> None:
    with pytest.raises(HttpRefusal) as refused:
        check_content_type(header)
    assert refused.value.status == 415
    assert "Accept-Post" in refused.value.headers


def test_json_in_utf_8_passes() -> None:
    check_content_type(JSON)
    check_content_type('Application/JSON; Charset="UTF-8"')


def test_status_is_that_of_the_code_unless_http_has_a_more_exact_one() -> None:
    assert HttpRefusal("RATE_LIMITED", "later").status == 429
    assert refuse_input("bad", "query").status == 400
    assert refuse_input("bad", "query", status=405).status == 405


def test_every_code_of_a_failed_operation_but_that_of_a_missing_node_has_a_status() -> None:
    assert {code for _, code in CODES} - set(STATUSES) == {"NOT_FOUND"}
