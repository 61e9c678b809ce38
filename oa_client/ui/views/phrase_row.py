"""常用语 in a row: as many as there is room for, each with a key of its own."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLayout, QPushButton, QSizePolicy, QWidget

from oa_client.ui.presenters.session import Session

PHRASES = ("p1", "p2", "p3", "p4", "p5")


class PhraseRow(QWidget):
    """Gives way to a narrow window, so it does not say how wide the bar must be."""

    chosen = Signal(str)
    """A phrase, in the language of the window."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._wanted = False
        self._pills: list[QPushButton] = []
        self.setMinimumWidth(0)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        for number in range(len(PHRASES)):
            pill = QPushButton()
            pill.setProperty("role", "phrase")
            pill.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            pill.clicked.connect(lambda _=False, n=number: self._choose(n))
            row.addWidget(pill)
            self._pills.append(pill)
        row.addStretch(1)

    def put_keys(self, bar: QWidget) -> None:
        """Alt+1 to Alt+5, wherever the keyboard is in the window of the bar."""
        for number in range(len(PHRASES)):
            key = QShortcut(QKeySequence(f"Alt+{number + 1}"), bar)
            key.activated.connect(lambda n=number: self._choose(n))

    def translate(self) -> None:
        """All words in the language of the session."""
        for number, pill in enumerate(self._pills):
            pill.setText(self._words(number))
        self._fit()

    def offer(self, wanted: bool) -> None:
        """Whether there is an opinion into which they could be put."""
        self._wanted = wanted
        self._fit()

    def _words(self, number: int) -> str:
        return self._session.text(f"phrase.{PHRASES[number]}")

    def _choose(self, number: int) -> None:
        self.chosen.emit(self._words(number))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """As many as there is room for; the others keep their keys."""
        left = self.width()
        for pill in self._pills:
            left -= pill.sizeHint().width() + 8
            pill.setVisible(self._wanted and left >= -8)
