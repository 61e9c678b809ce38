"""What is half written in the dialog of an act: put away while one writes, and there again when
the dialog is opened anew, after a kill as well.
"""

import json
from collections.abc import Mapping

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from oa_client.ui.presenters import half_written
from oa_client.ui.presenters.half_written import Keeper, Words
from oa_client.ui.presenters.session import Session

KEEP_AFTER = 800
"""Milliseconds of silence after which it is put away."""

Field = QLineEdit | QPlainTextEdit


class KeptAnswers(QObject):
    """The written answers of one act upon one document, of the person who sits here."""

    def __init__(
        self, session: Session, place: str, inputs: Mapping[str, QWidget], parent: QObject
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._login, self._place = session.login, place
        self._fields: dict[str, Field] = {
            name: field for name, field in inputs.items()
            if isinstance(field, QLineEdit | QPlainTextEdit)
        }  # fmt: skip
        self._proposed = {name: _said(field) for name, field in self._fields.items()}
        self._keeper = Keeper(session, KEEP_AFTER, self._half_written, self)
        for field in self._fields.values():
            field.textChanged.connect(self._keeper.wait)
        if self._fields:
            session.ask(lambda office: office.autosaved(self._login, place), self._restore)

    def _restore(self, kept: str | None) -> None:
        said = half_written.read(self._keeper.newest(self._login, self._place, kept))
        for name, field in self._fields.items():
            words = said.get(name)
            if isinstance(words, str) and words and _said(field) == self._proposed[name]:
                field.setText(words) if isinstance(field, QLineEdit) else field.setPlainText(words)

    def _half_written(self) -> Words:
        said = {name: _said(field) for name, field in self._fields.items()}
        own = {name: words for name, words in said.items() if words != self._proposed[name]}
        text = json.dumps(own, ensure_ascii=False) if own else ""
        return Words(self._login, self._place, text)

    def put_away(self) -> None:
        """The dialog goes without its act: what was written waits for the next time."""
        self._keeper.now()

    def drop(self) -> None:
        """The act is done."""
        self._keeper.rest()
        if self._fields:
            self._keeper.drop(self._login, self._place)


def _said(field: Field) -> str:
    return field.text() if isinstance(field, QLineEdit) else field.toPlainText()
