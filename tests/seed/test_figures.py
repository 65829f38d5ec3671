"""The figures of the seed: years without a figure have no row, a nought is one, and no strength is nought or less."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from graph.model import Label, RelationshipType
from graph.writing.batch import EdgeRow
from tests.seed.rows import seed_edges, seed_nodes

MAINLAND = 31


def value(region: str, indicator: str, year: int) -> float | None:
    found = [
        edge.properties["value"]
        for edge in seed_edges(RelationshipType.MEASURED)
        if (edge.start[1], edge.end[1], edge.properties["year"]) == (region, indicator, year)
    ]
    assert all(isinstance(one, float) for one in found)
    return float(str(found[0])) if found else None


def spans(edges: list[EdgeRow]) -> Mapping[str, tuple[int, int]]:
    years: dict[str, list[int]] = {}
    for edge in edges:
        years.setdefault(edge.end[1], []).append(int(str(edge.properties["year"])))
    return {key: (min(found), max(found)) for key, found in years.items()}


def test_every_figure_stands() -> None:
    measured = seed_edges(RelationshipType.MEASURED)
    counts = Counter(edge.end[1] for edge in measured)
    assert sum(counts.values()) == 5_882 + 310
    assert counts["population"] == 310
    assert counts.keys() == seed_nodes(Label.INDICATOR).keys()
    assert len({edge.start[1] for edge in measured}) == MAINLAND
    found = spans(measured)
    assert (found["gdp"], found["population"], found["rd_intensity"]) == ((2008, 2020), (2015, 2024), (2011, 2023))


def test_year_without_a_figure_has_none_and_a_nought_is_one() -> None:
    assert {value(region, "plant_variety_applications", 2019) for region in ("110000", "610000")} == {None}
    assert value("540000", "plant_variety_applications", 2011) == 0.0
    assert value("110000", "designs_granted", 2010) == 5723.0
    assert value("110000", "population", 2015) == 2188.0


def test_strengths_are_the_positive_ones() -> None:
    strengths = seed_edges(RelationshipType.HAS_STRENGTH)
    assert len(strengths) == 2_604 - 52
    assert all(float(str(edge.properties["quotient"])) > 0 for edge in strengths)
    assert Counter(edge.properties["year"] for edge in strengths) == {2012: 1302 - 29, 2017: 1302 - 23}
    assert len({edge.start[1] for edge in strengths}) == MAINLAND
    assert len(seed_nodes(Label.INDUSTRY)) == 45
    assert {row.properties["strategicEmerging"] for row in seed_nodes(Label.INDUSTRY).values()} == {None}


def test_sectors_of_both_years_are_those_of_the_tables() -> None:
    sectors: dict[int, set[str]] = {2012: set(), 2017: set()}
    for edge in seed_edges(RelationshipType.HAS_STRENGTH):
        sectors[int(str(edge.properties["year"]))].add(edge.end[1])
    assert (len(sectors[2012]), len(sectors[2017]), len(sectors[2012] & sectors[2017])) == (42, 42, 39)
    assert sectors[2012] - sectors[2017] == {"other-manufacturing", "waste-materials", "research-technical-services"}
