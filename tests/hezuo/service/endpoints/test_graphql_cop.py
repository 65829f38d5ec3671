"""The checks of graphql-cop (github.com/dolevf/graphql-cop), asked of a served graph as that tool asks them.

The package of that name is no release of the tool: what each check sends, and what it takes for a finding, is told
again here. What is found on purpose has its reason in docs/security.md.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.hezuo.commands.commands import ROOT, Service, serve

Check = Callable[[httpx.Client], bool]
PAGES = ("/graphiql", "/playground", "/console", "/graphql")
PAGE_WORDS = ("graphiql.min.css", "GraphQL Playground", "GraphiQL", "graphql-playground")


@pytest.fixture(scope="module")
def service(loaded: Path) -> Iterator[Service]:
    with serve(loaded) as serving:
        yield serving


def ask(client: httpx.Client, query: str) -> Any:  # noqa: ANN401 JSON
    return client.post("/graphql", json={"query": query}).json()


def gets_data(answer: Any) -> bool:  # noqa: ANN401 JSON
    """Whether an answer has anything, as the tool looks for it: whatever is not there is no finding."""
    return isinstance(answer, dict) and bool(answer.get("data"))


def overload_aliases(client: httpx.Client) -> bool:
    return gets_data(ask(client, "query { " + " ".join(f"alias{at}:__typename" for at in range(101)) + " }"))


def batch(client: httpx.Client) -> bool:
    answer = client.post("/graphql", json=[{"query": "query { __typename }"}] * 11).json()
    return isinstance(answer, list) and len(answer) >= 10


def overload_directives(client: httpx.Client) -> bool:
    # Ten errors say that all ten were looked up.
    return len(ask(client, "query { __typename @aa@aa@aa@aa@aa@aa@aa@aa@aa@aa }")["errors"]) == 10


def duplicate_fields(client: httpx.Client) -> bool:
    return gets_data(ask(client, "query { " + "__typename \n" * 500 + "}"))


def circle_by_introspection(client: httpx.Client) -> bool:
    query = "query { __schema { types { " + "fields { type { " * 4 + "name " + "} } " * 4 + "} } }"
    return gets_data(ask(client, query))


def circle_by_fragments(client: httpx.Client) -> bool:
    fragments = "fragment A on __Schema { __typename ...B } fragment B on __Schema { ...A }"
    return "errors" not in ask(client, "query { __schema { ...A } } " + fragments)


def query_by_get(client: httpx.Client) -> bool:
    return gets_data(client.get("/graphql", params={"query": "{__typename}"}).json())


def change_by_get(client: httpx.Client) -> bool:
    return gets_data(client.get("/graphql", params={"query": "mutation {__typename}"}).json())


def query_by_form(client: httpx.Client) -> bool:
    by_address = client.post("/graphql", params={"query": "query {__typename}"}).json()
    by_body = client.post("/graphql", data={"query": "query {__typename}"}).json()
    return gets_data(by_address) or gets_data(by_body)


def trace(client: httpx.Client) -> bool:
    answer = ask(client, "query { __typename }")
    return "tracing" in answer.get("extensions", {}) or "stacktrace" in str(answer).lower()


def leave_errors_unhandled(client: httpx.Client) -> bool:
    answer = ask(client, "qwerty cop { abc }")
    return "exception" in str(answer["errors"][0].get("extensions", {})).lower() or "traceback" in str(answer).lower()


def show_page(client: httpx.Client) -> bool:
    return any(word in client.get(path).text for path in PAGES for word in PAGE_WORDS)


def introspect(client: httpx.Client) -> bool:
    return gets_data(ask(client, "query { __schema { types { name fields { name } } } }"))


def suggest_fields(client: httpx.Client) -> bool:
    return "Did you mean" in ask(client, "query { __schema { directive } }")["errors"][0]["message"]


# By the row of the table in docs/security.md that answers it.
CHECKS: dict[str, Check] = {
    "alias overloading": overload_aliases,
    "array batching": batch,
    "directive overloading": overload_directives,
    "field duplication": duplicate_fields,
    "circular introspection": circle_by_introspection,
    "circular fragments": circle_by_fragments,
    "GET-based mutation (CSRF)": change_by_get,
    "POST with a form's media type (CSRF)": query_by_form,
    "tracing in the answer": trace,
    "unhandled errors": leave_errors_unhandled,
    "GraphiQL": show_page,
}
ON_PURPOSE: dict[str, Check] = {
    "GET method for queries": query_by_get,
    "introspection": introspect,
    "field suggestions": suggest_fields,
}


@pytest.mark.parametrize("check", CHECKS)
def test_check_finds_nothing(service: Service, check: str) -> None:
    with httpx.Client(base_url=service.url, trust_env=False) as client:
        assert not CHECKS[check](client)


@pytest.mark.parametrize("check", ON_PURPOSE)
def test_what_is_found_is_there_on_purpose(service: Service, check: str) -> None:
    with httpx.Client(base_url=service.url, trust_env=False) as client:
        assert ON_PURPOSE[check](client)
    assert "on purpose" in read_reasons()[check]


def test_every_check_has_its_reason() -> None:
    assert read_reasons().keys() == CHECKS.keys() | ON_PURPOSE.keys()


def read_reasons() -> dict[str, str]:
    """The table of findings in docs/security.md."""
    text = (ROOT / "docs" / "security.md").read_text("utf-8")
    rows = text.partition("## The findings of graphql-cop")[2].partition("\n## ")[0].splitlines()
    cells = [[cell.strip() for cell in row.strip("|").split("|")] for row in rows if row.startswith("| ")]
    return {check: reason for check, reason in cells if check != "check"}
