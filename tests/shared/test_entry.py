"""How a person comes into the window of a shared office: his login, his password, his key."""

import os
import subprocess
import sys
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from sqlalchemy.engine import make_url

from oa_client import app, window
from oa_client.docflow.model.errors import BadInput, StoreUnavailable
from oa_client.offices.registrar import RegistrarOffice
from oa_client.ui.views.entry_dialog import EntryDialog
from oa_client.ui.views.keys_dialog import KeysDialog
from oa_client.ui.views.main_window import MainWindow
from tests.commands.test_window_opens import QUITS
from tests.shared.served import ROOT, Deployed, deployed
from tests.ui.conftest import collected_here  # noqa: F401
from tests.ui.test_window import settle


@pytest.fixture
def serious(postgres, tmp_path, monkeypatch) -> Iterator[Deployed]:
    """An office in earnest, served: its people make their own keys."""
    monkeypatch.setenv("OA_DRAWERS", str(tmp_path / "drawers"))
    made = deployed(postgres.uri, tmp_path, training=False)
    registrar = RegistrarOffice(made.url)
    thread = threading.Thread(target=registrar.run, daemon=True)
    thread.start()
    yield made
    registrar.stop()
    thread.join(20)
    registrar.close()


def run(office: Deployed, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", QUITS, "window", *words, "--lang", "zh_CN"], cwd=ROOT,
        capture_output=True, text=True, timeout=120, check=False,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "OA_DRAWERS": str(office.drawers),
             "PYTHONPATH": str(ROOT), "OA_PREFERENCES": str(office.drawers / "window.json")},
    )  # fmt: skip


def test_the_window_opens_on_a_server_s_address_and_closes_without_a_word(office, monkeypatch):
    address = office.address("chen")
    password = str(make_url(address).password)
    monkeypatch.setenv("PGPASSWORD", password)
    ended = run(office, address.replace(f":{password}@", "@"))
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, "", "")


def test_the_login_is_the_person_and_nobody_else_can_be_named(office):
    ended = run(office, office.address("chen"), "--as", "wang")
    assert ended.returncode == 2 and "--as" in ended.stderr
    ended = run(office, office.url)
    assert ended.returncode == 2 and "登录" in ended.stderr and "Traceback" not in ended.stderr


def typed(*words: str) -> None:
    """Whatever dialog opens next is filled with the first of these, then the next, and sent."""
    left = list(words)

    def fill() -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, EntryDialog):
            QTimer.singleShot(20, fill)
            return
        dialog.line.setText(left.pop(0))
        if left:
            QTimer.singleShot(20, fill)
        dialog.enter()

    QTimer.singleShot(0, fill)


def test_a_password_is_asked_for_in_a_dialog_until_it_is_right(office, qtbot, monkeypatch):
    monkeypatch.setenv("OA_DRAWERS", str(office.drawers))
    window.application()
    entry = window.Entry("zh_CN", QWidget())
    bare = office.address("chen").replace(":pw-chen@", "@")
    typed("wrong", "pw-chen")
    opened, address = app.open_asking(bare, entry.password)
    assert isinstance(opened, app.SharedOffice) and opened.login == "chen"
    assert "pw-chen" in address
    assert entry.passphrase(opened) is None, "training needs none"
    opened.close()


def opened_again(address: str) -> app.SharedOffice:
    opened = app.open_office(address)
    assert isinstance(opened, app.SharedOffice)
    return opened


def test_who_gives_no_password_is_told_what_is_missing(office, qtbot):
    window.application()
    entry = window.Entry("zh_CN", QWidget())

    def leave() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, EntryDialog):
            dialog.reject()
        else:
            QTimer.singleShot(20, leave)

    QTimer.singleShot(0, leave)
    with pytest.raises(StoreUnavailable, match="password-missing"):
        app.open_asking(office.address("chen").replace(":pw-chen@", "@"), entry.password)


def sat(office: Deployed, login: str, passphrase: str | None, qtbot):
    known = opened_again(office.address(login))
    facts = window.facts_of(known)
    known.close()
    shared = window.SharedWindow(office.address(login), facts, login, passphrase, "zh_CN")
    main = MainWindow(shared.session)
    main.strips.keep_in_step(shared.live)
    qtbot.addWidget(main)
    main.show()
    settle(main, qtbot)
    return shared, main


def test_keys_are_made_vouched_for_and_used_between_two_windows(serious, qtbot):
    """The founder alone vouches for the second key; from then on each signs with his own."""
    window.application()
    liu = opened_again(serious.address("liu"))
    assert liu.make_key("liu", "passphrase-liu")["status"] == "trusted"
    liu.close()
    first, liu_sits = sat(serious, "liu", "passphrase-liu", qtbot)
    second, chen_sits = sat(serious, "chen", None, qtbot)
    keys = KeysDialog(chen_sits.session, "chen", chen_sits)
    settle(chen_sits, qtbot)
    for line in (keys.first, keys.again):
        assert isinstance(line, QLineEdit)
        line.setText("passphrase-chen")
    keys.make.click()
    settle(chen_sits, qtbot)
    vouching = KeysDialog(liu_sits.session, "liu", liu_sits)
    settle(liu_sits, qtbot)
    vouching.vouches["chen"].click()
    settle(liu_sits, qtbot)
    assert vouching.vouches == {}, vouching._said.text()
    done: list[object] = []
    chen_sits.session.act("register", {"title": "以新密钥登记"}, then=done.append)
    settle(chen_sits, qtbot)
    assert len(done) == 1 and serious.problems() == []
    kept: list[object] = []
    chen_sits.session.ask(lambda o: o.autosave("chen", "draft", "半句"), kept.append)
    settle(chen_sits, qtbot)
    for shared in (first, second):
        assert shared.work.stop() and shared.watch.end()
    again = opened_again(serious.address("chen"))
    with pytest.raises(BadInput, match="wrong-passphrase"):
        again.begin("other")
    window_entry = window.Entry("zh_CN", QWidget())
    typed("wrong", "passphrase-chen")
    assert window_entry.passphrase(again) == "passphrase-chen"
    assert again.autosaved("chen", "draft") == "半句"
    again.close()
