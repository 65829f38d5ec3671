"""Says of each component of a pair what figures made it and what follows, in Chinese and in English."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum

from queries.pairing.components import Comparison, PairingComponent
from queries.pairing.facts import SideFacts
from queries.pairing.sides import Vocabulary
from queries.pairing.ties import TieKind, count_ties

# How many tasks, programmes or industries a sentence names.
MOST_NAMED = 5
# A share of fewer than this jumps by a quarter or more with every task that is read.
FEW_TASKS = 5
KIND_ZH = {TieKind.PAIRING: "结对", TieKind.ZONE: "同属区域", TieKind.AGREEMENT: "协议"}
KIND_EN = {TieKind.PAIRING: "pairing", TieKind.ZONE: "joint zone", TieKind.AGREEMENT: "agreement"}

# A sentence in Chinese and the same in English.
Sentence = tuple[str, str]


class Lang(StrEnum):
    """In which language a sentence is said."""

    ZH = "ZH"
    EN = "EN"


def explain(component: PairingComponent, pair: Comparison, terms: Vocabulary, lang: Lang) -> str:
    """The sentence on a component."""
    return SENTENCES[component](pair, terms)[0 if lang is Lang.ZH else 1]


def _explain_transfer(pair: Comparison, terms: Vocabulary) -> Sentence:
    if not pair.tasks.known:
        return _miss_documents(pair)
    (strong, strong_en), (weak, weak_en) = _names(pair)
    moved, missing = len(pair.tasks.covered.stronger), len(pair.tasks.covered.stronger) + pair.tasks.uncovered
    if not missing:
        return f"{weak}已覆盖全部任务，无可移植。", f"{weak_en} covers every task already: nothing is left to transfer."
    if not moved:
        return (
            f"{weak}尚未见覆盖的{missing}项任务，{strong}的生效文件也未见覆盖。",
            f"Of {_many(missing, 'task')} that {weak_en} is not seen to cover, {strong_en} covers none either.",
        )
    zh, en = _tasks(pair.tasks.covered.stronger, terms)
    return (
        f"{weak}尚未见覆盖的{missing}项任务中，{strong}的生效文件已覆盖{moved}项（{zh}），可先借鉴这些条款。",
        f"Of {_many(missing, 'task')} that {weak_en} is not seen to cover, documents of {strong_en} cover {moved} "
        f"({en}): borrow those clauses first.",
    )


def _explain_agenda(pair: Comparison, terms: Vocabulary) -> Sentence:
    if not pair.tasks.known:
        return _miss_documents(pair)
    covered = pair.tasks.covered
    both, either = len(covered.both), len(covered.stronger) + len(covered.both) + len(covered.weaker)
    if not either:
        return "双方的生效文件都未见覆盖任何任务。", "Neither side is seen to cover any task."
    zh_few, en_few = ("任务太少，仅供参考。", " So few tasks say little.") if either < FEW_TASKS else ("", "")
    if not both:
        return (
            f"任一方覆盖的{either}项任务中，没有双方都覆盖的。{zh_few}",
            f"Of {_many(either, 'task')} that either covers, both cover none.{en_few}",
        )
    zh, en = _tasks(covered.both, terms)
    return (
        f"任一方覆盖的{either}项任务中，双方都覆盖{both}项（{zh}），可先就这些任务商定合作。{zh_few}",
        f"Of {_many(either, 'task')} that either covers, both cover {both} ({en}): agree on joint work there first."
        f"{en_few}",
    )


def _explain_programmes(pair: Comparison, _terms: Vocabulary) -> Sentence:
    (strong, strong_en), (weak, weak_en) = _names(pair)
    families = pair.families
    known = len(families.stronger) + len(families.both)
    if not known:
        return f"缺少数据：不知{strong}承担过哪些项目。", f"No data: no programme of {strong_en} is known."
    if not families.stronger:
        return (
            f"{strong}承担的{known}类项目，{weak}都有。",
            f"{weak_en} hosts every kind of programme that {strong_en} hosts: {known}.",
        )
    named = _cut(families.stronger)
    return (
        f"{strong}承担的{known}类项目中，{len(families.stronger)}类是{weak}没有的（{'、'.join(named)}），可请其介绍经验。",
        f"Of {_many(known, 'kind')} of programme that {strong_en} hosts, {weak_en} lacks {len(families.stronger)} "
        f"({', '.join(named)}): ask how they were run.",
    )


def _explain_industries(pair: Comparison, terms: Vocabulary) -> Sentence:
    if pair.industries is None or pair.industries.fit is None:
        return (
            "缺少数据：没有双方都在内、十年以内的产业表（只有省级有）。",
            "No data: there is no table of industries of the last ten years that has both (only provinces have one).",
        )
    year, both = pair.industries.year, pair.industries.strong.both
    if not both:
        return (
            f"{year}年表中，双方没有都高于全国平均的产业。",
            f"By the table of {year} no industry stands above the country's average in both.",
        )
    zh, en = zip(*(terms.industries.get(key, (key, key)) for key in both), strict=True)
    return (
        f"{year}年表中，{len(both)}个产业在双方都高于全国平均（{'、'.join(_cut(zh))}），可在这些产业共建专利导航与预警。",
        f"By the table of {year} both have {_many(len(both), 'industry', 'industries')} above the country's average "
        f"({', '.join(_cut(en))}): share patent navigation and early warning there.",
    )


def _explain_capacity(pair: Comparison, _terms: Vocabulary) -> Sentence:
    (strong, strong_en), (weak, weak_en) = _names(pair)
    mine, theirs = pair.stronger, pair.weaker
    if mine.capacity is None or theirs.capacity is None:
        zh = "、".join(name for name, one in ((strong, mine), (weak, theirs)) if one.capacity is None)
        en = " and ".join(name for name, one in ((strong_en, mine), (weak_en, theirs)) if one.capacity is None)
        return (
            f"缺少数据：{zh}没有近三年的研发经费投入强度（只有省级有）。",
            f"No data: there is no R&D intensity of the last three years for {en} (only provinces have one).",
        )
    leads = mine.capacity > theirs.capacity
    zh_end, en_end = ("，可请其支援研发与转化。", ": ask it for support in research and transfer.")
    return (
        f"研发经费投入强度：{strong}{mine.capacity:.2f}%（{_years(mine)}年），{weak}{theirs.capacity:.2f}%"
        f"（{_years(theirs)}年）" + (zh_end if leads else "，并不领先。"),
        f"R&D intensity: {strong_en} {mine.capacity:.2f} % ({_years(mine)}), {weak_en} {theirs.capacity:.2f} % "
        f"({_years(theirs)})" + (en_end if leads else ": no lead."),
    )


def _explain_ties(pair: Comparison, _terms: Vocabulary) -> Sentence:
    counted = [tie for tie in pair.ties if tie.verified]
    rest = len(pair.ties) - count_ties(pair.ties)
    zh_rest, en_rest = (f"另有{rest}项未核实，不计。", f" Not verified, and not counted: {rest}.") if rest else ("", "")
    if not counted:
        return (
            f"没有经核实的既有联系，需新建渠道。{zh_rest}",
            f"No verified tie yet: a channel has to be opened.{en_rest}",
        )
    zh = "、".join(dict.fromkeys(f"{KIND_ZH[tie.kind]}：{tie.name}" for tie in counted[:MOST_NAMED]))
    en = ", ".join(dict.fromkeys(f"{KIND_EN[tie.kind]} {tie.name}" for tie in counted[:MOST_NAMED]))
    return (
        f"已有{len(counted)}项经核实的联系（{zh}），可沿用现有渠道。{zh_rest}",
        f"{_many(len(counted), 'verified tie')} ({en}): use that channel.{en_rest}",
    )


def _explain_proximity(pair: Comparison, _terms: Vocabulary) -> Sentence:
    if pair.way is None:
        return "缺少数据：不知双方的位置。", "No data: where the two lie is not known."
    far, start, end = pair.way.kilometres, pair.way.start, pair.way.end
    return (
        f"{start.name}与{end.name}的中心相距约{far:.0f}公里。",
        f"The centres of {start.name_en} and {end.name_en} lie {far:.0f} km apart.",
    )


SENTENCES: Mapping[PairingComponent, Callable[[Comparison, Vocabulary], Sentence]] = {
    PairingComponent.POLICY_TRANSFER: _explain_transfer,
    PairingComponent.SHARED_AGENDA: _explain_agenda,
    PairingComponent.PROGRAMME_EXPERIENCE: _explain_programmes,
    PairingComponent.INDUSTRY_FIT: _explain_industries,
    PairingComponent.CAPACITY_LEAD: _explain_capacity,
    PairingComponent.EXISTING_TIES: _explain_ties,
    PairingComponent.PROXIMITY: _explain_proximity,
}


def _names(pair: Comparison) -> tuple[Sentence, Sentence]:
    strong, weak = pair.stronger.side, pair.weaker.side
    return (strong.name, strong.name_en), (weak.name, weak.name_en)


def _miss_documents(pair: Comparison) -> Sentence:
    without = [facts.side for facts in (pair.stronger, pair.weaker) if not facts.documents]
    zh, en = "、".join(side.name for side in without), " and ".join(side.name_en for side in without)
    return (
        f"缺少数据：{zh}在该时点没有生效文件，载入其文件后可比。",
        f"No data: no document of {en} is in force then; load some.",
    )


def _tasks(keys: Iterable[str], terms: Vocabulary) -> Sentence:
    numbers = [str(number) for number in sorted(terms.tasks.get(key, 0) for key in keys)]
    return f"第{'、'.join(_cut(numbers))}项", f"task{'s' if len(numbers) > 1 else ''} {', '.join(_cut(numbers))}"


def _many(count: int, one: str, several: str = "") -> str:
    return f"{count} {one if count == 1 else several or f'{one}s'}"


def _cut(names: Iterable[str]) -> list[str]:
    """The first few, and a sign that there are more."""
    every = list(names)
    return every if len(every) <= MOST_NAMED else [*every[:MOST_NAMED], "…"]


def _years(facts: SideFacts) -> str:
    return "–".join(str(year) for year in sorted({facts.capacity_years[0], facts.capacity_years[-1]}))
