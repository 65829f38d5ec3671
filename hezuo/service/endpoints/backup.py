"""The whole graph as one file, for who administers the service; the embedded engine is nobody else's to read."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.types import Receive, Scope, Send

from graph.archive.backup import back_up
from graph.errors import GraphError
from graph.store import Graph
from hezuo.service.auth.authentication import Authenticator, refuse_forbidden, refuse_unauthenticated
from hezuo.service.http.errors import HttpRefusal
from hezuo.service.http.media_types import JSON
from hezuo.service.http.record import get_record
from hezuo.service.http.response import build_response
from schema.request.roles import Role

ZIP = "application/zip"


@dataclass(frozen=True, slots=True)
class BackupEndpoint:
    """Writes a backup beside the service's data, and sends it when it is whole; one at a time."""

    graph: Graph
    gate: Authenticator
    folder: Path
    _one: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def __call__(self, request: Request) -> Response:
        """Answer one request."""
        record = get_record(request.scope)
        record.address = request.client.host if request.client else None
        try:
            viewer = await self.gate.identify(request.headers.get("authorization"), record.address or "")
            record.caller, record.role = viewer.name, viewer.role.value
            if not viewer.authenticated:
                raise refuse_unauthenticated("A backup needs a token: send Authorization: Bearer …")
            if not viewer.may(Role.ADMIN):
                raise refuse_forbidden(viewer, Role.ADMIN)
            record.kind = "backup"
            return await self._respond()
        except HttpRefusal as refusal:
            record.codes.append(refusal.code)
            return build_response(refusal.build_answer(), JSON, refusal.status, refusal.headers)

    async def _respond(self) -> Response:
        async with self._one:
            try:
                self.folder.mkdir(parents=True, exist_ok=True)
                # Only for its owner, and on the disk that has room for the graph.
                held = TemporaryDirectory(prefix="backup-", dir=self.folder)
            except OSError as error:
                raise _refuse(f"the folder of the service's data cannot be written: {error.strerror}") from error
            file = Path(held.name) / "graph.zip"
            try:
                await back_up(self.graph.writer, file)
            except GraphError as error:
                held.cleanup()
                raise _refuse(str(error)) from error
            except BaseException:
                held.cleanup()
                raise
        return _Sent(file, held)


class _Sent(FileResponse):
    """Sends a file that is gone afterwards, whoever ends it."""

    def __init__(self, file: Path, held: TemporaryDirectory[str]) -> None:
        super().__init__(file, headers={"Cache-Control": "no-store"}, media_type=ZIP)
        self._held = held

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the file."""
        with self._held:
            await super().__call__(scope, receive, send)


def _refuse(reason: str) -> HttpRefusal:
    return HttpRefusal("UNAVAILABLE", f"No backup could be made: {reason}", {"Retry-After": "30"})
