"""Puts together how requests come in: who is let in, what they may take, and what is noted of them."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from hezuo.errors import CommandError
from hezuo.service.app import ServiceConfig
from hezuo.service.auth.admin_token import provide_token
from hezuo.service.auth.authentication import Authenticator
from hezuo.service.auth.jwt_issuer import Issuer, open_issuer
from hezuo.service.auth.token_store import TokenStore
from hezuo.service.endpoints.caching import digest_schema
from hezuo.service.limits.budgets import Budgets, LocalBalances
from hezuo.service.limits.concurrency import ConcurrencyLimit
from hezuo.service.limits.shared_budgets import open_purses
from hezuo.service.limits.streams import Streams
from hezuo.service.operations.persisted import Documents, read_manifest
from hezuo.service.operations.pipeline import Bounds
from hezuo.service.telemetry.audit import FOLDER as AUDIT
from hezuo.service.telemetry.audit import Audit
from hezuo.service.telemetry.tracing import Database, open_traces
from hezuo.settings import Settings, is_loopback
from schema.build import print_declared
from schema.cost.pricing import Pricing
from schema.execution.execute import Answers
from schema.execution.subscribe import stream_operation


def build_issuer(settings: Settings) -> Issuer | None:
    """Build the issuer whose signed tokens are accepted, if any. Raises CommandError for keys that cannot be read."""
    if not settings.jwks:
        return None
    return open_issuer(settings.jwks, settings.jwt_issuer, settings.jwt_audience, settings.jwt_role_claim)


def build_gate(settings: Settings, issuer: Issuer | None) -> Authenticator:
    """Build the gate; a token is made where there is none. Raises CommandError for one that cannot be read or kept."""
    token = provide_token(settings.token, settings.data)
    return Authenticator(token, may_anybody_read(settings), TokenStore(settings.data), issuer)


def build_door(settings: Settings, gate: Authenticator, answers: Answers, folder: Path | None = None) -> ServiceConfig:
    """Build the door for requests; `folder` holds what processes share. Raises CommandError for what cannot be read.

    So it does for what is not installed.
    """
    return ServiceConfig(
        gate,
        settings.max_body_bytes,
        settings.max_load_bytes,
        most_in_batch=settings.batch,
        stream=partial(stream_operation, answers),
        streams=Streams(settings.streams, max(1, settings.streams // 10)),
        origins=settings.origins,
        documents=Documents(read_manifest(settings.documents) if settings.documents else {}, settings.documents_only),
        backups=settings.data,
        audit=Audit(settings.data / AUDIT),
        metrics=settings.metrics,
        shares_figures=folder is not None,
        traces=open_traces(settings.otlp, _name_database(settings)) if settings.otlp else None,
        schema_digest=digest_schema(print_declared()),
        price=Pricing(answers.schema, settings.max_price),
        budgets=Budgets(settings.budget, open_purses(folder) if folder is not None else LocalBalances()),
        admission=ConcurrencyLimit(settings.concurrency, settings.queue),
        bounds=Bounds(settings.request_timeout, settings.write_timeout, settings.max_answer_bytes),
    )


def _name_database(settings: Settings) -> Database:
    """Name what holds the graph for traces; the embedded engine is none that OpenTelemetry has a name for."""
    return Database("neo4j", settings.graph_database) if settings.graph_url else Database("ladybugdb")


def may_anybody_read(settings: Settings) -> bool:
    """Tell whether readers need no token. Raises CommandError where others reach the service and nobody decided it."""
    if settings.anonymous_read is not None:
        return settings.anonymous_read
    if not is_loopback(settings.host):
        raise CommandError(
            f"HEZUO_HOST is {settings.host!r}, which others reach: set HEZUO_ANONYMOUS_READ to 1 to let everybody "
            "read, or to 0 to let only those read who have a token"
        )
    return True
