"""The name of a body that a text calls by its role, by the level of the territory that it is of."""

from __future__ import annotations

import pytest

from graph.model import Label
from loaders.mentions.roles import find_at_place
from tests.loaders.mentions.names import make_gazetteer

GAZETTEER = make_gazetteer()
PROVINCE, MUNICIPALITY, CITY, NATION = "陕西省", "重庆市", "西安市", "中华人民共和国"


def name_at(place: str, words: str) -> str | None:
    """The body that words after a place stand for, without the place's own name where it begins with that."""
    (region,) = GAZETTEER.get_named(place, Label.REGION)
    text = f"{place}{words}，"
    found = find_at_place(text, GAZETTEER, len(place), region)
    if found is None:
        return None
    assert text[found.start : found.end] == words
    return found.name.removeprefix(place)


@pytest.mark.parametrize(
    ("words", "province", "municipality", "city"),
    [
        # A 厅 is a province's and a 局 a city's, unless the text says which.
        ("科技行政管理部门", "科学技术厅", "科学技术委员会", "科学技术局"),
        ("管理专利工作的部门", "知识产权局", "知识产权局", "知识产权局"),
        ("商务主管部门", "商务厅", "商务委员会", "商务局"),
        ("科技厅", "科学技术厅", "科学技术厅", "科学技术厅"),
        ("科技局", "科学技术局", "科学技术局", "科学技术局"),
        # 经信厅 was 经济和信息化委员会 before it became a 厅.
        ("经信厅", "经济和信息化厅", "经济和信息化厅", "经济和信息化厅"),
        ("商务委员会", "商务委员会", "商务委员会", "商务委员会"),
        ("科技委", "科学技术委员会", "科学技术委员会", "科学技术委员会"),
        ("发展改革委", "发展和改革委员会", "发展和改革委员会", "发展和改革委员会"),
        ("金融监管局", "地方金融监督管理局", "地方金融监督管理局", "地方金融监督管理局"),
        # Courts are named by the level of the territory; most own bodies are not.
        ("法院", "高级人民法院", "高级人民法院", "中级人民法院"),
        ("检察院", "人民检察院", "人民检察院", "人民检察院"),
        ("政府", "人民政府", "人民政府", "人民政府"),
        ("第十五届人大常委会", "人民代表大会常务委员会", "人民代表大会常务委员会", "人民代表大会常务委员会"),
    ],
)
def test_body_is_named_by_the_level(words: str, province: str, municipality: str, city: str) -> None:
    assert [name_at(place, words) for place in (PROVINCE, MUNICIPALITY, CITY)] == [province, municipality, city]


@pytest.mark.parametrize("words", ["政府采购", "政府投资", "委员会", "人大代表", ""])
def test_words_that_begin_like_a_body_are_none(words: str) -> None:
    assert name_at(PROVINCE, words) is None


def test_of_the_nation_only_the_government_is_meant() -> None:
    assert name_at(NATION, "政府") == "政府"
    assert name_at(NATION, "知识产权局") is None
    assert name_at(NATION, "法院") is None


def test_body_that_is_stored_is_meant_itself() -> None:
    (region,) = GAZETTEER.get_named(PROVINCE, Label.REGION)
    stored = find_at_place("陕西省知识产权局", GAZETTEER, len(PROVINCE), region)
    derived = find_at_place("陕西省版权局", GAZETTEER, len(PROVINCE), region)
    assert stored is not None
    assert derived is not None
    assert (stored.entity_id, stored.derived) == ("ipo-610000", False)
    assert (derived.entity_id, derived.derived) == (None, True)
