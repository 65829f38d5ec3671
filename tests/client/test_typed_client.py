"""A typed client made from the contract's operations compiles, with honest nulls; needs Node, as the audits do."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.hezuo.service.running_server import miss

FOLDER = Path(__file__).parent


def run(*command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=FOLDER, capture_output=True, text=True, timeout=300, check=False)


@pytest.fixture(scope="module")
def npx() -> str:
    """Node with the generator installed; without it the test is skipped, and with CI=true it fails."""
    command, npm = shutil.which("npx"), shutil.which("npm")
    if command is None or npm is None:
        miss("Node with npm for the typed client")
    elif not (FOLDER / "node_modules/typescript").is_dir():
        done = run(npm, "ci", "--no-audit", "--no-fund")
        if done.returncode:
            miss(f"generator of the typed client: npm ci failed: {done.stderr[-300:]}")
    return command


def test_client_of_the_contract_compiles(npx: str) -> None:
    shutil.rmtree(FOLDER / "made", ignore_errors=True)
    made = run(npx, "--no-install", "graphql-codegen", "--config", "codegen.ts")
    assert made.returncode == 0, made.stdout + made.stderr
    # `dashboard.ts` uses it, and says where the compiler must object.
    compiled = run(npx, "--no-install", "tsc", "--project", ".")
    assert compiled.returncode == 0, compiled.stdout
    text = (FOLDER / "made/graphql.ts").read_text("utf-8")
    for name in ("Gaps", "Pairing", "Plan", "Profile", "Live", "Load", "Search"):
        assert f"{name}Document = " in text
