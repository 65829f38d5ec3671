"""`hezuo gaps`, `matrix`, `changes`: answers as tables, that spreadsheets open as what they say."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from graphql import parse, validate

from hezuo.commands.questions import changes, gap_changes, gaps, matrix, next, pairing, plan
from hezuo.commands.questions.words import CHINESE_VALUES
from hezuo.commands.tables import Table, write_csv, write_text
from queries.pairing.components import PairingComponent
from schema.build import build_schema
from tests.hezuo.commands.commands import run_here, serve

SCHEMA = build_schema()
CLOSED_SETS = ("CoverageStatus", "CoverageBasis", "GapKind", "ChangeAction", "EntityKind")


def ask(loaded: Path, *arguments: str) -> str:
    done = run_here(*arguments, HEZUO_DATA=str(loaded / "var"))
    assert done.returncode == 0, done.stderr
    return done.stdout


def read_rows(text: str) -> list[list[str]]:
    """What a spreadsheet reads."""
    assert text.startswith("\ufeff")
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


@pytest.mark.parametrize(
    "module",
    [changes, gap_changes, gaps, matrix, next, pairing, plan],
)
def test_operation_of_a_command_is_valid(module: object) -> None:
    assert not validate(SCHEMA, parse(getattr(module, "TEXT")))  # noqa: B009 every module has one


def test_operation_of_the_trend_is_valid() -> None:
    assert not validate(SCHEMA, parse(matrix.TREND))


def test_words_are_those_of_the_schema() -> None:
    described = {
        name: str(value.description).rsplit(" ", 1)[-1]
        for set_name in CLOSED_SETS
        for name, value in getattr(SCHEMA.type_map[set_name], "values").items()  # noqa: B009 an enum has values
    }
    assert described == CHINESE_VALUES


def test_gaps_are_a_row_a_task_with_a_column_a_party(loaded: Path) -> None:
    rows = read_rows(ask(loaded, "gaps", "重庆", "陕西", "--as-of", "2012", "--csv"))
    assert rows == [
        ["序号", "任务", "主题", "类型", "重庆市", "陕西省", "可借鉴条款"],
        ["25", "'=HYPERLINK(1)", "国际合作", "待定", "未覆盖", "未知", ""],
        ["26", "东中西部对口合作", "国际合作", "待定", "未覆盖", "未知", "《上海专利办法》一"],
    ]
    english = read_rows(ask(loaded, "gaps", "上海", "重庆", "--as-of", "2012", "--csv", "--lang", "en"))
    assert english[0] == ["number", "task", "theme", "kind", "上海市", "重庆市", "clauses to borrow"]
    assert [row[3:6] for row in english[1:]] == [
        ["SHARED_GAP", "NOT_COVERED", "NOT_COVERED"],
        ["ONE_SIDED", "COVERED", "NOT_COVERED"],
    ]


def test_gap_changes_are_a_row_a_task_that_changed(loaded: Path) -> None:
    given = ["gap-changes", "上海", "重庆", "--from", "2010", "--until", "2012"]
    rows = read_rows(ask(loaded, *given, "--csv"))
    assert rows == [
        ["序号", "任务", "原类型", "现类型", "状态变化", "新增文件", "失效文件"],
        ["25", "'=HYPERLINK(1)", "待定", "共同缺口", "上海市: 未知 → 未覆盖; 重庆市: 未知 → 未覆盖", "", ""],
        [
            "26",
            "东中西部对口合作",
            "待定",
            "单方覆盖",
            "上海市: 未知 → 已覆盖; 重庆市: 未知 → 未覆盖",
            "《上海专利办法》",
            "",
        ],
    ]
    english = read_rows(ask(loaded, *given, "--csv", "--lang", "en"))
    assert english[0] == ["number", "task", "kind before", "kind after", "changed", "came", "lapsed"]
    assert english[2][2:5] == ["UNDETERMINED", "ONE_SIDED", "上海市: UNKNOWN → COVERED; 重庆市: UNKNOWN → NOT_COVERED"]
    found = json.loads(ask(loaded, *given, "--json"))
    assert (found["from"], found["to"], found["unchanged"]) == ("2010-12-31", "2012-12-31", 0)
    done = run_here(*given[:3], "--from", "2012", HEZUO_DATA=str(loaded / "var"))
    assert done.stdout.split() == rows[0]
    assert done.stderr == "有变化的任务: 0; 未变任务: 2\n"


def test_table_is_aligned_by_the_width_of_chinese(loaded: Path) -> None:
    done = run_here("gaps", "上海", "--as-of", "2012", HEZUO_DATA=str(loaded / "var"))
    assert done.stdout.splitlines() == [
        "序号  任务              主题      类型      上海市  可借鉴条款",
        "25    =HYPERLINK(1)     国际合作  共同缺口  未覆盖",
        "26    东中西部对口合作  国际合作  共同覆盖  已覆盖",
    ]
    assert done.stderr == "共同缺口: 1; 单方覆盖: 0; 共同覆盖: 1; 待定: 0\n"


def test_matrix_is_a_row_a_party_and_goes_to_a_file(loaded: Path, tmp_path: Path) -> None:
    file = tmp_path / "matrix.csv"
    assert ask(loaded, "matrix", "上海", "重庆", "--as-of", "2012", "--output", str(file)) == ""
    assert file.read_bytes().startswith(b"\xef\xbb\xbf")
    assert read_rows(file.read_text("utf-8")) == [
        ["主体", "已覆盖", "部分成员覆盖", "上级覆盖", "未覆盖", "未知", "25", "26"],
        ["上海市", "1", "0", "0", "1", "0", "未覆盖", "已覆盖"],
        ["重庆市", "0", "0", "0", "2", "0", "未覆盖", "未覆盖"],
    ]
    ordered = json.loads(ask(loaded, "matrix", "上海", "--tasks", "26", "25", "--as-of", "2012", "--json"))
    assert [task["number"] for task in ordered["tasks"]] == [26, 25]


def test_pairing_is_a_row_a_candidate_and_with_reasons_a_row_a_component(loaded: Path) -> None:
    given = ["pairing", "陕西", "--as-of", "2012", "--csv"]
    heads, row = read_rows(ask(loaded, *given))
    assert heads[:7] == ["名次", "代码", "名称", "得分", "最高可能得分", "完整度", "依据充分"]
    assert heads[7:14] == [one.words.zh for one in PairingComponent]
    assert row[:3] == ["1", "310000", "上海市"]
    reasons = read_rows(ask(loaded, *given, "--why"))
    assert reasons[0] == ["名次", "名称", "因素", "值", "权重", "贡献", "说明"]
    assert [one[2] for one in reasons[1:]] == heads[7:14]
    assert all(one[6] for one in reasons[1:])
    # What is missing is an empty cell, never a zero.
    assert reasons[1][3] == ""
    weighed = read_rows(ask(loaded, *given, "--why", "--weights", "proximity=2", "policyTransfer=0"))
    assert [one[4] for one in weighed[1:]] == ["0.0", "1.0", "1.0", "1.0", "1.0", "1.0", "2.0"]


def test_ties_stand_once_with_how_many_members_have_them_and_whether_they_count() -> None:
    ties = [
        ("东盟", "CURRENT", True), ("长三角", "ENDED", False), ("东盟", "CURRENT", True), ("长三角", "CURRENT", True),
        ("苏陕协作", "UNKNOWN_SINCE", True),
    ]  # fmt: skip
    one = {
        "rank": 1, "region": {"code": "310000", "name": "上海市"}, "score": 0.5, "scoreHigh": 0.5, "completeness": 1.0,
        "sufficient": True, "components": [{"component": component, "value": 0.5} for component in PairingComponent],
        "rankAcceptability": {"first": 1.0},
        "ties": [
            {"label": name, "standing": standing, "until": "2020", "verified": sure} for name, standing, sure in ties
        ],
    }  # fmt: skip
    chinese, english = (pairing.build_table({"candidates": [one]}, language) for language in ("zh", "en"))
    assert chinese.rows[0][-1] == "东盟 ×2; 长三角（至2020，未核实）; 长三角; 苏陕协作（2020之后情况不明）"
    assert english.rows[0][-1] == "东盟 ×2; 长三角 (until 2020, not verified); 长三角; 苏陕协作 (unknown since 2020)"


def test_plan_is_a_row_a_recipient(loaded: Path) -> None:
    given = ["plan", "--donors", "上海", "--recipients", "陕西", "重庆", "--per-donor", "1", "--as-of", "2012"]
    heads, first, second = read_rows(ask(loaded, *given, "--keep", "上海=陕西", "--csv"))
    assert heads == ["受援方代码", "受援方", "支援方代码", "支援方", "得分", "完整度", "依据充分", "保留"]
    assert [second[0], second[3], second[7]] == ["500000", "", ""]
    assert [first[0], first[3], first[7]] == ["610000", "上海市", "是"]
    english = read_rows(ask(loaded, *given, "--forbid", "上海=陕西", "--csv", "--lang", "en"))
    assert [row[:4:3] + row[7:] for row in english[1:]] == [["500000", "上海市", "no"], ["610000", "", ""]]


def test_changes_are_all_of_the_record_and_of_a_service_alike(loaded: Path) -> None:
    changes = json.loads(ask(loaded, "changes", "--json"))
    assert {change["kind"] for change in changes["changes"]} >= {"REGION", "TASK", "POLICY_DOCUMENT"}
    assert {change["by"] for change in changes["changes"]} == {"hezuo load"}
    rows = read_rows(ask(loaded, "changes", "--csv"))
    assert len(rows) == len(changes["changes"]) + 1
    assert ask(loaded, "changes", "--since", "1", "--csv").count("\n") == 1
    with serve(loaded) as service:
        done = run_here("changes", "--json", "--to", service.url)
        assert json.loads(done.stdout) == changes


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["gaps", "上诲"], "Nearest: "),
        (["gaps", "陕西", "--as-of", "soon"], "soon"),
        (["gap-changes", "陕西", "--from", "2012", "--until", "2011"], "is after `to`"),
        (["matrix", "陕西", "--tasks", "99"], "99"),
        (["pairing", "陕西", "--weights", "luck=1"], "luck"),
        (["pairing", "陕西", "--weights", "proximity=-1"], "PROXIMITY"),
        (["pairing", "陕西", "--candidates", "重庆"], "重庆市 (500000) cannot be ranked here"),
        (["plan", "--donors", "上海", "--recipients", "上海"], "上海市 (310000) is donor and recipient at once"),
        (["gaps", "陕西", "--output", "nowhere/at/all.csv"], "cannot write nowhere/at/all.csv"),
    ],
)
def test_what_cannot_be_asked_is_one_line(loaded: Path, arguments: list[str], says: str) -> None:
    done = run_here(*arguments, HEZUO_DATA=str(loaded / "var"))
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1), done.stderr
    assert says in done.stderr


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠", " =", "\n="])
def test_cell_that_a_spreadsheet_would_compute_is_text(sign: str) -> None:
    written = read_rows(write_csv(Table(("a", sign), [(f"{sign}cmd()", -1.5), (None, "1-2")])))
    assert written == [["a", f"'{sign}"], [f"'{sign}cmd()", "-1.5"], ["", "1-2"]]


def test_text_of_several_lines_stays_in_its_row() -> None:
    assert write_text(Table(("a", "b"), [("一\n二", 0.12345)])) == "a      b\n一 二  0.123\n"


def test_next_is_a_row_for_each_thing_to_read(loaded: Path) -> None:
    rows = read_rows(ask(loaded, "next", "上海", "陕西", "--as-of", "2012", "--csv"))
    assert rows[0] == ["主体", "可判定", "可核实", "理由", "来源", "命令"]
    assert all(row[0] in ("上海市", "陕西省") and row[5].startswith("hezuo load FILE --") for row in rows[1:])
    asked = json.loads(ask(loaded, "next", "陕西", "--as-of", "2012", "--json"))
    assert asked["unknown"] == 2


def test_trend_is_a_row_a_party_and_year(loaded: Path) -> None:
    rows = read_rows(ask(loaded, "trend", "上海", "陕西", "--from", "2010", "--until", "2012", "--csv"))
    assert rows[0][:2] == ["主体", "年份"]
    assert [row[:2] for row in rows[1:]] == [
        [name, str(at)] for name in ("上海市", "陕西省") for at in range(2010, 2013)
    ]
    assert {sum(map(int, row[2:7])) for row in rows[1:]} == {2}
    assert rows[3][2] == "1"
