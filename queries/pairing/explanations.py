"""Says of each component of a pair what figures made it and what follows for the subject, in Chinese and in English.

A sentence says "not in the graph" where the graph does not know, and never that somebody has not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from enum import StrEnum

from queries.pairing.comparison import Comparison
from queries.pairing.facts import SideFacts
from queries.pairing.sides import Vocabulary
from queries.pairing.ties import Tie, TieStanding, weigh_ties
from queries.warnings import Words, in_a_row

# How many tasks, programmes or industries a sentence names.
MOST_NAMED = 5
# A share of fewer than this jumps by a quarter or more with every task that is read.
FEW_TASKS = 5


class Lang(StrEnum):
    """The language in which a sentence is said."""

    ZH = "ZH"
    EN = "EN"


def in_language(words: Words, lang: Lang) -> str:
    """The words in one language."""
    return words.zh if lang is Lang.ZH else words.en


def join(sentences: Iterable[Words]) -> Words:
    """Several sentences as one text."""
    listed = list(sentences)
    return Words("".join(one.zh for one in listed), " ".join(one.en for one in listed))


def explain_transfer(pair: Comparison, terms: Vocabulary) -> Words:
    """Say which tasks one side covers and the other is not seen to cover, and whether that is sure."""
    if not pair.has_documents:
        return _miss_documents(pair)
    strong, weak = pair.stronger.side.words, pair.weaker.side.words
    if not pair.passing(pair.tasks):
        return Words(
            f"没有{strong.zh}覆盖而图谱中未见{weak.zh}覆盖的任务。",
            f"There is no task that {strong.en} covers and {weak.en} is not seen to cover.",
        )
    found = [_say_tasks(pair.stronger, pair.weaker, pair.tasks.stronger, terms, pair.is_stronger)]
    if pair.peers:
        found.append(_say_tasks(pair.weaker, pair.stronger, pair.tasks.weaker, terms, True))
    return join(one for one in found if one.zh)


def _say_tasks(giver: SideFacts, taker: SideFacts, tasks: Sequence[str], terms: Vocabulary, offers: bool) -> Words:
    """Say what one side could give the other; `offers` says that the giver is the one who is spoken to."""
    if not tasks:
        return Words("", "")
    own, other, named = giver.side.words, taker.side.words, _tasks(tasks, terms)
    todo = (
        Words(f"可向{other.zh}提供这些条款", f"offer {other.en} those clauses")
        if offers
        else Words("可先借鉴这些条款", "borrow those clauses first")
    )
    sure = (
        Words(f"（{other.zh}已有文件经通读，确未覆盖）", f" (a text of {other.en} was read and covers none of them)")
        if taker.examined
        else Words(
            f"（{other.zh}尚无文件经通读，是否确未覆盖待查）", f" (no text of {other.en} was read: it may cover some)"
        )
    )
    return Words(
        f"{own.zh}已覆盖、图谱中未见{other.zh}覆盖的任务有{len(tasks)}项（{named.zh}），{todo.zh}{sure.zh}。",
        f"{own.en} covers {_many(len(tasks), 'task')} ({named.en}) that {other.en} is not seen to cover: {todo.en}"
        f"{sure.en}.",
    )


def explain_agenda(pair: Comparison, terms: Vocabulary) -> Words:
    """Say which tasks both cover."""
    if not pair.has_documents:
        return _miss_documents(pair)
    both, either = len(pair.tasks.both), pair.tasks.either
    if not either:
        return Words("图谱中未见任何一方的生效文件覆盖任务。", "Neither side is seen to cover any task.")
    few = Words("任务太少，仅供参考。", " So few tasks say little.") if either < FEW_TASKS else Words("", "")
    if not both:
        return Words(
            f"任一方覆盖的{either}项任务中，图谱中未见双方都覆盖的。{few.zh}",
            f"Of {_many(either, 'task')} that either covers, none is seen to be covered by both.{few.en}",
        )
    named = _tasks(pair.tasks.both, terms)
    return Words(
        f"任一方覆盖的{either}项任务中，双方都覆盖{both}项（{named.zh}），可先就这些任务商定合作。{few.zh}",
        f"Of {_many(either, 'task')} that either covers, both cover {both} ({named.en}): agree on joint work there "
        f"first.{few.en}",
    )


def explain_programmes(pair: Comparison, _terms: Vocabulary) -> Words:
    """Say which families of programmes one side has experience of and the other is not seen to have."""
    strong, weak = pair.stronger.side.words, pair.weaker.side.words
    if not pair.families_known:
        return Words("缺少数据：图谱中未见该时点以前的项目。", "No data: no programme until then is in the graph.")
    if not pair.passing(pair.families):
        return Words(
            f"图谱中没有{strong.zh}承担过而未见{weak.zh}承担的项目类别。",
            f"There is no kind of programme that {strong.en} has hosted and {weak.en} is not seen to have.",
        )
    found = [_say_families(strong, weak, pair.families.stronger, pair.is_stronger)]
    if pair.peers:
        found.append(_say_families(weak, strong, pair.families.weaker, True))
    return join(one for one in found if one.zh)


def _say_families(giver: Words, taker: Words, families: Sequence[str], offers: bool) -> Words:
    if not families:
        return Words("", "")
    # Parted by a semicolon: a name may hold the comma that parts items.
    named = _cut(families)
    todo = (
        Words(f"可向{taker.zh}介绍经验", f"offer {taker.en} what was learnt")
        if offers
        else Words("可请其介绍经验", "ask how they were run")
    )
    return Words(
        f"{giver.zh}承担过、图谱中未见{taker.zh}承担的项目有{len(families)}类（{'；'.join(named)}），{todo.zh}。",
        f"{giver.en} has hosted {_many(len(families), 'kind')} of programme ({', '.join(named)}) that {taker.en} is "
        f"not seen to have hosted: {todo.en}.",
    )


def explain_industries(pair: Comparison, terms: Vocabulary) -> Words:
    """Say which industries stand above the country's average in both."""
    if pair.industries is None or pair.industries.fit is None:
        return Words(
            "缺少数据：没有双方都在内、十年以内的产业表（只有省级有）。",
            "No data: there is no table of industries of the last ten years that has both (only provinces have one).",
        )
    year, both = pair.industries.year, pair.industries.strong.both
    if not both:
        return Words(
            f"{year}年表中，双方没有都高于全国平均的产业。",
            f"By the table of {year} no industry stands above the country's average in both.",
        )
    zh, en = zip(*(terms.industries.get(key, (key, key)) for key in both), strict=True)
    return Words(
        f"{year}年表中，{len(both)}个产业在双方都高于全国平均（{'、'.join(_cut(zh))}），可在这些产业共建专利导航与预警。",
        f"By the table of {year} both have {_many(len(both), 'industry', 'industries')} above the country's average "
        f"({', '.join(_cut(en))}): share patent navigation and early warning there.",
    )


def explain_capacity(pair: Comparison, _terms: Vocabulary) -> Words:
    """Say who leads in R&D intensity, and what follows."""
    sides = (pair.stronger, pair.weaker)
    without = [one.side.words for one in sides if one.capacity is None]
    if without:
        return Words(
            f"缺少数据：图谱中未见{in_a_row(without).zh}近三年的研发经费投入强度（只有省级有）。",
            "No data: R&D intensity of the last three years is not in the graph for "
            f"{' and '.join(one.en for one in without)} (only provinces have one).",
        )
    leader, other = sorted(sides, key=lambda one: -(one.capacity or 0.0))
    level, counts = leader.capacity == other.capacity, pair.peers or leader is pair.stronger
    if level or not counts:
        end = Words(f"，{pair.stronger.side.name}并不领先。", f": {pair.stronger.side.name_en} does not lead.")
    elif (leader is pair.stronger) is pair.is_stronger:
        helped = other.side.words
        end = Words(f"，可向{helped.zh}提供研发与转化支援。", f": offer {helped.en} support in research and transfer.")
    else:
        end = Words("，可请其支援研发与转化。", ": ask it for support in research and transfer.")
    zh, en = zip(*(_say_capacity(one) for one in sides), strict=True)
    return Words(f"研发经费投入强度：{'，'.join(zh)}{end.zh}", f"R&D intensity: {', '.join(en)}{end.en}")


def _say_capacity(facts: SideFacts) -> tuple[str, str]:
    years = "–".join(str(year) for year in sorted({facts.capacity_years[0], facts.capacity_years[-1]}))
    name = facts.side.words
    return f"{name.zh}{facts.capacity:.2f}%（{years}年）", f"{name.en} {facts.capacity:.2f} % ({years})"


def explain_ties(pair: Comparison, _terms: Vocabulary) -> Words:
    """Say what ties the two, what tied them, what ties the provinces above, and what all that counts."""
    verified = [tie for tie in pair.ties if tie.verified]
    current = [tie for tie in verified if tie.standing is TieStanding.CURRENT and not tie.above]
    above = [tie for tie in verified if tie.above]
    past = [tie for tie in verified if tie.standing is not TieStanding.CURRENT and tie.counts]
    found = []
    if current:
        names = _list_ties(current, _name)
        found.append(
            Words(
                f"已有{len(current)}项经核实的现行联系（{names.zh}），可沿用现有渠道。",
                f"{_many(len(current), 'verified tie')} today ({names.en}): use that channel.",
            )
        )
    else:
        todo = Words("", "") if above else Words("，或需新建渠道", ": a channel may have to be opened")
        found.append(
            Words(f"图谱中未见经核实的现行联系{todo.zh}。", f"No verified tie of today is in the graph{todo.en}.")
        )
    if above:
        names = _list_ties(above, _name)
        found.append(
            Words(f"所在省份之间有联系可借（各计½）：{names.zh}。", f"Between the provinces above, ½ each: {names.en}.")
        )
    if past:
        names = _list_ties(past, _name_past)
        found.append(Words(f"以往结对（各计½）：{names.zh}。", f"Earlier pairings, ½ each: {names.en}."))
    if rest := len(pair.ties) - len(verified):
        found.append(Words(f"另有{rest}项未核实，不计。", f"Not verified, and not counted: {rest}."))
    count = weigh_ties(pair.ties)
    return join([*found, Words(f"合计{count:g}项。", f"They count {count:g}.")])


def _list_ties(ties: Iterable[Tie], name: Callable[[Tie], Words]) -> Words:
    """The names of ties, each once, as many as are read."""
    named = list(dict.fromkeys(name(tie) for tie in ties))
    return in_a_row(named if len(named) <= MOST_NAMED else [*named[:MOST_NAMED], Words("…", "…")])


def _name(tie: Tie) -> Words:
    return tie.name


def _name_past(tie: Tie) -> Words:
    name, until = tie.name, f"{tie.until}" if tie.until else ""
    if tie.standing is TieStanding.UNKNOWN_SINCE:
        return Words(f"{name.zh}（{until}之后情况不明）", f"{name.en} (unknown since {until})")
    return Words(f"{name.zh}（至{until}）", f"{name.en} (until {until})")


def explain_proximity(pair: Comparison, _terms: Vocabulary) -> Words:
    """Say how far the two lie apart."""
    if pair.way is None:
        return Words("缺少数据：图谱中未见双方的位置。", "No data: where the two lie is not in the graph.")
    far, start, end = pair.way.kilometres, pair.way.start, pair.way.end
    return Words(
        f"{start.name}与{end.name}的中心相距约{far:.0f}公里。",
        f"The centres of {start.name_en} and {end.name_en} lie {far:.0f} km apart.",
    )


def _miss_documents(pair: Comparison) -> Words:
    without = [facts.side.words for facts in (pair.stronger, pair.weaker) if not facts.documents]
    names = in_a_row(without)
    return Words(
        f"缺少数据：图谱中未见{names.zh}在该时点的生效文件，载入后可比。",
        f"No data: no document of {names.en} in force then is in the graph; load some.",
    )


def _tasks(keys: Iterable[str], terms: Vocabulary) -> Words:
    numbers = [str(number) for number in sorted(terms.tasks.get(key, 0) for key in keys)]
    return Words(f"第{'、'.join(_cut(numbers))}项", f"task{'s' if len(numbers) > 1 else ''} {', '.join(_cut(numbers))}")


def _many(count: int, one: str, several: str = "") -> str:
    return f"{count} {one if count == 1 else several or f'{one}s'}"


def _cut(names: Iterable[str]) -> list[str]:
    """The first few, and a sign that there are more."""
    every = list(names)
    return every if len(every) <= MOST_NAMED else [*every[:MOST_NAMED], "…"]
