"""The errors that can come between a question or a load and the engine.

GraphError
├── GraphUnavailable   the engine does not answer; try again later
├── QueryTimeout       the engine gave up at the time limit
├── GraphInUse         another process holds the embedded graph
├── GraphFormat        the stored graph has another format than this program
└── GraphPlace         the folder or file of the embedded graph cannot be used
"""


class GraphError(Exception):
    """Something about the graph that its message says to a person."""


class GraphUnavailable(GraphError):
    """The engine does not answer; the same call may work later."""


class QueryTimeout(GraphError):
    """The engine stopped a question at its time limit."""


class GraphInUse(GraphError):
    """Another process holds the embedded graph."""


class GraphFormat(GraphError):
    """The stored graph was written in another format."""


class GraphPlace(GraphError):
    """The embedded graph's folder or file cannot be used."""
