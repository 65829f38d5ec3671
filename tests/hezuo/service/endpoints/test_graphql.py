"""GraphQL over HTTP: methods, media types, statuses, and each malformed request with its own refusal."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator

import pytest
from httpx import Response

from tests.hezuo.service.front_door import TOKEN, Client, StandIn, open_client

GRAPHQL, JSON = "application/graphql-response+json", "application/json"
HELLO = '{ hello(name: "合作") }'


@pytest.fixture
def client() -> Client:
    return open_client()


def post(client: Client, body: object, accept: str = GRAPHQL, **headers: str) -> Response:
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    return client.post("/graphql", content=content, headers={"content-type": JSON, "accept": accept, **headers})


def read_error(response: Response) -> tuple[str, str]:
    (error,) = response.json()["errors"]
    return error["extensions"]["code"], error["message"]


def test_post_answers_in_the_media_type_asked_for(client: Client) -> None:
    for media_type in (GRAPHQL, JSON):
        response = post(client, {"query": HELLO}, media_type)
        assert (response.status_code, response.json()) == (200, {"data": {"hello": "hello 合作"}})
        assert response.headers["content-type"] == f"{media_type}; charset=utf-8"


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        ("*/*", JSON),
        ("", JSON),
        ("application/*", JSON),
        (f"{GRAPHQL}, {JSON}", GRAPHQL),
        (f"{JSON}, {GRAPHQL}", GRAPHQL),
        (f"{GRAPHQL};q=0.5, {JSON}", JSON),
        (f"{GRAPHQL};q=0.5, */*", JSON),
        (f"{GRAPHQL}, {JSON};q=0.9", GRAPHQL),
        (f"{JSON};q=0, */*", GRAPHQL),
        (f"{GRAPHQL}; charset=utf-8", GRAPHQL),
        ("APPLICATION/JSON", JSON),
        (f"text/html, {JSON};q=0.1", JSON),
    ],
)
def test_answer_takes_the_type_that_accept_prefers(client: Client, accept: str, expected: str) -> None:
    assert post(client, {"query": HELLO}, accept).headers["content-type"].startswith(expected)


@pytest.mark.parametrize("accept", ["text/html", "image/*", f"{JSON};q=0", f"{GRAPHQL}; charset=gbk", "nonsense"])
def test_types_we_do_not_speak_are_not_acceptable(client: Client, accept: str) -> None:
    response = post(client, {"query": HELLO}, accept)
    assert (response.status_code, read_error(response)[0]) == (406, "BAD_USER_INPUT")
    assert response.json()["errors"][0]["extensions"]["argument"] == "Accept"


@pytest.mark.parametrize(
    "content_type",
    ["text/plain", "application/graphql", "", "application/json; charset=gb18030", "multipart/form-data"],
)
def test_body_of_another_type_is_unsupported(client: Client, content_type: str) -> None:
    response = post(client, {"query": HELLO}, **{"content-type": content_type})
    assert (response.status_code, read_error(response)[0]) == (415, "BAD_USER_INPUT")
    assert response.json()["errors"][0]["extensions"]["argument"] == "Content-Type"


@pytest.mark.parametrize("charset", ["utf-8", "UTF-8", '"utf-8"'])
def test_charset_utf8_is_accepted(client: Client, charset: str) -> None:
    assert post(client, {"query": HELLO}, **{"content-type": f"{JSON}; charset={charset}"}).status_code == 200


@pytest.mark.parametrize(
    ("body", "argument", "says"),
    [
        (b"", "body", "not JSON"),
        (b'{"query"', "body", "not JSON"),
        (b'{"query": "\xff"}', "body", "not JSON"),
        (b'{"query": "{ hello }", "variables": {"a": NaN}}', "body", "not JSON"),
        (b"[" * 5000, "body", "not JSON"),
        (None, "body", "not null"),
        ("{ hello }", "body", "not a string"),
        (7, "body", "not a number"),
        ([{"query": HELLO}], "body", "one operation a request"),
        ([], "body", "one operation a request"),
        ({}, "query", "'query' is missing"),
        ({"query": None}, "query", "'query' is missing"),
        ({"query": {}}, "query", "'query' must be a string, not an object"),
        ({"query": HELLO, "variables": []}, "variables", "'variables' must be an object, not a list"),
        ({"query": HELLO, "variables": "{}"}, "variables", "'variables' must be an object, not a string"),
        ({"query": HELLO, "operationName": 1}, "operationName", "'operationName' must be a string, not a number"),
        ({"query": HELLO, "extensions": False}, "extensions", "'extensions' must be an object, not a boolean"),
        ({"documentId": 1}, "documentId", "'documentId' must be a string, not a number"),
        ({"extensions": {"persistedQuery": 1}}, "extensions", "'persistedQuery' must be an object"),
        ({"query": HELLO, "variables": {"a": json.loads("[" * 40 + "]" * 40)}}, "variables", "32 levels"),
    ],
)
@pytest.mark.parametrize("accept", [GRAPHQL, JSON])
def test_malformed_request_is_refused_and_says_why(
    client: Client, body: object, argument: str, says: str, accept: str
) -> None:
    response = post(client, body, accept)
    assert response.status_code == 400
    code, message = read_error(response)
    assert code == "BAD_USER_INPUT"
    assert says in message
    assert response.json()["errors"][0]["extensions"]["argument"] == argument


def test_null_parameters_count_as_absent(client: Client) -> None:
    response = post(client, {"query": HELLO, "variables": None, "operationName": None, "extensions": None})
    assert response.json() == {"data": {"hello": "hello 合作"}}


@pytest.mark.parametrize("query", ["{", "{ hello(name: ) }", "", "query", "\ud800"])
def test_syntax_error_fails_to_parse(client: Client, query: str) -> None:
    if query == "\ud800":
        assert post(client, {"query": query}).status_code == 400
        return
    response = post(client, {"query": query})
    assert (response.status_code, read_error(response)[0]) == (400, "GRAPHQL_PARSE_FAILED")
    assert "data" not in response.json()
    assert response.json()["errors"][0]["locations"]
    # Clients of plain JSON take other statuses for an intermediary's.
    assert post(client, {"query": query}, JSON).status_code == 200


def test_get_answers_queries(client: Client) -> None:
    asked = {"query": "query Q($n: String) { hello(name: $n) }", "variables": '{"n": "西安"}', "operationName": "Q"}
    response = client.get("/graphql", params=asked, headers={"accept": GRAPHQL})
    assert (response.status_code, response.json()) == (200, {"data": {"hello": "hello 西安"}})


@pytest.mark.parametrize(
    ("query_string", "refusal"),
    [
        ("query={hello}&query={hello}", {"code": "BAD_USER_INPUT", "argument": "query"}),
        ("query={hello}&variables={", {"code": "BAD_USER_INPUT", "argument": "variables"}),
        ("query={hello}&variables=[]", {"code": "BAD_USER_INPUT", "argument": "variables"}),
        ("query={hello}&extensions=1", {"code": "BAD_USER_INPUT", "argument": "extensions"}),
        ("query=%FF", {"code": "BAD_USER_INPUT", "argument": "query"}),
        ("query=", {"code": "GRAPHQL_PARSE_FAILED"}),
        ("", {"code": "BAD_USER_INPUT", "argument": "query"}),
    ],
)
def test_malformed_query_string_is_refused(client: Client, query_string: str, refusal: dict[str, str]) -> None:
    response = client.get(f"/graphql?{query_string}", headers={"accept": GRAPHQL})
    assert response.status_code == 400
    assert response.json()["errors"][0]["extensions"] == refusal


@pytest.mark.parametrize("kind", ["mutation", "subscription"])
def test_get_is_for_queries_only(kind: str) -> None:
    graph = StandIn()
    headers = {"accept": GRAPHQL, "authorization": f"Bearer {TOKEN}"}
    response = open_client(graph).get("/graphql", params={"query": f"{kind} {{ touch }}"}, headers=headers)
    assert (response.status_code, response.headers["allow"]) == (405, "POST")
    assert not graph.asked


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS"])
def test_other_methods_are_not_allowed(client: Client, method: str) -> None:
    response = client.request(method, "/graphql")
    assert response.status_code == 405
    assert set(response.headers["allow"].split(", ")) == {"GET", "HEAD", "POST"}


def test_body_over_the_limit_is_too_large_by_its_length(client: Client) -> None:
    response = post(client, {"query": HELLO, "variables": {"text": "长" * 10_000}})
    assert (response.status_code, read_error(response)[0]) == (413, "PAYLOAD_TOO_LARGE")


def test_body_over_the_limit_is_too_large_while_it_streams(client: Client) -> None:
    sent = 0

    async def stream() -> AsyncIterator[bytes]:
        nonlocal sent
        for _ in range(100):
            sent += 1000
            yield b" " * 1000

    response = client.post("/graphql", content=stream(), headers={"content-type": JSON, "accept": GRAPHQL})
    assert "content-length" not in response.request.headers
    assert (response.status_code, read_error(response)[0]) == (413, "PAYLOAD_TOO_LARGE")


def test_document_is_parsed_once_for_the_same_text(client: Client) -> None:
    graph = StandIn()
    repeated = open_client(graph)
    for _ in range(2):
        post(repeated, {"query": HELLO})
    first, second = graph.asked
    assert first.prepared is second.prepared


def test_complex_operation_never_reaches_the_schema() -> None:
    graph = StandIn()
    query = "{" + " ".join(f"a{i}: hello" for i in range(200)) + "}"
    response = post(open_client(graph), {"query": query})
    assert response.status_code == 400
    assert response.json()["errors"][0]["extensions"] == {
        "code": "QUERY_TOO_COMPLEX", "measure": "aliases", "price": 200, "limit": 100, "field": "a0",
    }  # fmt: skip
    assert not graph.asked


def test_writing_needs_the_token_before_any_work() -> None:
    graph = StandIn()
    client = open_client(graph)
    response = post(client, {"query": "mutation { touch }"})
    assert (response.status_code, read_error(response)[0]) == (401, "UNAUTHENTICATED")
    assert response.headers["www-authenticate"].startswith("Bearer")
    assert not graph.asked
    response = post(client, {"query": "mutation { touch }"}, authorization=f"Bearer {TOKEN}")
    assert response.json() == {"data": {"touch": True}}


@pytest.mark.parametrize(
    "authorization", ["Bearer wrong-token-entirely", "Basic YTpi", "Bearer", "Bearer 令牌".encode()]
)
def test_wrong_token_is_refused_even_for_reading(client: Client, authorization: str) -> None:
    response = post(client, {"query": HELLO}, authorization=authorization)
    assert (response.status_code, read_error(response)[0]) == (401, "UNAUTHENTICATED")


def test_reading_needs_the_token_where_anonymous_reading_is_off() -> None:
    client = open_client(anonymous_read=False)
    assert post(client, {"query": HELLO}).status_code == 401
    assert post(client, {"query": HELLO}, authorization=f"Bearer {TOKEN}").status_code == 200
    assert client.get("/healthz").status_code == 200


@pytest.mark.parametrize(
    ("body", "accept", "headers"),
    [
        (b"{", GRAPHQL, {}),
        ({"query": "{"}, GRAPHQL, {}),
        ({"query": "{" + "self{" * 30 + "hello" + "}" * 31}, JSON, {}),
        ({"query": "mutation { touch }"}, GRAPHQL, {}),
        ({"query": HELLO}, GRAPHQL, {"authorization": "Bearer wrong-token-entirely"}),
        ({"query": HELLO}, "image/*", {}),
        ({"query": "{"}, "text/event-stream", {}),
        (b" " * 20_000, GRAPHQL, {}),
    ],
)
def test_refusal_says_the_version_of_the_graph(
    client: Client, body: object, accept: str, headers: dict[str, str]
) -> None:
    response = post(client, body, accept, **headers)
    data = response.text.partition("data: ")[2].split("\n")[0] if accept == "text/event-stream" else response.text
    assert json.loads(data)["extensions"] == {"version": 7}


def test_refusal_goes_without_the_version_while_the_engine_is_down() -> None:
    client = open_client(StandIn(down="the engine is away"))
    response = post(client, {"query": "{"})
    assert (response.status_code, read_error(response)[0]) == (400, "GRAPHQL_PARSE_FAILED")
    assert "extensions" not in response.json()
