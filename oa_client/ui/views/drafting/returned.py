"""The strip above the text of a draft that came back: who wants what changed, and what then."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
)

from oa_client.ui import theme
from oa_client.ui.presenters.returned import Remark
from oa_client.ui.presenters.session import Session
from oa_client.ui.views.painted.elided import ElidedLabel
from oa_client.ui.views.plain_label import plain_label

MOST_HIGH = 132
"""Pixels of all remarks; more of them are scrolled."""


class DraftReturned(QFrame):
    """Put away it keeps one line, and its words come back at a click."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._remarks: tuple[Remark, ...] = ()
        self._low = False
        self._brief = ElidedLabel("late")
        self.area = QScrollArea()
        self.fold = QPushButton()
        self.fold.setProperty("role", "link")
        self.words = plain_label(wraps=True)
        self.words.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.words.setContentsMargins(12, 0, 12, 8)
        self.area.setWidget(self.words)
        self.fold.clicked.connect(lambda: self._open(self.area.isHidden()))
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setProperty("role", "verdict-red")
        for part in (self.area, self.area.viewport(), self.words):
            part.setProperty("role", "returned")
        head = QHBoxLayout()
        head.setContentsMargins(12, 4, 4, 4)
        head.addWidget(self._brief, 1)
        head.addWidget(self.fold)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.area)
        self.hide()

    def translate(self) -> None:
        """All words in the language of the session."""
        self._say()

    def show_remarks(self, remarks: Sequence[Remark]) -> None:
        """What was said about this draft; nothing for one that never came back."""
        other = tuple(remarks) != self._remarks
        self._remarks = tuple(remarks)
        self.setVisible(bool(remarks))
        if other:
            self._open(not self._low)
        self._say()

    def set_low(self, low: bool) -> None:
        """Too little height for text and remarks: one line, which one may unfold."""
        self._low = low
        self._open(not low)

    def _open(self, opened: bool) -> None:
        self.area.setVisible(opened)
        self._say()

    def _say(self) -> None:
        text = self._session.text
        last = next((remark for remark in self._remarks if remark.back), None)
        hidden = self.area.isHidden()
        self._brief.setText(_brief(last, with_words=hidden) if last else "")
        self.words.setText("\n".join(_lines(self._remarks, last)))
        self.words.setAccessibleName(text("draft.returned"))
        self.fold.setText(text("draft.returned_open" if hidden else "draft.returned_fold"))
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """As high as the words need, up to a bound."""
        needed = max(0, self.words.heightForWidth(max(1, self.width())))
        self.area.setFixedHeight(min(needed, theme.look().px(MOST_HIGH)))


def _brief(last: Remark, *, with_words: bool) -> str:
    words = f"：{last.words}" if with_words and last.words else ""
    return f"{last.head}{words}　{last.onward}"


def _lines(remarks: Sequence[Remark], last: Remark | None) -> list[str]:
    """Who sent it back last stands in the head already; the others say who they are."""
    lines = []
    for remark in remarks:
        onward = f"　{remark.onward}" if remark.onward else ""
        lines.append(remark.words if remark is last else f"{remark.head}{onward}：{remark.words}")
    return lines
