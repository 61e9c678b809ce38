"""The rail's foot: how the office is reached now; pressed it says where, since when and why."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu, QPushButton, QWidgetAction

from oa_client.ui import theme
from oa_client.ui.presenters.connection import Connection
from oa_client.ui.presenters.session import Session
from oa_client.ui.views.painted.connection_mark import mark_of
from oa_client.ui.views.plain_label import plain_label

WIDE = 320
"""Room of the details."""


class ConnectionFoot(QPushButton):
    """Sign and words; in a narrow rail the sign alone."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setProperty("role", "nav")
        self.connection = Connection(session, self)
        self._wide = True
        self.told = QMenu()  # no child of the rail: it has the colours of a sheet, not the rail's
        self._details = plain_label(wraps=True)
        self._details.setFixedWidth(theme.look().px(WIDE))
        self._details.setContentsMargins(12, 8, 12, 8)
        self._details.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        shown = QWidgetAction(self.told)
        shown.setDefaultWidget(self._details)
        self.told.addAction(shown)
        self.clicked.connect(self._tell)
        self.connection.changed.connect(self.translate)
        self.translate()

    def set_wide(self, *, wide: bool) -> None:
        """Words beside the sign, or the sign alone."""
        self._wide = wide
        self.translate()

    def translate(self) -> None:
        """All words in the language of the session."""
        words = self.connection.words()
        self.setIcon(mark_of(self.connection.state()))
        self.setText(f"  {words}" if self._wide else "")
        self.setToolTip(self.details())
        self.setAccessibleName(words)
        self._details.setText(self.details())

    def details(self) -> str:
        """What is said when it is pressed."""
        return "\n".join(self.connection.details())

    def _tell(self) -> None:
        above = QPoint(0, -self.told.sizeHint().height())
        self.told.popup(self.mapToGlobal(above))
