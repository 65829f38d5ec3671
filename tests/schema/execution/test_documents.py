"""The memory of prepared documents: bounded, and each text parsed once."""

from __future__ import annotations

import pytest

from schema.cost.document_limits import Limits, TooComplex
from schema.execution.documents import LONGEST_TEXT, MOST_DOCUMENTS, DocumentMemory


def test_document_is_prepared_once() -> None:
    memory = DocumentMemory()
    assert memory.prepare("{ a }") is memory.prepare("{ a }")
    assert (memory.hits, memory.misses) == (1, 1)


def test_memory_is_bounded_and_forgets_what_was_not_asked_longest() -> None:
    memory = DocumentMemory()
    first = memory.prepare("{ first }")
    for at in range(MOST_DOCUMENTS + 100):
        memory.prepare(f"{{ nothing{at} }}")
        assert memory.prepare("{ first }") is first
    assert len(memory) == MOST_DOCUMENTS


def test_long_text_is_prepared_but_not_kept() -> None:
    memory = DocumentMemory()
    text = "{ a }" + " " * LONGEST_TEXT
    assert memory.prepare(text) is not memory.prepare(text)
    assert len(memory) == 0


def test_text_past_a_limit_is_refused_each_time_and_not_kept() -> None:
    memory = DocumentMemory(Limits(depth=1))
    for _ in range(2):
        with pytest.raises(TooComplex):
            memory.prepare("{ a { b } }")
    assert len(memory) == 0
