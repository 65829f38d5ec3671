"""Wires the web application: where each address leads, and what stands around every request."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Mount, Route, WebSocketRoute
from starlette.staticfiles import StaticFiles
from starlette.websockets import WebSocket

from graph.store import Graph
from hezuo.service.auth.authentication import Authenticator
from hezuo.service.endpoints.backup import BackupEndpoint
from hezuo.service.endpoints.caching import Tagger
from hezuo.service.endpoints.graphql import GraphQLEndpoint
from hezuo.service.endpoints.page import EXPLORER, read_page
from hezuo.service.endpoints.probes import MetricsEndpoint, Readiness, respond_alive
from hezuo.service.endpoints.websocket import WebSocketEndpoint
from hezuo.service.endpoints.websocket_session import Patience
from hezuo.service.http.errors import build_refusal
from hezuo.service.http.media_types import JSON
from hezuo.service.http.middleware import Recorded
from hezuo.service.http.response import VersionTeller, build_response
from hezuo.service.limits.budgets import Budgets
from hezuo.service.limits.concurrency import ConcurrencyLimit
from hezuo.service.limits.streams import Streams
from hezuo.service.operations.batching import Batches
from hezuo.service.operations.persisted import Documents
from hezuo.service.operations.pipeline import Bounds, OperationPipeline
from hezuo.service.telemetry.audit import Audit
from hezuo.service.telemetry.metrics import Metrics
from hezuo.service.telemetry.operation_log import Observer
from hezuo.service.telemetry.process_metrics import ProcessMetrics
from hezuo.service.telemetry.shared_metrics import Shared
from hezuo.service.telemetry.tracing import Traces
from schema.cost.pricing import Pricing
from schema.request.operation import Answer, Stream

PATH = "/graphql"
PLACES = f"{PATH}, /healthz and /readyz"
Respond = Callable[[Request], Awaitable[Response]]


@dataclass(frozen=True, slots=True)
class ServiceConfig:
    """The rules by which the application lets requests in: who may do what, how large a body may be.

    `stream` answers subscriptions; `explorer` is the built query page, where it is built.
    """

    gate: Authenticator
    max_body_bytes: int
    # Whoever may load sends whole documents.
    max_load_bytes: int
    explorer: Path = EXPLORER
    # Where backups are made before they are sent; without it there are none.
    backups: Path | None = None
    # Queries in one body; 0 means one, and no list.
    most_in_batch: int = 0
    stream: Stream | None = None
    streams: Streams = field(default_factory=Streams)
    patience: Patience = field(default_factory=Patience)
    # Whose pages may ask besides our own, such as https://dashboard.example.
    origins: tuple[str, ...] = ()
    documents: Documents = field(default_factory=Documents)
    # Tells this schema from others; without it no answer has a tag.
    schema_digest: str = ""
    audit: Audit | None = None
    traces: Traces | None = None
    # Who sees the figures: off, token or open.
    metrics: str = "token"
    # Whether other processes answer beside this one.
    shares_figures: bool = False
    price: Pricing | None = None
    budgets: Budgets = field(default_factory=Budgets)
    admission: ConcurrencyLimit = field(default_factory=ConcurrencyLimit)
    bounds: Bounds = field(default_factory=Bounds)


def build_app(graph: Graph, answer: Answer, door: ServiceConfig) -> Starlette:
    """The application over an open graph; `answer` answers operations."""
    reception = _build_reception(answer, door)
    page = read_page(door.explorer)
    tagger = Tagger(graph.reader.version, door.schema_digest) if door.schema_digest else None
    version = VersionTeller(graph.reader.version)
    standing = ProcessMetrics(graph.figures, reception.admission, reception.streams, reception.memory)
    shared = Shared(standing) if door.shares_figures else None
    metrics = Metrics(standing, shared)
    observe = Observer(door.audit, metrics, door.traces).note
    batches = Batches(reception, version, observe)
    sizes = (door.max_body_bytes, door.max_load_bytes)
    endpoint = GraphQLEndpoint(reception, door.gate, page, version, *sizes, batches, door.most_in_batch, tagger)
    sockets = WebSocketEndpoint(reception, door.gate, door.max_body_bytes, door.origins, door.patience, observe)

    async def serve_socket(socket: WebSocket) -> None:
        await sockets(socket)

    routes: list[BaseRoute] = [
        # The first that fits is found first.
        Route(PATH, _as_function(endpoint), methods=["GET", "POST"]),
        Route("/", _respond_root, methods=["GET"]),
        WebSocketRoute(PATH, serve_socket),
        Route("/healthz", respond_alive, methods=["GET"]),
        Route("/readyz", _as_function(Readiness(graph)), methods=["GET"]),
    ]
    if door.metrics != "off":
        figures = MetricsEndpoint(metrics, graph, None if door.metrics == "open" else door.gate)
        routes.append(Route("/metrics", _as_function(figures), methods=["GET"]))
    if door.backups is not None:
        backup = BackupEndpoint(graph, door.gate, door.backups)
        routes.append(Route("/backup", _as_function(backup), methods=["GET"]))
    if door.explorer.is_dir():
        routes.append(Mount("/explorer", StaticFiles(directory=door.explorer)))
    handlers = {HTTPException: _respond_error}
    return Starlette(
        routes=routes,
        middleware=[Middleware(Recorded, observe=observe, stopping=door.streams.ended), *_allow_origins(door.origins)],
        exception_handlers=handlers,  # type: ignore[arg-type]
        lifespan=shared.publishing if shared is not None else None,
    )


def _as_function(endpoint: Respond) -> Respond:
    """Return the endpoint as a function, since Starlette takes any other callable for an application of its own."""

    async def respond(request: Request) -> Response:
        return await endpoint(request)

    return respond


def _build_reception(answer: Answer, door: ServiceConfig) -> OperationPipeline:
    return OperationPipeline(
        answer,
        door.stream,
        door.streams,
        documents=door.documents,
        price=door.price,
        budgets=door.budgets,
        admission=door.admission,
        bounds=door.bounds,
        traced=door.traces is not None,
    )


def _allow_origins(origins: tuple[str, ...]) -> list[Middleware]:
    """Lets the pages of some origins ask; they have no cookies to send, only what they put into headers."""
    if not origins:
        return []
    return [
        Middleware(
            CORSMiddleware,
            allow_origins=origins,
            allow_methods=["GET", "POST"],
            allow_headers=["Authorization", "Content-Type", "If-None-Match", "X-Request-ID"],
            expose_headers=["ETag", "Retry-After", "X-Request-ID"],
        )
    ]


async def _respond_root(request: Request) -> Response:
    return RedirectResponse(PATH, 307)


async def _respond_error(request: Request, error: HTTPException) -> Response:
    """Answer what routing refuses, in the form of every other refusal."""
    if error.status_code == 404:
        answer = build_refusal("NOT_FOUND", f"There is nothing at {request.url.path[:200]}; there are {PLACES}.")
    else:
        answer = build_refusal("BAD_USER_INPUT", f"{request.method} is not answered here.", {"argument": "method"})
    return build_response(answer, JSON, error.status_code, error.headers)
