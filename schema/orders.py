"""In which order lists may be asked for."""

from __future__ import annotations

from enum import StrEnum

import strawberry

from schema.enums import Direction
from schema.fields import argument, described


@described("What regions can be ordered by.", CODE="The code. 代码", NAME="The name. 名称")
class RegionOrderField(StrEnum):
    CODE = "id"
    NAME = "name"


@described("What zones can be ordered by.", NAME="The name. 名称", SINCE="When it was set up; the unknown last. 设立")
class ZoneOrderField(StrEnum):
    NAME = "name"
    SINCE = "since"


@described(
    "What programmes can be ordered by.",
    NAME="The name. 名称",
    FAMILY="The family; those without last. 系列",
    SINCE="Since when; the unknown last. 起始",
)
class ProgrammeOrderField(StrEnum):
    NAME = "name"
    FAMILY = "family"
    SINCE = "since"


@described("What institutions can be ordered by.", NAME="The name. 名称", SINCE="Since when; the unknown last. 成立")
class InstitutionOrderField(StrEnum):
    NAME = "name"
    SINCE = "since"


@described(
    "What documents can be ordered by.",
    ISSUED="When it was issued; the undated last. 发布日期",
    TITLE="The title. 标题",
    NUMBER="The number; those without last. 文号",
)
class DocumentOrderField(StrEnum):
    ISSUED = "issued"
    TITLE = "name"
    NUMBER = "number"


@strawberry.input(description="A term of an order of regions.")
class RegionOrder:
    field: RegionOrderField = strawberry.field(description="By what.")
    direction: Direction = strawberry.field(default=Direction.ASC, description="Which way.")


@strawberry.input(description="A term of an order of zones.")
class ZoneOrder:
    field: ZoneOrderField = strawberry.field(description="By what.")
    direction: Direction = strawberry.field(default=Direction.ASC, description="Which way.")


@strawberry.input(description="A term of an order of programmes.")
class ProgrammeOrder:
    field: ProgrammeOrderField = strawberry.field(description="By what.")
    direction: Direction = strawberry.field(default=Direction.ASC, description="Which way.")


@strawberry.input(description="A term of an order of institutions.")
class InstitutionOrder:
    field: InstitutionOrderField = strawberry.field(description="By what.")
    direction: Direction = strawberry.field(default=Direction.ASC, description="Which way.")


@strawberry.input(description="A term of an order of documents.")
class DocumentOrder:
    field: DocumentOrderField = strawberry.field(description="By what.")
    direction: Direction = strawberry.field(default=Direction.ASC, description="Which way.")


DOCUMENT_ORDER = argument("order_by", list[DocumentOrder], "The order, the first term first; by id by default.")
