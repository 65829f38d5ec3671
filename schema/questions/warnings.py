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
        "{total}项中有{unknown}项待定或未知：readNext 列出最该读的文件。",
        "Not known: {unknown} of {total}; readNext says what to read first.",
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
