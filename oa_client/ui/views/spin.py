"""A field for a number, its digits as far from the edge as those of any other field."""

from PySide6.QtWidgets import QSpinBox

from oa_client.ui import theme
from oa_client.ui.views.still import still


def spin(least: int, highest: int) -> QSpinBox:
    """From the least to the highest number that may be said."""
    box = still(QSpinBox())
    box.setRange(least, highest)
    box.lineEdit().setTextMargins(theme.look().px(6), 0, 0, 0)
    return box
