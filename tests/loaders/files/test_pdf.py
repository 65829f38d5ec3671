"""PDF files: their text without what only pages have; fonts without a map, scans and files without measure refused."""

from __future__ import annotations

import pytest

from loaders.errors import UnreadableFile
from loaders.files import pdf
from loaders.files.text import ReadText, read_bytes
from tests.loaders.files.made_pdf import CHINESE, draw, make_pdf, show

ARTICLES = ("第一条 为了促进知识产权区域合作，制定本办法。", "第二条 市知识产权局应当开展跨区域执法协作。")


def read(*pages: str, share: int = 1) -> ReadText:
    return read_bytes(make_pdf(pages, share=share), "a.pdf")


def test_text_is_read_line_by_line() -> None:
    assert read(draw(*map(show, ARTICLES))).text.rstrip("\n").split("\n") == list(ARTICLES)


def test_encoding_that_differs_in_widths_alone_is_read() -> None:
    shown = f"/F1 14 Tf <{ARTICLES[0].encode('gbk').hex()}> Tj"
    data = make_pdf([draw(shown)], [CHINESE.replace("UniGB-UCS2-H", "GBKp-EUC-H")])
    assert read_bytes(data, "a.pdf").text.strip() == ARTICLES[0]


@pytest.mark.parametrize(
    "lines",
    [
        (show("某市知识产权合作办法", "F2"), *map(show, ARTICLES)),
        (show("某市知识产权合作办法"), *(show(line, "F2") for line in ARTICLES)),
        (show("某市办法"), f"{show('第一条')} {show('为了合作', 'F2')} {show('。')}"),
    ],
    ids=["title", "body", "words"],
)
def test_font_without_a_map_to_characters_is_refused(lines: tuple[str, ...]) -> None:
    with pytest.raises(UnreadableFile, match=r"font ABCDEF\+FangSong on page 1 .*no map"):
        read(draw(*lines))


def test_font_without_a_map_is_found_in_a_form_too() -> None:
    data = make_pdf([draw(*map(show, ARTICLES)) + " /X0 Do"], forms=[draw(show("某市办法", "F2"))])
    with pytest.raises(UnreadableFile, match="no map"):
        read_bytes(data, "a.pdf")


def test_ornament_without_a_map_is_left_out_and_said() -> None:
    found = read(draw(f"{show('●', 'F2')} {show(ARTICLES[0])}", *(show(line) for line in ARTICLES * 10)))
    assert found.text.startswith(ARTICLES[0])
    assert found.notes == ("1 signs of fonts without a map to characters were left out",)


def test_what_is_no_writing_is_refused() -> None:
    shuffled = "".join(chr(0x4E00 + ord(letter) * 37 % 0x5000) for letter in "".join(ARTICLES) * 5)
    with pytest.raises(UnreadableFile, match="without sense"):
        read(draw(show(shuffled)))
    with pytest.raises(UnreadableFile, match="no writing"):
        read(draw(show("ᬸ䫇㦹ী㜪䑽ဳ" * 10)))


def pages_of(count: int, head: str, foot: str) -> list[str]:
    return [
        draw(show(head.format(at)), show(f"正文{chr(0x7532 + at)}甲，"), show("乙。"), show(foot.format(at)))
        for at in range(1, count + 1)
    ]


@pytest.mark.parametrize("head", ["某市人民政府公报 2012年第6期", "某市人民政府公报 {} 2012年"])
@pytest.mark.parametrize("foot", ["— {} —", "{}", "第 {} 页 共 9 页", "- {} -", "{}/9"])
@pytest.mark.parametrize("count", [2, 3, 8])
def test_running_heads_and_page_numbers_are_left_out(head: str, foot: str, count: int) -> None:
    found = read(*pages_of(count, head, foot))
    lines = [line for line in found.text.split("\n") if line]
    assert len(lines) == 2 * count
    assert not any("公报" in line or "9" in line for line in lines)
    assert "公报" in found.notes[0]


def test_word_goes_on_over_the_end_of_a_page() -> None:
    pages = (
        draw(show("公报"), show("建立纠纷的维"), show("— 1 —")),
        draw(show("公报"), show("权援助机制。"), show("— 2 —")),
    )
    assert [line for line in read(*pages).text.split("\n") if line] == ["建立纠纷的维", "权援助机制。"]


@pytest.mark.parametrize("line", ["附件{}", "第{}条 支持企业。", "本条第{}款规定，"])
def test_line_of_the_text_stays_though_pages_begin_with_the_like(line: str) -> None:
    found = read(*[draw(show(line.format(at)), show(f"正文{at}。"), show("末。")) for at in (1, 2, 3)])
    assert [found.text.count(line.format(at)) for at in (1, 2, 3)] == [1, 1, 1]


def test_figures_that_do_not_count_with_the_pages_stay() -> None:
    pages = [draw(show("2012"), show(f"{at * 7}"), show(f"合计{at}。"), show(f"{at}")) for at in (1, 2, 3)]
    lines = read(*pages).text.split("\n")
    assert [line for line in lines if line.isdigit()] == ["2012", "7", "2012", "14", "2012", "21"]


def test_pages_that_share_one_stream_are_counted_each(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "MOST_OPERATIONS", 2_000)
    content = draw(*(show("合作。") for _ in range(50)))
    assert read(content, share=5).text.count("合作") == 250
    with pytest.raises(UnreadableFile, match="more than 2,000 operations"):
        read(content, share=100)


def test_forms_that_show_each_other_again_and_again_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "MOST_OPERATIONS", 2_000)
    forms = [f"/X{at + 1} Do /X{at + 1} Do" for at in range(20)] + [draw(show("甲"))]
    with pytest.raises(UnreadableFile, match="more than 2,000 operations"):
        read_bytes(make_pdf([f"{draw(show('甲' * 20))} /X0 Do"], forms=forms), "a.pdf")


def test_page_that_is_a_drawing_is_left_out_and_said() -> None:
    found = read(draw(*map(show, ARTICLES)), "0 0 m 1 1 l " * 300_000)
    assert found.text.startswith(ARTICLES[0])
    assert found.notes == ("drawings were not read: page 2",)


def test_file_of_drawings_alone_is_refused_for_what_it_is() -> None:
    with pytest.raises(UnreadableFile, match="drawings of megabytes"):
        read("0 0 m 1 1 l " * 300_000)


def test_scan_is_refused() -> None:
    with pytest.raises(UnreadableFile, match="scanned"):
        read("q Q", draw(show("1")))
