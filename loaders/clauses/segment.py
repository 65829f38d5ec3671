"""Segment a document into clauses: whole articles, lowest numbered items, and paragraphs without a number."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from graph.names.text import fold_text
from loaders.clauses.numbering import NumberKind, read_number
from loaders.clauses.outline import Item, read_outline
from loaders.clauses.paragraphs import Paragraph, read_paragraphs
from loaders.clauses.sentences import RESPONSIBLE, ends_sentence, is_aside, is_lead, is_sentence
from loaders.document import Clause, ParsedDocument

# What rules and no signature says, though its stop is missing.
_RULES = re.compile("应当|不得|必须|负责|施行|执行|参照|按照|依照")
_SHORT_HEADING = 25  # A heading of an item with items below it may end in a stop.
_LONG_HEADING = 60  # Without a stop, and with items below it, a longer line is a heading too.


@dataclass(frozen=True, slots=True)
class _Span:
    path: str
    headings: tuple[str, ...]
    start: int
    end: int


def _end(item: Item) -> int:
    """Return the offset where an item with everything below it ends."""
    ends = [item.paragraph.end, *(p.end for p in item.body), *(_end(child) for child in item.children)]
    return max(ends)


def _is_list(item: Item) -> bool:
    """A lead sentence with its list: the items below end in semicolons, and none has items of its own."""
    children = item.children
    return (
        len(children) > 1
        and all(child.number is None or child.number.kind is not NumberKind.ARTICLE for child in children)
        and is_lead(item.body[-1].folded if item.body else item.paragraph.folded)
        and all(not child.children for child in children)
        and children[0].said.endswith(("；", ";"))
    )


def _says_something(item: Item) -> bool:
    """Tell whether an item with items below it has a sentence of its own, beyond being their heading."""
    said = item.said
    if not is_sentence(said):
        return False
    if "。" in said.rstrip("。"):
        return True
    if not ends_sentence(said) and not is_lead(said):
        return len(said) > _LONG_HEADING
    return not (len(said) <= _SHORT_HEADING and said.count("，") <= 1)


def _paragraph_spans(item: Item, last_of_text: bool) -> Iterator[_Span]:
    """The clauses that one item makes; those of its children come with the children."""
    if not item.children:
        end = max((p.end for p in _trim(item, last_of_text)), default=item.paragraph.end)
        yield _Span("/".join(item.path), item.headings, item.start, end)
        return
    if _says_something(item):
        yield _Span(
            "/".join(item.path), item.headings, item.start, max([item.paragraph.end, *(p.end for p in item.body)])
        )
        return
    heading = (*item.headings, item.heading)
    for paragraph in item.body:
        if is_sentence(paragraph.folded):
            yield _Span("", heading, paragraph.start, paragraph.end)


def _trim(item: Item, last_of_text: bool) -> list[Paragraph]:
    """The body of an item, without what stands around the end of the text; a numbered line is no such thing."""
    body = list(item.body)
    while last_of_text and body and not _belongs(body[-1]):
        body.pop()
    return body


def _belongs(paragraph: Paragraph) -> bool:
    said = paragraph.folded
    if is_sentence(said) or RESPONSIBLE.match(said) or read_number(said) is not None:
        return True
    return bool(_RULES.search(said)) and not is_aside(said)


def _spans(items: list[Item]) -> Iterator[_Span]:
    within: set[int] = set()
    for index, item in enumerate(items):
        if id(item) in within:
            continue
        if item.children and _is_list(item):
            within.update(id(child) for child in item.children)
            yield _Span("/".join(item.path), item.headings, item.start, _end(item))
            continue
        yield from _paragraph_spans(item, index == len(items) - 1)


def parse_document(text: str) -> ParsedDocument:
    """The clauses of a text as read, in order; linear in its length.

    A paragraph without a number has the path p1, p2 … counted over the document; a path met again gets ~2, ~3 ….
    """
    outline = read_outline(read_paragraphs(fold_text(text)))
    met: Counter[str] = Counter()
    clauses: list[Clause] = []
    plain = 0
    for span in _spans(outline.items):
        path = span.path
        if not path:
            plain += 1
            path = f"p{plain}"
        met[path] += 1
        if met[path] > 1:
            path = f"{path}~{met[path]}"
        clauses.append(
            Clause(path, " / ".join(span.headings), text[span.start : span.end], span.start, span.end, len(clauses) + 1)
        )
    before, closing = (tuple(text[p.start : p.end] for p in lines) for lines in (outline.before, outline.closing))
    return ParsedDocument(text, tuple(clauses), before, closing)
