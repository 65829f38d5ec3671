"""The explorer in a real browser that reaches nothing but the service: it loads, and it runs a query."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from hezuo.service.endpoints.page import EXPLORER
from tests.hezuo.service.clients.browser import open_page
from tests.hezuo.service.front_door import open_door
from tests.hezuo.service.running_server import miss, run_service

ROOT = Path(__file__).parents[4]


@pytest.fixture(scope="module")
def chromium() -> str:
    """A Chromium; without one the test is skipped, and fails in CI."""
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if found is None:
        miss("Chromium")
    return found


@pytest.fixture(scope="module")
def explorer() -> Path:
    """The explorer, built here if it is not yet."""
    if not (EXPLORER / "index.html").is_file():
        if shutil.which("npm") is None:
            miss("npm to build the explorer with")
        done = subprocess.run(["make", "assets"], cwd=ROOT, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr[-2000:]
    return EXPLORER


def test_explorer_runs_a_query_with_all_other_addresses_refused(chromium: str, explorer: Path, tmp_path: Path) -> None:
    with (
        run_service(open_door(explorer=explorer, max_body_bytes=100_000)) as url,
        open_page(chromium, tmp_path, f"{url}/graphql") as page,
    ):
        page.wait_for("document.querySelectorAll('.graphiql-tab').length >= 8")
        page.wait_for("document.querySelector('.graphiql-query-editor .view-line')?.innerText")
        blank = page.take_screenshot()
        page.evaluate("document.querySelector('.graphiql-query-editor textarea').focus()")
        page.press("a", control=True)
        # The editor closes the brace itself.
        page.send("Input.insertText", text='query Hello { hello(name: "合作图谱") ')
        page.wait_for("document.querySelector('.graphiql-tab').innerText.includes('Hello')")
        page.evaluate("document.querySelector('.graphiql-execute-button').click()")
        page.wait_for("document.querySelector('.result-window')?.innerText.includes('hello\u00a0合作图谱')")
        shown = page.take_screenshot()
    assert shown != blank
    assert {urlsplit(one).netloc for one in page.requested if not one.startswith(("data:", "blob:"))} == {
        urlsplit(url).netloc
    }


def test_explorer_is_looked_for_where_it_is_built() -> None:
    assert EXPLORER == ROOT / "hezuo/explorer/dist"
    assert (EXPLORER.parent / "package.json").is_file()
