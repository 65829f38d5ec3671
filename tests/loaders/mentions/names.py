"""A few named nodes for tests that need a gazetteer and not the whole seed."""
# ruff: noqa: E501 (a text stays on one line)

from __future__ import annotations

from graph.dates import parse_period
from graph.model import Label
from graph.writing.batch import NodeRow, PropertyValue
from loaders.mentions.gazetteer import Gazetteer, build_gazetteer


def make_row(label: Label, key: str, name: str, **properties: PropertyValue) -> NodeRow:
    return NodeRow(label, key, name, properties, ("test",), True)


def make_gazetteer() -> Gazetteer:
    regions = [
        ("100000", "中华人民共和国", "中国"), ("310000", "上海市", "上海"), ("320000", "江苏省", "江苏"),
        ("330000", "浙江省", "浙江"), ("340000", "安徽省", "安徽"), ("610000", "陕西省", "陕西"), ("610100", "西安市", "西安"),
        ("220000", "吉林省", "吉林"), ("220200", "吉林市", "吉林"), ("140400", "长治市", "长治"), ("500000", "重庆市", "重庆"),
        ("510000", "四川省", "四川"), ("110000", "北京市", "北京"), ("650000", "新疆维吾尔自治区", "新疆"),
    ]  # fmt: skip
    rows = [make_row(Label.REGION, code, name, shortName=short) for code, name, short in regions]
    rows += [
        make_row(Label.ECONOMIC_ZONE, "yangtze-delta", "长江三角洲地区", aliases=("长三角地区", "长三角")),
        make_row(Label.ECONOMIC_ZONE, "guanzhong-tianshui", "关中-天水经济区", aliases=("关天经济区",)),
        make_row(Label.INSTITUTION, "sipo", "国家知识产权局(1998-2018)", until=parse_period("2018-03")),
        make_row(Label.INSTITUTION, "cnipa", "国家知识产权局", since=parse_period("2018-03")),
        make_row(Label.INSTITUTION, "ipo-610000", "陕西省知识产权局"),
        make_row(Label.INSTITUTION, "ipo-310000", "上海市知识产权局"),
        make_row(Label.PROGRAMME, "ip-demo-city-1", "国家知识产权示范城市(第一批)"),
        make_row(
            Label.POLICY_DOCUMENT,
            "nips-2008",
            "国家知识产权战略纲要",
            title="国家知识产权战略纲要",
            number="国发〔2008〕18号",
        ),
        make_row(Label.POLICY_DOCUMENT, "patent-law", "中华人民共和国专利法", title="中华人民共和国专利法"),
    ]
    return build_gazetteer(rows)
