"""A draft taken along: printed, or written as a DOCX, as its newest version on record has it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from oa_client.docflow.model.saving import safe_name, write_file
from oa_client.ui.presenters.session import Session
from oa_client.ui.views.drafting.filing import OnDesk
from oa_client.ui.views.file_dialogs import ask_target
from oa_client.ui.views.print_dialog import PrintDialog

Row = dict[str, Any]


class DraftTakenAlong(QObject):
    """What was written since that version is not in it, and that is said."""

    def __init__(
        self, session: Session, desk: OnDesk, rewritten: Callable[[], bool], over: QWidget
    ) -> None:
        """`rewritten` says whether the draft says something else than on record."""
        super().__init__(over)
        self._session, self._desk, self._over = session, desk, over
        self._rewritten = rewritten

    def ask_print(self) -> None:
        """打印: what of it goes onto paper?"""
        self._read(lambda case: PrintDialog(self._session, case, self._over).open())

    def ask_docx(self) -> None:
        """导出 DOCX: under which name?"""
        self._read(self._choose)

    def _read(self, then: Callable[[Row], None]) -> None:
        login, document = self._desk.writer, self._desk.document
        if document is None:
            return
        if self._rewritten():
            words = self._session.text("draft.as_filed", version=self._desk.versions)
            self._session.told.emit(words, "notice")
        self._session.ask(lambda office: office.show(login, document), then, latest="along")

    def _choose(self, case: Row) -> None:
        offered = safe_name(str(case["elements"]["title"]), ".docx")
        name = self._session.text("document.export_docx")
        target = ask_target(self._over, name, offered, "*.docx")
        if target:
            self.write(case["document"], target)

    def write(self, document: str, target: Path) -> None:
        """The draft as a DOCX under this name."""
        login = self._desk.writer
        self._session.ask(
            lambda office: write_file(target, office.docx(login, document)),
            lambda _: self._session.tell_saved(target),
        )
