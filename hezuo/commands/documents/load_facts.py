"""Loads facts: those that come with the project, or an office's own."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tqdm import tqdm

from graph.model import Label, RelationshipType
from graph.store import Graph, Ledger, Parameters, RowT, Statement, Value, WriteTransaction
from graph.writing.apply import LoadReport, apply_in
from graph.writing.batch import Batch
from hezuo.commands.graph import open_for_command
from hezuo.commands.terminal import write_columns
from hezuo.errors import CommandError
from hezuo.settings import Settings
from loaders.errors import FactsError
from loaders.facts.facts import read_facts, read_seed

Rows = Sequence[Mapping[str, Value]]

Arrow = tuple[Label, Label]


@dataclass(frozen=True, slots=True)
class CountedTransaction:
    """A transaction that tells how many rows it has written."""

    inner: WriteTransaction
    tell: Callable[[int], object]

    @property
    def ledger(self) -> Ledger:
        """The ledger that hears of its changes."""
        return self.inner.ledger

    async def run(self, question: Statement[RowT], parameters: Parameters) -> list[RowT]:
        """Read within the transaction."""
        return await self.inner.run(question, parameters)

    async def insert_nodes(self, label: Label, rows: Rows) -> None:
        """Add nodes."""
        await self.inner.insert_nodes(label, rows)
        self.tell(len(rows))

    async def set_nodes(self, label: Label, rows: Rows) -> None:
        """Overwrite nodes."""
        await self.inner.set_nodes(label, rows)
        self.tell(len(rows))

    async def delete_nodes(self, label: Label, ids: Sequence[str]) -> None:
        """Remove nodes."""
        await self.inner.delete_nodes(label, ids)

    async def insert_edges(self, kind: RelationshipType, arrow: Arrow, rows: Rows) -> None:
        """Add relationships."""
        await self.inner.insert_edges(kind, arrow, rows)
        self.tell(len(rows))

    async def set_edges(self, kind: RelationshipType, arrow: Arrow, rows: Rows) -> None:
        """Overwrite relationships."""
        await self.inner.set_edges(kind, arrow, rows)
        self.tell(len(rows))

    async def delete_edges(self, kind: RelationshipType, arrow: Arrow, rows: Rows) -> None:
        """Remove relationships."""
        await self.inner.delete_edges(kind, arrow, rows)

    async def execute(self, text: str, parameters: Parameters) -> None:
        """Run one statement of the bookkeeping."""
        await self.inner.execute(text, parameters)


async def load_batches(graph: Graph, batches: Sequence[Batch], by: str) -> LoadReport:
    """Apply batches in one transaction, with a bar on a terminal. Raises GraphError."""
    rows = sum(len(batch.nodes) + len(batch.edges) for batch in batches)
    # `None`: no bar where nobody watches.
    with tqdm(total=rows, desc="loading", unit=" rows", disable=None, leave=False) as bar:
        async with graph.writer.transaction() as transaction:
            return await apply_in(CountedTransaction(transaction, bar.update), batches, by)


def describe_report(report: LoadReport, what: str) -> Iterator[str]:
    """Say what came of a load, a line each: the counts, then every row left out, and what stood of it before."""
    if report.changed:
        counts = f"{report.created:,} created, {report.updated:,} updated, {report.removed:,} removed"
        yield f"{what}: {counts}, {report.unchanged:,} unchanged; the graph is of version {report.version}"
    else:
        yield f"{what}: nothing changed, {report.unchanged:,} rows are as they were; version {report.version}"
    if report.failed:
        yield f"rows that had been loaded and now could not be: {len(report.failed):,}"
        rows = [("kind", "place", "reason"), *((one.kind, one.place, one.reason) for one in report.failed)]
        yield from (f"  {line}" for line in write_columns(rows))
    told = {one.place for one in report.failed}
    if left_out := [one for one in report.skipped if one.place not in told]:
        yield f"rows left out: {len(left_out):,}"
        rows = [("kind", "place", "reason"), *((one.kind, one.place, one.reason) for one in left_out)]
        yield from (f"  {line}" for line in write_columns(rows))


def build_report(report: LoadReport) -> dict[str, object]:
    """Build the report of a load for programs."""
    return {
        "version": report.version,
        "changed": report.changed,
        "created": report.created,
        "updated": report.updated,
        "removed": report.removed,
        "unchanged": report.unchanged,
        "skipped": [{"kind": one.kind, "place": one.place, "reason": one.reason} for one in report.skipped],
        "failed": [{"kind": one.kind, "place": one.place, "reason": one.reason} for one in report.failed],
    }


async def load_seed(graph: Graph, by: str) -> LoadReport:
    """Make the graph hold the seed. Raises CommandError, GraphError."""
    return await load_batches(graph, _read(None, ""), by)


async def load_for_command(settings: Settings, folder: Path | None, name: str) -> LoadReport:
    """Load a folder of facts under a name, or the seed, into the graph of the settings. Raises CommandError."""
    # A folder that cannot be read needs no graph to say so.
    batches = _read(folder, name)
    async with open_for_command(settings) as graph:
        return await load_batches(graph, batches, "hezuo load")


def _read(folder: Path | None, name: str) -> list[Batch]:
    try:
        return read_facts(folder, name) if folder else read_seed()
    except FactsError as error:
        raise CommandError(str(error)) from error
