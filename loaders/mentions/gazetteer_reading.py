"""Read from the graph what the document pipeline knows: the names of things, and the tasks."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from graph.dates import period_of
from graph.model import NODES, Label, PropertyType
from graph.store import Reader, Statement
from graph.writing.batch import NodeRow, PropertyValue
from loaders.mentions.gazetteer import NAMED

# What of a node names it, or tells namesakes apart.
_NAMING = ("title", "shortName", "aliases", "formerNames", "number", "since", "until", "derived")


@dataclass(frozen=True, slots=True)
class TaskText:
    """A task and its words."""

    id: str
    text: str


TASKS = Statement(
    "texts of tasks",
    "MATCH (t:Task) RETURN t.id AS id, coalesce(t.text, '') AS text ORDER BY id",
    (),
    ("id", "text"),
    TaskText,
)


@dataclass(frozen=True, slots=True)
class GraphWords:
    """Names and tasks of the graph; `derived` are by name the institutions that documents made."""

    rows: tuple[NodeRow, ...]
    derived: dict[str, str]
    tasks: tuple[TaskText, ...]


async def read_graph_names(reader: Reader) -> GraphWords:
    """All that the pipeline asks of the graph; one engine call a label."""
    rows: list[NodeRow] = []
    derived: dict[str, str] = {}
    for label in NAMED:
        for row in await reader.run(_names_of(label), {}):
            # A text must find a derived institution by its pattern again, or it would no longer make it.
            if row.properties.get("derived"):
                derived[row.name] = row.id
            else:
                rows.append(row)
    return GraphWords(tuple(rows), derived, tuple(await reader.run(TASKS, {})))


@lru_cache
def _names_of(label: Label) -> Statement[NodeRow]:
    types = {name: NODES[label][name] for name in _NAMING if name in NODES[label]}
    columns = ["n.id AS id", "n.name AS name"]
    for name, kind in types.items():
        if kind is PropertyType.DATE:
            columns += [f"n.{name}First AS {name}First", f"n.{name}Last AS {name}Last"]
        else:
            columns.append(f"n.{name} AS {name}")

    def row(*values: object) -> NodeRow:
        key, title, *others = values
        properties: dict[str, PropertyValue] = {}
        for name, kind in types.items():
            value = others.pop(0)
            if kind is PropertyType.DATE:
                last = others.pop(0)
                properties[name] = period_of(str(value), str(last)) if value and last else None
            elif isinstance(value, list):
                properties[name] = tuple(map(str, value))
            elif isinstance(value, str | bool):
                properties[name] = value
        return NodeRow(label, str(key), str(title), properties, (), True)

    text = f"MATCH (n:{label}) RETURN {', '.join(columns)} ORDER BY n.id"
    return Statement(f"names of {label} for documents", text, (), tuple(c.split(" AS ")[1] for c in columns), row)
