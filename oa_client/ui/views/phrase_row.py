"""常用语 in a row: as many as there is room for, each with a key of its own; and all of them."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLayout, QPushButton, QSizePolicy, QWidget

from oa_client.ui import theme
from oa_client.ui.presenters.phrase_book import PhraseBook
from oa_client.ui.presenters.phrases import MOST, Phrase
from oa_client.ui.presenters.session import Session
from oa_client.ui.views.painted.lettering import cut, tip
from oa_client.ui.views.phrase_dialog import PhraseDialog
from oa_client.ui.views.shortcuts import put_each

Row = dict[str, Any]

BROADEST = 220
"""Pixels of a phrase on its button; the tip tells the rest."""


class PhraseRow(QWidget):
    """Gives way to a narrow window, so it does not say how wide the bar must be."""

    chosen = Signal(str)
    """Words to be put into the opinion."""

    def __init__(self, session: Session, written: Callable[[], str]) -> None:
        """`written` says what stands in the opinion now."""
        super().__init__()
        self._session, self._written = session, written
        self._shown: Row | None = None
        self._stage = ""
        self._phrases: list[Phrase] = []
        self._pills: list[QPushButton] = []
        self._book = PhraseBook(session, self)
        self._book.changed.connect(self._fill)
        self.setMinimumWidth(0)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        for number in range(MOST):
            pill = QPushButton()
            pill.setProperty("role", "phrase")
            pill.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            pill.clicked.connect(lambda _=False, n=number: self._choose(n))
            row.addWidget(pill)
            self._pills.append(pill)
        self.all = QPushButton()
        self.all.setProperty("role", "link")
        self.all.clicked.connect(self.show_all)
        row.addWidget(self.all)
        row.addStretch(1)

    def put_keys(self, bar: QWidget) -> None:
        """Alt+1 to Alt+5, wherever the keyboard is in the window of the bar."""
        put_each("phrase", bar, self._choose)

    def offer(self, shown: Row | None, stage: str) -> None:
        """Those of a stage of this document; of none where nothing is to be said."""
        self._shown, self._stage = shown, stage
        self._fill()

    def phrases(self) -> list[str]:
        """What is offered now."""
        return [phrase.words for phrase in self._phrases]

    def show_all(self) -> None:
        """All of the stage, to be chosen, added and dropped."""
        if self._shown is None:
            return
        dialog = PhraseDialog(
            self._session, self._book, self._shown, self._stage, self._written(), self
        )
        dialog.chosen.connect(self._say)
        dialog.open()

    def _fill(self) -> None:
        said = self._book.offered(self._shown, self._stage) if self._shown else []
        self._phrases = said[:MOST]
        for pill, phrase in zip(self._pills, self._phrases, strict=False):
            short = cut(phrase.words, pill.font(), theme.look().px(BROADEST))
            pill.setText(short.replace("&", "&&"))  # one alone would be read as the mark of a key
            pill.setToolTip(tip(phrase.words))
        self.all.setText(self._session.text("phrase.all"))
        self._fit()

    def _choose(self, number: int) -> None:
        if number < len(self._phrases):
            self._say(self._phrases[number])

    def _say(self, phrase: Phrase) -> None:
        self._book.use(self._stage, phrase)
        self.chosen.emit(phrase.words)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """As many as there is room for; the others keep their keys."""
        self.all.setVisible(self._shown is not None)
        left = self.width() - (self.all.sizeHint().width() + 8)
        for number, pill in enumerate(self._pills):
            left -= pill.sizeHint().width() + 8
            pill.setVisible(number < len(self._phrases) and left >= -8)
