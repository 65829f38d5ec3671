"""Who may do what: roles contain each other, and nobody without a token may more than read."""

from __future__ import annotations

import pytest

from queries.coverage.subjects import MOST_PARTIES
from schema.request.roles import ANYBODY, Forbidden, Role, Unauthenticated, Viewer, check_role


@pytest.mark.parametrize("role", Role)
def test_role_allows_what_those_before_it_do_and_no_more(role: Role) -> None:
    order = [Role.READER, Role.REVIEWER, Role.LOADER, Role.ADMIN]
    assert [one for one in order if role.allows(one)] == order[: order.index(role) + 1]


def test_without_a_token_no_role_counts() -> None:
    viewer = Viewer("li", Role.ADMIN)
    assert not viewer.may(Role.READER)
    with pytest.raises(Unauthenticated, match="This needs a token"):
        check_role(viewer, Role.READER)


def test_refusal_names_both_roles() -> None:
    viewer = Viewer("li", Role.REVIEWER, authenticated=True)
    check_role(viewer, Role.REVIEWER)
    with pytest.raises(Forbidden, match="needs the role loader; yours is reviewer"):
        check_role(viewer, Role.LOADER)


def test_a_token_allows_longer_pages_and_more_parties() -> None:
    assert (ANYBODY.page_bound, ANYBODY.party_bound) == (200, MOST_PARTIES)
    known = Viewer("li", authenticated=True)
    assert (known.page_bound, known.party_bound) == (1000, 1000)
