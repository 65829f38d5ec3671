"""Names in clauses: what is a mention, what it stands for, and what is none."""
# ruff: noqa: E501 (a text stays on one line)

from __future__ import annotations

import pytest

from graph.dates import parse_period
from graph.model import Label
from loaders.clauses.segment import parse_document
from loaders.document import Mention
from loaders.mentions.gazetteer import Gazetteer, build_gazetteer
from loaders.mentions.mentions import link_clauses
from tests.fixtures.timing import find_ratio
from tests.loaders.mentions.names import make_gazetteer, make_row

GAZETTEER = make_gazetteer()


def link(text: str, region: str | None = None, issued: str | None = None) -> list[Mention]:
    clauses = parse_document(text).clauses
    linked = link_clauses(clauses, GAZETTEER, region, parse_period(issued) if issued else None)
    for clause, mentions in zip(clauses, linked, strict=True):
        assert all(clause.text[m.start : m.end] == m.text for m in mentions)
    return [mention for mentions in linked for mention in mentions]


def names(text: str, region: str | None = None) -> dict[str, str]:
    return {mention.text: mention.name for mention in link(text, region)}


def test_role_name_is_resolved_by_the_territory_and_marked_derived() -> None:
    (office,) = link("第一条 市知识产权局负责本条例的实施。", "610100")
    assert (office.name, office.kind, office.entity_id, office.derived) == (
        "西安市知识产权局",
        Label.INSTITUTION,
        None,
        True,
    )
    (stored,) = link("第一条 省知识产权局指导市、县工作。", "610100")
    assert (stored.name, stored.entity_id, stored.derived) == ("陕西省知识产权局", "ipo-610000", False)


@pytest.mark.parametrize(
    ("role", "name"),
    [
        ("市人民政府", "西安市人民政府"),
        ("市专利管理部门", "西安市知识产权局"),
        ("市管理专利工作的部门", "西安市知识产权局"),
        ("省人民政府专利行政部门", "陕西省知识产权局"),
        ("省科技厅", "陕西省科学技术厅"),
        ("市版权行政主管部门", "西安市版权局"),
        ("省高级人民法院", "陕西省高级人民法院"),
    ],
)
def test_role_phrase_stands_for_the_body_of_its_day(role: str, name: str) -> None:
    assert names(f"第一条 {role}应当加强合作。", "610100") == {role: name}


@pytest.mark.parametrize(
    "text",
    [
        "县级以上人民政府应当加强合作。",
        "设区的市人民政府专利行政部门负责查处。",
        "省、市人民政府应当加强领导。",
        "所在地省辖市人民政府应当支持。",
        "本市知识产权维权援助机构应当提供服务。",
        "有关部门和行业协会应当协助我市企业。",
        "各省知识产权局开展交流。",
        "市场监管和城市管理工作应当加强。",
    ],
)
def test_generic_body_and_pronoun_are_no_mention(text: str) -> None:
    assert names(f"第一条 {text}", "610100") == {}


def test_role_is_nobodys_where_the_territory_is_not_known() -> None:
    assert names("第一条 市知识产权局应当加强合作。") == {}


def test_run_of_abbreviations_is_one_mention_each() -> None:
    mentions = link("苏浙沪皖建立协作机制，川渝开展合作，新贵不算。")
    assert [(m.text, m.entity_id) for m in mentions if m.text == "苏浙沪皖"] == [
        ("苏浙沪皖", "310000"), ("苏浙沪皖", "340000"), ("苏浙沪皖", "320000"), ("苏浙沪皖", "330000"),
    ]  # fmt: skip
    assert {m.entity_id for m in mentions if m.text == "川渝"} == {"500000", "510000"}
    assert not [m for m in mentions if m.text == "新贵"]


def test_list_that_shares_a_body_names_the_body_of_each() -> None:
    found = names("上海、江苏、安徽知识产权局签署协议。")
    assert found == {"上海": "上海市知识产权局", "江苏": "江苏省知识产权局", "安徽知识产权局": "安徽省知识产权局"}
    letters = names("会议由沪、苏、皖知识产权局轮值。")
    assert letters == {"沪": "上海市知识产权局", "苏": "江苏省知识产权局", "皖知识产权局": "安徽省知识产权局"}


def test_short_name_defined_in_the_text_is_resolved_everywhere() -> None:
    text = "第一条 西部知识产权联盟不算。关中－天水经济区（以下简称“关天区”）适用本条例。\n第二条 关天区应当加强合作。"
    assert names(text)["关天区"] == "关中-天水经济区"


def test_cited_document_is_resolved_by_number_title_or_short_form() -> None:
    found = names(
        "根据《战略纲要（试行稿）》（国发〔2008〕18号）和《专利法》，两省签署《长江流域知识产权合作框架协议》，"
        "按照《合作框架协议》推进，详见《某某日报》。"
    )
    assert found == {
        "《战略纲要（试行稿）》": "国家知识产权战略纲要",
        "《专利法》": "中华人民共和国专利法",
        "《长江流域知识产权合作框架协议》": "长江流域知识产权合作框架协议",
        "《合作框架协议》": "长江流域知识产权合作框架协议",
    }


def test_longest_name_wins_and_odd_forms_are_read() -> None:
    assert names("上海市知識產權局與長三角地區合作。") == {
        "上海市知識產權局": "上海市知识产权局",
        "長三角地區": "长江三角洲地区",
    }
    assert names("第一条 上海市知识\n产权局参与合作。") == {"上海市知识\n产权局": "上海市知识产权局"}


def test_namesakes_are_told_apart_by_the_day() -> None:
    assert link("国家知识产权局印发通知。", None, "2012-05")[0].entity_id == "sipo"
    assert link("国家知识产权局印发通知。", None, "2020-05")[0].entity_id == "cnipa"


def test_place_within_another_name_or_word_is_none() -> None:
    assert names("浙江大学与上海银行维护社会长治久安。") == {}
    assert names("吉林与四川合作。") == {"吉林": "吉林省", "四川": "四川省"}


def test_body_of_the_state_is_found_by_role_and_in_lists() -> None:
    found = names("推进立法。（市场监管总局、农业农村部、知识产权局负责）", "100000")
    assert found == {"市场监管总局": "国家市场监督管理总局", "农业农村部": "农业农村部", "知识产权局": "国家知识产权局"}
    assert names("第一条 国务院专利行政部门和财政部门协作。") == {"国务院专利行政部门": "国家知识产权局"}


def test_elided_bodies_of_a_list_belong_to_its_head() -> None:
    found = names("1.开展合作。（省商务厅、法院、知识产权局负责）", "610000")
    assert found == {
        "省商务厅": "陕西省商务厅", "法院": "陕西省高级人民法院", "知识产权局": "陕西省知识产权局",
    }  # fmt: skip


def test_megabyte_is_linked_in_linear_time() -> None:
    line = "第{}条 市知识产权局会同上海、江苏、安徽知识产权局，根据《专利法》在长三角地区开展合作，促进知识产权事业发展。\n"
    text = "".join(line.format(i) for i in range(1, 6_500))
    assert len(text.encode()) > 1_000_000
    assert len(link(text, "610100")) > 30_000
    few, many = text[: len(text) // 50], text[: len(text) // 5]
    assert find_ratio(lambda: link(many, "610100"), lambda: link(few, "610100")) < 30


def make_with_seat_of_power() -> Gazetteer:
    return build_gazetteer([
        make_row(Label.INSTITUTION, "state-council", "国务院"),
        make_row(Label.INSTITUTION, "mof", "财政部"),
        make_row(Label.REGION, "110000", "北京市", shortName="北京"),
        make_row(Label.REGION, "110108", "海淀区"),
        make_row(Label.REGION, "610100", "西安市", shortName="西安"),
        make_row(Label.ECONOMIC_ZONE, "zhongguancun", "中关村国家自主创新示范区", aliases=("中关村",)),
    ])  # fmt: skip


def test_stored_short_name_stands_for_the_full_official_one() -> None:
    gazetteer = make_with_seat_of_power()
    clauses = parse_document(
        "第一条 国务院批准海淀区的方案，由西安海关执行，参照中国（西安）知识产权保护中心。"
    ).clauses
    found = {m.text: (m.name, m.entity_id) for m in link_clauses(clauses, gazetteer, None)[0]}
    assert found == {
        "国务院": ("中华人民共和国国务院", "state-council"),
        "海淀区": ("北京市海淀区", "110108"),
        "西安海关": ("中华人民共和国西安海关", None),
        "中国（西安）知识产权保护中心": ("中国（西安）知识产权保护中心", None),
    }


def test_beginning_of_another_name_is_no_mention() -> None:
    clauses = parse_document("第一条 由财政部门发布中关村指数。").clauses
    assert link_clauses(clauses, make_with_seat_of_power(), None) == [()]


def test_bodies_that_plans_name_in_short_are_named_in_full() -> None:
    found = names(
        "1.开展专项行动。（省法院、省检察院、省经信厅、省广电局、省政协、省贸促会、"
        "省知识产权战略领导小组办公室、人民银行西安分行）",
        "610000",
    )
    assert found == {
        "省法院": "陕西省高级人民法院",
        "省检察院": "陕西省人民检察院",
        "省经信厅": "陕西省经济和信息化厅",
        "省广电局": "陕西省广播电视局",
        "省政协": "中国人民政治协商会议陕西省委员会",
        "省贸促会": "中国国际贸易促进委员会陕西省委员会",
        "省知识产权战略领导小组办公室": "陕西省知识产权战略领导小组办公室",
        "人民银行西安分行": "中国人民银行西安分行",
    }


def test_text_that_gives_ministries_their_tasks_is_of_the_nation() -> None:
    found = names("一、加强保护。（教育部、科技部、公安部、司法部、统计局、知识产权局负责）")
    assert (found["统计局"], found["知识产权局"]) == ("国家统计局", "国家知识产权局")
    assert "知识产权局" not in names("一、加强保护。（教育部、公安部、知识产权局负责）")


def test_law_by_its_short_title_is_the_nations() -> None:
    assert names("第一条 依照《著作权法》《广告审查办法》《江西省防洪法》制定。") == {
        "《著作权法》": "中华人民共和国著作权法",
        "《广告审查办法》": "广告审查办法",
        "《江西省防洪法》": "江西省防洪法",
    }


def test_courts_and_parks_of_a_list_are_one_at_each_place() -> None:
    assert names("推进北京、上海知识产权法院建设，支持西安高新区发展。") == {
        "北京": "北京知识产权法院",
        "上海知识产权法院": "上海知识产权法院",
        "西安高新区": "西安高新技术产业开发区",
    }


def test_offices_that_hold_a_meeting_are_no_part_of_its_name() -> None:
    assert names("陕西省知识产权局、四川省知识产权局建立联席会议，国家知识产权局西安代办处参加。") == {
        "陕西省知识产权局": "陕西省知识产权局",
        "四川省知识产权局": "四川省知识产权局",
        "国家知识产权局西安代办处": "国家知识产权局西安代办处",
    }
