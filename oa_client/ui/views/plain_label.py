"""A label of plain words: nothing that stands in them is read as markup."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel


def plain_label(role: str = "", words: str = "", *, wraps: bool = False) -> QLabel:
    """A label in one of the style sheet's roles; `wraps` lets it take several lines."""
    label = QLabel(words)
    label.setTextFormat(Qt.TextFormat.PlainText)
    if role:
        label.setProperty("role", role)
    label.setWordWrap(wraps)
    return label
