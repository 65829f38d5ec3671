"""Statuses and kinds against the words of the design, on worlds of any shape."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.model import Label
from queries.coverage.gaps import find_statuses
from queries.coverage.links import DocumentRow, DocumentsByParty, Link, LinkSum, group_documents, sum_links
from queries.coverage.matrix import build_rows
from queries.coverage.status import CoverageStatus, InheritFrom, build_holdings, find_statuses_of
from queries.coverage.subjects import Party, Subject, TaskKey

NATION, PROVINCE, CITY, COUNTY = ((Label.REGION, key) for key in ("100000", "610000", "610100", "610101"))
ZONE = (Label.ECONOMIC_ZONE, "zone")
TASKS = tuple(TaskKey(f"t{at}", at, "h") for at in range(3))
DOCUMENTS = tuple(f"d{at}" for at in range(5))
ON_FIELD = frozenset(DOCUMENTS[:-1])
ABOVE = {
    PROVINCE: ((NATION, "NATION"),),
    CITY: ((NATION, "NATION"), (PROVINCE, "PROVINCE")),
    COUNTY: ((NATION, "NATION"), (PROVINCE, "PROVINCE"), (CITY, "PREFECTURE")),
}
PARTIES = (NATION, PROVINCE, CITY, COUNTY, ZONE)


def held_by(party: Party, document: str, *, dated: bool, examined: bool) -> DocumentRow:
    return DocumentRow(party[0], party[1], document, dated, examined, "PART")


scores = st.sampled_from([0.5, 0.8, 1.0])
links = st.lists(
    st.builds(
        Link, st.sampled_from(DOCUMENTS), st.sampled_from([t.key for t in TASKS]), st.sampled_from(["#1", "#2"]),
        scores, st.just("profile-1"), st.just("SUGGESTED"), st.just(False), st.just(False),
    ),
    max_size=8, unique_by=lambda link: (link.document, link.task, link.clause),
)  # fmt: skip
held = st.lists(
    st.builds(
        lambda party, document, dated, examined: held_by(party, document, dated=dated, examined=examined),
        st.sampled_from(PARTIES), st.sampled_from(DOCUMENTS), st.booleans(), st.booleans(),
    ),
    max_size=10,
)  # fmt: skip
members = st.lists(st.sampled_from([PROVINCE, CITY, COUNTY]), unique=True)


def subjects(inside: list[Party]) -> list[Subject]:
    """The five parties; a region is in the zone where it or a region above it is."""
    found = []
    for party in PARTIES[:-1]:
        above = ABOVE.get(party, ())
        zones = (ZONE,) if {party, *(one for one, _ in above)} & set(inside) else ()
        found.append(Subject(party, party[1], "", "", above, zones))
    return [*found, Subject(ZONE, "zone", "", "", members=tuple(inside))]


def expected(subject: Subject, task: str, documents: DocumentsByParty, links: list[Link]) -> str:
    """The first status that fits, as the design says it."""

    def covers(party: Party) -> bool:
        dated = [key for key, row in documents.get(party, {}).items() if row.dated]
        return any(link.task == task and link.document in dated for link in links)

    if covers(subject.party):
        return "COVERED"
    if any(covers(member) for member in subject.members):
        return "PARTIAL"
    if any(covers(party) for party, _ in subject.above) or any(covers(zone) for zone in subject.zones):
        return "INHERITED"
    if any(row.dated and row.examined and key in ON_FIELD for key, row in documents.get(subject.party, {}).items()):
        return "NOT_COVERED"
    return "UNKNOWN"


def expected_own(subject: Subject, task: str, documents: DocumentsByParty, links: list[Link]) -> str:
    """The party's own status, as the design says it: every document here is on the field but the last."""
    own = expected(replace(subject, above=(), zones=()), task, documents, links)
    assert own != "INHERITED"
    return own


@given(held, links, members)
def test_status_is_the_first_that_fits(rows: list[DocumentRow], found: list[Link], inside: list[Party]) -> None:
    documents = group_documents(rows)
    holdings = build_holdings(documents, sum_links(found), ON_FIELD)
    for subject in subjects(inside):
        statuses = find_statuses_of(subject, [task.key for task in TASKS], holdings)
        for task, status in zip(TASKS, statuses, strict=True):
            assert status.status == expected(subject, task.key, documents, found)
            assert status.own == expected_own(subject, task.key, documents, found)
            made_of = [link for link in found if link.task == task.key and link.document in status.shown.documents]
            assert status.shown.links == len(made_of)
            assert status.shown.score == max((link.score for link in made_of), default=None)
            assert bool(status.shown.documents) == (status.status in ("COVERED", "PARTIAL", "INHERITED"))
            assert bool(status.examined) == (status.own is CoverageStatus.NOT_COVERED)
            assert set(status.examined) <= ON_FIELD


@given(held, links, members)
def test_what_is_inherited_hides_nothing_of_its_own(
    rows: list[DocumentRow], found: list[Link], inside: list[Party]
) -> None:
    keys = [task.key for task in TASKS]
    holdings = build_holdings(group_documents(rows), sum_links(found), ON_FIELD)
    for subject in subjects(inside):
        alone = find_statuses_of(replace(subject, above=(), zones=()), keys, holdings)
        within = find_statuses_of(subject, keys, holdings)
        assert [(one.own, one.grounds, one.examined) for one in within] == [
            (one.own, one.grounds, one.examined) for one in alone
        ]
        for one in find_statuses_of(subject, keys, holdings, (InheritFrom.PROVINCE,)):
            named = InheritFrom.PROVINCE in one.inherited_from or subject.party == COUNTY
            assert one.status is not CoverageStatus.INHERITED or named


@given(held, links, members)
def test_matrix_and_gaps_agree(rows: list[DocumentRow], found: list[Link], inside: list[Party]) -> None:
    holdings = build_holdings(group_documents(rows), sum_links(found), ON_FIELD)
    matrix = build_rows(subjects(inside), TASKS, holdings)
    gaps = find_statuses(subjects(inside), TASKS, holdings)
    for at, task in enumerate(TASKS):
        assert [row.cells[at] for row in matrix] == gaps[task]
    assert all(sum(row.counts.values()) == len(TASKS) for row in matrix)


def test_prefecture_above_a_county_is_no_level_that_can_be_named() -> None:
    rows = [held_by(CITY, "d0", dated=True, examined=True)]
    holdings = build_holdings(group_documents(rows), [LinkSum("d0", "t0", 1.0, 1)], ON_FIELD)
    (status,) = find_statuses_of(subjects([])[3], ["t0"], holdings)
    assert (status.status, status.own, status.inherited_from) == ("INHERITED", "UNKNOWN", frozenset())


def test_members_that_are_unknown_are_told_from_those_that_miss() -> None:
    rows = [
        held_by(CITY, "d0", dated=True, examined=True),
        held_by(PROVINCE, "d1", dated=True, examined=False),
        held_by(COUNTY, "d4", dated=True, examined=True),  # Not on the field.
    ]
    holdings = build_holdings(group_documents(rows), [LinkSum("d1", "t0", 1.0, 1)], ON_FIELD)
    zone = subjects([PROVINCE, CITY, COUNTY])[4]
    partial, unknown = find_statuses_of(zone, ["t0", "t1"], holdings)
    assert (partial.own, partial.members, partial.members_covering, partial.members_unknown) == ("PARTIAL", 3, 1, 1)
    assert (unknown.own, unknown.members_covering, unknown.members_unknown) == ("UNKNOWN", 0, 2)


def test_what_states_the_tasks_shows_no_gap() -> None:
    row = replace(held_by(NATION, "d0", dated=True, examined=True), states_tasks=True)
    (status,) = find_statuses_of(subjects([])[0], ["t0"], build_holdings(group_documents([row]), [], ON_FIELD))
    assert status.own is CoverageStatus.UNKNOWN


@pytest.mark.parametrize(("ranks", "basis"), [((1,), "TITLE"), ((1, 2), "READ"), ((2, 3, 1), "REVIEWED"), ((), None)])
def test_basis_is_the_best_among_what_counts(ranks: tuple[int, ...], basis: str | None) -> None:
    rows = [held_by(CITY, f"d{at}", dated=True, examined=False) for at in range(len(ranks))]
    sums = [LinkSum(f"d{at}", "t0", 0.5, 1, rank, at) for at, rank in enumerate(ranks)]
    (status,) = find_statuses_of(subjects([])[2], ["t0"], build_holdings(group_documents(rows), sums))
    assert status.shown.basis == basis
    assert status.shown.verified == (len(ranks) > 1)
