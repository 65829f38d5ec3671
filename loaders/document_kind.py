"""Read from its title what kind of document a document is."""

from __future__ import annotations

import re

from graph.kinds import DocumentKind
from graph.text_fold import fold_text

_APART = re.compile(r"\([^()]*\)|[“”\"《》\d.]")
_KINDS: tuple[tuple[re.Pattern[str], DocumentKind], ...] = tuple(
    (re.compile(f"(?:{ending})$"), kind)
    for ending, kind in (
        ("纲要", DocumentKind.OUTLINE),
        ("要点", DocumentKind.WORK_POINTS),
        ("规划|计划|方案", DocumentKind.PLAN),
        ("意见", DocumentKind.OPINION),
        ("协议书?|备忘录|议定书|意向书", DocumentKind.AGREEMENT),
        ("条例|法|实施细则", DocumentKind.LAW),
        ("办法|规定|细则|措施|规则|制度", DocumentKind.MEASURE),
    )
)


def find_kind(title: str) -> DocumentKind | None:
    """The kind that the last word of a title says; None where it says none (通知, 决定)."""
    bare = _APART.sub("", fold_text(title).replace(" ", ""))
    return next((kind for ending, kind in _KINDS if ending.search(bare)), None)
