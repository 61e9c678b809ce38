"""Files go up and come down piece by piece: bounded, resumable, the same bytes, nothing opened."""

import contextlib
import hashlib
import json
import os
import re
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from oa_client.docflow.model import files
from oa_client.docflow.model.errors import BadInput, Refused, StoreUnavailable
from oa_client.offices.registrar import RegistrarOffice
from tests.house.sources import modules
from tests.shared.cutter import cutter
from tests.shared.served import ROOT, Deployed

MB = 1_048_576


@pytest.fixture
def serving(office: Deployed) -> Iterator[None]:
    made = RegistrarOffice(office.url)
    thread = threading.Thread(target=made.run, daemon=True)
    thread.start()
    yield
    made.stop()
    thread.join(20)
    made.close()


def large(folder: Path, size: int) -> tuple[Path, str]:
    """A file of so many bytes that nothing packs, and its digest."""
    file, together = folder / "底图.bin", hashlib.sha256()
    with file.open("wb") as out:
        while size:
            piece = os.urandom(min(size, MB))
            out.write(piece)
            together.update(piece)
            size -= len(piece)
    return file, together.hexdigest()


def digest(file: Path) -> str:
    with file.open("rb") as data:
        return hashlib.file_digest(data, "sha256").hexdigest()


@contextmanager
def at(office: Deployed, port: int | None = None) -> Iterator:
    made = office.open("chen", port=port)
    made.begin()
    try:
        yield made
    finally:
        made.close()


def pieces(office: Deployed) -> int:
    return office.ask("SELECT count(*) FROM oa.request_chunk")[0][0]


def test_a_file_that_was_cut_on_its_way_goes_on_and_comes_back_the_same(
    office, serving, postgres, tmp_path
):
    file, sha256 = large(tmp_path, 6 * MB + 11)
    with cutter(postgres.port, share=0) as line, at(office, line.port) as chen:
        chen.patience = 0.0

        told: list[int] = []

        def steps(done: int, of: int) -> None:
            told.append(done)
            if len(told) > 7 and done >= 3 * MB:  # its 7 pieces are read first, for the digest
                line.close()

        with pytest.raises(StoreUnavailable, match="server-gone"):
            chen.act("chen", "register", {"title": "底图"}, files=[(file.name, file)],
                     steps=steps)  # fmt: skip
        assert chen.waiting() == 0, "nothing was asked yet"
    before = pieces(office)
    assert 0 < before < 7
    with at(office) as chen:
        seen: list[int] = []
        done = chen.act("chen", "register", {"title": "底图"}, files=[(file.name, file)],
                        steps=lambda now, _: seen.append(now))  # fmt: skip
        assert seen[7] == before * MB, "what was there was not sent again"
        chen.show("chen", str(done.document))
        target = tmp_path / "回来.bin"
        chen.save_attachment("chen", str(done.document), sha256, target)
        assert digest(target) == sha256
    assert pieces(office) == 7 and office.problems() == []


def test_a_line_that_comes_back_meanwhile_is_taken_up_without_a_word(
    office, serving, postgres, tmp_path
):
    file, sha256 = large(tmp_path, 4 * MB)
    with cutter(postgres.port, share=0) as line, at(office, line.port) as chen:
        cuts: list[int] = []

        def steps(done: int, of: int) -> None:
            if done == 2 * MB and len(cuts) < 3:
                cuts.append(done)
                line.cut_all()

        done = chen.act("chen", "register", {"title": "底图"}, files=[(file.name, file)],
                        steps=steps)  # fmt: skip
        assert len(cuts) >= 2
        chen.show("chen", str(done.document))
        chen.save_attachment("chen", str(done.document), sha256, tmp_path / "回来.bin")
    assert digest(tmp_path / "回来.bin") == sha256


def test_a_file_that_nobody_wants_any_more_stops_and_nothing_is_asked(office, serving, tmp_path):
    file, _ = large(tmp_path, 3 * MB)

    def steps(done: int, of: int) -> None:
        raise BadInput("file-stopped", file=file.name)

    with at(office) as chen:
        with pytest.raises(BadInput, match="file-stopped"):
            chen.act("chen", "register", {"title": "底图"}, files=[("a.bin", file)], steps=steps)
        assert chen.waiting() == 0 and chen.tray("chen")["count"] == 0


def test_a_file_that_changes_on_its_way_is_noticed(office, serving, tmp_path):
    file, _ = large(tmp_path, 3 * MB)
    told: list[int] = []

    def steps(done: int, of: int) -> None:
        told.append(done)
        if len(told) == 3:
            with file.open("r+b") as out:
                out.seek(2 * MB)
                out.write(b"changed meanwhile")

    with at(office) as chen, pytest.raises(BadInput, match="file-changed"):
        chen.act("chen", "register", {"title": "底图"}, files=[("a.bin", file)], steps=steps)


def test_a_file_that_is_too_large_is_refused_before_anything_is_sent(office, serving, tmp_path):
    file = tmp_path / "大.bin"
    with file.open("wb") as out:
        out.truncate(files.MOST_SHARED_BYTES + 1)
    with at(office) as chen, pytest.raises(BadInput, match="file-too-large"):
        chen.act("chen", "register", {"title": "底图"}, files=[("a.bin", file)])
    assert pieces(office) == 0


def test_a_file_that_comes_down_otherwise_is_not_left_there(office, serving, tmp_path):
    file, sha256 = large(tmp_path, 2 * MB)
    with at(office) as chen:
        done = chen.act("chen", "register", {"title": "底图"}, files=[("a.bin", file)])
        document = str(done.document)
        chen.show("chen", document)
        office.ask("ALTER TABLE oa.request_chunk DISABLE TRIGGER USER")
        office.ask("UPDATE oa.request_chunk SET data = 'other' WHERE i = 1")
        target = tmp_path / "回来.bin"
        target.write_bytes(b"before")
        with pytest.raises(BadInput, match="file-incomplete"):
            chen.save_attachment("chen", document, sha256, target)
        assert target.read_bytes() == b"before"
        with pytest.raises(BadInput, match="file-absent"):
            chen.save_attachment("chen", document, "0" * 64, target)
    assert list(tmp_path.glob(".oa-*")) == []


def test_another_s_file_is_not_to_be_had(office, serving, tmp_path):
    file, sha256 = large(tmp_path, MB)
    with at(office) as chen:
        done = chen.act("chen", "register", {"title": "底图"}, files=[("a.bin", file)])
    li = office.open("li")
    with pytest.raises(Refused, match="no-such-document"):
        li.save_attachment("li", str(done.document), sha256, tmp_path / "x")
    li.close()


def test_nothing_in_the_program_opens_a_file_for_the_system_to_run():
    opens = ("QDesktopServices", "os.startfile", "xdg-open", "webbrowser")
    assert not [file for file in modules() for word in opens if word in file.read_text("utf-8")]


def run(office: Deployed, *words: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "oa_client", *words], cwd=ROOT, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(ROOT), "OA_DRAWERS": str(office.drawers)},
    )  # fmt: skip


def most_memory(running: subprocess.Popen[str]) -> int:
    """The most memory that it ever held, looked at until it has ended."""
    used = 0
    while running.poll() is None:
        with contextlib.suppress(FileNotFoundError, ProcessLookupError):
            status = Path(f"/proc/{running.pid}/status").read_text()
            found = re.search(r"VmHWM:\s+(\d+) kB", status)
            used = max(used, int(found[1]) * 1024) if found else used
        time.sleep(0.02)
    return used


MOST_MEMORY = 200 * MB
"""Of a command that sends 300 MB; the program itself takes about half of it."""


@pytest.mark.long
def test_300_mb_go_up_are_cut_in_the_middle_go_on_and_come_back_in_little_memory(
    office, serving, postgres, tmp_path
):
    file, sha256 = large(tmp_path, 300 * MB + 7)
    said = json.dumps({"title": "三百兆的底图"})
    with cutter(postgres.port, share=0) as line:
        words = ("act", office.address("chen", line.port), "register", "--with", said)
        first = run(office, *words, "--attach", str(file), "--json")
        while pieces(office) < 150:
            time.sleep(0.1)
        first.kill()
        first.communicate()
    kept = pieces(office)
    assert 150 <= kept < 301
    words = ("act", office.address("chen"), "register", "--with", said)
    second = run(office, *words, "--attach", str(file), "--json")
    used = most_memory(second)
    told, trouble = second.communicate()
    assert second.returncode == 0, trouble
    assert 0 < used < MOST_MEMORY, f"{used / MB:.0f} MB"
    assert pieces(office) == 301
    document = json.loads(told)["document"]
    with at(office) as chen:
        chen.show("chen", document)
        chen.save_attachment("chen", document, sha256, tmp_path / "回来.bin")
    assert digest(tmp_path / "回来.bin") == sha256
