"""Find places: by their names, in runs of abbreviations (苏浙沪皖), and in lists that share the body at their end."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph.model import Label
from loaders.mentions.bodies import ABBREVIATIONS
from loaders.mentions.gazetteer import Gazetteer, Hit, NamedEntity, strip_place
from loaders.mentions.roles import find_at_place
from loaders.mentions.spans import Found

# A bare name before one of these is part of another name: 浙江大学, 北京时间, 上海银行.
_OTHER_NAME = re.compile(
    r"大学|学院|师范|理工|银行|日报|晚报|卫视|电视|时间|话|菜|路|街|站|港|机场|海关|铁路|医院|出版社|股份|集团|公司|证券|石化|钢铁|"
    r"人(?!民|才|大|力)|商会|会馆|籍|味|式|帮|河|湖|山脉"
)
# Bare names of cities that are words of everyday language too: only beside another place.
_WORDS = frozenset(
    {"长治", "大同", "来宾", "安康", "东方", "开封", "和田", "吉安", "海东", "海北", "三明", "文山", "保山"}
)
_NAME_OF_NATION = re.compile(r"\(|国际|进出口|特色|共产党|梦|制造|品牌|人民|专利|知识产权|科学院|式|化|商标|版权|标准")
_RUN = re.compile(f"[{''.join(ABBREVIATIONS)}]{{2,}}")
_SPACED_RUN = re.compile(f"(?<![\u4e00-\u9fff])?[{''.join(ABBREVIATIONS)}](?:、[{''.join(ABBREVIATIONS)}])+")
# Characters that also make words: two of them beside each other are no two provinces (新贵, 青云).
_WORDY = frozenset("新云青黑台吉宁蒙贵甘晋秦")
_SHORTEST_RUN = 3
# What a list of places may share: the bodies of find_at_place, and these parks, one at each place.
_PARK = re.compile(
    r"(?:国家)?(?:级)?(?:高新技术产业开发区|经济技术开发区|高新区|经开区|自由贸易试验区)(?P<board>管理委员会|管委会)?|"
    r"(?P<court>知识产权法院)"
)
_IN_FULL = {"高新区": "高新技术产业开发区", "经开区": "经济技术开发区", "管委会": "管理委员会"}


_CUSTOMS = re.compile(r"海关(?!总署|特殊|保护|监管|查)")
# What follows a name and makes another of it: 财政部门 is no ministry, 中关村指数 and 中关村科学城 are no zone.
_GOES_ON = re.compile(r"指数|科学城|软件园|论坛|大街|字样|[”\"]字样|大学|学院|日报|银行")


def goes_on(text: str, start: int, end: int) -> bool:
    """Tell whether what stands at a span is only the beginning of another name."""
    return (text[end - 1] == "部" and text[end : end + 1] in ("门", "委", "际")) or _GOES_ON.match(
        text, end
    ) is not None


def name_region(region: NamedEntity, gazetteer: Gazetteer) -> str:
    """The full official name: a district is named with its city, 北京市海淀区."""
    if region.id.endswith("00") or not region.name.endswith("区"):
        return region.name
    above = gazetteer.regions.get(f"{region.id[:4]}00") or gazetteer.regions.get(f"{region.id[:2]}0000")
    return region.name if above is None or region.name.startswith(above.name) else above.name + region.name


def find_runs(text: str, gazetteer: Gazetteer) -> Iterator[Found]:
    """Each place of a run of abbreviations, all with the span of the run: 苏浙沪皖 is four regions."""
    for run in _RUN.finditer(text):
        letters = run.group()
        if len(letters) < _SHORTEST_RUN and any(letter in _WORDY for letter in letters):
            continue
        for letter in dict.fromkeys(letters):
            region = gazetteer.regions.get(ABBREVIATIONS[letter])
            if region:
                yield Found(run.start(), run.end(), Label.REGION, region.id, region.name, 0.8)


def _is_word(hit: Hit, text: str) -> bool:
    name = text[hit.start : hit.end]
    if name not in _WORDS:
        return False
    beside = (text[hit.start - 1] if hit.start else "") + (text[hit.end] if hit.end < len(text) else "")
    return "、" not in beside


def _is_in_name(hit: Hit, text: str) -> bool:
    """Tell whether the place is a part of another name: 中国(深圳)国际文化产业博览交易会, 中国国际…, 中国共产党."""
    if text[max(0, hit.start - 3) : hit.start] == "中国(":
        return True
    return text[hit.start : hit.end] == "中国" and _NAME_OF_NATION.match(text, hit.end) is not None


def choose_region(hit: Hit) -> NamedEntity | None:
    """The region that a name means: the highest that bears it (吉林: the province), the latest of successors."""
    regions = [entity for entity in hit.entities if entity.label is Label.REGION]
    return max(regions, key=lambda e: (e.id.endswith("0000"), e.until == "", e.id), default=None)


def find_places(text: str, hits: list[Hit], gazetteer: Gazetteer) -> Iterator[Found]:
    """Places by name, the bodies that begin with one (安徽知识产权局), and the places of a list that share one."""
    ends: dict[int, tuple[Hit, NamedEntity]] = {}
    bodies: list[tuple[int, Found, bool]] = []
    for hit in hits:
        region = choose_region(hit)
        if region is None:
            continue
        ends[hit.end] = (hit, region)
        body = find_at_place(text, gazetteer, hit.end, region)
        if body:
            yield Found(hit.start, body.end, body.kind, body.entity_id, body.name, body.score, body.derived)
            bodies.append((hit.start, body, False))
        elif _CUSTOMS.match(text, hit.end):
            # A customs district is the nation's, and named so.
            name = f"中华人民共和国{strip_place(region.name)}海关"
            yield Found(hit.start, hit.end + 2, Label.INSTITUTION, None, name, 0.7, derived=True)
        elif park := _PARK.match(text, hit.end):
            yield _make_park(hit, park, gazetteer, text)
            bodies.append((hit.start, Found(hit.end, park.end(), Label.ECONOMIC_ZONE, None, park.group(), 0.7), True))
        if (hit.short and _OTHER_NAME.match(text, hit.end)) or _is_word(hit, text) or _is_in_name(hit, text):
            continue
        name = name_region(region, gazetteer)
        yield Found(hit.start, hit.end, Label.REGION, region.id, name, 0.9 if not hit.short else 0.8)
    yield from _find_sharing(text, ends, bodies, gazetteer)
    yield from _find_letters(text, gazetteer)


def _name_park(written: str) -> str:
    """The name of a park or court in full: 襄阳高新区 is 襄阳高新技术产业开发区."""
    for short, full in _IN_FULL.items():
        written = written.replace(short, full)
    return written


def _label_park(name: str) -> Label:
    return Label.INSTITUTION if name.endswith(("管理委员会", "法院")) else Label.ECONOMIC_ZONE


def _make_park(hit: Hit, park: re.Match[str], gazetteer: Gazetteer, text: str) -> Found:
    name = _name_park(text[hit.start : hit.end] + park.group())
    label = _label_park(name)
    known = gazetteer.get_named(name, label)
    return Found(hit.start, park.end(), label, known[0].id if known else None, known[0].name if known else name, 0.7)


def _find_sharing(
    text: str, ends: dict[int, tuple[Hit, NamedEntity]], bodies: list[tuple[int, Found, bool]], gazetteer: Gazetteer
) -> Iterator[Found]:
    """上海、江苏、浙江、安徽知识产权局: each place before the last stands for its own office."""
    for start, body, park in bodies:
        at = start
        while at > 0 and text[at - 1] in "、和与及" and at - 1 in ends:
            hit, region = ends[at - 1]
            if park:
                name = _name_park(text[hit.start : hit.end] + body.name)
                known = gazetteer.get_named(name, _label_park(name))
                yield Found(hit.start, hit.end, _label_park(name), known[0].id if known else None, name, 0.95)
            else:
                own = find_at_place(text, gazetteer, body.start, region)
                if own:
                    yield Found(hit.start, hit.end, own.kind, own.entity_id, own.name, 0.95, own.derived)
            at = hit.start


def _find_letters(text: str, gazetteer: Gazetteer) -> Iterator[Found]:
    """沪、苏、浙、皖知识产权局: letters parted by commas, each a place, or its office where one follows the last."""
    for run in _SPACED_RUN.finditer(text):
        places = [(run.start() + i, letter) for i, letter in enumerate(run.group()) if letter != "、"]
        last_at, last = places[-1]
        for at, letter in places:
            region = gazetteer.regions.get(ABBREVIATIONS[letter])
            if region is None:
                continue
            body = find_at_place(text, gazetteer, run.end(), region)
            if body is None:
                yield Found(at, at + 1, Label.REGION, region.id, region.name, 0.8)
            else:
                end = body.end if at == last_at and letter == last else at + 1
                yield Found(at, end, body.kind, body.entity_id, body.name, 0.8, body.derived)
