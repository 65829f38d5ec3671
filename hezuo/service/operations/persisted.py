"""Operations known by their hash: a manifest's, and those that clients registered (automatic persisted queries)."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import orjson
from cachetools import LRUCache

from hezuo.errors import CommandError
from hezuo.service.http.errors import HttpRefusal, NotExecutable, build_refusal, refuse_input
from hezuo.service.http.request import GraphQLRequest
from schema.execution.documents import LONGEST_TEXT
from schema.request.roles import Role, Viewer

# Texts that clients registered.
MOST_REGISTERED = 1_000


@dataclass(slots=True)
class Documents:
    """Texts by their hash. With `only`, nothing is answered but the manifest's, except to administrators."""

    manifest: Mapping[str, str] = field(default_factory=dict)
    only: bool = False
    registered: LRUCache[str, str] = field(default_factory=lambda: LRUCache(MOST_REGISTERED))
    _trusted: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        """A text of the manifest is trusted however it comes."""
        self._trusted = frozenset(self.manifest.values())

    def find_text(self, given: GraphQLRequest, viewer: Viewer) -> str:
        """The text of what a request asks. Raises HttpRefusal (400, 403), NotExecutable for a hash that is unknown."""
        digest = _read_hash(given)
        text = given.query
        if text is None:
            if digest is None:
                raise refuse_input("The parameter 'query' is missing.", "query")
            text = self.manifest.get(digest) or self.registered.get(digest)
            if text is None:
                # The message is the one that clients look for before they send the text.
                raise NotExecutable(build_refusal("PERSISTED_QUERY_NOT_FOUND", "PersistedQueryNotFound"))
        if self.only and text not in self._trusted and not viewer.may(Role.ADMIN):
            message = "Only the operations of this service's manifest are answered here."
            raise HttpRefusal("FORBIDDEN", message)
        if given.query is not None and digest is not None:
            if hashlib.sha256(text.encode()).hexdigest() != digest:
                raise refuse_input("The hash is not the SHA-256 of the parameter 'query'.", "extensions")
            if len(text) <= LONGEST_TEXT:
                self.registered[digest] = text
        return text


def read_manifest(path: Path) -> dict[str, str]:
    """The operations of a manifest: an object from hash to text, or what Apollo's tools write. Raises CommandError."""
    try:
        value = orjson.loads(path.read_bytes())
    except (OSError, orjson.JSONDecodeError) as error:
        raise CommandError(f"HEZUO_DOCUMENTS: {path} cannot be read: {error}") from None
    if isinstance(value, dict) and isinstance(value.get("operations"), list):
        listed = value["operations"]
        value = {one.get("id"): one.get("body") for one in listed if isinstance(one, dict)}
    if not isinstance(value, dict) or not all(isinstance(part, str) for pair in value.items() for part in pair):
        raise CommandError(f"HEZUO_DOCUMENTS: {path} must be a JSON object from the hash of an operation to its text")
    return {digest.removeprefix("sha256:"): text for digest, text in value.items()}


def _read_hash(given: GraphQLRequest) -> str | None:
    """The hash that a request names, as GraphQL over HTTP has it (`documentId`) or as Apollo's clients send it."""
    if given.document_id is not None:
        return given.document_id.removeprefix("sha256:")
    persisted = given.extensions.get("persistedQuery")
    if persisted is None:
        return None
    digest = persisted.get("sha256Hash") if isinstance(persisted, dict) else None
    if not isinstance(digest, str) or (isinstance(persisted, dict) and persisted.get("version", 1) != 1):
        message = "The extension 'persistedQuery' must be an object with 'version': 1 and 'sha256Hash'."
        raise refuse_input(message, "extensions")
    return digest.lower()
