"""Read what a document says of itself: title, 文号, issuer, dates, territory, what it repeals."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from graph.dates import Period
from graph.model import Label
from graph.names.text import fold_text
from loaders.clauses.numbering import DATE, DATE_TEXT, read_han_number
from loaders.document import DocumentMeta, ParsedDocument
from loaders.mentions.bodies import ABBREVIATIONS, AMBIGUOUS, NATIONAL_SHORT
from loaders.mentions.gazetteer import NATION, Gazetteer, squeeze_name
from loaders.mentions.places import choose_region
from loaders.mentions.spans import drop_spaces
from loaders.metadata.dates import add_days, find_dates, find_end
from loaders.metadata.file_names import FileSays
from loaders.metadata.history import History, find_maker, read_history
from loaders.metadata.title import clean_title, find_number, find_title

_BODY = re.compile(
    r"^(?P<body>[\u4e00-\u9fff、 ]{2,40}?(?:人民政府|政府|办公厅|办公室|国务院|委员会|局|厅|部|法院|检察院|会议|小组))"
    r"(?:\([^()]*\))?\s*$"
)
_BEFORE_ABOUT = re.compile(
    r"^(?P<body>[\u4e00-\u9fff]{2,30}?(?:人民政府|政府|办公厅|办公室|国务院|委员会|总局|局|厅|法院|检察院))(?:关于|印发|转发)"
)
_FORCE = "(?:正式|开始)?(?:施行|实施|执行|试行|生效)"
_FROM = re.compile(rf"(?P<date>{DATE_TEXT})起{_FORCE}|[自从](?P<bare>{DATE_TEXT}){_FORCE}")
_FROM_PROMULGATION = re.compile(
    rf"[自从](?:公布|发布|印发|颁布|下发)之日起(?:满?(?P<days>[一二三四五六七八九十百]{{1,4}}|\d{{1,3}})日后)?{_FORCE}"
)
_PROMULGATED = re.compile("现予|予以(?:公布|发布)|公布施行|发布施行")
_REPEALS = ("同时废止", "即行废止", "予以废止", "废止执行")
_AT_END = re.compile(rf"(?:^|[^至到—-])(?:{DATE_TEXT})\)?$|^(?:{DATE_TEXT})")
_TITLE = re.compile(r"《([^《》]{2,80})》")
_OF_NATION = re.compile(r"^(?:\d{4}年)?(?:中华人民共和国|国家|全国|国务院|中共中央)")
_ORDER = re.compile(r"([\u4e00-\u9fff]{2,30})令(?:\(?第[〇\d一二三四五六七八九十百]{1,5}号\)?)?$")
_IN_BRACKETS = re.compile(r"中国\(([\u4e00-\u9fff]{2,10})\)")
_STATE = "中华人民共和国"
_NATIONAL_BODIES = {*NATIONAL_SHORT, *NATIONAL_SHORT.values()} - AMBIGUOUS
_LAST_CLAUSES = 3


@dataclass(frozen=True, slots=True)
class Home:
    """The region or zone that a document is for, and the code of the region whose bodies it calls by role."""

    kind: Label | None
    id: str | None
    region: str | None


def _find_date(lines: list[str], *, closing: bool = False) -> Period | None:
    """The date of the first line that is one or ends with one; of `closing` lines any holds its date."""
    for line in lines:
        dates = list(find_dates(line))
        # A year within a title is no date of issue; a date that ends or makes up its line is.
        if dates and (closing or _AT_END.search(drop_spaces(line))):
            return dates[-1]
    return None


def _find_signer(lines: list[str], *, dated: bool) -> str | None:
    """The body that a line names and nothing else, with its date or without one; of several that sign, the first."""
    for line in lines:
        bare = DATE.sub("", drop_spaces(line))
        if bare == drop_spaces(line) and dated:
            continue
        # 西安市知识产权局 西安市公安局 are two, 西 安 市 知 识 产 权 局 is spread over its line.
        several = [_BODY.match(part) for part in DATE.sub("", line).split()]
        found = several[0] if several and all(several) else _BODY.match(bare)
        if found:
            return found["body"]
    return None


def _find_issuer(lines: list[str], title: str | None, closing: list[str]) -> str | None:
    """Find who a line above the text says issued it, then the title (…关于…), then who signed it."""
    if signer := _find_signer(lines, dated=True):
        return signer
    for line in [*lines, title or ""]:
        if found := _BEFORE_ABOUT.match(fold_text(clean_title(line)).replace(" ", "")):
            return found["body"]
    return _find_signer(lines, dated=False) or _find_orderer(lines) or _find_signer(closing, dated=False)


def _find_orderer(lines: list[str]) -> str | None:
    """Find whose order a document is: 西安市人民政府令."""
    for line in lines:
        if found := _ORDER.match(line.replace(" ", "")):
            return find_maker(f"{found[1]}令")
    return None


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


def _find_place(title: str, gazetteer: Gazetteer) -> tuple[Label, str] | None:
    """The place of a title: 海南 of 中华人民共和国海南自由贸易港法, 重庆 of 中国(重庆)自由贸易试验区条例."""
    within = _IN_BRACKETS.match(fold_text(title))
    inner = within[1] if within else title.removeprefix(_STATE)
    return _place_at_start(inner, gazetteer) or _place_at_start(title, gazetteer)


def find_home(title: str | None, number: str | None, issuer: str | None, gazetteer: Gazetteer) -> Home:
    """The territory by the title, else by the issuer, else by the first character of the 文号 (粤府 is Guangdong's)."""
    of_issuer = _place_at_start(issuer, gazetteer) if issuer else None
    region = of_issuer[1] if of_issuer and of_issuer[0] is Label.REGION else None
    if issuer and (_OF_NATION.match(issuer) or issuer.partition("、")[0] in _NATIONAL_BODIES):
        region = NATION
    if region is None and number:
        letter = number[0]
        region = NATION if letter == "国" else ABBREVIATIONS.get(letter)
    place = _find_place(title, gazetteer) if title else None
    if place and place[1] != NATION and title and _OF_NATION.match(fold_text(title)):
        return Home(place[0], place[1], NATION)  # A law of the nation for one place calls the nation's bodies by role.
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


def _find_start(texts: list[str], history: History, issued: Period | None) -> Period | None:
    """From when a document is in force: by its own last clauses, else by the lines below its title."""
    for text in texts:
        if start := _FROM.search(text):
            return next(find_dates(start["date"] or start["bare"]), None)
    promulgation = next((found for text in texts if (found := _FROM_PROMULGATION.search(text))), None)
    if history.in_force_from is not None or promulgation is None:
        return history.in_force_from
    day = history.find_promulgation() if history.acts else issued
    return add_days(day, read_han_number(promulgation["days"])) if day and promulgation["days"] else day


def read_meta(document: ParsedDocument, gazetteer: Gazetteer) -> tuple[DocumentMeta, Home]:
    """Read what the text says of itself, and where it belongs; notes say what it does not say."""
    sentences = [clause.text for clause in document.clauses[:3]]
    title, about_title = find_title(document.title_lines, sentences)
    lines, closing = (
        [fold_text(line).strip(" #*") for line in part] for part in (document.title_lines, document.closing_lines)
    )
    number = find_number(document.title_lines)
    history = read_history(lines)
    ordered = read_history(fold_text(text) for text in sentences if _PROMULGATED.search(text))
    issued = history.edition or _find_date(lines) or ordered.edition or _find_date(closing, closing=True)
    issuer = history.find_issuer(title) or _find_issuer(lines, title, closing) or ordered.find_issuer(title)
    home = find_home(title, number, issuer, gazetteer)
    ends = [
        "".join(fold_text(clause.text).split()) for clause in (document.clauses[:1] + document.clauses[-_LAST_CLAUSES:])
    ]
    start = _find_start(ends, history, issued)
    until = next((end for text in ends if (end := find_end(text, start))), None)
    notes = [about_title] if about_title else []
    notes += [] if issued else ["the text gives no date of issue"]
    notes += ["the text names no territory of its own"] if home.id is None else []
    enacted = history.enacted or issued
    meta = DocumentMeta(title, number, issuer, issued, enacted, start, until, home.id, home.kind)
    own = tuple(dict.fromkeys(name for name in _repealed(ends)))
    return replace(meta, supersedes=own, notes=tuple(notes)), home


def complete_meta(
    meta: DocumentMeta, home: Home, said: FileSays, gazetteer: Gazetteer
) -> tuple[DocumentMeta, Home, tuple[str, ...]]:
    """Take from the file's name and folders what the text does not say; the last are notes on what was taken so."""
    notes: list[str] = []
    if meta.title is None and said.title:
        meta = replace(meta, title=said.title)
        notes.append(f"the title 《{said.title}》 is that of the file's name")
    if meta.issued is None and said.date:
        meta = replace(meta, issued=said.date, enacted=said.date)
        notes.append(f"the date {said.date} is that of the file's name")
    if home.id is None and (named := find_home(meta.title, meta.number, said.place, gazetteer)).id:
        home, meta = named, replace(meta, territory=named.id, territory_kind=named.kind)
        notes.append("the territory is that of the file's name and folder")
    return meta, home, tuple(notes)
