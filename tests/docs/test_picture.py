"""The picture of the model in the docs is that of the code."""

from __future__ import annotations

from pathlib import Path

from graph.model import NODES, RELATIONSHIPS
from tests.docs.model_diagram import build_picture

DOC = Path(__file__).parents[2] / "docs/model.md"


def test_picture_in_the_docs_is_that_of_the_model() -> None:
    picture = build_picture()
    assert f"```mermaid\n{picture}\n```" in DOC.read_text("utf-8"), f"the picture is now:\n{picture}"


def test_picture_names_every_label_and_every_arrow() -> None:
    lines = build_picture().splitlines()
    assert {line.split()[0] for line in lines if line.endswith("{")} == set(NODES)
    arrows = {(line.split()[0], line.split()[2], line.split('"')[1].split()[0]) for line in lines if "--" in line}
    assert arrows == {(*arrow, kind) for kind, one in RELATIONSHIPS.items() for arrow in one.arrows}
