"""收文登记: the elements of a paper that came in, its text and its files, then on to 初审."""

import json
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from oa_client.ui import wording
from oa_client.ui.presenters.session import Session
from oa_client.ui.views.element_form import ElementForm

ELEMENTS = (
    "issuer", "number", "title", "kind", "date", "urgency", "secrecy", "secrecy_period", "copies",
    "copy_number", "to", "received", "sender_contact", "note",
)  # fmt: skip
KEPT = ("issuer", "kind", "to")
"""What the next paper of the pile probably shares."""
PLACE = "register"


class RegisterView(QWidget):
    """The form of a paper that came in, beside today's register."""

    opened = Signal(str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._files: list[tuple[str, bytes]] = []
        self._title, self._missing, self._secret, self._today = (QLabel() for _ in range(4))
        for label, role in (
            (self._title, "pane"), (self._missing, "soon"), (self._secret, "soon"),
            (self._today, "strong"),
        ):  # fmt: skip
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setProperty("role", role)
            label.setWordWrap(True)
        self.form = ElementForm(session, {"kind_and_title": ELEMENTS})
        self.body = QPlainTextEdit()
        self.files = QListWidget()
        self.files.setMaximumHeight(84)
        self.book = QListWidget()
        self.book.itemActivated.connect(
            lambda item: self.opened.emit(str(item.data(Qt.ItemDataRole.UserRole)))
        )
        self.add = QPushButton()
        self.add.clicked.connect(self._choose_files)
        self.send = QPushButton()
        self.send.setProperty("role", "primary")
        self.send.setProperty("size", "large")
        self.send.clicked.connect(self.register)
        self._saver = QTimer(self, singleShot=True, interval=1000)
        self._saver.timeout.connect(self._put_away)
        self.form.changed.connect(self._changed)
        self.body.textChanged.connect(self._changed)
        QShortcut(QKeySequence("Ctrl+Return"), self).activated.connect(self.register)
        self._lay_out()
        session.language_changed.connect(self.translate)
        session.changed.connect(lambda _: self._read_book())
        session.person_changed.connect(self._read_book)
        self.form.fill({"kind": "通知"})
        self.translate()
        self._restore()
        self._read_book()

    def _lay_out(self) -> None:
        left, middle, right = (_card() for _ in range(3))
        left[1].addWidget(self.form)
        left[1].addWidget(self._secret)
        left[1].addStretch(1)
        self._body_label, self._files_label = QLabel(), QLabel()
        for label in (self._body_label, self._files_label):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setProperty("role", "strong")
        middle[1].addWidget(self._body_label)
        middle[1].addWidget(self.body, 1)
        row = QHBoxLayout()
        row.addWidget(self._files_label)
        row.addStretch(1)
        row.addWidget(self.add)
        middle[1].addLayout(row)
        middle[1].addWidget(self.files)
        right[1].addWidget(self._today)
        right[1].addWidget(self.book, 1)
        panels = QHBoxLayout()
        panels.setSpacing(12)
        for panel, stretch in ((left, 4), (middle, 5), (right, 3)):
            panels.addWidget(panel[0], stretch)
        bar = QFrame()
        bar.setProperty("role", "bar")
        below = QHBoxLayout(bar)
        below.addWidget(self._missing, 1)
        below.addWidget(self.send)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        inner = QVBoxLayout()
        inner.setContentsMargins(16, 12, 16, 12)
        inner.addWidget(self._title)
        inner.addLayout(panels, 1)
        column.addLayout(inner, 1)
        column.addWidget(bar)

    def translate(self) -> None:
        """All words in the language of the session."""
        text, language = self._session.text, self._session.language
        self._title.setText(text("form.register_title"))
        self._body_label.setText(wording.element_label("body", language))
        self._files_label.setText(wording.element_label("attachments", language))
        self._today.setText(text("form.today"))
        self.add.setText(text("form.choose_file"))
        self.send.setText(text("form.register_button"))
        self.body.setAccessibleName(wording.element_label("body", language))
        self.files.setAccessibleName(wording.element_label("attachments", language))
        self.book.setAccessibleName(text("form.today"))
        self.form.translate()
        self._changed()

    # ── filling in ──────────────────────────────────────────────────────────

    def _changed(self) -> None:
        said, text = self.form.fields(), self._session.text
        missing = [name for name in ("title",) if not said.get(name)]
        names = "、".join(wording.element_label(n, self._session.language) for n in missing)
        self._missing.setText(text("form.missing", fields=names) if missing else "")
        secret = bool(said.get("secrecy"))
        self.body.setEnabled(not secret)
        self.add.setEnabled(not secret)
        field = wording.element_label("body", self._session.language)
        words = wording.say("classified-text", {"field": field}, self._session.language)
        self._secret.setText(words if secret else "")
        self._saver.start()

    def _choose_files(self) -> None:
        names, _ = QFileDialog.getOpenFileNames(self, self._session.text("form.choose_file"))
        self.attach([Path(name) for name in names])

    def attach(self, paths: list[Path]) -> None:
        """Bring files along."""
        for path in paths:
            try:
                self._files.append((path.name, path.read_bytes()))
            except OSError as failure:
                facts = {"file": str(path), "reason": failure.strerror}
                words = wording.say("file-unreadable", facts, self._session.language)
                self._session.told.emit(words, "refused")
                continue
            self.files.addItem(path.name)

    def fields(self) -> dict[str, Any]:
        """What will be registered."""
        said = self.form.fields()
        if self.body.toPlainText() and self.body.isEnabled():
            said["body"] = self.body.toPlainText()
        return said

    def register(self) -> None:
        """登记; refused, everything stays as it was typed."""
        files = tuple(self._files) if self.body.isEnabled() else ()
        self._session.act("register", self.fields(), files=files, then=self._done)

    def _done(self, changes: Any) -> None:
        kept = {name: value for name, value in self.form.fields().items() if name in KEPT}
        self.form.fill(kept)
        self.body.clear()
        self._files.clear()
        self.files.clear()
        self._saver.stop()
        login = self._session.login
        self._session.ask(lambda office: office.drop_autosave(login, PLACE), lambda _: None)
        self.opened.emit(str(changes.document))

    # ── kept and shown ──────────────────────────────────────────────────────

    def keep_half_written(self) -> None:
        """Put away now what waits to be."""
        if self._saver.isActive():
            self._saver.stop()
            self._put_away()

    def _put_away(self) -> None:
        said, login = self.fields(), self._session.login
        if not said.get("title") and not said.get("body"):
            return
        text = json.dumps(said, ensure_ascii=False)
        self._session.ask(lambda office: office.autosave(login, PLACE, text), lambda _: None)

    def _restore(self) -> None:
        login = self._session.login
        self._session.ask(lambda office: office.autosaved(login, PLACE), self._restored)

    def _restored(self, text: str | None) -> None:
        if text and not self.form.fields().get("title"):
            said = json.loads(text)
            self.form.fill(said)
            self.body.setPlainText(said.get("body", ""))

    def _read_book(self) -> None:
        login = self._session.login
        self._session.ask(
            lambda office: office.tray(login, "tracked", None, 40), self._fill_book, latest="book"
        )

    def _fill_book(self, found: dict[str, Any]) -> None:
        self.book.clear()
        for row in found["rows"]:
            if row["procedure"] == "incoming":
                stage = wording.stage_name(row["stage"] or "archive", self._session.language)
                self.book.addItem(f"{row['title']}\n{row['number'] or '—'}　{stage}")
                item = self.book.item(self.book.count() - 1)
                item.setData(Qt.ItemDataRole.UserRole, row["document"])


def _card() -> tuple[QFrame, QVBoxLayout]:
    card = QFrame()
    card.setProperty("role", "card")
    column = QVBoxLayout(card)
    column.setContentsMargins(12, 10, 12, 10)
    return card, column
