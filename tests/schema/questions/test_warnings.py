"""The catalogue of warnings: each code speaks both languages, of the same things."""

from __future__ import annotations

from string import Formatter

import pytest

from queries.pairing.explanations import Lang
from queries.warnings import MOST_WARNINGS, WarningCode, cut_warnings, in_a_row, named, warn
from schema.questions.warnings import SENTENCES, say


def places(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name}


@pytest.mark.parametrize("code", WarningCode)
def test_both_languages_speak_of_the_same_things(code: WarningCode) -> None:
    words = SENTENCES[code]
    assert places(words.zh) == places(words.en)
    assert words.zh.endswith("。")
    assert words.en.endswith(".")


def test_names_stand_in_the_language_of_the_sentence() -> None:
    warning = warn(WarningCode.LIES_WITHIN, low=named("西安市", "Xi'an"), high=named("某经济区", ""))
    assert say(warning, Lang.ZH) == "西安市位于某经济区之内，两者重叠。"
    assert say(warning, Lang.EN) == "Xi'an lies in 某经济区: the two overlap."


def test_names_in_a_row_are_one_value() -> None:
    row = in_a_row([named("上海市", "Shanghai"), named("浙江省", "Zhejiang")])
    assert (row.zh, row.en) == ("上海市、浙江省", "Shanghai, Zhejiang")


@pytest.mark.parametrize(("many", "shown", "more"), [(0, 0, None), (50, 50, None), (51, 50, 2), (4950, 50, 4901)])
def test_more_than_anyone_reads_are_counted(many: int, shown: int, more: int | None) -> None:
    one = warn(WarningCode.LIES_WITHIN, low=named("a", "a"), high=named("b", "b"))
    cut = cut_warnings([one] * many)
    assert len(cut) == shown <= MOST_WARNINGS
    assert more is None or cut[-1] == warn(WarningCode.MORE_WARNINGS, count=more)
