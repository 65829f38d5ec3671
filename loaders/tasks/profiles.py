"""Read the task profiles of `seed/profiles/`: for each task its cues and what each weighs; words, contexts for all."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from importlib import resources
from importlib.resources.abc import Traversable

from loaders.tasks.cues import Cue, CueError, read_cue

_WORDS, _CONTEXTS = "words.toml", "contexts.toml"


class ProfileError(ValueError):
    """A profile file that cannot be read; the message names the file."""


@dataclass(frozen=True, slots=True)
class Weighted:
    """A cue and what finding it adds to the log-odds that the clause covers the task."""

    cue: Cue
    weight: float


@dataclass(frozen=True, slots=True)
class Profile:
    """The demands of a task, as cues; `bias` are the log-odds of a clause that holds none."""

    task_id: str
    bias: float
    cues: tuple[Weighted, ...]
    except_contexts: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Context:
    """A kind of clause that covers nothing, or little: a definition, a penalty; `cues` tell it, any one is enough."""

    name: str
    cues: tuple[Cue, ...]
    weight: float


@dataclass(frozen=True, slots=True)
class Profiles:
    """All profiles; `version` is the number in the method (`profile-1`)."""

    version: int
    profiles: tuple[Profile, ...]
    contexts: tuple[Context, ...]
    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def _read_weight(value: object, what: str, file: str) -> float:
    if not isinstance(value, int | float):
        raise ProfileError(f"{file}: '{what}' needs a number as its weight")
    return float(value)


def _read_cue(written: str, words: Mapping[str, tuple[str, ...]], file: str) -> Cue:
    try:
        return read_cue(written, words)
    except CueError as error:
        raise ProfileError(f"{file}: {error}") from error


def _read_toml(file: Traversable) -> dict[str, object]:
    try:
        return tomllib.loads(file.read_text("utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise ProfileError(f"{file.name}: {error}") from error


def _need(content: Mapping[str, object], name: str, file: str) -> object:
    if name not in content:
        raise ProfileError(f"{file}: {name} is missing")
    return content[name]


def _table(content: Mapping[str, object], name: str, file: str) -> dict[str, object]:
    value = content.get(name, {})
    if not isinstance(value, dict):
        raise ProfileError(f"{file}: {name} must be a table")
    return value


def _strings(value: object, file: str) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise ProfileError(f"{file}: a list of texts is wanted, not {value!r}")
    return tuple(value)


def _read_profile(file: Traversable, words: Mapping[str, tuple[str, ...]]) -> Profile:
    content = _read_toml(file)
    cues = _table(content, "cues", file.name)
    return Profile(
        str(_need(content, "task", file.name)),
        _read_weight(_need(content, "bias", file.name), "bias", file.name),
        tuple(
            Weighted(_read_cue(key, words, file.name), _read_weight(value, key, file.name))
            for key, value in cues.items()
        ),
        frozenset(_strings(content.get("except_contexts", []), file.name)),
    )


def _read_contexts(file: Traversable, words: Mapping[str, tuple[str, ...]]) -> tuple[int, tuple[Context, ...]]:
    content = _read_toml(file)
    version = _need(content, "version", file.name)
    if type(version) is not int:
        raise ProfileError(f"{file.name}: version must be a whole number")
    contexts = []
    for name in content.keys() - {"version"}:
        context = _table(content, name, file.name)
        written = _strings(_need(context, "cues", file.name), file.name)
        cues = tuple(_read_cue(cue, words, file.name) for cue in written)
        contexts.append(Context(name, cues, _read_weight(_need(context, "weight", file.name), name, file.name)))
    return version, tuple(sorted(contexts, key=lambda context: context.name))


def read_profiles(folder: Traversable) -> Profiles:
    """The profiles of a folder; ProfileError where a file is not as it must be."""
    words = {name: _strings(value, _WORDS) for name, value in _read_toml(folder / _WORDS).items()}
    version, contexts = _read_contexts(folder / _CONTEXTS, words)
    files = sorted((f for f in folder.iterdir() if f.name.endswith(".toml")), key=lambda f: f.name)
    profiles = tuple(_read_profile(file, words) for file in files if file.name not in (_WORDS, _CONTEXTS))
    return Profiles(version, profiles, contexts, words)


@lru_cache(maxsize=1)
def read_seed_profiles() -> Profiles:
    """The profiles that come with the project."""
    return read_profiles(resources.files("seed") / "profiles")
