"""A file that is saved for a person: whole or not at all, and under a harmless name."""

import errno
import os
from pathlib import Path

import pytest

from oa_client.docflow.model.errors import BadInput, StoreUnavailable
from oa_client.docflow.model.saving import LONGEST_NAME, safe_name, write_file

HOSTILE = (
    "../../evil.txt", "C:\\evil.txt", "/etc/passwd", "a:b", "CON", "con.txt", "NUL.pdf", "长" * 300,
    "长" * 300 + ".pdf", ".", "..", "", "名. ", "甲\u202efdp.exe", "a\x00b", "a\nb",
    "x\ud800", 'a<b>|"?*.txt', "." + "x" * 400,
)  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_whatever_a_file_is_called_it_is_saved_inside_the_chosen_folder(name, tmp_path: Path):
    for suffix in ("", ".pdf"):
        safe = safe_name(name, suffix)
        assert len(safe.encode()) <= LONGEST_NAME + 1 and safe.isprintable()
        assert safe.endswith(suffix) and not set(safe) & set('/\\:*?"<>|')
        write_file(tmp_path / safe, b"1")
    assert all(file.parent == tmp_path for file in tmp_path.rglob("*"))
    assert not any(file.stem.upper() in ("CON", "NUL") for file in tmp_path.iterdir())


def test_an_ordinary_name_stays_as_it_is():
    assert safe_name("关于检查的通知（2026）.pdf") == "关于检查的通知（2026）.pdf"
    assert safe_name("关于检查的通知 1.0 版", ".docx") == "关于检查的通知 1.0 版.docx"


def test_a_file_that_can_not_be_written_whole_leaves_the_old_one_as_it_was(
    tmp_path: Path, monkeypatch
):
    old = tmp_path / "报告.pdf"
    old.write_bytes(b"old")

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(StoreUnavailable, match="disk-full"):
        write_file(old, b"new")
    assert [file.read_bytes() for file in tmp_path.iterdir()] == [b"old"]


def test_a_folder_that_takes_nothing_is_said(tmp_path: Path):
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(BadInput, match="file-unwritable"):
        write_file(tmp_path / "file" / "报告.pdf", b"new")


def test_nothing_that_is_saved_takes_the_place_of_records_or_of_what_is_no_file(tmp_path: Path):
    office, folder = tmp_path / "office.oa", tmp_path / "folder"
    office.write_bytes(b"SQLite format 3\0" + b"1" * 100)
    folder.mkdir()
    before = office.read_bytes()
    with pytest.raises(BadInput, match="target-is-office"):
        write_file(office, b"%PDF")
    pipe = tmp_path / "pipe"
    if hasattr(os, "mkfifo"):
        os.mkfifo(pipe)
    for no_file in (folder, *tmp_path.glob("pipe")):
        with pytest.raises(BadInput, match="file-unwritable"):
            write_file(no_file, b"%PDF")
    assert office.read_bytes() == before and folder.is_dir() and not pipe.is_file()
