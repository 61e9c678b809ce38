"""常用语 in a row: as many as there is room for, each with a key of its own."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLayout, QPushButton, QSizePolicy, QWidget

from oa_client.ui.presenters.phrases import MOST
from oa_client.ui.views.shortcuts import put_each


class PhraseRow(QWidget):
    """Gives way to a narrow window, so it does not say how wide the bar must be."""

    chosen = Signal(str)
    """A phrase, in the language of the window."""

    def __init__(self) -> None:
        super().__init__()
        self._phrases: list[str] = []
        self._pills: list[QPushButton] = []
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
        row.addStretch(1)

    def put_keys(self, bar: QWidget) -> None:
        """Alt+1 to Alt+5, wherever the keyboard is in the window of the bar."""
        put_each("phrase", bar, self._choose)

    def offer(self, phrases: Sequence[str]) -> None:
        """These; none where there is no opinion into which they could be put."""
        self._phrases = list(phrases)
        for pill, words in zip(self._pills, self._phrases, strict=False):
            pill.setText(words)
        self._fit()

    def phrases(self) -> list[str]:
        """What is offered now."""
        return list(self._phrases)

    def _choose(self, number: int) -> None:
        if number < len(self._phrases):
            self.chosen.emit(self._phrases[number])

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """As many as there is room for; the others keep their keys."""
        left = self.width()
        for number, pill in enumerate(self._pills):
            left -= pill.sizeHint().width() + 8
            pill.setVisible(number < len(self._phrases) and left >= -8)
