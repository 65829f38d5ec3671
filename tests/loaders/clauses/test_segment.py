"""Clauses of texts of every kind: what is one, what it is called, and that its offsets reproduce it."""
# ruff: noqa: E501 (a text stays on one line)

from __future__ import annotations

import pytest

from graph.names.text import fold_text
from loaders.clauses.segment import parse_document
from tests.fixtures.timing import find_ratio


def paths(text: str) -> list[str]:
    document = parse_document(text)
    assert all(text[clause.start : clause.end] == clause.text for clause in document.clauses)
    assert [clause.ordinal for clause in document.clauses] == list(range(1, len(document.clauses) + 1))
    return [clause.path for clause in document.clauses]


def text_of(text: str, path: str) -> str:
    return next(clause.text for clause in parse_document(text).clauses if clause.path == path)


REGULATION = """# 某某市知识产权促进条例

2019年5月6日 某某市第八届人民代表大会常务委员会第三次会议通过

目 录
第一章 总则
第二章 促进
第三章 附则

## 第一章 总 则

第一条 为了促进知识产权工作，根据有关法律，结合本市实际，制定本条例。

第二条　市人民政府应当建立下列机制：

（一）统筹协调机制；

（二）信息通报机制。

前款规定的机制由市知识产权局牵头。

第二条之一 依照
第一条规定的目的，鼓励合作。

## 第二章 促进

第三条 鼓励企业制定战略。

## 第三章 附则

第四条 本条例自2019年7月1日起施行。
"""


def test_regulation_gives_whole_articles_with_chapters_as_context() -> None:
    assert paths(REGULATION) == ["第一条", "第二条", "第二条之一", "第三条", "第四条"]
    assert text_of(REGULATION, "第二条").startswith("市人民政府") and text_of(REGULATION, "第二条").endswith("局牵头。")
    assert text_of(REGULATION, "第二条之一") == "依照\n第一条规定的目的，鼓励合作。"
    assert parse_document(REGULATION).clauses[3].heading == "第二章 促进"


def test_promulgation_that_is_a_sentence_is_a_clause() -> None:
    text = "某某市人民代表大会常务委员会公告\n第12号\n《某某市专利条例》已由本届常务委员会通过，现予公布，自2020年1月1日起施行。\n第一条 为了保护专利，制定本条例。"
    assert paths(text) == ["p1", "第一条"]


OUTLINE = """某某省人民政府关于印发某某省知识产权战略纲要的通知
某政发〔2010〕7号
各市、县人民政府，省政府各部门、各直属单位：
现将《某某省知识产权战略纲要》印发给你们，请认真贯彻执行。
某某省人民政府
二〇一〇年三月二日
某某省知识产权战略纲要
为提升全省知识产权创造、运用、保护和管理能力，制定本纲要。
一、指导思想和目标
（一）指导思想
深入贯彻落实科学发展观，按照激励创造、有效运用、依法保护、科学管理的方针，推进战略实施。
（二）目标
到2015年，专利申请量翻一番。
到2020年，建成知识产权强省。
二、主要任务
围绕产业发展，统筹推进各项工作。
（一）提升创造能力。
1．支持企业申请专利。
２、培育驰名商标。
（二）强化保护
(1)加强执法协作；
(2)完善举报投诉机制。
三、保障措施
（一）加强组织领导。成立领导小组。
（二）加大投入。设立专项资金。
附件：1.任务分工表
2.指标表
"""


def test_outline_gives_lowest_numbered_items_and_paragraphs() -> None:
    assert paths(OUTLINE) == [
        "p1", "p2", "一/（一）", "一/（二）", "p3", "二/（一）/1", "二/（一）/2", "二/（二）/（1）", "二/（二）/（2）", "三/（一）", "三/（二）",
    ]  # fmt: skip
    assert text_of(OUTLINE, "一/（二）") == "目标\n到2015年，专利申请量翻一番。\n到2020年，建成知识产权强省。"
    assert text_of(OUTLINE, "二/（一）/2") == "培育驰名商标。"
    assert parse_document(OUTLINE).clauses[5].heading == "二 主要任务 / （一） 提升创造能力。"


def test_lead_sentence_keeps_its_list() -> None:
    text = "一、申报条件\n申报城市应当符合下列条件：\n（一）建立协调机制；\n（二）制定战略纲要；\n（三）设立专项资金。\n二、申报程序\n由省局推荐，国家局评定。"
    assert paths(text) == ["一", "二"]
    assert text_of(text, "一").endswith("（三）设立专项资金。")


def test_reply_gives_its_lead_and_its_points() -> None:
    text = (
        "关于同意建立联席会议制度的批复\n国函〔2010〕1号\n知识产权局：\n你局《关于建立联席会议制度的请示》收悉。现批复如下：\n"
        "一、同意建立联席会议制度。\n二、联席会议不刻制印章，不正式行文。\n附件：联席会议制度\n国务院\n二〇一〇年十月九日"
    )
    assert paths(text) == ["p1", "一", "二"]
    assert text_of(text, "二").endswith("不正式行文。")


def test_agreement_in_articles_and_in_points_keep_their_numbers() -> None:
    articles = "合作协议\n甲方：某省知识产权局\n乙方：某市知识产权局\n为加强合作，双方经协商，达成如下协议：\n第一条 合作原则\n一、平等互利；\n二、优势互补。\n第二条 双方每年会商一次。\n甲方（盖章）"
    assert paths(articles) == ["p1", "第一条", "第二条"]
    assert text_of(articles, "第一条") == "合作原则\n一、平等互利；\n二、优势互补。"
    nested = "一、合作内容\n第一条 共享信息。\n第二条 联合执法。\n二、合作机制\n第三条 每年会商。"
    assert paths(nested) == ["第一条", "第二条", "第三条"]


def test_news_gives_its_paragraphs_without_title_date_and_source() -> None:
    text = "两省携手，共建知识产权保护协作机制\n2019年3月4日 来源：某某日报\n3月3日，两省知识产权局在某市签署协议。\n建立联席会议\n根据协议，双方将开展联合执法。\n（记者 某某）\n责任编辑：某某"
    assert paths(text) == ["p1", "p2"]


def test_markdown_headings_are_context_and_their_numbers_count() -> None:
    text = "# 行动计划\n\n## 总体要求\n\n坚持统筹协调，深入实施战略。\n\n## 一、重点任务\n\n### 1. 加强保护\n\n开展专项行动。\n\n**2.** 加强运用。\n"
    assert paths(text) == ["p1", "一/1", "一/2"]
    assert parse_document(text).clauses[0].heading == "总体要求"


def test_table_rows_keep_their_place() -> None:
    text = "任务分工表\n| 序号 | 任务 | 单位 |\n|---|---|---|\n| 1 | 制定年度计划 | 市知识产权局 |\n| 2 | 组织培训 | 市科技局 |\n"
    assert paths(text) == ["1", "2"]
    plain = "任务 | 单位\n制定年度推进计划并组织实施 | 市知识产权局\n组织开展基层人员培训 | 市科技局"
    assert paths(plain) == ["p1", "p2"]


def test_path_met_again_is_told_apart() -> None:
    assert paths("第一章 甲\n一、推进合作。\n二、加强保护。\n第二章 乙\n一、开展培训。") == ["一", "二", "一~2"]


def test_responsible_body_on_its_own_line_stays_with_its_item() -> None:
    text = "一、加强保护。\n责任单位：市知识产权局\n二、加强运用。\n（牵头单位：市科技局）"
    assert paths(text) == ["一", "二"]
    assert text_of(text, "一").endswith("市知识产权局")


def test_lines_broken_by_the_page_are_joined() -> None:
    words = "深入实施知识产权战略推动创新驱动发展加强区域合作完善保护机制提升服务能力健全工作体系"
    body = (words * 8 + "。").replace("完善", "完善，")
    lines = [body[i : i + 36] for i in range(0, len(body), 36)]
    text = (
        "一、总体要求\n"
        + "\n".join(lines)
        + "\n- 2 -\n二、主要任务\n1.开展培训。\n"
        + "\n".join(lines)
        + "\n2.联合执法。"
    )
    assert paths(text) == ["一", "二/1", "二/2"]
    wrapped = "\n".join(lines) + "\n" + "\n".join(lines)
    assert len(paths(wrapped)) == 2


def test_traditional_and_full_width_numbers_are_read() -> None:
    text = "第一條　為了促進專利運用，制定本條例。\n第二條　本條例自公布之日起施行。"
    assert paths(text) == ["第一条", "第二条"]
    assert paths("㈠加强合作。\n㈡开展培训。") == ["（一）", "（二）"]
    assert paths("①加强合作。\n②开展培训。") == ["①", "②"]


def test_fold_keeps_every_offset() -> None:
    odd = "Ａ第一條\u3000（㈠）\u200f①⑴…—\U00020000ﬁ"
    assert len(fold_text(odd)) == len(odd)


def test_amount_or_year_is_no_number_of_a_paragraph() -> None:
    text = "2012.5亿元用于资助企业开展合作。\n3.5%的企业建立了管理制度。\n2011、2012年两年共有五个城市入选。"
    assert paths(text) == ["p1", "p2", "p3"]


def test_numbering_that_goes_wrong_loses_nothing() -> None:
    text = "（一）先有小项，没有大项。\n一、后有大项，另起一段，说明合作的理由，自成一句。\n（1）跳级的项。\n（三）缺了二的项。\n（三）重复的项。"
    assert paths(text) == ["（一）", "一", "一/（1）", "一/（三）", "一/（三）~2"]


@pytest.mark.parametrize("text", ["", "   \n\n", "\u200f\u202e", "标题而已"])
def test_text_without_a_sentence_has_no_clause(text: str) -> None:
    assert paths(text) == []


def test_hundred_thousand_numbered_lines_take_linear_time() -> None:
    lines = [f"{i}.加强第{i}个地区的知识产权合作。" for i in range(1, 100_001)]
    document = parse_document("\n".join(lines))
    assert len(document.clauses) == 100_000
    assert document.clauses[-1].path == "100000"
    few, many = "\n".join(lines[:2_000]), "\n".join(lines[:20_000])
    assert find_ratio(lambda: parse_document(many), lambda: parse_document(few)) < 30


def test_item_that_says_something_before_its_list_is_a_clause_too() -> None:
    text = "一、主要任务\n1.推进质押融资。鼓励银行开展质押贷款业务。\n（1）设立风险补偿基金。\n（2）开展价值评估。\n"
    assert [clause.path for clause in parse_document(text).clauses] == ["一/1", "一/1/（1）", "一/1/（2）"]
    bare = "一、主要任务\n1.推进质押融资。\n（1）设立风险补偿基金。\n（2）开展价值评估。\n"
    assert [clause.path for clause in parse_document(bare).clauses] == ["一/1/（1）", "一/1/（2）"]
