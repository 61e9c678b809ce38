"""What to do with words on a draft that are not filed yet, where the draft itself would go on."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import (
    QDialogButtonBox,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from oa_client.docflow.model.errors import OfficeError
from oa_client.ui import theme, wording
from oa_client.ui.presenters.drafting import Unsaved, place_of, unsaved
from oa_client.ui.presenters.session import Session
from oa_client.ui.views.fitted_dialog import FittedDialog

Row = dict[str, Any]
GoOn = Callable[[str, Row], None]
"""Does the act upon the draft as it stands on record."""


class UnsavedDraft(QObject):
    """Stands before every act that sends a draft on: no words are left behind unasked."""

    edit_asked = Signal(str)
    """The words on this draft are to be looked at first."""

    def __init__(self, session: Session, over: QWidget) -> None:
        super().__init__(over)
        self._session, self._over = session, over

    def ask(self, action: str, shown: Row, go_on: GoOn) -> None:
        """Go on at once where nothing waits; else the person says which words go."""
        session, document = self._session, str(shown["document"])
        login, place = session.login, place_of(document)

        def found(text: str | None) -> None:
            kept = unsaved(session, shown, text)
            if session.login != login:
                return  # another person has sat down
            if kept is None:
                go_on(action, shown)
                return
            dialog = UnsavedDialog(session, action, shown, kept, self._over)
            dialog.as_filed.connect(lambda: go_on(action, shown))
            dialog.filed_first.connect(lambda: self._file(action, shown, kept, go_on))
            dialog.looked_at.connect(lambda: self.edit_asked.emit(document))
            dialog.open()

        session.ask(lambda office: office.autosaved(login, place), found, latest="unsaved")

    def _file(self, action: str, shown: Row, kept: Unsaved, go_on: GoOn) -> None:
        """存稿 first; what is not filed then stays where it was put away."""
        session, document = self._session, str(shown["document"])
        login = session.login

        def filed(_: Any) -> None:
            session.ask(question, lambda fresh: go_on(action, fresh))

        def question(office: Any) -> Row:
            office.drop_autosave(login, place_of(document))
            fresh: Row = office.show(login, document)
            return fresh

        words = dict(kept.words)
        places = [Path(name) for name in words.pop("files", [])]
        called = words.pop("called", [place.name for place in places])
        session.act(
            "revise", words, document=document, version=shown["version"], then=filed,
            failed=self._not_filed, files=tuple(zip(called, places, strict=False)),
        )  # fmt: skip

    def _not_filed(self, failure: OfficeError) -> None:
        self._session.tell_failure(failure)
        if failure.code == "stale-version":
            self._session.changed.emit(None)


class UnsavedDialog(FittedDialog):
    """先存稿再送, or 按已存的第N稿送; both are named, and neither loses a word."""

    as_filed = Signal()
    filed_first = Signal()
    looked_at = Signal()

    def __init__(
        self, session: Session, action: str, shown: Row, kept: Unsaved, over: QWidget
    ) -> None:
        super().__init__(over)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(theme.look().px(480))
        text = session.text
        self.setWindowTitle(text("draft.unsaved_title"))
        version = len(shown["versions"])
        does = wording.action_name(action, session.language)
        key = "draft.unsaved_older" if kept.older else "draft.unsaved"
        heading, words = QLabel(text("draft.unsaved_title")), QLabel()
        words.setText(text(key, version=version, of=kept.of, names=kept.names))
        words.setWordWrap(True)
        for label, role in ((heading, "pane"), (words, "")):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setProperty("role", role)
        self.file, self.send, self.look = QPushButton(), QPushButton(), QPushButton()
        self.file.setText(text("draft.unsaved_file", does=does))
        self.send.setText(text("draft.unsaved_send", does=does, version=version))
        self.look.setText(text("draft.unsaved_look"))
        buttons = QDialogButtonBox()
        for button, signal in (
            (self.look, self.looked_at), (self.send, self.as_filed), (self.file, self.filed_first),
        ):  # fmt: skip
            buttons.addButton(button, QDialogButtonBox.ButtonRole.ActionRole)
            button.clicked.connect(self.accept)
            button.clicked.connect(signal)
        self.file.setVisible(not kept.older)  # it would write over a newer version
        first = self.look if kept.older else self.file
        first.setProperty("role", "primary")
        first.setDefault(True)
        buttons.addButton(text("act.cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(12)
        column.addWidget(heading)
        column.addWidget(words)
        column.addWidget(buttons)
