"""A button of the bar under a document: as high as the line one writes beside it."""

from PySide6.QtWidgets import QPushButton


def large_button(role: str) -> QPushButton:
    """In one of the roles of the style sheet."""
    button = QPushButton()
    button.setProperty("role", role)
    button.setProperty("scale", "large")
    return button
