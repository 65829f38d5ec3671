"""`vocabulary`: the words for the values of closed sets, in Chinese and in English."""

from __future__ import annotations

import re

import strawberry

from queries.pairing.explanations import Lang
from schema.fields import ENUMS, plain
from schema.questions.answer import make
from schema.questions.warnings import MESSAGE_LANG, read_lang
from schema.request.context import Call

VOCABULARY_ARGUMENTS = (MESSAGE_LANG,)
# Codes of warnings are for programs: a person reads their message.
FOR_PROGRAMS = {"WarningCode"}
_CHINESE = re.compile(r"[\u4e00-\u9fff][^.a-zA-Z]*\Z")
_ACRONYMS = {"ip": "IP"}


@strawberry.type(description="What a value of a closed set is called. 词汇")
class Word:
    enum: str = plain("The closed set. 枚举")
    value: str = plain("The value. 值")
    label: str = plain("What it is called. 名称")


async def read_vocabulary(call: Call) -> object:
    """Every value that a person may read."""
    lang = read_lang(call.arguments)
    return [
        make(Word, enum=enum, value=value, label=say_enum(enum, value, lang))
        for enum in sorted(ENUMS.keys() - FOR_PROGRAMS)
        for value in ENUMS[enum]
    ]


def say_enum(enum: str, value: str, lang: Lang) -> str:
    """Say what a value is called: in Chinese the last word of its description, in English the value's own words."""
    if lang is Lang.ZH:
        found = _CHINESE.search(ENUMS[enum][value])
        return found[0] if found else value
    words = [_ACRONYMS.get(word, word) for word in value.lower().split("_")]
    return " ".join([words[0][:1].upper() + words[0][1:], *words[1:]])
