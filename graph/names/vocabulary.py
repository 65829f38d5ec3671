"""The words that decide what a Chinese name means: abbreviations, kinds of bodies, zones and documents."""

from __future__ import annotations

import re

# Written short, meant long; applied to folded names before they are compared.
ABBREVIATIONS = {
    "知产": "知识产权", "国知局": "国家知识产权局", "工商局": "工商行政管理局", "工商总局": "工商行政管理总局",
    "质监局": "质量技术监督局", "质检总局": "质量监督检验检疫总局", "市场监管": "市场监督管理",
    "市监局": "市场监督管理局", "发改委": "发展和改革委员会", "发展改革委": "发展和改革委员会",
    "国资委": "国有资产监督管理委员会", "人社部": "人力资源和社会保障部", "工信部": "工业和信息化部",
    "科技部": "科学技术部", "科技厅": "科学技术厅", "科技局": "科学技术局", "文旅部": "文化和旅游部",
    "卫健委": "卫生健康委员会", "银保监会": "银行保险监督管理委员会", "证监会": "证券监督管理委员会",
    "最高法": "最高人民法院", "最高检": "最高人民检察院", "高院": "高级人民法院", "中院": "中级人民法院",
    "高级法院": "高级人民法院", "中级法院": "中级人民法院", "检察院": "人民检察院", "省政府": "省人民政府",
    "市政府": "市人民政府", "县政府": "县人民政府", "区政府": "区人民政府", "人大常委会": "人民代表大会常务委员会",
    "中组部": "中央组织部", "中宣部": "中央宣传部", "长三角": "长江三角洲", "珠三角": "珠江三角洲",
    "黄三角": "黄河三角洲", "维权中心": "维权援助中心", "兵团": "生产建设兵团", "自创区": "自主创新示范区",
    "自贸区": "自由贸易试验区", "贸促会": "国际贸易促进委员会", "中科院": "中国科学院", "广电总局": "广播电视总局",
    "部际联席会": "部际联席会议", "最高院": "最高人民法院", "内蒙": "内蒙古", "内蒙古": "内蒙古",
}  # fmt: skip
# What is already long stays: 最高人民检察院 holds 检察院; so do slips that look like a short form.
_GUARDS = sorted({*ABBREVIATIONS, *ABBREVIATIONS.values(), "知产识权", "知产权"}, key=len, reverse=True)
# The one-letter names of the provinces: a whole name, never a part of one (川 is in 四川, 粤府 is a number).
PROVINCE_LETTERS = {
    "京": "北京", "津": "天津", "冀": "河北", "晋": "山西", "蒙": "内蒙古", "辽": "辽宁", "吉": "吉林",
    "黑": "黑龙江", "沪": "上海", "申": "上海", "苏": "江苏", "浙": "浙江", "皖": "安徽", "闽": "福建", "赣": "江西",
    "鲁": "山东", "豫": "河南", "鄂": "湖北", "湘": "湖南", "粤": "广东", "桂": "广西", "琼": "海南", "渝": "重庆",
    "川": "四川", "蜀": "四川", "贵": "贵州", "黔": "贵州", "云": "云南", "滇": "云南", "藏": "西藏", "陕": "陕西",
    "秦": "陕西", "甘": "甘肃", "陇": "甘肃", "青": "青海", "宁": "宁夏", "新": "新疆", "台": "台湾", "港": "香港",
    "澳": "澳门",
}  # fmt: skip
_ABBREVIATED = re.compile("|".join(map(re.escape, _GUARDS)))

# A difference in one of these is a difference of what is named. Longest match first; the list may grow, never shrink.
TELLING_WORDS = """
国家 全国 国务院 中国 中央 省级 市级 地方 部际 中共
知识产权 版权 著作权 专利 商标 地理标志 植物新品种 商业秘密 工商行政管理 质量技术监督 质量监督检验检疫 市场监督管理
科学技术 新闻出版
广播电视 林业 草原 农业 农村 海关 公安 司法 监察 检察 法制 法治 财政 商务 文化 旅游 教育 外交 工业 信息化 税务 统计
邮政 审计 卫生
银行 证券 保险 中医药 国防 组织部 宣传部 统战部 政法委 网信 乡村振兴 扶贫 人力资源 社会保障 生态环境 自然资源 国有资产
装备发展 民政
经济区 经济带 经济圈 城市群 城市圈 都市圈 城市带 示范区 试验区 先导区 新区 保税区 开发区 高新区 实验区 三角洲 半岛
沿海 蓝色 生态 海洋 湖区 走廊
自主创新示范区 一体化 承接产业转移示范区 国际旅游岛 桥头堡 大开发 崛起 振兴
人民法院 法院 检察院 高级 中级 基层 最高 人民政府 政府 人大常委会 委员会 领导小组 联席会议 办公室 办公厅 总局 总署
分局 局 署 部 厅
商标局 专利局 公安局 公安厅 联盟 协会 学会 中心 基地 大学 学院 研究院 研究所 推进会 会商 制定 实施 维权援助
示范城市 模范城市 试点 试点省 示范省 示范 强市 强省 强县 强国 强区 引领型 支撑型 特色型 质押融资 评议 导航 综合管理
保护 运用 创造 管理 服务 促进
纲要 规划 计划 条例 规定 办法 意见 通知 决定 方案 协议 协议书 议定书 备忘录 意向书 要点 批复 复函 公示 名单 工程 战略
行动 评定 试行 公告
引进 出口 进口 华东 华南 华北 华中 东北 西北 西南 东南 东部 西部 中部 北部 南部 东岸 西岸 上游 下游 中游 泛 新一轮
深化 深入 加快 修订 修正
省 市 县 区 旗 地区 自治区 自治州 自治县
""".split()  # noqa: SIM905

# Long words of which one character may be lost, doubled or mistaken for one of its sound, and nothing else is meant.
MISTYPED_WORDS = frozenset((
    "知识产权", "三角洲", "工商行政管理", "市场监督管理", "自主创新示范区", "联席会议", "领导小组", "维权援助",
    "人民政府", "经济区", "城市群",
))  # fmt: skip
# What may be left out of a name without changing what it names.
SPARE_WORDS = frozenset(("的", "之", "关于", "和", "与", "及", "中华人民共和国"))
# A zone may be called without these when what stands before them is its own name and not only a place.
SPARE_ZONE_WORDS = frozenset(("经济区", "地区", "区域", "城市群", "经济带", "城市圈"))
_SPARE_ZONE_ENDING = re.compile("(?<=..)(?:" + "|".join(sorted(SPARE_ZONE_WORDS)) + ")$")
SAME_WORDS = re.compile("以及|与|及|、")


def expand_abbreviations(folded: str) -> str:
    """A folded name with the usual abbreviations written out: 江苏省知产局 becomes 江苏省知识产权局."""
    if len(folded) == 1:
        return PROVINCE_LETTERS.get(folded, folded)
    return _ABBREVIATED.sub(lambda found: ABBREVIATIONS.get(found[0], found[0]), folded)


_TELLING = re.compile("|".join(map(re.escape, sorted(set(TELLING_WORDS), key=len, reverse=True))))


def find_telling_spans(text: str) -> list[tuple[int, int]]:
    """Find the spans of the telling words of `text`, longest first, without overlap."""
    return [found.span() for found in _TELLING.finditer(text)]


def drop_telling_words(text: str) -> str:
    """Return what is left of `text` without its telling words: what only this name has."""
    return _TELLING.sub("", text)


def drop_spare_zone_word(text: str) -> str:
    """A zone's name without its last word where it may be left out: 关中天水经济区 is 关中天水."""
    return _SPARE_ZONE_ENDING.sub("", text)
