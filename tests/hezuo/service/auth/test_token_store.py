"""Tokens of the store: shown once, kept as hashes, found, noted, expired and revoked."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

import orjson
import pytest

from hezuo.errors import CommandError
from hezuo.service.auth.token_store import TokenStore
from schema.request.roles import Role


def read_rows(folder: Path) -> list[dict[str, str]]:
    return list(orjson.loads((folder / "tokens.json").read_bytes()))


def test_token_is_found_by_its_text_and_only_its_hash_is_kept(tmp_path: Path) -> None:
    created, text = TokenStore(tmp_path).create("wuhan", Role.LOADER, None)
    assert TokenStore(tmp_path).find(text) == created
    secret = text.rsplit("_", 1)[0].removeprefix("hz_") and text.split("_", 2)[2]
    for file in tmp_path.iterdir():
        assert secret not in file.read_text()
        assert text not in file.read_text()
    assert (tmp_path / "tokens.json").stat().st_mode & 0o777 == 0o600


def test_wrong_texts_find_nothing(tmp_path: Path) -> None:
    store = TokenStore(tmp_path)
    _, text = store.create("wuhan", Role.READER, None)
    last = "A" if text[-1] != "A" else "B"
    for wrong in (
        "",
        "hz_",
        text[:-1] + last,
        text.upper(),
        text + "A",
        re.sub("_[0-9a-f]{12}_", "_000000000000_", text),
    ):
        assert store.find(wrong) is None


def test_another_process_sees_what_was_revoked(tmp_path: Path) -> None:
    serving, commanding = TokenStore(tmp_path), TokenStore(tmp_path)
    _, text = commanding.create("wuhan", Role.READER, None)
    assert serving.find(text)
    commanding.revoke("wuhan")
    assert serving.find(text) is None


def test_expired_token_is_not_found_and_frees_its_name(tmp_path: Path) -> None:
    store = TokenStore(tmp_path)
    _, text = store.create("wuhan", Role.READER, 1)
    rows = read_rows(tmp_path)
    rows[0]["expires"] = "2020-01-01T00:00:00+00:00"
    (tmp_path / "tokens.json").write_bytes(orjson.dumps(rows))
    assert TokenStore(tmp_path).find(text) is None
    assert TokenStore(tmp_path).create("wuhan", Role.READER, 1)[0].name == "wuhan"


def test_last_use_is_noted(tmp_path: Path) -> None:
    store = TokenStore(tmp_path)
    _, text = store.create("wuhan", Role.READER, 30)
    assert [used for _, used in store.list_all()] == [None]
    store.find(text)
    ((_, used),) = store.list_all()
    assert used is not None
    assert (datetime.now(UTC) - datetime.fromisoformat(used)).total_seconds() < 60


def test_name_in_use_and_unknown_token_are_refused(tmp_path: Path) -> None:
    store = TokenStore(tmp_path)
    store.create("wuhan", Role.READER, None)
    with pytest.raises(CommandError, match="already"):
        store.create("wuhan", Role.ADMIN, None)
    with pytest.raises(CommandError, match="no token 'chengdu'"):
        store.revoke("chengdu")


def test_damaged_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "tokens.json").write_text("[{}]")
    with pytest.raises(CommandError, match="cannot read the tokens"):
        TokenStore(tmp_path).list_all()
