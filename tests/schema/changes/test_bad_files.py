"""Files that somebody sends and that cannot be loaded: the reason is said, in bounded time, and nothing stored."""

from __future__ import annotations

import io
import zipfile

import pytest

from tests.loaders.files.test_text import write_pdf
from tests.schema.asking import Asker
from tests.schema.changes.test_loading import as_file, load, writing  # noqa: F401 the fixture

pytestmark = pytest.mark.anyio


def write_bomb() -> bytes:
    """A Word file of 200 MB of nothing."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("[Content_Types].xml", "<Types/>")
        with file.open("word/document.xml", "w") as part:
            for _ in range(200):
                part.write(b" " * 1_000_000)
    return stream.getvalue()


FILES = {
    "empty": (as_file(b""), "the file is empty"),
    "large": (as_file(b"\xe4\xb8\x80" * 17_000_000), "51,000,000 bytes"),
    "binary": (as_file(bytes(range(256)) * 500, "law.txt"), "encodings"),
    "programme": (as_file(b"\x7fELF" + b"\0\1\2\3" * 500, "law.txt"), "no text"),
    "encrypted": (as_file(write_pdf(["Article 1"], "secret"), "law.pdf"), "password"),
    "bomb": (as_file(write_bomb(), "law.docx"), "unpack"),
    "old word": (as_file(b"\xd0\xcf\x11\xe0 old", "law.doc"), "save it as .docx"),
}


async def test_file_that_cannot_be_read_is_refused_with_the_reason(writing: Asker) -> None:  # noqa: F811
    for name, (file, reason) in FILES.items():
        answer = await load(writing, text=None, file=file)
        (error,) = answer["errors"]
        assert (error["extensions"]["code"], error["extensions"]["argument"]) == ("BAD_USER_INPUT", "document.file")
        assert reason in error["message"], name
    assert await writing.graph.version() == 1


async def test_odd_text_is_stored_with_what_was_odd_about_it(writing: Asker) -> None:  # noqa: F811
    plain = "市人民政府应当建立维权援助机制。\0\n\u202e支持企业创新。\n" + "市人民政府应当支持企业创新。\n" * 20
    loaded = (await load(writing, text=plain))["data"]["loadDocument"]
    reasons = {one["kind"]: one["reason"] for one in loaded["warnings"]}
    assert loaded["created"] == 22
    assert reasons["file"] == "NUL characters became spaces"
    assert reasons["clauses"] == "no numbering was found: each paragraph is a clause"


async def test_many_clauses_are_one_transaction(writing: Asker) -> None:  # noqa: F811
    text = "\n".join(f"第{number}条 支持企业开展第{number}类创新活动。" for number in range(1, 5_001))
    loaded = (await load(writing, text=text))["data"]["loadDocument"]
    assert (loaded["version"], loaded["created"]) == (2, 5_000)
    again = (await load(writing, text=text))["data"]["loadDocument"]
    assert (again["version"], again["unchanged"]) == (2, 5_000)
