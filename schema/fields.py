"""Declares fields: plain ones by attribute, composite ones by what was read ahead, roots by who answers."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from enum import EnumMeta, StrEnum
from typing import Any, NewType, TypeVar

import strawberry
from strawberry.annotation import StrawberryAnnotation
from strawberry.schema.config import StrawberryConfig
from strawberry.types.arguments import StrawberryArgument
from strawberry.types.enum import StrawberryEnumDefinition
from strawberry.types.field import StrawberryField

from graph.dates import Period, parse_period
from queries.errors import BadInput
from schema.request.context import Call

EnumT = TypeVar("EnumT", bound=EnumMeta)


class SizedBy(StrEnum):
    """The bounds of a list that the arguments of its root field give."""

    PARTIES = "parties"
    RECIPIENTS = "recipients"
    FIRST = "first"
    CLAUSES = "clauses"
    MENTIONS = "mentions"


class PlainField(StrawberryField):
    """A field that is an attribute.

    `at_most` is where its list ends: it is cut there, priced by it, and the description says it.
    """

    at_most: int | None = None
    # Where the arguments of the root say more closely how long the list is.
    sized_by: SizedBy | None = None
    # What finding the value costs beside the objects that it holds.
    finding: int = 0


class RelatedField(PlainField):
    """A composite field: its value was attached under its response key before it resolves."""


class RootField(PlainField):
    """A field of Query or Mutation: `answer` reads what is asked, with everything that is selected under it."""

    answer: Callable[[Call], Awaitable[object]]


class StreamField(StrawberryField):
    """A field of Subscription: `events` are its values, one after another."""

    events: Callable[[Call], AsyncIterator[object]]


def plain(description: str, *, at_most: int | None = None, finding: int = 0) -> Any:  # noqa: ANN401 a field stands where its value's type is declared
    """A field that is an attribute."""
    made = PlainField(description=_say_end(description, at_most))
    made.at_most, made.finding = at_most, finding
    return made


def related(
    description: str,
    *arguments: StrawberryArgument,
    name: str | None = None,
    at_most: int | None = None,
    sized_by: SizedBy | None = None,
) -> Any:  # noqa: ANN401 as above
    """A field of which the registry knows how it is read; `name` where the API's is no name in Python."""
    made = RelatedField(description=_say_end(description, at_most), graphql_name=name)
    made.arguments, made.at_most, made.sized_by = list(arguments), at_most, sized_by
    return made


def _say_end(description: str, at_most: int | None) -> str:
    """The description with the end of the list for `{end}`."""
    return description if at_most is None else description.replace("{end}", f"at most {at_most:,}")


def root(
    answer: Callable[[Call], Awaitable[object]], description: str, *arguments: StrawberryArgument, finding: int = 0
) -> Any:  # noqa: ANN401 as above
    """A field of Query or Mutation, and the function that answers it."""
    made = RootField(description=description)
    made.finding = finding
    made.arguments = list(arguments)
    made.answer = answer
    return made


def stream(events: Callable[[Call], AsyncIterator[object]], description: str, *arguments: StrawberryArgument) -> Any:  # noqa: ANN401 as above
    """A field of Subscription, and the function that gives its events."""
    made = StreamField(description=description)
    made.arguments = list(arguments)
    made.events = events
    return made


def argument(name: str, kind: Any, description: str, default: object = strawberry.UNSET) -> StrawberryArgument:  # noqa: ANN401 a type or an alias
    """An optional argument by its Python name, nullable, with its default printed if it has one."""
    return _argument(name, kind | None, description, default)


def needed(name: str, kind: Any, description: str) -> StrawberryArgument:  # noqa: ANN401 as above
    """An argument that must be given."""
    return _argument(name, kind, description, strawberry.UNSET)


def _argument(name: str, kind: Any, description: str, default: object) -> StrawberryArgument:  # noqa: ANN401 as above
    # A trailing underscore keeps a name from being a word of Python's; the API has it without.
    public = name.removesuffix("_") if name.endswith("_") else None
    return StrawberryArgument(name, public, StrawberryAnnotation(kind), description=description, default=default)


# By enum and value what the value is: in English, then in Chinese as its last word.
ENUMS: dict[str, dict[str, str]] = {}


def described(description: str, **values: str) -> Callable[[EnumT], EnumT]:
    """Make an enum of the API, each of its values described."""

    def decorate(kind: EnumT) -> EnumT:
        made = strawberry.enum(kind, description=description)
        definition = made.__strawberry_definition__  # type: ignore[attr-defined]
        if not isinstance(definition, StrawberryEnumDefinition) or {one.name for one in definition.values} != set(
            values
        ):
            raise TypeError(f"{kind.__name__}: every value needs its description, and no other")
        for value in definition.values:
            value.description = values[value.name]
        ENUMS[definition.name] = dict(values)
        return made

    return decorate


# An instant as ISO 8601 text, kept as the graph keeps it.
Instant = NewType("Instant", str)


def _parse_date(value: object) -> Period:
    if not isinstance(value, str):
        raise BadInput(f"{value!r} is not a date: write it as text, YYYY, YYYY-MM or YYYY-MM-DD.", "date")
    try:
        return parse_period(value)
    except ValueError as error:
        raise BadInput(f"{error}.", "date") from error


_DATE = strawberry.scalar(
    name="Date",
    description="A date of ISO 8601, known to the year (`2012`), the month (`2012-10`) or the day (`2012-10-15`). 日期",
    serialize=str,
    parse_value=_parse_date,
)

_INSTANT = strawberry.scalar(
    name="DateTime",
    description="An instant of ISO 8601 with its offset: `2012-10-15T08:00:00+08:00`. 时间",
    serialize=str,
    parse_value=str,
)

_SCALARS: dict[object, Any] = {Period: _DATE, Instant: _INSTANT}


def build_config() -> StrawberryConfig:
    """The configuration under which the schema is built: which Python types its scalars are."""
    return StrawberryConfig(scalar_map=_SCALARS)
