"""Candidates for pairing: how each scores and why, what could pass between the two, and how firm its place is."""

from __future__ import annotations

import strawberry

from graph.dates import Period
from queries.pairing_components import PairingComponent
from queries.pairing_sides import PairingDirection
from queries.pairing_ties import TieKind
from queries.pairing_words import Lang
from schema import enums_pairing  # noqa: F401 describes the enums
from schema.enums import RegionLevel
from schema.fields import argument, needed, plain, related
from schema.lookahead import Arguments
from schema.results import hold, refer
from schema.shapes import Held, Sources
from schema.types_base import AS_OF, ITS_SOURCES, Source
from schema.types_gaps import RESOLVED, VERSION
from schema.types_places import Party, Region
from schema.types_programmes import Programme
from schema.types_tasks import Industry, Task

MOST_TIES = 50


@strawberry.input(description="How much each component weighs: 1 where it is not given; only proportions matter. 权重")
class PairingWeightsInput:
    policy_transfer: float | None = strawberry.field(default=None, description="Policies to transfer. 政策可移植")
    shared_agenda: float | None = strawberry.field(default=None, description="A shared agenda. 共同议题")
    programme_experience: float | None = strawberry.field(default=None, description="Programmes. 项目经验")
    industry_fit: float | None = strawberry.field(default=None, description="Like industries. 产业契合")
    capacity_lead: float | None = strawberry.field(default=None, description="A lead in capacity. 能力领先")
    existing_ties: float | None = strawberry.field(default=None, description="Ties that exist. 既有联系")
    proximity: float | None = strawberry.field(default=None, description="Nearness. 邻近")


WEIGHTS = argument(
    "weights", PairingWeightsInput, "How much each component weighs, from zero; all alike by default. 权重"
)
PAIRING_ARGUMENTS = (
    needed("for_", strawberry.ID, "Who seeks a partner: a province, a prefecture or a zone. 主体"),
    argument(
        "direction",
        PairingDirection,
        "On which side partners are sought. It follows from where the subject stands, and must be given only for a "
        "zone with members on both sides, of which only those that seek partners there count. 方向",
    ),
    argument(
        "level",
        RegionLevel,
        "The level of the candidates, PROVINCE or PREFECTURE: by default the subject's own, provinces for a zone. 级别",
    ),
    argument(
        "candidates",
        list[strawberry.ID],
        "Show only these, at their ranks in the whole field: 100 at most, 1,000 with a token; one that is named twice "
        "counts once. 候选",
    ),
    AS_OF,
    WEIGHTS,
    argument("first", int, "How many: 200 at most, 1,000 with a token.", 20),
    argument(
        "top_k", int, "How many first places `rankAcceptability.top` is about, from 1 to the bound of `first`.", 3
    ),
)


@strawberry.type(description="One component of a score. 因素")
class ComponentScore:
    component: PairingComponent = plain("Which it is. 因素")
    value: float | None = plain("From 0 to 1; none where the data for it is missing. 值")
    weight: float = plain("What it weighs, as given. 权重")
    active: bool = plain("Whether any candidate has a value, so that it counts for all. 是否计入")
    contribution: float = plain("weight × value ÷ the sum of active weights; 0 where the value is missing. 贡献")
    explanation: str = related(
        "What figures made it and what follows, as a sentence. 说明",
        argument("lang", Lang, "In which language. 语言", Lang.ZH),
    )


@strawberry.type(description="How a candidate fares under 1,000 weightings drawn at random. 排名可接受度")
class RankAcceptability:
    first: float = plain("In which share of them it comes first; those who tie share the place. 居首比例")
    top: float = plain("In which share of them it is among the first `topK`. 居前比例")
    first_error: float = plain("The standard error of `first`. 标准误")
    top_error: float = plain("The standard error of `top`. 标准误")
    draws: int = plain("How many weightings were drawn: flat Dirichlet over the active weights above zero. 抽样数")
    top_k: int = plain("How many places `top` is about. 名次")


@strawberry.type(description="The least change of one weight that overturns a place. 翻转")
class PairingFlip:
    component: PairingComponent = plain("Whose weight. 因素")
    weight: float = plain("What it weighs now. 现权重")
    new_weight: float = plain("At what weight the two are level; beyond it the other leads. 翻转权重")
    overtaken_by: Region = related("Which lower-ranked candidate comes level. 赶上者")


@strawberry.type(description="Something that ties the two already. 联系")
class PairingTie:
    kind: TieKind = plain("What kind of tie it is. 类型")
    name: str = plain("The scheme, the zone or the agreement. 名称")
    since: Period | None = plain("Since when both are in it. 起始")
    until: Period | None = plain("Until when; not given: still. 截止")
    verified: bool = plain("Whether a source confirms it; what none confirms is shown and does not count. 已核实")
    member: Party = related("Whose tie it is on the subject's side: its own, or a zone's member's. 成员")
    sources: list[Source] = related(ITS_SOURCES)


@strawberry.type(description="A candidate for pairing. 候选")
class PairingCandidate:
    rank: int = plain("Its place in the whole field. 名次")
    region: Region = related("The candidate. 地区")
    score: float = plain("The sum of the contributions. 得分")
    score_high: float = plain("The score if every missing value were 1. 最高可能得分")
    completeness: float = plain("The share of active weight whose values are present. 完整度")
    components: list[ComponentScore] = related("What the score is made of. 因素")
    rank_acceptability: RankAcceptability = related("How it fares under other weights. 排名可接受度")
    flip: PairingFlip | None = related("What would overturn its place; none where no single weight can. 翻转")
    ties: list[PairingTie] = related("What ties the two already, verified ties first, at most 50. 既有联系")
    ties_count: int = plain("How many ties count. 联系数")
    tasks_transferable: list[Task] = related(
        "Tasks that the stronger side covers and the weaker is not seen to cover; empty where either has no document "
        "in force. 可移植任务"
    )
    tasks_shared: list[Task] = related("Tasks that both cover. 共同任务")
    tasks_weaker_only: list[Task] = related("Tasks that the weaker side alone is seen to cover. 弱方独有任务")
    tasks_uncovered: list[Task] = related("Tasks that neither is seen to cover. 双方未覆盖任务")
    programmes_transferable: list[Programme] = related(
        "Programmes of the stronger side in families that the other does not host. 可移植项目"
    )
    programmes_shared: list[Programme] = related("Programmes of families that both host. 共同项目")
    programmes_weaker_only: list[Programme] = related(
        "Programmes of the weaker side in families that the stronger does not host. 弱方独有项目"
    )
    industries_shared: list[Industry] = related("Industries above the country's average in both. 共同优势产业")
    industries_stronger_only: list[Industry] = related("Those above it in the stronger side alone. 强方独有优势产业")
    industries_weaker_only: list[Industry] = related("Those above it in the weaker side alone. 弱方独有优势产业")


@strawberry.type(description="With whom a party could pair, best first. 配对建议")
class PairingCandidates:
    version: int = plain(VERSION)
    as_of: Period = plain(RESOLVED)
    warnings: list[str] = plain("What to know before trusting it. 提示")
    subject: Party = related("Who seeks a partner. 主体")
    considered: int = plain("How many candidates the whole field has. 候选总数")
    candidates: list[PairingCandidate] = related("The candidates, by score, completeness and code. 候选")


def _explain(one: object, arguments: Arguments, _context: object) -> object:
    return one.__dict__["explain"](Lang(str(arguments.get("lang") or Lang.ZH)))


SOURCES: Sources = {
    ("ComponentScore", "explanation"): Held(_explain),
    ("PairingFlip", "overtakenBy"): refer("overtaken_by"),
    ("PairingTie", "member"): refer("member"),
    ("PairingCandidate", "region"): refer("region"),
    ("PairingCandidate", "components"): hold("components"),
    ("PairingCandidate", "rankAcceptability"): hold("rank_acceptability"),
    ("PairingCandidate", "flip"): hold("flip"),
    ("PairingCandidate", "ties"): hold("ties"),
    ("PairingCandidate", "tasksTransferable"): refer("tasks_transferable"),
    ("PairingCandidate", "tasksShared"): refer("tasks_shared"),
    ("PairingCandidate", "tasksWeakerOnly"): refer("tasks_weaker_only"),
    ("PairingCandidate", "tasksUncovered"): refer("tasks_uncovered"),
    ("PairingCandidate", "programmesTransferable"): refer("programmes_transferable"),
    ("PairingCandidate", "programmesShared"): refer("programmes_shared"),
    ("PairingCandidate", "programmesWeakerOnly"): refer("programmes_weaker_only"),
    ("PairingCandidate", "industriesShared"): refer("industries_shared"),
    ("PairingCandidate", "industriesStrongerOnly"): refer("industries_stronger_only"),
    ("PairingCandidate", "industriesWeakerOnly"): refer("industries_weaker_only"),
    ("PairingCandidates", "subject"): refer("subject"),
    ("PairingCandidates", "candidates"): hold("candidates"),
}
