"""The closed sets of questions about coverage, as the API describes them."""

from __future__ import annotations

from enum import StrEnum

from queries.coverage_status import CoverageStatus, GapKind, InheritFrom
from schema.fields import described

described(
    "How a party stands on a task: the first of these that fits. 覆盖状态",
    COVERED="A clause of a document that applies to the party itself covers the task. 已覆盖",
    PARTIAL="The party is a zone, and at least one of its full members covers the task. 部分成员覆盖",
    INHERITED="A document of a region above, or of a zone of which it is a full member, covers the task. 上级覆盖",
    NOT_COVERED="A document of the party was read in full, and none of its documents covers the task. 未覆盖",
    UNKNOWN="None of the party's documents was read in full: what they lack is not known. 未知",
)(CoverageStatus)
described(
    "How parties stand on a task together. 缺口类型",
    SHARED_GAP="None covers it, and that is known of each. 共同缺口",
    ONE_SIDED="Some cover it, and of some it is known that they do not. 单方覆盖",
    COMMON_GROUND="All cover it. 共同覆盖",
    UNDETERMINED="What is not known of some decides. 待定",
)(GapKind)
described(
    "From where coverage may be inherited and count as the party's own. 继承来源",
    ZONE="Zones of which the party is a full member. 所属区域",
    PROVINCE="The province above. 所在省",
    NATION="The nation. 国家",
)(InheritFrom)


@described(
    "What a version did to something. 变更",
    CREATED="It was not there before. 新增",
    UPDATED="It, or a fact that starts from it, is not as it was. 修改",
    REMOVED="It is there no more. 删除",
)
class ChangeAction(StrEnum):
    CREATED = "CREATED"
    UPDATED = "UPDATED"
    REMOVED = "REMOVED"
