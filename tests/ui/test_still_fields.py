"""The wheel scrolls the form; it changes no choice that one happens to scroll past."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QComboBox, QWidget

from tests.offices import Played
from tests.ui.test_window import settle


def _turn_the_wheel_over(box: QWidget) -> None:
    middle = QPointF(box.rect().center())
    turned = QWheelEvent(
        middle, box.mapToGlobal(middle), QPoint(0, 0), QPoint(0, -240), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(box, turned)


def _choices(root: QWidget) -> dict[QWidget, str]:
    boxes = [*root.findChildren(QComboBox), *root.findChildren(QAbstractSpinBox)]
    said = (box.currentText() if isinstance(box, QComboBox) else box.text() for box in boxes)
    return dict(zip(boxes, said, strict=True))


@pytest.mark.parametrize("room", ["register", "draft", "books", "month"])
def test_no_field_of_a_room_changes_under_the_wheel(sit, played: Played, qtbot, room: str):
    main = sit("wu" if room == "month" else "chen")
    main.open_place(room)
    settle(main, qtbot)
    before = _choices(main)
    assert before
    for box in before:
        box.setFocus()
        _turn_the_wheel_over(box)
    assert _choices(main) == before


def test_no_field_of_a_dialog_changes_under_the_wheel(sit, played: Played, qtbot):
    document = played.incoming()
    main = sit("zhang")
    settle(main, qtbot)
    main.open_document(document)
    settle(main, qtbot)
    for act in ("return", "pause", "ask-extension", "supervise"):
        main.document.bar.start(act)
        settle(main, qtbot)
    main.dialogs.act_of_office("stand-in")
    settle(main, qtbot)
    before = _choices(main)
    for box in before:
        _turn_the_wheel_over(box)
    assert _choices(main) == before and len(before) > 6
