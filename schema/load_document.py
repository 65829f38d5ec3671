"""Answers `loadDocument` and `removeDocument`: who may is checked before anything else is done."""

from __future__ import annotations

import asyncio

from graph.model import Label
from loaders.document_errors import AmbiguousDocument, DocumentError, NotLoaded, Untitled
from loaders.upsert import Upserted
from queries.errors import BadInput, NotFound
from schema.call import Call
from schema.document_input import DOCUMENT, read_given, read_text
from schema.pipeline import Documents
from schema.reading import present
from schema.request.roles import Role, check_role
from schema.resolving import resolve_target
from schema.results import make
from schema.types_loading import DocumentLoad, DocumentRemoval, LoadWarning


async def load_document(call: Call) -> object:
    """Store a document, and say what became of its clauses."""
    check_role(call.context.viewer, Role.LOADER)
    given = call.arguments[DOCUMENT]
    if not isinstance(given, dict):
        raise TypeError(f"the input object is {type(given).__name__}")
    argument, text = await asyncio.to_thread(read_text, given)
    said = await read_given(call.context, given)
    try:
        done = await documents_of(call).load(text.text, said, text.notes, call.context.viewer.name)
    except DocumentError as error:
        raise _refuse(error, argument) from error
    return await present(call, _show(done))


async def remove_document(call: Call) -> object:
    """Undo the load of a document."""
    check_role(call.context.viewer, Role.LOADER)
    document = await resolve_target(call.context, str(call.arguments["id"]), (Label.POLICY_DOCUMENT,), "id")
    try:
        version = await documents_of(call).remove(document.key, call.context.viewer.name)
    except NotLoaded as error:
        raise NotFound(f"{error}: what is known of it are facts.") from error
    return await present(call, make(DocumentRemoval, version=version, document=document.reference))


def documents_of(call: Call) -> Documents:
    """What changes documents. BadInput where nothing does."""
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
        warnings=[make(LoadWarning, kind=one.kind, place=one.place, reason=one.reason) for one in done.warnings],
    )
