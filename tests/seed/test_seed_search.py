"""What people type is found in the seed, the thing they mean first, the same on both engines."""

from __future__ import annotations

import pytest

from graph.store import Graph
from queries.search.names import GraphNames

pytestmark = pytest.mark.anyio

MEANT = {
    # Zones: pinyin, initials, traditional characters, English, a slip, short forms
    "guanzhong": "guanzhong-tianshui", "gztsjjq": "guanzhong-tianshui", "關中天水": "guanzhong-tianshui",
    "关天经济区": "guanzhong-tianshui", "Yangtze Delta": "yangtze-delta", "长江三角州": "yangtze-delta",
    "长三角": "yangtze-delta", "csj": "yangtze-delta", "Pearl River Delta": "pearl-river-delta",
    "京津冀": "beijing-tianjin-hebei", "jjj": "beijing-tianjin-hebei", "海西": "western-taiwan-straits",
    "Chengdu Chongqing": "chengdu-chongqing", "武汉东湖": "donghu-innovation-zone",
    # Regions
    "Ｊｉａｎｇｓｕ": "320000", "陕西": "610000", "陕": "610000", "shanxi": "140000", "shaanxi": "610000",
    "陝西省": "610000", "Shaanxi Province": "610000", "Inner Mongolia": "150000", "Xi'an": "610100", "西按": "610100",
    "guangdog": "440000", "廣東": "440000", "610000": "610000", "cqs": "500000",
    # Institutions
    "江苏省知产局": "ipo-320000", "浙江知识产权局": "ipo-330000", "国家知识产权局": "cnipa", "SIPO": "sipo",
    "国家工商总局": "saic", "spc": "spc",
    # Documents
    "国发[2008]18号": "nips-2008", "国发2008年第18号": "nips-2008", "国家知识产权战略纲要": "nips-2008",
    "Outline of the National IP Strategy": "nips-2008", "2012年国家知识产权战略实施推进计划": "pushplan-2012",
    # Programmes, tasks, indicators
    "National IP demonstration cities, batch 1": "ip-demo-city-1", "东中西部对口合作": "ws2012-26",
    "ws2012-26": "ws2012-26", "R&D expenditure": "rd_expenditure",
}  # fmt: skip


async def test_what_is_meant_comes_first(seeded: Graph) -> None:
    names = GraphNames(seeded.reader)
    first = {text: [hit.key for hit in await names.search(text, None, 1)] for text in MEANT}
    assert first == {text: [key] for text, key in MEANT.items()}
