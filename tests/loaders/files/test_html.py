"""Web pages as offices publish them: what a browser shows, in whatever it stands."""

from __future__ import annotations

import pytest

from loaders.errors import UnreadableFile
from loaders.files.text import read_bytes

ARTICLES = ["某市合作办法", "第一条 为了合作，制定本办法。", "第二条 本办法自公布之日起施行。"]
BODY = "".join(f"<p>{line}</p>" for line in ARTICLES)


def lines_of(body: str) -> list[str]:
    return read_bytes(f"<html><body>{body}</body></html>".encode(), "a.html").text.split("\n")


@pytest.mark.parametrize(
    "page",
    [
        f"<table><tr><td>{BODY}</td></tr></table>",
        f"<table><tr><td><table><tr><td>{ARTICLES[0]}<tr><td>{BODY[BODY.index('</p>') + 4 :]}</table></table>",
        f'<form id="form1" runat="server"><input type="hidden" value="x"><div>{BODY}</div></form>',
        f"<main><section><center>{BODY}</center></section></main>",
        "<br>".join(ARTICLES),
        f"<pre>{chr(10).join(ARTICLES)}</pre>",
        BODY.replace("第", "&nbsp;&nbsp;&emsp;第").replace(" ", "&#12288;"),
        f'{BODY}<p style="color: red; Display: none">转载请注明</p><div hidden>分享</div>',
        BODY.replace("合作，", "<del>协作</del><ins>合作</ins>，"),
        BODY.replace("公布", "<ruby>公<rt>gōng</rt></ruby>布"),
    ],
)
def test_articles_are_read_in_whatever_they_stand(page: str) -> None:
    assert [line.replace("\u3000", " ") for line in lines_of(page)] == ARTICLES


@pytest.mark.parametrize(
    ("written", "declared", "sent"),
    [
        ("utf-8", "gb2312", ""),
        ("utf-8-sig", "gbk", ""),
        ("gb18030", "gb2312", ""),
        ("gb18030", "utf-8", ""),
        ("gb18030", "", ""),
        ("gb18030", "", "text/html; charset=gbk"),
        ("utf-16", "utf-16", ""),
        ("big5hkscs", "big5", ""),
    ],
)
def test_bytes_decide_before_what_a_page_says_of_them(written: str, declared: str, sent: str) -> None:
    text = "<p>第一條 為了促進知識產權區域合作，加強政府對產業的管理，制定本條例。</p>"
    page = f'<html><head><meta charset="{declared}"></head><body>{text * 3}</body></html>'
    assert read_bytes(page.encode(written), "a.html", sent).text.split("\n") == [text[3:-4]] * 3


def test_characters_that_are_lost_are_counted() -> None:
    page = f'<meta charset="gbk"><body>{BODY * 10}</body>'.encode("gb18030").replace("公布".encode("gbk"), b"\xff", 1)
    assert read_bytes(page, "a.html").notes[0].endswith("could not be decoded from gbk")


def test_what_was_left_out_is_said() -> None:
    page = f'<p>{ARTICLES[1]}</p><p style="display:none">转载</p><p hidden> </p><del>旧文</del>'
    assert read_bytes(page.encode(), "a.html").notes == (
        "hidden text was left out",
        "text marked as deleted was left out",
    )


@pytest.mark.parametrize(
    ("page", "shown"),
    [
        ('<ol start="3"><li>甲<li value="7">乙<li><p>丙</p></ol>', ["3.甲", "7.乙", "8.丙"]),
        ('<ol type="A"><li>甲<li>乙</ol>', ["A.甲", "B.乙"]),
        ('<ol style="list-style: none"><li>甲</ol><ul><li>乙</ul>', ["甲", "乙"]),
        ("<ol><li>第一条 甲<li>（一）乙<li>丙</ol>", ["第一条 甲", "（一）乙", "3.丙"]),
        ("<ol><li>甲<ol><li>乙</ol><li>丙</ol>", ["1.甲", "1.乙", "2.丙"]),
    ],
)
def test_numbers_of_lists_are_those_that_a_browser_shows(page: str, shown: list[str]) -> None:
    assert lines_of(page) == shown


def test_table_of_data_is_rows_and_a_cell_goes_on_over_them() -> None:
    page = (
        '<table><tr><th>序号<th>任务<th>单位</tr><tr><td rowspan="2">1<td>培训<td><p>市局</p><p>市委</p></tr>'
        '<tr><td>宣传<td>省局</tr><tr><td colspan="3">说明</table>'
    )
    assert lines_of(page) == ["序号 | 任务 | 单位", "1 | 培训 | 市局 市委", "1 | 宣传 | 省局", "说明"]


@pytest.mark.parametrize(
    "unit", ["<p>", "<li>", "<td>", "<tr>", "<br>", "<p><td>", "<option>", "</p>", "<b></b>", "合作<br>"]
)
def test_page_that_repeats_without_end_is_read(unit: str) -> None:
    assert lines_of(unit * 50_000 + "<p>第一条")[-1].endswith("第一条")


@pytest.mark.parametrize("unit", ["<!--", "<![CDATA[", "<?", "<!x", "<a ", '<a href="', "<script>", "&", "&#", "<"])
def test_page_that_never_closes_what_it_opens_ends(unit: str) -> None:
    page = f"<html><body><p>第一条 甲。</p>{unit * 100_000}"
    assert read_bytes(page.encode(), "a.html").text.startswith("第一条 甲。")


@pytest.mark.parametrize("unit", ["<div>", "<table><tr><td>", "<b>", "<ul><li>", "<span>"])
def test_page_that_nests_without_end_is_refused(unit: str) -> None:
    with pytest.raises(UnreadableFile, match="nested"):
        lines_of(unit * 20_000)


def test_cells_that_span_without_end_are_refused() -> None:
    row = f"<tr>{'<td rowspan=999999>长长长' * 300}</tr>"
    with pytest.raises(UnreadableFile, match="more than"):
        lines_of(f"<table>{row}{'<tr><td>' * 20_000}</table>")
