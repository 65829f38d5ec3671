"""Answers `gapChanges`."""

from __future__ import annotations

from graph.dates import Period
from graph.model import Label
from queries import gap_changes as question
from schema import types_gap_changes as shown
from schema.asked_parties import most_parties, read_inherit, read_keys_of, read_parties
from schema.call import Call
from schema.reading import present
from schema.results import make
from schema.territory import read_min_score


async def read_gap_changes(call: Call) -> object:
    """What became of the gaps of parties between `from` and `to`; names mean what they meant at `to`."""
    to = call.context.day(call.arguments.get("to"))
    asked = question.ChangesAsked(
        await read_parties(call, to),
        call.context.day(call.arguments.get("from")),
        to,
        await read_keys_of(call, "themes", Label.THEME, to),
        read_min_score(call.arguments),
        read_inherit(call),
        most_parties(call),
    )
    found = await question.find_gap_changes(call.reader, asked)
    return await present(
        call,
        make(
            shown.GapChanges,
            version=await call.reader.version(),
            from_=Period(asked.from_day, asked.from_day),
            to=Period(to, to),
            warnings=list(found.warnings),
            unchanged=found.unchanged,
            tasks=[_show_task(one) for one in found.tasks],
            came=[_show_document(one) for one in found.came[:1000]],
            lapsed=[_show_document(one) for one in found.lapsed[:1000]],
        ),
    )


def _show_task(change: question.TaskChange) -> object:
    return make(
        shown.TaskChange,
        task=(Label.TASK, change.task.key),
        kind_before=change.kind_before,
        kind_after=change.kind_after,
        statuses=[_show_status(one) for one in change.statuses],
        came=[(Label.POLICY_DOCUMENT, key) for key in change.came],
        lapsed=[(Label.POLICY_DOCUMENT, key) for key in change.lapsed],
    )


def _show_status(change: question.StatusChange) -> object:
    before, after = change.before, change.after
    return make(
        shown.StatusChange,
        party=after.party,
        before=before.status,
        after=after.status,
        members_covering_before=before.members_covering,
        members_covering_after=after.members_covering,
    )


def _show_document(change: question.DocumentChange) -> object:
    return make(shown.DocumentChange, document=(Label.POLICY_DOCUMENT, change.document), parties=list(change.parties))
