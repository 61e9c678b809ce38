"""Both cycles by clicks and keys alone, one person after another, the window closed in between."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from oa_client import app, window
from oa_client.ui import wording
from oa_client.ui.presenters.session import Session
from oa_client.ui.views.act_dialog import ActDialog
from oa_client.ui.views.corrected_value import CorrectedValue
from oa_client.ui.views.five_questions import FiveQuestions
from oa_client.ui.views.main_window import MainWindow
from oa_client.ui.views.people_picker import PeoplePicker
from oa_client.ui.views.person_dialog import PersonDialog
from oa_client.ui.work import Work
from tests.offices import Played
from tests.ui.test_window import open_registered, settle


def type_into(widget: QWidget, text: str) -> None:
    """What an input method does with Chinese: the words arrive whole."""
    widget.setFocus()
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(widget, event)


class Desk:
    """A PC in the office: somebody sits down, opens his window, works, and closes it again."""

    def __init__(self, office: app.LocalOffice, qtbot) -> None:
        self.office = office
        self.qtbot = qtbot
        self.main: MainWindow | None = None
        self.work: Work | None = None

    def sit_down(self, login: str) -> MainWindow:
        """A fresh window; the person chooses himself by his card."""
        self.leave()
        path = str(self.office.path)
        self.work = Work(lambda: app.open_office(path))
        facts = window.facts_of(self.office)
        self.main = MainWindow(Session(self.work, facts, "feng", "zh_CN"))
        self.main.show()
        self.main.dialogs.choose_person()
        settle(self.main, self.qtbot)
        card = self.main.findChildren(PersonDialog)[-1].cards[login]
        self.click(card)
        assert self.main.session.login == login
        return self.main

    def leave(self) -> None:
        if self.main is not None and self.work is not None:
            self.main.close()
            assert self.work.stop()
            self.main.deleteLater()
            self.main = None

    def click(self, widget: QWidget) -> None:
        assert widget.isEnabled(), f"grey: {widget.toolTip()}"
        self.qtbot.mouseClick(widget, Qt.MouseButton.LeftButton)
        assert self.main is not None
        settle(self.main, self.qtbot)

    def open(self, document: str) -> None:
        """Take a document from the list, as it lies there."""
        assert self.main is not None
        rows = range(self.main.list.model.rowCount())
        row = next(n for n in rows if self.main.list.document_at(n) == document)
        view = self.main.list.view
        place = view.visualRect(self.main.list.model.index(row, 0)).center()
        self.qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
        settle(self.main, self.qtbot)
        assert self.main.document.shown()["document"] == document

    def do(self, login: str, action: str, document: str, opinion: str = "", **answers) -> None:
        """One person's act on one document, with his own window."""
        main = self.sit_down(login)
        self.find(document)
        bar = main.document.bar
        if opinion:
            type_into(bar.opinion, opinion)
        self.press(action)
        for dialog in main.findChildren(ActDialog):
            if dialog.isVisible():
                self.fill(dialog, answers)
                self.click(dialog.ok)
                assert not dialog.isVisible(), dialog._trouble.text()

    def find(self, document: str) -> None:
        """The tray in which it lies: what waits, what is to be read, what one follows, all else."""
        main = self.main
        assert main is not None
        for tray in ("todo", "reading", "tracked", "done", "drafts"):
            main.open_place(tray)
            settle(main, self.qtbot)
            rows = range(main.list.model.rowCount())
            if document in [main.list.document_at(n) for n in rows]:
                self.open(document)
                return
        type_into(main.header.search, "检查")
        self.qtbot.keyClick(main.header.search, Qt.Key.Key_Return)
        settle(main, self.qtbot)
        if document in [main.list.document_at(n) for n in range(main.list.model.rowCount())]:
            self.open(document)
            return
        raise AssertionError("it lies in none of his trays")

    def press(self, action: str) -> None:
        """The button of an act, or its entry in the menu."""
        main = self.main
        assert main is not None
        bar = main.document.bar
        if bar._primary == action:
            self.click(bar.primary)
        elif action == "disagree":
            self.click(bar.disagree)
        elif action in bar.beside:
            self.click(bar.beside[action])
        else:
            name = wording.action_name(action, "zh_CN")
            entry = next(e for e in bar.more.menu().actions() if e.text() == name)
            assert entry.isEnabled(), entry.toolTip()
            entry.trigger()
            settle(main, self.qtbot)

    def fill(self, dialog: ActDialog, answers: dict[str, object]) -> None:
        for name, value in answers.items():
            widget = dialog.inputs[name]
            if isinstance(widget, CorrectedValue):
                widget = widget.input
            if isinstance(widget, PeoplePicker):
                for typed in value if isinstance(value, list) else [value]:
                    type_into(widget.line, str(typed))
                    self.qtbot.keyClick(widget.line, Qt.Key.Key_Return)
            elif isinstance(widget, FiveQuestions):
                widget.setFocus()
                for key in str(value):
                    self.qtbot.keyClick(QApplication.focusWidget() or widget, key)
            elif isinstance(widget, QPlainTextEdit | QLineEdit):
                self.qtbot.keyClick(widget, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
                type_into(widget, str(value))
            elif isinstance(widget, QComboBox):
                widget.setCurrentIndex(widget.findData(value))
            elif isinstance(widget, QCheckBox):
                widget.setChecked(bool(value))


@pytest.fixture
def desk(played: Played, qtbot) -> Iterator[Desk]:
    window.application()
    sat = Desk(played.office, qtbot)
    yield sat
    sat.leave()


def test_a_paper_from_outside_passes_everybody_s_window(desk: Desk, played: Played, qtbot):
    main = desk.sit_down("chen")
    qtbot.mouseClick(main.navigation.buttons["register"], Qt.MouseButton.LeftButton)
    settle(main, qtbot)
    type_into(main.register.form.inputs["title"], "关于开展消防检查的通知")
    type_into(main.register.form.inputs["issuer"], "某省消防总队")
    type_into(main.register.body, "请按时报送。")
    desk.click(main.register.send)
    open_registered(main, qtbot)
    document = main.document.shown()["document"]
    desk.do("chen", "correct", document, field="issuer", value="某省消防救援总队", reason="录错")
    desk.do("chen", "examine", document, answers="yyyyy")
    desk.do("wang", "propose", document, "拟请明远同志阅示。")
    desk.do("zhang", "instruct", document, "请住建科办理，财务科配合。")
    desk.do("wang", "circulate", document, to=["赵磊", "王建国"][:1], note="请知悉")
    desk.do("zhao", "read", document, "已阅。")
    desk.do("wang", "assign", document, lead="周敏", assist=["财务科"])
    desk.do("sun", "undertake", document, "经费已落实。")
    desk.do("zhou", "transfer", document, to="李晓明", reason="由承办人具体办理")
    desk.do("li", "undertake", document, "检查已完成。")
    desk.do("li", "reply", document, "已函复。")
    desk.do("zheng", "archive", document)
    shown = played.office.show("chen", document)
    assert shown["status"] == "closed"
    assert shown["elements"]["issuer"] == "某省消防救援总队"
    assert {"circulate", "read", "transfer", "correct"} <= {e["code"] for e in shown["history"]}
    assert played.problems() == []


def test_a_draft_passes_everybody_s_window_with_its_ways_back(desk: Desk, played: Played, qtbot):
    main = desk.sit_down("li")
    qtbot.mouseClick(main.navigation.buttons["draft"], Qt.MouseButton.LeftButton)
    settle(main, qtbot)
    type_into(main.draft.form.inputs["title"], "关于加强停车管理的通知")
    type_into(main.draft.body, "一、限时收费\n二、按期报送")
    desk.click(main.draft.save)
    document = played.office.tray("li", "drafts")["rows"][0]["document"]
    desk.do("li", "submit", document, countersigners=["财务科", "法规科"])
    desk.do("zhou", "review", document, "请会签。")
    desk.do("zhao", "disagree", document, "缺少依据。")
    main = desk.sit_down("li")
    main.open_place("draft")
    settle(main, qtbot)
    main.draft.load(document)
    settle(main, qtbot)
    type_into(main.draft.body, "依据某条例，")
    desk.click(main.draft.send)
    for login, opinion in (("zhou", "已补依据。"), ("sun", "同意。"), ("zhao", "同意。")):
        desk.do(login, "review" if login == "zhou" else "countersign", document, opinion)
    desk.do("wang", "return", document, to="draft", then="resume", reason="标题再简练些")
    desk.do("li", "submit", document)
    desk.do("wang", "review", document, "拟请签发。")
    main = desk.sit_down("zhang")
    main.header.menu.fill()
    next(a for a in main.header.menu.actions() if a.text() == "委托代办…").trigger()
    asking = next(d for d in main.findChildren(ActDialog) if d.isVisible())
    desk.fill(asking, {"person": "刘长河"})
    until = asking.inputs["until"]
    until.setDate(until.date().addDays(2))
    desk.click(asking.ok)
    desk.do("liu", "sign", document, "同意，发。")
    for action in ("recheck", "number", "print", "seal", "issue"):
        desk.do("chen", action, document)
    desk.do("zheng", "archive", document)
    shown = played.office.show("chen", document)
    assert shown["status"] == "closed" and shown["number"].endswith("〕1号")
    assert [v["version"] for v in shown["versions"]] == [1, 2]
    assert any(entry["for"] == "zhang" for entry in shown["history"])
    assert played.problems() == []


def test_a_step_is_taken_back_and_a_draft_is_given_up(desk: Desk, played: Played, qtbot):
    sent = played.outgoing("submit")
    begun = played.act("li", "draft", title="作废的稿子", body="文。", to="各科室")
    desk.do("li", "recall", sent)
    assert played.office.show("li", sent)["stage"] == "draft"
    desk.do("li", "abandon", begun)
    assert played.office.show("li", begun)["status"] == "abandoned"
    assert played.problems() == []


def test_the_supervisor_urges_and_the_person_sees_it(desk: Desk, played: Played, qtbot):
    document = played.incoming()
    desk.do("wu", "urge", document, note="请抓紧")
    assert "urge" in {entry["code"] for entry in played.office.show("chen", document)["history"]}
    assert played.problems() == []
