"""Turns an old Word file (.doc, .wps, .rtf) into a .docx with LibreOffice, where that is installed."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

from loaders.errors import UnreadableFile
from loaders.files.disk import read_file

SECONDS = 60.0
NOTE = "LibreOffice turned the old Word file into a .docx, which was read"


def convert_old_word(data: bytes, kind: str) -> bytes:
    """The file as .docx; `kind` is how people call it. UnreadableFile where it cannot be turned into one.

    Macros are not run, and nothing of an earlier use of LibreOffice is read or kept.
    """
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is None:
        raise UnreadableFile(
            f"{kind}: open it in Word or WPS and save it as .docx, or install LibreOffice here, which then does so"
        )
    with tempfile.TemporaryDirectory(prefix="hezuo-doc-") as name:
        folder = Path(name)
        (folder / "old.doc").write_bytes(data)
        _run([
            office, "--headless", "--norestore", "--nolockcheck",
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(folder), str(folder / "old.doc"),
        ])  # fmt: skip
        converted = folder / "old.docx"
        if not converted.is_file():
            raise UnreadableFile(f"{kind}: LibreOffice could not read it; open it in Word or WPS and save it as .docx")
        return read_file(converted)


def _run(command: list[str]) -> None:
    # A session of its own, so that what it starts in turn is ended with it.
    process = subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    try:
        process.wait(SECONDS)
    except subprocess.TimeoutExpired as error:
        raise UnreadableFile(
            f"LibreOffice took more than {SECONDS:.0f} seconds over the old Word file: save it as .docx"
        ) from error
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
