"""Answers `coverageMatrix`."""

from __future__ import annotations

from graph.dates import Period
from graph.model import Label
from queries import coverage_matrix as question
from queries.coverage_status import CoverageStatus, PartyStatus
from schema import types_matrix as shown
from schema.asked_parties import most_parties, read_keys_of, read_parties
from schema.call import Call
from schema.reading import present
from schema.results import make


async def read_coverage_matrix(call: Call) -> object:
    """The statuses of all parties on all tasks asked."""
    parties = await read_parties(call, call.day)
    tasks = await read_keys_of(call, "tasks", Label.TASK, call.day)
    found = await question.find_coverage_matrix(call.reader, parties, tasks, call.day, most_parties(call))
    return await present(
        call,
        make(
            shown.CoverageMatrix,
            version=await call.reader.version(),
            as_of=Period(call.day, call.day),
            warnings=list(found.warnings),
            tasks=[(Label.TASK, task.key) for task in found.tasks],
            rows=[_show_row(row) for row in found.rows],
        ),
    )


def _show_row(row: question.MatrixRow) -> object:
    counts = {status.lower(): row.counts.get(status, 0) for status in CoverageStatus}
    return make(shown.MatrixRow, party=row.party, cells=[_show_cell(cell) for cell in row.cells], **counts)


def _show_cell(cell: PartyStatus) -> object:
    return make(shown.MatrixCell, status=cell.status, score=cell.score, document_count=len(cell.documents))
