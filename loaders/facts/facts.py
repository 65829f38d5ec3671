"""Read facts in the project's own form, those of `seed/` and those of an office: a folder of tables in, batches out."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

import seed
from graph.model import Label
from graph.writing.batch import Batch, NodeRow, Skipped
from loaders.clauses.rows import clause_rows
from loaders.clauses.segment import parse_document
from loaders.errors import FactsError
from loaders.facts.files import read_lines
from loaders.facts.rows import build_batch
from loaders.facts.tables import TABLES, TABLES_BY_NAME, NodeTable, Table


def read_texts(folder: Path, load: str, documents: Iterable[NodeRow]) -> Batch:
    """The clauses of every text in a folder, as one load; they are as verified, and by the sources, as the document is.

    FactsError where a text belongs to none of the documents.
    """
    known = {row.id: row for row in documents}
    batch = Batch(load)
    for path in sorted(folder.glob("*.txt")):
        document = known.get(path.stem)
        if document is None:
            raise FactsError(f"{path.name}: no document has the id '{path.stem}'")
        clauses = parse_document(path.read_text("utf-8")).clauses
        nodes, edges = clause_rows(document.id, document.name, clauses, document.sources, verified=document.verified)
        batch.nodes += nodes
        batch.edges += edges
    return batch


SEED_FOLDER = Path(seed.__file__).parent

WORKBOOKS = frozenset((".xlsx", ".xlsm", ".xls", ".ods", ".et", ".numbers"))

_NAME = re.compile(r"[\w.-]{1,100}")


def read_seed_nodes(*labels: Label) -> list[Batch]:
    """The seed's tables of nodes of these labels alone, for who needs names and not a graph."""
    tables = [table for table in TABLES if isinstance(table, NodeTable) and table.label in labels]
    return [_read_table(SEED_FOLDER / f"{table.name}.csv", f"seed/{table.name}", table) for table in tables]


def read_seed() -> list[Batch]:
    """The curated facts that come with the project, a batch a table: the loads `seed/TABLE`, and `seed/texts`."""
    batches = _read_folder(SEED_FOLDER, "seed")
    at = next(at for at, batch in enumerate(batches, 1) if batch.load == "seed/documents")
    # After the documents that have the texts, and before what points at their clauses.
    return [*batches[:at], read_texts(SEED_FOLDER, "seed/texts", batches[at - 1].nodes), *batches[at:]]


def read_facts(folder: Path, name: str) -> list[Batch]:
    """An office's own facts, a batch a table: the loads `facts/NAME/TABLE`.

    A table without a file is a batch without rows, so that applying them all prunes what the folder no longer holds.
    Bad rows are in `skipped`; FactsError where a file, or the folder, cannot be read at all. A row may point at what
    only the graph knows: applying it says what is missing.
    """
    if not _NAME.fullmatch(name):
        raise FactsError(f"'{name}' cannot name facts: write letters, digits, '-', '_' and '.'")
    if not folder.is_dir():
        raise FactsError(f"there is no folder {folder}")
    return _read_folder(folder, f"facts/{name}")


def _read_folder(folder: Path, load: str) -> list[Batch]:
    files = _find_tables(folder)
    batches = [_read_table(files.get(table.name), f"{load}/{table.name}", table) for table in TABLES]
    for path in _find_workbooks(folder):
        if path.stem.lower() in TABLES_BY_NAME and path.stem.lower() not in files:
            raise FactsError(f"{path.name}: a workbook is not read: save it as 'CSV UTF-8', {path.stem.lower()}.csv")
        batches[0].skipped.append(Skipped("file", path.name, "a workbook is not read; the CSV files are"))
    return batches


def _find_tables(folder: Path) -> dict[str, Path]:
    """The files of tables by name, whatever the case in which a spreadsheet or a disk writes it."""
    files: dict[str, Path] = {}
    for path in sorted(folder.iterdir()):
        if path.suffix.lower() != ".csv":
            continue
        name = path.stem.lower()
        if name not in TABLES_BY_NAME:
            raise FactsError(f"{path.name}: no table has this name; there are {', '.join(TABLES_BY_NAME)}")
        if name in files:
            raise FactsError(f"{path.name}: the same table as {files[name].name}: keep one of them")
        files[name] = path
    return files


def _find_workbooks(folder: Path) -> list[Path]:
    # ~$: what an open spreadsheet program leaves beside its file.
    return [
        path for path in sorted(folder.iterdir()) if path.suffix.lower() in WORKBOOKS and not path.name.startswith("~$")
    ]


def _read_table(path: Path | None, load: str, table: Table) -> Batch:
    return build_batch(load, table, read_lines(path, table)) if path else Batch(load)
