"""One root field being answered: who asks, with what, and what is selected of the answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

from graphql import GraphQLSchema

from graph.access import Reader
from schema.context import RequestContext
from schema.lookahead import Arguments, Selected

ValueT = TypeVar("ValueT")


@dataclass(frozen=True, slots=True)
class Call:
    """A root field with its arguments, as the schema coerces them, under the names that they have in the API."""

    context: RequestContext
    selected: Selected

    @property
    def arguments(self) -> Arguments:
        """The arguments; one that was not given and has no default is missing."""
        return self.context.arguments(self.selected)

    @property
    def schema(self) -> GraphQLSchema:
        """The schema that is asked."""
        return self.selected.selection.asking.schema

    @property
    def reader(self) -> Reader:
        """What reads the graph."""
        return self.context.reader

    @property
    def day(self) -> str:
        """The ISO day that `asOf` means."""
        return self.context.day(self.arguments.get("asOf"))

    def given(self, name: str, kind: type[ValueT], default: ValueT) -> ValueT:
        """An argument of a type; the default where it was not given or is null."""
        value = self.arguments.get(name)
        return value if isinstance(value, kind) else default

    def texts(self, name: str) -> list[str]:
        """An argument that is a list of texts or ids; empty where it was not given."""
        value = self.arguments.get(name)
        return [str(one) for one in value] if isinstance(value, list | tuple) else []

    def wants(self, path: str) -> bool:
        """Whether anything is selected at a path of field names below this field, such as `tasks.modelClauses`."""
        selection, type_name = self.selected.selection, self.selected.type_name
        for name in path.split("."):
            below = [one for one in selection.fields_of(type_name).values() if one.name == name]
            if not below:
                return False
            selection, type_name = selection.child(type_name, name) or selection, below[0].type_name
        return True
