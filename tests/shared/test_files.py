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

import psycopg
import pytest

from oa_client import app
from oa_client.docflow.handling.actions import Attached
from oa_client.docflow.model import files
from oa_client.docflow.model.errors import BadInput, Refused, StoreUnavailable
from oa_client.docflow.store.server.deploying import roles_at
from oa_client.offices.registrar import RegistrarOffice
from tests.house.sources import modules
from tests.shared.cutter import cutter
from tests.shared.served import ROOT, Deployed, Letter, hand, letter, send

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


def bound_to(office: Deployed, size: int) -> None:
    app.deploy(office.url, [], name="", largest_file=size)


def test_an_office_says_itself_how_large_a_file_may_be(office, serving, tmp_path):
    file, _ = large(tmp_path, 4 * MB)
    bound_to(office, 3 * MB)
    app.deploy(office.url, [], name="")
    with at(office) as chen:
        with pytest.raises(BadInput, match="file-too-large") as told:
            chen.act("chen", "register", {"title": "底图"}, files=[("a.bin", file)])
        assert told.value.facts["most"] == 3 * MB
    assert pieces(office) == 0, "nothing was sent"
    bound_to(office, 4 * MB)
    with at(office) as chen:
        assert chen.act("chen", "register", {"title": "底图"}, files=[("a.bin", file)]).document
    for wrong in (0, MB - 1, 901 * MB):
        with pytest.raises(BadInput, match="bound-otherwise"):
            bound_to(office, wrong)


def test_the_server_takes_no_more_of_a_file_than_the_office_allows(office):
    bound_to(office, 2 * MB)
    words = "INSERT INTO oa.request_chunk (sha256, i, data) VALUES (%s, %s, %s)"
    with psycopg.connect(office.address("li"), autocommit=True) as li:
        li.execute(words, ("a" * 64, 1, b"x" * MB))
        for i, data in ((2, b"x"), (2047, b"x")):
            with pytest.raises(psycopg.Error) as refusal:
                li.execute(words, ("a" * 64, i, data))
            assert refusal.value.sqlstate == "OA002"
    with at(office) as chen:
        chen.most_bytes = 3 * MB  # as if the bound had been lowered meanwhile
        with pytest.raises(StoreUnavailable, match="file-over-bound"):
            chen.act("chen", "register", {"title": "底"}, files=[("a.bin", b"x" * (2 * MB + 1))])
        assert chen.waiting() == 0


# ── what no act took ────────────────────────────────────────────────────────


def loose(office: Deployed, login: str) -> int:
    """Pieces that count against a person."""
    return office.ask(
        "SELECT coalesce((SELECT chunks FROM oa.quota WHERE login = %s), 0)"
        " - coalesce((SELECT chunks FROM oa.answered WHERE login = %s), 0)", login, login,
    )[0][0]  # fmt: skip


def brought(office: Deployed, login: str, data: bytes) -> Attached:
    """A file that lies on the server in one piece."""
    file = Attached("a.bin", len(data), hashlib.sha256(data).hexdigest())
    with psycopg.connect(office.address(login), autocommit=True) as line:
        line.execute(
            "INSERT INTO oa.request_chunk (sha256, i, data) VALUES (%s, 0, %s)"
            " ON CONFLICT DO NOTHING", (file.sha256, data),
        )  # fmt: skip
    return file


GOOD, WRONG = {"title": "底图", "procedure": "incoming"}, {"procedure": "incoming"}


def test_what_came_with_a_refused_act_gives_way_and_counts_no_more(office):
    with hand(office.url) as registrar:
        for n in range(3):
            file = brought(office, "chen", b"the same")
            assert loose(office, "chen") == 1
            send(office, "chen", letter(office, "chen", f"wrong-{n}", "register", WRONG,
                                        files=(file,)))  # fmt: skip
            registrar.batch()
            assert (loose(office, "chen"), pieces(office)) == (0, 0)
        file = brought(office, "chen", b"the same")
        send(office, "chen", letter(office, "chen", "right", "register", GOOD, files=(file,)))
        registrar.batch()
        send(office, "chen", letter(office, "chen", "wrong", "register", WRONG, files=(file,)))
        registrar.batch()
        assert (loose(office, "chen"), pieces(office)) == (0, 1), "the office keeps its file"
    assert office.problems() == []


def test_what_another_request_may_still_name_stays(office):
    with hand(office.url) as registrar:
        file = brought(office, "chen", b"for both")
        send(office, "chen", letter(office, "chen", "wrong", "register", WRONG, files=(file,)),
             letter(office, "chen", "right", "register", GOOD, files=(file,)))  # fmt: skip
        assert registrar.batch() == 2
    told = dict(office.ask("SELECT id, told FROM oa.answer"))
    assert "changes" in told["right"] and "changes" not in told["wrong"]
    assert (loose(office, "chen"), pieces(office)) == (0, 1)


def test_another_s_pieces_are_not_swept_with_them(office):
    with hand(office.url) as registrar:
        file = brought(office, "chen", b"both have it")
        brought(office, "li", b"both have it")
        send(office, "li", letter(office, "li", "wrong", "register", WRONG, files=(file,)))
        registrar.batch()
    assert (loose(office, "chen"), loose(office, "li")) == (1, 0)


def test_pieces_that_no_act_ever_named_give_way_after_a_while(office):
    file = brought(office, "chen", b"wanted")
    brought(office, "chen", b"never wanted")
    with hand(office.url) as registrar:
        send(office, "chen", letter(office, "chen", "right", "register", GOOD, files=(file,)))
        registry = registrar.office._registry

        def swept(seconds: float) -> int:
            with registry.write() as work:
                gone = work.sweep(seconds)
                work.commit()
            return gone

        assert swept(0) == 0, "a request waits that may name them"
        registrar.batch()
        assert swept(60) == 0, "whoever was cut off a moment ago goes on"
        assert swept(0) == 1
        assert (loose(office, "chen"), pieces(office)) == (0, 1)
    assert office.problems() == []


def test_a_file_of_the_office_is_kept_whoever_would_delete_it(office):
    file = brought(office, "chen", b"wanted")
    with hand(office.url) as registrar:
        send(office, "chen", letter(office, "chen", "right", "register", GOOD, files=(file,)))
        registrar.batch()
    for words in ("DELETE FROM oa.request_chunk", "UPDATE oa.request_chunk SET data = 'x'",
                  "TRUNCATE oa.request_chunk"):  # fmt: skip
        with pytest.raises(psycopg.errors.IntegrityConstraintViolation):
            office.ask(words)
    role = roles_at(office.url).registrar
    with psycopg.connect(office.url) as line:
        line.execute(f"SET ROLE {role}")
        swept = line.execute("SELECT oa.sweep('chen', ARRAY[%s])", (file.sha256,)).fetchone()
        assert swept == (0,)
    with (
        psycopg.connect(office.address("li")) as li,
        pytest.raises(psycopg.errors.InsufficientPrivilege),
    ):  # fmt: skip
        li.execute("SELECT oa.sweep('chen', ARRAY[%s])", (file.sha256,))
    assert pieces(office) == 1


HOSTILE_NAMES = ("\0", "\ud800", "x' OR true --", "%", "a" * 64, 7, None, ["a" * 64])


def test_a_refused_request_that_names_files_in_any_way_brings_nobody_down(office):
    with hand(office.url) as registrar:
        brought(office, "chen", b"stays")
        key = office.signer("chen").key_id
        for n, name in enumerate(HOSTILE_NAMES):
            files_named = [{"name": "a", "size": 1, "sha256": name}] * 50
            body = {"format": "oa-act-1", "office": office.office_id(), "key": f"h-{n}",
                    "key_id": key, "action": "register", "by": "chen", "document": None,
                    "fields": {}, "version": None, "head": None, "text": None,
                    "attachments": files_named}  # fmt: skip
            send(office, "chen", Letter(f"h-{n}", json.dumps(body).encode(), key, b"s" * 64))
        assert registrar.batch() == len(HOSTILE_NAMES)
    assert pieces(office) == 1


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
"""Of a command that sends 500 MB; the program itself takes about half of it."""


@pytest.mark.long
def test_500_mb_go_up_are_cut_in_the_middle_go_on_and_come_back_in_little_memory(
    office, serving, postgres, tmp_path
):
    file, sha256 = large(tmp_path, 500 * MB + 7)
    said = json.dumps({"title": "五百兆的底图"})
    with cutter(postgres.port, share=0) as line:
        words = ("act", office.address("chen", line.port), "register", "--with", said)
        first = run(office, *words, "--attach", str(file), "--json")
        while pieces(office) < 250:
            time.sleep(0.1)
        first.kill()
        first.communicate()
    kept = pieces(office)
    assert 250 <= kept < 501
    words = ("act", office.address("chen"), "register", "--with", said)
    second = run(office, *words, "--attach", str(file), "--json")
    used = most_memory(second)
    told, trouble = second.communicate()
    assert second.returncode == 0, trouble
    assert 0 < used < MOST_MEMORY, f"{used / MB:.0f} MB"
    assert pieces(office) == 501
    document = json.loads(told)["document"]
    with at(office) as chen:
        chen.show("chen", document)
        chen.save_attachment("chen", document, sha256, tmp_path / "回来.bin")
    assert digest(tmp_path / "回来.bin") == sha256
