"""`hezuo serve`: the service, as the settings say."""

from __future__ import annotations

from hezuo.commands.options import command, pass_settings
from hezuo.settings import Settings


@command(
    "serve",
    "hezuo serve",
    "HEZUO_PORT=9000 hezuo serve",
    "HEZUO_GRAPH_URL=neo4j://127.0.0.1:7687 HEZUO_GRAPH_PASSWORD=… hezuo serve",
)
@pass_settings
def run(settings: Settings) -> int:
    """Answer over HTTP.

    An empty graph is filled with the seed first. SIGTERM and Ctrl+C stop it.
    """
    from hezuo.commands.admin.run_service import run_service

    run_service(settings)
    return 0
