"""Asks the seed as the service is asked: by the names that are in it, with what stands before each engine."""

from __future__ import annotations

from graph.store import Graph
from loaders.pipeline import DocumentPipeline, GraphDocuments
from queries.nodes.sorted_keys import SortedKeys
from queries.search.names import GraphNames
from schema.build import build_schema
from schema.execution.execute import Answers
from tests.schema.asking import Asker, WatchedGraph


def asker_of_seed(graph: Graph) -> Asker:
    """What asks an open graph of the seed."""
    watched = WatchedGraph(graph)
    catalogue = SortedKeys(watched) if graph.engine.startswith("LadybugDB") else None
    pipeline = DocumentPipeline(watched)
    documents = GraphDocuments(graph.writer, pipeline)
    return Asker(watched, Answers(watched, GraphNames(watched), build_schema(), catalogue, pipeline, documents))
