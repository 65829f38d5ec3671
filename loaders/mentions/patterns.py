"""Find zones, programmes and joint bodies that no stored name matches, where their pattern alone is certain."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from graph.model import Label
from loaders.mentions.gazetteer import Gazetteer
from loaders.mentions.spans import Found

_ZONE_ENDING = (
    "国家自主创新示范区|国家高新技术产业开发区|高新技术产业开发区|经济技术开发区|自由贸易试验区|自由贸易港|综合配套改革试验区|"
    "跨境电子商务综合试验区|航空港经济综合实验区|综合试验区|综合实验区|生态经济区|海洋经济区|经济合作区|经济圈|经济带|经济区|城市群|都市圈|城镇群|大湾区|科创走廊"
)
_BRACKETED_ZONE = re.compile(rf"(?:中国|国家[\u4e00-\u9fff]{{2,6}})\([\u4e00-\u9fff、]{{2,14}}\)(?:{_ZONE_ENDING})")
# 中国(南昌)知识产权保护中心: the centres that the national office lets places set up.
_BRACKETED_CENTRE = re.compile(
    r"中国\([\u4e00-\u9fff]{2,8}\)(?:[\u4e00-\u9fff]{0,8}?)知识产权(?:保护中心|维权援助中心|快速维权(?:援助)?中心)"
)
_LEADING_GROUP = re.compile(
    r"(?:全国|国务院|国家|中央)[\u4e00-\u9fff]{2,16}?(?:领导小组|协调小组|部际联席会议)(?:办公室)?"
)
_BANK = re.compile(r"(?:中国)?(?P<branch>人民银行[\u4e00-\u9fff]{2,4}?(?:分行|中心支行|营业管理部))")
_AFTER_PLACE_ZONE = re.compile(rf"[\u4e00-\u9fff]{{0,6}}?(?:{_ZONE_ENDING})")
_AFTER_ZONE_PLAN = re.compile(r"(?:(?:区域)?(?:一体化)?发展规划纲要|(?:区域)?(?:一体化)?发展规划|规划纲要|规划)")
_JOINT_BODY = re.compile(r"[\u4e00-\u9fff]{0,14}?联席会议(?:办公室)?")
_PRIZE_AFTER_PLACE = re.compile(r"[\u4e00-\u9fff]{2,9}?奖(?!励|惩|金|项(?!目))")
_PRIZE = re.compile(r"中国[\u4e00-\u9fff]{2,6}?(?:金奖|银奖|优秀奖|奖)(?!励|惩|项(?!目))")
_ROLE_PRIZE = re.compile(
    r"(?P<word>省|市|自治区)(?P<rest>(?:科学技术进步|科学技术|科技进步|自然科学|技术发明|专利|版权|[\u4e00-\u9fff]{2,6}质量|哲学社会科学优秀成果)奖)(?!励|惩|项(?!目))"
)
_NATIONAL_TITLE = re.compile(
    r"(?:国家|全国)(?:级)?[\u4e00-\u9fff]{2,14}?(?:示范城市|示范园区|示范基地|试点城市|贸易基地|发展基地|强县工程|推进工程|示范县|示范省|模范城市)"
)
# A verb within: the body before it makes or holds the meeting that the pattern found.
_DONE_TO_MEETING = re.compile(r"建立|召开|设立|成立|举行|定期|每年|轮流|签署|启动|完善|健全|参加|推进|组织")
_OFFICE_OF_STATE = re.compile(r"国家知识产权局[\u4e00-\u9fff]{0,10}?(?:代办处|审查协作[\u4e00-\u9fff]{0,3}中心)")
_NOTHING_NAMED = re.compile(r"[的和与及或等有各该将为是应当在]")
_NAMED: dict[str, tuple[Label, str]] = {
    "一带一路": (Label.PROGRAMME, "丝绸之路经济带和21世纪海上丝绸之路"),
    "创新驱动发展战略": (Label.PROGRAMME, "创新驱动发展战略"),
    "乡村振兴战略": (Label.PROGRAMME, "乡村振兴战略"),
    "科技型中小企业技术创新基金": (Label.PROGRAMME, "科技型中小企业技术创新基金"),
    "国家自然科学基金": (Label.PROGRAMME, "国家自然科学基金"),
    "国家科技重大专项": (Label.PROGRAMME, "国家科技重大专项"),
    "粤港澳大湾区": (Label.ECONOMIC_ZONE, "粤港澳大湾区"),
    "长三角": (Label.ECONOMIC_ZONE, "长江三角洲地区"),
    "长三角地区": (Label.ECONOMIC_ZONE, "长江三角洲地区"),
    "珠三角": (Label.ECONOMIC_ZONE, "珠江三角洲地区"),
    "长江经济带": (Label.ECONOMIC_ZONE, "长江经济带"),
    "海西经济区": (Label.ECONOMIC_ZONE, "海峡西岸经济区"),
    "泛珠三角": (Label.ECONOMIC_ZONE, "泛珠三角区域"),
    "香港特别行政区": (Label.REGION, "香港特别行政区"),
    "澳门特别行政区": (Label.REGION, "澳门特别行政区"),
}
# What needs no place beside it to be a name.
_BY_THEMSELVES = (
    (_BRACKETED_ZONE, Label.ECONOMIC_ZONE, 0.8),
    (_BRACKETED_CENTRE, Label.INSTITUTION, 0.8),
    (_LEADING_GROUP, Label.INSTITUTION, 0.7),
    (_OFFICE_OF_STATE, Label.INSTITUTION, 0.7),
    (_PRIZE, Label.PROGRAMME, 0.7),
    (_NATIONAL_TITLE, Label.PROGRAMME, 0.7),
)
_NAMES = re.compile("|".join(sorted(_NAMED, key=len, reverse=True)))


def _resolve(gazetteer: Gazetteer, found: Found) -> Found:
    """Return the find with the stored entity of its name, where there is one."""
    known = gazetteer.get_named(found.name, found.kind)
    return replace(found, entity_id=known[0].id, name=known[0].name) if known else found


def find_by_pattern(text: str, places: list[Found], gazetteer: Gazetteer, regions: dict[str, str]) -> Iterator[Found]:
    """Zones, plans of zones, joint bodies and prizes; `places` are the regions and zones found in the text so far.

    `regions` gives the name of the territory that 省, 市 or 自治区 stands for in the text.
    """
    for found in _NAMES.finditer(text):
        kind, name = _NAMED[found.group()]
        yield _resolve(gazetteer, Found(found.start(), found.end(), kind, None, name, 0.8))
    for pattern, kind, score in _BY_THEMSELVES:
        for found in pattern.finditer(text):
            if not _NOTHING_NAMED.search(found.group()):
                yield _resolve(gazetteer, Found(found.start(), found.end(), kind, None, found.group(), score))
    for found in _BANK.finditer(text):
        name = f"中国{found['branch']}"
        yield _resolve(gazetteer, Found(found.start(), found.end(), Label.INSTITUTION, None, name, 0.7))
    for found in _ROLE_PRIZE.finditer(text):
        region = regions.get(found["word"])
        if region and (found.start() == 0 or text[found.start() - 1] not in "辖的级上城县"):
            yield _resolve(
                gazetteer, Found(found.start(), found.end(), Label.PROGRAMME, None, region + found["rest"], 0.7)
            )
    for place in places:
        yield from _find_after(text, place, gazetteer)


def _find_after(text: str, place: Found, gazetteer: Gazetteer) -> Iterator[Found]:
    """Yield what begins with the name of a place: a zone, its plan, a joint meeting, a prize."""
    if place.kind not in (Label.REGION, Label.ECONOMIC_ZONE):
        return
    written = text[place.start : place.end]
    endings = (
        (_AFTER_PLACE_ZONE, Label.ECONOMIC_ZONE, place.kind is Label.REGION),
        (_AFTER_ZONE_PLAN, Label.POLICY_DOCUMENT, place.kind is Label.ECONOMIC_ZONE),
        (_JOINT_BODY, Label.INSTITUTION, True),
        (_PRIZE_AFTER_PLACE, Label.PROGRAMME, place.kind is Label.REGION),
    )
    for pattern, kind, fits in endings:
        found = pattern.match(text, place.end) if fits else None
        if found and not _NOTHING_NAMED.search(found.group()) and not _DONE_TO_MEETING.search(found.group()):
            yield _resolve(gazetteer, Found(place.start, found.end(), kind, None, written + found.group(), 0.7))
