"""催办 of several papers: one question, and then one act for each of them."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QTreeWidget, QTreeWidgetItem, QWidget

from oa_client.docflow.model.errors import OfficeError
from oa_client.ui import theme, wording
from oa_client.ui.presenters.done import urged_many
from oa_client.ui.presenters.session import Session
from oa_client.ui.views.act_dialog import ActDialog
from oa_client.ui.views.painted.lettering import tip

Row = dict[str, Any]
WIDTH, PAPER = 640, 380
MOST_SEEN = 8
"""Papers that are seen at once; for more one scrolls."""


class UrgeMany(ActDialog):
    """Says who will be urged upon which paper, and asks for the note once; every paper is urged
    by an act of its own, or says why not.
    """

    def __init__(
        self, session: Session, documents: Sequence[str], parent: QWidget | None = None
    ) -> None:  # fmt: skip
        super().__init__(session, "urge", None, parent=parent)
        self._urged: list[list[str]] = []
        self._missed: list[str] = []
        self._papers: list[Row] = []
        text, px = session.text, theme.look().px
        self.setWindowTitle(text("desk.urge_many", count=len(documents)))
        self.setMinimumWidth(px(WIDTH))
        self.papers = QTreeWidget()
        self.papers.setRootIsDecorated(False)
        self.papers.setHeaderLabels([text("desk.urge_paper"), text("desk.urge_whom")])
        self.papers.setAccessibleName(text("desk.urge_whom"))
        self.papers.setColumnWidth(0, px(PAPER))
        self._form.insertRow(0, self.papers)
        self.ok.setEnabled(False)
        login = session.login
        session.ask(lambda office: office.urgeable(login, documents), self._list)

    def _list(self, rows: list[Row]) -> None:
        """Who is urged upon each paper, or why nobody is."""
        names = self._session.facts.names()
        for row in rows:
            why = dict(row["refused"] or {})
            code = why.pop("code", "")
            whom = wording.joined((names[p] for p in row["people"]), self._session.language)
            whom = wording.say(code, why, self._session.language, names) if code else whom
            item = QTreeWidgetItem([row["title"], whom])
            for column, words in enumerate((row["title"], whom)):
                item.setToolTip(column, tip(words))
            self.papers.addTopLevelItem(item)
        self._papers = [row for row in rows if row["people"]]
        self.ok.setEnabled(bool(self._papers))
        seen = min(len(rows), MOST_SEEN)
        line = self.papers.sizeHintForRow(0) if rows else 0
        frame = self.papers.header().sizeHint().height() + 2 * self.papers.frameWidth()
        self.papers.setFixedHeight(frame + seen * line)

    def send(self) -> None:
        """Urge those who are listed, and nobody else."""
        if not self.ok.isEnabled():
            return  # they are on their way
        fields = self.fields()
        self.ok.setEnabled(False)
        for row in self._papers:
            self._session.act(
                "urge", fields | {"to": row["people"]}, document=row["document"],
                then=self._one, failed=self._not_one,
            )  # fmt: skip

    def _one(self, changes: Any) -> None:
        self._urged.append(changes.notes["people"])
        self._count()

    def _not_one(self, failure: OfficeError) -> None:
        self._missed.append(self._session.say(failure))
        self._count()

    def _count(self) -> None:
        if len(self._urged) + len(self._missed) < len(self._papers):
            return
        words = urged_many(self._session, self._urged, self._missed)
        self._session.told.emit(words, "refused" if self._missed else "done")
        self.acted.emit(None)
        self.accept()
