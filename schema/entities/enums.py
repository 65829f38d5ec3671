"""The closed sets of the API, each value with its Chinese name."""

from __future__ import annotations

from enum import StrEnum

from graph.enums import DocumentKind, Held, InstitutionKind, MacroRegion, ProgrammeKind, RegionLevel, Verdict, ZoneKind
from schema.fields import described

__all__ = [
    "Direction",
    "DocumentKind",
    "EntityKind",
    "Held",
    "InstitutionKind",
    "MacroRegion",
    "PairingRole",
    "ProgrammeKind",
    "RegionLevel",
    "TerritoryScope",
    "Verdict",
    "ZoneKind",
]

described(
    "A region's level. 行政级别",
    NATION="The nation. 国家",
    PROVINCE="A province, autonomous region or municipality. 省级",
    PREFECTURE="A prefecture-level division. 地级",
    COUNTY="A county-level division. 县级",
)(RegionLevel)

described(
    "The four macro-regions of the statistics bureau. 四大区域",
    EAST="东部",
    CENTRAL="中部",
    WEST="西部",
    NORTHEAST="东北",
)(MacroRegion)

described(
    "What kind of economic zone it is. 区域类型",
    ECONOMIC_ZONE="经济区",
    INNOVATION_DEMONSTRATION_ZONE="自主创新示范区",
    REFORM_PILOT_ZONE="综合配套改革试验区",
    NEW_AREA="新区",
    URBAN_AGGLOMERATION="城市群",
    MUNICIPALITY_GROUP="A group of municipalities. 直辖市",
    COOPERATION_MECHANISM="合作机制",
    MACRO_REGION="区域板块",
)(ZoneKind)

described(
    "What kind of programme it is. 项目类型",
    PILOT="试点",
    DEMONSTRATION="示范",
    PROJECT="工程、项目",
    CONSULTATION="会商",
    SERVICE="服务",
    COOPERATION="合作",
)(ProgrammeKind)

described(
    "What kind of body it is. 机构类型",
    IP_OFFICE="知识产权局",
    COPYRIGHT="版权局",
    TRADEMARK="工商、商标",
    COURT="法院",
    PROCURATORATE="检察院",
    CUSTOMS="海关",
    PUBLIC_SECURITY="公安",
    AID_CENTRE="维权援助中心",
    ASSOCIATION="协会",
    GOVERNMENT="政府及其部门",
    OTHER="其他",
)(InstitutionKind)

described(
    "What kind of document it is. 文件类型",
    OUTLINE="纲要",
    PLAN="规划、计划",
    WORK_POINTS="工作要点",
    OPINION="意见",
    MEASURE="办法、措施",
    AGREEMENT="协议",
    LAW="法律、条例",
    OTHER="其他",
)(DocumentKind)

described(
    "How much of a document's text is held. 收录程度",
    TITLE="Its title alone. 仅标题",
    PART="Part of its text. 部分",
    FULL="Its whole text. 全文",
)(Held)

described(
    "What is said of a link between a clause and a task. 审定",
    SUGGESTED="Found, and not reviewed. 建议",
    CONFIRMED="Confirmed by a reviewer, or by two readers. 确认",
    REJECTED="Rejected by a reviewer: it never counts. 否决",
)(Verdict)


@described(
    "Which territories count beside the one named. 地域范围",
    SELF="It alone. 本级",
    BELOW="It and those below it, or the members of a zone. 本级及以下",
    ABOVE="It, the regions above it, and the zones of which it is a full member. 本级及以上",
    ALL="All of these. 全部",
)
class TerritoryScope(StrEnum):
    SELF = "SELF"
    BELOW = "BELOW"
    ABOVE = "ABOVE"
    ALL = "ALL"


@described(
    "A region's own role in a pairing. 结对角色", DONOR="It supports. 支援方", RECIPIENT="It is supported. 受援方"
)
class PairingRole(StrEnum):
    DONOR = "DONOR"
    RECIPIENT = "RECIPIENT"


@described(
    "The kinds of things in the graph. 实体类型",
    REGION="Region. 地区",
    ECONOMIC_ZONE="Economic zone. 经济区",
    PROGRAMME="Programme. 项目",
    INSTITUTION="Institution. 机构",
    POLICY_DOCUMENT="Policy document. 政策文件",
    CLAUSE="Clause. 条款",
    TASK="Task. 任务",
    THEME="Theme. 主题",
    INDUSTRY="Industry. 产业",
    INDICATOR="Indicator. 指标",
    SOURCE="Source. 来源",
)
class EntityKind(StrEnum):
    REGION = "REGION"
    ECONOMIC_ZONE = "ECONOMIC_ZONE"
    PROGRAMME = "PROGRAMME"
    INSTITUTION = "INSTITUTION"
    POLICY_DOCUMENT = "POLICY_DOCUMENT"
    CLAUSE = "CLAUSE"
    TASK = "TASK"
    THEME = "THEME"
    INDUSTRY = "INDUSTRY"
    INDICATOR = "INDICATOR"
    SOURCE = "SOURCE"


@described("Which way an order goes. 排序方向", ASC="Ascending. 升序", DESC="Descending. 降序")
class Direction(StrEnum):
    ASC = "ASC"
    DESC = "DESC"
