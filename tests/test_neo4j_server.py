"""The tests' own Neo4j: it answers, and its absence is seen."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import neo4j
import pytest

from tests.neo4j_server import Neo4jBroken, Neo4jMissing, Wish, check_java, open_neo4j, parse_java_version, read_wish

pytest_plugins = ["pytester"]


def test_server_answers_a_query(neo4j_url: str) -> None:
    with neo4j.GraphDatabase.driver(neo4j_url) as driver:
        assert driver.execute_query("UNWIND [1, 2, 3] AS n RETURN sum(n) AS total").records[0]["total"] == 6


def test_server_has_the_version_wished_for(neo4j_url: str) -> None:
    with neo4j.GraphDatabase.driver(neo4j_url) as driver:
        text = "CALL dbms.components() YIELD name, versions WHERE name = 'Neo4j Kernel' RETURN versions[0] AS version"
        version = driver.execute_query(text).records[0]["version"]
    wish = read_wish(os.environ)
    assert version == wish.version or wish.url  # A server that was already running has the version it has.


def test_wish_defaults_to_the_long_term_version() -> None:
    assert read_wish({}) == Wish(url="", version="5.26.30", java="java")


def test_wish_takes_url_version_and_java_from_the_environment() -> None:
    environ = {"HEZUO_TEST_NEO4J": "bolt://a:1", "HEZUO_TEST_NEO4J_VERSION": "2026.08.1", "JAVA_HOME": "/opt/jdk"}
    wish = read_wish(environ)
    assert wish == Wish(url="bolt://a:1", version="2026.08.1", java="/opt/jdk/bin/java")
    assert (wish.java_version, wish.main_class) == (21, "org.neo4j.server.Neo4jCommunity")


@pytest.mark.parametrize(
    ("text", "version"),
    [
        ('openjdk version "17.0.15" 2025-04-15', 17),
        ('java version "1.8.0_402"', 8),
        ('openjdk version "25"', 25),
        ("", None),
    ],
)
def test_java_version_is_read_from_what_java_says(text: str, version: int | None) -> None:
    assert parse_java_version(text) == version


def test_missing_java_is_named() -> None:
    with pytest.raises(Neo4jMissing, match="needs Java 17 or newer, and /nowhere/java is not here"):
        check_java(Wish(url="", version="5.26.30", java="/nowhere/java"))


def test_old_java_is_named(tmp_path: Path) -> None:
    old = tmp_path / "java"
    old.write_text(f"#!{sys.executable}\nimport sys\nsys.stderr.write('openjdk version \"17.0.1\"')\n")
    old.chmod(0o755)
    with pytest.raises(Neo4jMissing, match=r"needs Java 21 or newer, .*java is 17"):
        check_java(Wish(url="", version="2026.08.1", java=str(old)))


def test_running_server_that_does_not_answer_is_named(tmp_path: Path) -> None:
    wish = Wish(url="bolt://127.0.0.1:1", version="5.26.30", java="java")
    with (
        pytest.raises(Neo4jBroken, match=r"HEZUO_TEST_NEO4J=bolt://127\.0\.0\.1:1 does not answer"),
        open_neo4j(wish, tmp_path),
    ):
        pass


@pytest.mark.parametrize(("ci", "outcome"), [("", {"skipped": 1}), ("true", {"errors": 1})])
def test_missing_neo4j_skips_and_fails_on_ci(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch, ci: str, outcome: dict[str, int]
) -> None:
    monkeypatch.setenv("CI", ci)
    monkeypatch.setenv("JAVA_HOME", "/nowhere")
    monkeypatch.delenv("HEZUO_TEST_NEO4J", raising=False)
    monkeypatch.delenv("HEZUO_TEST_NEO4J_VERSION", raising=False)
    pytester.makeconftest("from tests.conftest import neo4j_url\n")
    pytester.makepyfile("def test_needs_neo4j(neo4j_url):\n    pass\n")
    result = pytester.runpytest_inprocess("-ra", "-p", "no:cacheprovider")
    result.assert_outcomes(**outcome)
    result.stdout.fnmatch_lines(["*Java 17 or newer, and /nowhere/bin/java is not here*"])
