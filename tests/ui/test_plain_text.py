"""Whatever people write stays text: no widget reads it as markup, or opens a file for it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QModelIndex, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QLabel,
    QTabBar,
    QTextEdit,
    QWidget,
)

from oa_client import app, window
from oa_client.docflow.handling.founding import read_people
from oa_client.ui.presenters.asked import ASKS
from oa_client.ui.presenters.session import Session
from oa_client.ui.views.act_dialog import ActDialog
from oa_client.ui.views.keys_dialog import KeysDialog
from oa_client.ui.views.main_window import MainWindow
from oa_client.ui.views.navigation import ROOMS
from oa_client.ui.views.person_dialog import PersonDialog
from oa_client.ui.work import Work
from tests.ui.test_window import settle

MARKUP = "<img src='file:///etc/hostname'><b>粗</b>&amp;"
FILE = "<b>清单.txt"
STAFF = f"""login,name,unit,superior,posts
an,安{MARKUP},办公室,,文书;办公室主任;主要负责人
bo,柏{MARKUP},科室{MARKUP},an,科长;承办人;督办员
"""


@pytest.fixture
def main(tmp_path: Path, qtbot) -> Iterator[MainWindow]:
    window.application()
    place = str(tmp_path / "office.oa")
    people = read_people(STAFF, "人员.csv")
    office = app.found_office(place, people, name=f"某局{MARKUP}", training=True)
    said = {"title": f"关于{MARKUP}的通知", "body": MARKUP, "issuer": MARKUP, "note": MARKUP}
    registered = office.act("an", "register", said, files=((FILE, b"1"),))
    office.act("an", "examine", {"answers": [True] * 5}, document=registered.document)
    office.act("bo", "draft", {"title": MARKUP, "body": MARKUP, "kind": "通知", "to": [MARKUP]})
    work = Work(lambda: app.open_office(place))
    shown = MainWindow(Session(work, window.facts_of(office), "an", "zh_CN"))
    office.close()
    qtbot.addWidget(shown)
    shown.show()
    settle(shown, qtbot)
    yield shown
    assert work.stop()


def everything(root: QWidget) -> list[QWidget]:
    return [root, *root.findChildren(QWidget)]


def faults(root: QWidget) -> Iterator[str]:
    for widget in everything(root):
        name = f"{type(widget).__name__} {widget.accessibleName()}"
        if isinstance(widget, QLabel) and widget.textFormat() != Qt.TextFormat.PlainText:
            yield f"{name}: a label may read markup: {widget.text()[:40]!r}"
        if isinstance(widget, QTextEdit) and widget.acceptRichText():
            yield f"{name}: takes rich text"
        if is_read(widget.toolTip()):
            yield f"{name}: its tip would be read as markup: {widget.toolTip()[:40]!r}"
        if isinstance(widget, QAbstractItemView):
            yield from (f"{name}: {said}" for said in tips(widget.model()))


def is_read(tip: str) -> bool:
    """Whether something that a person wrote would be taken for markup in a tip."""
    return Qt.mightBeRichText(tip) and ("<img" in tip or "<b>" in tip)


def tips(model: QAbstractItemModel | None) -> Iterator[str]:
    if model is None:
        return
    columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount(QModelIndex())
    for row in range(model.rowCount()):
        for column in range(columns):
            tip = model.index(row, column).data(Qt.ItemDataRole.ToolTipRole)
            if isinstance(tip, str) and is_read(tip):
                yield f"the tip of a row would be read as markup: {tip[:40]!r}"


def nameless(root: QWidget) -> list[str]:
    """What the keyboard reaches but a screen reader can't name."""
    return [
        f"{type(widget).__name__} in {type(widget.parent()).__name__}"
        for widget in everything(root)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.isVisibleTo(root)
        and not widget.accessibleName()
        and not (isinstance(widget, QAbstractButton) and widget.text())
        and not isinstance(widget.parent(), PARTS_OF)
    ]


PARTS_OF = (QComboBox, QAbstractItemView, QAbstractSpinBox, QTabBar)
"""Widgets that speak for their own parts."""

PLACES = ["todo", "drafts", "tracked", *ROOMS]


@pytest.mark.parametrize("language", ["zh_CN", "en"])
@pytest.mark.parametrize("place", PLACES)
def test_no_widget_of_the_window_reads_markup(main: MainWindow, qtbot, place: str, language: str):
    main.session.set_language(language)
    for login in ("an", "bo"):
        main.session.set_person(login)
        settle(main, qtbot)
        main.open_place(place)
        settle(main, qtbot)
        if document := main.list.document_at(0):
            main.open_document(document) if place not in ROOMS else None
            settle(main, qtbot)
        assert list(faults(main)) == []
        assert nameless(main) == []


@pytest.mark.parametrize("action", sorted(ASKS))
def test_no_dialog_reads_markup(main: MainWindow, qtbot, action: str):
    main.open_document(main.list.document_at(0))
    settle(main, qtbot)
    dialog = ActDialog(main.session, action, main.document.shown(), MARKUP, main)
    dialog.show()
    settle(main, qtbot)
    assert list(faults(dialog)) == []
    assert nameless(dialog) == []
    dialog.close()


@pytest.mark.parametrize("kind", ["people", "keys"])
def test_choosing_a_person_or_a_key_reads_no_markup(main: MainWindow, qtbot, kind: str):
    dialog = (
        PersonDialog(main.session, main)
        if kind == "people"
        else KeysDialog(main.session, "an", main)
    )
    dialog.show()
    settle(main, qtbot)
    assert list(faults(dialog)) == []
    assert nameless(dialog) == []
    dialog.close()
