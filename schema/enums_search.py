"""The closed sets of searches, as the API describes them."""

from __future__ import annotations

from graph.names_kinds import MatchKind
from schema.fields import described

described(
    "How a text matches a name: the first of these that holds. 匹配方式",
    EXACT="It is the official name. 全同",
    FULL_WIDTH="The same but for full-width letters. 全角",
    TRADITIONAL="The same in traditional characters. 繁体",
    ALIAS="It is another name, a short form, or a part of a name. 别名",
    FORMER_NAME="It is a name of earlier times. 曾用名",
    ENGLISH="It is an English name. 英文名",
    PINYIN="It is spelled in pinyin. 拼音",
    INITIALS="It is the initials of its pinyin. 拼音首字母",
    FUZZY="It is like a name, with a slip in it. 近似",
)(MatchKind)
