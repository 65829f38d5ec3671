"""Find the documents that a text cites: titles in 《》, resolved by 文号, title, short form, or a fuller citation."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from graph.model import Label
from loaders.mentions.gazetteer import Gazetteer, NamedEntity, squeeze_name
from loaders.mentions.spans import Found, Squeezed

_TITLE = re.compile(r"《((?:[^《》]|《[^《》]*》){2,120})》")
NUMBER = re.compile(r"[\u4e00-\u9fff]{1,12}[(〔]\d{4}[)〕](?:第)?\d{1,5}号")
_NUMBER_AFTER = re.compile(rf"\(?({NUMBER.pattern})\)?")
_LAW = re.compile(r"(?:法|实施细则|法实施条例)$")
_NO_LAW = re.compile(r"办法|公约|协定|[省市州县区].*法|做法|方法|.{13,}")
_STATE = "中华人民共和国"
# Periodicals and works in 《》 are no policy documents.
_PERIODICAL = re.compile(r"(?:报|日报|杂志|学报|周刊|月刊|期刊)$")
_SHORTEST_TAIL = 3


@dataclass(slots=True)
class Cited:
    """The titles that a text cites, as read, by squeezed title."""

    titles: Mapping[str, str]
    _backwards: list[str] = field(init=False)

    def __post_init__(self) -> None:
        # Backwards and in order, those that end alike stand together.
        self._backwards = sorted(title[::-1] for title in self.titles)

    def find_longer(self, ending: str) -> str | None:
        """The one longer title that ends so; None where there is none, or several."""
        start = bisect_left(self._backwards, ending[::-1])
        if start < len(self._backwards) and self._backwards[start] == ending[::-1]:
            start += 1
        near = [one for one in self._backwards[start : start + 2] if one.startswith(ending[::-1])]
        return self.titles[near[0][::-1]] if len(near) == 1 else None


def _resolve_law(title: str, gazetteer: Gazetteer, cited: Cited) -> tuple[NamedEntity | None, str] | None:
    """A law by its short title (《专利法》); None for a title that may be no law of the nation."""
    full = _STATE + title
    if stored := gazetteer.get_named(full, Label.POLICY_DOCUMENT):
        return stored[0], stored[0].name
    if (key := squeeze_name(full)) in cited.titles:
        return None, cited.titles[key]
    # Only the nation makes laws, and each bears its name.
    return None if _NO_LAW.search(squeeze_name(title)) else (None, full)


def resolve_title(title: str, number: str, gazetteer: Gazetteer, cited: Cited) -> tuple[NamedEntity | None, str]:
    """The stored document and the official title that a title as written stands for.

    A short form ends just one of the titles that the text cites (《框架协议书》).
    """
    if number and (stored := gazetteer.numbers.get(squeeze_name(number))):
        return stored, stored.name
    named = gazetteer.get_named(title, Label.POLICY_DOCUMENT)
    if named:
        return named[0], named[0].name
    squeezed = squeeze_name(title)
    if _LAW.search(squeezed) and not squeezed.startswith(_STATE):
        law = _resolve_law(title, gazetteer, cited)
        if law is not None:
            return law
    longer = cited.find_longer(squeezed) if len(squeezed) >= _SHORTEST_TAIL else None
    if longer is not None:
        known = gazetteer.get_named(longer, Label.POLICY_DOCUMENT)
        return (known[0] if known else None), longer
    return None, title


def read_cited(squeezed: Squeezed, written: str) -> dict[str, str]:
    """The titles in 《》 of a text, as read, by squeezed title."""
    return {
        found.group(1): squeezed.read(written, found.start(1), found.end(1)) for found in _TITLE.finditer(squeezed.text)
    }


def find_documents(squeezed: Squeezed, written: str, gazetteer: Gazetteer, cited: Cited) -> Iterator[Found]:
    """Every title in 《》; `written` is the text as read, from which a new title takes its characters.

    The span is that of the title with its marks.
    """
    text = squeezed.text
    for found in _TITLE.finditer(text):
        if _PERIODICAL.search(found.group(1)):
            continue
        after = _NUMBER_AFTER.match(text, found.end())
        title = squeezed.read(written, found.start(1), found.end(1))
        entity, name = resolve_title(title, after.group(1) if after else "", gazetteer, cited)
        yield Found(
            found.start(),
            found.end(),
            Label.POLICY_DOCUMENT,
            entity.id if entity else None,
            name,
            1.0 if entity else 0.9,
        )
