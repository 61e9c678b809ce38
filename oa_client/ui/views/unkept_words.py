"""Closing while the office does not take half-written words: asked, since they would be lost."""

import json
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QDialogButtonBox, QPushButton, QVBoxLayout, QWidget

from oa_client.docflow.model.errors import OfficeError
from oa_client.docflow.model.saving import write_file
from oa_client.ui import theme, wording
from oa_client.ui.presenters.session import Session
from oa_client.ui.presenters.unkept import Words, unkept
from oa_client.ui.views.file_dialogs import ask_target
from oa_client.ui.views.fitted_dialog import FittedDialog
from oa_client.ui.views.plain_label import plain_label


class UnkeptWords(QObject):
    """Stands before the end of a window; nothing is asked where every word is safe."""

    def __init__(self, session: Session, over: QWidget) -> None:
        super().__init__(over)
        self._session, self._over = session, over
        self._unkept = unkept(session)
        self._given_up: list[Words] = []
        self._dialog: UnkeptDialog | None = None

    def asks(self) -> bool:
        """Whether words would be lost that nobody has given up; then it is asked about them."""
        words = self._unkept.words()
        if words in ([], self._given_up):
            return False
        if self._dialog is None:
            failure, session = self._unkept.failure, self._session
            why = session.say(failure) if failure else session.text("unkept.busy")
            dialog = self._dialog = UnkeptDialog(session, why, len(words), self._over)
            dialog.finished.connect(self._answered)
            dialog.saved.connect(self._save)
            dialog.given_up.connect(self._close)
            dialog.open()
        return True

    def _answered(self) -> None:
        self._dialog = None

    def _save(self) -> None:
        text = self._session.text
        target = ask_target(self._over, text("unkept.save"), text("unkept.file"), "TXT (*.txt)")
        if target is not None:
            self._write(target)

    def _write(self, target: Path) -> None:
        """Beside the office, where its owner wants them; then the window may close."""
        words = told(self._unkept.words(), self._session.language)
        try:
            write_file(target, words.encode())
        except OfficeError as failure:
            self._session.tell_failure(failure)
            return
        self._close()

    def _close(self) -> None:
        self._given_up = self._unkept.words()
        self._over.close()


class UnkeptDialog(FittedDialog):
    """返回, 存成文件后关闭, or 放弃并关闭."""

    saved = Signal()
    given_up = Signal()

    def __init__(self, session: Session, why: str, count: int, over: QWidget) -> None:
        super().__init__(over)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(theme.look().px(480))
        text = session.text
        self.setWindowTitle(text("unkept.title"))
        self.save, self.give_up = QPushButton(text("unkept.save")), QPushButton()
        self.give_up.setText(text("unkept.give_up"))
        self.give_up.setProperty("role", "danger")
        self.stay = QPushButton(text("unkept.stay"))
        self.stay.setProperty("role", "primary")
        self.stay.setDefault(True)
        buttons = QDialogButtonBox()
        for button in (self.give_up, self.save, self.stay):
            buttons.addButton(button, QDialogButtonBox.ButtonRole.ActionRole)
            button.clicked.connect(self.accept)
        self.save.clicked.connect(self.saved)
        self.give_up.clicked.connect(self.given_up)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(12)
        column.addWidget(plain_label("pane", text("unkept.title")))
        column.addWidget(plain_label("", why, wraps=True))
        column.addWidget(plain_label("", text("unkept.count", count=count), wraps=True))
        column.addWidget(buttons)


def told(words: list[Words], language: str) -> str:
    """The words as one reads them: what a form holds by the names of its elements."""
    return "\n\n".join(_lines(each.text, language) for each in words) + "\n"


def _lines(text: str, language: str) -> str:
    try:
        said = json.loads(text)
    except ValueError:
        return text
    if not isinstance(said, dict):
        return text
    named = ((name, wording.element_label(name, language), value) for name, value in said.items())
    return "\n".join(
        f"{label}　{_line(value)}" for name, label, value in named if value and label != name
    )


def _line(value: Any) -> str:
    return "、".join(map(str, value)) if isinstance(value, list) else str(value)
