"""Settings: what the environment says, what is refused and how, and what is never shown."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from hezuo.settings import Settings, SettingsError, is_loopback, read_settings
from hezuo.settings_table import SETTINGS

TOKEN = "0123456789abcdef"


def test_defaults_serve_the_embedded_graph_on_loopback() -> None:
    settings = read_settings({})
    assert (settings.host, settings.port, settings.graph_url) == ("127.0.0.1", 8000, "")
    assert (settings.data, settings.graph_file) == (Path("var"), Path("var/graph.lbug"))
    assert (settings.buffer_pool_mb, settings.max_body_bytes, settings.token) == (512, 1_000_000, "")


def test_empty_variables_count_as_unset() -> None:
    assert read_settings(dict.fromkeys(SETTINGS, "")) == read_settings({})
    assert read_settings({"HEZUO_PORT": " "}) == read_settings({})


def test_password_keeps_its_spaces() -> None:
    assert read_settings({"HEZUO_GRAPH_PASSWORD": " p "}).graph_password == " p "


def test_graph_follows_the_data_folder() -> None:
    assert read_settings({"HEZUO_DATA": "/srv/hezuo"}).graph_file == Path("/srv/hezuo/graph.lbug")


def test_graph_url_may_be_a_path_or_an_address() -> None:
    embedded = read_settings({"HEZUO_GRAPH_URL": "other/place.lbug"})
    assert (embedded.graph_url, embedded.graph_file) == ("", Path("other/place.lbug"))
    assert read_settings({"HEZUO_GRAPH_URL": "neo4j+s://db:7687"}).graph_url == "neo4j+s://db:7687"


def test_every_variable_changes_its_setting() -> None:
    environ = {
        "HEZUO_HOST": "::1", "HEZUO_PORT": "65535", "HEZUO_DATA": "d", "HEZUO_GRAPH_URL": "bolt://h:1",
        "HEZUO_GRAPH_USER": "u", "HEZUO_GRAPH_PASSWORD": "p", "HEZUO_GRAPH_DATABASE": "b",
        "HEZUO_BUFFER_POOL_MB": "128", "HEZUO_WORKERS": "2",
        "HEZUO_QUERY_TIMEOUT": "0.5", "HEZUO_POOL_SIZE": "1", "HEZUO_TOKEN": TOKEN, "HEZUO_MAX_BODY_BYTES": "1000",
        "HEZUO_LOG_LEVEL": "debug", "HEZUO_ANONYMOUS_READ": "0", "HEZUO_JWKS": "https://sign.in/keys",
        "HEZUO_JWT_ISSUER": "i", "HEZUO_JWT_AUDIENCE": "a", "HEZUO_JWT_ROLE_CLAIM": "r", "HEZUO_MAX_LOAD_BYTES": "2000",
        "HEZUO_MAX_ANSWER_BYTES": "200000", "HEZUO_MAX_PRICE": "5000", "HEZUO_BUDGET": "0", "HEZUO_CONCURRENCY": "3",
        "HEZUO_QUEUE": "0", "HEZUO_BATCH": "5",
        "HEZUO_REQUEST_TIMEOUT": "1", "HEZUO_WRITE_TIMEOUT": "2", "HEZUO_STREAMS": "4",
        "HEZUO_ORIGINS": "https://a.b, http://c:1", "HEZUO_DOCUMENTS": "f", "HEZUO_DOCUMENTS_ONLY": "1",
        "HEZUO_METRICS": "open", "HEZUO_OTLP": "http://c:4318",
    }  # fmt: skip
    assert environ.keys() == SETTINGS.keys()
    assert read_settings(environ) == Settings(
        host="::1", port=65535, data=Path("d"), graph_url="bolt://h:1", graph_file=Path("d/graph.lbug"), graph_user="u",
        graph_password="p", graph_database="b", buffer_pool_mb=128, query_timeout=0.5, pool_size=1, token=TOKEN,
        workers=2,
        max_body_bytes=1000, log_level="DEBUG", anonymous_read=False, jwks="https://sign.in/keys", jwt_issuer="i",
        jwt_audience="a", jwt_role_claim="r", max_load_bytes=2000,
        max_answer_bytes=200_000, max_price=5000, budget=0, concurrency=3, queue=0, batch=5,
        request_timeout=1, write_timeout=2,
        streams=4, origins=("https://a.b", "http://c:1"), documents=Path("f"), documents_only=True, metrics="open", otlp="http://c:4318",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("HEZUO_PORT", "0"), ("HEZUO_PORT", "65536"), ("HEZUO_PORT", "80a"), ("HEZUO_PORT", "-1"),
        ("HEZUO_PORT", "8e3"), ("HEZUO_PORT", "８０００"), ("HEZUO_BUFFER_POOL_MB", "127"),
        ("HEZUO_QUERY_TIMEOUT", "nan"),
        ("HEZUO_QUERY_TIMEOUT", "inf"), ("HEZUO_QUERY_TIMEOUT", "0"), ("HEZUO_QUERY_TIMEOUT", "soon"),
        ("HEZUO_POOL_SIZE", "0"), ("HEZUO_MAX_BODY_BYTES", "1MB"), ("HEZUO_LOG_LEVEL", "LOUD"),
        ("HEZUO_BATCH", "101"), ("HEZUO_BATCH", "yes"),
        ("HEZUO_ORIGINS", "*"), ("HEZUO_ORIGINS", "https://a.b/"), ("HEZUO_ORIGINS", "a.b"), ("HEZUO_METRICS", "yes"),
        ("HEZUO_OTLP", "c:4318"),
        ("HEZUO_DOCUMENTS_ONLY", "yes"),
        ("HEZUO_GRAPH_URL", "http://db"), ("HEZUO_GRAPH_URL", "bolt://"),
        ("HEZUO_GRAPH_URL", "bolt://db:port"), ("HEZUO_GRAPH_URL", "neo4j://:7687"),
        ("HEZUO_ANONYMOUS_READ", "yes"), ("HEZUO_JWKS", "http://sign.in/keys"), ("HEZUO_JWKS", "ftp://sign.in/keys"),
    ],
)  # fmt: skip
def test_bad_value_is_refused_with_variable_value_and_what_is_allowed(variable: str, value: str) -> None:
    with pytest.raises(SettingsError) as caught:
        read_settings({variable: value})
    assert str(caught.value) == f"{variable} is {value!r}; allowed: {SETTINGS[variable].allowed}"


@pytest.mark.parametrize("token", ["short", "has a space in its middle", "口令口令口令口令口令口令口令口令"])
def test_bad_token_is_refused_unseen(token: str) -> None:
    with pytest.raises(SettingsError, match="HEZUO_TOKEN") as caught:
        read_settings({"HEZUO_TOKEN": token})
    assert token not in str(caught.value)


def test_keys_without_their_issuer_are_refused() -> None:
    with pytest.raises(SettingsError, match="HEZUO_JWT_ISSUER"):
        read_settings({"HEZUO_JWKS": "keys.json"})


@pytest.mark.parametrize(
    ("host", "loopback"),
    [("127.0.0.1", True), ("127.1.2.3", True), ("::1", True), ("[::1]", True), ("localhost", True),
     ("0.0.0.0", False), ("::", False), ("10.0.0.1", False), ("localhost.example", False)],
)  # fmt: skip
def test_loopback_is_what_only_this_machine_reaches(host: str, loopback: bool) -> None:
    assert is_loopback(host) is loopback


def test_address_with_a_password_is_refused_unseen() -> None:
    with pytest.raises(SettingsError, match="HEZUO_GRAPH_PASSWORD") as caught:
        read_settings({"HEZUO_GRAPH_URL": "neo4j://me:hush@db"})
    assert "hush" not in str(caught.value)


def test_secrets_never_show() -> None:
    settings = read_settings({"HEZUO_TOKEN": TOKEN, "HEZUO_GRAPH_PASSWORD": "open sesame"})
    assert TOKEN not in repr(settings)
    assert "open sesame" not in f"{settings} {settings!r}"


def test_settings_cannot_change() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        read_settings({}).port = 1  # type: ignore[misc]
