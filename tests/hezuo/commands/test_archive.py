"""`hezuo export` and `hezuo import`: from one engine into the other and back, byte for byte."""

from __future__ import annotations

from pathlib import Path

from graph.archive.contents import CHANGES, HEADER
from tests.fixtures.graphs import Server
from tests.hezuo.commands.commands import run_command
from tests.hezuo.commands.small_facts import write_facts


def read_rows(folder: Path) -> dict[str, bytes]:
    """All files but those that tell of versions."""
    return {
        str(file.relative_to(folder)): file.read_bytes()
        for file in folder.rglob("*")
        if file.is_file() and file.name not in (HEADER, CHANGES)
    }


def say(*arguments: str, **settings: str) -> str:
    done = run_command(*arguments, **settings)
    assert (done.returncode, done.stderr) == (0, ""), done.stderr
    return done.stdout


def test_archive_goes_from_one_engine_into_the_other_and_back(tmp_path: Path, neo4j_server: Server) -> None:
    neo4j_server.wipe()
    embedded = {"HEZUO_DATA": str(tmp_path / "var")}
    server = {"HEZUO_DATA": str(tmp_path / "other"), "HEZUO_GRAPH_URL": neo4j_server.url}
    say("load", "--facts", str(write_facts(tmp_path / "facts")), **embedded)
    assert "10 nodes, 6 relationships" in say("export", str(tmp_path / "one"), **embedded)
    assert "10 nodes, 6 relationships" in say("import", str(tmp_path / "one"), **server)
    say("export", str(tmp_path / "two"), **server)
    assert read_rows(tmp_path / "one") == read_rows(tmp_path / "two")
    # Over what is there only when told.
    refused = run_command("import", str(tmp_path / "two"), **embedded)
    assert (refused.returncode, refused.stdout, refused.stderr.count("\n")) == (1, "", 1)
    assert "holds something already" in refused.stderr
    assert "--replace" in refused.stderr
    say("import", str(tmp_path / "two"), "--replace", **embedded)
    say("export", str(tmp_path / "three"), **embedded)
    assert read_rows(tmp_path / "one") == read_rows(tmp_path / "three")


def test_folder_that_is_no_export_or_not_empty_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "file.txt").write_text("something")
    for command, says in (("export", "is not empty"), ("import", f"is {tmp_path} an export of a graph?")):
        done = run_command(command, str(tmp_path), HEZUO_DATA=str(tmp_path / "var"))
        assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1)
        assert says in done.stderr
