"""The bodies that texts call by role or in short: what a subject's department is called at each level."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """The level of a territory, as far as the names of its departments depend on it."""

    NATION = "NATION"
    PROVINCE = "PROVINCE"
    MUNICIPALITY = "MUNICIPALITY"
    PREFECTURE = "PREFECTURE"


@dataclass(frozen=True, slots=True)
class Department:
    """The department of a subject: its name in the nation, in a province (厅) and in a city (局).

    `municipality` is its name in a municipality where that differs from a city's.
    """

    nation: str
    province: str
    city: str
    municipality: str | None = None

    def name_at(self, level: Level) -> str:
        """The name of the department at a level, without the name of the territory."""
        if level is Level.NATION:
            return self.nation
        if level is Level.PROVINCE:
            return self.province
        return self.municipality or self.city if level is Level.MUNICIPALITY else self.city


def _bureau(nation: str, stem: str) -> Department:
    return Department(nation, f"{stem}厅", f"{stem}局")


def _same(nation: str, name: str) -> Department:
    return Department(nation, name, name)


_IP, _COPYRIGHT = _same("国家知识产权局", "知识产权局"), _same("国家版权局", "版权局")
_SCIENCE = Department("科学技术部", "科学技术厅", "科学技术局", "科学技术委员会")
_HR = _bureau("人力资源和社会保障部", "人力资源和社会保障")
_MARKET = _same("国家市场监督管理总局", "市场监督管理局")
_SAIC = _same("国家工商行政管理总局", "工商行政管理局")
_QUALITY = _same("国家质量监督检验检疫总局", "质量技术监督局")
_NDRC = _same("国家发展和改革委员会", "发展和改革委员会")
_EDUCATION = Department("教育部", "教育厅", "教育局", "教育委员会")
_COMMERCE = Department("商务部", "商务厅", "商务局", "商务委员会")
_INDUSTRY = Department("工业和信息化部", "工业和信息化厅", "工业和信息化局", "经济和信息化委员会")
_ECONOMY = _same("工业和信息化部", "经济和信息化委员会")
_CULTURE_TOURISM = _bureau("文化和旅游部", "文化和旅游")
_CULTURE = _bureau("文化部", "文化")
_FARMING = Department("农业农村部", "农业农村厅", "农业农村局", "农业农村委员会")
_HEALTH = _same("国家卫生健康委员会", "卫生健康委员会")
_ASSETS = _same("国务院国有资产监督管理委员会", "国有资产监督管理委员会")
_HOUSING = Department("住房和城乡建设部", "住房和城乡建设厅", "住房和城乡建设局", "住房和城乡建设委员会")

# By the word of a text for the subject, the longest first where one begins another.
DEPARTMENTS: dict[str, Department] = {
    "专利": _IP, "知识产权": _IP, "版权": _COPYRIGHT, "著作权": _COPYRIGHT,
    "科学技术": _SCIENCE, "科技": _SCIENCE, "人力资源和社会保障": _HR, "人力资源社会保障": _HR, "人社": _HR,
    "市场监督管理": _MARKET, "市场监管": _MARKET, "工商行政管理": _SAIC, "工商": _SAIC,
    "质量技术监督": _QUALITY, "质监": _QUALITY, "发展和改革": _NDRC, "发展改革": _NDRC, "发改": _NDRC,
    "教育": _EDUCATION, "商务": _COMMERCE, "工业和信息化": _INDUSTRY, "工信": _INDUSTRY,
    "经济和信息化": _ECONOMY, "经信": _ECONOMY, "文化和旅游": _CULTURE_TOURISM, "文旅": _CULTURE_TOURISM,
    "文化": _CULTURE,
    "农业农村": _FARMING, "农业": _bureau("农业部", "农业"), "国有资产监督管理": _ASSETS,
    "国资": _ASSETS,
    "住房和城乡建设": _HOUSING, "住房城乡建设": _HOUSING,
    "财政": _bureau("财政部", "财政"), "民政": _bureau("民政部", "民政"), "公安": _bureau("公安部", "公安"),
    "司法行政": _bureau("司法部", "司法"), "司法": _bureau("司法部", "司法"), "审计": _bureau("审计署", "审计"),
    "统计": _same("国家统计局", "统计局"), "税务": _same("国家税务总局", "税务局"),
    "生态环境": _bureau("生态环境部", "生态环境"), "自然资源": _bureau("自然资源部", "自然资源"),
    "新闻出版": _same("新闻出版总署", "新闻出版局"), "广播电视": _same("国家广播电视总局", "广播电视局"),
    "广电": _same("国家广播电视总局", "广播电视局"),
    "新闻出版广电": _same("国家新闻出版广电总局", "新闻出版广电局"),
    "林业": _bureau("国家林业局", "林业"), "林业和草原": _same("国家林业和草原局", "林业和草原局"),
    "药品监督管理": _same("国家药品监督管理局", "药品监督管理局"),
    "药监": _same("国家药品监督管理局", "药品监督管理局"),
    "林草": _same("国家林业和草原局", "林业和草原局"), "卫健": _HEALTH, "卫生健康": _HEALTH,
    "住建": _HOUSING, "金融监管": _same("", "地方金融监督管理局"), "水利": _bureau("水利部", "水利"),
    "粮食和物资储备": _same("国家粮食和物资储备局", "粮食和物资储备局"),
    "交通运输": _bureau("交通运输部", "交通运输"), "体育": _same("国家体育总局", "体育局"),
    "海洋": _same("国家海洋局", "海洋局"), "海洋与渔业": _bureau("国家海洋局", "海洋与渔业"),
    "食品药品监督管理": _same("国家食品药品监督管理总局", "食品药品监督管理局"),
    "物价": _same("国家发展和改革委员会", "物价局"), "价格": _same("国家发展和改革委员会", "物价局"),
    "中医药管理": _same("国家中医药管理局", "中医药管理局"), "地方金融监督管理": _same("", "地方金融监督管理局"),
    "地方金融监管": _same("", "地方金融监督管理局"), "机关事务管理": _same("国家机关事务管理局", "机关事务管理局"),
}  # fmt: skip

# Bodies of a territory that are called by their own name there.
OWN_BODIES: dict[str, str] = {
    "人民政府": "人民政府", "政府": "人民政府", "人民政府办公厅": "人民政府办公厅", "政府办公厅": "人民政府办公厅",
    "人民代表大会常务委员会": "人民代表大会常务委员会", "人大常委会": "人民代表大会常务委员会",
    "人民代表大会": "人民代表大会",
    "高级人民法院": "高级人民法院", "中级人民法院": "中级人民法院", "人民检察院": "人民检察院",
    "高法院": "高级人民法院", "高院": "高级人民法院", "检察院": "人民检察院",
    "通信管理局": "通信管理局",
    "科学技术协会": "科学技术协会", "科协": "科学技术协会", "工商联": "工商业联合会",
    "知识产权维权援助中心": "知识产权维权援助中心",
    "知识产权保护中心": "知识产权保护中心",
}  # fmt: skip
# Bodies of the nation that have a committee at each place, which is named after both.
COMMITTEES: dict[str, str] = {"政协": "中国人民政治协商会议", "贸促会": "中国国际贸易促进委员会"}
# What an elided member of a list of bodies stands for (省商务厅、法院、知识产权局).
ELIDED_BODIES: dict[Level, dict[str, str]] = {
    Level.NATION: {
        "法院": "最高人民法院",
        "检察院": "最高人民检察院",
        "高法院": "最高人民法院",
        "高检院": "最高人民检察院",
    },
    Level.PROVINCE: {"法院": "高级人民法院", "检察院": "人民检察院", "高院": "高级人民法院"},
    Level.MUNICIPALITY: {"法院": "高级人民法院", "检察院": "人民检察院", "高院": "高级人民法院"},
    Level.PREFECTURE: {"法院": "中级人民法院", "检察院": "人民检察院", "中院": "中级人民法院"},
}

# National bodies by the short names that texts give them; the name is the official one of the body.
NATIONAL_SHORT: dict[str, str] = {
    "国务院": "中华人民共和国国务院", "全国人大常委会": "全国人民代表大会常务委员会", "全国人大": "全国人民代表大会",
    "全国人民代表大会常务委员会": "全国人民代表大会常务委员会", "全国人民代表大会": "全国人民代表大会",
    "国务院办公厅": "国务院办公厅", "中共中央办公厅": "中共中央办公厅", "党中央": "中国共产党中央委员会",
    "中共中央": "中国共产党中央委员会",
    "市场监管总局": "国家市场监督管理总局", "国家市场监管总局": "国家市场监督管理总局",
    "工商总局": "国家工商行政管理总局",
    "国家工商总局": "国家工商行政管理总局", "质检总局": "国家质量监督检验检疫总局",
    "国家质检总局": "国家质量监督检验检疫总局",
    "发展改革委": "国家发展和改革委员会", "国家发展改革委": "国家发展和改革委员会",
    "国家发改委": "国家发展和改革委员会",
    "发改委": "国家发展和改革委员会", "科技部": "科学技术部", "工信部": "工业和信息化部",
    "人社部": "人力资源和社会保障部",
    "人力资源社会保障部": "人力资源和社会保障部", "卫生健康委": "国家卫生健康委员会",
    "国家卫生健康委": "国家卫生健康委员会",
    "国资委": "国务院国有资产监督管理委员会", "国务院国资委": "国务院国有资产监督管理委员会",
    "广电总局": "国家广播电视总局",
    "林草局": "国家林业和草原局", "国家林草局": "国家林业和草原局", "邮政局": "国家邮政局",
    "中医药局": "国家中医药管理局",
    "国家中医药局": "国家中医药管理局", "国管局": "国家机关事务管理局", "统计局": "国家统计局",
    "版权局": "国家版权局",
    "知识产权局": "国家知识产权局", "林业局": "国家林业局", "中科院": "中国科学院", "人民银行": "中国人民银行",
    "银保监会": "中国银行保险监督管理委员会", "证监会": "中国证券监督管理委员会",
    "银监会": "中国银行业监督管理委员会",
    "国防科工局": "国家国防科技工业局", "中国贸促会": "中国国际贸易促进委员会", "贸促会": "中国国际贸易促进委员会",
    "中国科协": "中国科学技术协会", "中央宣传部": "中共中央宣传部", "中宣部": "中共中央宣传部",
    "中央政法委": "中共中央政法委员会",
    "中央网信办": "中央网络安全和信息化委员会办公室", "中央组织部": "中共中央组织部", "高法院": "最高人民法院",
    "高检院": "最高人民检察院",
    "最高法": "最高人民法院", "最高检": "最高人民检察院", "药监局": "国家药品监督管理局",
    "国家药监局": "国家药品监督管理局",
    "住房城乡建设部": "住房和城乡建设部", "乡村振兴局": "国家乡村振兴局", "税务总局": "国家税务总局",
    "海关总署": "海关总署",
    "中央军委装备发展部": "中央军委装备发展部", "供销合作总社": "中华全国供销合作总社",
    "全国工商联": "中华全国工商业联合会",
    "专利复审委员会": "国家知识产权局专利复审委员会", "国家知识产权局专利复审委员会": "国家知识产权局专利复审委员会",
    "商标评审委员会": "国家工商行政管理总局商标评审委员会", "新闻出版总署": "新闻出版总署",
    "商标局": "国家工商行政管理总局商标局",
    "教育部": "教育部", "财政部": "财政部", "公安部": "公安部", "司法部": "司法部", "商务部": "商务部",
    "文化部": "文化部",
    "农业部": "农业部", "农业农村部": "农业农村部", "自然资源部": "自然资源部", "生态环境部": "生态环境部",
    "外交部": "外交部",
    "文化和旅游部": "文化和旅游部", "水利部": "水利部", "交通运输部": "交通运输部",
    "工业和信息化部": "工业和信息化部",
    "最高人民法院": "最高人民法院", "最高人民检察院": "最高人民检察院", "中国专利局": "中国专利局",
    "中央军事委员会": "中央军事委员会",
    "中国政府": "中华人民共和国政府", "国家知识产权局": "国家知识产权局", "国家版权局": "国家版权局",
    "科学技术部": "科学技术部",
}  # fmt: skip
# Of these the bare name is a national body only in a text of the nation: elsewhere it is any office of its kind.
AMBIGUOUS = frozenset({
    "知识产权局", "版权局", "统计局", "林业局", "发改委", "发展改革委", "国资委", "卫生健康委", "药监局", "林草局",
    "邮政局",
    "贸促会", "乡村振兴局", "中医药局",
})  # fmt: skip
# What stands for the whole name of a place in a run: 苏浙沪皖, 川渝.
ABBREVIATIONS: dict[str, str] = {
    "京": "110000", "津": "120000", "冀": "130000", "晋": "140000", "蒙": "150000", "辽": "210000", "吉": "220000",
    "黑": "230000", "沪": "310000", "苏": "320000", "浙": "330000", "皖": "340000", "闽": "350000", "赣": "360000",
    "鲁": "370000", "豫": "410000", "鄂": "420000", "湘": "430000", "粤": "440000", "桂": "450000", "琼": "460000",
    "渝": "500000", "川": "510000", "蜀": "510000", "贵": "520000", "黔": "520000", "云": "530000", "滇": "530000",
    "藏": "540000", "陕": "610000", "秦": "610000", "甘": "620000", "陇": "620000", "青": "630000", "宁": "640000",
    "新": "650000", "港": "810000", "澳": "820000", "台": "710000",
}  # fmt: skip
