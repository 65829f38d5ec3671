"""`readNext`: what to read to know more of parties, why, and what to do with it."""

from __future__ import annotations

import strawberry

from graph.dates import Period
from graph.model import Label
from queries.coverage.knowledge import read_next as question
from queries.coverage.knowledge.field import FIELD_WORDS
from queries.nodes.relations import build_nodes_by_id
from queries.paging import DEFAULT_FIRST
from queries.pairing.explanations import Lang
from schema.entities.base import AS_OF, Source
from schema.entities.documents import PolicyDocument
from schema.entities.enums import DocumentKind
from schema.entities.parties import Party
from schema.entities.tasks import Task
from schema.fetch.sources import FieldSources, FromObject
from schema.fields import SizedBy, argument, plain, related
from schema.questions.answer import fill, from_object, make, reference
from schema.questions.arguments import check_task_set, most_parties, read_first, read_keys_of, read_parties
from schema.questions.coverage.terms import PARTIES, RESOLVED, TASK_SET, THEMES, VERSION
from schema.questions.vocabulary import say_enum
from schema.questions.warnings import MESSAGE_LANG, read_lang
from schema.request.context import Call

NEXT_ARGUMENTS = (
    PARTIES,
    THEMES,
    AS_OF,
    argument("first", int, "How many: 200 at most, 1,000 with a token.", DEFAULT_FIRST),
    TASK_SET,
)


@strawberry.type(description="Something to read. 待读")
class ReadingItem:
    party: Party = related("Of whom it would tell more. 主体")
    document: PolicyDocument | None = related("The document; none where it is a kind that others have. 文件")
    document_kind: DocumentKind = plain("What kind of document it is. 文件类型")
    why: str = related("Why to read it, as a sentence. 理由", MESSAGE_LANG)
    could_settle: int = plain("How many statuses that are unknown it can settle. 可判定")
    could_confirm: int = plain("How many statuses that rest on titles alone it can confirm. 可核实")
    tasks: list[Task] = related("The tasks that its title suggests, by number. 任务", at_most=100)
    sources: list[Source] = related("Where it is said to be found, {end}. 来源", at_most=50)
    command: str = plain("What to do with its text, FILE being where that is. 命令")


@strawberry.type(description="What to read to know more. 待读清单")
class ReadNext:
    version: int = plain(VERSION)
    as_of: Period = plain(RESOLVED)
    unknown: int = plain("Of how many statuses the parties' own documents tell nothing. 未知数")
    statuses: int = plain("How many statuses there are: parties times tasks. 状态总数")
    items: list[ReadingItem] = related("What to read, what settles most first. 待读", sized_by=SizedBy.FIRST)


def say_why(one: question.Unread, lang: Lang) -> str:
    """Say why to read it."""
    if one.common:
        return _say_common(one.common, lang)
    title = one.document.title if one.document else ""
    held = "TITLE" if one.document is None else one.document.held
    if lang is Lang.ZH:
        known = "只知标题" if held == "TITLE" else "只知部分内容"
        settles = f"，读后可判定{one.settles}项未知" if one.settles else ""
        return f"《{title}》{known}{settles}" + (f"，可核实{one.confirms}项仅凭标题的覆盖。" if one.confirms else "。")
    known = "is known by its title alone" if held == "TITLE" else "is known in part"
    settles = f"; reading it can settle what is unknown of {one.settles}" if one.settles else ""
    confirms = f"; it can confirm what rests on titles alone of {one.confirms}" if one.confirms else ""
    return f"《{title}》 {known}{settles}{confirms}."


def _say_common(common: question.CommonKind, lang: Lang) -> str:
    level = say_enum("RegionLevel", common.level, lang)
    kind = say_enum("DocumentKind", common.document_kind, lang)
    if lang is Lang.ZH:
        return (
            f"{common.regions}个{level}地区中，{common.having}个有名称含“{common.word}”的{kind}；图谱中未见本地区的。"
        )
    word = FIELD_WORDS[common.word]
    held = f"{common.having} of {common.regions} regions of {level.lower()} level have a document on {word}"
    return f"{held} ({kind.lower()}); none is known for this one."


async def read_read_next(call: Call) -> object:
    """Find what to read; where it is to be found is looked up only where that is selected."""
    check_task_set(call)
    asked = question.NextAsked(
        await read_parties(call, call.day),
        call.day,
        await read_keys_of(call, "themes", Label.THEME, call.day),
        read_first(call.arguments, call.context),
        most_parties(call),
    )
    found = await question.find_read_next(call.reader, asked)
    sources = await _read_sources(call, found) if call.wants("items.sources") else {}
    return await fill(
        call,
        make(
            ReadNext,
            version=await call.reader.version(),
            as_of=Period(call.day, call.day),
            unknown=found.unknown,
            statuses=found.statuses,
            items=[_show(one, sources) for one in found.items],
        ),
    )


async def _read_sources(call: Call, found: question.ReadNext) -> dict[str, list[str]]:
    keys = sorted({one.document.document for one in found.items if one.document})
    if not keys:
        return {}
    reading = build_nodes_by_id(Label.POLICY_DOCUMENT, ("id", "sources")).question
    rows = await call.reader.run(reading, {"ids": keys})
    return {str(key): [str(one) for one in sources] for key, sources in rows if isinstance(sources, list)}


def _show(one: question.Unread, sources: dict[str, list[str]]) -> object:
    document, common = one.document, one.common
    kind = document.document_kind if document else common.document_kind if common else DocumentKind.OTHER
    return make(
        ReadingItem,
        party=one.party,
        document=(Label.POLICY_DOCUMENT, document.document) if document else None,
        document_kind=DocumentKind(kind),
        could_settle=one.settles,
        could_confirm=one.confirms,
        tasks=[(Label.TASK, key) for key in one.tasks],
        source_ids=sources.get(document.document, []) if document else [],
        command=f"hezuo load FILE --id {document.document}"
        if document
        else f"hezuo load FILE --kind {kind} --applies-to {one.party[1]}",
        said=one,
    )


SOURCES: FieldSources = {
    ("ReadNext", "items"): from_object("items"),
    ("ReadingItem", "party"): reference("party"),
    ("ReadingItem", "document"): reference("document"),
    ("ReadingItem", "tasks"): reference("tasks"),
    ("ReadingItem", "why"): FromObject(lambda one, given, _context: say_why(one.__dict__["said"], read_lang(given))),
}
