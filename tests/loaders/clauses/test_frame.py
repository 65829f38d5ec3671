"""What stands around the clauses: contents are no text, a text called 目录 is; who signs below is no clause."""
# ruff: noqa: E501 (a text stays on one line)

from __future__ import annotations

import pytest

from loaders.clauses.segment import parse_document

TEXT = "第一章　总　则\n第一条　为了促进合作，制定本条例。\n第二章　区域合作\n第二条　市知识产权局应当开展协作。\n"


def paths(text: str) -> list[str]:
    document = parse_document(text)
    assert all(text[clause.start : clause.end] == clause.text for clause in document.clauses)
    return [clause.path for clause in document.clauses]


@pytest.mark.parametrize(
    "contents",
    [
        "第一章　总　则\n第二章　区域合作\n",
        "第一章　总　则 …… 1\n第二章　区域合作 …… 3\n",
        "第一章　总　则………（1）\n第二章　区域合作………（3）\n",
        "第一章 总则......1\n第二章 区域合作......12\n",
        "第一章　总　则 1\n第二章　区域合作 3\n",
        "第一章　总　则……1\n第二章　区域协作和交流……3\n",  # The headings of the text have other words.
    ],
)
def test_table_of_contents_is_left_out_and_the_text_after_it_is_not(contents: str) -> None:
    text = "某某市专利条例\n目　录\n" + contents + TEXT
    assert paths(text) == ["第一条", "第二条"]
    assert [clause.heading for clause in parse_document(text).clauses] == ["第一章 总 则", "第二章 区域合作"]


def test_contents_end_where_the_text_begins_with_a_sentence() -> None:
    text = "某某规划\n目录\n一、现状\n二、任务\n为了促进合作，制定本规划。\n一、现状\n基础较好，合作较多。\n二、任务\n加强合作，共享信息。"
    assert paths(text) == ["p1", "一", "二"]


def test_text_that_is_called_a_contents_is_read_whole() -> None:
    text = "某某市产业合作指导目录\n目录\n一、鼓励类\n1.开展跨区域执法协作。\n2.共享商标信息。\n二、限制类\n1.不得地方保护。\n"
    assert paths(text) == ["一/1", "一/2", "二/1"]
    bare = "目录\n一、鼓励类\n1.专利\n2.商标\n二、限制类\n1.专利\n"
    assert paths(bare) == ["一/1", "一/2", "二/1"]


def test_last_numbered_item_is_a_clause_though_its_stop_is_missing() -> None:
    assert paths("第一条 为了促进合作，制定本办法。\n第二条 市知识产权局应当开展执法协作") == ["第一条", "第二条"]
    assert paths("一、加强合作。\n二、共享信息") == ["一", "二"]
    document = parse_document("第一条 下列事项：\n（一）协作\n（二）共享")
    assert document.clauses[0].text.endswith("（二）共享")


def test_one_slip_in_a_number_swallows_no_article() -> None:
    one = "第一条为了合作，制定本条例。\n第二条市局负责合作。\n{}市公安局负责协助。\n第四条市工商局负责商标。\n第五条自公布之日起施行。"
    assert paths(one.format("笫三条")) == ["第一条", "第二条", "第三条", "第四条", "第五条"]
    assert paths(one.format("地三条")) == ["第一条", "第二条", "第四条", "第五条"]
    assert paths(one.format("第二十条 ")) == ["第一条", "第二条", "第二十条", "第四条", "第五条"]


def test_article_that_a_line_begins_with_in_a_sentence_is_none() -> None:
    text = (
        "第一条为了合作，制定本条例。\n第二条市局依照本条例\n第四条情形处理，并且公布结果。\n第三条市公安局负责协助。"
    )
    assert paths(text) == ["第一条", "第二条", "第三条"]


def test_signature_and_date_below_the_text_are_no_part_of_it() -> None:
    text = "关于合作的通知\n各区县：\n现通知如下：\n一、开展协作。\n二、共享信息。\n某某市知识产权局\n某某市公安局\n2012年6月1日\n"
    document = parse_document(text)
    assert paths(text) == ["p1", "一", "二"] and document.clauses[-1].text == "共享信息。"
    assert document.closing_lines == ("某某市知识产权局", "某某市公安局", "2012年6月1日")


def test_what_follows_a_signature_is_another_text() -> None:
    text = (
        "关于印发办法的通知\n一、请认真执行。\n二、请及时反馈。\n某某市知识产权局 二〇一二年六月一日\n某某市合作办法\n"
        "第一条 为了合作，制定本办法。\n第二条 自公布之日起施行。"
    )
    assert paths(text) == ["一", "二", "第一条", "第二条"]
    assert parse_document(text).clauses[1].text == "请及时反馈。"


def test_table_counts_for_itself_below_an_item() -> None:
    text = (
        "三、任务\n（一）加强合作。\n（二）分工如下\n| 序号 | 任务 | 单位 |\n| 1 | 制定年度计划 | 市局 |\n| 2 | 组织培训 | 市科技局 |\n"
        "各单位应当按时完成，并报告结果。\n（三）加强考核。\n"
    )
    assert paths(text) == ["三/（一）", "三/（二）", "1", "2", "p1", "三/（三）"]
    assert "任务" in parse_document(text).clauses[2].heading


@pytest.mark.parametrize(
    "contents",
    ["一、现状 1\n二、任务和要求 3\n", "第一部分 现状\n第二部分 任务\n", "一、现状\t（1）\n二、任务和要求\t（3）\n"],
)
def test_contents_are_known_by_their_pages_or_as_bare_chapters(contents: str) -> None:
    text = f"某某规划\n目次\n{contents}为了促进合作，制定本规划。\n一、基础\n基础较好，合作较多。\n二、要求\n加强合作，共享信息。"
    assert paths(text) == ["p1", "一", "二"]


def test_last_paragraph_that_rules_is_text_though_its_stop_is_missing() -> None:
    text = "第一条 加强合作。\n第二条 共享信息。\n各区县参照本办法执行\n某某市人民政府\n"
    assert parse_document(text).clauses[-1].text == "共享信息。\n各区县参照本办法执行"


@pytest.mark.parametrize("number", ["{}", "{}.", "{}、", "（{}）"])
def test_every_number_of_a_row_counts_for_its_table(number: str) -> None:
    rows = "\n".join(f"| {number.format(count)} | 任务 | 单位 |" for count in ("1", "2"))
    assert paths(f"一、加强合作。\n（一）任务分工。\n{rows}\n二、加强考核。") == ["一/（一）", "1", "2", "二"]


def test_dates_of_a_timetable_are_text() -> None:
    text = "一、时间安排\n2012年6月\n组织开展培训，共享信息。\n2012年7月1日\n总结评估，报告结果。\n二、要求\n加强领导，落实责任。\n"
    assert paths(text) == ["一", "二"] and parse_document(text).closing_lines == ()
