"""What lies on disk and is no file, or does not stay the same: refused with the reason, and never waited for."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from loaders.errors import UnreadableFile
from loaders.files import disk
from loaders.files.disk import read_file
from loaders.files.text import read_document


def test_device_pipe_and_folder_are_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")
    for path in (Path("/dev/zero"), tmp_path / "a.txt", tmp_path):
        with pytest.raises(UnreadableFile, match="no file"):
            read_document(path)


def test_file_that_grows_while_it_is_read_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    path.write_text("第一条 甲。")

    def open_and_write(handle: int, mode: str, closefd: bool) -> object:
        with path.open("a") as other:
            other.write("第二条 乙。")
        return os.fdopen(handle, mode, closefd=closefd)

    class Os:
        def __getattr__(self, name: str) -> object:
            return open_and_write if name == "fdopen" else getattr(os, name)

    monkeypatch.setattr(disk, "os", Os())
    with pytest.raises(UnreadableFile, match="changed"):
        read_file(path)


def test_file_is_read_as_it_is_and_no_larger_than_said(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"\r\n123")
    assert read_file(path, 5) == b"\r\n123"
    with pytest.raises(UnreadableFile, match="more than 4"):
        read_file(path, 4)
