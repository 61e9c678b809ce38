"""A fault of ours in the window: it is shown and written down, and the window goes on."""

import sys
import tempfile
import threading
from pathlib import Path

import pytest

from oa_client.ui.presenters.faults import MOST_BYTES, Faults, written_down
from tests.offices import Played
from tests.ui.test_window import settle


@pytest.fixture
def kept(tmp_path: Path, monkeypatch) -> Path:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "kept"))
    (tmp_path / "kept").mkdir()
    return tmp_path / "kept"


@pytest.fixture
def watched(sit, qtbot, kept):
    """A window in which faults are watched, and what it tells."""
    main = sit("zhang")
    settle(main, qtbot)
    told: list[str] = []
    main.session.told.connect(lambda words, _: told.append(words))
    faults = Faults(main.session)
    faults.watch()
    yield main, told
    faults.rest()


def of_a_slot(_: object) -> None:
    try:
        raise LookupError("一处")
    except LookupError:
        sys.excepthook(*sys.exc_info())  # type: ignore[arg-type]


def of_a_thread(_: object) -> None:
    thread = threading.Thread(target=lambda: {}["x"])
    thread.start()
    thread.join()


def of_an_answer(main) -> None:
    main.session.ask(lambda _: 1 // 0, lambda _: None)


@pytest.mark.parametrize(
    ("fails", "name"),
    [(of_a_slot, "LookupError"), (of_a_thread, "KeyError"), (of_an_answer, "ZeroDivisionError")],
)
def test_a_fault_is_said_and_written_down_and_the_window_lives(
    fails, name, watched, qtbot, kept: Path
):
    main, told = watched
    fails(main)
    qtbot.waitUntil(lambda: bool(told))
    assert name in told[0]
    (file,) = kept.iterdir()
    assert str(file) in told[0] and name in file.read_text("utf-8")
    main.refresh()
    settle(main, qtbot)


def test_a_fault_that_comes_back_for_ever_is_said_once_and_fills_no_disk(watched, qtbot, kept):
    _, told = watched
    for _ in range(30):
        of_a_slot(None)
    qtbot.wait(20)
    assert len(told) == 1
    for _ in range(30):
        written_down("长" * 100_000)
    assert sum(file.stat().st_size for file in kept.iterdir()) < MOST_BYTES * 1.5


def test_where_nothing_can_be_written_a_fault_is_said_all_the_same(watched, qtbot, monkeypatch):
    _, told = watched
    monkeypatch.setattr(tempfile, "tempdir", "/proc/nowhere")
    of_a_slot(None)
    qtbot.waitUntil(lambda: bool(told))
    assert "LookupError" in told[0]


def test_after_a_fault_the_primary_button_may_be_pressed_again(
    watched, played: Played, qtbot, monkeypatch
):
    document = played.incoming()
    main, told = watched
    main.open_document(document)
    settle(main, qtbot)

    def fails(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    bar = main.document.bar
    bar.opinion.setPlainText("请住建科办。")
    with monkeypatch.context() as broken:
        broken.setattr("oa_client.offices.local.LocalOffice.act", fails)
        bar._send("instruct", {})
        settle(main, qtbot)
    assert told and bar.primary.isEnabled()
    assert bar.opinion.toPlainText() == "请住建科办。"
    bar._send("instruct", {})
    settle(main, qtbot)
    said = played.office.show("chen", document)["opinions"]
    assert [one["text"] for one in said if one["stage"] == "instruct"] == ["请住建科办。"]


def test_what_can_not_be_saved_is_said_and_the_old_file_stays(watched, played, qtbot, tmp_path):
    document = played.incoming()
    main, told = watched
    main.open_document(document)
    settle(main, qtbot)
    (tmp_path / "none").write_bytes(b"old")
    for target in (tmp_path / "none" / "处理单.pdf", tmp_path / ("长" * 90 + ".pdf")):
        told.clear()
        main.document.write(lambda _: b"new", target)
        settle(main, qtbot)
        assert target.name in told[0] and "Error" not in told[0]
    main.supervision.save(tmp_path / "none" / "报告.pdf")
    settle(main, qtbot)
    assert "Error" not in told[-1]
    assert main.supervision.pdf.isEnabled()
    assert (tmp_path / "none").read_bytes() == b"old"
