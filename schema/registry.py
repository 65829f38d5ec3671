"""Where every field of the API comes from: the one place that joins what the types' own modules say.

A module of a question's types stands in MODULES and says in `SOURCES` where its composite fields come from.
"""

from __future__ import annotations

from strawberry.types.base import StrawberryObjectDefinition

from graph.model import Label
from schema import (
    types_base,
    types_changes,
    types_coverage,
    types_documents,
    types_draft,
    types_gap_changes,
    types_gaps,
    types_graph,
    types_institutions,
    types_live,
    types_loading,
    types_matrix,
    types_pairing,
    types_paths,
    types_places,
    types_plan,
    types_programmes,
    types_review,
    types_search,
    types_tasks,
)
from schema.registry_documents import (
    COVERAGE_SOURCES,
    DOCUMENT_SOURCES,
    INSTITUTION_SOURCES,
    PROGRAMME_SOURCES,
    TASK_SOURCES,
)
from schema.registry_places import REGION_SOURCES, ZONE_SOURCES
from schema.shapes import Referred, Registry, Source, Sources

MODULES = (
    types_base, types_coverage, types_documents, types_graph, types_institutions, types_places, types_programmes,
    types_tasks, types_gaps, types_gap_changes, types_matrix, types_changes, types_live,
    types_search, types_draft, types_paths, types_pairing, types_plan, types_loading, types_review,
)  # fmt: skip
SOURCES_END = 50


def _definition(one: object) -> StrawberryObjectDefinition | None:
    definition = getattr(one, "__strawberry_definition__", None)
    return definition if isinstance(definition, StrawberryObjectDefinition) else None


def _list_types() -> dict[str, type]:
    found = {}
    for module in MODULES:
        for one in vars(module).values():
            definition = _definition(one)
            if isinstance(one, type) and definition and not definition.is_input and not definition.is_graphql_generic:
                found[definition.name] = one
    return found


def _sources_of(types: dict[str, type]) -> Sources:
    """The `sources` of everything that has them: labels and relationships alike keep ids of Source nodes."""
    referred: Source = Referred("source_ids", Label.SOURCE, SOURCES_END, ("sources",))
    return {
        (name, "sources"): referred
        for name, one in types.items()
        if (definition := _definition(one)) and any(own.name == "sources" for own in definition.fields)
    }


def build_registry() -> Registry:
    """The registry of all types and fields."""
    types = _list_types()
    sources = {**_sources_of(types), **REGION_SOURCES, **ZONE_SOURCES, **PROGRAMME_SOURCES, **INSTITUTION_SOURCES}
    sources |= {**DOCUMENT_SOURCES, **COVERAGE_SOURCES, **TASK_SOURCES}
    for module in MODULES:
        sources |= getattr(module, "SOURCES", {})
    return Registry(types, sources, {one: name for name, one in types.items()})


REGISTRY = build_registry()
