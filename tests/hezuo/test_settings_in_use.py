"""The settings do what docs/settings.md says, seen from outside of a running service."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from jwt.algorithms import ECAlgorithm

from tests.hezuo.commands.commands import Service, run_here, serve

TOKEN = "a-token-for-the-tests"


def post(service: Service, body: str, token: str = "") -> httpx.Response:
    headers = {"content-type": "application/json"} | ({"authorization": f"Bearer {token}"} if token else {})
    return httpx.post(f"{service.url}/graphql", content=body, headers=headers)


def ask_of_size(size: int) -> str:
    body = json.dumps({"query": "{ __typename }"})
    return body + " " * (size - len(body))


def test_token_sizes_graph_and_log_are_as_set(loaded: Path, tmp_path: Path) -> None:
    settings = {
        "HEZUO_DATA": str(tmp_path / "var"),
        "HEZUO_GRAPH_URL": str(loaded / "var" / "graph.lbug"),
        "HEZUO_TOKEN": TOKEN,
        "HEZUO_MAX_BODY_BYTES": "1000",
        "HEZUO_MAX_LOAD_BYTES": "2000",
        "HEZUO_LOG_LEVEL": "error",
        "HEZUO_BATCH": "2",
    }
    with serve(tmp_path, **settings) as service:
        assert post(service, ask_of_size(1000)).status_code == 200
        assert post(service, ask_of_size(1001)).status_code == 413
        assert post(service, ask_of_size(2000), TOKEN).status_code == 200
        assert post(service, ask_of_size(2001), TOKEN).status_code == 413
        assert post(service, ask_of_size(500), TOKEN + "!").status_code == 401
        asked = post(service, json.dumps({"query": '{ region(id: "陕西") { code } }'}))
        assert asked.json()["data"] == {"region": {"code": "610000"}}
        one = {"query": '{ region(id: "陕西") { code } }'}
        assert post(service, json.dumps([one, one])).json()[1]["data"] == {"region": {"code": "610000"}}
        assert post(service, json.dumps([one] * 3)).status_code == 413
        # The administrator's token is nobody's to keep but who set it.
        assert not (tmp_path / "var" / "token").exists()
    assert TOKEN not in service.said.read_text("utf-8")
    assert service.told.read_text("utf-8") == ""


def test_readers_and_issuers_are_as_set(loaded: Path, tmp_path: Path) -> None:
    key = generate_private_key(SECP256R1())
    public = {**json.loads(ECAlgorithm.to_jwk(key.public_key())), "kid": "one", "use": "sig", "alg": "ES256"}
    (tmp_path / "keys.json").write_text(json.dumps({"keys": [public]}), "utf-8")
    settings = {
        "HEZUO_ANONYMOUS_READ": "0",
        "HEZUO_JWKS": str(tmp_path / "keys.json"),
        "HEZUO_JWT_ISSUER": "https://sign.in",
        "HEZUO_JWT_AUDIENCE": "graph",
        "HEZUO_JWT_ROLE_CLAIM": "rank",
        "HEZUO_MAX_BODY_BYTES": "1000",
    }
    claims = {"iss": "https://sign.in", "sub": "li", "exp": datetime.now(UTC) + timedelta(minutes=5)}
    loader, reader, stranger = (
        jwt.encode({**claims, "aud": audience, "rank": rank}, key, "ES256", {"kid": "one"})
        for audience, rank in (("graph", "loader"), ("graph", "reader"), ("hezuo", "loader"))
    )
    with serve(loaded, **settings) as service:
        assert post(service, ask_of_size(100)).status_code == 401
        assert post(service, ask_of_size(100), stranger).status_code == 401
        # Only who may load sends more.
        assert post(service, ask_of_size(2000), reader).status_code == 413
        assert post(service, ask_of_size(2000), loader).status_code == 200
        made = run_here("token", "create", "a-reader", "--role", "reader", HEZUO_DATA=str(loaded / "var"))
        assert post(service, ask_of_size(100), made.stdout.strip()).status_code == 200


@pytest.mark.parametrize(
    "settings",
    [{"HEZUO_PORT": "0"}, {"HEZUO_LOG_LEVEL": "LOUD"}, {"HEZUO_TOKEN": "short"}, {"HEZUO_GRAPH_URL": "http://db"}],
)
def test_value_that_is_not_allowed_is_one_line(settings: dict[str, str], tmp_path: Path) -> None:
    done = run_here("serve", HEZUO_DATA=str(tmp_path / "var"), **settings)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1)
    assert next(iter(settings)) in done.stderr
    assert "short" not in done.stderr
