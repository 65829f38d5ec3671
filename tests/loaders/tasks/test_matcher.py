"""Clauses are matched to tasks by cues, with evidence, and by n-grams where a task has no profile."""

from __future__ import annotations

import pytest

from loaders.analysis import analyse_document
from loaders.clauses.segment import parse_document
from loaders.tasks.cues import CueError, read_cue
from loaders.tasks.matcher import Matcher
from loaders.tasks.profiles import read_seed_profiles
from tests.loaders.mentions.names import make_gazetteer

TEXT = """\
西安市专利促进条例
第一条 为了促进专利工作，制定本条例。
第二条 市专利行政部门应当会同公安机关建立专利行政执法与刑事司法衔接机制。
第三条 违反本条例规定的，由市专利行政部门责令改正，依法移送公安机关；执法协作机构处一万元罚款。
"""
TASKS = {
    "ws2012-16": "加强行政执法与刑事司法有效衔接，深化跨区域跨部门执法协作。",
    "own-1": "建立知识产权质押融资风险补偿基金，引导银行扩大质押贷款规模。",
    "own-2": "开展海外知识产权纠纷应对指导。",
}


def make_matcher() -> Matcher:
    return Matcher(read_seed_profiles(), TASKS)


def test_clause_is_matched_by_the_cues_it_holds() -> None:
    _, second, _ = make_matcher().match(parse_document(TEXT).clauses)
    (match,) = second
    assert (match.task_id, match.method) == ("ws2012-16", "profile-1")
    assert match.score >= 0.5


def test_evidence_reproduces_the_phrases_of_the_clause() -> None:
    clause = parse_document(TEXT.replace("刑事", "刑 事")).clauses[1]
    (match,) = make_matcher().match([clause])[0]
    assert match.evidence
    assert all(clause.text[one.start : one.end] == one.text for one in match.evidence)
    assert any("刑 事司法" in one.text for one in match.evidence)


def test_penalty_covers_nothing() -> None:
    third = make_matcher().match(parse_document(TEXT).clauses)[2]
    assert not [match for match in third if match.score >= 0.5]


def test_research_together_is_not_research_on_industries() -> None:
    tasks = {"ws2012-2": "战略研究与产业结构", "ws2012-25": "战略研究合作与共同政策"}
    text = (
        "第一条 会同毗邻省份开展区域知识产权战略合作研究，共同制定区域知识产权政策。\n"
        "第二条 会同周边省份联合开展知识产权战略研究，共同出台区域知识产权政策文件。\n"
        "第三条 与有关部门联合开展知识产权与产业结构调整专题研究，服务经济发展方式转变。\n"
    )
    found = Matcher(read_seed_profiles(), tasks).match(parse_document(text).clauses)
    best = [{one.task_id: one.score for one in matches if one.score >= 0.5} for matches in found]
    assert best[0].keys() == best[1].keys() == {"ws2012-25"}
    # Together, but on industries.
    assert "ws2012-2" in best[2]
    assert min(best[0]["ws2012-25"], best[1]["ws2012-25"]) > 0.8


def test_task_without_profile_is_matched_by_ngrams_and_says_so() -> None:
    clauses = parse_document("一、建立知识产权质押融资风险补偿基金，引导银行扩大质押贷款。\n二、加强领导。").clauses
    first, second = make_matcher().match(clauses)
    assert [(match.task_id, match.method) for match in first] == [("own-1", "ngrams-1")]
    assert first[0].score >= 0.5
    assert "风险补偿" in "".join(one.text for one in first[0].evidence)
    assert not second


def test_analysis_has_an_entry_for_each_clause_and_says_what_it_does_not_know() -> None:
    document = parse_document(TEXT)
    known = analyse_document(document, make_gazetteer(), make_matcher(), "610100", None)
    assert len(known.tasks) == len(known.mentions) == len(document.clauses)
    assert "西安市知识产权局" in {mention.name for mention in known.mentions[1]}
    assert not known.notes
    assert analyse_document(document, make_gazetteer(), make_matcher(), None, None).notes


def test_matching_twice_gives_the_same() -> None:
    clauses = parse_document(TEXT).clauses
    assert make_matcher().match(clauses) == make_matcher().match(clauses)


@pytest.mark.parametrize("written", ["!罚款", "@nothing 专利", "专利||商标", "建立…… 机制", ""])
def test_cue_that_says_nothing_is_refused(written: str) -> None:
    with pytest.raises(CueError, match="cue"):
        read_cue(written, {"ip": ["专利"]})
