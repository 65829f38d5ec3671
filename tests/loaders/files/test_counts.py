"""The numbers of lists in every format."""

from __future__ import annotations

import pytest

from loaders.files.counts import MOST, write_count

HUNDRED_AND_ONE = {
    "chineseCountingThousand": "一百零一",
    "taiwaneseCountingThousand": "一百零一",
    "chineseCounting": "一〇一",
    "taiwaneseCounting": "一〇一",
    "ideographDigital": "一〇一",
    "japaneseCounting": "百一",
    "japaneseLegal": "壱百壱",
    "chineseLegalSimplified": "壹佰零壹",
    "ideographLegalTraditional": "壹佰零壹",
    "decimalFullWidth": "１０１",
    "decimalEnclosedCircle": "101",
    "decimalZero": "101",
    "decimal": "101",
    "upperRoman": "CI",
    "lowerRoman": "ci",
    "none": "",
    "somethingNew": "101",
}


@pytest.mark.parametrize(("form", "written"), HUNDRED_AND_ONE.items())
def test_hundred_and_one_is_written_as_word_writes_it(form: str, written: str) -> None:
    assert write_count(form, 101) == written


@pytest.mark.parametrize(
    ("form", "written"),
    [
        ("chineseCounting", ["一", "十", "十一", "二十", "九十九"]),
        ("chineseCountingThousand", ["一", "十", "十一", "二十", "九十九"]),
        ("ideographDigital", ["一", "一〇", "一一", "二〇", "九九"]),
        ("decimalEnclosedCircle", ["①", "⑩", "⑪", "⑳", "99"]),
        ("ideographTraditional", ["甲", "癸", "11", "20", "99"]),
        ("ideographZodiac", ["子", "酉", "戌", "20", "99"]),
        ("decimalZero", ["01", "10", "11", "20", "99"]),
        ("upperLetter", ["A", "J", "K", "T", "UUUU"]),
        ("lowerRoman", ["i", "x", "xi", "xx", "xcix"]),
    ],
)
def test_small_numbers_are_written_as_word_writes_them(form: str, written: list[str]) -> None:
    assert [write_count(form, value) for value in (1, 10, 11, 20, 99)] == written


def test_thousands_have_one_zero_for_a_gap() -> None:
    values = (110, 1_001, 1_010, 1_100, 10_000, 10_001, 20_300)
    assert [write_count("chineseCountingThousand", value) for value in values] == [
        "一百一十", "一千零一", "一千零一十", "一千一百", "一万", "一万零一", "二万零三百",
    ]  # fmt: skip


@pytest.mark.parametrize("form", HUNDRED_AND_ONE)
def test_endless_number_stays_short(form: str) -> None:
    assert len(write_count(form, MOST)) < 20
    assert len(write_count(form, 999_999_999)) < 20
    assert write_count(form, 0) == ("" if form == "none" else "0")
