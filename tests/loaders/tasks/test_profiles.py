"""Profiles are files that people write: what is wrong in one is said with its name."""

from __future__ import annotations

from pathlib import Path

import pytest

from loaders.tasks.profiles import ProfileError, read_profiles

GOOD = {
    "words.toml": 'ip = ["专利"]\nregions = ["长三角"]\nparties = ["双方"]\n',
    "contexts.toml": 'version = 7\n\n[penalty]\nweight = -4.0\ncues = ["罚款"]\n',
    "own-1.toml": """
task = "own-1"
bias = -4.5
except_contexts = ["penalty"]

[cues]
"@ip 质押" = 5.5
"奖励" = -2
""",
}


def write(folder: Path, **changed: str) -> Path:
    for name, text in {**GOOD, **{f"{key}.toml": value for key, value in changed.items()}}.items():
        (folder / name.replace("_", "-")).write_text(text, "utf-8")
    return folder


def test_profile_is_read_with_its_cues(tmp_path: Path) -> None:
    read = read_profiles(write(tmp_path))
    (profile,) = read.profiles
    assert (read.version, profile.task_id, profile.bias) == (7, "own-1", -4.5)
    assert [(one.cue.written, one.weight) for one in profile.cues] == [("@ip 质押", 5.5), ("奖励", -2.0)]
    assert profile.except_contexts == {"penalty"}
    assert [context.name for context in read.contexts] == ["penalty"]


@pytest.mark.parametrize(
    ("file", "text", "said"),
    [
        ("own_1", 'task = "own-1"\nbias = -4\n[cues]\n"@none 质押" = 4\n', "@none"),
        ("own_1", 'task = "own-1"\nbias = -4\n[cues]\n"质押" = "much"\n', "needs a number"),
        ("own_1", 'task = "own-1"\n[cues]\n', "bias"),
        ("own_1", "task = \n", "own-1.toml"),
        ("contexts", 'version = "one"\n', "version"),
        ("contexts", 'version = 1\n[penalty]\nweight = -1\ncues = "罚款"\n', "list of texts"),
        ("contexts", 'version = 1\n[penalty]\nweight = -1\ncues = ["!罚款"]\n', "!罚款"),
        ("words", 'ip = "专利"\n', "list of texts"),
    ],
)
def test_what_is_wrong_is_said_with_the_file(tmp_path: Path, file: str, text: str, said: str) -> None:
    with pytest.raises(ProfileError, match=f"{file.replace('_', '-')}.toml") as raised:
        read_profiles(write(tmp_path, **{file: text}))
    assert said in str(raised.value)
