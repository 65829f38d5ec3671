"""Read the texts that come with the seed: `ID.txt` is the text of document ID, and its clauses are read from it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from graph.batch import Batch, NodeRow
from loaders.clause_rows import clause_rows
from loaders.document_parse import parse_document
from loaders.facts_errors import FactsError


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
