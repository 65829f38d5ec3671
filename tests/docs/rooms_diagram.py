"""Draws the rooms of the house and what each imports as a picture in Mermaid, for `docs/architecture.md`."""

from __future__ import annotations

from tests.project.rooms import ARROWS, WITHIN

# What a room is drawn as: its path as the plan names it. Single files of a package are left to the plan.
ROOMS = {
    "graph": ("engines", "writing", "archive", "names"),
    "queries": ("nodes", "coverage", "pairing", "paths", "search"),
    "loaders": ("files", "clauses", "mentions", "tasks", "metadata", "facts", "storing"),
    "schema": ("request", "fields", "fetch", "entities", "questions", "changes", "cost", "execution"),
    "hezuo/service": ("http", "server", "auth", "limits", "telemetry", "operations", "endpoints"),
}


def build_rooms() -> str:
    """The Mermaid text: a box a package, its rooms inside, arrows from who imports to what is imported.

    An arrow that others imply is left out: of `a → b → c`, `a → c`.
    """
    lines = ["flowchart TD"]
    for package, names in ROOMS.items():
        lines.append(f"    subgraph {_id(package)}[{package}]")
        lines += [f"        {_id(f'{package}/{name}')}[{name}]" for name in names]
        lines += [f"        {_id(start)} --> {_id(end)}" for start, end in list_arrows(package)]
        lines.append("    end")
    lines.append("    commands[hezuo/commands]")
    packages = {name: others - {"seed"} for name, others in ARROWS.items() if name != "seed"}
    for start, end in _reduce(packages):
        if start == "hezuo":
            lines += [f"    {one} --> {_id(end)}" for one in ("commands", _id("hezuo/service"))]
        else:
            lines.append(f"    {_id(start)} --> {_id(end)}")
    return "\n".join(lines)


def list_arrows(package: str) -> list[tuple[str, str]]:
    """The arrows between the rooms of a package, as the plan has them, those that others imply left out."""
    rooms = {f"{package}/{name}" for name in ROOMS[package]}
    return _reduce({room: WITHIN.get(room, set()) & rooms for room in sorted(rooms)})


def _reduce(reaches: dict[str, set[str]]) -> list[tuple[str, str]]:
    def reached(start: str) -> set[str]:
        return {one for end in reaches[start] for one in {end, *reached(end)}}

    return [
        (start, end)
        for start in sorted(reaches)
        for end in sorted(reaches[start])
        if not any(end in reached(other) for other in reaches[start] - {end})
    ]


def _id(path: str) -> str:
    return path.replace("/", "_")
