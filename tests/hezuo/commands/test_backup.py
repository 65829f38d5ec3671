"""`hezuo backup` and `hezuo restore`: one file, of a graph at hand or through the service that holds it."""

from __future__ import annotations

import stat
import zipfile
from pathlib import Path
from urllib.request import Request, urlopen

import orjson
import pytest

from tests.fixtures.graphs import Server
from tests.hezuo.commands.commands import Service, run_command, run_here, serve
from tests.hezuo.commands.small_facts import write_facts

GRAPH = "/graphql?query={graphInfo{version%20counts{kind%20count}}}"


def say(*arguments: str, **settings: str) -> str:
    done = run_here(*arguments, **settings)
    assert (done.returncode, done.stderr) == (0, ""), done.stderr
    return done.stdout


def refuse(*arguments: str, **settings: str) -> str:
    done = run_here(*arguments, **settings)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1)
    return done.stderr


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data of an embedded graph with a few facts, and a backup of it."""
    folder = tmp_path_factory.mktemp("loaded")
    say("load", "--facts", str(write_facts(folder / "facts")), HEZUO_DATA=str(folder / "var"))
    assert "10 nodes, 6 relationships" in say("backup", str(folder / "one.zip"), HEZUO_DATA=str(folder / "var"))
    return folder


def test_backup_comes_back_and_only_over_what_is_there_when_told(loaded: Path, tmp_path: Path) -> None:
    new = {"HEZUO_DATA": str(tmp_path / "var")}
    assert stat.S_IMODE((loaded / "one.zip").stat().st_mode) == 0o600
    assert "10 nodes, 6 relationships" in say("restore", str(loaded / "one.zip"), **new)
    first = orjson.loads(say("status", "--json", **new))
    assert "holds something already" in refuse("restore", str(loaded / "one.zip"), **new)
    say("restore", str(loaded / "one.zip"), "--replace", **new)
    second = orjson.loads(say("status", "--json", **new))
    assert second["counts"] == first["counts"]
    assert second["version"] > first["version"] > 1
    assert "there already" in refuse("backup", str(loaded / "one.zip"), **new)


def test_backup_is_an_export_in_one_file(loaded: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(loaded / "one.zip") as packed:
        packed.extractall(tmp_path / "unpacked")
    assert "10 nodes" in say("import", str(tmp_path / "unpacked"), HEZUO_DATA=str(tmp_path / "var"))


def test_damaged_backup_changes_nothing(loaded: Path, tmp_path: Path) -> None:
    new = {"HEZUO_DATA": str(tmp_path / "var")}
    whole = (loaded / "one.zip").read_bytes()
    for content in (whole[: len(whole) // 2], whole[:-10], b"", b"something"):
        (tmp_path / "damaged.zip").write_bytes(content)
        assert "is it a backup of a graph, and whole?" in refuse("restore", str(tmp_path / "damaged.zip"), **new)
    middle = len(whole) // 3
    (tmp_path / "damaged.zip").write_bytes(whole[:middle] + bytes([whole[middle] ^ 255]) + whole[middle + 1 :])
    assert "cannot be read" in refuse("restore", str(tmp_path / "damaged.zip"), **new)
    assert orjson.loads(say("status", "--json", **new))["version"] == 0


def ask(service: Service, tag: str = "") -> tuple[int, str]:
    asked = Request(service.url + GRAPH, headers={"If-None-Match": tag} if tag else {})
    with urlopen(asked, timeout=30) as response:
        return response.status, response.headers["ETag"]


def test_running_service_gives_its_status_and_a_backup_to_its_administrator(loaded: Path, tmp_path: Path) -> None:
    token = "t" * 40
    given = {"HEZUO_DATA": str(loaded / "var")}
    with serve(tmp_path, **given, HEZUO_TOKEN=token) as service:
        port = {"HEZUO_PORT": service.url.rpartition(":")[2], **given}
        for command in (["status"], ["backup", str(tmp_path / "b.zip")]):
            assert f"hezuo {' '.join(command)} --to {service.url}" in refuse(*command, **port)
        status = orjson.loads(say("status", "--json", "--to", service.url))
        assert (status["graph"], status["version"]) == (service.url, 1)
        assert {"kind": "Region", "count": 3, "unverified": 0} in status["counts"]
        assert "needs a token" in refuse("backup", str(tmp_path / "two.zip"), "--to", service.url)
        made = run_here("token", "create", "loads", "--role", "loader", **given).stdout.strip()
        refused = refuse("backup", str(tmp_path / "two.zip"), "--to", service.url, HEZUO_TOKEN=made)
        assert "admin" in refused
        assert not (tmp_path / "two.zip").exists()
        say("backup", str(tmp_path / "two.zip"), "--to", service.url, HEZUO_TOKEN=token)
        tag = ask(service)[1]
        assert not list((loaded / "var").glob("backup-*"))
    assert (tmp_path / "two.zip").read_bytes() == (loaded / "one.zip").read_bytes()
    # What was told of the graph before is told again of none that came after.
    say("restore", str(tmp_path / "two.zip"), "--replace", **given)
    with serve(tmp_path, **given) as service:
        assert ask(service, tag)[0] == 200


def test_backup_goes_from_one_engine_to_the_other(loaded: Path, tmp_path: Path, neo4j_server: Server) -> None:
    neo4j_server.wipe()
    server = {"HEZUO_DATA": str(tmp_path / "other"), "HEZUO_GRAPH_URL": neo4j_server.url}
    say("restore", str(loaded / "one.zip"), **server)
    say("backup", str(tmp_path / "two.zip"), **server)
    done = run_command("restore", str(tmp_path / "two.zip"), HEZUO_DATA=str(tmp_path / "var"))
    assert (done.returncode, done.stderr) == (0, "")
    assert "10 nodes, 6 relationships" in done.stdout
