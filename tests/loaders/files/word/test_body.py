"""What is text in a Word file: all that a person sees, and nothing else; what was left out is said."""

from __future__ import annotations

import pytest

from loaders.clauses.segment import parse_document
from loaders.files.text import read_bytes
from tests.loaders.files.word.made import DOCUMENT, lines_of, make_word, para, read_word, run, styled

ACCEPTED = "the file holds tracked changes: read as if all were accepted, insertions in and deletions out"
HIDDEN = "hidden text was left out"


def box(*paragraphs: str) -> str:
    return f"<w:txbxContent>{''.join(paragraphs)}</w:txbxContent>"


def field(code: str, result: str = "", *, separate: bool = True) -> str:
    parts = [f'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>{code}</w:instrText></w:r>']
    if separate:
        parts.append(f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run(result)}')
    return "".join([*parts, '<w:r><w:fldChar w:fldCharType="end"/></w:r>'])


@pytest.mark.parametrize(
    "inner",
    [
        "<w:smartTag><w:r><w:t>合作</w:t></w:r></w:smartTag>",
        "<w:customXml><w:r><w:t>合作</w:t></w:r></w:customXml>",
        "<w:hyperlink><w:r><w:t>合作</w:t></w:r></w:hyperlink>",
        "<w:sdt><w:sdtPr/><w:sdtContent><w:r><w:t>合作</w:t></w:r></w:sdtContent></w:sdt>",
        '<w:fldSimple w:instr="DOCPROPERTY x"><w:r><w:t>合作</w:t></w:r></w:fldSimple>',
        "<w:smartTag><w:smartTag><w:r><w:t>合</w:t></w:r></w:smartTag><w:r><w:t>作</w:t></w:r></w:smartTag>",
        "<w:r><w:ruby><w:rt><w:r><w:t>hé</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>合作</w:t></w:r></w:rubyBase></w:ruby></w:r>",
        "<w:bdo><w:r><w:t>合作</w:t></w:r></w:bdo>",
        "<m:oMath><m:r><m:t>合作</m:t></m:r></m:oMath>",
        '<w:r><w:t>合</w:t><w:softHyphen/><w:lastRenderedPageBreak/><w:t>作</w:t></w:r><w:bookmarkStart w:id="1"/>',
        '<w:r><w:sym w:font="宋体" w:char="5408"/><w:t>作</w:t></w:r>',
    ],
)
def test_text_is_read_in_whatever_it_stands(inner: str) -> None:
    assert lines_of(para("促进", inner, "。")) == ["促进合作。"]


def test_marks_are_read_as_what_they_show() -> None:
    inner = (
        "<w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t><w:br/><w:t>丙</w:t><w:noBreakHyphen/><w:t>丁</w:t>"
        '<w:sym w:font="Wingdings" w:char="F082"/><w:sym w:font="Wingdings" w:char="F0A8"/></w:r>'
    )
    tabs = '<w:tabs><w:tab w:val="left" w:pos="420"/></w:tabs>'
    assert lines_of(para(inner, props=tabs)) == ["甲\t乙", "丙-丁②□"]


def test_revisions_are_read_as_accepted_and_said() -> None:
    body = (
        para("市局", "<w:del><w:r><w:delText>可以</w:delText></w:r></w:del>", f"<w:ins>{run('应当')}</w:ins>", "协作。")
        + para(f"<w:ins>{run('第三条')}</w:ins>", props="<w:rPr><w:ins/></w:rPr>")
        + para("甲", f"<w:moveFrom>{run('乙')}</w:moveFrom>", f"<w:moveTo>{run('丙')}</w:moveTo>")
    )
    read = read_word(body)
    assert read.text.split("\n") == ["市局应当协作。", "第三条", "甲丙"]
    assert read.notes == (ACCEPTED,)


def test_paragraphs_are_one_where_the_mark_between_is_deleted() -> None:
    gone = "<w:rPr><w:del/></w:rPr>"
    body = (
        para("第一条 甲", props=gone)
        + para("乙。")
        + para("<w:del><w:r><w:t>丙</w:t></w:r></w:del>", props=gone)
        + para("丁")
    )
    assert lines_of(body) == ["第一条 甲乙。", "丁"]


def test_what_a_paragraph_was_before_decides_nothing() -> None:
    before = '<w:pPrChange><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:pPrChange>'
    assert lines_of(para(run("甲", "<w:rPrChange><w:rPr><w:vanish/></w:rPr></w:rPrChange>"), props=before)) == ["甲"]


def test_rows_and_cells_that_are_deleted_are_left_out() -> None:
    row = "<w:tr>{}<w:tc>{}{}</w:tc><w:tc>{}</w:tc></w:tr>"
    body = "<w:tbl>{}{}{}</w:tbl>".format(
        row.format("", "", para("甲"), para("乙")),
        row.format("<w:trPr><w:del/></w:trPr>", "", para("丙"), para("丁")),
        row.format("", "<w:tcPr><w:cellDel/></w:tcPr>", para("戊"), para("己")),
    )
    read = read_word(body)
    assert read.text.split("\n") == ["甲 | 乙", "己"]


@pytest.mark.parametrize(
    ("paragraph", "styles"),
    [
        (para("甲", run("乙", "<w:vanish/>"), "丙"), ""),
        (para("甲", run("乙", '<w:rStyle w:val="Gone"/>'), "丙"), "character"),
        (para("甲丙") + styled("乙", "Gone", "<w:rPr><w:vanish/></w:rPr>"), "paragraph"),
    ],
    ids=["itself", "its style", "its paragraph's style"],
)
def test_hidden_text_is_left_out_and_said(paragraph: str, styles: str) -> None:
    styles = f'<w:style w:type="{styles}" w:styleId="Gone"><w:rPr><w:vanish/></w:rPr></w:style>' if styles else ""
    read = read_word(paragraph, styles=styles)
    assert (read.text.strip(), read.notes) == ("甲丙", (HIDDEN,))


def test_text_that_is_only_hidden_on_the_web_or_shown_again_is_read() -> None:
    gone = '<w:style w:type="character" w:styleId="Gone"><w:rPr><w:vanish/></w:rPr></w:style>'
    shown = run("乙", '<w:rStyle w:val="Gone"/><w:vanish w:val="0"/>')
    read = read_word(para("甲", shown, run("丙", "<w:webHidden/>")), styles=gone)
    assert (read.text, read.notes) == ("甲乙丙", ())


def test_text_box_is_read_once_and_before_what_it_hangs_on() -> None:
    choice = f'<mc:Choice Requires="wps"><w:drawing><wps:txbx>{box(para("标题"))}</wps:txbx></w:drawing></mc:Choice>'
    fallback = f"<mc:Fallback><w:pict><v:textbox>{box(para('标题'))}</v:textbox></w:pict></mc:Fallback>"
    hung = f"<w:r><mc:AlternateContent>{choice}{fallback}</mc:AlternateContent></w:r>"
    assert lines_of(para(hung, "第一条 甲。")) == ["标题", "第一条 甲。"]


def test_fallback_is_read_where_the_choice_holds_no_text() -> None:
    fallback = '<mc:Fallback><w:pict><v:textpath string="某市人民政府文件"/></w:pict></mc:Fallback>'
    choice = '<mc:Choice Requires="wpc"><w:drawing/></mc:Choice>'
    assert lines_of(para(f"<w:r><mc:AlternateContent>{choice}{fallback}</mc:AlternateContent></w:r>", "甲")) == [
        "某市人民政府文件",
        "甲",
    ]


def test_result_of_a_field_is_text_and_its_code_is_not() -> None:
    body = para("见", field(' HYPERLINK "http://a.example" ', "公报"), "。") + para(
        field(" PAGE ", separate=False), "甲"
    )
    assert lines_of(body) == ["见公报。", "甲"]


def test_field_within_the_code_of_another_is_code() -> None:
    inner = field("MERGEFIELD x", "暗")
    outer = (
        f'<w:r><w:fldChar w:fldCharType="begin"/></w:r>{inner}<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        f'{run("明")}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    assert lines_of(para(outer)) == ["明"]


def test_field_without_an_end_hides_no_more_than_its_paragraph() -> None:
    assert lines_of(para("甲", '<w:r><w:fldChar w:fldCharType="begin"/></w:r>', "x") + para("乙")) == ["甲", "乙"]


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        (r" eq \o\ac(○,3) ", "③"),
        (r" EQ \o\ac(□,甲) ", "甲"),
        (r' EQ \* jc2 \* "Font:宋体" \* hps10 \o\ad(\s\up 9(hé),合) ', "合"),
    ],
)
def test_circled_and_annotated_characters_of_word_are_read(code: str, shown: str) -> None:
    assert lines_of(para(field(code, separate=False), "作")) == [f"{shown}作"]


def test_table_of_contents_is_no_text() -> None:
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> TOC \\o "1-3" </w:instrText></w:r>'
    toc = (
        para(begin, '<w:r><w:fldChar w:fldCharType="separate"/></w:r>', "第一章 总则", "<w:r><w:tab/></w:r>", "1")
        + para("第二章 附则", field("PAGEREF _1", "2"))
        + para('<w:r><w:fldChar w:fldCharType="end"/></w:r>')
    )
    text = para("第一章 总则") + para("第一条 甲。")
    assert lines_of(para("条例") + para("目　录") + toc + text) == ["条例", "", "第一章 总则", "第一条 甲。"]
    gallery = '<w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
    control = f"<w:sdt>{gallery}<w:sdtContent>{para('目录')}{para('第一章 总则 1')}</w:sdtContent></w:sdt>"
    assert lines_of(para("条例") + control + text) == ["条例", "第一章 总则", "第一条 甲。"]


def test_table_of_contents_without_an_end_takes_no_text_with_it() -> None:
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> TOC </w:instrText></w:r>'
    broken = para(begin, '<w:r><w:fldChar w:fldCharType="separate"/></w:r>', "第一章 总则")
    assert lines_of(broken + para("第一条 甲。"))[-1] == "第一条 甲。"


def test_content_controls_are_read_but_for_those_that_nobody_filled_in() -> None:
    control = "<w:sdt><w:sdtPr>{}</w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"
    body = control.format("<w:date/>", para("甲")) + control.format("<w:showingPlcHdr/>", para("单击此处输入文字"))
    cell = control.format("", f"<w:tc>{para('乙')}</w:tc>")
    table = f"<w:tbl>{control.format('', f'<w:tr>{cell}</w:tr>')}</w:tbl>"
    read = read_word(body + table)
    assert read.text.split("\n") == ["甲", "乙"]
    assert read.notes == ("fields that nobody filled in were left out",)


def test_notes_and_embedded_parts_are_left_out_and_said() -> None:
    body = para("甲", '<w:r><w:footnoteReference w:id="2"/></w:r>') + '<w:altChunk r="x"/>'
    read = read_word(body)
    assert read.text == "甲"
    assert read.notes == ("footnotes and endnotes were left out", "embedded files and diagrams were left out")


def test_layout_table_gives_the_lines_of_its_cells() -> None:
    articles = para("某市办法") + para("第一条 甲。") + para("第二条 乙。")
    inner = f"<w:tbl><w:tr><w:tc>{para('丙')}</w:tc></w:tr></w:tbl>"
    table = "<w:tbl><w:tr><w:tc>{}</w:tc></w:tr></w:tbl>"
    assert lines_of(table.format(articles)) == ["某市办法", "第一条 甲。", "第二条 乙。"]
    assert lines_of(table.format(inner)) == ["丙"]
    beside = f"<w:tbl><w:tr><w:tc>{para('栏目')}</w:tc><w:tc>{articles}</w:tc></w:tr></w:tbl>"
    assert lines_of(beside) == ["栏目", "某市办法", "第一条 甲。", "第二条 乙。"]


def test_merged_cells_come_once_a_row() -> None:
    cell = "<w:tc><w:tcPr>{}</w:tcPr>{}</w:tc>"
    first = cell.format('<w:vMerge w:val="restart"/>', para("市局")) + cell.format("", para("培训"))
    second = cell.format("<w:vMerge/>", para("")) + cell.format("", para("宣传"))
    wide = cell.format('<w:gridSpan w:val="50000000"/>', para("说明：试行。"))
    rows = "".join(f"<w:tr>{row}</w:tr>" for row in (first, second, wide))
    assert lines_of(f"<w:tbl>{rows}</w:tbl>") == ["市局 | 培训", "市局 | 宣传", "说明：试行。"]


@pytest.mark.parametrize(
    ("content_type", "name"),
    [
        ("application/vnd.ms-word.document.macroEnabled.main+xml", "a.docm"),
        (DOCUMENT.replace("document.main", "template.main"), "a.dotx"),
        ("application/vnd.ms-word.template.macroEnabledTemplate.main+xml", "a.dotm"),
        (DOCUMENT, "a.wps"),
    ],
)
def test_file_with_macros_template_and_file_of_wps_are_read(content_type: str, name: str) -> None:
    data = make_word(para("第一条 甲。"), content_type=content_type, more={"word/vbaProject.bin": "x"})
    assert read_bytes(data, name).text == "第一条 甲。"


def test_strict_form_of_the_standard_is_read() -> None:
    strict = {
        "word/document.xml": '<d:document xmlns:d="http://purl.oclc.org/ooxml/wordprocessingml/main"><d:body><d:p><d:r>'
        "<d:t>第一条 甲。</d:t></d:r></d:p></d:body></d:document>"
    }
    assert read_bytes(make_word("", more=strict), "a.docx").text == "第一条 甲。"


def test_law_as_the_national_database_gives_it() -> None:
    lines = (
        "某省专利促进条例", "（2012年5月31日某省第十一届人民代表大会常务委员会第二十九次会议通过）", "目　　录",
        "第一章　总　　则", "第二章　附　　则", "第一章　总　　则", "第一条　为了促进专利合作，制定本条例。",
        "　　本条例所称合作，包括省际合作。", "第二章　附　　则", "第二条　本条例自2012年10月1日起施行。",
    )  # fmt: skip
    read = read_word("".join(para(line) for line in lines))
    parsed = parse_document(read.text)
    assert [clause.path for clause in parsed.clauses] == ["第一条", "第二条"]
    assert "省际合作" in parsed.clauses[0].text
    assert parsed.title_lines[0] == "某省专利促进条例"
