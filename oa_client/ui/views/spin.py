"""A field for a number, its digits as far from the edge as those of any other field."""

from PySide6.QtWidgets import QSpinBox

from oa_client.ui import theme


def spin(least: int, highest: int) -> QSpinBox:
    """From the least to the highest number that may be said."""
    box = QSpinBox()
    box.setRange(least, highest)
    box.lineEdit().setTextMargins(theme.look().px(6), 0, 0, 0)
    return box
