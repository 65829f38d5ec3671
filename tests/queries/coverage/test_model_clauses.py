"""Which clauses are lent: whatever the world, the same as sorting all of them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from graph.model import Label
from queries.coverage.model_clauses import (
    ModelCandidate,
    ModelRow,
    Nearness,
    PartyRow,
    asking_of,
    choose_documents,
    rank_clauses,
    rank_documents,
)
from queries.coverage.subjects import Subject

ASKING = asking_of([Subject((Label.REGION, "610000"), "陕西省", "PROVINCE", "WEST")])
ROWS = {
    "same": PartyRow("same", "Region", "620000", "PROVINCE", "WEST"),
    "same-1": PartyRow("same-1", "Region", "620000", "PROVINCE", "WEST"),
    "level": PartyRow("level", "Region", "310000", "PROVINCE", "EAST"),
    "city": PartyRow("city", "Region", "610100", "PREFECTURE", "WEST"),
    "zone": PartyRow("zone", "EconomicZone", "some-zone", "", ""),
    "nation": PartyRow("nation", "Region", "100000", "NATION", ""),
    "own": PartyRow("own", "Region", "610000", "PROVINCE", "WEST"),
}


def test_nearness_is_level_and_macro_region_then_level_then_kind() -> None:
    near = rank_documents(ROWS.values(), ASKING)
    assert {key: one.nearness for key, one in near.items()} == {
        "same": Nearness.PEER,
        "same-1": Nearness.PEER,
        "level": Nearness.LEVEL,
        "city": Nearness.REGION,
        "zone": Nearness.ZONE,
        "nation": Nearness.NATION,
    }


def test_agreement_with_an_asking_party_is_not_lent_to_it() -> None:
    rows = [PartyRow("deal", "Region", "620000", "PROVINCE", "WEST"), PartyRow("deal", "Region", "610000", "", "")]
    assert not rank_documents(rows, ASKING)


clauses = st.lists(
    st.builds(
        lambda document, path, score, has_text: ModelRow("t", document, f"{document}#{path}", has_text, score),
        st.sampled_from(sorted(ROWS)), st.sampled_from(["1", "2", "3"]), st.sampled_from([0.5, 0.7, 1.0]),
        st.booleans(),
    ),
    max_size=12, unique_by=lambda row: row.clause,
)  # fmt: skip
on_field = st.frozensets(st.sampled_from(sorted(ROWS)))


@given(clauses, on_field, st.integers(1, 5))
def test_chosen_documents_hold_the_best_clauses(rows: list[ModelRow], field: frozenset[str], first: int) -> None:
    near = rank_documents(ROWS.values(), ASKING, field)
    best: dict[tuple[str, bool], float] = {}
    for row in rows:
        best[row.document, row.has_text] = max(row.score, best.get((row.document, row.has_text), 0))
    candidates = [ModelCandidate("t", key, has_text, score) for (key, has_text), score in best.items()]
    chosen = choose_documents(candidates, near, first)
    ranked = rank_clauses([row for row in rows if row.document in chosen], near).get("t", [])[:first]
    every = sorted(
        (row for row in rows if row.document != "own"),
        key=lambda row: (
            not row.has_text,
            row.document not in field,
            list(Nearness).index(near[row.document].nearness),
            -row.score,
            row.clause,
        ),
    )
    assert [model.clause for model in ranked] == [row.clause for row in every[:first]]
