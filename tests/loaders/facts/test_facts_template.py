"""An office's folder: the template loads over the seed and goes again, and the page explains every column."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.store import Graph
from graph.writing.apply import apply_batches
from graph.writing.batch import Batch
from loaders.facts.facts import read_facts, read_seed
from loaders.facts.tables import PROVENANCE, TABLES, EdgeTable
from tests.docs.facts_columns import COLUMN_SAYS, TABLE_SAYS, build_facts_page

FACTS = Path(__file__).parents[3] / "docs/facts"
TEMPLATE = FACTS / "template"
HEADING = "# The columns of facts\n"


def test_page_of_columns_is_that_of_the_tables() -> None:
    page = (FACTS / "columns.md").read_text("utf-8")
    assert page.startswith(HEADING)
    assert page.endswith("\n\n" + build_facts_page()), f"the tables are now:\n{build_facts_page()}"


def test_page_explains_each_table_and_column_and_no_other() -> None:
    assert TABLE_SAYS.keys() == {table.name for table in TABLES}
    ends = {column for table in TABLES if isinstance(table, EdgeTable) for column in (*table.start, *table.end)}
    columns = {column for table in TABLES for column in table.columns}
    assert columns - ends - PROVENANCE.keys() <= COLUMN_SAYS.keys() <= columns


def test_template_has_no_bad_row_and_each_example_says_so() -> None:
    batches = read_facts(TEMPLATE, "office")
    assert [skipped for batch in batches for skipped in batch.skipped] == []
    tables = {path.stem for path in TEMPLATE.glob("*.csv")}
    assert {"sources", "agreements", "pairings", "memberships", "strengths"} <= tables
    assert {batch.load.rsplit("/", 1)[1] for batch in batches if batch.nodes or batch.edges} == tables


@pytest.mark.anyio
async def test_template_loads_over_the_seed_and_goes_without_a_trace(graph: Graph, tmp_path: Path) -> None:
    seed = read_seed()
    at_first = await apply_batches(graph.writer, seed, "tests")
    rows = sum(len(batch.nodes) + len(batch.edges) for batch in read_facts(TEMPLATE, "office"))
    loaded = await apply_batches(graph.writer, read_facts(TEMPLATE, "office"), "tests")
    assert (loaded.created, loaded.updated, loaded.removed, loaded.skipped) == (rows, 0, 0, ())
    again = await apply_batches(graph.writer, read_facts(TEMPLATE, "office"), "tests")
    assert (again.changed, again.unchanged) == (False, rows)
    gone = await apply_batches(graph.writer, read_facts(tmp_path, "office"), "tests")
    assert (gone.created, gone.updated, gone.removed) == (0, 0, rows)
    still = await apply_batches(graph.writer, seed, "tests")
    assert (still.changed, still.unchanged) == (False, at_first.created)


@pytest.mark.anyio
async def test_row_that_the_seed_states_too_stays_when_the_office_drops_it(graph: Graph, tmp_path: Path) -> None:
    seed = [batch for batch in read_seed() if batch.load in ("seed/sources", "seed/regions")]
    await apply_batches(graph.writer, seed, "tests")
    own = "id,name,level,sources,verified\n610000,陕西,PROVINCE,gb2260-2012-10,true\n"
    (tmp_path / "regions.csv").write_text(own, "utf-8")
    said = await apply_batches(graph.writer, read_facts(tmp_path, "office"), "tests")
    assert (said.created, said.updated) == (0, 1)
    (tmp_path / "regions.csv").unlink()
    dropped: list[Batch] = read_facts(tmp_path, "office")
    await apply_batches(graph.writer, dropped, "tests")
    back = await apply_batches(graph.writer, seed, "tests")
    assert (back.created, back.removed) == (0, 0)
