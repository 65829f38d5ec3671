"""Read the history of a document from the lines below its title: who adopted, approved or amended it, and when."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from graph.dates import Period
from loaders.clauses.numbering import DATE
from loaders.mentions.spans import drop_spaces
from loaders.metadata.dates import find_dates

_ACTS = re.compile("通过|批准|修正|修订|公布|发布|颁布")
_AMENDS = ("修正", "修订")
_PROMULGATES = ("公布", "发布", "颁布")
_STARTS = re.compile("起?(?:施行|实施|生效)")
_CONGRESS = re.compile(
    r"(?:根据)?(?P<place>[\u4e00-\u9fff]{2,12}?)?第[一二三四五六七八九十]{1,4}届(?P<nation>全国)?人民代表大会(?P<standing>常务委员会)?"
)
_MAKER = re.compile(
    r"(?:根据)?(?:中华人民共和国)?(?P<body>国务院|[\u4e00-\u9fff]{1,30}?"
    r"(?:人民政府|人民代表大会|委员会|法院|检察院|总局|总署|局|厅|部|办公室))"
    r"(?=令|公告|第|常务会议|全体会议|审判委员会|[局部厅委]务会|会议|通过|公布|发布|颁布|修订|修正|批准|$)"
)
# 市政府 without the city is whoever's the text is.
_ROLE = re.compile("(?:省|市|县|区|自治区|本)(?:人民政府|政府|人民代表大会)")


@dataclass(frozen=True, slots=True)
class Act:
    """One act of a history; `body` is who acted, where it is said."""

    date: Period
    body: str | None
    approves: bool
    amends: bool
    promulgates: bool


@dataclass(frozen=True, slots=True)
class History:
    """The acts by date, and from when the lines say that the document is in force (2012年3月1日 施行)."""

    acts: tuple[Act, ...]
    in_force_from: Period | None

    @property
    def edition(self) -> Period | None:
        """The date of this edition: that of the last act."""
        return self.acts[-1].date if self.acts else None

    @property
    def enacted(self) -> Period | None:
        """The date of the document in its first edition."""
        return self.acts[0].date if self.acts else None

    def find_promulgation(self) -> Period | None:
        """Find the day that 公布之日 means: of promulgation, else of the only act; None where it was amended since."""
        if any(act.amends for act in self.acts):
            return None
        promulgated = [act.date for act in self.acts if act.promulgates]
        return promulgated[-1] if promulgated else self.edition

    def find_issuer(self, title: str | None) -> str | None:
        """Find who made the document: a body of its own place before others, and those who only approved it last."""
        acts = [act for act in self.acts if act.body]
        made = [act for act in acts if not act.approves] or acts
        own = [act for act in made if title and act.body and title.startswith(act.body.partition("人民")[0])]
        return (own or made)[-1].body if made else None


def read_history(lines: Iterable[str]) -> History:
    """The history that folded lines hold, one act a date; several may stand on a line."""
    acts: list[Act] = []
    start: Period | None = None
    for line in lines:
        for date, before, after in _read_dates(line):
            if _STARTS.match(after):
                start = start or date
            elif words := _ACTS.findall(after):
                acts.append(
                    Act(
                        date,
                        find_maker(after) or find_maker(before),
                        "批准" in words,
                        any(word in _AMENDS for word in words),
                        any(word in _PROMULGATES for word in words),
                    )
                )
    return History(tuple(sorted(acts, key=lambda act: (act.date.last, act.date.first))), start)


def _read_dates(line: str) -> Iterator[tuple[Period, str, str]]:
    """The dates of a line, each with what stands before the first of them, and up to the next."""
    said = _drop_titles(drop_spaces(line))
    found = list(DATE.finditer(said))
    for at, one in enumerate(found):
        after = said[one.end() : found[at + 1].start() if at + 1 < len(found) else len(said)].strip()
        # A year alone is one of an act only right before it: 2012年修订.
        date = next(find_dates(one.group()), None) if one["month"] or one["mark"] or _ACTS.match(after) else None
        if date is not None:
            yield date, said[: one.start()].strip("( ") if at == 0 else "", after


def _drop_titles(line: str) -> str:
    """A line without what stands in 《》: titles of decisions name other acts and their dates."""
    kept: list[str] = []
    depth = 0
    for character in line:
        depth += character == "《"
        if depth == 0:
            kept.append(character)
        elif character == "》":
            depth -= 1
    return "".join(kept)


def find_maker(said: str) -> str | None:
    """The body that words begin with, a congress without its session; None for a bare role."""
    if (congress := _CONGRESS.match(said)) and (congress["place"] or congress["nation"]):
        return f"{'全国' if congress['nation'] else congress['place']}人民代表大会{congress['standing'] or ''}"
    found = _MAKER.match(said)
    return found["body"] if found and not _ROLE.match(found["body"]) else None
