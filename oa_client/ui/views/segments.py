"""A few choices side by side, of which one holds: 不标 · 加急 · 特急."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QPushButton


def segmented(buttons: Iterable[QPushButton]) -> QFrame:
    """Buttons that are ways of one thing, in one frame."""
    frame = QFrame()
    frame.setProperty("role", "segments")
    row = QHBoxLayout(frame)
    row.setContentsMargins(2, 2, 2, 2)
    row.setSpacing(2)
    for button in buttons:
        row.addWidget(button)
    return frame


class Segments(QFrame):
    """Buttons in one row; arrow keys move on, the first stands for "not said"."""

    changed = Signal()

    def __init__(self, values: Sequence[str]) -> None:
        super().__init__()
        self.setProperty("role", "segments")
        self._values = tuple(values)
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(2, 2, 2, 2)
        row.setSpacing(2)
        self.buttons = [QPushButton() for _ in values]
        for number, button in enumerate(self.buttons):
            button.setCheckable(True)
            button.setProperty("role", "choice")
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self._group.addButton(button, number)
            row.addWidget(button)
        self.buttons[0].setChecked(True)
        self._group.idToggled.connect(self._toggled)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def value(self) -> str:
        """Which one holds."""
        return self._values[self._group.checkedId()]

    def set_value(self, value: str) -> None:
        """Let this one hold; the first where there is no such choice."""
        number = self._values.index(value) if value in self._values else 0
        self.buttons[number].setChecked(True)

    def set_words(self, words: Sequence[str]) -> None:
        """How the choices are called, in their order."""
        for button, text in zip(self.buttons, words, strict=True):
            button.setText(text)
            button.setAccessibleName(f"{self.accessibleName()} {text}")

    def _toggled(self, _number: int, checked: bool) -> None:
        if checked:
            self.changed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and right; round at the ends there is nothing more."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        number = self._group.checkedId() + step
        if step and 0 <= number < len(self.buttons):
            self.buttons[number].setChecked(True)
        else:
            super().keyPressEvent(event)
