"""Rows of clauses: their ids, their places in the text, and fingerprints that know a clause again."""

from __future__ import annotations

from graph.model import Label
from loaders.clauses.rows import clause_rows, fingerprint_of
from loaders.clauses.segment import parse_document

TEXT = "第一条 市人民政府应当建立维权援助机制。\n第二条 本办法自2013年2月1日起施行。\n"


def test_clause_rows_keep_their_places_in_the_text() -> None:
    nodes, edges = clause_rows("a", "某办法", parse_document(TEXT).clauses, ("gazette",), verified=True)
    assert [(node.id, node.name) for node in nodes] == [
        ("a#第一条", "《某办法》第一条"),
        ("a#第二条", "《某办法》第二条"),
    ]
    for node in nodes:
        start, end = node.properties["start"], node.properties["end"]
        assert isinstance(start, int)
        assert isinstance(end, int)
        assert TEXT[start:end] == node.properties["text"]
    assert [edge.end for edge in edges] == [(Label.CLAUSE, node.id) for node in nodes]
    assert {edge.start for edge in edges} == {(Label.POLICY_DOCUMENT, "a")}


def test_fingerprint_sees_the_wording_alone() -> None:
    assert fingerprint_of("建立 维权援助机制，\n2013年") == fingerprint_of("建立維權援助機制，２０１３年")
    assert fingerprint_of("建立维权援助机制") != fingerprint_of("完善维权援助机制")
