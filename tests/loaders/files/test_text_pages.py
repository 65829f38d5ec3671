"""What stands at the edges of pages is no part of a text, and what only looks so is."""
# ruff: noqa: E501 (a text stays on one line)

from __future__ import annotations

import pytest

from loaders.clauses.segment import parse_document
from loaders.files.text import clean_text
from loaders.files.text_pages import blank_pages, drop_pages

BROKEN = (
    "武夷市专利办法\n第一条 市知识产权局应当与周边城市建立应对知识产权纠纷的维\n— 1 —\n重庆市人民政府公报 2012年第6期\n"
    "权援助机制。\n第二条 自公布之日起施行。\n"
)


def test_sentence_that_a_page_parts_is_whole_again() -> None:
    text = "武夷市专利办法\n第一条 市知识产权局应当与周边城市建立应对知识产权纠纷的维权援助机制。\n第二条 自公布之日起施行。\n"
    assert drop_pages(BROKEN) == text == clean_text(BROKEN).text
    blank = blank_pages(BROKEN)
    assert len(blank) == len(BROKEN) and "公报" not in blank
    assert "".join(parse_document(blank).clauses[0].text.split()).endswith("维权援助机制。")


@pytest.mark.parametrize("number", ["- 1 -", "—1—", "－ 1 －", "第 1 页", "第1页 共3页", "1/3", "· 1 ·"])
def test_every_way_to_number_a_page_is_known(number: str) -> None:
    text = f"第一条 加强合作。\n{number}\n第二条 共享信息。\n"
    assert [line for line in drop_pages(text).split("\n") if line] == ["第一条 加强合作。", "第二条 共享信息。"]


def test_heading_before_the_end_of_a_page_stays_a_heading() -> None:
    text = "一、总体要求\n- 1 -\n坚持统筹协调，深入实施战略。\n"
    assert drop_pages(text).split() == ["一、总体要求", "坚持统筹协调，深入实施战略。"]


@pytest.mark.parametrize(
    "text",
    [
        "第一条 加强合作。\n重庆市人民政府公报应当刊登本办法\n第二条 共享信息。\n",
        "序号\n1\n2\n3\n",
        "第一条 加强合作。\n",
        "",
    ],
)
def test_text_without_pages_stays_as_it_is(text: str) -> None:
    assert drop_pages(text) == text == blank_pages(text)


def as_text(pages: list[str]) -> str:
    return "\n".join(f"{page}\n— {number} —" for number, page in enumerate(pages, 1)) + "\n"


def read_lines(pages: list[str]) -> list[str]:
    return [line for line in drop_pages(as_text(pages)).split("\n") if line]


def test_heads_of_pages_are_what_repeats_but_for_its_numbers() -> None:
    head = "某某市人民政府公报 2012年第6期\n"
    pages = [f"{head}某某市合作办法\n第一条 加强合作。", f"{head}第二条 共享信息。"]
    assert read_lines(pages) == ["某某市合作办法", "第一条 加强合作。", "第二条 共享信息。"]


def test_title_that_heads_every_page_stays_once() -> None:
    pages = [f"2012年合作要点\n{item}" for item in ("一、加强合作。", "二、共享信息。", "三、互派人员。")]
    assert read_lines(pages) == ["2012年合作要点", "一、加强合作。", "二、共享信息。", "三、互派人员。"]


def test_form_feed_ends_a_page() -> None:
    text = "合作要点\n一、加强合作。\n\f合作要点\n二、共享信息。\n"
    assert drop_pages(text).split() == ["合作要点", "一、加强合作。", "二、共享信息。"]


def test_lines_that_are_alike_within_pages_stay() -> None:
    pages = ["一、加强合作\n责任单位：市局\n二、共享", "三、互派\n责任单位：市局\n四、执法"]
    assert drop_pages(as_text(pages)).count("责任单位：市局") == 2
