"""The query page for browsers: the explorer where it is built, else a small one; neither talks to anything else."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

from starlette.responses import Response

PAGE = Path(__file__).with_name("page.html")
# What `make assets` builds: GraphiQL with all its parts.
EXPLORER = Path(__file__).parents[2] / "explorer" / "dist"
_ALONE = "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"


@dataclass(frozen=True, slots=True)
class QueryPage:
    """The page's bytes and its policy, which names the page's own script and style by their hashes."""

    content: bytes
    policy: str

    def respond(self) -> Response:
        """The page."""
        headers = {"Content-Security-Policy": self.policy, "Vary": "Accept", "Cache-Control": "no-cache"}
        return Response(self.content, 200, headers, "text/html; charset=utf-8")


def read_page(explorer: Path = EXPLORER) -> QueryPage:
    """The explorer's page if it is built, else the small one."""
    if (built := explorer / "index.html").is_file():
        # The editor writes style elements of its own, and starts its workers from blobs.
        policy = (
            "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; connect-src 'self'; "
            f"img-src 'self' data:; font-src 'self' data:; worker-src 'self' blob:; {_ALONE}"
        )
        return QueryPage(built.read_bytes(), policy)
    text = PAGE.read_text("utf-8")
    scripts, styles = (_hash_parts(text, tag) for tag in ("script", "style"))
    policy = (
        f"default-src 'none'; script-src {scripts}; style-src {styles}; connect-src 'self'; img-src data:; {_ALONE}"
    )
    return QueryPage(text.encode(), policy)


def _hash_parts(text: str, tag: str) -> str:
    parts = re.findall(rf"<{tag}>(.*?)</{tag}>", text, flags=re.DOTALL)
    digests = (base64.b64encode(hashlib.sha256(part.encode()).digest()).decode() for part in parts)
    return " ".join(f"'sha256-{digest}'" for digest in digests)
