"""可能重复: the same paper may have been registered already; whoever registers judges it."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from oa_client.ui.presenters.session import Session
from oa_client.ui.views.plain_label import plain_label

Row = dict[str, Any]

LOOK_AFTER = 400
"""Milliseconds of silence after which the register is looked through for the same paper."""


class TwinCard(QFrame):
    """Shown while the register holds a paper of the same number or title."""

    changed = Signal()
    """One was found, or was judged."""
    opened = Signal(str)
    merge_asked = Signal(str)
    """What came joins this document."""

    def __init__(self, session: Session, said: Callable[[], Row]) -> None:
        super().__init__()
        self.setProperty("role", "warning")
        self._session, self._said = session, said
        self.found: Row | None = None
        """The other paper, until it is judged."""
        self._cleared: set[str] = set()
        self._heading, self._title = _line("soon"), _line("strong")
        self.words = _line("meta")
        """Its number, and in what it is the same."""
        self.merge, self.look, self.other = QPushButton(), QPushButton(), QPushButton()
        self.merge.clicked.connect(self._merge)
        self.look.clicked.connect(self._open)
        self.other.clicked.connect(self._not_the_same)
        self._timer = QTimer(self, singleShot=True, interval=LOOK_AFTER)
        self._timer.timeout.connect(self.search)
        answers = QHBoxLayout()
        answers.addWidget(self.merge)
        answers.addWidget(self.look)
        answers.addWidget(self.other)
        answers.addStretch(1)
        column = QVBoxLayout(self)
        column.setSpacing(4)
        for line in (self._heading, self._title, self.words):
            column.addWidget(line)
        column.addSpacing(4)
        column.addLayout(answers)
        self.setFocusProxy(self.look)
        self.hide()

    def translate(self) -> None:
        """All words in the language of the session."""
        self.merge.setText(self._session.text("register.merge"))
        self.look.setText(self._session.text("register.look"))
        self.other.setText(self._session.text("register.other"))
        self._say()

    def search_soon(self) -> None:
        """Look through the register after a moment of silence."""
        self._timer.start()

    def forget(self) -> None:
        """The next paper: what was judged before says nothing of it."""
        self._cleared.clear()
        self._show(None)

    def search(self) -> None:
        """Look through the register now."""
        self._timer.stop()
        said, login = self._said(), self._session.login
        sought = [said[name] for name in ("number", "title") if said.get(name)]
        if not sought:
            self._show(None)
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
        self._show(same[0] if same else None)

    def _show(self, row: Row | None) -> None:
        self.found = row
        self.setVisible(row is not None)
        self._say()
        self.changed.emit()

    def _say(self) -> None:
        row, text = self.found, self._session.text
        self._heading.setText(text("register.duplicate"))
        if row is not None:
            said = self._said()
            same = [
                text(f"register.same_{what}")
                for what in ("number", "title")
                if row[what] and row[what] == said.get(what)
            ]
            self._title.setText(row["title"])
            self.words.setText(" · ".join(filter(None, [row["number"], *same])))

    def set_files(self, brought: bool) -> None:
        """Without a file there is nothing to join it."""
        key = "register.merge_tip" if brought else "register.merge_needs"
        self.merge.setEnabled(brought)
        self.merge.setToolTip(self._session.text(key))

    def _merge(self) -> None:
        if self.found is not None:
            self.merge_asked.emit(str(self.found["document"]))

    def _open(self) -> None:
        if self.found is not None:
            self.opened.emit(str(self.found["document"]))

    def _not_the_same(self) -> None:
        if self.found is not None:
            self._cleared.add(self.found["document"])
            self.search()


def _line(role: str) -> QLabel:
    return plain_label(role, wraps=True)
