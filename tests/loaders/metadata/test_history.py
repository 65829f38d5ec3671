"""Who issued a document and when: from its history, its head, or from under its signature; never by a guess."""
# ruff: noqa: E501 (a text stays on one line)

from __future__ import annotations

import pytest

from graph.enums import DocumentKind
from graph.model import Label
from loaders.clauses.segment import parse_document
from loaders.document import DocumentMeta
from loaders.metadata.metadata import find_home, read_meta
from loaders.metadata.title import find_kind
from tests.loaders.mentions.names import make_gazetteer

GAZETTEER = make_gazetteer()
ARTICLES = "第一条 为了促进合作，制定本条例。\n第二条 本条例自2004年1月1日起施行。\n"


def read(text: str) -> DocumentMeta:
    return read_meta(parse_document(text), GAZETTEER)[0]


def test_last_act_dates_the_edition_and_the_first_the_law() -> None:
    one_line = (
        "西安市专利条例\n（2003年9月26日西安市第十三届人民代表大会常务委员会第十次会议通过 根据2010年7月15日西安市第十四届人民代表大会"
        "常务委员会第二十二次会议《关于修改〈2009年1月1日公布的办法〉的决定》修正 2012年6月1日修订）\n" + ARTICLES
    )
    meta = read(one_line)
    assert (str(meta.enacted), str(meta.issued), str(meta.in_force_from)) == ("2003-09-26", "2012-06-01", "2004-01-01")
    assert meta.issuer == "西安市人民代表大会常务委员会"


def test_who_approves_is_not_who_issues() -> None:
    history = "2020年10月28日 西安市第十七届人民代表大会常务委员会第三十次会议通过\n2020年11月27日 陕西省第十三届人民代表大会常务委员会第二十四次会议批准\n"
    meta = read(f"长安葡萄酒产区保护条例\n{history}{ARTICLES}")
    assert meta.issuer == "西安市人民代表大会常务委员会" and str(meta.issued) == "2020-11-27"
    own = read(
        f"西安市条例\n{history}2021年1月5日 西安市第十七届人民代表大会常务委员会公告第3号公布\n2021年3月1日 施行\n第一条 推进合作。"
    )
    assert (str(own.issued), str(own.in_force_from)) == ("2021-01-05", "2021-03-01")


@pytest.mark.parametrize(
    ("act", "issuer"),
    [
        ("2003年12月2日 中华人民共和国国务院令第395号公布", "国务院"),
        ("2012年3月1日国家知识产权局令第65号公布", "国家知识产权局"),
        ("2012年3月1日财政部令第65号发布", "财政部"),
        ("2012年3月1日最高人民法院审判委员会第1480次会议通过", "最高人民法院"),
        ("2020年5月28日第十三届全国人民代表大会第三次会议通过", "全国人民代表大会"),
    ],
)
def test_body_of_the_nation_gives_the_nation(act: str, issuer: str) -> None:
    meta = read(f"集成电路保护条例\n{act}\n{ARTICLES}")
    assert (meta.issuer, meta.territory, meta.territory_kind) == (issuer, "100000", Label.REGION)


def test_act_without_a_body_names_no_issuer() -> None:
    assert read(f"西安市条例\n2012年3月1日市人民政府第3次常务会议通过\n{ARTICLES}").issuer is None


def test_order_gives_issuer_and_the_day_on_which_it_was_adopted() -> None:
    meta = read(
        "西安市人民政府令\n第12号\n《西安市合作办法》已经2012年3月1日市政府第5次常务会议通过，现予公布，自2012年5月1日起施行。\n"
        "西安市合作办法\n第一条 为了促进合作，制定本办法。\n第二条 市局负责合作。"
    )
    assert (meta.issuer, str(meta.issued), str(meta.in_force_from)) == ("西安市人民政府", "2012-03-01", "2012-05-01")


def test_notice_is_dated_and_signed_below_its_text() -> None:
    meta = read(
        "关于加强区域合作的通知\n各区县：\n现通知如下：\n一、开展协作。\n二、共享信息。\n西安市知识产权局\n二O一二年六月一日\n"
    )
    assert (meta.issuer, str(meta.issued), meta.territory) == ("西安市知识产权局", "2012-06-01", "610100")


def test_date_above_the_text_comes_before_the_one_below() -> None:
    meta = read(
        "西安市合作办法\n西安市人民政府\n2012年3月1日\n第一条 加强合作。\n第二条 共享信息。\n市局\n2019年1月1日\n"
    )
    assert str(meta.issued) == "2012-03-01"


def test_promulgation_says_nothing_of_what_was_amended_since() -> None:
    adopted = "2012年3月1日西安市第一届人民代表大会第一次会议通过\n"
    articles = "第一条 推进合作。\n第二条 本条例自公布之日起施行。"
    assert str(read(f"西安市条例\n{adopted}{articles}").in_force_from) == "2012-03-01"
    amended = adopted + "2018年3月1日西安市第二届人民代表大会第一次会议修正\n"
    assert read(f"西安市条例\n{amended}{articles}").in_force_from is None


def test_term_of_a_document_ends_it() -> None:
    meta = read("西安市合作办法\n2012年6月1日\n第一条 推进合作。\n第二条 本办法自2012年7月1日起施行，有效期五年。")
    assert (str(meta.in_force_from), str(meta.in_force_until)) == ("2012-07-01", "2017-06-30")


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("西安市知识产权合作办法", DocumentKind.MEASURE),
        ("西安市专利管理暂行办法", DocumentKind.MEASURE),
        ("西安市专利奖励办法（试行）", DocumentKind.MEASURE),
        ("西安市专利合作方法", None),
        ("中华人民共和国专利法", DocumentKind.LAW),
        ("中华人民共和国专利法实施细则", DocumentKind.LAW),
        ("西安市专利条例实施办法", DocumentKind.MEASURE),
        ("西安市专利资助细则", DocumentKind.MEASURE),
    ],
)
def test_kind_is_the_last_word_of_the_title(title: str, kind: DocumentKind | None) -> None:
    assert find_kind(title) is kind


@pytest.mark.parametrize(
    ("title", "issuer", "territory", "bodies_of"),
    [
        ("中华人民共和国上海自由贸易港法", "全国人民代表大会常务委员会", "310000", "100000"),
        ("中国（重庆）自由贸易试验区条例", None, "500000", "500000"),
        ("中国（某地）自由贸易试验区条例", None, "100000", "100000"),
        ("中华人民共和国专利法", None, "100000", "100000"),
        ("关于合作的意见", "科学技术部", "100000", "100000"),
        ("关于合作的意见", "知识产权局", None, None),
    ],
)
def test_territory_is_that_of_the_title_then_of_the_issuer(
    title: str, issuer: str | None, territory: str | None, bodies_of: str | None
) -> None:
    home = find_home(title, None, issuer, GAZETTEER)
    assert (home.id, home.region) == (territory, bodies_of)


@pytest.mark.parametrize(
    "signed",
    [
        "西安市知识产权局 西安市公安局\n2012年6月1日",
        "西 安 市 知 识 产 权 局\n2012年6月1日",
        "西安市知识产权局 2012年6月1号",
        "西安市知识产权局\n2012/6/1",
        "西安市知识产权局（印章）\n二〇一二年六月一日\n（此件公开发布）\n抄送：市委办公厅。\n西安市知识产权局 2012年6月5日印发",
    ],
)
def test_first_of_those_who_sign_issues(signed: str) -> None:
    meta = read(f"关于合作的通知\n一、加强合作。\n二、共享信息。\n{signed}\n")
    assert (meta.issuer, str(meta.issued)) == ("西安市知识产权局", "2012-06-01")


def test_year_right_before_an_act_is_its_date() -> None:
    assert str(read(f"西安市专利条例（2012年修订）\n{ARTICLES}").issued) == "2012"
    assert read(f"关于公布2012年示范城市的决定\n{ARTICLES}").issued is None


def test_history_behind_the_title_is_no_part_of_it() -> None:
    meta = read(
        f"西安市专利条例（2003年9月26日西安市第十三届人民代表大会常务委员会第十次会议通过　2012年6月1日修订）\n{ARTICLES}"
    )
    assert (meta.title, str(meta.issued)) == ("西安市专利条例", "2012-06-01")
    assert read(f"西安市专利办法（2012年修订）\n{ARTICLES}").title == "西安市专利办法（2012年修订）"


def test_guide_that_is_called_a_list_has_its_title() -> None:
    text = "西安市产业合作指导目录\n目录\n一、鼓励类\n1.开展执法协作。\n2.共享信息。\n二、限制类\n1.不得保护。\n"
    assert read(text).title == "西安市产业合作指导目录"


@pytest.mark.parametrize(
    ("days", "right"), [("", "2012-03-01"), ("30日后", "2012-03-31"), ("满三十日后", "2012-03-31")]
)
def test_days_after_promulgation_are_counted(days: str, right: str) -> None:
    head = "西安市合作办法\n2012年3月1日西安市人民政府令第3号公布\n第一条 推进合作。\n"
    assert str(read(f"{head}第二条 本办法自公布之日起{days}施行。").in_force_from) == right
    vague = read(f"西安市合作办法\n2012年3月\n第一条 推进合作。\n第二条 本办法自公布之日起{days}施行。")
    assert str(vague.in_force_from) == ("None" if days else "2012-03")


def test_date_that_a_line_breaks_is_read() -> None:
    text = "西安市合作办法\n2012年3月1日\n第一条 推进合作。\n第二条 本办法自2012年\n7月1日起施行，共享信息。\n"
    assert str(read(text).in_force_from) == "2012-07-01"
