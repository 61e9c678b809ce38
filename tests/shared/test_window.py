"""Two people's windows on one server: work goes from one to the other, and nothing is lost."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from oa_client import app, window
from oa_client.registrar_office import RegistrarOffice
from oa_client.ui.views.main_window import MainWindow
from tests.offices import BODY
from tests.shared.served import Deployed
from tests.ui.conftest import collected_here  # noqa: F401
from tests.ui.test_window import open_first, press_primary, settle

LIVE = 3_000
"""Milliseconds within which a change must be seen elsewhere; on a busy machine more than one."""


class Serving:
    """A registrar on a thread, who may go away and come back."""

    def __init__(self, url: str) -> None:
        self._url = url
        self.begin()

    def begin(self) -> None:
        self._office = RegistrarOffice(self._url)
        self._thread = threading.Thread(target=self._office.run, daemon=True)
        self._thread.start()

    def end(self) -> None:
        self._office.stop()
        self._thread.join(20)
        assert not self._thread.is_alive()
        self._office.close()


@pytest.fixture
def serving(office: Deployed) -> Iterator[Serving]:
    made = Serving(office.url)
    yield made
    made.end()


@pytest.fixture
def sit(office: Deployed, serving, qtbot, monkeypatch) -> Iterator[Callable[[str], MainWindow]]:
    """Somebody sits down at his PC: his login is who he is."""
    monkeypatch.setenv("OA_DRAWERS", str(office.drawers))
    window.application()
    opened: list[window.SharedWindow] = []

    def sat(login: str) -> MainWindow:
        address = office.address(login)
        known = app.open_office(address)
        assert isinstance(known, app.SharedOffice)
        facts, person = window.facts_of(known), known.login
        known.close()
        shared = window.SharedWindow(address, facts, person, None, "zh_CN")
        opened.append(shared)
        main = MainWindow(shared.session)
        main.keep_in_step(shared.live)
        qtbot.addWidget(main)
        main.show()
        settle(main, qtbot)
        return main

    yield sat
    for shared in opened:
        assert shared.work.stop() and shared.watch.end()


def register(main: MainWindow, title: str, qtbot, files: tuple[Path, ...] = ()) -> None:
    main.open_place("register")
    line = main.register.form.inputs["title"]
    line.setText(title)
    main.register.body.setPlainText(BODY)
    main.register.attach(list(files))
    settle(main, qtbot)
    main.register.send.click()
    settle(main, qtbot)


def titles(main: MainWindow) -> list[str]:
    rows = [main.list.document_at(n) for n in range(9)]
    return [row for row in rows if row]


def test_a_paper_goes_from_one_person_s_window_into_the_other_s(sit, office: Deployed, qtbot):
    chen, wang = sit("chen"), sit("wang")
    assert chen.header.server.text() == "已连接"
    register(chen, "关于开展检查的通知", qtbot)
    chen.open_tray("todo")
    settle(chen, qtbot)
    open_first(chen, qtbot)
    press_primary(chen, qtbot, answers=True)
    qtbot.waitUntil(lambda: len(titles(wang)) == 1, timeout=LIVE)
    settle(wang, qtbot)
    assert wang.toast.isVisible()
    open_first(wang, qtbot)
    document = wang.document.wanted()
    press_primary(wang, qtbot, "拟请阅示。")
    chen.open_document(document)
    qtbot.waitUntil(
        lambda: (chen.document.shown() or {}).get("stage") == "instruct", timeout=LIVE
    )
    settle(chen, qtbot)
    assert office.problems() == []


def test_words_survive_a_server_that_is_stopped_and_started(sit, office: Deployed, postgres, qtbot):
    chen = sit("chen")
    register(chen, "断线时的公文", qtbot)
    document = chen.document.shown()["document"]
    bar = chen.document.bar
    bar.opinion.setPlainText("写到一半")
    postgres.stop()
    try:
        qtbot.waitUntil(chen.reach.isVisible, timeout=20_000)
        assert "正在重连" in chen.header.server.text()
        bar.opinion.setPlainText("写到一半，断线时又写了一句")
        bar.keep_half_written()
        chen.refresh()
        settle(chen, qtbot)
        assert bar.isVisible() and bar.opinion.toPlainText() == "写到一半，断线时又写了一句"
        assert chen.reach.isVisible()
    finally:
        postgres.start()
    qtbot.waitUntil(lambda: not chen.reach.isVisible(), timeout=60_000)
    settle(chen, qtbot)
    assert chen.header.server.text() in ("已连接", "收发室不在，可阅读和起草")
    kept: list[str] = []
    chen.session.ask(lambda o: o.autosaved("chen", f"opinion.{document}"), kept.append)
    settle(chen, qtbot)
    assert kept == ["写到一半，断线时又写了一句"]
    assert bar.opinion.toPlainText() == kept[0]
