"""The page of everything that the seed names can be read, and every list in every order, to its end and back."""

from __future__ import annotations

from itertools import cycle, islice
from typing import Any

import pytest
from graphql import GraphQLEnumType, get_named_type

from graph.model import Label
from schema.build import build_schema
from tests.schema.asking import Asker
from tests.seed.drawn import read_operation
from tests.seed.rows import seed_nodes

pytestmark = pytest.mark.anyio

LISTS = {
    "regions": Label.REGION,
    "zones": Label.ECONOMIC_ZONE,
    "programmes": Label.PROGRAMME,
    "institutions": Label.INSTITUTION,
    "documents": Label.POLICY_DOCUMENT,
}
PAGE = """query ($size: Int, $after: String, $before: String) {{ {field}({end}: $size, after: $after, before: $before,
    orderBy: [{{ field: {order}, direction: {direction} }}], filter: {filter}) {{ totalCount edges {{ node {{ id }} }}
    pageInfo {{ hasNextPage hasPreviousPage startCursor endCursor }} }} }}"""


def list_orders(field: str) -> list[str]:
    """What a list can be ordered by."""
    query = build_schema().query_type
    assert query is not None
    order = get_named_type(query.fields[field].args["orderBy"].type)
    kind = get_named_type(order.fields["field"].type)
    assert isinstance(kind, GraphQLEnumType)
    return list(kind.values)


async def test_page_of_everything_can_be_read(seed_asker: Asker) -> None:
    labels = (Label.PROGRAMME, Label.INSTITUTION, Label.POLICY_DOCUMENT)
    keys = [sorted(seed_nodes(label)) for label in labels]
    longest = max(map(len, keys))
    for programme, institution, document in zip(*(islice(cycle(one), longest) for one in keys), strict=True):
        asked = {"programme": programme, "institution": institution, "document": document, "asOf": "2015"}
        page = await seed_asker.read(read_operation("details"), **asked)
        assert all(page.values()), asked


async def read_all(asker: Asker, text: str, *, backward: bool) -> tuple[list[str], int]:
    """The ids of a whole list, page by page, and its count."""
    found: list[str] = []
    place: dict[str, Any] = {}
    while True:
        (page,) = (await asker.read(text, size=100, **place)).values()
        ids = [edge["node"]["id"] for edge in page["edges"]]
        found = [*ids, *found] if backward else [*found, *ids]
        info = page["pageInfo"]
        if not info["hasPreviousPage" if backward else "hasNextPage"]:
            return found, page["totalCount"]
        place = {"before": info["startCursor"]} if backward else {"after": info["endCursor"]}


@pytest.mark.parametrize("field", LISTS)
async def test_list_has_everything_once_in_every_order_and_back(seed_asker: Asker, field: str) -> None:
    nodes = seed_nodes(LISTS[field])
    for given, expected in (("{}", len(nodes)), ("{ verified: true }", sum(node.verified for node in nodes.values()))):
        for order in list_orders(field):
            for direction in ("ASC", "DESC"):
                asked = {"field": field, "order": order, "direction": direction, "filter": given}
                forward, total = await read_all(seed_asker, PAGE.format(end="first", **asked), backward=False)
                assert len(forward) == len(set(forward)) == total == expected, asked
            back, _ = await read_all(seed_asker, PAGE.format(end="last", **asked), backward=True)
            assert back == forward, asked
