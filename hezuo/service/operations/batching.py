"""Several operations in one body: each admitted, answered and recorded as its own, their price bounded as one's."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from graphql import OperationType

from graph.telemetry import CURRENT_TRACE
from hezuo.service.http.disconnects import GONE
from hezuo.service.http.errors import HttpRefusal, NotExecutable, refuse_input
from hezuo.service.http.record import Record
from hezuo.service.http.request import GraphQLRequest
from hezuo.service.http.response import VersionTeller, choose_status
from hezuo.service.operations.pipeline import OperationPipeline
from hezuo.service.telemetry.operation_log import Operating
from schema.request.operation import Operation
from schema.request.roles import Viewer

TRANSPORT = "batch"


@dataclass(slots=True)
class Entry:
    """One operation of a batch: what is asked, or the answer that refuses it; its status as if it had come alone."""

    operating: Operating
    asked: Operation | None = None
    answer: Mapping[str, object] = field(default_factory=dict)
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Batches:
    """Answers lists of operations. What is no request, or no query, refuses the whole list before anything runs."""

    reception: OperationPipeline
    version: VersionTeller
    observe: Callable[[Record, str, float], None] | None = None

    async def answer(
        self, given: Sequence[GraphQLRequest], viewer: Viewer, record: Record, media_type: str
    ) -> list[Entry]:
        """The operations with their answers, in their order. Raises HttpRefusal, NotExecutable for the whole list."""
        entries = []
        for number, one in enumerate(given):
            entries.append(await self._receive(one, number, viewer, media_type))
            # Others are served between one text and the next.
            await asyncio.sleep(0)
        asked = [entry.asked for entry in entries if entry.asked is not None]
        left = self.reception.charge(asked)
        # From here on each operation is counted by itself.
        record.is_operation = False
        await asyncio.gather(*(self._respond(entry, left, record, media_type) for entry in entries))
        return entries

    async def _receive(self, given: GraphQLRequest, number: int, viewer: Viewer, media_type: str) -> Entry:
        entry = Entry(Operating(viewer, self.observe, TRANSPORT))
        try:
            entry.asked = self.reception.receive(given, viewer, entry.operating.record)
        except NotExecutable as refusal:
            entry.answer = await self.version.tell(refusal.answer)
            entry.status = choose_status(entry.answer, media_type)
            return entry
        except HttpRefusal as refusal:
            raise refusal.within(number) from None
        if entry.asked.is_kind(OperationType.MUTATION) or entry.asked.is_kind(OperationType.SUBSCRIPTION):
            message = f"Operation {number + 1} of the list is no query: lists are for reading; send it alone."
            raise refuse_input(message, "query").within(number)
        return entry

    async def _respond(self, entry: Entry, left: int | None, record: Record, media_type: str) -> None:
        operating = entry.operating
        operating.record.traceparent = record.traceparent
        CURRENT_TRACE.set(operating.record.steps)
        try:
            if entry.asked is not None:
                entry.answer = await self.reception.answer_charged(entry.asked, left)
                entry.status = choose_status(entry.answer, media_type)
        except asyncio.CancelledError:
            entry.status = GONE
            operating.record.codes.append("CLIENT_GONE")
            raise
        except HttpRefusal as refusal:
            entry.answer, entry.status, entry.headers = refusal.build_answer(), refusal.status, refusal.headers
        except Exception as error:  # noqa: BLE001 one operation that fails leaves the others of the list
            entry.answer, entry.status = operating.mask(error), 500
        finally:
            operating.note(entry.answer)
            operating.record.status = entry.status
            operating.log()


def choose_batch_status(entries: Sequence[Entry]) -> tuple[int, Mapping[str, str]]:
    """Status and headers of the whole: 200 where anything was answered, else those of the first refusal."""
    if any(entry.status == 200 for entry in entries):
        return 200, {}
    return entries[0].status, entries[0].headers
