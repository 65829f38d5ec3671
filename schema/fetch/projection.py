"""Finds which properties a selection wants read, so that no other column leaves the engine."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from graph.model import RelationshipType
from queries.nodes.columns import properties_of
from queries.nodes.relation_pages import By
from queries.nodes.relations import Projection, Relation
from schema.fetch.ordering import TELLING
from schema.fetch.sources import Computed, EdgeShape, Length, NodeShape, Reference, Registry, Related, Shape
from schema.request.selection import Selected, Selection


@dataclass(slots=True)
class ProjectionBuilder:
    """Collects, by variable of a relation, the properties wanted of it."""

    registry: Registry
    relation: Relation
    found: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def add_order(self, order: Iterable[By], source: Related) -> None:
        """Add what sorting and telling rows apart needs."""
        self.found[source.key].add("id")
        for term in order:
            self.found[term.variable].add(term.property)
        if not source.distinct:
            self.found["e"].add("key")
        elif isinstance(source.shape, EdgeShape) and source.shape.variable == "e":
            kinds = [kind for kind in self.relation.kinds("e") if isinstance(kind, RelationshipType)]
            self.found["e"].update(name for name in TELLING if any(name in properties_of(kind) for kind in kinds))

    def add_shape(self, shape: Shape, selection: Selection) -> None:
        """Add what the objects of a shape need for a selection."""
        if isinstance(shape, NodeShape):
            kinds = self.relation.kinds(shape.variable)
            for label in kinds:
                self.found[shape.variable].update(list_properties(self.registry, str(label), selection, ("id",)))
            return
        own = set[str]()
        for selected in selection.fields_of(shape.type_name).values():
            part = shape.parts.get(selected.name)
            if part is not None:
                self.add_shape(part, selected.selection)
            elif selected.name == "id":
                for variable in shape.ends:
                    self.found[variable].add("id")
            elif selected.name not in (*self.relation.constants(), "cursor"):
                own.update(_field_properties(self.registry, shape.type_name, selected))
        if shape.variable and own:
            self.found[shape.variable] |= own

    def frozen(self) -> Projection:
        """Return the same, as a key by which the question's text is remembered."""
        return tuple((variable, tuple(sorted(names))) for variable, names in sorted(self.found.items()) if names)


def edge_selections(source: Related, selected: Selected) -> Mapping[str, Selection]:
    """The selections of the objects of a field, by response key: those under `edges` for a connection."""
    if source.length is not Length.CONNECTION:
        return {selected.response_key: selected.selection}
    fields = selected.selection.fields_of(selected.type_name)
    return {key: one.selection for key, one in fields.items() if one.name == "edges"}


def list_properties(registry: Registry, type_name: str, selection: Selection, always: Iterable[str]) -> set[str]:
    """The properties to read of a node of one label for a selection."""
    found = set(always)
    for selected in selection.fields_of(type_name).values():
        found.update(_field_properties(registry, type_name, selected))
    return found


def _field_properties(registry: Registry, type_name: str, selected: Selected) -> Iterable[str]:
    source = registry.sources.get((type_name, selected.name))
    if source is None:
        return () if selected.name == "id" else (selected.name,)
    if isinstance(source, Computed | Reference):
        return source.properties
    return ()
