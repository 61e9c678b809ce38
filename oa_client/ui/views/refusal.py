"""The sentence with which a dialog is refused: its room is kept, so that no button moves."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from oa_client.ui import theme

LINES = 36
"""Pixels of two lines, which nearly every refusal fits into."""


class RefusalLine(QLabel):
    """Empty until something is refused, and again once what it asks for was given."""

    def __init__(self) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", "late")
        self.setWordWrap(True)
        self.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom)
        self.setMinimumHeight(theme.look().px(LINES))
