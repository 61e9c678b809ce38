"""What belongs to the person at the window: post, size, quiet hours, keys, and an office lost."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from oa_client import app, window
from oa_client.docflow.handling.founding import read_people
from oa_client.ui import preferences, theme
from oa_client.ui.preferences import Preferences
from oa_client.ui.presenters.session import Session
from oa_client.ui.views.keys_dialog import KeysDialog
from oa_client.ui.views.main_window import MainWindow
from oa_client.ui.views.person_dialog import PersonDialog
from oa_client.ui.views.registering.book import COLUMNS
from oa_client.ui.work import Work
from tests.offices import Played
from tests.ui.test_window import open_first, settle


@pytest.fixture
def session(played: Played, qtbot) -> Iterator[Session]:
    window.application()
    path = str(played.office.path)
    work = Work(lambda: app.open_office(path))
    yield Session(work, window.facts_of(played.office), "chen", "zh_CN")
    assert work.stop()


@pytest.fixture
def main(session: Session, qtbot) -> MainWindow:
    shown = MainWindow(session)
    qtbot.addWidget(shown)
    shown.show()
    settle(shown, qtbot)
    return shown


def entry(main: MainWindow, words: str):
    main.header.menu.fill()
    return next(a for a in main.header.menu.actions() if a.text() == words)


def titles(main: MainWindow) -> list[str]:
    return [main.list.document_at(n) for n in range(main.list.model.rowCount())]


def test_who_has_two_posts_sees_the_work_of_the_one_he_chooses(
    main: MainWindow, played: Played, qtbot
):
    registered = played.act("chen", "register", title="关于检查的通知", body="文。")
    printed = played.outgoing("print")
    main.refresh()
    settle(main, qtbot)
    assert set(titles(main)) == {registered, printed}
    entry(main, "印章管理员").trigger()
    settle(main, qtbot)
    assert titles(main) == [printed]
    assert "印章管理员" in main.header.person.text()
    entry(main, "文书").trigger()
    settle(main, qtbot)
    assert titles(main) == [registered]
    entry(main, "全部职务").trigger()
    settle(main, qtbot)
    assert set(titles(main)) == {registered, printed}


def test_who_has_one_post_is_not_asked_for_it(main: MainWindow, qtbot):
    main.session.set_person("li")
    settle(main, qtbot)
    main.header.menu.fill()
    assert "全部职务" not in [action.text() for action in main.header.menu.actions()]


def test_another_size_makes_everything_larger_at_the_same_place(
    session: Session, played: Played, qtbot, tmp_path: Path, monkeypatch
):
    monkeypatch.setenv("OA_PREFERENCES", str(tmp_path / "window.json"))
    document = played.act("chen", "register", title="关于检查的通知", body="文。")
    opened = window.OpenWindow(session, Preferences())
    opened.show()
    settle(opened.main, qtbot)
    open_first(opened.main, qtbot)
    opened.main.document.bar.opinion.setPlainText("拟同意，请")
    before = opened.main
    try:
        entry(opened.main, "130 %").trigger()
        qtbot.waitUntil(lambda: opened.main is not before)
        settle(opened.main, qtbot)
        assert theme.look().zoom == 1.3
        assert opened.main.header.height() == round(54 * 1.3)
        assert opened.main.document.wanted() == document
        assert opened.main.document.bar.opinion.toPlainText() == "拟同意，请"
        assert preferences.read(preferences.place()) == Preferences(zoom=1.3)
    finally:
        theme.apply(window.application(), 1.0, window.font_files())
        opened.main.close()
        opened.main.deleteLater()


@pytest.mark.parametrize("spoilt", ["", "[]", '{"zoom": 7}', '{"zoom": "1.3", "quiet": 1}', "{"])
def test_spoilt_preferences_fall_back_to_the_usual(tmp_path: Path, spoilt: str):
    file = tmp_path / "window.json"
    file.write_text(spoilt)
    assert preferences.read(file) == Preferences()
    preferences.write(file, Preferences(1.15, False))
    assert preferences.read(file) == Preferences(1.15, False)


def test_outside_office_hours_notices_are_held_and_told_in_the_morning(main: MainWindow):
    told: list[str] = []
    main.notices._show = told.append  # the system's own tray is not there in a test
    main.notices.set_hours(False)
    main.notices.tell("新到 1 件待办")
    main.notices.tell("新发 2 张牌")
    assert told == []
    main.notices.set_hours(True)
    assert len(told) == 1 and "新发 2 张牌" in told[0]


def test_how_much_waits_stands_in_the_window_s_title(main: MainWindow, played: Played, qtbot):
    assert not main.windowTitle().startswith("(")
    played.act("chen", "register", title="关于检查的通知", body="文。")
    main.refresh()
    settle(main, qtbot)
    assert main.windowTitle().startswith("(1) ")


def test_an_office_file_that_is_moved_away_is_said_and_found_again(
    main: MainWindow, played: Played, qtbot
):
    played.act("chen", "register", title="关于检查的通知", body="文。")
    main.refresh()
    settle(main, qtbot)
    open_first(main, qtbot)
    main.document.bar.opinion.setPlainText("写了一半")
    place, aside = played.office.path, played.office.path.with_suffix(".aside")
    played.office.close()
    place.rename(aside)
    main.refresh()
    settle(main, qtbot)
    assert main.reach.isVisible() and "没有这个机关文件" in main.reach.words()
    assert main.document.bar.opinion.toPlainText() == "写了一半"
    aside.rename(place)
    main.reach.again_asked.emit()
    settle(main, qtbot)
    assert not main.reach.isVisible()
    assert main.document.bar.opinion.toPlainText() == "写了一半"


def test_closing_puts_the_half_written_opinion_away_first(
    main: MainWindow, played: Played, qtbot
):  # fmt: skip
    document = played.act("chen", "register", title="关于检查的通知", body="文。")
    main.refresh()
    settle(main, qtbot)
    open_first(main, qtbot)
    main.document.bar.opinion.setPlainText("拟请")
    main.close()
    assert played.office.autosaved("chen", f"opinion.{document}") == "拟请"


STAFF = "login,name,unit,superior,posts\nan,安宁,办公室,,文书\nbo,柏松,办公室,an,承办人"


@pytest.fixture
def strict(tmp_path: Path) -> Iterator[app.LocalOffice]:
    """An office that is not for training: nobody but its founder has a key yet."""
    people = read_people(STAFF, "人员.csv")
    made = app.found_office(
        str(tmp_path / "strict.oa"), people, name="某局"
    )  # fmt: skip
    made.make_key("an", "一二三四五六七八")
    yield made
    made.close()


def test_who_has_no_key_makes_one_and_a_colleague_vouches(strict: app.LocalOffice, qtbot):
    window.application()
    path = str(strict.path)
    work = Work(lambda: app.open_office(path))
    session = Session(work, window.facts_of(strict), "an", "zh_CN")
    session.set_person("an", "一二三四五六七八")
    entering = PersonDialog(session)
    qtbot.addWidget(entering)
    entering.show()
    qtbot.mouseClick(entering.cards["bo"], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(entering.findChildren(KeysDialog)))
    making = entering.findChildren(KeysDialog)[0]
    for line in (making.first, making.again):
        line.setText("八七六五四三二一")
    qtbot.mouseClick(making.make, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "指纹" in making._said.text())
    assert entering._trouble.text()
    making.reject()
    assert not entering._trouble.text(), "nothing lacks any more"
    vouching = KeysDialog(session, "an")
    qtbot.addWidget(vouching)
    vouching.show()
    qtbot.waitUntil(lambda: "bo" in vouching.vouches)
    qtbot.mouseClick(vouching.vouches["bo"], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not vouching.vouches)
    assert {person["login"]: person["key"] for person in strict.people()}["bo"] == "trusted"
    assert work.stop()


def test_enter_after_the_passphrase_lets_the_marked_person_in(strict: app.LocalOffice, qtbot):
    window.application()
    path = str(strict.path)
    work = Work(lambda: app.open_office(path))
    session = Session(work, window.facts_of(strict), "an", "zh_CN")
    entering = PersonDialog(session)
    qtbot.addWidget(entering)
    entered: list[tuple[str, object]] = []
    entering.entered.connect(lambda *who: entered.append(who))
    entering.show()
    assert entering.cards["an"].isChecked()
    entering.passphrase.setText("不是这个口令")
    qtbot.keyClick(entering.passphrase, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: entering._trouble.text() == "口令不对。")
    assert entering.isVisible() and entered == []
    entering.passphrase.setText("一二三四五六七八")
    qtbot.keyClick(entering.passphrase, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: entered == [("an", "一二三四五六七八")])
    assert work.stop()


def test_an_act_without_the_passphrase_asks_for_it_and_what_was_written_stays(
    strict: app.LocalOffice, qtbot
):
    window.application()
    path = str(strict.path)
    work = Work(lambda: app.open_office(path))
    session = Session(work, window.facts_of(strict), "an", "zh_CN")
    shown = MainWindow(session)
    qtbot.addWidget(shown)
    shown.show()
    settle(shown, qtbot)
    shown.register.form.fill({"title": "关于检查的通知"})
    shown.register.register()
    qtbot.waitUntil(lambda: bool(shown.findChildren(PersonDialog)))
    asking = shown.findChildren(PersonDialog)[0]
    asking.passphrase.setText("一二三四五六七八")
    qtbot.keyClick(asking.passphrase, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not asking.isVisible())
    assert shown.register.form.fields()["title"] == "关于检查的通知"
    shown.register.register()
    qtbot.waitUntil(lambda: strict.counts("an")["todo"] == 1)
    settle(shown, qtbot)
    assert work.stop()


def test_enter_lets_in_whoever_s_card_has_the_keyboard_in_a_training_office(
    session: Session, qtbot
):
    entering = PersonDialog(session)
    qtbot.addWidget(entering)
    entered: list[tuple[str, object]] = []
    entering.entered.connect(lambda *who: entered.append(who))
    entering.show()
    entering.cards["li"].setFocus()
    qtbot.keyClick(entering.cards["li"], Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: entered == [("li", None)])


def test_language_and_place_of_the_window_are_kept_for_the_next_day(
    session: Session, played: Played, qtbot, tmp_path: Path, monkeypatch
):
    monkeypatch.setenv("OA_PREFERENCES", str(tmp_path / "window.json"))
    played.act("chen", "register", title="关于检查的通知", body="文。")
    opened = window.OpenWindow(session, preferences.read(preferences.place()))
    opened.show()
    settle(opened.main, qtbot)
    room = opened.main.screen().availableGeometry()
    assert opened.main.width() <= max(room.width(), opened.main.minimumWidth())
    assert opened.main.height() <= max(room.height(), opened.main.minimumHeight())
    where = COLUMNS.index("where")
    opened.main.open_place("register")
    settle(opened.main, qtbot)
    assert opened.main.register.book.item(0, where).text() == "初审"
    opened.main.header.language.click()
    settle(opened.main, qtbot)
    assert opened.main.register.book.item(0, where).text() == "Examination"
    opened.main.resize(1024, 700)
    opened.main.close()
    kept = preferences.read(preferences.place())
    assert kept.language == "en"
    again = window.OpenWindow(session, kept)
    assert (again.main.width(), again.main.height()) == (1024, 700)
    again.main.deleteLater()
    opened.main.deleteLater()


def test_a_folder_opens_the_office_that_lies_in_it(played: Played):
    folder = played.office.path.parent
    assert window.usual_office([str(folder)]) == str(played.office.path)
    assert window.usual_office([str(folder / "elsewhere")]) == str(folder / "elsewhere")
