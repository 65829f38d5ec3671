"""The lock files pin what pyproject.toml asks for, with hashes, and name no place to download from."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
EXTRAS = PROJECT["optional-dependencies"]
WANTED_BY_LOCK = {
    "requirements.lock": [*PROJECT["dependencies"], *EXTRAS["build"]],
    "requirements-dev.lock": [*PROJECT["dependencies"], *EXTRAS["build"], *EXTRAS["dev"]],
}
LOCKS = list(WANTED_BY_LOCK)


def read_pins(lock: str) -> dict[str, list[str]]:
    """The text of each pin by package name; a package has several where it differs by Python or system."""
    text = (ROOT / lock).read_text("utf-8").replace("\\\n", " ")
    lines = [line.strip() for line in text.splitlines() if line.strip() and not line.strip().startswith("#")]
    pins: dict[str, list[str]] = {}
    for line in lines:
        pins.setdefault(canonicalize_name(line.split("==")[0]), []).append(line)
    return pins


@pytest.mark.parametrize("lock", LOCKS)
def test_lock_holds_what_the_project_asks_for(lock: str) -> None:
    pins = read_pins(lock)
    for text in WANTED_BY_LOCK[lock]:
        wanted = Requirement(text)
        lines = pins.get(canonicalize_name(wanted.name), [])
        assert lines, f"{lock} does not pin {text}: run `make lock`"
        for line in lines:
            version = Version(line.split("==")[1].split()[0])
            assert version in wanted.specifier, f"{lock} pins {wanted.name} {version}, asked is {text}: run `make lock`"


@pytest.mark.parametrize("lock", LOCKS)
def test_every_pin_is_exact_and_hashed(lock: str) -> None:
    for line in [line for lines in read_pins(lock).values() for line in lines]:
        assert re.match(r"[a-z0-9._-]+==[^ *]+ .*--hash=sha256:[0-9a-f]{64}", line), line[:80]


@pytest.mark.parametrize("lock", LOCKS)
def test_lock_names_no_place_to_download_from(lock: str) -> None:
    text = (ROOT / lock).read_text("utf-8")
    for word in ("://", "--index-url", "--extra-index-url", "--find-links", "--trusted-host", "file:", " @ "):
        assert word not in text


def test_both_locks_agree() -> None:
    runtime, dev = read_pins("requirements.lock"), read_pins("requirements-dev.lock")
    assert [line for lines in runtime.values() for line in lines] == [line for name in runtime for line in dev[name]]
