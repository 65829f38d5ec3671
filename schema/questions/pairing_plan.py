"""The plan of a whole programme: who pairs with whom."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import strawberry

from graph.dates import Period
from graph.model import Label
from queries.errors import BadInput
from queries.pairing.plan import plan as question
from queries.search.name_rows import Named
from queries.warnings import MOST_WARNINGS
from schema.entities.base import AS_OF
from schema.entities.regions import Region
from schema.fetch.sources import FieldSources
from schema.fields import SizedBy, argument, needed, plain, related
from schema.questions.answer import fill, from_object, make, reference
from schema.questions.arguments import most_parties, read_names
from schema.questions.coverage.terms import RESOLVED, VERSION
from schema.questions.pairing import read_weights
from schema.questions.pairing_types import WEIGHTS
from schema.questions.warnings import WARNINGS, QuestionWarning, show_warnings
from schema.request.context import Call
from schema.request.ids import resolve_many


@strawberry.input(description="A donor and a recipient. 一对")
class PairInput:
    donor: strawberry.ID = strawberry.field(description="The donor. 支援方")
    recipient: strawberry.ID = strawberry.field(description="The recipient. 受援方")


BOUND = "donors and recipients are 100 together at most, 1,000 with a token; one that is named twice counts once."

PLAN_ARGUMENTS = (
    needed("donors", list[strawberry.ID], f"Provinces and prefectures that support others: {BOUND} 支援方"),
    needed("recipients", list[strawberry.ID], f"Provinces and prefectures to be supported: {BOUND} 受援方"),
    argument(
        "per_donor",
        int,
        "How many recipients a donor takes at most; by default recipients ÷ donors, rounded up. 每个支援方至多支援数",
    ),
    argument("keep", list[PairInput], "Pairs that stay. 保留"),
    argument("forbid", list[PairInput], "Pairs that must not be. 禁止"),
    WEIGHTS,
    AS_OF,
)


@strawberry.type(description="A pair of the plan. 结对")
class PlannedPair:
    donor: Region = related("The donor. 支援方")
    recipient: Region = related("The recipient. 受援方")
    score: float = plain(
        "What `pairingCandidates` for the recipient, at the donor's level, gives the donor. Of two in the East, or of "
        "two who are not, the donor is the stronger, and joins the recipient's field. 得分"
    )
    completeness: float = plain("The share of all weight above zero whose data is present. 完整度")
    sufficient: bool = plain(
        "Whether enough is known to go by: completeness of 0.6, and a document in force on either side. 依据充分"
    )
    kept: bool = plain("Whether it was to be kept. 保留")


@strawberry.type(
    description="Who pairs with whom: as many recipients as possible, then the greatest sum of scores; among equal "
    "ones the first by the recipients' codes, then the donors'. 结对方案"
)
class PairingPlan:
    version: int = plain(VERSION)
    as_of: Period = plain(RESOLVED)
    warnings: list[QuestionWarning] = related(WARNINGS, at_most=MOST_WARNINGS)
    per_donor: int = plain("How many recipients a donor takes at most. 每个支援方至多支援数")
    total_score: float = plain("The sum of the scores. 总分")
    pairs: list[PlannedPair] = related("The pairs, by the recipient's code. 结对", sized_by=SizedBy.RECIPIENTS)
    unmatched: list[Region] = related("The recipients who get no donor, by code. 未结对")


SOURCES: FieldSources = {
    ("PlannedPair", "donor"): reference("donor"),
    ("PlannedPair", "recipient"): reference("recipient"),
    ("PairingPlan", "warnings"): from_object("warnings"),
    ("PairingPlan", "pairs"): from_object("pairs"),
    ("PairingPlan", "unmatched"): reference("unmatched"),
}

# All pairs of 50 donors and 50 recipients.
MOST_PAIRS = 2_500


async def read_pairing_plan(call: Call) -> object:
    """The plan for these donors and recipients."""
    found = await question.find_plan(call.reader, await _read_asked(call))
    return await fill(
        call,
        make(
            PairingPlan,
            version=await call.reader.version(),
            as_of=Period(call.day, call.day),
            warnings=show_warnings(found.warnings),
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
        PlannedPair,
        donor=pair.donor.party,
        recipient=pair.recipient.party,
        score=pair.score.score,
        completeness=pair.score.completeness,
        sufficient=pair.score.sufficient,
        kept=pair.kept,
    )
