"""Several processes answer on one address where the graph is in Neo4j; one that dies is replaced, all stop together."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from socket import create_server
from time import monotonic, sleep
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import psutil
from prometheus_client.parser import text_string_to_metric_families

from tests.fixtures.graphs import Server
from tests.hezuo.commands.commands import WAIT, Service, build_environment, run_command, serve


def find_workers(service: Service) -> set[int]:
    return list_workers(service.process.pid)


def list_workers(pid: int) -> set[int]:
    """The processes that serve: multiprocessing has one of its own beside them."""
    return {child.pid for child in psutil.Process(pid).children() if is_worker(child)}


def is_worker(child: psutil.Process) -> bool:
    try:
        return "spawn_main" in " ".join(child.cmdline())
    except psutil.NoSuchProcess:  # It has just ended, and may not have been waited for yet.
        return False


def ask(service: Service, **headers: str) -> object:
    body = json.dumps({"query": "{ graphInfo { version } }"}).encode()
    request = Request(f"{service.url}/graphql", body, {"Content-Type": "application/json", **headers})
    with urlopen(request, timeout=WAIT) as answer:
        return json.load(answer)["data"]["graphInfo"]["version"]


def spend(service: Service, address: str) -> int:
    """How often somebody from far away is answered, of forty times."""
    answered = 0
    for _ in range(40):
        try:
            ask(service, **{"X-Forwarded-For": address})
            answered += 1
        except HTTPError as refused:
            assert refused.code == 429
    return answered


def read_figures(service: Service) -> dict[str, float]:
    """What `/metrics` says, added up over labels."""
    with urlopen(f"{service.url}/metrics", timeout=WAIT) as answer:
        families = text_string_to_metric_families(answer.read().decode())
    found: defaultdict[str, float] = defaultdict(float)
    for family in families:
        for sample in family.samples:
            found[sample.name] += sample.value
    return dict(found)


def count_operations(service: Service) -> float:
    return read_figures(service)["hezuo_operations_total"]


def wait_for(holds: Callable[[], bool]) -> None:
    until = monotonic() + WAIT
    while not holds():
        assert monotonic() < until
        sleep(0.2)


def test_workers_answer_are_replaced_and_stop_together(tmp_path: Path, neo4j_server: Server) -> None:
    neo4j_server.wipe()
    settings = {
        "HEZUO_GRAPH_URL": neo4j_server.url,
        "HEZUO_QUERY_TIMEOUT": "120",
        "HEZUO_METRICS": "open",
        "HEZUO_BUDGET": "1000",
    }
    with serve(tmp_path, HEZUO_WORKERS="2", **settings) as service:
        assert ask(service) == 1
        first = find_workers(service)
        assert len(first) == 2
        # Whichever process is asked tells of both, once both are ready.
        wait_for(lambda: read_figures(service)["hezuo_engine_connections"] == 2 * 16)
        asked = 20
        assert all(ask(service) == 1 for _ in range(asked))
        for _ in range(5):
            assert count_operations(service) == 1 + asked
        # What one of them let a client spend, the other does not let it spend again; a minute's budget pays for ten.
        assert 10 <= spend(service, "192.0.2.1") <= 15
        assert 10 <= spend(service, "192.0.2.2") <= 15
        asked = int(count_operations(service)) - 1
        gone = min(first)
        psutil.Process(gone).kill()
        wait_for(lambda: len(find_workers(service) - {gone}) == 2)
        assert all(ask(service) == 1 for _ in range(5))
        # What the one that ended counted is not forgotten, and what stood in it is.
        assert count_operations(service) == 1 + asked + 5
        wait_for(lambda: read_figures(service)["hezuo_engine_connections"] == 2 * 16)
        last = find_workers(service)
        # As Ctrl+C does beside what it does to the one that started them, who alone ends them, and lets them finish.
        for pid in last:
            os.kill(pid, signal.SIGINT)
        assert all(ask(service) == 1 for _ in range(5))
        assert find_workers(service) == last
        assert service.stop() == 0
        assert not [pid for pid in last if psutil.pid_exists(pid)]
    assert service.said.read_text("utf-8").count("answers at") == 1


def test_embedded_graph_has_one_process(tmp_path: Path) -> None:
    done = run_command("serve", HEZUO_DATA=str(tmp_path), HEZUO_WORKERS="2")
    assert done.returncode == 1
    assert done.stderr == ("hezuo: HEZUO_WORKERS is for a graph in Neo4j: one process alone holds an embedded graph\n")


def test_signals_while_processes_start_end_them_without_a_word(tmp_path: Path) -> None:
    """As Ctrl+C does in a terminal: every process gets it, and some are still importing what they need."""
    told = tmp_path / "told.txt"
    code = (
        "from hezuo.commands.admin.run_service import work; from hezuo.service.server.address import take_address; "
        "from hezuo.settings import read_process_settings; from hezuo.service.server.workers import run_workers; "
        "run_workers(2, print, work, read_process_settings(), take_address('127.0.0.1', 0), None)"
    )
    # A server that takes connections and says nothing: nobody gets ready.
    with create_server(("127.0.0.1", 0)) as silent, told.open("wb") as log:
        url = f"bolt://127.0.0.1:{silent.getsockname()[1]}"
        environment = build_environment({"HEZUO_DATA": str(tmp_path / "var"), "HEZUO_GRAPH_URL": url})
        process = subprocess.Popen([sys.executable, "-c", code], env=environment, stderr=log, start_new_session=True)
        wait_for(lambda: len(list_workers(process.pid)) == 2)
        workers = list_workers(process.pid)
        os.killpg(process.pid, signal.SIGINT)
        assert process.wait(WAIT) == 0
        assert not [pid for pid in workers if psutil.pid_exists(pid)]
    assert told.read_text("utf-8") == ""
