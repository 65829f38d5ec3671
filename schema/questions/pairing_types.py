"""Candidates for pairing: how each scores and why, what could pass between the two, and how firm its place is."""

from __future__ import annotations

import strawberry
from strawberry.annotation import StrawberryAnnotation
from strawberry.tools import create_type
from strawberry.types.field import StrawberryField

from graph.dates import Period
from queries.paging import DEFAULT_FIRST
from queries.pairing.components import PairingComponent
from queries.pairing.explanations import Lang, in_language
from queries.pairing.sides import PairingDirection, PairingMode
from queries.pairing.ties import TieKind, TieStanding
from queries.warnings import MOST_WARNINGS
from schema.entities.base import AS_OF, MOST_SOURCES, Source
from schema.entities.enums import RegionLevel
from schema.entities.parties import Party
from schema.entities.programmes import Programme
from schema.entities.regions import Region
from schema.entities.tasks import Industry, Task
from schema.fetch.sources import FieldSources, FromObject
from schema.fields import SizedBy, argument, described, needed, plain, related
from schema.questions.answer import first_of, from_object, reference
from schema.questions.coverage.terms import RESOLVED, TASK_SET, VERSION
from schema.questions.warnings import WARNINGS, QuestionWarning, read_lang
from schema.request.selection import Arguments

described(
    "What speaks for a pair. The stronger side is the one in the East, always; between peers there is none. 配对因素",
    **{one.name: f"{one.formula} {one.words.zh}" for one in PairingComponent},
)(PairingComponent)

described(
    "Among whom partners are sought. 配对方式",
    EAST_WEST="On the other side: the East for all who are not in it, and these for the East. 东西协作",
    PEER="Among all regions of the level: what either has and the other has not counts both ways. 同级互补",
)(PairingMode)

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

described(
    "How a tie stands on the day. 联系状态",
    CURRENT="It is there. 现行",
    UNKNOWN_SINCE="Its end is derived, and nothing is known after: neither there nor ended. 此后情况不明",
    ENDED="It ended, as a source says. 已结束",
)(TieStanding)

described("A language. 语言", ZH="Chinese. 中文", EN="English. 英文")(Lang)

MOST_TIES = 50


def name_weight(component: PairingComponent) -> str:
    """Return what the API calls a component's weight: POLICY_TRANSFER is `policyTransfer`."""
    first, *others = component.lower().split("_")
    return "".join([first, *(word.title() for word in others)])


def _weight(component: PairingComponent) -> StrawberryField:
    field: StrawberryField = strawberry.field(
        name=name_weight(component),
        default=None,
        description=f"{component.words.en.capitalize()}. {component.words.zh}",
    )
    field.python_name = component.lower()
    field.type_annotation = StrawberryAnnotation(float | None)
    return field


PairingWeightsInput = create_type(
    "PairingWeightsInput",
    [_weight(one) for one in PairingComponent],
    is_input=True,
    description="How much each component weighs: 1 where it is not given; only proportions matter. 权重",
)

WEIGHTS = argument(
    "weights", PairingWeightsInput, "How much each component weighs, from zero; all alike by default. 权重"
)

PAIRING_ARGUMENTS = (
    needed("for_", strawberry.ID, "Who seeks a partner: a province, a prefecture or a zone. 主体"),
    argument(
        "direction",
        PairingDirection,
        "On which side partners are sought. It follows from where the subject stands, and must be given only for a "
        "zone with members on both sides, of which only those that seek partners there count. Not for PEER. 方向",
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
    argument("first", int, "How many: 200 at most, 1,000 with a token.", DEFAULT_FIRST),
    argument("mode", PairingMode, "Among whom partners are sought. 配对方式", PairingMode.EAST_WEST),
    TASK_SET,
    argument(
        "top_k", int, "How many first places `rankAcceptability.top` is about, from 1 to the bound of `first`.", 3
    ),
)


IN_LANGUAGE = argument("lang", Lang, "In which language. 语言", Lang.ZH)


@strawberry.type(description="One component of a score. 因素")
class ComponentScore:
    component: PairingComponent = plain("Which it is. 因素")
    label: str = related("What it is called. 名称", IN_LANGUAGE)
    value: float | None = plain("From 0 to 1; none where the data for it is missing. 值")
    settled: float | None = plain(
        "Of the value of POLICY_TRANSFER the part over tasks that the other side is known not to cover, because a text "
        "of its own was read; none for other components. 已确认部分"
    )
    weight: float = plain("What it weighs, as given. 权重")
    active: bool = plain("Whether any candidate has a value, so that it counts for all. 是否计入")
    contribution: float = plain("weight × value ÷ the sum of active weights; 0 where the value is missing. 贡献")
    explanation: str = related(
        "What figures made it and what follows for the subject, as a sentence. 说明", IN_LANGUAGE
    )


@strawberry.type(
    description="How a candidate fares under 1,000 weightings drawn at random, among those that are sufficient (all, "
    "if none is); 0 for what is not. 排名可接受度"
)
class RankAcceptability:
    first: float = plain("In which share of them it comes first; those who tie share the place. 居首比例")
    top: float = plain("In which share of them it is among the first `topK`. 居前比例")
    first_error: float = plain("The standard error of `first`. 标准误")
    top_error: float = plain("The standard error of `top`. 标准误")
    draws: int = plain("How many weightings were drawn: flat Dirichlet over the active weights above zero. 抽样数")
    top_k: int = plain("How many places `top` is about. 名次")


@strawberry.type(
    description="The least change of one weight that overturns a place, among those that are sufficient (all, if none "
    "is). 翻转"
)
class PairingFlip:
    component: PairingComponent = plain("Whose weight. 因素")
    weight: float = plain("What it weighs now. 现权重")
    new_weight: float = plain("At what weight the two are level; beyond it the other leads. 翻转权重")
    overtaken_by: Region = related("Which lower-ranked candidate comes level. 赶上者")


@strawberry.type(description="Something that ties the two already. 联系")
class PairingTie:
    kind: TieKind = plain("What kind of tie it is. 类型")
    name: str = plain("The scheme, the zone or the agreement, in Chinese. 名称")
    label: str = related("What it is called. 名称", IN_LANGUAGE)
    since: Period | None = plain("Since when both are in it. 起始")
    until: Period | None = plain("Until when; not given: still. 截止")
    until_derived: bool = plain("Whether no source states the end, and it follows from what came after. 截止为推定")
    standing: TieStanding = plain("How it stands on the day. 状态")
    above: bool = plain("Whether it is a tie of the provinces in which the two lie. 省级联系")
    counts: float = plain("What it counts: 1; ½ if it is past or of the provinces above; 0 if unverified. 计数")
    verified: bool = plain("Whether a source confirms it; what none confirms is shown and does not count. 已核实")
    member: Party = related("Whose tie it is on the subject's side: its own, or a zone's member's. 成员")
    sources: list[Source] = related(
        "Where it comes from. 来源", argument("first", int, "How many: 50 at most.", MOST_SOURCES)
    )


@strawberry.type(description="A candidate for pairing. 候选")
class PairingCandidate:
    rank: int = plain("Its place in the whole field. 名次")
    region: Region = related("The candidate. 地区")
    score: float = plain("The sum of the contributions. 得分")
    score_high: float = plain("The score if every missing value were 1. 最高可能得分")
    completeness: float = plain("The share of all weight above zero whose data is present. 完整度")
    sufficient: bool = plain(
        "Whether enough is known to go by: completeness of 0.6, and a document in force on either side; what is not "
        "stands after what is. 依据充分"
    )
    components: list[ComponentScore] = related("What the score is made of. 因素", at_most=len(PairingComponent))
    rank_acceptability: RankAcceptability = related("How it fares under other weights. 排名可接受度")
    flip: PairingFlip | None = related("What would overturn its place; none where no single weight can. 翻转")
    ties: list[PairingTie] = related(
        "What ties or tied the two, verified ties first, then current ones. 既有联系",
        argument("first", int, "How many: 50 at most.", MOST_TIES),
    )
    ties_count: float = plain("What the ties count together: n of EXISTING_TIES. 联系数")
    tasks_transferable: list[Task] = related(
        "Tasks that the stronger side covers and the weaker is not seen to cover, between peers those that either "
        "alone covers; empty where either has no document in force. 可移植任务"
    )
    tasks_shared: list[Task] = related("Tasks that both cover. 共同任务")
    tasks_weaker_only: list[Task] = related(
        "Tasks that the weaker side alone, between peers the subject alone, is seen to cover. 弱方独有任务"
    )
    tasks_uncovered: list[Task] = related("Tasks that neither is seen to cover. 双方未覆盖任务")
    programmes_transferable: list[Programme] = related(
        "Programmes of the stronger side in families that the other is not seen to have hosted, between peers of "
        "either. 可移植项目"
    )
    programmes_shared: list[Programme] = related("Programmes of families that both host or hosted. 共同项目")
    programmes_weaker_only: list[Programme] = related(
        "Programmes of the weaker side, between peers of the subject, in families that the other is not seen to have "
        "hosted. 弱方独有项目"
    )
    industries_shared: list[Industry] = related("Industries above the country's average in both. 共同优势产业")
    industries_stronger_only: list[Industry] = related("Those above it in the stronger side alone. 强方独有优势产业")
    industries_weaker_only: list[Industry] = related("Those above it in the weaker side alone. 弱方独有优势产业")


@strawberry.type(description="With whom a party could pair, best first. 配对建议")
class PairingCandidates:
    version: int = plain(VERSION)
    as_of: Period = plain(RESOLVED)
    warnings: list[QuestionWarning] = related(WARNINGS, at_most=MOST_WARNINGS)
    subject: Party = related("Who seeks a partner. 主体")
    considered: int = plain("How many candidates the whole field has. 候选总数")
    candidates: list[PairingCandidate] = related(
        "The candidates: the sufficient first, by score, completeness and code. 候选", sized_by=SizedBy.FIRST
    )


def _explain(one: object, arguments: Arguments, _context: object) -> object:
    return in_language(one.__dict__["explain"](), read_lang(arguments))


def _label(one: object, arguments: Arguments, _context: object) -> object:
    return in_language(one.__dict__["words"], read_lang(arguments))


SOURCES: FieldSources = {
    ("ComponentScore", "label"): FromObject(_label),
    ("ComponentScore", "explanation"): FromObject(_explain),
    ("PairingTie", "label"): FromObject(_label),
    ("PairingFlip", "overtakenBy"): reference("overtaken_by"),
    ("PairingTie", "member"): reference("member"),
    ("PairingCandidate", "region"): reference("region"),
    ("PairingCandidate", "components"): from_object("components"),
    ("PairingCandidate", "rankAcceptability"): from_object("rank_acceptability"),
    ("PairingCandidate", "flip"): from_object("flip"),
    ("PairingCandidate", "ties"): first_of("ties", MOST_TIES),
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
    ("PairingCandidates", "warnings"): from_object("warnings"),
    ("PairingCandidates", "candidates"): from_object("candidates"),
}
