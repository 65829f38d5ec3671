"""What number a paragraph begins with: its kind, what it counts and how a path writes it; and what is none."""

from __future__ import annotations

import pytest

from loaders.clauses.numbering import DATE, Number, NumberKind, follows, read_han_number, read_number


@pytest.mark.parametrize(
    ("text", "kind", "value", "label"),
    [
        ("第三章 附则", NumberKind.PART, 3, "第三章"),
        ("第十二条 各级部门应当", NumberKind.ARTICLE, 12, "第十二条"),
        ("第十二条之一 各级部门", NumberKind.ARTICLE, 12, "第十二条之一"),
        ("笫三条 误写", NumberKind.ARTICLE, 3, "第三条"),
        ("一、总体要求", NumberKind.HAN, 1, "一"),
        ("(二)加强保护", NumberKind.HAN_BRACKETS, 2, "（二）"),
        ("㈢加强保护", NumberKind.HAN_BRACKETS, 3, "（三）"),
        ("3.建立机制", NumberKind.ARABIC, 3, "3"),
        ("⒊建立机制", NumberKind.ARABIC, 3, "3"),
        ("2.3 建立机制", NumberKind.DECIMAL, 3, "2.3"),
        ("(4)建立机制", NumberKind.ARABIC_BRACKETS, 4, "（4）"),
        ("5)建立机制", NumberKind.HALF_BRACKET, 5, "5）"),
        ("⑶建立机制", NumberKind.ARABIC_BRACKETS, 3, "（3）"),
        ("①建立机制", NumberKind.CIRCLED, 1, "①"),
        ("⑳建立机制", NumberKind.CIRCLED, 20, "⑳"),
        ("⓵建立机制", NumberKind.CIRCLED, 1, "⓵"),
        ("㉑建立机制", NumberKind.CIRCLED, 21, "㉑"),
        ("㊂建立机制", NumberKind.CIRCLED, 3, "㊂"),
        ("㊿建立机制", NumberKind.CIRCLED, 50, "㊿"),
        ("## 第三章 附则", NumberKind.PART, 3, "第三章"),
        ("**一、总体要求**", NumberKind.HAN, 1, "一"),
    ],
)
def test_number_is_read_with_its_kind_and_label(text: str, kind: NumberKind, value: int, label: str) -> None:
    number = read_number(text)
    assert number is not None
    assert (number.kind, number.value, number.label) == (kind, value, label)


@pytest.mark.parametrize("text", ["", "第三条规定的事项", "第三条第二款", "2.5亿元", "2012年6月1日", "加强保护", "## "])
def test_references_amounts_and_dates_are_no_numbers(text: str) -> None:
    assert read_number(text) is None


def test_no_single_character_fails_and_letters_and_signs_in_circles_count_nothing() -> None:
    found = {chr(code): read_number(f"{chr(code)}建立机制") for code in range(0x2400, 0x3400)}
    assert not any(found[sign] for sign in "ⓐⓏ⒜㊣㊊㉠㈪")
    assert all(found[sign] for sign in "①⑳⑴⒇⒈⒛⓪⓿㉑㉟㊀㊉㊱㊿㈠㈩")


@pytest.mark.parametrize(
    ("written", "value"),
    [("十", 10), ("十二", 12), ("二十三", 23), ("一百零五", 105), ("两千", 2000), ("二〇一二", 2012), ("23", 23)],
)
def test_chinese_numerals(written: str, value: int) -> None:
    assert read_han_number(written) == value


@pytest.mark.parametrize(("value", "last", "goes_on"), [(300, None, True), (301, None, False), (301, 300, True)])
def test_large_number_counts_only_after_the_one_before(value: int, last: int | None, goes_on: bool) -> None:
    assert follows(Number(NumberKind.ARABIC, str(value), value, 3), last) is goes_on


@pytest.mark.parametrize(
    "text", ["2012年6月1日", "二〇一二年六月", "二O一二年", "2012/6/1", "2012-06-01", "2012年元月"]
)
def test_dates_as_people_write_them(text: str) -> None:
    found = DATE.match(text)
    assert found is not None
    assert found.group() == text


@pytest.mark.parametrize("text", ["2012/6-1", "1.2012.6.1"])
def test_dates_of_mixed_marks_are_none(text: str) -> None:
    assert DATE.search(text) is None
