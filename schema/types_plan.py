"""The plan of a whole programme: who pairs with whom."""

from __future__ import annotations

import strawberry

from graph.dates import Period
from schema.fields import argument, needed, plain, related
from schema.results import hold, refer
from schema.shapes import Sources
from schema.types_base import AS_OF
from schema.types_gaps import RESOLVED, VERSION
from schema.types_pairing import WEIGHTS
from schema.types_places import Region


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
    completeness: float = plain("The share of active weight whose values are present. 完整度")
    kept: bool = plain("Whether it was to be kept. 保留")


@strawberry.type(
    description="Who pairs with whom: as many recipients as possible, then the greatest sum of scores; among equal "
    "ones the first by the recipients' codes, then the donors'. 结对方案"
)
class PairingPlan:
    version: int = plain(VERSION)
    as_of: Period = plain(RESOLVED)
    warnings: list[str] = plain("What to know before trusting it. 提示")
    per_donor: int = plain("How many recipients a donor takes at most. 每个支援方至多支援数")
    total_score: float = plain("The sum of the scores. 总分")
    pairs: list[PlannedPair] = related("The pairs, by the recipient's code. 结对")
    unmatched: list[Region] = related("The recipients who get no donor, by code. 未结对")


SOURCES: Sources = {
    ("PlannedPair", "donor"): refer("donor"),
    ("PlannedPair", "recipient"): refer("recipient"),
    ("PairingPlan", "pairs"): hold("pairs"),
    ("PairingPlan", "unmatched"): refer("unmatched"),
}
