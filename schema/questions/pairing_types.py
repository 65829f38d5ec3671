"""Candidates for pairing: how each scores and why, what could pass between the two, and how firm its place is."""

from __future__ import annotations

import strawberry

from graph.dates import Period
from queries.pairing.components import PairingComponent
from queries.pairing.explanations import Lang
from queries.pairing.sides import PairingDirection
from queries.pairing.ties import TieKind
from schema.entities.base import AS_OF, ITS_SOURCES, MOST_SOURCES, Source
from schema.entities.enums import RegionLevel
from schema.entities.parties import Party
from schema.entities.programmes import Programme
from schema.entities.regions import Region
from schema.entities.tasks import Industry, Task
from schema.fetch.sources import FieldSources, FromObject
from schema.fields import SizedBy, argument, described, needed, plain, related
from schema.questions.answer import from_object, reference
from schema.questions.coverage.terms import RESOLVED, VERSION
from schema.request.selection import Arguments

described(
    "What speaks for a pair. The stronger side is the one in the East, always. 配对因素",
    POLICY_TRANSFER="Of the tasks that the weaker side is not seen to cover, the share that the stronger covers; 0 "
    "when nothing is left; missing when either has no document in force. 政策可移植",
    SHARED_AGENDA="Of the tasks that either covers, the share that both cover; missing when neither covers any, or "
    "either has no document in force. 共同议题",
    PROGRAMME_EXPERIENCE="Of the families of programmes that the stronger side hosts, itself or below it, the share "
    "that the other does not host; missing when none is known. 项目经验",
    INDUSTRY_FIT="How alike the industries are that stand above the country's average, by the latest table not after "
    "the day's year and at most ten years old; provinces only. 产业契合",
    CAPACITY_LEAD="How far the stronger side leads in R&D intensity, (s − w) / (s + w) or 0; the latest year before "
    "the day's and at most three years old; provinces only. 能力领先",
    EXISTING_TIES="1 − e^(−n), n counting verified pairings, zones of which both are full members (macro-regions do "
    "not count) and agreements in force to which both are party. 既有联系",
    PROXIMITY="e^(−distance / 1000 km), between centres; a zone's nearest member counts. 邻近",
)(PairingComponent)

described(
    "On which side partners are sought. 方向",
    EASTWARD="In the East: the subject stands for the centre, the west or the north-east. 向东部",
    WESTWARD="In the centre, the west and the north-east: the subject stands for the East. 向中西部和东北",
)(PairingDirection)

described(
    "What kind of tie it is. 联系类型",
    PAIRING="An official pairing of the two. 结对",
    ZONE="A zone of which both are full members. 同属区域",
    AGREEMENT="An agreement to which both are party. 协议",
)(TieKind)

described("A language. 语言", ZH="Chinese. 中文", EN="English. 英文")(Lang)

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
    sources: list[Source] = related(ITS_SOURCES, at_most=MOST_SOURCES)


@strawberry.type(description="A candidate for pairing. 候选")
class PairingCandidate:
    rank: int = plain("Its place in the whole field. 名次")
    region: Region = related("The candidate. 地区")
    score: float = plain("The sum of the contributions. 得分")
    score_high: float = plain("The score if every missing value were 1. 最高可能得分")
    completeness: float = plain("The share of active weight whose values are present. 完整度")
    components: list[ComponentScore] = related("What the score is made of. 因素", at_most=7)
    rank_acceptability: RankAcceptability = related("How it fares under other weights. 排名可接受度")
    flip: PairingFlip | None = related("What would overturn its place; none where no single weight can. 翻转")
    ties: list[PairingTie] = related("What ties the two already, verified ties first, {end}. 既有联系", at_most=50)
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
    candidates: list[PairingCandidate] = related(
        "The candidates, by score, completeness and code. 候选", sized_by=SizedBy.FIRST
    )


def _explain(one: object, arguments: Arguments, _context: object) -> object:
    return one.__dict__["explain"](Lang(str(arguments.get("lang") or Lang.ZH)))


SOURCES: FieldSources = {
    ("ComponentScore", "explanation"): FromObject(_explain),
    ("PairingFlip", "overtakenBy"): reference("overtaken_by"),
    ("PairingTie", "member"): reference("member"),
    ("PairingCandidate", "region"): reference("region"),
    ("PairingCandidate", "components"): from_object("components"),
    ("PairingCandidate", "rankAcceptability"): from_object("rank_acceptability"),
    ("PairingCandidate", "flip"): from_object("flip"),
    ("PairingCandidate", "ties"): from_object("ties"),
    ("PairingCandidate", "tasksTransferable"): reference("tasks_transferable"),
    ("PairingCandidate", "tasksShared"): reference("tasks_shared"),
    ("PairingCandidate", "tasksWeakerOnly"): reference("tasks_weaker_only"),
    ("PairingCandidate", "tasksUncovered"): reference("tasks_uncovered"),
    ("PairingCandidate", "programmesTransferable"): reference("programmes_transferable"),
    ("PairingCandidate", "programmesShared"): reference("programmes_shared"),
    ("PairingCandidate", "programmesWeakerOnly"): reference("programmes_weaker_only"),
    ("PairingCandidate", "industriesShared"): reference("industries_shared"),
    ("PairingCandidate", "industriesStrongerOnly"): reference("industries_stronger_only"),
    ("PairingCandidate", "industriesWeakerOnly"): reference("industries_weaker_only"),
    ("PairingCandidates", "subject"): reference("subject"),
    ("PairingCandidates", "candidates"): from_object("candidates"),
}
