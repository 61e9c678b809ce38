"""One attachment of a draft: its number, its name to be written, its file, the way out."""

from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from oa_client.docflow.model.text import LONGEST_OTHER
from oa_client.ui import theme, wording
from oa_client.ui.icons import icon
from oa_client.ui.presenters.attached import Attached
from oa_client.ui.presenters.session import Session
from oa_client.ui.views.painted.elided import ElidedLabel
from oa_client.ui.views.plain_label import plain_label


class NameLine(QLineEdit):
    """Where the name of an attachment is written that has no file; Enter and leaving it end it."""

    entered = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "name-line")
        self.setMaxLength(LONGEST_OTHER + 1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        ends = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) or event.text() in ("；", ";")
        if ends and event.text() and self.text().strip():
            self.entered.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if self.text().strip():
            self.entered.emit()


class AttachedRow(QWidget):
    """An attachment; a picture of the text is told, not named."""

    renamed = Signal()
    file_asked = Signal(str)
    """A file for the attachment of this name."""
    removed = Signal(object)

    def __init__(self, session: Session, one: Attached, number: int) -> None:
        super().__init__()
        self.one = one
        self._session = session
        self.line = QLineEdit(one.name)
        self.line.setProperty("role", "attached")
        self.line.setMaxLength(LONGEST_OTHER + 1)
        self.line.setCursorPosition(0)
        self.line.setPlaceholderText(session.text("draft.not_listed"))
        self.line.setAccessibleName(session.text("draft.attachment_name"))
        self.line.textEdited.connect(lambda _: self.renamed.emit())
        self.line.setHidden(one.figure)
        self.remove = _sign("close")
        named = one.name or (one.file.name if one.file else "")
        words = session.text("draft.detach", file=named)
        self.remove.setAccessibleName(words)
        self.remove.setToolTip(words)
        self.remove.clicked.connect(lambda: self.removed.emit(self))
        self.attach = _sign("attach")
        self.attach.setAccessibleName(session.text("draft.attach_to", name=one.name))
        self.attach.setToolTip(self.attach.accessibleName())
        self.attach.clicked.connect(lambda: self.file_asked.emit(self.name()))
        self.attach.setHidden(one.file is not None)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        above, below = self._written(number), self._file()
        column.addLayout(above)
        column.addLayout(below)
        (below if one.figure else above).addWidget(self.remove)

    def name(self) -> str:
        """As it stands in 附件说明; a picture of the text stands in none."""
        return "" if self.one.figure else self.line.text().strip()

    def _written(self, number: int) -> QHBoxLayout:
        label = plain_label("caption", f"{number}")
        label.setHidden(not number)
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(label)
        row.addWidget(self.line, 1)
        row.addWidget(self.attach)
        return row

    def _file(self) -> QHBoxLayout:
        one, row = self.one, QHBoxLayout()
        row.setSpacing(4)
        if one.file is None:
            return row
        sign, shown, much = QLabel(), ElidedLabel("caption"), QLabel()
        sign.setPixmap(
            icon("picture" if one.figure else "attach", theme.INK3).pixmap(theme.look().px(12))
        )
        shown.setText(one.file.name)
        text = self._session.text
        said = text("draft.figure") if one.figure else ""
        said = said or ("" if one.file.on_record else text("draft.file_waits"))
        size = wording.size_words(one.file.size)
        much.setText("　".join(part for part in (said, size) if part))
        much.setTextFormat(Qt.TextFormat.PlainText)
        much.setProperty("role", "caption")
        row.addWidget(sign)
        row.addWidget(shown, 1)
        row.addWidget(much)
        return row


def name_it(row: AttachedRow) -> None:
    """Whoever brought a file sees its row, and may write over its name at once."""
    above = row.parentWidget()
    while above is not None and not isinstance(above, QScrollArea):
        above = above.parentWidget()
    if above is not None:
        QTimer.singleShot(0, row, lambda: _lead_to(row, above))


def _lead_to(row: AttachedRow, within: QScrollArea) -> None:
    QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)  # it has its place
    within.ensureWidgetVisible(row, 0, row.height())
    row.line.setFocus()
    row.line.selectAll()


def _sign(name: str) -> QToolButton:
    button = QToolButton()
    button.setIcon(icon(name, theme.INK2))
    button.setProperty("role", "small")
    return button
