"""What opens a shared office before its window: a password for the server, the key's passphrase."""

from collections.abc import Callable

from PySide6.QtWidgets import (
    QCheckBox,
    QDialogButtonBox,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from oa_client.docflow.model.errors import OfficeError
from oa_client.ui import texts, theme, wording
from oa_client.ui.views.dialog_keys import ctrl_enter
from oa_client.ui.views.fitted_dialog import FittedDialog
from oa_client.ui.views.plain_label import plain_label
from oa_client.ui.views.refusal import RefusalLine


class EntryDialog(FittedDialog):
    """One secret line; tried at once, and asked for again where it was wrong."""

    def __init__(
        self, language: str, key: str, name: str, try_it: Callable[[str], OfficeError | None],
        *, may_keep: bool = False, parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._language = language
        self._try = try_it
        self.setWindowTitle(texts.text("app.title", language))
        self.setMinimumWidth(theme.look().px(420))
        asked = _label("pane", texts.text(f"shared.ask_{key}", language, name=name))
        self.line = QLineEdit()
        self.line.setEchoMode(QLineEdit.EchoMode.Password)
        self.line.setAccessibleName(asked.text())
        self.keep = QCheckBox(texts.text("shared.keep", language))
        self.keep.setVisible(may_keep)
        self._trouble = RefusalLine()
        self.line.textEdited.connect(self._trouble.clear)
        buttons = QDialogButtonBox()
        self.ok = buttons.addButton(
            texts.text("shared.enter", language), QDialogButtonBox.ButtonRole.AcceptRole
        )
        self.ok.setProperty("role", "primary")
        buttons.addButton(
            texts.text("act.cancel", language), QDialogButtonBox.ButtonRole.RejectRole
        )
        buttons.accepted.connect(self.enter)
        ctrl_enter(self, self.enter)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(12)
        for part in (asked, self.line, self.keep, self._trouble, buttons):
            column.addWidget(part)

    def say(self, failure: OfficeError) -> None:
        """Why it is asked for again."""
        self._trouble.setText(wording.say(failure.code, failure.facts, self._language))

    def enter(self) -> None:
        """Try what was typed; wrong, the dialog stays."""
        failure = self._try(self.line.text())
        if failure is None:
            self.accept()
        else:
            self.line.selectAll()
            self.line.setFocus()
            self.say(failure)


def _label(role: str, words: str) -> QLabel:
    return plain_label(role, words, wraps=True)
