"""The closed sets of the model: the values that some of its properties may take, and no others."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from graph.model import Label, RelationshipType


class RegionLevel(StrEnum):
    """行政级别."""

    NATION = "NATION"
    PROVINCE = "PROVINCE"
    PREFECTURE = "PREFECTURE"
    COUNTY = "COUNTY"


class MacroRegion(StrEnum):
    """四大区域."""

    EAST = "EAST"
    CENTRAL = "CENTRAL"
    WEST = "WEST"
    NORTHEAST = "NORTHEAST"


class ZoneKind(StrEnum):
    """区域类型."""

    ECONOMIC_ZONE = "ECONOMIC_ZONE"
    INNOVATION_DEMONSTRATION_ZONE = "INNOVATION_DEMONSTRATION_ZONE"
    REFORM_PILOT_ZONE = "REFORM_PILOT_ZONE"
    NEW_AREA = "NEW_AREA"
    URBAN_AGGLOMERATION = "URBAN_AGGLOMERATION"
    MUNICIPALITY_GROUP = "MUNICIPALITY_GROUP"
    COOPERATION_MECHANISM = "COOPERATION_MECHANISM"
    MACRO_REGION = "MACRO_REGION"


class ProgrammeKind(StrEnum):
    """项目类型."""

    PILOT = "PILOT"
    DEMONSTRATION = "DEMONSTRATION"
    PROJECT = "PROJECT"
    CONSULTATION = "CONSULTATION"
    SERVICE = "SERVICE"
    COOPERATION = "COOPERATION"


class InstitutionKind(StrEnum):
    """机构类型."""

    IP_OFFICE = "IP_OFFICE"
    COPYRIGHT = "COPYRIGHT"
    TRADEMARK = "TRADEMARK"
    COURT = "COURT"
    PROCURATORATE = "PROCURATORATE"
    CUSTOMS = "CUSTOMS"
    PUBLIC_SECURITY = "PUBLIC_SECURITY"
    AID_CENTRE = "AID_CENTRE"
    ASSOCIATION = "ASSOCIATION"
    GOVERNMENT = "GOVERNMENT"
    OTHER = "OTHER"


class DocumentKind(StrEnum):
    """文件类型."""

    OUTLINE = "OUTLINE"
    PLAN = "PLAN"
    WORK_POINTS = "WORK_POINTS"
    OPINION = "OPINION"
    MEASURE = "MEASURE"
    AGREEMENT = "AGREEMENT"
    LAW = "LAW"
    OTHER = "OTHER"


class Held(StrEnum):
    """收录程度."""

    TITLE = "TITLE"
    PART = "PART"
    FULL = "FULL"


class Verdict(StrEnum):
    """审定."""

    SUGGESTED = "SUGGESTED"
    CONFIRMED = "CONFIRMED"
    REJECTED = "REJECTED"


CLOSED_SETS: Mapping[Label | RelationshipType, Mapping[str, type[StrEnum]]] = MappingProxyType(
    {
        Label.REGION: {"level": RegionLevel, "macroRegion": MacroRegion},
        Label.ECONOMIC_ZONE: {"kind": ZoneKind},
        Label.PROGRAMME: {"kind": ProgrammeKind},
        Label.INSTITUTION: {"kind": InstitutionKind},
        Label.POLICY_DOCUMENT: {"kind": DocumentKind, "held": Held},
        RelationshipType.COVERS: {"verdict": Verdict},
    }
)
