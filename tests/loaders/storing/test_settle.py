"""What is stored of a document where nobody says more of it than its text."""

from __future__ import annotations

from graph.dates import parse_period
from graph.enums import DocumentKind
from graph.model import Label
from loaders.storing.given import StatedMetadata
from loaders.storing.reading import Tools, read_for_graph
from loaders.storing.settle import SettledDocument, settle_document
from loaders.storing.stored import StoredDocument
from loaders.tasks.matcher import Matcher
from loaders.tasks.profiles import Profiles
from tests.loaders.mentions.names import make_gazetteer

TOOLS = Tools(make_gazetteer(), Matcher(Profiles(1, (), ()), {}))
TEXT = (
    "西安市知识产权合作办法\n第一条 市局应当加强合作。\n第二条 本办法自2012年7月1日起施行，有效期五年。\n"
    "西安市知识产权局\n2012年6月1日\n"
)


def settle(given: StatedMetadata) -> SettledDocument:
    return settle_document(given, read_for_graph(TEXT, given, TOOLS), StoredDocument("a", None))


def test_text_dates_ends_and_places_its_document() -> None:
    settled = settle(StatedMetadata())
    properties = settled.properties
    assert properties["kind"] is DocumentKind.MEASURE
    assert [str(properties[name]) for name in ("issued", "inForceFrom", "inForceUntil")] == [
        "2012-06-01", "2012-07-01", "2017-06-30",
    ]  # fmt: skip
    assert settled.ends.applies_to == ((Label.REGION, "610100"),) and settled.warnings == ()


def test_end_that_somebody_gives_comes_before_the_one_of_the_text() -> None:
    settled = settle(StatedMetadata(in_force_until=parse_period("2015-12-31")))
    assert str(settled.properties["inForceUntil"]) == "2015-12-31"
