"""Answers `pairingPlan`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from graph.dates import Period
from graph.model import Label
from queries import pairing_plan as question
from queries.errors import BadInput
from queries.named import Named
from schema import types_plan as shown
from schema.asked_parties import most_parties, read_names
from schema.call import Call
from schema.pairing_arguments import read_weights
from schema.reading import present
from schema.resolving import resolve_many
from schema.results import make

# All pairs of 50 donors and 50 recipients.
MOST_PAIRS = 2_500


async def read_pairing_plan(call: Call) -> object:
    """The plan for these donors and recipients."""
    found = await question.find_plan(call.reader, await _read_asked(call))
    return await present(
        call,
        make(
            shown.PairingPlan,
            version=await call.reader.version(),
            as_of=Period(call.day, call.day),
            warnings=list(found.warnings),
            per_donor=found.per_donor,
            total_score=found.total,
            pairs=[_show(pair) for pair in found.pairs],
            unmatched=[one.party for one in found.unmatched],
        ),
    )


async def _read_asked(call: Call) -> question.PlanAsked:
    per_donor = call.arguments.get("perDonor")
    donors = await _read_regions(call, "donors", read_names(call, "donors", most_parties(call)))
    recipients = await _read_regions(call, "recipients", read_names(call, "recipients", most_parties(call)))
    keep, forbid = await _read_pairs(call, "keep"), await _read_pairs(call, "forbid")
    every = (*donors, *recipients, *(one for pair in (*keep, *forbid) for one in pair))
    return question.PlanAsked(
        [one.key for one in donors],
        [one.key for one in recipients],
        call.day,
        per_donor if isinstance(per_donor, int) else None,
        [(donor.key, recipient.key) for donor, recipient in keep],
        [(donor.key, recipient.key) for donor, recipient in forbid],
        read_weights(call),
        most_parties(call),
        {one.key: one.name for one in every},
    )


async def _read_regions(call: Call, argument: str, texts: Sequence[str]) -> Sequence[Named]:
    """The regions that texts name, in their order."""
    return await resolve_many(call.context, texts, (Label.REGION,), argument, call.day) if texts else []


async def _read_pairs(call: Call, argument: str) -> Sequence[tuple[Named, Named]]:
    given = call.arguments.get(argument)
    pairs = [one for one in given if isinstance(one, Mapping)] if isinstance(given, list | tuple) else []
    if len(pairs) > MOST_PAIRS:
        raise BadInput(f"`{argument}` names {len(pairs)} pairs: at most {MOST_PAIRS}.", argument)
    ends = await _read_regions(call, argument, [str(one[end]) for one in pairs for end in ("donor", "recipient")])
    return list(zip(ends[::2], ends[1::2], strict=True))


def _show(pair: question.PlannedPair) -> object:
    return make(
        shown.PlannedPair,
        donor=pair.donor.party,
        recipient=pair.recipient.party,
        score=pair.score.score,
        completeness=pair.score.completeness,
        kept=pair.kept,
    )
