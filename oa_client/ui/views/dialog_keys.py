"""Keys that mean the same in every dialog."""

from collections.abc import Callable

from PySide6.QtWidgets import QDialog

from oa_client.ui.views.shortcuts import put


def ctrl_enter(dialog: QDialog, does: Callable[[], object]) -> None:
    """Ctrl+Enter does what the dialog is for, as in the bar: also out of a note."""
    put("confirm", dialog, does, once=True)
