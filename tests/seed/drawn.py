"""Operations with variables drawn from the seed: the contract's questions, over the whole country and its time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random
from typing import Any

from graph.model import Label
from tests.seed.rows import seed_nodes

CONTRACT = Path(__file__).parents[1] / "contract"
DAYS = ("2008", "2010", "2012-12-31", "2016", "2018-09", "2020-06", "2024", None)

Asked = tuple[str, dict[str, Any]]

# Lists with filters and orders that the contract does not show; `first` and `last` come with the variables.
PAGES = {
    "regions": (
        "{ level: { eq: PREFECTURE }, not: { macroRegion: { eq: EAST } } }",
        "{ verified: true, name: { contains: \"州\" } }",
    ),
    "zones": (
        "{ since: { gte: \"2009\", lt: \"2014\" } }",
        "{ or: [{ kind: { eq: NEW_AREA } }, { kind: { in: [MACRO_REGION, URBAN_AGGLOMERATION] } }] }",
    ),
    "programmes": ("{ kind: { in: [PILOT, DEMONSTRATION] }, verified: true }", "{ since: { lt: \"2012-06\" } }"),
    "institutions": ("{ kind: { eq: IP_OFFICE }, verified: true }", "{ not: { until: { lt: \"2030\" } } }"),
    "documents": (
        "{ and: [{ kind: { in: [PLAN, LAW] } }, { issued: { eq: \"2011\" } }] }",
        "{ held: { eq: TITLE }, verified: true }",
    ),
}  # fmt: skip
SEARCHED = (
    "知识产权", "shanxi", "gztsjjq", "國家知識產權局", "市专利", "Yangtze Delta", "国发[2008]18号", "江苏省知产局",
    "维权 援助", "专", "no such thing", "😀", "2012",
)  # fmt: skip


def read_operation(name: str) -> str:
    return (CONTRACT / f"{name}.graphql").read_text("utf-8")


def draw(seed: int = 2012) -> list[Asked]:
    """The operations; equal seeds give equal ones."""
    random = Random(seed)
    ids = {label: sorted(seed_nodes(label)) for label in Label}
    drawn = [*_of_parties(random, ids), *_of_things(random, ids), *_of_lists()]
    return [*drawn, *((read_operation("search"), {"text": text, "first": 10}) for text in SEARCHED)]


def _of_parties(random: Random, ids: dict[Label, list[str]]) -> Iterator[Asked]:
    regions, zones = ids[Label.REGION], ids[Label.ECONOMIC_ZONE]
    provinces = [key for key in regions if key.endswith("0000") and key != "100000"]
    for day in DAYS:
        party = random.choice([*provinces, *zones, *regions])
        yield read_operation("profile"), {"id": party, "asOf": day}
        parties = [*random.sample(provinces, 3), random.choice(zones)]
        inherit = random.sample(["ZONE", "PROVINCE", "NATION"], random.randint(0, 3))
        yield read_operation("gaps"), {"parties": parties, "asOf": day, "inherit": inherit}
        yield read_operation("matrix"), {"parties": random.sample(provinces, 5), "asOf": day}
        ends = random.sample([*provinces, *zones, *ids[Label.PROGRAMME], *ids[Label.INSTITUTION]], 2)
        asked = {"from": ends[0], "to": ends[1], "maxLength": random.randint(2, 6), "first": 5, "asOf": day}
        yield read_operation("paths"), asked
    for day in DAYS[2:6]:
        yield read_operation("pairing"), {"for": random.choice(provinces), "first": 5, "asOf": day}
    east, west = ["110000", "310000", "320000", "440000"], ["610000", "520000", "640000", "450000", "360000"]
    yield read_operation("plan"), {"donors": east, "recipients": west, "asOf": "2012"}
    yield read_operation("plan"), {"donors": east, "recipients": west, "perDonor": 1, "asOf": "2020"}


def _of_things(random: Random, ids: dict[Label, list[str]]) -> Iterator[Asked]:
    for day in DAYS:
        thing = {
            "programme": random.choice(ids[Label.PROGRAMME]),
            "institution": random.choice(ids[Label.INSTITUTION]),
            "document": random.choice(ids[Label.POLICY_DOCUMENT]),
        }
        yield read_operation("details"), {**thing, "asOf": day}
        scope = random.choice(["SELF", "BELOW", "ABOVE", "ALL"])
        place = {"territory": random.choice(ids[Label.REGION]), "scope": scope, "minScore": random.choice([0, 0.5, 1])}
        yield read_operation("task"), {"id": random.choice(ids[Label.TASK]), "asOf": day, **place}


def _of_lists() -> Iterator[Asked]:
    for first in (1, 5, 200):
        yield read_operation("lists"), {"first": first}
    yield read_operation("info"), {}
    yield read_operation("changes"), {"since": 0}
    for (field, filters), order in zip(PAGES.items(), _orders(), strict=True):
        for number, given in enumerate(filters):
            yield _page(field, given, order, "last" if number else "first"), {"size": 7}


def _orders() -> Sequence[str]:
    return (
        "{ field: NAME, direction: DESC }",
        "{ field: SINCE, direction: ASC }",
        "{ field: NAME, direction: ASC }",
        "{ field: NAME, direction: DESC }",
        "{ field: ISSUED, direction: ASC }, { field: TITLE, direction: DESC }",
    )


def _page(field: str, given: str, order: str, end: str) -> str:
    return (
        f"query ($size: Int) {{ {field}(filter: {given}, orderBy: [{order}], {end}: $size) {{ totalCount "
        "edges { cursor node { id name verified sources { title } } } "
        "pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }"
    )
