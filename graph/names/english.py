"""English words of the names of our subject, and the Chinese that they stand for."""

from __future__ import annotations

import re
from functools import lru_cache

from graph.names.folding import fold_latin, fold_width, spell_name

# What an English phrase says in Chinese; the longest phrase is read first, and "" is a word that says nothing.
ENGLISH_WORDS = {
    # Bodies of the nation
    "china national intellectual property administration": "国家知识产权局", "cnipa": "国家知识产权局",
    "state intellectual property office": "国家知识产权局", "sipo": "国家知识产权局",
    "national copyright administration": "国家版权局", "ncac": "国家版权局",
    "state administration for industry and commerce": "工商行政管理总局", "saic": "工商行政管理总局",
    "state administration for market regulation": "市场监督管理总局", "samr": "市场监督管理总局",
    "general administration of customs": "海关总署", "gacc": "海关总署",
    "supreme people's court": "最高人民法院", "spc": "最高人民法院",
    "supreme people's procuratorate": "最高人民检察院", "spp": "最高人民检察院",
    "state council": "国务院", "state forestry administration": "国家林业局",
    "national forestry and grassland administration": "国家林业和草原局",
    "ministry of agriculture and rural affairs": "农业农村部", "ministry of agriculture": "农业部",
    "ministry of foreign affairs": "外交部", "ministry of education": "教育部",
    "ministry of science and technology": "科学技术部", "most": "科学技术部",
    "ministry of industry and information technology": "工业和信息化部", "miit": "工业和信息化部",
    "ministry of public security": "公安部", "ministry of justice": "司法部", "ministry of finance": "财政部",
    "ministry of human resources and social security": "人力资源和社会保障部",
    "ministry of ecology and environment": "生态环境部", "ministry of commerce": "商务部", "mofcom": "商务部",
    "ministry of culture and tourism": "文化和旅游部", "ministry of culture": "文化部",
    "national health commission": "卫生健康委员会", "ndrc": "发展和改革委员会",
    "national development and reform commission": "发展和改革委员会",
    "people's bank of china": "人民银行", "chinese academy of sciences": "中国科学院",
    "national bureau of statistics": "国家统计局", "state post bureau": "国家邮政局",
    "national radio and television administration": "广播电视总局", "cyberspace administration": "中央网信办",
    "china association for science and technology": "中国科学技术协会",
    "china council for the promotion of international trade": "国际贸易促进委员会",
    # Kinds of bodies
    "intellectual property office": "知识产权局", "intellectual property administration": "知识产权局",
    "ip office": "知识产权局", "copyright administration": "版权局", "copyright bureau": "版权局",
    "intellectual property court": "知识产权法院", "ip court": "知识产权法院", "ip courts": "知识产权法院",
    "aid centre": "维权援助中心", "aid center": "维权援助中心", "high people's court": "高级人民法院",
    "higher people's court": "高级人民法院", "intermediate people's court": "中级人民法院",
    "people's government": "人民政府", "people's procuratorate": "人民检察院",
    "intellectual property": "知识产权", "ip": "知识产权", "xpcc": "新疆生产建设兵团",
    # Kinds of zones and programmes
    "national independent innovation demonstration zone": "国家自主创新示范区", "economic zone": "经济区",
    "national innovation demonstration zone": "国家自主创新示范区", "urban agglomeration": "城市群",
    "ecological economic zone": "生态经济区", "city cluster": "城市群", "urban circle": "城市圈",
    "economic belt": "经济带", "economic circle": "经济圈", "new area": "新区", "greater bay area": "大湾区",
    "national": "国家", "strategy": "战略", "outline": "纲要",
    "demonstration cities": "示范城市", "demonstration city": "示范城市",
    "batch 1": "第1批", "batch 2": "第2批", "batch 3": "第3批", "batch 4": "第4批",
    # Territories
    "special administrative region": "特别行政区", "autonomous region": "自治区", "autonomous prefecture": "自治州",
    "province": "省", "provincial": "省", "municipality": "市", "municipal": "市", "city": "市", "prefecture": "地区",
    "league": "盟", "county": "县", "district": "区",
    # Places that have an English name of their own
    "yangtze river delta": "长江三角洲", "yangtze delta": "长江三角洲", "pan-pearl river delta": "泛珠江三角洲",
    "pan-prd": "泛珠江三角洲", "pearl river delta": "珠江三角洲", "yellow river delta": "黄河三角洲",
    "western taiwan straits": "海峡西岸", "western taiwan strait": "海峡西岸", "central plains": "中原",
    "beijing-tianjin-hebei": "京津冀", "chengdu-chongqing": "成渝", "sichuan-chongqing": "川渝",
    "changsha-zhuzhou-xiangtan": "长株潭", "zhengzhou-luoyang-xinxiang": "郑洛新", "shenyang-dalian": "沈大",
    "fuzhou-xiamen-quanzhou": "福厦泉", "hefei-wuhu-bengbu": "合芜蚌", "lanzhou-baiyin": "兰白",
    "harbin-daqing-qiqihar": "哈大齐", "urumqi-changji-shihezi": "乌昌石", "ningbo-wenzhou": "宁波温州",
    "guangdong-hong kong-macao": "粤港澳", "poyang lake": "鄱阳湖", "beibu gulf": "北部湾",
    "shandong peninsula": "山东半岛", "western development": "西部大开发",
    "inner mongolia": "内蒙古", "tibet": "西藏", "hong kong": "香港", "macao": "澳门", "macau": "澳门",
    "harbin": "哈尔滨", "hohhot": "呼和浩特", "urumqi": "乌鲁木齐", "lhasa": "拉萨", "kashgar": "喀什",
    "shihezi": "石河子", "qiqihar": "齐齐哈尔", "uygur": "维吾尔", "uyghur": "维吾尔", "zhuang": "壮族",
    "hui": "回族", "china": "中国",
    "the": "", "of": "", "and": "", "for": "",
}  # fmt: skip
_PHRASES = re.compile(r"\b(?:" + "|".join(map(re.escape, sorted(ENGLISH_WORDS, key=len, reverse=True))) + r")\b")
_CHINA_AROUND_PLACE = re.compile(r"^china \(([^()]+)\)")
_IN_BRACKETS = re.compile(r" ?\([^()]*\)")
_OF = re.compile(r"^(?:the )?(.+) of (?:the )?(.+)$")
# Words that English names are written with and without.
SPARE_ENGLISH = frozenset(("the", "of", "and", "for", "in", "a", "river", "region", "area", "regional"))
KNOWN_WORDS = frozenset(word for phrase in ENGLISH_WORDS for word in re.findall(r"[a-z]{6,}", phrase))


@lru_cache(maxsize=50_000)
def spell_english(text: str) -> str:
    """An English name with its known words as pinyin, in one run: `Jiangsu Province` is jiangsusheng."""
    return fold_latin(_PHRASES.sub(lambda found: spell_name(ENGLISH_WORDS[found[0]]), _fold(text)))


def spell_english_ways(text: str) -> tuple[str, ...]:
    """Spell a name as it stands, without brackets, and in the order of Chinese: Jiangsu first in `Court of Jiangsu`."""
    plain = _CHINA_AROUND_PLACE.sub(r"\1", _fold(text))
    ways = [plain, _IN_BRACKETS.sub("", plain)]
    ways += [f"{turned[2]} {turned[1]}" for way in ways if (turned := _OF.match(way)) and not _PHRASES.fullmatch(way)]
    return tuple(dict.fromkeys(map(spell_english, ways)))


def _fold(text: str) -> str:
    return fold_width(text).casefold().replace("’", "'")
