"""The Neo4j engine: the official async driver, reads routed to readers, rows packed into one record."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Container, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager

import neo4j
from neo4j.exceptions import (
    AuthError,
    ConnectionAcquisitionTimeoutError,
    ConstraintError,
    Neo4jError,
    ServiceUnavailable,
    SessionExpired,
    TransientError,
)

from graph.bookkeeping import LABELS, READ_STATE, create_state
from graph.engines.location import GraphLocation
from graph.engines.neo4j_packing import bind, pack
from graph.engines.transaction import CypherTransaction, Rows
from graph.errors import GraphFormat, GraphUnavailable, QueryTimeout
from graph.model import FORMAT, Label
from graph.store import NO_FOLLOW_UPS, Answer, FollowUpAnswer, FollowUps, Parameters, RowT, Statement, Value
from graph.telemetry import EngineMetrics, note_step

# What lists are ordered by, next to the key: with the id behind it, a page reads its own rows and no others.
ORDER_COLUMNS: dict[Label, tuple[str, ...]] = {
    Label.POLICY_DOCUMENT: ("name", "issuedFirst", "number", "effectFrom"),
    Label.CLAUSE: ("name",),
    Label.REGION: ("name", "level"),
    Label.ECONOMIC_ZONE: ("name",),
    Label.PROGRAMME: ("name", "sinceFirst"),
    Label.INSTITUTION: ("name",),
    Label.SOURCE: ("name",),
}


def build_constraints() -> Iterator[str]:
    """One statement each; safe to run again."""
    for name in (*Label, *LABELS):
        yield f"CREATE CONSTRAINT {name}_id IF NOT EXISTS FOR (n:{name}) REQUIRE n.id IS UNIQUE"
    for label, columns in ORDER_COLUMNS.items():
        for column in columns:
            yield f"CREATE INDEX {label}_{column} IF NOT EXISTS FOR (n:{label}) ON (n.{column}, n.id)"
    yield "CREATE INDEX Change_version IF NOT EXISTS FOR (n:Change) ON (n.version)"


class _Every(Container[str]):
    def __contains__(self, name: object) -> bool:
        return True


class Neo4jTransaction(CypherTransaction):
    """One transaction on the server; it belongs to one task."""

    portion = 5_000

    def __init__(self, transaction: neo4j.AsyncTransaction) -> None:
        self._transaction = transaction

    def list_named(self, rows: Rows) -> Container[str]:
        """All: one text whatever the rows lack, since the server plans each text that it has not seen."""
        return _Every()

    async def send(self, text: str, parameters: Parameters) -> Sequence[Sequence[Value]]:
        """Run one statement in this transaction and return its rows."""
        result = await self._transaction.run(text, dict(parameters))
        return [record.values() async for record in result]


# A read that failed for one of these may succeed at once on another connection or member.
RETRIED = (ServiceUnavailable, SessionExpired, TransientError)

ATTEMPTS, FIRST_PAUSE = 3, 0.05  # seconds, doubled each time

TIMED_OUT = (
    "Neo.ClientError.Transaction.TransactionTimedOut",
    "Neo.ClientError.Transaction.TransactionTimedOutClientConfiguration",
)

NO_DATABASE = "Neo.ClientError.Database.DatabaseNotFound"

# A connection that has idled this long is tried before it is used.
IDLE_BEFORE_CHECK, CONNECT_WITHIN, WAIT_FOR_CONNECTION = 30.0, 5.0, 5.0


class Neo4jGraph:
    """An open graph on a Neo4j server or cluster. It is its own reader and writer."""

    def __init__(self, driver: neo4j.AsyncDriver, place: GraphLocation, server: str) -> None:
        self._driver = driver
        self._database = place.database
        self._timeout = place.query_timeout
        self.figures = EngineMetrics(place.pool_size)
        self._server = server
        # Shared by all sessions, so that what this process wrote is visible to what it reads, on any member.
        self._bookmarks = neo4j.AsyncGraphDatabase.bookmark_manager()
        # Sessions that nobody reads with just now: to make one takes a tenth of what a small question takes.
        self._resting: list[neo4j.AsyncSession] = []
        self._most_resting = place.pool_size

    @property
    def engine(self) -> str:
        """The engine's name and version, for people."""
        return self._server

    @property
    def reader(self) -> Neo4jGraph:
        """The reader: this graph itself."""
        return self

    @property
    def writer(self) -> Neo4jGraph:
        """The writer: this graph itself."""
        return self

    async def run(self, question: Statement[RowT], parameters: Parameters) -> list[RowT]:
        """All rows of a question, in its order. Raises GraphUnavailable, QueryTimeout."""
        return (await self.answer(question, parameters)).rows

    async def answer(self, question: Statement[RowT], parameters: Parameters) -> Answer[RowT]:
        """The rows and the version that they are of. Raises GraphUnavailable, QueryTimeout."""
        return (await self.answer_together(question, parameters, NO_FOLLOW_UPS))[0]

    async def answer_together(
        self, question: Statement[RowT], parameters: Parameters, companions: FollowUps
    ) -> tuple[Answer[RowT], list[FollowUpAnswer]]:
        """Answer a question, with all that goes along, in one statement. Raises GraphUnavailable, QueryTimeout."""
        pause = FIRST_PAUSE
        with self.figures.question(question.name), named_errors():
            for _ in range(ATTEMPTS - 1):
                try:
                    return await self._read(question, parameters, companions)
                except RETRIED:
                    await asyncio.sleep(pause)
                    pause *= 2
            return await self._read(question, parameters, companions)

    async def version(self) -> int:
        """The graph's version; asked each time, since other processes write too."""
        return (await self.run(READ_STATE, {}))[0].version

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Neo4jTransaction]:
        """A transaction on the leader. Raises GraphUnavailable, QueryTimeout."""
        with note_step("transaction", "write"), named_errors():
            async with self._session(neo4j.WRITE_ACCESS) as session, await session.begin_transaction() as transaction:
                yield Neo4jTransaction(transaction)
                await transaction.commit()

    async def close(self) -> None:
        """Close the pool."""
        for session in self._resting:
            await session.close()
        await self._driver.close()

    async def prepare(self) -> None:
        """Create the constraints and the state of a new graph; GraphFormat where there is one of another format."""
        if not (states := await self.run(READ_STATE, {})):
            with named_errors():
                await self._create()
            states = await self.run(READ_STATE, {})
        if states[0].format != FORMAT:
            raise GraphFormat(f"the graph is of format {states[0].format}, this program reads format {FORMAT}")

    async def _create(self) -> None:
        async with self._session(neo4j.WRITE_ACCESS) as session:
            for statement in (*build_constraints(), "CALL db.awaitIndexes(300)"):
                await (await session.run(statement)).consume()
            try:
                async with await session.begin_transaction() as transaction:
                    await create_state(Neo4jTransaction(transaction))
                    await transaction.commit()
            except ConstraintError:
                return  # Another process has just made the same graph.

    async def _read(
        self, question: Statement[RowT], parameters: Parameters, companions: FollowUps
    ) -> tuple[Answer[RowT], list[FollowUpAnswer]]:
        query = neo4j.Query(pack(question.text, question.columns, companions.along), timeout=self._timeout)
        session = self._resting.pop() if self._resting else self._session(neo4j.READ_ACCESS)
        try:
            record = await (await session.run(query, bind(parameters, companions))).single(strict=True)
        except BaseException:
            # Ends the question on the server where it is still under way. The session is not used again.
            session.cancel()
            await session.close()
            raise
        if len(self._resting) < self._most_resting:
            self._resting.append(session)
        else:
            await session.close()
        before, after, rows, *along = record
        found = [FollowUpAnswer(*pair) for pair in zip(along[::2], along[1::2], strict=True)]
        return Answer(question.read(rows), before or 0, after or 0), found

    def _session(self, access: str) -> neo4j.AsyncSession:
        return self._driver.session(
            database=self._database, default_access_mode=access, bookmark_manager=self._bookmarks
        )


@contextmanager
def named_errors() -> Iterator[None]:
    """Turn what the driver raises into what its callers know; anything else passes, as a mistake of ours."""
    try:
        yield
    except AuthError as error:
        raise GraphUnavailable("Neo4j refuses the sign-in; check HEZUO_GRAPH_USER and HEZUO_GRAPH_PASSWORD") from error
    except Neo4jError as error:
        if error.code in TIMED_OUT:
            raise QueryTimeout("Neo4j stopped the question at its time limit") from error
        if error.code == NO_DATABASE:
            raise GraphUnavailable(f"{error.message} Check HEZUO_GRAPH_DATABASE") from error
        if isinstance(error, TransientError):
            raise GraphUnavailable(f"Neo4j cannot answer just now: {error.message}") from error
        raise
    except (ServiceUnavailable, SessionExpired, ConnectionAcquisitionTimeoutError) as error:
        raise GraphUnavailable(f"Neo4j does not answer: {error}") from error


async def open_neo4j(place: GraphLocation) -> Neo4jGraph:
    """Connect to a server or cluster. Raises GraphUnavailable, GraphFormat."""
    driver = neo4j.AsyncGraphDatabase.driver(
        place.url,
        auth=(place.user, place.password) if place.password else None,
        max_connection_pool_size=place.pool_size,
        connection_timeout=CONNECT_WITHIN,
        connection_acquisition_timeout=WAIT_FOR_CONNECTION,
        liveness_check_timeout=IDLE_BEFORE_CHECK,
        notifications_min_severity=neo4j.NotificationMinimumSeverity.OFF,
    )
    try:
        with named_errors():
            server = (await driver.get_server_info()).agent
        graph = Neo4jGraph(driver, place, server.replace("/", " "))
        await graph.prepare()
    except BaseException:
        await driver.close()
        raise
    return graph
