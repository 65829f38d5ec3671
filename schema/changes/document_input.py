"""Read a `DocumentInput`: the text that it brings, and what it says of the document; everything in it is checked."""

from __future__ import annotations

import asyncio
from base64 import b64decode
from binascii import Error
from collections.abc import Awaitable, Callable, Mapping, Sequence

from graph.dates import Period
from graph.enums import DocumentKind
from graph.model import Label
from graph.writing.rows import NodeRef
from loaders.errors import UnreadableFile
from loaders.files.text import ReadText, clean_text
from loaders.storing.given import GivenSource, StatedMetadata
from queries.errors import BadInput
from schema.request.context import RequestContext
from schema.request.ids import PARTIES, parse_global_id, read_keys, resolve_many

DOCUMENT = "document"
MOST_ENDS = 50
LONGEST = {"title": 500, "number": 100, "url": 2_000, "publisher": 500}
_LONGEST_ID = 200
_LONGEST_NAME = 1_000
# What a file may be called by those who send it; its bytes decide.
MEDIA_TYPES = frozenset({
    "text/plain", "text/markdown", "text/x-markdown", "text/html", "application/xhtml+xml", "application/pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.template",
    "application/vnd.ms-word.document.macroenabled.12", "application/vnd.ms-word.template.macroenabled.12",
    "application/msword", "application/vnd.ms-works", "application/rtf", "text/rtf", "application/octet-stream",
})  # fmt: skip

Input = Mapping[str, object]
ReadFile = Callable[[bytes, str, str], Awaitable[ReadText]]


async def read_text(given: Input, read_file: ReadFile) -> tuple[str, ReadText]:
    """The argument that brings the text, and the text. BadInput where there are two, none, or it cannot be read.

    A file is read by `read_file`, where it holds nobody up.
    """
    text, file = given.get("text"), given.get("file")
    if (text is None) == (file is None):
        raise _refuse("", "give exactly one of `text` and `file`")
    argument = "text" if file is None else "file"
    try:
        if isinstance(file, Mapping):
            read = await read_file(*await asyncio.to_thread(_unpack, file))
        else:
            read = await asyncio.to_thread(clean_text, str(text))
    except UnreadableFile as error:
        raise _refuse(argument, str(error)) from error
    return f"{DOCUMENT}.{argument}", read


def _unpack(file: Input) -> tuple[bytes, str, str]:
    """The bytes of a file, its name and its media type."""
    media_type = str(file.get("mediaType") or "")
    if media_type and media_type.partition(";")[0].strip().lower() not in MEDIA_TYPES:
        raise _refuse("file.mediaType", f"'{media_type[:80]}' is no kind of file that is read here")
    try:
        data = b64decode(str(file["base64"]), validate=True)
    except (Error, ValueError) as error:
        raise _refuse("file.base64", "this is no base64") from error
    return data, str(file["name"]), media_type


async def read_given(context: RequestContext, given: Input) -> StatedMetadata:
    """Read what is said of the document, its ids resolved. BadInput for what is unknown or makes no sense."""
    issued, start, end = (_period(given, name) for name in ("issued", "inForceFrom", "inForceUntil"))
    if start and end and end.last < start.first:
        raise _refuse("inForceUntil", f"{end} is before {start}, from which it is in force")
    day = (issued or context.today).last
    kind, source, file = given.get("kind"), given.get("source"), given.get("file")
    issuers = await _resolve(context, given, "issuers", (Label.INSTITUTION,), day)
    return StatedMetadata(
        id=await _read_id(context, given),
        title=_words(given, "title"),
        number=_words(given, "number"),
        kind=DocumentKind(str(kind)) if kind else None,
        issued=issued,
        in_force_from=start,
        in_force_until=end,
        issuers=tuple(key for _, key in issuers),
        applies_to=await _resolve(context, given, "appliesTo", PARTIES, day),
        agreed_by=await _resolve(context, given, "agreedBy", (*PARTIES, Label.INSTITUTION), day),
        source=_read_source(source) if isinstance(source, Mapping) else None,
        file=str(file["name"])[:_LONGEST_NAME] if isinstance(file, Mapping) else "",
    )


async def _read_id(context: RequestContext, given: Input) -> str | None:
    """The key of a stored document, or a well-formed one of a new document."""
    text = given.get("id")
    if text is None:
        return None
    kinds = (Label.POLICY_DOCUMENT,)
    try:
        return (await resolve_many(context, [str(text)], kinds, f"{DOCUMENT}.id", context.today.last))[0].key
    except BadInput:
        keys = read_keys(str(text), kinds)
        if not keys or parse_global_id(str(text)) is not None or len(str(text)) > _LONGEST_ID:
            raise
        return keys[0].key


async def _resolve(
    context: RequestContext, given: Input, name: str, kinds: Sequence[Label], day: str
) -> tuple[NodeRef, ...]:
    texts = given.get(name)
    if not isinstance(texts, list | tuple):
        return ()
    if len(texts) > MOST_ENDS:
        raise _refuse(name, f"{len(texts)} are more than {MOST_ENDS}")
    found = await resolve_many(context, [str(text) for text in texts], kinds, f"{DOCUMENT}.{name}", day)
    return tuple(dict.fromkeys(one.reference for one in found))


def _read_source(given: Input) -> GivenSource:
    title = _words(given, "title", "source.")
    if title is None:
        raise _refuse("source.title", "a source needs a title")
    return GivenSource(
        title, _words(given, "url", "source."), _words(given, "publisher", "source."), _period(given, "retrieved")
    )


def _period(given: Input, name: str) -> Period | None:
    value = given.get(name)
    return value if isinstance(value, Period) else None


def _words(given: Input, name: str, within: str = "") -> str | None:
    """A short text, on one line; None where it is not given. BadInput where it is blank or long."""
    value = given.get(name)
    if value is None:
        return None
    words = " ".join(str(value).split())
    if not words.replace("\0", "").strip() or "\0" in words:
        raise _refuse(f"{within}{name}", "it is blank, or holds a NUL character")
    if len(words) > LONGEST[name]:
        raise _refuse(f"{within}{name}", f"{len(words):,} characters are more than {LONGEST[name]:,}")
    return words


def _refuse(name: str, reason: str) -> BadInput:
    argument = f"{DOCUMENT}.{name}" if name else DOCUMENT
    return BadInput(f"`{argument}`: {reason}.", argument)
