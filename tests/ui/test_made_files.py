"""A register that takes long to write out: the window says how far it is, answers, and stops it."""

import threading
import time
from pathlib import Path

import pytest

from oa_client.printing import Ready
from oa_client.ui.views import moving_strip
from tests.offices import Played
from tests.ui.test_window import settle


class Slow(Ready):
    """A register that is written out in two goes."""

    go_on = threading.Event()
    thread = 0

    def write(self, target, steps):
        Slow.thread = threading.get_ident()

        def step(done: int, of: int) -> None:
            steps(done, of)
            if 2 * done > of:
                assert self.go_on.wait(20)

        return super().write(target, step)


@pytest.fixture
def books(sit, played: Played, qtbot, monkeypatch):
    played.incoming(issuer="省住建厅")
    monkeypatch.setattr(moving_strip, "SHOWN_AFTER", 0)
    main = sit("chen")
    main.open_place("books")
    settle(main, qtbot)
    monkeypatch.setattr(Slow, "go_on", threading.Event())
    yield main
    Slow.go_on.set()


def make(main, target: Path, qtbot) -> list[str]:
    """The register is being made, and is halfway; who is told once that has ended."""
    ended: list[str] = []

    def read(office) -> Slow:
        made = office.book_ready("chen", "incoming")
        return Slow(made.said, made.at)

    main.session.make_file(target, read, lambda: ended.append("ended"))
    qtbot.waitUntil(lambda: main.strips.moving.bar.value() >= 500)
    return ended


def test_the_office_answers_while_a_register_is_made_and_pages_are_set(books, qtbot, tmp_path):
    target, said = tmp_path / "收文登记簿.pdf", []
    ended = make(books, target, qtbot)
    strip = books.strips.moving
    assert strip.isVisible() and strip.words() == "正在生成 收文登记簿.pdf"
    books.session.ask(lambda office: office.now(), said.append)
    books.session.ask_beside(lambda _: threading.get_ident(), said.append, latest="page")
    qtbot.waitUntil(lambda: len(said) == 2)
    assert not ended and not target.exists()
    assert Slow.thread not in (threading.get_ident(), said[1])
    Slow.go_on.set()
    settle(books, qtbot)
    assert ended == ["ended"] and target.read_bytes().startswith(b"%PDF")
    assert not strip.isVisible()


def test_a_register_that_is_stopped_leaves_nothing_and_that_is_told(books, qtbot, tmp_path):
    target, told = tmp_path / "收文登记簿.xlsx", []
    books.session.told.connect(lambda words, _: told.append(words))
    ended = make(books, target, qtbot)
    books.strips.moving.stop.click()
    Slow.go_on.set()
    settle(books, qtbot)
    assert ended == ["ended"] and list(tmp_path.glob("收文*")) == []
    assert told == ["已停止，没有生成 收文登记簿.xlsx；原来同名的文件不变。"]
    assert not books.strips.moving.isVisible()


def test_a_window_that_is_closed_takes_what_is_being_made_with_it(books, qtbot, tmp_path):
    make(books, tmp_path / "收文登记簿.pdf", qtbot)
    work = books.session._work

    def once_withdrawn() -> None:
        while work.waiting:
            time.sleep(0.01)
        Slow.go_on.set()

    threading.Thread(target=once_withdrawn).start()
    books.close()
    assert work.stop() and not list(tmp_path.glob("*收文*"))


def test_a_register_that_cannot_be_written_says_so_and_its_button_may_be_pressed_again(
    books, qtbot, tmp_path
):
    told: list[str] = []
    books.session.told.connect(lambda words, _: told.append(words))
    books.books.save(tmp_path / "no folder" / "簿.pdf")
    assert not books.books.pdf.isEnabled()
    settle(books, qtbot)
    assert books.books.pdf.isEnabled() and "簿.pdf" in told[-1]


def test_a_fault_of_ours_leaves_no_strip_that_says_something_is_being_made(books, qtbot, tmp_path):
    crashed: list[str] = []
    books.session.crashed.connect(crashed.append)
    books.session.make_file(tmp_path / "簿.pdf", lambda office: 1 // 0, list)
    assert books.strips.moving.isVisible()
    settle(books, qtbot)
    assert "ZeroDivisionError" in crashed[0] and not books.strips.moving.isVisible()
