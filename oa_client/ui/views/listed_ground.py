"""A ground out of those that the procedure lists, with its source, and more about it in words."""

from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from oa_client.docflow.model.text import most
from oa_client.ui import wording
from oa_client.ui.presenters.session import Session
from oa_client.ui.views.elided_combo import ElidedCombo
from oa_client.ui.views.still import still


class ListedGround(QWidget):
    """Which ground, and what there is to say about it."""

    def __init__(self, session: Session, procedure: str) -> None:
        super().__init__()
        self._names = still(ElidedCombo())
        name = "name" if session.language == "zh_CN" else "name_en"
        for ground in session.facts.procedure(procedure)["grounds"]:
            source = wording.source_words(ground["source"], session.language)
            self._names.addItem(f"{ground[name]}　{source}", ground["name"])
        self.more = QLineEdit()
        self.more.setMaxLength(most("ground"))
        self.more.setPlaceholderText(session.text("time.more"))
        self.more.setAccessibleName(session.text("time.more"))
        self._names.setAccessibleName(session.text("act.ground"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._names)
        column.addWidget(self.more)
        self.setFocusProxy(self._names)

    def said(self) -> str:
        """The ground as the act takes it: its name, and after a colon what was added."""
        more = self.more.text().strip()
        return f"{self._names.currentData()}：{more}" if more else str(self._names.currentData())
