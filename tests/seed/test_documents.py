"""The documents of the seed: how much is known of each, who issued them, and what readers and titles say they cover."""

from __future__ import annotations

from collections import Counter

from graph.dates import Period, parse_period
from graph.model import Label, RelationshipType
from loaders.metadata.dates import find_period
from tests.seed.rows import seed_edges, seed_nodes

# Read whole by careful readers, so that what has no link is not covered.
READ_WHOLE = {
    "law-cq", "law-sh-patent", "law-zj", "law-bj-patent", "law-ha", "law-nb", "law-sd", "guangdong-copyright-2022",
    "tech-transfer-law-2015", "zhejiang-science-2011", "zhengluoxin-zone-2020", "zhongguancun-zone",
    # By one reader; of the patent rules of 郑州 and 淄博 the titles were known before.
    "beijing-business-2024", "beijing-seed-2022", "beijing-sme-2020", "beijing-transfer-2019",
    "chongqing-business-2021", "chongqing-ftz-2019", "chongqing-heritage-2012", "guangdong-crafts-2021",
    "guangdong-foreign-2022", "hainan-ftp-law-2021", "hangzhou-science-2011", "henan-business-2020",
    "henan-hightech-2011", "jingning-folk-2010", "knowledge-city-2022", "law-zibo", "law-zz",
    "luoyang-science-2019", "neimenggu-patent-2023", "neimenggu-tcm-2022", "ningbo-innovation-2011",
    "qingdao-innovation-2011", "shandong-heritage-2015", "shandong-private-2021", "shandong-transition-2019",
    "shanghai-business-2024", "shanghai-exhibition-2020", "shanghai-science-2010", "shanghai-stc-2020",
    "shantou-innovation-2022", "shaoxing-huangjiu-2021", "shenzhen-tcm-2023", "yantai-wine-2020", "yrd-zone-2024",
    "yrd-zone-decision-2020", "zhejiang-digital-2020", "zhejiang-hightech-2021", "zhejiang-transfer-2021",
}  # fmt: skip
# Of the 99 documents known from an opening, a notice or the news one is a body and no document, two were known in part.
KNOWN_IN_PART = 3 + 99 - 1
# Agreements whose parties no source lists, and a plan of a district that has no row.
NOWHERE = {"ag2-county-2023", "ag2-mingyue-2025", "dazu-2025"}
WORK_POINTS = "work-points-2012"
DOCUMENT = Label.POLICY_DOCUMENT


def test_every_document_stands_once_with_what_is_known_of_it() -> None:
    documents = seed_nodes(DOCUMENT)
    # 144 by title and six that only their readers knew; then 61 of today, of which two were known and one is a meeting,
    # 77 titles, 38 read whole, of which two were known, and 99 known in part, of which six stand among the 61, two were
    # known, and one is a body.
    assert len(documents) == 150 + (61 - 3) + 77 + (38 - 2) + (99 - 6 - 2 - 1)
    examined = {key for key, row in documents.items() if row.properties["examined"]}
    assert examined == READ_WHOLE | {WORK_POINTS}
    held = Counter(row.properties["held"] for row in documents.values())
    assert held == {"FULL": 1, "PART": len(READ_WHOLE) + KNOWN_IN_PART, "TITLE": 411 - 1 - 50 - KNOWN_IN_PART}
    undated = {key for key, row in documents.items() if not (row.properties["issued"] or row.properties["inForceFrom"])}
    assert len(undated) == 74
    assert {"gd-decision", "copyright-demo-rule", "ha-strong", "svc-cluster", "cq-strong", "sn-outline"} <= undated


def test_period_is_the_one_that_the_title_names() -> None:
    periods = {key: row.properties["period"] for key, row in seed_nodes(DOCUMENT).items()}
    # What the annual plan of 2021 is for stands in its text alone.
    assert periods.pop("pushplan-2021") == Period("2021-01-01", "2022-12-31")
    assert periods == {key: find_period(row.name) for key, row in seed_nodes(DOCUMENT).items() if key in periods}
    assert sum(period is not None for period in periods.values()) == 90


def test_issuer_is_the_body_of_its_day() -> None:
    documents, bodies = seed_nodes(DOCUMENT), seed_nodes(Label.INSTITUTION)
    reformed = parse_period("2018-03").first
    issued: Counter[str] = Counter()
    for edge in seed_edges(RelationshipType.ISSUED):
        assert edge.start[1] in bodies
        if edge.start[1] in ("sipo", "cnipa"):
            date = documents[edge.end[1]].properties["issued"]
            issued[edge.start[1]] += 1
            if isinstance(date, Period):
                assert (edge.start[1] == "sipo") is (date.first < reformed), edge
    # 27 of 2006–2016, and two of the joint work with 京津冀 that are not dated but older than the reform.
    assert issued == {"sipo": 29, "cnipa": 12}


def test_agreement_is_by_its_parties_and_a_zone_s_plan_is_the_zone_s_alone() -> None:
    documents = seed_nodes(DOCUMENT)
    agreed = {edge.start[1] for edge in seed_edges(RelationshipType.AGREED_BY)}
    agreements = {key for key, row in documents.items() if row.properties["kind"] == "AGREEMENT"}
    assert agreements - agreed == NOWHERE - {"dazu-2025"}
    assert agreed <= agreements
    regions = {
        edge.end[1]
        for edge in seed_edges(RelationshipType.AGREED_BY)
        if edge.start[1] == "ag-yrd-2018" and edge.end[0] is Label.REGION
    }
    assert regions == {"310000", "320000", "330000", "340000"}
    territories = {edge.start[1]: set[str]() for edge in seed_edges(RelationshipType.APPLIES_TO)}
    for edge in seed_edges(RelationshipType.APPLIES_TO):
        territories[edge.start[1]].add(edge.end[1])
    assert territories["zp-guantian"] == {"guanzhong-tianshui"}
    assert territories["zp-haixi-09"] == {"western-taiwan-straits"}
    assert territories["ag-yuechuan"] == {"440000", "510000"}
    assert territories["law-pudong"] == {"310115"}
    assert territories["zp-gba"] == {"greater-bay-area"}
    assert territories["ag2-wangan-2023"] == {"340826", "340827", "341721", "360428", "360429", "360430"}
    assert documents.keys() - territories.keys() == NOWHERE


def test_links_are_those_of_titles_and_of_readers() -> None:
    links = seed_edges(RelationshipType.COVERS)
    kinds = Counter((edge.properties["method"], edge.properties["score"], edge.properties["verdict"]) for edge in links)
    assert {kind: count for kind, count in kinds.items() if kind[0] == "curated-reading"} == {
        ("curated-reading", 1.0, "CONFIRMED"): 25,
        ("curated-reading", 0.8, "SUGGESTED"): 93 + 91 + 74,
        ("curated-reading", 0.5, "SUGGESTED"): 128 + 226 + 110,
    }
    assert {kind[1:] for kind in kinds if kind[0] == "curated-title"} == {(0.5, "SUGGESTED"), (0.7, "SUGGESTED")}
    assert sum(kinds.values()) == 1_373
    held = {key: row.properties["held"] for key, row in seed_nodes(DOCUMENT).items()}
    for edge in links:
        document, _, path = edge.start[1].partition("#")
        assert (path == "title") is (edge.properties["method"] == "curated-title")
        assert edge.verified is (edge.properties["verdict"] == "CONFIRMED")
        if path == "title":
            # Once the whole text is read, what the title suggests is worth nothing.
            assert document not in READ_WHOLE | {WORK_POINTS}
        else:
            assert held[document] == "PART"
