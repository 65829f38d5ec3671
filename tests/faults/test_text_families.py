"""No text takes the square of its length: each family is read within processor time that no linear step needs."""

from __future__ import annotations

import resource
import subprocess
import sys
from time import process_time

import pytest

from hezuo.commands.documents.analysis import read_tools
from loaders.clauses.segment import parse_document
from loaders.storing.reading import Tools
from tests.faults.growth import Work, list_families, run

LENGTH = 100_000
# Seconds of processor time a text. Each takes a tenth of one to one; those that took the square took forty and more.
MOST_SECONDS = 20


@pytest.mark.parametrize("form", ["draft", "article"])
def test_every_family_is_read_within_its_processor_time(form: str) -> None:
    """In a process of its own, which the system ends where a text takes too long: its last line then names the text."""
    done = subprocess.run([sys.executable, "-m", __name__, form], capture_output=True, text=True, check=False)
    read = done.stdout.splitlines()
    assert done.returncode == 0, f"not read within {MOST_SECONDS} seconds: {read[-1:]}; {done.stderr}"
    assert read == list_families(form)


def test_there_are_at_least_the_families_that_are_known() -> None:
    assert len(list_families("draft")) >= 53


@pytest.mark.parametrize("numeral", ["〇" * 10_000, "千百十" * 3_000, "9" * 10_000])
def test_numeral_that_no_document_counts_to_is_no_number(numeral: str) -> None:
    clauses = parse_document(f"第{numeral}条 加强区域合作，共享信息。").clauses
    assert [clause.path for clause in clauses] == ["p1"]


def read_all(form: str) -> None:
    """Read each family, saying its name before, under a limit that begins anew for each."""
    tools = read_tools()
    known = Tools(tools.gazetteer, tools.matcher)
    for family in list_families(form):
        sys.stdout.write(f"{family}\n")
        sys.stdout.flush()
        _, hard = resource.getrlimit(resource.RLIMIT_CPU)
        resource.setrlimit(resource.RLIMIT_CPU, (int(process_time()) + MOST_SECONDS, hard))
        run(Work(form, family, LENGTH), known)


if __name__ == "__main__":
    read_all(sys.argv[1])
