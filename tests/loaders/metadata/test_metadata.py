"""What a text says of itself, and that what it does not say stays open."""
# ruff: noqa: E501 (a text stays on one line)

from __future__ import annotations

from graph.model import Label
from loaders.clauses.segment import parse_document
from loaders.document import DocumentMeta
from loaders.metadata.metadata import read_meta
from tests.loaders.mentions.names import make_gazetteer

GAZETTEER = make_gazetteer()


def read(text: str) -> DocumentMeta:
    return read_meta(parse_document(text), GAZETTEER)[0]


def test_regulation_says_title_congress_dates_and_what_it_repeals() -> None:
    meta = read(
        "# 西安市专利条例\n2009年1月5日 西安市第十四届人民代表大会常务委员会第三次会议通过\n"
        "2012年3月29日 陕西省第十一届人民代表大会常务委员会第二十八次会议批准\n第一条 为了促进合作，制定本条例。\n"
        "第二条 本条例自2012年5月1日起施行。《西安市专利保护规定》同时废止。"
    )
    assert meta.title == "西安市专利条例" and meta.issuer == "西安市人民代表大会常务委员会"
    assert str(meta.issued) == "2012-03-29" and str(meta.in_force_from) == "2012-05-01"
    assert meta.supersedes == ("西安市专利保护规定",)
    assert (meta.territory, meta.territory_kind) == ("610100", Label.REGION)
    assert meta.notes == ()


def test_notice_gives_the_document_that_it_hands_on() -> None:
    meta = read(
        "陕西省人民政府关于印发陕西省知识产权战略纲要的通知\n陕政发〔2008〕3号\n各市人民政府：\n"
        "现将《陕西省知识产权战略纲要》印发给你们，请遵照执行。\n陕西省人民政府 二○○八年十一月二十三日\n陕西省知识产权战略纲要\n"
        "为了推进合作，制定本纲要。\n一、加强合作。"
    )
    assert meta.title == "陕西省知识产权战略纲要" and meta.number == "陕政发〔2008〕3号"
    assert meta.issuer == "陕西省人民政府" and str(meta.issued) == "2008-11-23" and meta.territory == "610000"


def test_zone_document_belongs_to_the_zone_and_calls_bodies_of_the_issuer() -> None:
    text = "关中-天水经济区合作条例\n2010年1月1日 陕西省第十一届人民代表大会常务委员会第二次会议通过\n第一条 推进合作。"
    meta, home = read_meta(parse_document(text), GAZETTEER)
    assert (meta.territory, meta.territory_kind) == ("guanzhong-tianshui", Label.ECONOMIC_ZONE)
    assert home.region == "610000"


def test_what_the_text_does_not_say_stays_open_and_is_noted() -> None:
    meta = read("推进合作，完善机制。\n加强交流，共享信息。")
    assert (meta.title, meta.number, meta.issuer, meta.issued, meta.territory) == (None, None, None, None, None)
    assert len(meta.notes) == 3


def test_day_that_does_not_exist_is_no_date() -> None:
    assert read("西安市合作办法\n2012年13月41日\n第一条 推进合作。").issued is None
