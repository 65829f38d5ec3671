"""Tells what a paragraph without a number is: a sentence, or a line around them (title, date, signature, annex)."""

from __future__ import annotations

import re

from loaders.clauses.numbering import DATE, DATE_TEXT

_CLOSERS = " \n\r”’\"')》*_|"
_END = ("。", "!", "！", "?", "？", "；", ";", "…")
# Brackets at the end name who is responsible or where a text comes from; the sentence ends before them.
_TRAILING_BRACKETS = re.compile(r"(?<=[。；;!！?？])\s*+\([^()]*+\)\s*$")
_IN_BRACKETS = re.compile(r"^\(.*\)$")
_COMMA = re.compile("[，,]")
_LEAD = re.compile("如下|以下|下列|包括|分别|现将|通知|批复|协议|约定|应当|为[:：]$")
_LABELLED = re.compile(
    r"^(?:来源|信息来源|文章来源|稿源|作者|记者|编辑|责任编辑|责编|发布时间|发布日期|发文日期|成文日期|日期|时间|字体|字号|浏览|阅读|点击|打印|"
    r"索引号|文号|发文字号|发文机关|主题词|主题分类|有效性|关键词|标签|分享|联系人|联系电话|电话|传真|抄送|抄报|主送|印发|标题|名称)[^，。]{0,40}?[:：]"
)  # fmt: skip
# A line of its own that says who is responsible belongs to the item above it.
RESPONSIBLE = re.compile(
    r"^\(?(?:责任|牵头|配合|负责|主办|协办|实施|参与|完成)(?:单位|部门|处室|科室|时限|时间|领导)?[:：]"
)
_DATE_AT_END = re.compile(rf"(?:{DATE_TEXT})\)?$")
_SIGNER = re.compile(
    r"[\u4e00-\u9fff()、]{2,60}(?:政府|国务院|[局厅部委署院会]|办公室|办公厅|中心|小组|公司)(?:\((?:印章?|盖?章|公章)\))?"
)
_LONGEST_SIGNATURE = 100
ANNEX = re.compile(r"^附\s*+(?:件|录|表|图|则)?\s*+(?:[一二三四五六七八九十\d]{1,3})?\s*+(?:[:：].*)?$")
CONTENTS = re.compile(r"^目\s*(?:录|次)$")
_ASIDE = re.compile(r"^(?:\(此件|此页无正文|打印本页|关闭窗口|上一篇|下一篇|\(完\)|返回|分享到)")
_LONG = 25  # A line this long with a comma in it is a sentence though its stop is missing.
_VERY_LONG = 60  # Above this no title goes on, whatever it ends in.


def ends_sentence(folded: str) -> bool:
    """Tell whether the text ends as a sentence does, closing quotation marks and brackets left aside."""
    return _TRAILING_BRACKETS.sub("", folded.strip()).rstrip(_CLOSERS).endswith(_END)


def is_lead(folded: str) -> bool:
    """Tell whether the text ends with a colon, as the lead of a list does."""
    return folded.rstrip().endswith(("：", ":"))


def is_date(folded: str) -> bool:
    """Tell whether a line is nothing but a date, to the month at least."""
    bare = folded.replace(" ", "").strip("()") if len(folded) <= _LONGEST_SIGNATURE else ""
    found = DATE.fullmatch(bare)
    return found is not None and bool(found["month"] or found["mark"])


def is_signature(folded: str, *, dated: bool = False) -> bool:
    """Tell whether a line is the name of a body, as one signs with it; `dated` asks for the date behind it."""
    bare = folded.replace(" ", "") if len(folded) <= _LONGEST_SIGNATURE else ""
    name = _DATE_AT_END.sub("", bare)
    return (name != bare) is dated and bool(_SIGNER.fullmatch(name))


def is_aside(folded: str) -> bool:
    """Tell whether a line stands beside the text: its source, date, signature page, buttons of the web page."""
    text = folded.strip()
    return bool(_LABELLED.match(text) or _ASIDE.match(text) or is_date(text))


def is_sentence(folded: str, before_text: bool = False) -> bool:
    """Tell whether a paragraph says something, rather than naming, dating, signing or addressing.

    `before_text` is for lines before the first clause: there a comma alone does not make a sentence of a title.
    """
    text = folded.strip()
    if is_aside(text):
        return False
    if _IN_BRACKETS.match(text) and not re.search(r"[。；]", text):
        return False
    if ends_sentence(text):
        return True
    if is_lead(text):
        return "。" in text or bool(_LEAD.search(text)) or (len(text) >= _VERY_LONG and not before_text)
    enough = _VERY_LONG if before_text else _LONG
    return len(text) >= enough and bool(_COMMA.search(text))
