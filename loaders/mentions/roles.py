"""Find bodies by pattern: called by role in a text of their territory, or by a place and their own name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from graph.model import Label
from loaders.mentions.bodies import AMBIGUOUS, COMMITTEES, DEPARTMENTS, ELIDED_BODIES, NATIONAL_SHORT, OWN_BODIES, Level
from loaders.mentions.gazetteer import NATION, Gazetteer, NamedEntity
from loaders.mentions.spans import Found
from loaders.mentions.territory import Territory, find_level

_SUBJECT = "|".join(sorted(DEPARTMENTS, key=len, reverse=True))
# 省法院 is the high court, 市法院 the intermediate one: which, the level says.
_OWN = "|".join([*sorted(OWN_BODIES, key=len, reverse=True), "法院"])
_SESSION = r"(?:第[〇一二三四五六七八九十百\d]{1,5}届)?"
# 市专利管理部门, 省人民政府管理专利工作的部门, 市科技行政管理部门, 省版权主管部门, 市民政部门
_ROLE = (
    rf"(?:人民政府)?(?:管理|主管)?(?P<subject>{_SUBJECT})(?:工作)?(?:的)?(?:行政)?(?:管理|主管|监督|执法)?(?:工作)?的?"
    r"(?:行政)?(?:主管)?(?:部门|机关)"
)
# 省知识产权局, 省科技厅, 省发展改革委, 市商务委员会
_OFFICE = rf"(?P<office>{_SUBJECT})(?P<ending>局|厅|委员会|委(?!员)|办公室)"
_BODY = rf"(?:{_ROLE}|{_OFFICE}|{_SESSION}(?P<own>{_OWN})(?!性|补|特殊|采购|投资|规章|令))"
_BY_ROLE = re.compile(rf"(?P<word>自治区|省|市){_BODY}")
_OF_STATE = re.compile(
    rf"(?:国务院|国家)(?:管理)?(?P<subject>{_SUBJECT})(?:工作)?(?:的)?(?:行政)?(?:管理|主管|监督)?(?:工作)?的?(?:部门|机关)(?P<bureau>商标局)?"
)
_AFTER_PLACE = re.compile(_BODY)
_COMMITTEE = re.compile(
    r"(?P<word>省|市|自治区)委(?P<part>宣传部|组织部|政法委|网信办|统战部)?(?=[、，。；和及与]|$|\))"
)
_OF_COMMITTEE = re.compile(rf"(?P<word>省|市|自治区)(?P<of>{'|'.join(COMMITTEES)})")
_OF_MEETING = re.compile(
    r"(?P<word>省|市|自治区)(?P<rest>(?:知识产权|专利|版权|商标|打击侵权)[\u4e00-\u9fff]{0,12}?"
    r"(?:领导小组|联席会议|办公会议)(?:办公室)?)"
)
# Before the word for the level: what makes 市 part of another word or of a class of cities (设区的市, 省辖市, 所在市).
_NOT_BEFORE = frozenset("的辖级上城县区州直全外跨两三四五该每多部地各等本我直属个下")
_MINISTRIES_OF_NATION = 4
_JOINING = frozenset("、和与及或,，")
_LEVEL_WORDS = frozenset("省市县区州盟旗")
_NATIONAL = re.compile("|".join(sorted(NATIONAL_SHORT, key=len, reverse=True)))
_BEFORE_LIST = frozenset("、，。；：,;:(由和与及经会同按请向据")


def _stands_alone(text: str, at: int) -> bool:
    """Tell whether the word for a level at `at` names the level itself: not 设区的市, not 省、市人民政府, not 城市."""
    before = text[at - 1] if at else ""
    if before in _JOINING:
        return not (at > 1 and text[at - 2] in _LEVEL_WORDS)
    if before == "我":
        return True
    return before not in _NOT_BEFORE and text[max(0, at - 2) : at] not in ("所在", "区域", "设区")


def name_body(found: re.Match[str], region: NamedEntity, level: Level) -> str | None:
    """The official name of the body that a pattern found, in the region; None where it cannot be told."""
    groups = found.groupdict()
    if own := groups.get("own"):
        return region.name + (ELIDED_BODIES[level].get(own) or OWN_BODIES.get(own, ""))
    subject = groups.get("subject") or groups.get("office")
    if subject is None:
        return None
    department = DEPARTMENTS[subject]
    ending = groups.get("ending")
    name = department.name_at(level)
    if ending == "厅" and not name.endswith("厅"):
        # 经信厅 was 经济和信息化委员会 before it became a 厅.
        name = f"{department.province.removesuffix('委员会').removesuffix('厅').removesuffix('局')}厅"
    elif ending == "局" and not name.endswith("局"):
        name = department.city
    elif ending in ("委员会", "委") and not name.endswith("委员会"):
        name = department.municipality or f"{name[:-1]}委员会"
    return region.name + name if name else None


def _make(gazetteer: Gazetteer, start: int, end: int, name: str, score: float) -> Found:
    """A body by its full name: the stored one where there is one, else derived."""
    known = gazetteer.get_named(name, Label.INSTITUTION)
    if known:
        return Found(start, end, Label.INSTITUTION, known[0].id, known[0].name, score)
    return Found(start, end, Label.INSTITUTION, None, name, score, derived=True)


def find_roles(text: str, gazetteer: Gazetteer, territory: Territory) -> Iterator[Found]:
    """Bodies of the document's own territory that it calls by role; nothing where that is not known."""
    for found in _BY_ROLE.finditer(text):
        region = territory.by_word.get(found["word"])
        if region is None or not _stands_alone(text, found.start()):
            continue
        name = name_body(found, region, find_level(region.id))
        if name:
            yield _make(gazetteer, found.start(), found.end(), name, 0.9)
    for found in _OF_COMMITTEE.finditer(text):
        region = territory.by_word.get(found["word"])
        if region is not None and _stands_alone(text, found.start()):
            name = f"{COMMITTEES[found['of']]}{region.name}委员会"
            yield _make(gazetteer, found.start(), found.end(), name, 0.8)
    for found in _OF_MEETING.finditer(text):
        region = territory.by_word.get(found["word"])
        if region is not None and _stands_alone(text, found.start()):
            yield _make(gazetteer, found.start(), found.end(), region.name + found["rest"], 0.8)
    for found in _COMMITTEE.finditer(text):
        region = territory.by_word.get(found["word"])
        if region is not None and _stands_alone(text, found.start()):
            name = f"中共{region.name}委员会{found['part'] or ''}".replace("委员会宣传部", "委宣传部")
            yield _make(gazetteer, found.start(), found.end(), name, 0.8)


def find_at_place(text: str, gazetteer: Gazetteer, end: int, region: NamedEntity) -> Found | None:
    """The body whose name goes on where that of a place ends: 安徽 and 知识产权局; `start` is where it goes on."""
    found = _AFTER_PLACE.match(text, end)
    if found is None:
        return None
    if region.id == NATION:
        own = found.groupdict().get("own")
        return _make(gazetteer, end, found.end(), "中华人民共和国政府", 0.9) if own == "政府" else None
    name = name_body(found, region, find_level(region.id))
    return _make(gazetteer, end, found.end(), name, 0.9) if name else None


def find_of_state(text: str, gazetteer: Gazetteer, territory: Territory) -> Iterator[Found]:
    """National bodies by role (国务院专利行政部门) or short name; bare 知识产权局 only in a text of the nation."""
    for found in _OF_STATE.finditer(text):
        name = DEPARTMENTS[found["subject"]].nation
        if found["bureau"]:
            name = NATIONAL_SHORT["商标局"]
        yield _make(gazetteer, found.start(), found.end(), _official(name, by_role=True), 0.9)
    for found in _NATIONAL.finditer(text):
        short = found.group()
        before = text[found.start() - 1] if found.start() else "，"
        after = text[found.end()] if found.end() < len(text) else "。"
        if short.endswith("部") and (after in "门委际" or before in "全内外各干本"):
            continue
        if short in AMBIGUOUS and not (territory.nation and before in _BEFORE_LIST and after not in "局长"):
            continue
        yield _make(gazetteer, found.start(), found.end(), NATIONAL_SHORT[short], 0.9)


def names_ministries(texts: Sequence[str]) -> bool:
    """Tell whether texts name so many ministries that they must be the nation's, and no province's body by its role."""
    named = {found for text in texts for found in _NATIONAL.findall(text)} - AMBIGUOUS
    return len(named) >= _MINISTRIES_OF_NATION and not any(_BY_ROLE.search(text) for text in texts)


def _official(name: str, *, by_role: bool) -> str:
    # Ministries bear the nation's name in full; texts leave it out, and so do the facts.
    return name if not by_role or name.startswith(("国家", "国务院", "新闻")) else f"中华人民共和国{name}"


def find_elided(text: str, found: list[Found], gazetteer: Gazetteer, territory: Territory) -> Iterator[Found]:
    """Members of a list of bodies that leave out whose they are: 省商务厅、法院、知识产权局."""
    member = re.compile(rf"、(?P<whole>{_OFFICE}|法院|检察院|高院|中院)(?=[、，。；)和等及]|$|负责|牵头)")
    by_end = {one.end: one for one in found if one.kind is Label.INSTITUTION}
    region_by_end: dict[int, NamedEntity] = {}
    for one in by_end.values():
        word = next((w for w in territory.by_word if text.startswith(w, one.start)), None)
        if word:
            region_by_end[one.end] = territory.by_word[word]
    at = 0
    while (match := member.search(text, at)) is not None:
        at = match.start() + 1
        region = region_by_end.get(match.start())
        if region is None:
            continue
        level = find_level(region.id)
        elided = ELIDED_BODIES[level].get(match["whole"])
        name = region.name + elided if elided else name_body(match, region, level)
        if name:
            region_by_end[match.end()] = region
            yield _make(gazetteer, match.start() + 1, match.end(), name, 0.7)
