"""Declares what questions about coverage share: their arguments, and the closed sets in which they answer."""

from __future__ import annotations

import strawberry

from queries.coverage.model_clauses import Nearness
from queries.coverage.status import CoverageBasis, CoverageStatus, GapKind, InheritFrom
from queries.paging import DEFAULT_FIRST
from schema.entities.base import AS_OF
from schema.entities.tasks import MIN_SCORE
from schema.fields import argument, described, needed

described(
    "How a party stands on a task: the first of these that fits. 覆盖状态",
    COVERED="A clause of a document that applies to the party itself covers the task. 已覆盖",
    PARTIAL="The party is a zone, and at least one of its full members covers the task. 部分成员覆盖",
    INHERITED="A document of a region above, or of a zone of which it is a full member, covers the task. 上级覆盖",
    NOT_COVERED="A document of the party that is on the field was read in full, and none of its documents covers the "
    "task. 未覆盖",
    UNKNOWN="No document of the party that is on the field was read in full: what it lacks is not known. 未知",
)(CoverageStatus)

described(
    "What coverage rests on: the best of what counts. 依据类型",
    REVIEWED="A reviewer confirmed it, or two readers agreed. 已审定",
    READ="The text was read, by the pipeline or by one reader. 已读原文",
    TITLE="The title of a document alone. 仅凭标题",
)(CoverageBasis)

described(
    "How parties stand on a task together. 缺口类型",
    SHARED_GAP="All miss it, and that is known of each. 共同缺口",
    ONE_SIDED="Some cover it, or some members of a zone do, and some are known to miss it. 单方覆盖",
    COMMON_GROUND="All cover it. 共同覆盖",
    UNDETERMINED="What is not known of some decides. 待定",
)(GapKind)

described(
    "From where coverage may be inherited and count as the party's own. 继承来源",
    ZONE="Zones of which the party is a full member. 所属区域",
    PROVINCE="The province above. 所在省",
    NATION="The nation. 国家",
)(InheritFrom)

described(
    "How near the party of a clause stands to those who ask. 远近",
    PEER="Of the same level and macro-region as one who asks. 同级同区域",
    LEVEL="Of the same level. 同级",
    REGION="Another region. 其他地区",
    ZONE="A zone. 经济区",
    NATION="The nation. 国家",
)(Nearness)

PARTIES = needed(
    "parties",
    list[strawberry.ID],
    "Regions and zones: 100 at most, 1,000 with a token; one that is named twice counts once. 合作主体",
)

THEMES = argument("themes", list[strawberry.ID], "Only tasks of these themes; all by default. 主题")

INHERIT = argument(
    "inherit", list[InheritFrom], "What of the coverage from above counts as a party's own; nothing by default. 继承"
)

TASKS = argument("tasks", list[strawberry.ID], "Only these tasks, in this order; all by number by default. 任务")

TASK_SET = argument("task_set", strawberry.ID, "The tasks of which programme; ws2012 by default. 任务集")

GAPS_ARGUMENTS = (PARTIES, THEMES, TASKS, AS_OF, MIN_SCORE, INHERIT, TASK_SET)

MOST = argument("first", int, "How many: 200 at most, 1,000 with a token.", DEFAULT_FIRST)

EVIDENCE_FIRST = argument("first", int, "How many: 20 at most.", 20)

VERSION = "The version of the graph that was asked. 版本"

RESOLVED = "The day that was asked about. 时点"
