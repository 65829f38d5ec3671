"""Puts together what answers operations over an open graph: names, sorted keys, documents and the schema."""

from __future__ import annotations

from collections.abc import Mapping

from graphql import GraphQLError

from graph.store import Graph
from hezuo.settings import Settings
from loaders.pipeline import DocumentPipeline, GraphDocuments
from loaders.turns import Threads, Turns
from queries.nodes.sorted_keys import SortedKeys
from queries.search.names import GraphNames
from schema.build import build_schema
from schema.cost.document_limits import TooComplex
from schema.execution.documents import prepare
from schema.execution.errors import format_unparsed
from schema.execution.execute import Answers
from schema.request.operation import Operation
from schema.request.roles import Role, Viewer

# Who may open the graph may do everything with it.
WHO = Viewer("command", Role.ADMIN, authenticated=True)


def build_answers(graph: Graph, settings: Settings, turns: Turns | None = None) -> Answers:
    """Build what answers operations from the graph; others' texts are read and analysed in `turns`, else in threads."""
    # Neo4j walks an index in the order of a list; the embedded engine has none.
    catalogue = None if settings.graph_url else SortedKeys(graph.reader)
    pipeline = DocumentPipeline(graph.reader, turns or Threads())
    documents = GraphDocuments(graph.writer, pipeline)
    return Answers(graph, GraphNames(graph.reader), build_schema(), catalogue, pipeline, documents)


async def answer_text(
    answers: Answers, text: str, variables: Mapping[str, object], name: str | None = None
) -> Mapping[str, object]:
    """The GraphQL response to an operation as who runs the command asks it; its failures are in it."""
    try:
        prepared = prepare(text)
    except (TooComplex, GraphQLError) as error:
        return {"errors": [format_unparsed(error)]}
    return await answers(Operation(prepared, variables, name, WHO, "command"))
