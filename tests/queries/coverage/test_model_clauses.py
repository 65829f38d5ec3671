"""Which clauses are lent: whatever the world, the same as sorting all of them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from graph.model import Label
from queries.coverage.links import Link
from queries.coverage.model_clauses import (
    ModelCandidate,
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
        "same": Nearness.SAME_LEVEL_AND_MACRO_REGION,
        "same-1": Nearness.SAME_LEVEL_AND_MACRO_REGION,
        "level": Nearness.SAME_LEVEL,
        "city": Nearness.OTHER_REGION,
        "zone": Nearness.ZONE,
        "nation": Nearness.NATION,
    }


def test_agreement_with_an_asking_party_is_not_lent_to_it() -> None:
    rows = [PartyRow("deal", "Region", "620000", "PROVINCE", "WEST"), PartyRow("deal", "Region", "610000", "", "")]
    assert not rank_documents(rows, ASKING)


links = st.lists(
    st.builds(
        lambda document, path, score: Link(
            document, "t", f"{document}#{path}", score, "profile-1", "SUGGESTED", False, path == "title"
        ),
        st.sampled_from(sorted(ROWS)), st.sampled_from(["1", "2", "title"]), st.sampled_from([0.5, 0.7, 1.0]),
    ),
    max_size=12, unique_by=lambda link: link.clause,
)  # fmt: skip


@given(links, st.integers(1, 5))
def test_chosen_documents_hold_the_best_clauses(found: list[Link], first: int) -> None:
    near = rank_documents(ROWS.values(), ASKING)
    usable = [link for link in found if not link.is_title]
    best = {key: max(link.score for link in usable if link.document == key) for key in {x.document for x in usable}}
    chosen = choose_documents([ModelCandidate("t", key, score) for key, score in best.items()], near, first)
    ranked = rank_clauses(found, chosen, near).get("t", [])[:first]
    lent = [link for link in usable if link.document != "own"]
    every = sorted(lent, key=lambda link: (near[link.document].nearness, -link.score, link.clause))
    assert [model.clause for model in ranked] == [link.clause for link in every[:first]]
