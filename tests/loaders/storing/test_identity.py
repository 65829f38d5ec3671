"""Which stored document a text is a version of: by 文号, else by title and date; and the ids of new ones."""

from __future__ import annotations

import pytest

from graph.dates import Period, parse_period
from loaders.errors import AmbiguousDocument
from loaders.storing.given import StatedMetadata
from loaders.storing.identity import LONGEST, find_free, find_identity, spell_slug
from loaders.storing.stored import DocumentName

TITLE = "西安市专利促进条例"


def stored(key: str, name: str = TITLE, number: str | None = None, issued: str | None = None) -> DocumentName:
    period = parse_period(issued) if issued else None
    first, last = (period.first, period.last) if period else (None, None)
    return DocumentName(key, name, [], number, first, last, None, None)


def find(
    *names: DocumentName, number: str | None = None, issued: str | None = None, given: StatedMetadata | None = None
) -> str | None:
    dates: tuple[Period | None, ...] = (parse_period(issued) if issued else None, None)
    found, _ = find_identity(names, given or StatedMetadata(), TITLE, number, dates)
    return found.id if found else None


@pytest.mark.parametrize(
    ("issued", "found"),
    [("2012-12-28", "old"), ("2012", "old"), ("2012-03-01", "old"), ("2013-01-05", None), (None, "old")],
)
def test_title_finds_the_document_of_the_same_day_or_year_or_of_no_date(issued: str | None, found: str | None) -> None:
    assert find(stored("old", issued="2012-12-28"), issued=issued) == found


def test_nearest_date_wins_among_namesakes() -> None:
    names = [stored("year", issued="2012-03-01"), stored("day", issued="2012-12"), stored("other", issued="2005")]
    assert find(*names, issued="2012-12-28") == "day"


def test_date_that_is_given_must_overlap() -> None:
    given = StatedMetadata(issued=parse_period("2012-03-01"))
    assert find(stored("old", issued="2012-12-28"), issued="2012-03-01", given=given) is None


def test_number_comes_before_title_and_another_number_is_another_document() -> None:
    names = [stored("numbered", "另一标题", "国发〔2012〕3号"), stored("titled", number="国发〔2011〕9号")]
    assert find(*names, number="国发[2012]3号") == "numbered"
    assert find(names[1], number="国发〔2012〕3号") is None


def test_title_is_compared_without_spaces_and_in_any_width() -> None:
    assert find(stored("old", "西安市 专利促进条例")) == "old"


def test_several_that_fit_alike_are_refused_with_their_ids_unless_one_is_named() -> None:
    names = [stored("a", issued="2012-12"), stored("b", issued="2012-12")]
    with pytest.raises(AmbiguousDocument) as refused:
        find(*names, issued="2012-12-28")
    assert "2 stored documents" in str(refused.value)
    assert find(*names, issued="2012-12-28", given=StatedMetadata(id="b")) == "b"


def test_document_that_is_there_keeps_its_id_and_says_so() -> None:
    found, said = find_identity([stored("old")], StatedMetadata(id="new"), TITLE, None, (None, None))
    assert found is not None
    assert found.id == "old"
    assert "not 'new'" in said[0].reason


def test_slug_is_spelled_and_cut_at_a_syllable() -> None:
    assert spell_slug("西安市知识产权局") == "xi-an-shi-zhi-shi-chan-quan-ju"
    long = spell_slug("知识产权" * 20)
    assert len(long) <= LONGEST
    assert long.split("-")[-1] in {"zhi", "shi", "chan", "quan"}
    assert spell_slug("《》") == ""


def test_taken_slug_gets_the_first_free_number() -> None:
    assert find_free("a", set()) == "a"
    assert find_free("a", {"a", "a-2"}) == "a-3"
