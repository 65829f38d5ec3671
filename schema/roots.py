"""Everything that can be asked: the root of queries."""

from __future__ import annotations

import strawberry

from graph.model import Label
from queries.nodes.lists import Term
from schema.changes.changes import CHANGES_ARGUMENTS, ChangeConnection, read_recorded_changes
from schema.changes.graph_changed import SINCE, GraphChange, watch_changes
from schema.changes.links import read_any_node
from schema.changes.loading import (
    LOAD_ARGUMENTS,
    REMOVE_ARGUMENTS,
    DocumentLoad,
    DocumentRemoval,
    load_document,
    remove_document,
)
from schema.changes.reviews import (
    REVIEW_ARGUMENTS,
    TO_REVIEW_ARGUMENTS,
    CoverageReview,
    ReviewConnection,
    read_coverage_to_review,
    review_coverage,
)
from schema.entities.base import AS_OF, PAGE, Node, Source
from schema.entities.documents import Clause, DocumentConnection, DocumentFilter, DocumentOrder, PolicyDocument
from schema.entities.institutions import Institution, InstitutionConnection, InstitutionFilter, InstitutionOrder
from schema.entities.parties import Party
from schema.entities.programmes import Programme, ProgrammeConnection, ProgrammeFilter, ProgrammeOrder
from schema.entities.regions import Region, RegionConnection, RegionFilter, RegionOrder
from schema.entities.tasks import Indicator, Industry, Task, Theme
from schema.entities.zones import EconomicZone, ZoneConnection, ZoneFilter, ZoneOrder
from schema.fields import argument, needed, root, stream
from schema.questions.answer import all_of, one_of, page_of_all
from schema.questions.connecting_paths import PATHS_ARGUMENTS, ConnectingPath, read_connecting_paths
from schema.questions.coverage.coverage_matrix import MATRIX_ARGUMENTS, CoverageMatrix, read_coverage_matrix
from schema.questions.coverage.coverage_trend import TREND_ARGUMENTS, CoverageTrend, read_coverage_trend
from schema.questions.coverage.gap_changes import GAP_CHANGES_ARGUMENTS, GapChanges, read_gap_changes
from schema.questions.coverage.policy_gaps import PolicyGaps, read_policy_gaps
from schema.questions.coverage.read_next import NEXT_ARGUMENTS, ReadNext, read_read_next
from schema.questions.coverage.terms import GAPS_ARGUMENTS
from schema.questions.draft import DRAFT_ARGUMENTS, DraftCheck, check_draft
from schema.questions.graph_info import GraphInfo, read_graph_info
from schema.questions.pairing import read_pairing_candidates
from schema.questions.pairing_plan import PLAN_ARGUMENTS, PairingPlan, read_pairing_plan
from schema.questions.pairing_types import PAIRING_ARGUMENTS, PairingCandidates
from schema.questions.search import (
    CLAUSE_SEARCH_ARGUMENTS,
    SEARCH_ARGUMENTS,
    ClauseHitConnection,
    SearchHit,
    read_clause_search,
    read_search,
)
from schema.questions.vocabulary import VOCABULARY_ARGUMENTS, Word, read_vocabulary

ID = needed("id", strawberry.ID, "A global id, a natural key, an official name or an alias.")

GLOBAL_ID = needed("id", strawberry.ID, "A global id.")


def _page(filter_type: type, order_type: type) -> list[strawberry.types.arguments.StrawberryArgument]:
    return [
        argument("filter", filter_type, "Which of them; all by default. 筛选"),
        argument("order_by", list[order_type], "The order, the first term first; by id by default. 排序"),  # type: ignore[valid-type]
        *PAGE,
    ]


@strawberry.type(description="What can be asked. 查询")
class Query:
    node: Node | None = root(read_any_node, "Anything in the graph, by its global id.", GLOBAL_ID)
    party: Party | None = root(
        one_of(Label.REGION, Label.ECONOMIC_ZONE),
        "A region or an economic zone, as it is named at `asOf`. 合作主体",
        ID,
        AS_OF,
    )
    region: Region | None = root(one_of(Label.REGION), "A region. 地区", ID, AS_OF)
    zone: EconomicZone | None = root(one_of(Label.ECONOMIC_ZONE), "An economic zone. 经济区", ID, AS_OF)
    programme: Programme | None = root(one_of(Label.PROGRAMME), "A programme. 项目", ID, AS_OF)
    institution: Institution | None = root(one_of(Label.INSTITUTION), "An institution. 机构", ID, AS_OF)
    document: PolicyDocument | None = root(one_of(Label.POLICY_DOCUMENT), "A policy document. 政策文件", ID, AS_OF)
    clause: Clause | None = root(one_of(Label.CLAUSE), "A clause, by its document's id, `#` and its path. 条款", ID)
    task: Task | None = root(one_of(Label.TASK), "A task; its number alone is enough. 任务", ID)
    theme: Theme | None = root(one_of(Label.THEME), "A theme; its number alone is enough. 主题", ID)
    industry: Industry | None = root(one_of(Label.INDUSTRY), "An industry. 产业", ID)
    indicator: Indicator | None = root(one_of(Label.INDICATOR), "An indicator. 指标", ID)
    source: Source | None = root(one_of(Label.SOURCE), "A source. 来源", ID)
    regions: RegionConnection | None = root(
        page_of_all(Label.REGION), "Regions. 地区", *_page(RegionFilter, RegionOrder)
    )
    zones: ZoneConnection | None = root(
        page_of_all(Label.ECONOMIC_ZONE), "Economic zones. 经济区", *_page(ZoneFilter, ZoneOrder)
    )
    programmes: ProgrammeConnection | None = root(
        page_of_all(Label.PROGRAMME), "Programmes. 项目", *_page(ProgrammeFilter, ProgrammeOrder)
    )
    institutions: InstitutionConnection | None = root(
        page_of_all(Label.INSTITUTION), "Institutions. 机构", *_page(InstitutionFilter, InstitutionOrder)
    )
    documents: DocumentConnection | None = root(
        page_of_all(Label.POLICY_DOCUMENT),
        "Policy documents. 政策文件",
        *_page(DocumentFilter, DocumentOrder),
    )
    tasks: list[Task] | None = root(all_of(Label.TASK, [Term("number")]), "All tasks, by number. 任务")
    themes: list[Theme] | None = root(all_of(Label.THEME, [Term("number")]), "All themes, by number. 主题")
    industries: list[Industry] | None = root(all_of(Label.INDUSTRY, [Term("name")]), "All industries, by name. 产业")
    indicators: list[Indicator] | None = root(all_of(Label.INDICATOR, [Term("name")]), "All indicators, by name. 指标")
    graph_info: GraphInfo | None = root(read_graph_info, "What this graph is and holds. 图谱概况")
    policy_gaps: PolicyGaps | None = root(
        read_policy_gaps,
        "What do parties leave uncovered, who covers what, what is not known, whose clause could be borrowed? 政策缺口",
        *GAPS_ARGUMENTS,
        finding=50,
    )
    gap_changes: GapChanges | None = root(
        read_gap_changes, "What became of parties' gaps between two days? 缺口变化", *GAP_CHANGES_ARGUMENTS, finding=100
    )
    coverage_matrix: CoverageMatrix | None = root(
        read_coverage_matrix, "How do parties stand on tasks, as a table? 覆盖矩阵", *MATRIX_ARGUMENTS, finding=50
    )
    coverage_trend: CoverageTrend | None = root(
        read_coverage_trend,
        "How did coverage grow, year by year, and when did it change? 覆盖走势",
        *TREND_ARGUMENTS,
        finding=200,
    )
    read_next: ReadNext | None = root(
        read_read_next, "What should be read to know more of parties? 待读清单", *NEXT_ARGUMENTS, finding=50
    )
    vocabulary: list[Word] | None = root(
        read_vocabulary, "The words for the values of closed sets. 词汇", *VOCABULARY_ARGUMENTS
    )
    connecting_paths: list[ConnectingPath] | None = root(
        read_connecting_paths,
        "What ties two things, and through whom? The shortest chains. 关联路径",
        *PATHS_ARGUMENTS,
        finding=200,
    )
    pairing_candidates: PairingCandidates | None = root(
        read_pairing_candidates,
        "With whom should a party pair, why, and does the answer depend on the weights? 配对建议",
        *PAIRING_ARGUMENTS,
        finding=500,
    )
    pairing_plan: PairingPlan | None = root(
        read_pairing_plan,
        "Who pairs with whom, for a whole programme at once? 结对方案",
        *PLAN_ARGUMENTS,
        finding=2_000,
    )
    changes: ChangeConnection | None = root(
        read_recorded_changes, "What changed since a version? 变更记录", *CHANGES_ARGUMENTS
    )
    search: list[SearchHit] | None = root(
        read_search, "Anything by its name, however it is written. 搜索", *SEARCH_ARGUMENTS, finding=20
    )
    search_clauses: ClauseHitConnection | None = root(
        read_clause_search, "Clauses by the words in them. 条款搜索", *CLAUSE_SEARCH_ARGUMENTS, finding=50
    )
    coverage_to_review: ReviewConnection | None = root(
        read_coverage_to_review,
        "Links that wait for a reviewer: first those whose clause has other words than were reviewed, then the least "
        "sure. 待审定",
        *TO_REVIEW_ARGUMENTS,
    )
    check_draft: DraftCheck | None = root(
        check_draft,
        "What does a draft cover, what does it miss, whose clause could it borrow? 草案检查",
        *DRAFT_ARGUMENTS,
        finding=500,
    )


@strawberry.type(description="What can be changed, with a token. 变更")
class Mutation:
    load_document: DocumentLoad | None = root(
        load_document,
        "Store a document with its clauses, what they name and the tasks that they cover: all of it or nothing. The "
        "same once more changes nothing. Needs the role loader. 收录文件",
        *LOAD_ARGUMENTS,
    )
    remove_document: DocumentRemoval | None = root(
        remove_document, "Undo the load of a document. Needs the role loader. 移除文件", *REMOVE_ARGUMENTS
    )
    review_coverage: CoverageReview | None = root(
        review_coverage,
        "Say whether a clause covers a task: kept through every load, and suspect when the clause's words change. "
        "Needs the role reviewer. 审定覆盖",
        *REVIEW_ARGUMENTS,
    )


@strawberry.type(description="What can be watched. 订阅")
class Subscription:
    graph_changed: GraphChange | None = stream(
        watch_changes,
        "An event each time the graph has changed; several changes may come as one. `changes` tells which. 变更通知",
        SINCE,
    )
