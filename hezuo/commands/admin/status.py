"""`hezuo status`: what the graph holds, where it is, and of which version it is."""

from __future__ import annotations

from hezuo.commands.options import as_json, command, pass_settings, to_service
from hezuo.commands.terminal import say, say_json, write_columns
from hezuo.errors import CommandError
from hezuo.settings import Settings

QUESTION = "{ graphInfo { engine version loadedAt counts { kind count unverified } } }"


@command("status", "hezuo status --json")
@to_service
@as_json
@pass_settings
def run(settings: Settings, *, to: str | None, as_json: bool) -> int:
    """Say what the graph holds.

    Counts of every kind, the version, the engine.
    """
    import asyncio

    status = asyncio.run(_ask(settings, to) if to else _read(settings))
    if as_json:
        say_json(status)
        return 0
    counts = status.pop("counts")
    assert isinstance(counts, list)
    for line in write_columns(status.items()):
        say(line)
    say("")
    for line in write_columns([("kind", "count", "unverified"), *(one.values() for one in counts)]):
        say(line)
    return 0


async def _ask(settings: Settings, url: str) -> dict[str, object]:
    from graph.model import Label
    from hezuo.commands.client import open_client

    async with open_client(settings, url) as ask:
        answer = await ask(QUESTION, {})
    if errors := answer.get("errors"):
        raise CommandError(f"{url} answers: {errors[0]['message']}")
    info = answer["data"]["graphInfo"]
    counts = [{**one, "kind": Label[one["kind"]].value} for one in info["counts"]]
    return {"graph": url, **info, "counts": counts}


async def _read(settings: Settings) -> dict[str, object]:
    from graph.model import FORMAT
    from hezuo.commands.graph import open_for_command, say_through
    from queries.nodes.graph_info import count_kinds, read_loaded_at

    async with open_for_command(settings, say_through(settings, "status")) as graph:
        counts = await count_kinds(graph.reader)
        return {
            "graph": settings.graph_url or str(settings.graph_file),
            "engine": graph.engine,
            "format": FORMAT,
            "version": await graph.reader.version(),
            "loadedAt": await read_loaded_at(graph.reader),
            "counts": [{"kind": one.kind, "count": one.count, "unverified": one.unverified} for one in counts],
        }
