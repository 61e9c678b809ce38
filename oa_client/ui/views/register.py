"""收文登记: the elements of a paper that came in, its text and its files, then on to 初审."""

import json
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from oa_client.docflow.model.files import Source
from oa_client.docflow.model.text import LONGEST
from oa_client.ui import theme, wording
from oa_client.ui.presenters import half_written
from oa_client.ui.presenters.session import Session
from oa_client.ui.views.element_form import ElementForm
from oa_client.ui.views.first_check import FirstCheck
from oa_client.ui.views.painted.bounded_text import BoundedText
from oa_client.ui.views.register_book import RegisterBook
from oa_client.ui.views.register_original import OriginalPane
from oa_client.ui.views.sender_card import SenderCard

Row = dict[str, Any]

GROUPS = {
    "paper": ("issuer", "number", "title", ("kind", "date"), "urgency", "to"),
    "whole_paper": (("secrecy", "secrecy_period"), ("copies", "copy_number")),
    "sender": (("received", "sender_contact"), "note"),
}
"""The elements of a paper that came in, as one reads them off it."""
LOOK_AFTER = 400
"""Milliseconds of silence after which the register is looked through for the same paper."""
KEPT = ("issuer", "kind", "to")
"""What the next paper of the pile probably shares."""
PLACE = "register"


class RegisterView(QWidget):
    """The form of a paper that came in, beside today's register."""

    opened = Signal(str)
    acted = Signal(object, str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._title, self._missing, self._secret, self._today = (QLabel() for _ in range(4))
        self._same = QLabel()
        for label, role in (
            (self._title, "pane"), (self._missing, "soon"), (self._secret, "soon"),
            (self._today, "strong"), (self._same, "soon"),
        ):  # fmt: skip
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setProperty("role", role)
            label.setWordWrap(True)
        self.form = ElementForm(session, GROUPS)
        self.known_sender = SenderCard(session, self.form)
        self.body = BoundedText(LONGEST["body"])
        self.body.refused.connect(session.tell_refused)
        self.body.setMinimumHeight(theme.look().px(84))
        self.body.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self.first_check = FirstCheck(session)
        self.first_check.changed.connect(self._answered)
        self.original = OriginalPane(session)
        self.original.changed.connect(self._changed)
        self.book = RegisterBook(session)
        self.book.opened.connect(self.opened)
        self._writer = session.login
        """Whose words stand here; another person may have sat down since."""
        self._files_of: dict[str, list[tuple[str, Source]]] = {}
        self._twin: Row | None = None
        self._cleared: set[str] = set()
        self.look, self.other = QPushButton(), QPushButton()
        self.look.clicked.connect(self._open_twin)
        self.other.clicked.connect(self._not_the_same)
        self._looker = QTimer(self, singleShot=True, interval=LOOK_AFTER)
        self._looker.timeout.connect(self._look_for_twin)
        self.send = QPushButton()
        self.send.setProperty("role", "primary")
        self.send.setProperty("scale", "large")
        self.send.clicked.connect(self.register)
        self._saver = QTimer(self, singleShot=True, interval=1000)
        self._saver.timeout.connect(self._put_away)
        self.form.changed.connect(self._changed)
        self.body.textChanged.connect(self._changed)
        QShortcut(QKeySequence("Ctrl+Return"), self).activated.connect(self.register)
        self._lay_out()
        session.language_changed.connect(self.translate)
        session.changed.connect(lambda _: self._read_book())
        session.person_changed.connect(self._sat_down)
        self.setFocusProxy(self.form.inputs["issuer"])
        self.form.fill({"kind": "通知"})
        self.translate()
        self._restore()
        self._read_book()

    def _lay_out(self) -> None:
        form = QFrame()
        form.setProperty("role", "card")
        area = QScrollArea()
        area.setWidget(self.form)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside = QVBoxLayout(form)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.addWidget(area)
        inside.addWidget(self._secret)
        panels = QHBoxLayout()
        panels.setSpacing(12)
        panels.addWidget(self.original, 7)
        panels.addWidget(form, 9)
        panels.addWidget(self._side(), 6)
        book = QFrame()
        book.setProperty("role", "card")
        rows = QVBoxLayout(book)
        rows.setContentsMargins(6, 8, 6, 4)
        rows.setSpacing(4)
        self._today.setContentsMargins(6, 0, 6, 0)
        rows.addWidget(self._today)
        rows.addWidget(self.book)
        book.setMaximumHeight(theme.look().px(190))
        bar = QFrame()
        bar.setProperty("role", "bar")
        below = QHBoxLayout(bar)
        below.setContentsMargins(20, 10, 16, 10)
        below.addWidget(self._missing, 1)
        below.addWidget(self.send)
        inner = QVBoxLayout()
        inner.setContentsMargins(16, 12, 16, 12)
        inner.setSpacing(12)
        inner.addLayout(panels, 3)
        inner.addWidget(book, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        head = QFrame()
        head.setProperty("role", "title-block")
        named = QVBoxLayout(head)
        named.setContentsMargins(20, 11, 16, 11)
        named.addWidget(self._title)
        column.addWidget(head)
        column.addLayout(inner, 1)
        column.addWidget(bar)

    def _side(self) -> QScrollArea:
        self._twin_card = QFrame()
        self._twin_card.setProperty("role", "warning")
        twin = QVBoxLayout(self._twin_card)
        twin.addWidget(self._same)
        answers = QHBoxLayout()
        answers.addWidget(self.look)
        answers.addWidget(self.other)
        answers.addStretch(1)
        twin.addLayout(answers)
        self._twin_card.hide()
        text = QFrame()
        text.setProperty("role", "card")
        written = QVBoxLayout(text)
        written.setContentsMargins(12, 8, 12, 12)
        self._body_label = QLabel()
        self._body_label.setTextFormat(Qt.TextFormat.PlainText)
        self._body_label.setProperty("role", "strong")
        written.addWidget(self._body_label)
        written.addWidget(self.body, 1)
        inside = QWidget()
        side = QVBoxLayout(inside)
        side.setContentsMargins(0, 0, 0, 0)
        side.setSpacing(12)
        side.addWidget(self._twin_card)
        side.addWidget(self.known_sender)
        side.addWidget(self.first_check)
        side.addWidget(text, 1)
        area = QScrollArea()
        area.setWidget(inside)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        return area

    def translate(self) -> None:
        """All words in the language of the session."""
        text, language = self._session.text, self._session.language
        self._title.setText(text("form.register_title"))
        self._body_label.setText(wording.element_label("body", language))
        self._today.setText(text("register.book"))
        self.first_check.translate()
        self.look.setText(text("register.look"))
        self.other.setText(text("register.other"))
        self.body.setAccessibleName(wording.element_label("body", language))
        self.book.translate()
        self.original.translate()
        self.form.translate()
        self._changed()

    # ── filling in ──────────────────────────────────────────────────────────

    def _changed(self) -> None:
        said = self.form.fields()
        secret = bool(said.get("secrecy"))
        self.body.setEnabled(not secret)
        self.original.setEnabled(not secret)
        field = wording.element_label("body", self._session.language)
        words = wording.say("classified-text", {"field": field}, self._session.language)
        self._secret.setText(words if secret else "")
        self._secret.setVisible(secret)
        self._say_missing()
        self.known_sender.say()
        self._looker.start()
        self._saver.start()

    def _answered(self) -> None:
        self._say_missing()
        self._saver.start()

    def _say_missing(self) -> None:
        text, said = self._session.text, self.form.fields()
        missing = [name for name in ("title",) if not said.get(name)]
        names = "、".join(wording.element_label(n, self._session.language) for n in missing)
        words = [text("form.missing", fields=names)] if missing else []
        if self._twin is not None:
            words.append(text("register.answer_first"))
        unclear = self.form.unclear()
        if unclear:
            names = wording.element_label(unclear, self._session.language)
            words.append(text("register.day_unclear", field=names))
        outcome = self.first_check.outcome()
        if outcome == "reason":
            words.append(text("register.reason_first"))
        self._missing.setText("　".join(words))
        lacking = text("register.lacking", count=len(missing)) if missing else ""
        self.send.setText(text(f"register.send_{outcome}") + lacking)
        theme.dress(self.send, "blocked" if missing or unclear else "primary")
        self.send.setEnabled(self._twin is None and outcome != "reason")
        self.send.setToolTip(text("register.answer_first") if self._twin else "")

    # ── the same paper twice ────────────────────────────────────────────────

    def _look_for_twin(self) -> None:
        said, login = self.form.fields(), self._session.login
        sought = [said[name] for name in ("number", "title") if said.get(name)]
        if not sought:
            self._show_twin(None)
            return

        def question(office: Any) -> list[Row]:
            return [row for text in sought for row in office.search(login, text, 20)["rows"]]

        self._session.ask(question, lambda rows: self._compare(rows, said), latest="twin")

    def _compare(self, rows: list[Row], said: Row) -> None:
        same = [
            row
            for row in rows
            if row["procedure"] == "incoming"
            and row["document"] not in self._cleared
            and (row["title"] == said.get("title") or row["number"] == said.get("number", ""))
        ]
        self._show_twin(same[0] if same else None)

    def _show_twin(self, row: Row | None) -> None:
        self._twin = row
        self._twin_card.setVisible(row is not None)
        if row is not None:
            text, said = self._session.text, self.form.fields()
            what = "same_number" if row["number"] == said.get("number", "") else "same_title"
            line = text("register.duplicate_line", title=row["title"], number=row["number"] or "—",
                        what=text(f"register.{what}"))  # fmt: skip
            self._same.setText(f"{text('register.duplicate')}\n{line}")
        self._say_missing()

    def _open_twin(self) -> None:
        if self._twin is not None:
            self.opened.emit(str(self._twin["document"]))

    def _not_the_same(self) -> None:
        if self._twin is not None:
            self._cleared.add(self._twin["document"])
            self._look_for_twin()

    def attach(self, paths: list[Path]) -> None:
        """Bring files along."""
        self.original.attach(paths)

    def fields(self) -> Row:
        """What will be registered."""
        said = self.form.fields()
        copies = self.form.inputs["copies"]
        if isinstance(copies, QSpinBox):
            said["copies"] = copies.value()  # one copy is said too: the slip names it
        if self.body.toPlainText() and self.body.isEnabled():
            said["body"] = self.body.toPlainText()
        return said

    def register(self) -> None:
        """登记; refused, everything stays as it was typed."""
        if not self.send.isEnabled():
            return
        lacking = self.form.unclear() if self.form.fields().get("title") else "title"
        if lacking:
            self.form.inputs[lacking].setFocus()
            return
        files = tuple(self.original.files) if self.original.isEnabled() else ()
        answers, writer = self.first_check.fields(), self._writer
        self._session.act(
            "register", self.fields(), files=files,
            then=lambda changes: self._done(changes, answers, writer),
        )  # fmt: skip

    def _done(self, changes: Any, answers: Row | None, writer: str) -> None:
        """Registered; where the five questions are answered, the first check follows at once."""
        self._session.ask(lambda office: office.drop_autosave(writer, PLACE), lambda _: None)
        if writer != self._writer:  # another sat down meanwhile: what stands here is his
            self._files_of.pop(writer, None)
            return
        if answers is not None:
            self._session.act(
                "examine", answers, document=str(changes.document),
                then=lambda done: self.acted.emit(done, "examine"),
            )  # fmt: skip
        self.first_check.clear()
        kept = {name: value for name, value in self.form.fields().items() if name in KEPT}
        self.form.fill(kept)
        self.body.clear()
        self.original.clear()
        self._cleared.clear()
        self._saver.stop()
        self.acted.emit(changes, "register")
        self.opened.emit(str(changes.document))

    # ── kept and shown ──────────────────────────────────────────────────────

    def keep_half_written(self) -> None:
        """Put away now what waits to be."""
        if self._saver.isActive():
            self._saver.stop()
            self._put_away()

    def _sat_down(self) -> None:
        """The words of whoever sat here before are put away; one's own come back."""
        self.keep_half_written()
        self._files_of[self._writer] = self.original.files
        self._writer = self._session.login
        self.form.fill({"kind": "通知"})
        self.body.clear()
        self.first_check.clear()
        self._cleared.clear()
        self.original.take(self._files_of.pop(self._writer, []))
        self._saver.stop()
        self._restore()
        self._read_book()

    def _put_away(self) -> None:
        said, login = self.fields(), self._writer
        if not said.get("title") and not said.get("body"):
            return
        text = json.dumps(said | self.first_check.half(), ensure_ascii=False)
        self._session.ask(lambda office: office.autosave(login, PLACE, text), lambda _: None)

    def _restore(self) -> None:
        login = self._session.login
        self._session.ask(lambda office: office.autosaved(login, PLACE), self._restored)

    def _restored(self, text: str | None) -> None:
        said = half_written.read(text)
        if said and not self.form.fields().get("title"):
            self.form.fill(said)
            self.body.setPlainText(str(said.get("body", "")))
            self.first_check.take(said)

    def _read_book(self) -> None:
        self.known_sender.read()
        login = self._session.login

        def question(office: Any) -> tuple[list[Row], Any]:
            return office.tray(login, "tracked", None, 40)["rows"], office.now()

        self._session.ask(question, lambda answer: self.book.fill(*answer), latest="book")
