"""A headless Chromium that reaches loopback and no other address, driven over its own protocol."""

from __future__ import annotations

import json
import subprocess
from base64 import b64decode
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep
from typing import Any
from urllib.request import urlopen

from websockets.sync.client import ClientConnection, connect

WAIT = 60.0  # seconds
OFFLINE = "MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"


class Page:
    """One open page; `requested` are the addresses that it asked for."""

    def __init__(self, socket: ClientConnection) -> None:
        self._socket = socket
        self._sent = 0
        self.requested: list[str] = []

    def send(self, method: str, **parameters: Any) -> dict[str, Any]:  # noqa: ANN401  # what the protocol takes
        """Call a method of the protocol and return its result."""
        self._sent += 1
        self._socket.send(json.dumps({"id": self._sent, "method": method, "params": parameters}))
        while True:
            message = json.loads(self._socket.recv(timeout=WAIT))
            if message.get("method") == "Network.requestWillBeSent":
                self.requested.append(message["params"]["request"]["url"])
            if message.get("id") == self._sent:
                assert "error" not in message, message
                return dict(message["result"])

    def evaluate(self, script: str) -> Any:  # noqa: ANN401  # whatever the script gives
        """The value of a script in the page."""
        return self.send("Runtime.evaluate", expression=script, returnByValue=True)["result"].get("value")

    def wait_for(self, script: str) -> Any:  # noqa: ANN401  # whatever the script gives
        """The value of a script as soon as it is true."""
        end = monotonic() + WAIT
        while not (value := self.evaluate(script)):
            assert monotonic() < end, f"never true: {script}; the page says {self.evaluate('document.body.innerText')}"
            sleep(0.1)
        return value

    def press(self, key: str, *, control: bool = False) -> None:
        """Press a key."""
        for kind in ("keyDown", "keyUp"):
            self.send("Input.dispatchKeyEvent", type=kind, key=key, code=f"Key{key.upper()}",
                      windowsVirtualKeyCode=ord(key.upper()), modifiers=2 if control else 0)  # fmt: skip

    def take_screenshot(self) -> bytes:
        """The page as a PNG."""
        return b64decode(self.send("Page.captureScreenshot", format="png")["data"])


@contextmanager
def open_page(chromium: str, folder: Path, url: str) -> Iterator[Page]:
    """Open an address in a new browser, which ends with the page."""
    command = [
        chromium, "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
        "--disable-background-networking", "--remote-debugging-port=0", "--window-size=1400,900",
        f"--host-resolver-rules={OFFLINE}", f"--user-data-dir={folder}", "about:blank",
    ]  # fmt: skip
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        with connect(_find_page(folder, process), max_size=None) as socket:
            page = Page(socket)
            for domain in ("Page", "Network", "Runtime"):
                page.send(f"{domain}.enable")
            page.send("Page.navigate", url=url)
            yield page
    finally:
        process.terminate()
        process.wait(30)


def _find_page(folder: Path, process: subprocess.Popen[bytes]) -> str:
    """The address of the first page's socket, when the browser has written down its port."""
    file = folder / "DevToolsActivePort"
    end = monotonic() + WAIT
    while not (file.is_file() and file.read_text().strip()):
        assert process.poll() is None, "the browser ended"
        assert monotonic() < end, "the browser did not start"
        sleep(0.05)
    port = file.read_text().splitlines()[0]
    with urlopen(f"http://127.0.0.1:{port}/json/list", timeout=WAIT) as answer:
        pages = json.loads(answer.read())
    return str(next(page["webSocketDebuggerUrl"] for page in pages if page["type"] == "page"))
