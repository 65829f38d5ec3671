"""Automatic numbers of Word files: what Word shows, whoever says it."""

from __future__ import annotations

import pytest

from tests.loaders.files.word.made import level, lines_of, lists, numbered, para, styled

SPACE = '<w:suff w:val="space"/>'
ARTICLES = lists(level(0, "chineseCountingThousand", "第%1条", SPACE))
NUMBERED = '<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>'


def style(name: str, inner: str = "", based_on: str = "", more: str = "") -> str:
    base = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
    return f'<w:style w:type="paragraph" w:styleId="{name}"{more}>{base}{inner}</w:style>'


def use(number: int, *overrides: str) -> str:
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="7"/>{"".join(overrides)}</w:num>'


def starts_at(value: int, at: int = 0) -> str:
    return f'<w:lvlOverride w:ilvl="{at}"><w:startOverride w:val="{value}"/></w:lvlOverride>'


@pytest.mark.parametrize(
    ("styles", "named"),
    [
        (style("Tiao", NUMBERED), "Tiao"),
        (style("Tiao", NUMBERED) + style("Child", based_on="Tiao"), "Child"),
        (style("Tiao", NUMBERED) + style("Child", based_on="Tiao") + style("Third", based_on="Child"), "Third"),
        (style("Plain", NUMBERED, more=' w:default="1"'), ""),
    ],
    ids=["its own", "based on", "twice", "default"],
)
def test_number_comes_from_the_style(styles: str, named: str) -> None:
    body = styled("为了合作。", named) + styled("共享信息。", named)
    assert lines_of(body, ARTICLES, styles) == ["第一条 为了合作。", "第二条 共享信息。"]


def test_styles_based_on_each_other_end() -> None:
    styles = style("A", based_on="B") + style("B", based_on="A")
    assert lines_of(styled("为了合作。", "A"), ARTICLES, styles) == ["为了合作。"]


def test_paragraph_may_say_that_it_has_no_number() -> None:
    none = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="0"/></w:numPr>'
    body = styled("为了合作。", "Tiao") + styled("前款所称合作。", "Tiao", none) + styled("共享信息。", "Tiao")
    assert lines_of(body, ARTICLES, style("Tiao", NUMBERED)) == [
        "第一条 为了合作。",
        "前款所称合作。",
        "第二条 共享信息。",
    ]


def test_style_is_tied_to_the_level_that_names_it() -> None:
    numbering = lists(
        level(0, "chineseCounting", "第%1章", f'<w:pStyle w:val="H1"/>{SPACE}'),
        level(1, "chineseCounting", "第%2节", f'<w:pStyle w:val="H2"/>{SPACE}'),
    )
    bare = '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
    body = styled("总则", "H1") + styled("协作", "H2") + styled("共享", "H2")
    assert lines_of(body, numbering, style("H1", bare) + style("H2", bare)) == [
        "第一章 总则",
        "第一节 协作",
        "第二节 共享",
    ]


def test_list_starts_where_it_says_and_where_its_use_says() -> None:
    numbering = lists(level(0, "decimal", "%1.", SPACE, start=31), uses=use(2, starts_at(5)))
    body = numbered("甲", 1) + numbered("乙", 1) + numbered("丙", 2) + numbered("丁", 2)
    assert lines_of(body, numbering) == ["31. 甲", "32. 乙", "5. 丙", "6. 丁"]


def test_uses_of_one_list_count_on_together() -> None:
    numbering = lists(level(0, "chineseCounting", "%1、", '<w:suff w:val="nothing"/>'), uses=use(2))
    body = numbered("甲", 1) + numbered("乙", 1) + numbered("丙", 2) + numbered("丁", 1)
    assert lines_of(body, numbering) == ["一、甲", "二、乙", "三、丙", "四、丁"]


def test_use_may_change_a_level() -> None:
    changed = f'<w:lvlOverride w:ilvl="0">{level(0, "upperLetter", "%1)", SPACE)}</w:lvlOverride>'
    numbering = lists(level(0, "decimal", "%1.", SPACE), uses=use(2, changed))
    assert lines_of(numbered("甲", 1) + numbered("乙", 2), numbering) == ["1. 甲", "B) 乙"]


@pytest.mark.parametrize(
    ("restart", "numbers"),
    [("", ["第一条", "第二条", "第一条"]), ('<w:lvlRestart w:val="0"/>', ["第一条", "第二条", "第三条"])],
    ids=["restarts", "never"],
)
def test_articles_go_on_over_chapters_where_the_list_says_so(restart: str, numbers: list[str]) -> None:
    numbering = lists(level(0, "chineseCounting", "第%1章"), level(1, "chineseCounting", "第%2条", restart + SPACE))
    items = [("总则", 0), ("甲", 1), ("乙", 1), ("附则", 0), ("丙", 1)]
    lines = lines_of("".join(numbered(text, 1, at) for text, at in items), numbering)
    assert [line.split()[0] for line in lines] == ["第一章", *numbers[:2], "第二章", numbers[2]]


def test_level_restarts_only_after_the_level_that_it_names() -> None:
    numbering = lists(
        level(0, "decimal", "%1"),
        level(1, "decimal", "%1.%2"),
        level(2, "decimal", "(%3)", '<w:lvlRestart w:val="1"/>'),
    )
    shown = lines_of("".join(numbered("甲", 1, at) for at in (0, 1, 2, 1, 2, 0, 1, 2)), numbering)
    assert [line.split()[0] for line in shown] == ["1", "1.1", "(1)", "1.2", "(2)", "2", "2.1", "(1)"]


def test_levels_above_show_in_their_own_format_or_plain() -> None:
    numbering = lists(
        level(0, "chineseCounting", "%1、"), level(1, "decimal", "%1.%2"), level(2, "decimal", "%1.%2.%3", "<w:isLgl/>")
    )
    shown = lines_of("".join(numbered("甲", 1, at) for at in (0, 1, 2)), numbering)
    assert [line.split()[0] for line in shown] == ["一、", "一.1", "1.1.1"]


def test_level_above_that_was_never_met_shows_its_start() -> None:
    numbering = lists(level(0, "decimal", "%1", start=3), level(1, "decimal", "%1.%2", SPACE))
    assert lines_of(numbered("甲", 1, 1), numbering) == ["3.1 甲"]


@pytest.mark.parametrize(
    ("form", "text", "shown"),
    [
        ("bullet", "●", "甲"),
        ("none", "%1", "甲"),
        ("none", "附件", "附件 甲"),
        ("decimalEnclosedCircle", "%1", "① 甲"),
        ("decimalFullWidth", "%1．", "１． 甲"),
        ("japaneseCounting", "（%1）", "（一） 甲"),
        ("ideographTraditional", "%1、", "甲、 甲"),
    ],
)
def test_format_decides_what_is_shown(form: str, text: str, shown: str) -> None:
    assert lines_of(numbered("甲"), lists(level(0, form, text))) == [shown]


def test_format_of_a_newer_version_stands_beside_one_that_is_known() -> None:
    both = (
        '<mc:AlternateContent><mc:Choice Requires="w14"><w:numFmt w:val="custom" w:format="001, 002"/></mc:Choice>'
        '<mc:Fallback><w:numFmt w:val="decimalZero"/></mc:Fallback></mc:AlternateContent>'
    )
    numbering = lists(f'<w:lvl w:ilvl="0"><w:start w:val="1"/>{both}<w:lvlText w:val="%1."/></w:lvl>')
    assert lines_of(numbered("甲"), numbering) == ["01. 甲"]


def test_list_may_be_that_of_a_style() -> None:
    numbering = (
        '<w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="Legal"/></w:abstractNum>'
        '<w:abstractNum w:abstractNumId="2"><w:styleLink w:val="Legal"/>'
        f"{level(0, 'decimal', '%1)', SPACE)}</w:abstractNum>"
        '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="2"/></w:num>'
    )
    styles = (
        '<w:style w:type="numbering" w:styleId="Legal"><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>'
    )
    assert lines_of(numbered("甲", 1) + numbered("乙", 2), numbering, styles) == ["1) 甲", "2) 乙"]


def test_paragraph_that_names_no_list_is_left_as_it_is() -> None:
    assert lines_of(numbered("甲", 99) + para("乙"), ARTICLES) == ["甲", "乙"]


def test_number_in_a_cell_is_shown() -> None:
    cells = "".join(f"<w:tc>{cell}</w:tc>" for cell in (numbered(""), para("组织培训")))
    body = f"<w:tbl><w:tr>{cells}</w:tr><w:tr>{cells}</w:tr></w:tbl>"
    assert lines_of(body, lists(level(0, "decimal", "%1"))) == ["1 | 组织培训", "2 | 组织培训"]
