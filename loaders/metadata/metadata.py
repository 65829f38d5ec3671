"""Read what a document says of itself: title, 文号, issuer, dates, territory, what it repeals."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from graph.dates import Period
from graph.model import Label
from graph.names.text import fold_text
from loaders.document import DocumentMeta, ParsedDocument
from loaders.mentions.bodies import ABBREVIATIONS
from loaders.mentions.gazetteer import NATION, Gazetteer, squeeze_name
from loaders.mentions.places import choose_region
from loaders.metadata.dates import DATE, find_dates
from loaders.metadata.title import clean_title, find_number, find_title

_ADOPTED = re.compile(r"(?:通过|修订|修正|公布|批准|发布)")
_CONGRESS = re.compile(r"([\u4e00-\u9fff]{2,12}?)?第[一二三四五六七八九十]+届(全国)?人民代表大会(常务委员会)?")
_BODY = re.compile(
    r"^(?P<body>[\u4e00-\u9fff、 ]{2,40}?(?:人民政府|政府|办公厅|办公室|国务院|委员会|局|厅|部|法院|检察院|会议|小组))"
    r"(?:\([^()]*\))?\s*$"
)
_BEFORE_ABOUT = re.compile(
    r"^(?P<body>[\u4e00-\u9fff]{2,30}?(?:人民政府|政府|办公厅|办公室|国务院|委员会|总局|局|厅|法院|检察院))(?:关于|印发|转发)"
)
_UNNAMED = re.sub(r"\?P<\w+>", "?:", DATE.pattern)
_FROM = re.compile(rf"自({DATE.pattern})起(?:施行|实施|执行|生效)")
_FROM_PROMULGATION = re.compile(r"自(?:公布|发布|印发|颁布)之日起(?:施行|实施|执行)")
_REPEALS = ("同时废止", "即行废止", "予以废止", "废止执行")
_AT_END = re.compile(rf"(?:^|[^至到—-])(?:{_UNNAMED})\)?$|^(?:{_UNNAMED})")
_TITLE = re.compile(r"《([^《》]{2,80})》")
_OF_NATION = re.compile(r"^(?:\d{4}年)?(?:中华人民共和国|国家|全国|国务院|中共中央)")
_LAST_CLAUSES = 3


@dataclass(frozen=True, slots=True)
class Home:
    """The region or zone that a document is for, and the code of the region whose bodies it calls by role."""

    kind: Label | None
    id: str | None
    region: str | None


def _dates_of(lines: list[str]) -> tuple[Period | None, str | None]:
    """The day of the latest adoption or promulgation, else of the first line that is a date or a signature with one."""
    adopted = [date for line in lines if _ADOPTED.search(line) for date in list(find_dates(line))[:1]]
    if adopted:
        return max(adopted), None
    for line in lines:
        dates = list(find_dates(line))
        # A year within a title is no date of issue; a date that ends or makes up its line is.
        if dates and _AT_END.search(line.replace(" ", "")):
            return dates[-1], None
    return None, "the text gives no date of issue"


def _issuer_of(lines: list[str], title: str | None) -> str | None:
    adopted = [DATE.sub("", line.replace(" ", "")) for line in lines if _ADOPTED.search(line)]
    congresses = [found for line in adopted if (found := _CONGRESS.match(line)) and (found[1] or found[2])]
    # A city's regulation is approved by the province's congress: the city's own is the issuer.
    own = [found for found in congresses if found[1] and title and title.startswith(found[1])]
    if congresses:
        found = (own or congresses)[-1]
        return f"{'全国' if found[2] else found[1]}人民代表大会{found[3] or ''}"
    for line in lines:
        bare = DATE.sub("", line.replace(" ", ""))
        if bare != line.replace(" ", "") and (found := _BODY.match(bare)):
            return found["body"]
    for line in [*lines, title or ""]:
        if found := _BEFORE_ABOUT.match(fold_text(clean_title(line)).replace(" ", "")):
            return found["body"]
    return next((found["body"] for line in lines if (found := _BODY.match(line.replace(" ", "")))), None)


def _place_at_start(text: str, gazetteer: Gazetteer) -> tuple[Label, str] | None:
    """The region or zone whose name the text begins with, the longest."""
    squeezed = squeeze_name(text).removeprefix("中共")
    at_start = [hit for hit in gazetteer.find(squeezed[:40]) if hit.start == 0]
    for hit in sorted(at_start, key=lambda hit: -hit.end):
        zone = next((entity for entity in hit.entities if entity.label is Label.ECONOMIC_ZONE), None)
        region = choose_region(hit)
        if zone is not None or region is not None:
            # 京津冀 and 长三角 are zones; a name that is both (东北地区) is the region's only where it is a region's.
            return (Label.REGION, region.id) if region else (Label.ECONOMIC_ZONE, zone.id) if zone else None
    return None


def find_home(title: str | None, number: str | None, issuer: str | None, gazetteer: Gazetteer) -> Home:
    """The territory by the title, else by the issuer, else by the first character of the 文号 (粤府 is Guangdong's)."""
    of_issuer = _place_at_start(issuer, gazetteer) if issuer else None
    region = of_issuer[1] if of_issuer and of_issuer[0] is Label.REGION else None
    if issuer and region is None and _OF_NATION.match(issuer):
        region = NATION
    if region is None and number:
        letter = number[0]
        region = NATION if letter == "国" else ABBREVIATIONS.get(letter)
    place = _place_at_start(title, gazetteer) if title else None
    if place and place[0] is Label.REGION:
        return Home(place[0], place[1], place[1])
    if place:
        return Home(place[0], place[1], region)
    if title and region is None and _OF_NATION.match(fold_text(title)):
        region = NATION
    return Home(Label.REGION if region else None, region, region)


def _repealed(texts: list[str]) -> Iterator[str]:
    for text in texts:
        for sentence in text.split("。"):
            # What stands before the last word of repeal is repealed, what follows it is not.
            yield from _TITLE.findall(sentence, 0, max(sentence.rfind(word) for word in _REPEALS) + 1)


def read_meta(document: ParsedDocument, gazetteer: Gazetteer) -> tuple[DocumentMeta, Home]:
    """What the text says of itself, and where it belongs; notes say what it does not say."""
    sentences = [clause.text for clause in document.clauses[:3]]
    title, about_title = find_title(document.title_lines, sentences)
    lines = [fold_text(line).strip(" #*") for line in document.title_lines]
    number = find_number(document.title_lines)
    issued, about_date = _dates_of(lines)
    issuer = _issuer_of(lines, title)
    home = find_home(title, number, issuer, gazetteer)
    ends = [
        fold_text(clause.text).replace(" ", "") for clause in (document.clauses[:1] + document.clauses[-_LAST_CLAUSES:])
    ]
    start = next((found for text in ends if (found := _FROM.search(text))), None)
    in_force = next(find_dates(start.group()), None) if start else None
    promulgated = in_force is None and any(_FROM_PROMULGATION.search(text) for text in ends)
    if promulgated:
        in_force = issued
    notes = [note for note in (about_title, about_date) if note]
    notes += ["the text names no territory of its own"] if home.id is None else []
    meta = DocumentMeta(title, number, issuer, issued, in_force, home.id, home.kind)
    own = tuple(dict.fromkeys(name for name in _repealed(ends)))
    return replace(meta, supersedes=own, notes=tuple(notes)), home
