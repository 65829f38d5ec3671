"""A service that reads texts made to take long: others are answered meanwhile, and it stops when it is told to."""

from __future__ import annotations

import base64
import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from tests.hezuo.commands.commands import WAIT, serve
from tests.loaders.files.made_pdf import draw, make_pdf, show

TOKEN = "a-token-of-more-than-sixteen"
LOAD = "mutation($document: DocumentInput!) { loadDocument(document: $document) { version } }"
DRAFT = "query($text: String!) { checkDraft(text: $text) { clauses { path } } }"


def ask(url: str, query: str, **variables: object) -> Any:  # noqa: ANN401 JSON
    body = json.dumps({"query": query, "variables": variables}).encode()
    headers = {"Content-Type": "application/json", "Authorization": f"Bearer {TOKEN}"}
    try:
        with urlopen(Request(f"{url}/graphql", body, headers), timeout=WAIT) as answer:
            return json.loads(answer.read())
    except HTTPError as error:
        return json.loads(error.read())


def test_others_are_answered_beside_a_document_without_end_and_the_service_stops(tmp_path: Path) -> None:
    # Half a million lines in 300 kB: seconds of work, then refused.
    data = make_pdf([draw(*(show("甲乙丙丁合作") for _ in range(4_000)))], share=2_000)
    document = {"title": "某市办法", "file": {"name": "a.pdf", "base64": base64.b64encode(data).decode()}}
    with serve(tmp_path, HEZUO_TOKEN=TOKEN) as service, ThreadPoolExecutor(4) as clients:
        loads = [clients.submit(ask, service.url, LOAD, document=document) for _ in range(4)]
        draft = ask(service.url, DRAFT, text="第一条 市知识产权局应当开展跨区域执法协作。")
        assert draft["data"]["checkDraft"]["clauses"] == [{"path": "第一条"}]
        assert not all(load.done() for load in loads)
        assert service.stop() == 0
        codes = [load.result()["errors"][0]["extensions"]["code"] for load in loads]
    # Those under way when it stopped say so; whatever was read before is refused for what it is.
    assert codes[-1] == "UNAVAILABLE"
    assert set(codes) <= {"UNAVAILABLE", "BAD_USER_INPUT"}
