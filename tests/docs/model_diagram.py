"""Draws the model as an entity-relationship picture in Mermaid, for `docs/model.md`."""

from __future__ import annotations

from graph.model import NODE_PROPERTIES, NODES, RELATIONSHIPS, PropertyType, Relationship


def build_picture() -> str:
    """The Mermaid text of all labels with their properties and of all relationship types with theirs."""
    lines = ["erDiagram"]
    for label, properties in NODES.items():
        lines.append(f"    {label} {{")
        lines += [f"        {_type(kind)} {name}{_key(name)}" for name, kind in _shown(properties).items()]
        lines.append("    }")
    for relationship in RELATIONSHIPS.values():
        lines += [f'    {start} }}o--o{{ {end} : "{_caption(relationship)}"' for start, end in relationship.arrows]
    return "\n".join(lines)


def _shown(properties: dict[str, PropertyType]) -> dict[str, PropertyType]:
    common = {name: kind for name, kind in NODE_PROPERTIES.items() if name in ("id", "name")}
    return common | properties


def _type(kind: PropertyType) -> str:
    return str(kind).lower()


def _key(name: str) -> str:
    return " PK" if name == "id" else ""


def _caption(relationship: Relationship) -> str:
    own = ", ".join(relationship.properties)
    return f"{relationship.type} ({own})" if own else str(relationship.type)
