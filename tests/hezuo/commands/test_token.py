"""`hezuo token` as an administrator runs it."""

from __future__ import annotations

import json
from pathlib import Path

from hezuo.service.auth.token_store import TokenStore
from schema.request.roles import Role
from tests.hezuo.commands.commands import run_command, run_here


def test_token_is_made_shown_once_listed_and_revoked(tmp_path: Path) -> None:
    settings = {"HEZUO_DATA": str(tmp_path)}
    made = run_here("token", "create", "wuhan", "--role", "loader", "--days", "30", **settings)
    assert made.returncode == 0
    found = TokenStore(tmp_path).find(made.stdout.strip())
    assert found is not None
    assert (found.name, found.role) == ("wuhan", Role.LOADER)
    listed = run_here("token", "list", **settings)
    assert "wuhan" in listed.stdout
    assert made.stdout.strip() not in listed.stdout
    rows = json.loads(run_here("token", "list", "--json", **settings).stdout)
    assert [(row["name"], row["role"], row["expired"]) for row in rows] == [("wuhan", "loader", False)]
    assert run_here("token", "revoke", "wuhan", **settings).returncode == 0
    assert TokenStore(tmp_path).find(made.stdout.strip()) is None


def test_revoking_what_is_not_there_is_one_line(tmp_path: Path) -> None:
    done = run_here("token", "revoke", "nobody", HEZUO_DATA=str(tmp_path))
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1)
    assert done.stderr.startswith("hezuo: there is no token 'nobody'")


def test_unknown_role_and_no_days_are_wrong_arguments(tmp_path: Path) -> None:
    for given in (["--role", "emperor"], ["--role", "reader", "--days", "0"], []):
        assert run_command("token", "create", "wuhan", *given, HEZUO_DATA=str(tmp_path)).returncode == 2
    assert not (tmp_path / "tokens.json").exists()
