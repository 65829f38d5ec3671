"""The matcher of names: how well it does on labelled pairs, and that it never takes two things for one."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.names.compare import match_names, write_out
from graph.names.folding import fold_name, spell_initials, spell_properly
from graph.names.match import MatchKind
from graph.names.places import NO_PLACES, PlaceBook, build_place_book

HERE = Path(__file__).parent
LEAST_F1 = 0.97
TEXTS = st.text(alphabet="陕山西省市知识产权局第一批国发〔2008〕18号關中-天水 Shaanxi（）", max_size=24)


@pytest.fixture(scope="module")
def places() -> PlaceBook:
    with (HERE / "place_names.csv").open(encoding="utf-8") as file:
        return build_place_book((row["code"], row["name"]) for row in csv.DictReader(file))


@pytest.fixture(scope="module")
def pairs() -> list[tuple[str, str, bool]]:
    with (HERE / "name_pairs.csv").open(encoding="utf-8") as file:
        return [(row["a"], row["b"], row["same"] == "yes") for row in csv.DictReader(file)]


def test_labelled_pairs_are_told_well(pairs: list[tuple[str, str, bool]], places: PlaceBook) -> None:
    assert len(pairs) >= 300
    told = [(same, match_names(a, b, places).same) for a, b, same in pairs]
    right = sum(same and found for same, found in told)
    wrong = sum(same != found for same, found in told)
    assert 2 * right / (2 * right + wrong) >= LEAST_F1


@pytest.mark.parametrize("known", [True, False], ids=["places known", "no places known"])
def test_two_things_are_never_one(pairs: list[tuple[str, str, bool]], places: PlaceBook, known: bool) -> None:
    book = places if known else NO_PLACES
    assert [(a, b) for a, b, same in pairs if not same and match_names(a, b, book).same] == []


def test_places_of_the_country_are_never_one(places: PlaceBook) -> None:
    names = sorted(places.names_by_code.items())
    merged = [
        (a, b)
        for at, (code, a) in enumerate(names)
        for other, b in names[:at]
        if a != b and code[:2] != other[:2] and a[0] in b and match_names(a, b, places).same
    ]
    assert merged == []


def test_match_is_symmetric(pairs: list[tuple[str, str, bool]], places: PlaceBook) -> None:
    told = [(match_names(a, b, places), match_names(b, a, places)) for a, b, _ in pairs]
    assert [(one, other) for one, other in told if (one.score, one.how) != (other.score, other.how)] == []


@pytest.mark.parametrize(
    ("a", "b", "how"),
    [
        ("陕西省", "陕西省", MatchKind.EXACT),
        ("江苏", "Ｊｉａｎｇｓｕ", MatchKind.PINYIN),
        ("CNIPA", "ＣＮＩＰＡ", MatchKind.FULL_WIDTH),
        ("国发〔2008〕18号", "国发[2008]18号", MatchKind.FULL_WIDTH),
        ("关中-天水经济区", "關中－天水經濟區", MatchKind.TRADITIONAL),
        ("江苏省知识产权局", "江苏省知产局", MatchKind.ALIAS),
        ("长江三角洲", "Yangtze Delta", MatchKind.ENGLISH),
        ("关中-天水经济区", "guanzhong tianshui", MatchKind.PINYIN),
        ("关中-天水经济区", "gztsjjq", MatchKind.INITIALS),
        ("长江三角洲", "长江三角州", MatchKind.FUZZY),
    ],
)
def test_match_says_how(a: str, b: str, how: MatchKind, places: PlaceBook) -> None:
    assert match_names(a, b, places).how is how


@pytest.mark.parametrize(
    ("a", "b", "reason"),
    [
        ("陕西省", "山西省", "place"),
        ("海峡西岸经济区", "海峡东岸经济区", "word"),
        ("国家知识产权示范城市(第一批)", "国家知识产权示范城市(第二批)", "number"),
        ("甘肃省知识产权局", "甘肃省版权局", "word"),
    ],
)
def test_veto_says_why(a: str, b: str, reason: str, places: PlaceBook) -> None:
    assert (match_names(a, b, places).vetoed_by or "").startswith(reason)


def test_spelling_keeps_the_official_shaanxi() -> None:
    assert spell_properly("陕西省") == ("shaanxisheng",)
    assert spell_properly("山西省") == ("shanxisheng",)
    assert spell_initials("关中天水经济区") == "gztsjjq"


@given(TEXTS)
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold_name(fold_name(text)) == fold_name(text)
    assert write_out(write_out(text)) == write_out(text)


@given(TEXTS)
def test_name_matches_itself(text: str) -> None:
    assert match_names(text, text).how is MatchKind.EXACT
