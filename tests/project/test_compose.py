"""What docker-compose.yml and the Dockerfile promise: health checks, volumes, loopback ports, no password, no root."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from hezuo.settings import read_settings
from hezuo.settings_table import SETTINGS

ROOT = Path(__file__).parents[2]
COMPOSE_TEXT = (ROOT / "docker-compose.yml").read_text("utf-8")
DOCKERFILE = (ROOT / "Dockerfile").read_text("utf-8")
PACKAGES = ("graph", "hezuo", "loaders", "queries", "schema", "seed")
SERVICES: dict[str, dict[str, Any]] = yaml.safe_load(COMPOSE_TEXT)["services"]
VOLUMES: dict[str, Any] = yaml.safe_load(COMPOSE_TEXT)["volumes"]


def fill(value: str, **given: str) -> str:
    """What compose makes of `${NAME:-default}` and `${NAME:?message}`."""
    return re.sub(r"\$\{(\w+):(?:-([^}]*)|\?[^}]*)\}", lambda found: given.get(found[1], found[2] or ""), value)


def test_neo4j_is_the_long_term_community_release() -> None:
    assert SERVICES["neo4j"]["image"] == "neo4j:5.26-community"
    assert SERVICES.keys() == {"neo4j", "hezuo"}


def test_neo4j_is_asked_with_a_query_whether_it_is_healthy() -> None:
    kind, command = SERVICES["neo4j"]["healthcheck"]["test"]
    assert kind == "CMD-SHELL"
    assert "cypher-shell -u neo4j 'RETURN 1'" in command
    assert " -p" not in command  # A password on a command line is seen by every process.


def test_service_waits_for_a_healthy_neo4j_and_talks_to_it() -> None:
    service = SERVICES["hezuo"]
    assert service["depends_on"] == {"neo4j": {"condition": "service_healthy"}}
    assert service["build"] == "."
    environ = {name: fill(value, NEO4J_PASSWORD="open sesame") for name, value in service["environment"].items()}
    assert environ.keys() <= SETTINGS.keys()
    settings = read_settings(environ)
    assert (settings.graph_url, settings.graph_user) == ("neo4j://neo4j:7687", "neo4j")
    assert settings.graph_password == "open sesame"


@pytest.mark.parametrize("name", ["neo4j", "hezuo"])
def test_ports_are_bound_to_loopback(name: str) -> None:
    assert SERVICES[name]["ports"]
    for port in SERVICES[name]["ports"]:
        assert re.fullmatch(r"127\.0\.0\.1:\d+:\d+", fill(port))


@pytest.mark.parametrize("name", ["neo4j", "hezuo"])
def test_data_live_in_a_named_volume(name: str) -> None:
    assert SERVICES[name]["volumes"]
    for volume in SERVICES[name]["volumes"]:
        assert volume.split(":")[0] in VOLUMES


def test_no_password_stands_in_the_file() -> None:
    secret = re.compile(r"PASSWORD|AUTH|TOKEN")
    for service in SERVICES.values():
        for name, value in service["environment"].items():
            if secret.search(name):
                assert re.fullmatch(r"(neo4j/)?\$\{\w+:[?-][^}]*\}", value), name
                assert fill(value) in {"", "neo4j/"}, name


def test_missing_password_stops_compose_with_a_message() -> None:
    assert "${NEO4J_PASSWORD:?set NEO4J_PASSWORD to " in SERVICES["neo4j"]["environment"]["NEO4J_AUTH"]
    used = re.findall(r"\$\{NEO4J_PASSWORD(.?.?)", COMPOSE_TEXT)
    assert set(used) == {":?"}


def test_neo4j_gets_only_names_that_its_image_understands() -> None:
    known = {"NEO4J_AUTH", "NEO4J_dbms_usage__report_enabled"}
    assert {name for name in SERVICES["neo4j"]["environment"] if name.startswith("NEO4J_")} <= known


def test_image_does_not_run_as_root() -> None:
    last_stage = DOCKERFILE.split("\nFROM ")[-1]
    users = re.findall(r"^USER (\S+)", last_stage, flags=re.MULTILINE)
    assert users == ["hezuo"]
    assert last_stage.index("\nUSER ") < last_stage.index("\nCMD ")


def test_image_installs_from_the_lock_and_checks_readiness() -> None:
    assert "--require-hashes -r requirements.lock" in DOCKERFILE
    assert re.search(r"HEALTHCHECK .*\\\n\s+CMD .*127\.0\.0\.1:8000/readyz", DOCKERFILE)
    assert 'CMD [".venv/bin/hezuo", "serve"]' in DOCKERFILE


def test_image_settings_are_settings() -> None:
    given = dict(re.findall(r"(HEZUO_\w+)=(\S+)", DOCKERFILE))
    assert given.keys() <= SETTINGS.keys()
    assert (read_settings(given).host, read_settings(given).port) == ("0.0.0.0", 8000)


def test_image_takes_every_package_and_nothing_private() -> None:
    lines = (ROOT / ".dockerignore").read_text("utf-8").splitlines()
    assert "*" in lines
    taken = {line[1:] for line in lines if line.startswith("!")}
    assert set(PACKAGES) | {"pyproject.toml", "requirements.lock", "README.md", "LICENSE"} <= taken
    assert not taken & {"var", ".env", "tests", ".git", ".venv"}


def test_env_file_with_the_password_is_not_committed() -> None:
    done = subprocess.run(["git", "check-ignore", "-q", ".env"], cwd=ROOT, check=False)
    assert done.returncode != 1, "git would take .env"
