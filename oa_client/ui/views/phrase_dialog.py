"""管理常用语: all phrases of a stage; one's own are added and dropped here."""

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from oa_client.ui import theme, wording
from oa_client.ui.presenters.phrase_book import PhraseBook
from oa_client.ui.presenters.phrases import Phrase
from oa_client.ui.presenters.session import Session
from oa_client.ui.views.painted.elided import ElidedLabel
from oa_client.ui.views.plain_label import plain_label
from oa_client.ui.views.refusal import RefusalLine
from oa_client.ui.views.supervising.parts import scrolled

Row = dict[str, Any]

WIDTH, HEIGHT = 560, 480
"""Pixels of the dialog."""


class PhraseDialog(QDialog):
    """A phrase that is chosen is put into the opinion; the office's own stay as they are."""

    chosen = Signal(object)
    """A Phrase."""

    def __init__(
        self, session: Session, book: PhraseBook, shown: Row, stage: str, said: str,
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        """`said` is what stands in the opinion: it may become a phrase."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._session, self._book, self._shown, self._stage = session, book, shown, stage
        text = session.text
        title = text("phrase.title", stage=wording.stage_name(stage, session.language))
        self.setWindowTitle(title)
        self.resize(theme.look().px(WIDTH), theme.look().px(HEIGHT))
        self._refusal = RefusalLine()
        self.fresh, self.add = QLineEdit(), QPushButton(text("phrase.add"))
        self.fresh.setPlaceholderText(text("phrase.fresh"))
        self.fresh.setAccessibleName(text("phrase.fresh"))
        self.fresh.returnPressed.connect(self._add)
        self.fresh.textEdited.connect(lambda _: self._refusal.clear())
        self.add.setAutoDefault(False)
        self.add.clicked.connect(self._add)
        self.lines: list[_Line] = []
        self._column = QVBoxLayout()
        self._column.setSpacing(2)
        close = QDialogButtonBox()
        leave = close.addButton(text("keys.close"), QDialogButtonBox.ButtonRole.RejectRole)
        leave.setAutoDefault(False)  # Enter adds what was written, and leaves nothing
        close.rejected.connect(self.reject)
        self._lay_out(title, close)
        self._fill()
        known = {line.phrase.words for line in self.lines}
        if "\n" not in said and said not in known:
            self.fresh.setText(said)
            self.fresh.selectAll()
        book.changed.connect(self._fill)
        session.person_changed.connect(self.reject)

    def _lay_out(self, title: str, close: QWidget) -> None:
        entry = QHBoxLayout()
        entry.addWidget(self.fresh, 1)
        entry.addWidget(self.add)
        inner, outer = QWidget(), QVBoxLayout()
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addLayout(self._column)
        outer.addStretch(1)
        inner.setLayout(outer)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(10)
        column.addWidget(plain_label("pane", title))
        column.addWidget(plain_label("meta", self._session.text("phrase.tip"), wraps=True))
        column.addLayout(entry)
        column.addWidget(self._refusal)
        column.addWidget(scrolled(inner), 1)
        column.addWidget(close)

    def _fill(self) -> None:
        for line in self.lines:
            line.deleteLater()
        self.lines = []
        for phrase in self._book.offered(self._shown, self._stage):
            line = _Line(self._session, phrase)
            line.put_in.connect(self._choose)
            line.dropped.connect(self._drop)
            self._column.addWidget(line)
            self.lines.append(line)

    def _add(self) -> None:
        words = self.fresh.text().strip()
        if not words:
            self.fresh.setFocus()
            return
        refusal = self._book.add(self._stage, words)
        self._refusal.setText(self._session.say(refusal) if refusal else "")
        if refusal is None:
            self.fresh.clear()
        self.fresh.setFocus()

    def _drop(self, phrase: Phrase) -> None:
        self.fresh.setFocus()  # the line that has the keyboard goes
        self._book.drop(self._stage, phrase.words)

    def _choose(self, phrase: Phrase) -> None:
        self.chosen.emit(phrase)
        self.accept()


class _Line(QWidget):
    """A phrase, whose it is, and what may be done with it."""

    # No closure over the dialog: collected together with a line that waits for its deletion,
    # such a circle brings Qt down.
    put_in = Signal(object)
    dropped = Signal(object)

    def __init__(self, session: Session, phrase: Phrase) -> None:
        super().__init__()
        self.phrase, text = phrase, session.text
        words = ElidedLabel()
        words.setText(phrase.words)
        self.use = QPushButton(text("phrase.put_in"))
        self.drop = QPushButton(text("phrase.drop"))
        for button, does in ((self.use, self._use), (self.drop, self._drop)):
            button.setProperty("role", "link")
            button.setAutoDefault(False)
            button.setAccessibleName(f"{button.text()}　{phrase.words}")
            button.clicked.connect(does)
        self.drop.setVisible(phrase.own)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(words, 1)
        row.addWidget(plain_label("caption", "" if phrase.own else text("phrase.office")))
        row.addWidget(self.drop)
        row.addWidget(self.use)

    def _use(self) -> None:
        self.put_in.emit(self.phrase)

    def _drop(self) -> None:
        self.dropped.emit(self.phrase)
