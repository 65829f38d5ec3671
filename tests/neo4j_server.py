"""A real Neo4j for the tests: found by its address, or started on a free loopback port from its Maven artifacts."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import neo4j
from neo4j.exceptions import Neo4jError, ServiceUnavailable

HERE = Path(__file__).parent
POM = HERE / "neo4j" / "pom.xml"
CACHE = HERE / ".neo4j"
DEFAULT_VERSION = "5.26.30"
READY_SECONDS = 180  # A start takes 6 to 15 s on an idle machine; one that is busy with other things needs more.
DOWNLOAD_SECONDS = 1800  # The first download is 125 MB.
# Neo4j reads these parts of the JDK directly.
OPENED = ("java.base/java.nio", "java.base/java.io", "java.base/sun.nio.ch")
CONFIGURATION = """\
server.bolt.listen_address=127.0.0.1:{port}
server.http.enabled=false
server.https.enabled=false
dbms.security.auth_enabled=false
server.memory.pagecache.size=256m
db.tx_log.preallocate=false
dbms.usage_report.enabled=false
"""


class Neo4jMissing(Exception):
    """This machine lacks what a Neo4j is started with; the message says what."""


class Neo4jBroken(Exception):
    """A Neo4j was to be had and did not answer; the message ends with its log."""


@dataclass(frozen=True, slots=True)
class Wish:
    """Which Neo4j the tests want: a running one by `url`, else one of `version` started with the `java` command.

    `heap` is what it may take of memory, as Java writes it.
    """

    url: str
    version: str
    java: str
    heap: str = "1g"

    @property
    def java_version(self) -> int:
        """The oldest Java that runs the version."""
        return 17 if self.version.startswith("5.") else 21

    @property
    def main_class(self) -> str:
        """The Java class that starts the version."""
        name = "CommunityEntryPoint" if self.version.startswith("5.") else "Neo4jCommunity"
        return f"org.neo4j.server.{name}"


def read_wish(environ: Mapping[str, str]) -> Wish:
    """The wish as HEZUO_TEST_NEO4J, HEZUO_TEST_NEO4J_VERSION and JAVA_HOME state it."""
    home = environ.get("JAVA_HOME", "")
    return Wish(
        url=environ.get("HEZUO_TEST_NEO4J", ""),
        version=environ.get("HEZUO_TEST_NEO4J_VERSION") or DEFAULT_VERSION,
        java=str(Path(home, "bin", "java")) if home else "java",
    )


def parse_java_version(text: str) -> int | None:
    """The feature release in the output of `java -version`: 17 of `openjdk version "17.0.15"`."""
    found = re.search(r'version "(?:1\.)?(\d+)', text)
    return int(found[1]) if found else None


def check_java(wish: Wish) -> None:
    """Raise Neo4jMissing unless Java is here and new enough."""
    if shutil.which(wish.java) is None:
        raise Neo4jMissing(f"Neo4j {wish.version} needs Java {wish.java_version} or newer, and {wish.java} is not here")
    said = subprocess.run([wish.java, "-version"], capture_output=True, text=True, check=False).stderr
    found = parse_java_version(said)
    if found is None or found < wish.java_version:
        raise Neo4jMissing(f"Neo4j {wish.version} needs Java {wish.java_version} or newer, {wish.java} is {found}")


def read_class_path(version: str) -> str:
    """The server's jars. Maven names (and at first downloads) them; later runs read the list kept in `tests/.neo4j`."""
    kept = CACHE / f"{version}.classpath"
    if kept.exists() and all(Path(jar).exists() for jar in kept.read_text().split(os.pathsep)):
        return kept.read_text()
    if shutil.which("mvn") is None:
        raise Neo4jMissing("Neo4j is fetched by Maven, and mvn is not here")
    CACHE.mkdir(exist_ok=True)
    command = ["mvn", "-q", "-B", "-f", str(POM), "dependency:build-classpath", "-DincludeScope=runtime"]
    done = subprocess.run(
        [*command, f"-Dneo4j.version={version}", f"-Dmdep.outputFile={kept}"],
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False,
        timeout=DOWNLOAD_SECONDS,
    )  # fmt: skip
    if done.returncode != 0:
        kept.unlink(missing_ok=True)
        raise Neo4jBroken(f"Maven could not fetch Neo4j {version}:\n{done.stdout[-3000:]}")
    return kept.read_text()


def find_free_port() -> int:
    """A loopback port that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def does_answer(url: str) -> bool:
    """Whether the default database answers a query; a bolt port opens some seconds earlier than that."""
    try:
        # A plain session: the driver's managed transactions would retry for a minute.
        with neo4j.GraphDatabase.driver(url, connection_timeout=2) as driver, driver.session() as session:
            session.run("RETURN 1").consume()
    except (Neo4jError, ServiceUnavailable):
        return False
    return True


def wait_until_ready(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    """Return once the server answers; raise Neo4jBroken, with the end of its log, when it ends or takes too long."""
    until = time.monotonic() + READY_SECONDS
    while time.monotonic() < until:
        if process.poll() is not None:
            raise Neo4jBroken(f"Neo4j ended with status {process.returncode}:\n{log.read_text()[-4000:]}")
        if does_answer(url):
            return
        time.sleep(0.3)
    raise Neo4jBroken(f"Neo4j was not ready after {READY_SECONDS} s:\n{log.read_text()[-4000:]}")


@contextmanager
def run_neo4j(wish: Wish, folder: Path) -> Iterator[str]:
    """Run a server of our own in `folder` and yield its bolt URL; it is stopped, by its own process, on leaving."""
    check_java(wish)
    arguments = folder / "java.arguments"  # By file: a class path of 200 jars is long for a command line.
    arguments.write_text(f'-cp "{read_class_path(wish.version)}"\n')
    home, log, port = folder / "home", folder / "neo4j.log", find_free_port()
    (home / "conf").mkdir(parents=True)
    (home / "conf" / "neo4j.conf").write_text(CONFIGURATION.format(port=port))
    command = [
        wish.java,
        "-Xms256m",
        f"-Xmx{wish.heap}",
        f"@{arguments}",
        *(f"--add-opens={part}=ALL-UNNAMED" for part in OPENED),
    ]
    command += [wish.main_class, f"--home-dir={home}", f"--config-dir={home / 'conf'}"]
    with (
        log.open("wb") as sink,
        subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=sink, stderr=sink) as process,
    ):
        try:
            wait_until_ready(f"bolt://127.0.0.1:{port}", process, log)
            yield f"bolt://127.0.0.1:{port}"
        finally:
            process.kill()  # Its data go with the folder, and an orderly stop takes ten seconds.


@contextmanager
def open_neo4j(wish: Wish, folder: Path) -> Iterator[str]:
    """Yield the bolt URL of the Neo4j wished for. Raises Neo4jMissing, Neo4jBroken."""
    if not wish.url:
        with run_neo4j(wish, folder) as url:
            yield url
        return
    if not does_answer(wish.url):
        raise Neo4jBroken(f"HEZUO_TEST_NEO4J={wish.url} does not answer")
    yield wish.url
