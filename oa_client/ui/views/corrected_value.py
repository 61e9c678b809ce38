"""更正为: what an element is to say, beginning with what stands there."""

from typing import Any

from PySide6.QtWidgets import QLineEdit

from oa_client.docflow.model.moment import written_day
from oa_client.ui.views.element_form import DAYS

Row = dict[str, Any]


class CorrectedValue(QLineEdit):
    """One element of a paper, to be mended; a day is written as papers write it."""

    def __init__(self, elements: Row) -> None:
        super().__init__()
        self._elements = elements
        self._field = ""
        self.editingFinished.connect(self._write_day)

    def begin(self, field: str) -> None:
        """Show what stands there now."""
        self._field = field
        present = self._elements.get(field) or ""
        self.setText("；".join(present) if isinstance(present, list) else present)

    def said(self) -> str | None:
        """What it is to say; None where nothing is written."""
        self._write_day()
        return self.text().strip() or None

    def unclear(self) -> bool:
        """Whether it ought to be a day, and can't be read as one."""
        said = self.said()
        return self._field in DAYS and said is not None and not written_day(said)

    def _write_day(self) -> None:
        if self._field in DAYS:
            self.setText(written_day(self.text()) or self.text())
