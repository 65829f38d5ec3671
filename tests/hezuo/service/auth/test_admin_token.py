"""The token: given, kept or made; readable by its owner alone; never shown twice."""

from __future__ import annotations

from pathlib import Path

import pytest

from hezuo.errors import CommandError
from hezuo.service.auth.admin_token import Token, provide_token


def test_token_of_the_setting_is_kept_nowhere(tmp_path: Path) -> None:
    assert provide_token("given-by-a-setting", tmp_path / "var") == Token("given-by-a-setting")
    assert not (tmp_path / "var").exists()


def test_token_is_made_once_and_only_its_owner_reads_it(tmp_path: Path) -> None:
    made = provide_token("", tmp_path / "var")
    assert (made.made, len(made.text) >= 32) == (True, True)
    assert (tmp_path / "var/token").stat().st_mode & 0o777 == 0o600
    assert provide_token("", tmp_path / "var") == Token(made.text)


def test_token_that_others_may_read_is_refused(tmp_path: Path) -> None:
    provide_token("", tmp_path)
    (tmp_path / "token").chmod(0o644)
    with pytest.raises(CommandError, match="chmod 600"):
        provide_token("", tmp_path)


def test_empty_token_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "token").write_text("\n")
    with pytest.raises(CommandError, match="holds no token"):
        provide_token("", tmp_path)


def test_folder_that_cannot_hold_the_token_is_named(tmp_path: Path) -> None:
    (tmp_path / "var").write_text("a file, not a folder")
    with pytest.raises(CommandError, match="token"):
        provide_token("", tmp_path / "var")


def test_token_does_not_show() -> None:
    assert "secret" not in repr(Token("secret-of-the-owner"))
