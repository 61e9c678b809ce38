"""Two people's windows on one server: work goes from one to the other, and nothing is lost."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from oa_client import app, window
from oa_client.offices.registrar import RegistrarOffice
from oa_client.ui.views.keys_dialog import KeysDialog
from oa_client.ui.views.main_window import MainWindow
from tests.offices import BODY
from tests.shared.served import Deployed
from tests.ui.conftest import collected_here  # noqa: F401
from tests.ui.test_window import open_first, open_registered, press_primary, settle

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
        main.strips.keep_in_step(shared.live)
        main.navigation.foot.connection.keep_in_step(shared.live)
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


def registered(main: MainWindow, title: str, qtbot, files: tuple[Path, ...] = ()) -> None:
    """The paper stands there, opened by the way that the toast offers."""
    register(main, title, qtbot, files)
    open_registered(main, qtbot)


def titles(main: MainWindow) -> list[str]:
    rows = [main.list.document_at(n) for n in range(9)]
    return [row for row in rows if row]


def test_a_paper_goes_from_one_person_s_window_into_the_other_s(sit, office: Deployed, qtbot):
    chen, wang = sit("chen"), sit("wang")
    assert chen.navigation.foot.text().strip() == "服务器已连接"
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
    qtbot.waitUntil(lambda: (chen.document.shown() or {}).get("stage") == "instruct", timeout=LIVE)
    settle(chen, qtbot)
    assert office.problems() == []


def test_words_survive_a_server_that_is_stopped_and_started(sit, office: Deployed, postgres, qtbot):
    chen = sit("chen")
    registered(chen, "断线时的公文", qtbot)
    document = chen.document.shown()["document"]
    bar = chen.document.bar
    bar.opinion.setPlainText("写到一半")
    postgres.stop()
    try:
        qtbot.waitUntil(chen.reach.isVisible, timeout=20_000)
        assert "起断开，只读" in chen.navigation.foot.text()
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
    assert "断开" not in chen.navigation.foot.text()
    kept: list[str] = []
    chen.session.ask(lambda o: o.autosaved("chen", f"opinion.{document}"), kept.append)
    settle(chen, qtbot)
    assert kept == ["写到一半，断线时又写了一句"]
    assert bar.opinion.toPlainText() == kept[0]


def put_away_registrar(serving: Serving, office: Deployed) -> None:
    serving.end()
    office.ask("UPDATE oa.beat SET at = at - interval '1 minute'")


def test_what_was_done_while_the_registrar_was_away_is_announced_as_it_comes(
    sit, serving, office, qtbot
):
    chen = sit("chen")
    registered(chen, "先登记的公文", qtbot)
    document = chen.document.shown()["document"]
    put_away_registrar(serving, office)
    told: list[str] = []
    chen.session.told.connect(lambda words, _: told.append(words))
    bar = chen.document.bar
    bar.opinion.setPlainText("要素齐全")
    press_primary(chen, qtbot, answers=True)
    foot = chen.navigation.foot
    qtbot.waitUntil(lambda: "1 件等候答复" in foot.details(), timeout=20_000)
    assert chen.navigation.foot.text().strip() == "收发室不在，只读"
    assert "时限监控中断" in chen.navigation.foot.details()
    assert "排队等候" in told[-1] and bar.opinion.toPlainText() == "要素齐全"
    chen.refresh()
    settle(chen, qtbot)
    assert chen.document.shown()["stage"] == "examine", "shown as it stands, not as it may become"
    serving.begin()
    qtbot.waitUntil(lambda: foot.text().strip() == "服务器已连接", timeout=30_000)
    settle(chen, qtbot)
    chen.open_document(document)
    settle(chen, qtbot)
    assert chen.document.shown()["stage"] == "propose"
    assert any("已办成" in words for words in told)
    assert bar.opinion.toPlainText() == ""
    assert len(office.ask("SELECT 1 FROM oa.entry WHERE code = 'examine'")) == 1


def test_pressed_again_while_it_waits_an_act_is_sent_once(sit, serving, office, qtbot):
    chen = sit("chen")
    put_away_registrar(serving, office)
    for _ in range(3):
        register(chen, "只登记一次", qtbot)
    assert office.ask("SELECT count(*) FROM oa.request_sent") == [(1,)]
    serving.begin()
    live = chen.strips.live
    qtbot.waitUntil(lambda: live.waiting == 0 and live.serving, timeout=30_000)
    settle(chen, qtbot)
    assert office.ask("SELECT count(*) FROM oa.document") == [(1,)]


def test_the_second_of_two_chiefs_keeps_his_words_and_is_told_who_was_first(sit, office, qtbot):
    first, second = sit("chen"), sit("chen")
    registered(first, "两个窗口上的公文", qtbot)
    document = first.document.shown()["document"]
    second.open_document(document)
    settle(second, qtbot)
    told: list[str] = []
    second.session.told.connect(lambda words, _: told.append(words))
    second.document.bar.opinion.setPlainText("后来者的话")
    seen = second.document.shown()["version"]
    press_primary(first, qtbot, answers=True)
    second.session.act("examine", {"answers": [True] * 5}, document=document, version=seen)
    settle(second, qtbot)
    assert any("该文已由 陈静 于" in words for words in told)
    assert second.document.bar.opinion.toPlainText() == "后来者的话"


def test_a_large_file_goes_up_says_how_far_it_is_and_comes_back(sit, office, qtbot, tmp_path):
    chen = sit("chen")
    file = tmp_path / "底图.bin"
    file.write_bytes(bytes(range(256)) * 20_000)
    shown: list[int] = []
    chen.session.moved.connect(lambda name, done, of: shown.append(done) if name else None)
    registered(chen, "带底图的公文", qtbot, (file,))
    assert max(shown) == file.stat().st_size and not chen.strips.moving.isVisible()
    pane = chen.document
    (kept,) = pane.shown()["attachments"]
    target = tmp_path / "回来.bin"
    login, document = chen.session.login, pane.wanted()
    chen.session.move_file(
        "底图.bin",
        lambda office, steps: office.save_attachment(login, document, kept["sha256"], target,
                                                     steps),
        lambda _: None,
    )  # fmt: skip
    settle(chen, qtbot)
    assert target.read_bytes() == file.read_bytes()


def test_a_file_that_is_stopped_leaves_everything_as_it_was_typed(sit, office, qtbot, tmp_path):
    chen = sit("chen")
    file = tmp_path / "底图.bin"
    file.write_bytes(bytes(range(256)) * 40_000)
    told: list[str] = []
    chen.session.told.connect(lambda words, _: told.append(words))
    chen.session.moved.connect(lambda name, done, _: chen.session.stop_moving() if done else None)
    register(chen, "带底图的公文", qtbot, (file,))
    assert any("已停止传送" in words for words in told)
    assert office.ask("SELECT count(*) FROM oa.document") == [(0,)]
    assert chen.register.form.inputs["title"].text() == "带底图的公文"
    assert len(chen.register.original.files) == 1


def test_every_room_of_the_window_answers_on_a_shared_office(sit, office, qtbot, tmp_path):
    chen, wu = sit("chen"), sit("wu")
    crashed: list[str] = []
    for main in (chen, wu):
        main.session.crashed.connect(crashed.append)
    registered(chen, "甲号件", qtbot)
    document = chen.document.shown()["document"]
    for tray in ("todo", "reading", "done", "read", "drafts", "tracked", "overdue"):
        chen.open_tray(tray)
        settle(chen, qtbot)
    for words, found in (("甲号", [document]), ("号件 甲", [document]), ("甲 乙", [])):
        chen.search(words)
        settle(chen, qtbot)
        assert titles(chen) == found
    chen.open_document(document)
    settle(chen, qtbot)
    chen.document.tabs.setCurrentWidget(chen.document.trail)
    settle(chen, qtbot)
    proofs: list[object] = []
    chen.session.ask(lambda o: o.proof("chen", document), proofs.extend)
    for place in ("register", "draft", "supervision"):
        chen.open_place(place)
        settle(chen, qtbot)
    wu.open_place("supervision")
    for suffix in (".pdf", ".xlsx"):
        file = tmp_path / f"通报{suffix}"
        wu.session.ask(lambda o, f=file: o.report_ready("wu").write(f), lambda _: None)
        settle(wu, qtbot)
        assert file.stat().st_size > 1000
    keys = KeysDialog(chen.session, "chen", chen)
    settle(chen, qtbot)
    assert "有效" in keys._own.text()
    chen.header.menu.fill()
    said = [action.text() for action in chen.header.menu.actions()]
    assert chen.session.text("app.switch_person") not in said
    trouble: list[str] = []
    chen.session.ask(lambda o: o.checkpoint(), lambda _: None, lambda f: trouble.append(f.code))
    settle(chen, qtbot)
    assert trouble == ["needs-server-login"] and len(proofs) == 2 and crashed == []


def test_an_office_that_shows_less_than_it_did_is_said_until_it_is_explained(sit, office, qtbot):
    chen = sit("chen")
    register(chen, "见证过的公文", qtbot)
    qtbot.waitUntil(lambda: chen.strips.live.waiting == 0, timeout=LIVE)
    forged: list[object] = []
    chen.session.ask(lambda o: o._drawer.note_seen("", 999, "other"), forged.append)
    settle(chen, qtbot)
    chen.strips.live.look()
    settle(chen, qtbot)
    assert chen.strips.alarm.isVisible() and "证据不符" in chen.strips.alarm.words()
    chen.strips.alarm.noted.click()
    chen.strips.live.look()
    settle(chen, qtbot)
    assert not chen.strips.alarm.isVisible(), "said once in a window that took note of it"
    chen.strips.alarm.accept.click()
    settle(chen, qtbot)
    troubles: list[object] = []
    chen.session.ask(lambda o: o.stand()["troubles"], troubles.extend)
    settle(chen, qtbot)
    assert troubles == []


def test_the_search_says_that_contents_are_found_once_they_were_opened(sit):
    shown = sit("chen").header.search
    assert shown.placeholderText() == "搜索标题、文号、来文单位；打开过的还搜正文、意见"
