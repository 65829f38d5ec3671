"""Declares what is given to load a document and to review a link, and what comes of it."""

from __future__ import annotations

from typing import Any

import strawberry

from graph.dates import Period
from graph.model import Label
from loaders.errors import AmbiguousDocument, DocumentError, NotLoaded, Untitled
from loaders.storing.upsert import Upserted
from queries.errors import BadInput, NotFound
from schema.changes.document_input import DOCUMENT, read_given, read_text
from schema.entities.documents import PolicyDocument
from schema.entities.enums import DocumentKind
from schema.fetch.sources import FieldSources
from schema.fields import needed, plain, related
from schema.questions.answer import fill, from_object, make, reference
from schema.request.context import Call
from schema.request.ids import resolve_target
from schema.request.ports import Documents
from schema.request.roles import Role, check_role

VERSION = "The graph's version after it: unchanged where nothing changed. 版本"


def _given(description: str) -> Any:  # noqa: ANN401 a field stands where its value's type is declared
    return strawberry.field(default=None, description=description)


# A text names what the graph has not, again and again.
MOST_WARNINGS = 1_000


@strawberry.input(description="Where a text comes from. 来源")
class SourceInput:
    title: str = strawberry.field(description="What the source is called. 标题")
    url: str | None = _given("Where it is to be found. 网址")
    publisher: str | None = _given("Who published it. 发布者")
    retrieved: Period | None = _given("When it was read. 查阅日期")


@strawberry.input(description="A file: txt, Markdown, HTML, docx, or PDF with text. 文件")
class FileInput:
    name: str = strawberry.field(
        description="Its name; the ending tells its kind where its bytes do not. A name that ends in a date, as "
        "`浙江地方法规/浙江/title(2021-09-30).md`, gives title, date and territory where neither the input nor "
        "the text does."
    )
    media_type: str | None = _given("Its media type, as `application/pdf`.")
    base64: str = strawberry.field(description="Its bytes in base64.")


@strawberry.input(
    description="A document to be stored; exactly one of `text` and `file`. What is not given is read from the text "
    "where it says it, and what it does not say is warned of. 待收录文件"
)
class DocumentInput:
    id: strawberry.ID | None = _given(
        "The document of which this is the text, or the id of a new one; without, it is known by its 文号, else by its "
        "title and date."
    )
    title: str | None = _given("Its title. 标题")
    number: str | None = _given("Its number. 文号")
    kind: DocumentKind | None = _given("What kind of document it is. 类型")
    issued: Period | None = _given("When it was issued. 发布日期")
    in_force_from: Period | None = _given("From when it is in force. 施行日期")
    in_force_until: Period | None = _given("Until when it is in force. 失效日期")
    issuers: list[strawberry.ID] | None = _given("Who issued it: institutions, 50 at most. 发文机关")
    applies_to: list[strawberry.ID] | None = _given("Regions and zones where it is in force, 50 at most. 适用范围")
    agreed_by: list[strawberry.ID] | None = _given("The parties to an agreement, 50 at most. 签署方")
    source: SourceInput | None = _given("Where the text comes from. 来源")
    text: str | None = _given("The text. 正文")
    file: FileInput | None = _given("The text as a file. 文件")


@strawberry.type(description="Something of a load that is worth a look. 提示")
class LoadWarning:
    kind: str = plain("What it is about: a property, a clause, the kind of a thing that is named.")
    place: str = plain("Where: the path of a clause, or the text as a whole.")
    reason: str = plain("What was found, and what became of it.")


@strawberry.type(description="What became of a document that was loaded; the counts are of clauses. 收录结果")
class DocumentLoad:
    version: int = plain(VERSION)
    wrote: bool = plain("Whether anything was written: not by a second load of the same.")
    document: PolicyDocument = related("The document as it is stored. 文件")
    created: int = plain("Clauses that are new.")
    changed: int = plain("Clauses with other words than before; they keep their ids.")
    unchanged: int = plain("Clauses with the same words, wherever they stand now.")
    removed: int = plain("Clauses that are gone.")
    suspect: int = plain("Clauses that were reviewed and have other words now: they wait for another review. 存疑")
    warnings: list[LoadWarning] = related(
        "What was not given and not found, or is not in the graph, {end}. 提示", at_most=MOST_WARNINGS
    )


@strawberry.type(description="What became of a document whose load was undone. 移除结果")
class DocumentRemoval:
    version: int = plain(VERSION)
    document: PolicyDocument | None = related("What is known of it from facts; nothing where it was only loaded. 文件")


LOAD_ARGUMENTS = (needed("document", DocumentInput, "The document. 文件"),)

REMOVE_ARGUMENTS = (needed("id", strawberry.ID, "A document of which a text is loaded."),)

SOURCES: FieldSources = {
    ("DocumentLoad", "document"): reference("document"),
    ("DocumentLoad", "warnings"): from_object("warnings"),
    ("DocumentRemoval", "document"): reference("document"),
    ("CoverageReview", "coverage"): from_object("coverage"),
}


async def load_document(call: Call) -> object:
    """Store a document, and say what became of its clauses."""
    check_role(call.context.viewer, Role.LOADER)
    given = call.arguments[DOCUMENT]
    if not isinstance(given, dict):
        raise TypeError(f"the input object is {type(given).__name__}")
    argument, text = await read_text(given, documents_of(call).read_file)
    said = await read_given(call.context, given)
    try:
        done = await documents_of(call).load(text.text, said, text.notes, call.context.viewer.name)
    except DocumentError as error:
        raise _refuse(error, argument) from error
    return await fill(call, _show(done))


async def remove_document(call: Call) -> object:
    """Undo the load of a document."""
    check_role(call.context.viewer, Role.LOADER)
    document = await resolve_target(call.context, str(call.arguments["id"]), (Label.POLICY_DOCUMENT,), "id")
    try:
        version = await documents_of(call).remove(document.key, call.context.viewer.name)
    except NotLoaded as error:
        raise NotFound(f"{error}: what is known of it are facts.") from error
    return await fill(call, make(DocumentRemoval, version=version, document=document.reference))


def documents_of(call: Call) -> Documents:
    """Return what changes documents. BadInput where nothing does."""
    if call.context.documents is None:
        raise BadInput("Documents are not changed here.", "document")
    return call.context.documents


def _refuse(error: DocumentError, argument: str) -> BadInput:
    if isinstance(error, AmbiguousDocument):
        return BadInput(f"`{DOCUMENT}.id`: {error}.", f"{DOCUMENT}.id", error.candidates)
    if isinstance(error, Untitled):
        argument = f"{DOCUMENT}.title"
    return BadInput(f"`{argument}`: {error}.", argument)


def _show(done: Upserted) -> object:
    return make(
        DocumentLoad,
        version=done.version,
        wrote=done.wrote,
        document=(Label.POLICY_DOCUMENT, done.document),
        created=done.created,
        changed=done.changed,
        unchanged=done.unchanged,
        removed=done.removed,
        suspect=done.suspect,
        warnings=[
            make(LoadWarning, kind=one.kind, place=one.place, reason=one.reason)
            for one in done.warnings[:MOST_WARNINGS]
        ],
    )
