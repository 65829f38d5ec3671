"""Shows how far an export or import is, file by file."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from tqdm import tqdm

from graph.archive.export import Told
from graph.model import Label, RelationshipType

FILES = len(Label) + len(RelationshipType)


@contextmanager
def show_files(what: str) -> Iterator[Told]:
    """A bar on a terminal; what it yields is told of each file."""
    with tqdm(total=FILES, desc=what, unit=" files", disable=None, leave=False) as bar:

        def tell(name: str, count: int) -> None:
            bar.set_postfix_str(f"{name}: {count:,}", refresh=False)
            bar.update()

        yield tell


def describe_counts(counts: dict[str, int]) -> str:
    """Say how much there was."""
    nodes = sum(counts[label] for label in Label)
    return f"{nodes:,} nodes, {sum(counts[kind] for kind in RelationshipType):,} relationships"
