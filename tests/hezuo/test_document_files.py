"""Which files of a folder are taken, and which are named and refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from hezuo.commands.documents.document_files import BadFile, build_input, find_files


def test_folder_gives_its_documents_and_those_that_can_only_be_refused(tmp_path: Path) -> None:
    taken = ["a.DOCX", "b.docm", "c.wps", "d.doc", "e.ofd", "f.odt", "g.txt", "deep/h.pdf"]
    for name in (*taken, "~$a.docx", ".hidden.txt", ".git/i.txt", "j.xlsx", "k.txt.json"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    assert [str(path.relative_to(tmp_path)) for path in find_files([str(tmp_path)])] == sorted(taken)


def test_folder_inside_itself_is_named_and_not_followed(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x")
    (tmp_path / "again").symlink_to(tmp_path)
    text, again = find_files([str(tmp_path)])
    assert (text.name, again.name) == ("a.txt", "again")
    with pytest.raises(BadFile, match=r"is not followed|no file"):
        build_input(again, {})


def test_link_out_of_the_folder_is_refused_and_one_within_is_read(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("x")
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "a.txt").write_text("x")
    (folder / "out.txt").symlink_to(tmp_path / "secret.txt")
    (folder / "within.txt").symlink_to(folder / "a.txt")
    assert build_input(folder / "within.txt", {})["file"] == {"name": "within.txt", "base64": "eA=="}
    with pytest.raises(BadFile, match=r"link to .*secret\.txt, elsewhere"):
        build_input(folder / "out.txt", {})


@pytest.mark.parametrize(
    ("beside", "reason"), [("{", "is no JSON"), ("[]", "must be a JSON object"), ('{"x": 1}', "it may say")]
)
def test_bad_file_beside_a_document_is_named(beside: str, reason: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x")
    (tmp_path / "a.txt.json").write_text(beside)
    with pytest.raises(BadFile, match=rf"a\.txt\.json.*{reason}"):
        build_input(tmp_path / "a.txt", {})
