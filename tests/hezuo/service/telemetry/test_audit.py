"""The audit record: every write and every refusal, who and what, never with what; bounded, and for its owner alone."""

from __future__ import annotations

import stat
from pathlib import Path

import orjson
import pytest

from hezuo.service.telemetry.audit import Audit
from tests.hezuo.service.front_door import TOKEN, Client, StandIn, open_door


def read(folder: Path, name: str) -> list[dict[str, object]]:
    path = folder / f"{name}.jsonl"
    return [orjson.loads(line) for line in path.read_bytes().splitlines()] if path.exists() else []


def open_client(folder: Path, graph: StandIn | None = None, *, anonymous_read: bool = True) -> Client:
    return Client(open_door(graph, audit=Audit(folder), anonymous_read=anonymous_read))


def test_write_is_recorded_with_who_and_what(tmp_path: Path) -> None:
    query = "mutation Touch { touch }"
    body = {"query": query, "variables": {"secret": "机密"}}
    headers = {"authorization": f"Bearer {TOKEN}", "x-request-id": "the-id"}
    assert open_client(tmp_path).post("/graphql", json=body, headers=headers).status_code == 200
    (line,) = read(tmp_path, "writes")
    assert line.pop("at")
    assert line == {
        "id": "the-id", "transport": "http", "caller": "token", "role": "admin", "address": "127.0.0.1",
        "kind": "mutation", "operation": "Touch", "fields": ["touch"], "status": 200,
    }  # fmt: skip
    assert not read(tmp_path, "refusals")
    assert stat.S_IMODE((tmp_path / "writes.jsonl").stat().st_mode) == 0o600
    written = (tmp_path / "writes.jsonl").read_text("utf-8")
    assert "机密" not in written
    assert TOKEN not in written


@pytest.mark.parametrize(
    ("query", "authorization", "code"),
    [
        ("mutation { touch }", None, "UNAUTHENTICATED"),
        ("{ hello }", "Bearer wrong", "UNAUTHENTICATED"),
        ("{a" * 50 + "}" * 50, None, "QUERY_TOO_COMPLEX"),
        ("{ hello }" + " " * 20_000, None, "PAYLOAD_TOO_LARGE"),
    ],
)
def test_refusal_is_recorded(tmp_path: Path, query: str, authorization: str | None, code: str) -> None:
    headers = {"authorization": authorization} if authorization else {}
    open_client(tmp_path).post("/graphql", json={"query": query}, headers=headers)
    (line,) = read(tmp_path, "refusals")
    assert line["codes"] == [code]
    assert not read(tmp_path, "writes")


def test_reading_is_not_recorded(tmp_path: Path) -> None:
    client = open_client(tmp_path)
    client.post("/graphql", json={"query": "{ hello }"})
    client.post("/graphql", json={"query": "{ nothing }"})
    assert not list(tmp_path.iterdir())


def test_record_is_bounded_and_refusals_push_out_no_writes(tmp_path: Path) -> None:
    audit = Audit(tmp_path, most_bytes=2_000, most_files=3)
    audit.note("writes", {"number": -1})
    for number in range(500):
        audit.note("refusals", {"number": number})
    files = sorted(path.name for path in tmp_path.glob("refusals*"))
    assert files == ["refusals.1.jsonl", "refusals.2.jsonl", "refusals.jsonl"]
    assert sum(path.stat().st_size for path in tmp_path.glob("refusals*")) <= 3 * 2_000
    kept = [line["number"] for name in ("refusals.2", "refusals.1", "refusals") for line in read(tmp_path, name)]
    assert kept == list(range(500 - len(kept), 500))
    assert read(tmp_path, "writes")[0]["number"] == -1


def test_record_that_cannot_be_written_is_in_the_log(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "file").write_text("no folder")
    Audit(tmp_path / "file" / "audit").note("writes", {"caller": "somebody"})
    (record,) = caplog.records
    assert isinstance(record.args, dict)
    assert record.args["caller"] == "somebody"
