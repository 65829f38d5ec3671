"""Operations by their hash: a manifest's, and automatic persisted queries, over GET and POST."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest
from httpx import Response

from hezuo.errors import CommandError
from hezuo.service.operations.persisted import Documents, read_manifest
from tests.hezuo.service.front_door import TOKEN, Client, open_door

HELLO = "query Hello($n: String) { hello(name: $n) }"
OTHER = "{ hello }"


def hash_of(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def persisted(text: str) -> dict[str, object]:
    return {"persistedQuery": {"version": 1, "sha256Hash": hash_of(text)}}


def open_client(documents: Documents | None = None) -> Client:
    return Client(open_door(documents=documents or Documents()))


def read_code(response: Response) -> str:
    return str(response.json()["errors"][0]["extensions"]["code"])


def get(client: Client, **given: object) -> Response:
    written = {name: one if isinstance(one, str) else json.dumps(one) for name, one in given.items()}
    return client.get("/graphql", params=written)


def test_client_registers_a_text_and_then_sends_its_hash_alone() -> None:
    client = open_client()
    unknown = get(client, extensions=persisted(HELLO))
    assert (unknown.status_code, read_code(unknown)) == (200, "PERSISTED_QUERY_NOT_FOUND")
    assert unknown.json()["errors"][0]["message"] == "PersistedQueryNotFound"
    body = {"query": HELLO, "variables": {"n": "一"}, "extensions": persisted(HELLO)}
    assert client.post("/graphql", json=body).json() == {"data": {"hello": "hello 一"}}
    known = get(client, extensions=persisted(HELLO), variables={"n": "二"})
    assert known.json() == {"data": {"hello": "hello 二"}}
    by_post = client.post("/graphql", json={"extensions": persisted(HELLO)})
    assert by_post.status_code == 200


def test_hash_of_another_text_is_refused_and_not_kept() -> None:
    client = open_client()
    refused = client.post("/graphql", json={"query": OTHER, "extensions": persisted(HELLO)})
    assert (refused.status_code, read_code(refused)) == (400, "BAD_USER_INPUT")
    assert read_code(get(client, extensions=persisted(HELLO))) == "PERSISTED_QUERY_NOT_FOUND"


@pytest.mark.parametrize("wrong", ["text", {}, {"sha256Hash": 1}, {"version": 2, "sha256Hash": "a"}, []])
def test_malformed_extension_is_refused(wrong: object) -> None:
    response = open_client().post("/graphql", json={"query": OTHER, "extensions": {"persistedQuery": wrong}})
    assert (response.status_code, read_code(response)) == (400, "BAD_USER_INPUT")


def test_registered_texts_are_bounded() -> None:
    documents = Documents()
    client = open_client(documents)
    for number in range(1_050):
        text = f"query Q{number} {{ hello }}"
        documents.registered[hash_of(text)] = text
    assert len(documents.registered) == 1_000
    assert read_code(get(client, extensions=persisted("query Q3 { hello }"))) == "PERSISTED_QUERY_NOT_FOUND"


def test_only_the_manifest_is_answered_where_that_is_set() -> None:
    client = open_client(Documents({hash_of(HELLO): HELLO}, only=True))
    assert get(client, extensions=persisted(HELLO)).json() == {"data": {"hello": "hello nobody"}}
    assert get(client, documentId=f"sha256:{hash_of(HELLO)}").status_code == 200
    # The text itself is as good as its hash.
    assert client.post("/graphql", json={"query": HELLO}).status_code == 200
    for body in ({"query": OTHER}, {"query": OTHER, "extensions": persisted(OTHER)}):
        refused = client.post("/graphql", json=body)
        assert (refused.status_code, read_code(refused)) == (403, "FORBIDDEN")
    assert read_code(get(client, extensions=persisted(OTHER))) == "PERSISTED_QUERY_NOT_FOUND"
    by_admin = client.post("/graphql", json={"query": OTHER}, headers={"authorization": f"Bearer {TOKEN}"})
    assert by_admin.status_code == 200


def test_manifest_is_read_in_both_forms(tmp_path: Path) -> None:
    file = tmp_path / "manifest.json"
    file.write_text(json.dumps({"sha256:abc": HELLO}), "utf-8")
    assert read_manifest(file) == {"abc": HELLO}
    operations = [{"id": "abc", "name": "Hello", "type": "query", "body": HELLO}]
    file.write_text(json.dumps({"format": "apollo-persisted-query-manifest", "operations": operations}), "utf-8")
    assert read_manifest(file) == {"abc": HELLO}


@pytest.mark.parametrize("text", ["no json", "[]", '{"abc": 1}', '{"operations": [{"id": "abc"}]}'])
def test_manifest_that_is_none_is_one_line(tmp_path: Path, text: str) -> None:
    file = tmp_path / "manifest.json"
    file.write_text(text, "utf-8")
    with pytest.raises(CommandError, match="HEZUO_DOCUMENTS"):
        read_manifest(file)


def test_pages_of_allowed_origins_may_ask() -> None:
    origin = "https://dashboard.example"
    client = Client(open_door(origins=(origin,)))
    asked = {"origin": origin, "access-control-request-method": "POST"}
    preflight = client.request(
        "OPTIONS", "/graphql", headers=asked | {"access-control-request-headers": "content-type, authorization"}
    )
    assert preflight.status_code == 200
    assert preflight.headers["access-control-allow-origin"] == origin
    assert "access-control-allow-credentials" not in preflight.headers
    answer = client.post("/graphql", json={"query": OTHER}, headers={"origin": origin})
    assert answer.headers["access-control-allow-origin"] == origin
    assert "Origin" in answer.headers["vary"]
    other = client.request("OPTIONS", "/graphql", headers=asked | {"origin": "https://evil.example"})
    assert other.status_code == 400
    assert "access-control-allow-origin" not in other.headers


@pytest.mark.parametrize("media_type", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data"])
def test_no_form_of_another_page_changes_anything(media_type: str) -> None:
    client = open_client()
    content = json.dumps({"query": "mutation { touch }"}).encode()
    token = {"authorization": f"Bearer {TOKEN}"}
    sent = client.post("/graphql", content=content, headers={"content-type": media_type, **token})
    assert sent.status_code == 415
    assert client.get("/graphql", params={"query": "mutation { touch }"}, headers=token).status_code == 405
