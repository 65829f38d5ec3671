"""Dates as people write them, and the day on which a document ends by its own words."""

from __future__ import annotations

import pytest

from graph.dates import parse_period
from graph.names.text import fold_text
from loaders.metadata.dates import find_dates, find_end


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("二O一二年六月一日", "2012-06-01"),
        ("二o一二年六月一日", "2012-06-01"),
        ("二Ｏ一二年六月一日", "2012-06-01"),
        ("二○一二年一○月", "2012-10"),
        ("二零一二年十二月三十一日", "2012-12-31"),
        ("2O12年6月1日", "2012-06-01"),
        ("二〇一二年六月廿八日", "2012-06-28"),
        ("2012年元月", "2012-01"),
        ("2012年元月5日", "2012-01-05"),
        ("2012 年 6 月 1 日", "2012-06-01"),
        ("2012/6/1", "2012-06-01"),
        ("2012-06-01 10:20", "2012-06-01"),
        ("2012.6.1", "2012-06-01"),
        ("２０１２／６／１", "2012-06-01"),
        ("2012年", "2012"),
    ],
)
def test_date_is_read_as_it_is_written(text: str, right: str) -> None:
    assert [str(date) for date in find_dates(fold_text(text))] == [right]


@pytest.mark.parametrize("text", ["2012-2020", "1.2012.6.1", "2012/6-1", "2012/13/1", "第2012-6-1234号", "2012.5亿元"])
def test_what_is_no_date_is_none(text: str) -> None:
    assert list(find_dates(text)) == []


@pytest.mark.parametrize(
    ("sentence", "right"),
    [
        ("本办法自2012年7月1日起施行，有效期五年。", "2017-06-30"),
        ("本办法自2012年7月1日起施行，有效期为5年。", "2017-06-30"),
        ("本办法自2012年7月1日起施行，有效期限两年。", "2014-06-30"),
        ("本办法有效期至2017年6月30日。", "2017-06-30"),
        ("本办法自2012年7月1日起施行，有效期至2017年6月30日。", "2017-06-30"),
        ("本办法自2012年7月1日起施行，至2017年6月30日止。", "2017-06-30"),
        ("本办法有效期自2012年7月1日至2017年6月30日。", "2017-06-30"),
        ("本办法自2012年7月1日起施行。专利证书有效期五年。", None),
        ("许可证有效期五年。", None),
        ("本办法自2012年7月1日起施行。有效期至2017年6月30日。", "2017-06-30"),
        ("本办法自2012年7月1日起施行。", None),
    ],
)
def test_document_ends_when_it_says_so_itself(sentence: str, right: str | None) -> None:
    end = find_end(sentence, parse_period("2012-07-01"))
    assert (str(end) if end else None) == right


def test_term_without_a_day_to_begin_with_ends_on_none() -> None:
    assert find_end("本办法自公布之日起施行，有效期五年。", None) is None
    assert find_end("本办法自2012年起施行，有效期五年。", parse_period("2012")) is None
    assert str(find_end("本办法自公布之日起施行，有效期五年。", parse_period("2012-02-29"))) == "2017-02-28"
