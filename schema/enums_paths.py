"""The closed set of ties along which chains run, as the API describes it."""

from __future__ import annotations

from enum import StrEnum

from graph.model import RelationshipType
from schema.fields import described


@described(
    "How two things on a chain are tied. 关系类型",
    PAIRED_WITH="A region is paired with another, donor to recipient. 结对",
    INCLUDES="A zone includes a region. 包含",
    HOSTS="A region or zone hosts a programme. 承担",
    SPONSORS="An institution sponsors a programme. 主办",
    SEATED_IN="An institution has its seat in a region. 驻地",
    SUCCEEDS="A region or an institution came after another. 承继",
    AGREED_BY="A document was agreed by a region, a zone or an institution. 签署",
    APPLIES_TO="A document applies to a region or a zone. 适用",
    ISSUED="An institution issued a document. 发布",
    CITES="A document cites another. 引用",
    PART_OF="A region is part of another, below the province. 隶属",
)
class PathLinkType(StrEnum):
    PAIRED_WITH = RelationshipType.PAIRED_WITH
    INCLUDES = RelationshipType.INCLUDES
    HOSTS = RelationshipType.HOSTS
    SPONSORS = RelationshipType.SPONSORS
    SEATED_IN = RelationshipType.SEATED_IN
    SUCCEEDS = RelationshipType.SUCCEEDS
    AGREED_BY = RelationshipType.AGREED_BY
    APPLIES_TO = RelationshipType.APPLIES_TO
    ISSUED = RelationshipType.ISSUED
    CITES = RelationshipType.CITES
    PART_OF = RelationshipType.PART_OF
