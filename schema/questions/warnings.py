"""Warnings of questions as the API shows them, with the one catalogue of their sentences."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import strawberry

from queries import warnings as question
from queries.pairing.explanations import Lang
from queries.warnings import WarningCode, Words
from schema.fetch.sources import FieldSources, FromObject
from schema.fields import argument, described, plain, related
from schema.questions.answer import from_object, make
from schema.request.selection import Arguments

# By code the sentence in Chinese and in English; `{…}` are the names of the warning's values.
SENTENCES: Mapping[WarningCode, Words] = {
    WarningCode.MOSTLY_UNKNOWN: Words(
        "{total}项中有{unknown}项待定或未知：readNext（hezuo next）列出最该读的文件。",
        "Not known: {unknown} of {total}; readNext (hezuo next) says what to read first.",
    ),
    WarningCode.LIES_WITHIN: Words(
        "{low}位于{high}之内，两者重叠。",
        "{low} lies in {high}: the two overlap.",
    ),
    WarningCode.ZONES_OVERLAP: Words(
        "{one}与{other}重叠，共有{shared}个地区。",
        "{one} and {other} overlap; regions that they share: {shared}.",
    ),
    WarningCode.ZONE_REACHES_INTO: Words(
        "{zone}包括{region}的一部分，两者重叠。",
        "{zone} includes parts of {region}: the two overlap.",
    ),
    WarningCode.PARTIES_OVERLAP: Words("{one}与{other}重叠。", "{one} and {other} overlap."),
    WarningCode.NO_CANDIDATE: Words("没有可与{subject}配对的候选。", "There is nobody with whom {subject} could pair."),
    WarningCode.CANDIDATES_INSUFFICIENT: Words(
        "{every}个候选中有{count}个依据不足（数据完整度低于60%，或一方无生效文件），排在其余之后，得分仅供参考。",
        "Of {every} candidates {count} are not known well enough (less than 60 % of the weight has data, or either "
        "side has no document in force): they stand after the others, and their scores say little.",
    ),
    WarningCode.ALL_INSUFFICIENT: Words(
        "{every}个候选全部依据不足（数据完整度低于60%，或一方无生效文件），名次仅供参考，不宜据此决定。",
        "None of {every} candidates is known well enough (less than 60 % of the weight has data, or either side has no "
        "document in force): do not decide by this order.",
    ),
    WarningCode.SUBJECT_WITHOUT_DOCUMENT: Words(
        "图谱中未见{subject}在该时点的生效文件，不知其覆盖哪些任务。",
        "No document of {subject} in force then is in the graph: which tasks it covers is not known.",
    ),
    WarningCode.CANDIDATES_WITHOUT_DOCUMENT: Words(
        "{every}个候选中，图谱中未见{count}个在该时点的生效文件。",
        "Of {every} candidates {count} have no document in force then in the graph.",
    ),
    WarningCode.COMPONENTS_WITHOUT_DATA: Words(
        "缺少数据、不计分的因素：{components}。",
        "For want of data these count for nobody: {components}.",
    ),
    WarningCode.NOTHING_WEIGHS: Words(
        "有权重的因素都缺少数据：得分全为0，按代码排列。",
        "No component with a weight has data: all scores are 0, and the order is that of codes.",
    ),
    WarningCode.ZONE_COUNTS_IN_EAST: Words(
        "{zone}的成员分处东部和其他地区：{every}个中只计东部的{count}个。",
        "{zone} has members on both sides: {count} of {every} count, those in the East.",
    ),
    WarningCode.ZONE_COUNTS_ELSEWHERE: Words(
        "{zone}的成员分处东部和其他地区：{every}个中只计东部以外的{count}个。",
        "{zone} has members on both sides: {count} of {every} count, those elsewhere.",
    ),
    WarningCode.ORDER_WAS_BEATEN: Words(
        "回测{pairs}对既往结对：真实的支援方进入前{places}名的，本排序为{ours}，只看“{method}”为{theirs}。名次是商谈的由头，不是结论。",
        "Tested on {pairs} pairings that came about: among the first {places} this order has {ours} of the donors, "
        "{method} alone {theirs}. It is a reason to talk, not a verdict.",
    ),
    WarningCode.ORDER_NEVER_TESTED: Words(
        "没有可供回测的既往结对，这种排序的准确程度未经检验。",
        "There are no pairings that came about to test this kind of order on: how good it is, nobody knows.",
    ),
    WarningCode.PAIRS_ON_ONE_SIDE: Words(
        "{every}种配对中，{count}种双方都在东部或都不在东部：以支援方为强方。",
        "In {count} of {every} possible pairs both are in the East or both are not: the donor is the stronger.",
    ),
    WarningCode.PAIRS_INSUFFICIENT: Words(
        "方案的{every}对中有{count}对依据不足（数据完整度低于60%，或一方无生效文件）。",
        "Of {every} pairs of the plan {count} are not known well enough (less than 60 % of the weight has data, or "
        "either side has no document in force).",
    ),
    WarningCode.DONORS_WITHOUT_DOCUMENT: Words(
        "{every}个支援方中，图谱中未见{count}个在该时点的生效文件。",
        "Of {every} donors {count} have no document in force then in the graph.",
    ),
    WarningCode.RECIPIENTS_WITHOUT_DOCUMENT: Words(
        "{every}个受援方中，图谱中未见{count}个在该时点的生效文件。",
        "Of {every} recipients {count} have no document in force then in the graph.",
    ),
    WarningCode.MORE_WARNINGS: Words(
        "另有{count}条提示未列出。",
        "Further warnings that are not shown: {count}.",
    ),
}
described("Which warning it is. 提示代码", **{code.name: words.en for code, words in SENTENCES.items()})(WarningCode)

WARNINGS = "What to know before trusting the answer, the gravest first, {end}. 提示"
MESSAGE_LANG = argument("lang", Lang, "In which language. 语言", Lang.ZH)


@strawberry.type(description="A name or a figure that stands in a warning's sentence. 参数")
class WarningValue:
    name: str = plain("Its place in the sentence. 参数名")
    value: str = related("What stands there. 值", MESSAGE_LANG)


@strawberry.type(description="What to know before trusting an answer. 提示")
class QuestionWarning:
    code: WarningCode = plain("Which it is. 代码")
    values: list[WarningValue] = related("The names and figures that it speaks of, {end}. 参数", at_most=5)
    message: str = related("It as a sentence. 说明", MESSAGE_LANG)


def say(warning: question.QuestionWarning, lang: Lang) -> str:
    """The sentence of a warning."""
    sentence = say_value(SENTENCES[warning.code], lang)
    return sentence.format_map({name: say_value(value, lang) for name, value in warning.values.items()})


def say_value(value: Words | int, lang: Lang) -> str:
    """A name or a figure in a language."""
    return str(value) if isinstance(value, int) else value.zh if lang is Lang.ZH else value.en


def show_warnings(warnings: Iterable[question.QuestionWarning]) -> list[QuestionWarning]:
    """The warnings of an answer as the API shows them."""
    return [
        make(
            QuestionWarning,
            code=one.code,
            values=[make(WarningValue, name=name, said=value) for name, value in one.values.items()],
            said=one,
        )
        for one in warnings
    ]


def read_lang(arguments: Arguments) -> Lang:
    """The argument `lang`."""
    return Lang(str(arguments.get("lang") or Lang.ZH))


SOURCES: FieldSources = {
    ("WarningValue", "value"): FromObject(
        lambda one, given, _context: say_value(one.__dict__["said"], read_lang(given))
    ),
    ("QuestionWarning", "values"): from_object("values"),
    ("QuestionWarning", "message"): FromObject(
        lambda one, given, _context: say(one.__dict__["said"], read_lang(given))
    ),
}
