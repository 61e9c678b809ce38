"""A day's work in the real window, on a real office, with mouse and keys."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QDateEdit,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)

from oa_client import app, window
from oa_client.ui import texts
from oa_client.ui.presenters.session import Session
from oa_client.ui.views.act_dialog import ActDialog
from oa_client.ui.views.corrected_value import CorrectedValue
from oa_client.ui.views.element_input import put_value
from oa_client.ui.views.five_questions import QUESTIONS, FiveQuestions
from oa_client.ui.views.main_window import MainWindow
from oa_client.ui.views.people_picker import PeoplePicker
from oa_client.ui.work import Work
from tests.offices import BODY, Played


@pytest.fixture
def opened(played: Played, qtbot) -> Iterator[MainWindow]:
    window.application()
    path = str(played.office.path)
    facts = window.facts_of(played.office)
    work = Work(lambda: app.open_office(path))
    main = MainWindow(Session(work, facts, "chen", "zh_CN"))
    qtbot.addWidget(main)
    main.show()
    settle(main, qtbot)
    yield main
    assert work.stop()


def settle(main: MainWindow, qtbot) -> None:
    """Every question is answered, and what follows from the answers too."""
    for _ in range(4):
        qtbot.waitUntil(lambda: not main.session.waiting, timeout=20_000)
        qtbot.wait(1)


def sit_down(main: MainWindow, login: str, qtbot) -> None:
    main.session.set_person(login)
    settle(main, qtbot)


def open_first(main: MainWindow, qtbot) -> None:
    document = main.list.document_at(0)
    assert document, "nothing waits"
    main.list.select(document)
    main.document.open(document)
    settle(main, qtbot)


def press_primary(main: MainWindow, qtbot, opinion: str = "", **answers: object) -> None:
    """Write the opinion, press the primary button, answer what it asks."""
    bar = main.document.bar
    if opinion:
        bar.opinion.setPlainText(opinion)
    qtbot.mouseClick(bar.primary, Qt.MouseButton.LeftButton)
    for dialog in bar.findChildren(ActDialog):
        if dialog.isVisible():
            fill(dialog, answers)
            qtbot.mouseClick(dialog.ok, Qt.MouseButton.LeftButton)
    settle(main, qtbot)


def open_registered(main: MainWindow, qtbot) -> None:
    """The paper that was registered just now, by the way that the toast offers."""
    way = next(b for b in main.toast.findChildren(QPushButton) if b.text() == "打开")
    assert way.isVisible()
    qtbot.mouseClick(way, Qt.MouseButton.LeftButton)
    settle(main, qtbot)


def fill(dialog: ActDialog, answers: dict[str, object]) -> None:
    for name, value in answers.items():
        widget = dialog.inputs[name]
        if isinstance(widget, PeoplePicker):
            for person in value if isinstance(value, list) else [value]:
                widget.add(str(person))
        elif isinstance(widget, FiveQuestions):
            for number in QUESTIONS:
                widget.answer(number, bool(value))
        elif isinstance(widget, CorrectedValue):
            put_value(widget.input, value)
        elif isinstance(widget, QComboBox):
            widget.setCurrentIndex(widget.findData(value))
        elif isinstance(widget, QDateEdit):
            widget.setDate(value)
        elif isinstance(widget, QPlainTextEdit):
            widget.setPlainText(str(value))
        elif isinstance(widget, QLineEdit):
            widget.setText(str(value))


def test_a_paper_goes_from_registration_to_the_archive_in_the_window(opened, played, qtbot):
    main = opened
    main.open_place("register")
    title = main.register.form.inputs["title"]
    title.setText("关于开展<安全>检查的通知")
    qtbot.keyClicks(title, " 2")
    main.register.form.inputs["issuer"].setText("某省厅")
    main.register.body.setPlainText(BODY)
    qtbot.mouseClick(main.register.send, Qt.MouseButton.LeftButton)
    settle(main, qtbot)
    open_registered(main, qtbot)
    document = main.document.shown()["document"]
    steps = (
        ("chen", "", {"answers": True}), ("wang", "拟请阅示。", {}), ("zhang", "请住建科办。", {}),
        ("wang", "", {"lead": "zhou", "assist": ["财务科"]}), ("sun", "经费已落实。", {}),
        ("zhou", "已办结。", {}), ("zhou", "", {}), ("zheng", "", {}),
    )  # fmt: skip
    for login, opinion, answers in steps:
        sit_down(main, login, qtbot)
        open_first(main, qtbot)
        press_primary(main, qtbot, opinion, **answers)
    shown = played.office.show("chen", document)
    assert shown["status"] == "closed"
    assert shown["elements"]["title"] == "关于开展<安全>检查的通知 2"
    assert shown["elements"]["body"] == BODY
    assert "请住建科办。" in [said["text"] for said in shown["opinions"]]
    assert played.problems() == []


def test_a_draft_goes_out_in_the_window_and_may_be_taken_back_by_its_toast(opened, played, qtbot):
    main = opened
    sit_down(main, "li", qtbot)
    main.open_place("draft")
    main.draft.form.inputs["title"].setText("关于报送情况的通知")
    main.draft.form.inputs["to"].setText("甲县；乙县")
    main.draft.body.setPlainText(BODY)
    qtbot.mouseClick(main.draft.send, Qt.MouseButton.LeftButton)
    settle(main, qtbot)
    document = main.document.shown()["document"]
    assert main.document.shown()["stage"] == "check"
    for login in ("zhou", "wang", "zhang"):
        sit_down(main, login, qtbot)
        open_first(main, qtbot)
        press_primary(main, qtbot, "同意。")
    main.news.recall(document)
    settle(main, qtbot)
    assert main.session.login == "zhang"
    open_first(main, qtbot)
    press_primary(main, qtbot, "同意，发。")
    for _ in range(5):
        sit_down(main, "chen", qtbot)
        open_first(main, qtbot)
        press_primary(main, qtbot)
    sit_down(main, "zheng", qtbot)
    open_first(main, qtbot)
    press_primary(main, qtbot)
    shown = played.office.show("chen", document)
    assert (shown["status"], shown["number"][-3:]) == ("closed", "〕1号")
    assert shown["elements"]["to"] == ["甲县", "乙县"]
    assert played.problems() == []


def test_a_grey_button_says_why_and_the_menu_too(opened, played, qtbot):
    played.incoming()
    main = opened
    sit_down(main, "zhang", qtbot)
    open_first(main, qtbot)
    entries = [entry for entry in main.document.bar.more.menu().actions() if not entry.isEnabled()]
    assert entries
    assert all(entry.toolTip() for entry in entries)


def test_a_half_written_opinion_is_there_again_after_the_window_was_killed(opened, played, qtbot):
    played.incoming()
    main = opened
    sit_down(main, "zhang", qtbot)
    open_first(main, qtbot)
    main.document.bar.opinion.setPlainText("请住建科研究后")
    qtbot.wait(900)
    settle(main, qtbot)
    main.document.clear()
    open_first(main, qtbot)
    assert main.document.bar.opinion.toPlainText() == "请住建科研究后"


def test_what_was_typed_stays_when_somebody_else_was_faster(opened, played, qtbot):
    document = played.incoming()
    main = opened
    sit_down(main, "zhang", qtbot)
    open_first(main, qtbot)
    main.document.bar.opinion.setPlainText("同意。")
    played.office.act("zhang", "instruct", {"opinion": "已在别处批示"}, document=document)
    qtbot.mouseClick(main.document.bar.primary, Qt.MouseButton.LeftButton)
    settle(main, qtbot)
    assert main.document.bar.opinion.toPlainText() == "同意。"
    assert played.problems() == []


def test_an_empty_list_says_so_and_leads_on(opened, qtbot):
    main = opened
    main.open_place("drafts")
    settle(main, qtbot)
    assert main.list.model.rowCount() == 0
    qtbot.mouseClick(main.list.way_on, Qt.MouseButton.LeftButton)
    settle(main, qtbot)
    assert main.room() == "draft"
    main.search("没有这样的公文")
    settle(main, qtbot)
    qtbot.mouseClick(main.list.way_on, Qt.MouseButton.LeftButton)
    settle(main, qtbot)
    assert main.navigation.chosen_now() == "todo" and main.list.is_todo()


def test_every_word_changes_with_the_language_and_nothing_is_rich_text(opened, played, qtbot):
    played.incoming()
    main = opened
    sit_down(main, "zhang", qtbot)
    open_first(main, qtbot)
    main.session.set_language("en")
    settle(main, qtbot)
    shown = [w for w in main.findChildren(QAbstractButton) if w.isVisible() and w.text()]
    names = {person["name"] for person in main.session.facts.people}
    units = {person["unit"] for person in main.session.facts.people}
    for button in shown:
        if any(name in button.text() for name in names | units) or button.text() == "中":
            continue
        assert not any("\u4e00" <= char <= "\u9fff" for char in button.text()), button.text()
    for label in main.findChildren(QLabel):
        assert label.textFormat() == Qt.TextFormat.PlainText or not label.text(), label.text()


def test_everything_that_can_be_used_has_a_name_for_those_who_can_not_see(opened, qtbot):
    main = opened
    nameless = [
        widget
        for widget in main.findChildren(QWidget)
        if isinstance(widget, QLineEdit | QPlainTextEdit | QAbstractButton)
        and widget.isVisible()
        and not (widget.accessibleName() or getattr(widget, "text", str)())
        and not widget.objectName().startswith("qt_")
    ]
    assert nameless == []


def test_every_word_of_the_window_stands_in_both_languages():
    for key in sorted(texts.keys()):
        chinese, english = texts._all()[key]
        assert chinese and english
        assert "{" not in chinese or sorted(_places(chinese)) == sorted(_places(english)), key


def _places(template: str) -> list[str]:
    from string import Formatter

    return [name for _, name, _, _ in Formatter().parse(template) if name]
