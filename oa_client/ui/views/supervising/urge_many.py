"""催办 of several papers: one question, and then one act for each of them."""

from typing import Any

from PySide6.QtWidgets import QWidget

from oa_client.docflow.model.errors import OfficeError
from oa_client.ui.presenters.session import Session
from oa_client.ui.views.act_dialog import ActDialog


class UrgeMany(ActDialog):
    """Asks for the note once; every paper is urged by an act of its own, or says why not."""

    def __init__(
        self, session: Session, documents: list[str], parent: QWidget | None = None
    ) -> None:  # fmt: skip
        super().__init__(session, "urge", None, parent=parent)
        self._documents = tuple(documents)
        self._left = len(documents)
        self._missed: list[str] = []
        self.setWindowTitle(session.text("desk.urge_many", count=len(documents)))

    def send(self) -> None:
        """Urge each of them."""
        if not self.ok.isEnabled():
            return  # they are on their way
        fields = self.fields()
        self.ok.setEnabled(False)
        for document in self._documents:
            self._session.act(
                "urge", dict(fields), document=document, then=self._one, failed=self._not_one
            )

    def _one(self, _: Any) -> None:
        self._count()

    def _not_one(self, failure: OfficeError) -> None:
        self._missed.append(self._session.say(failure))
        self._count()

    def _count(self) -> None:
        self._left -= 1
        if self._left:
            return
        text, missed = self._session.text, len(self._missed)
        words = text("desk.urged_many", count=len(self._documents) - missed)
        if missed:
            why = " ".join(dict.fromkeys(self._missed))
            words += text("desk.not_urged", count=missed, why=why)
        self._session.told.emit(words, "refused" if missed else "done")
        self.acted.emit(None)
        self.accept()
