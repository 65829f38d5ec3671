"""Statuses and kinds against the words of the design, on worlds of any shape."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from graph.model import Label
from queries.coverage.gaps import find_statuses
from queries.coverage.links import DocumentRow, DocumentsByParty, Link, LinkSum, group_documents, sum_links
from queries.coverage.matrix import build_matrix
from queries.coverage.status import (
    CoverageStatus,
    GapKind,
    InheritFrom,
    PartyStatus,
    build_holdings,
    find_kind,
    find_status,
)
from queries.coverage.subjects import Party, Subject, TaskKey

NATION, PROVINCE, CITY, COUNTY = ((Label.REGION, key) for key in ("100000", "610000", "610100", "610101"))
ZONE = (Label.ECONOMIC_ZONE, "zone")
TASKS = tuple(TaskKey(f"t{at}", at, "h") for at in range(3))
DOCUMENTS = tuple(f"d{at}" for at in range(5))
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
    if any(row.dated and row.examined for row in documents.get(subject.party, {}).values()):
        return "NOT_COVERED"
    return "UNKNOWN"


@given(held, links, members)
def test_status_is_the_first_that_fits(rows: list[DocumentRow], found: list[Link], inside: list[Party]) -> None:
    documents = group_documents(rows)
    holdings = build_holdings(documents, sum_links(found))
    for subject in subjects(inside):
        for task in TASKS:
            status = find_status(subject, task.key, holdings)
            assert status.status == expected(subject, task.key, documents, found)
            made_of = [link for link in found if link.task == task.key and link.document in status.documents]
            assert status.links == len(made_of)
            assert status.score == max((link.score for link in made_of), default=None)
            assert bool(status.documents) == (status.status in ("COVERED", "PARTIAL", "INHERITED"))


@given(held, links, members)
def test_matrix_and_gaps_agree(rows: list[DocumentRow], found: list[Link], inside: list[Party]) -> None:
    holdings = build_holdings(group_documents(rows), sum_links(found))
    matrix = build_matrix(subjects(inside), TASKS, holdings)
    gaps = find_statuses(subjects(inside), TASKS, holdings)
    for at, task in enumerate(TASKS):
        assert [row.cells[at] for row in matrix.rows] == gaps[task]
    assert all(sum(row.counts.values()) == len(TASKS) for row in matrix.rows)


statuses = st.sampled_from(CoverageStatus)
levels = st.frozensets(st.sampled_from(InheritFrom))


@given(st.lists(st.tuples(statuses, levels), min_size=1, max_size=5), levels)
def test_kind_says_who_covers_and_who_misses(
    given_statuses: list[tuple[CoverageStatus, frozenset[InheritFrom]]], inherit: frozenset[InheritFrom]
) -> None:
    made = [
        PartyStatus(CITY, status, (), None, 0, inherited_from=came if status == "INHERITED" else frozenset())
        for status, came in given_statuses
    ]
    cover = sum(
        status == "COVERED" or (status == "INHERITED" and bool(came & inherit)) for status, came in given_statuses
    )
    miss = sum(status == "NOT_COVERED" for status, _ in given_statuses)
    kind = find_kind(made, inherit)
    assert (kind is GapKind.COMMON_GROUND) == (cover == len(made))
    assert (kind is GapKind.SHARED_GAP) == (miss == len(made))
    assert (kind is GapKind.ONE_SIDED) == (cover > 0 and miss > 0)
    if any(status == "UNKNOWN" for status, _ in given_statuses):
        assert kind is not GapKind.SHARED_GAP


def test_prefecture_above_a_county_is_no_level_that_can_be_named() -> None:
    rows = [held_by(CITY, "d0", dated=True, examined=True)]
    holdings = build_holdings(group_documents(rows), [LinkSum("d0", "t0", 1.0, 1)])
    status = find_status(subjects([])[3], "t0", holdings)
    assert (status.status, status.inherited_from) == ("INHERITED", frozenset())
