"""存稿 and 送核稿: what is written becomes a version on record, and the draft goes on."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QObject, Signal

from oa_client.docflow.model.errors import OfficeError
from oa_client.ui.presenters.drafting import BROUGHT, OF_FILES, place_of
from oa_client.ui.presenters.half_written import Keeper
from oa_client.ui.presenters.session import Session
from oa_client.ui.views.drafting.files import DraftFiles
from oa_client.ui.views.element_form import ElementForm

Row = dict[str, Any]


@dataclass
class OnDesk:
    """The draft that lies on the desk.

    Attributes:
        writer: whose words stand there; another person may have sat down since.
        document: its id; None while it is not on record.
        version: of the record on which he writes; another's newer wording is not written over.
        versions: how many of its text are on record.
        filed: what it said when it was filed last.
    """

    writer: str
    document: str | None = None
    version: int | None = None
    versions: int = 0
    filed: Row = field(default_factory=dict)

    def place(self) -> str:
        """Where its half-written words are put away."""
        return place_of(self.document)


class DraftFiling(QObject):
    """Files what stands there, once at a time; what is written meanwhile is never lost."""

    filed = Signal(bool)
    """A version is on record; whether it has all that is written."""
    outdated = Signal()
    """Another filed a newer wording, and one's own words are put away."""
    went = Signal(object)
    """The draft went on: what moved."""

    def __init__(
        self, session: Session, desk: OnDesk, parts: tuple[ElementForm, DraftFiles],
        stands: Callable[[], Row], keeper: Keeper,
    ) -> None:  # fmt: skip
        """`stands` says what the draft says now, and what is to happen to its files."""
        super().__init__(keeper)
        self._session, self._desk, self._keeper = session, desk, keeper
        self._form, self._files = parts
        self._stands = stands
        self._keeping = False
        session.crashed.connect(self._go_on)

    def keep(self, then: Any = None) -> None:
        """存稿: a first time as a draft, later as a new wording of it."""
        if self._keeping:
            return  # the first time a draft gets its id; a second would be another draft
        self._keeping = True
        desk, sent, files = self._desk, self._stands(), self._files.sources()
        said = {name: value for name, value in sent.items() if name not in BROUGHT}
        if desk.document is None:
            action, said = "draft", {name: value for name, value in said.items() if value != ""}
        else:
            action, said = "revise", self._form.emptied() | said  # what is not named would stay
        self._session.act(
            action, said, document=desk.document, version=desk.version, files=files,
            then=lambda done: self._kept(done, sent, then), failed=self._not_kept,
        )  # fmt: skip

    def _not_kept(self, failure: OfficeError) -> None:
        """Another's newer wording is shown; one's own words are put away, to be brought back."""
        self._keeping = False
        self._session.tell_failure(failure)
        if failure.code == "stale-version":
            self._keeper.rest()
            self._keeper.put()
            self.outdated.emit()

    def _kept(self, changes: Any, sent: Row, then: Any) -> None:
        desk = self._desk
        self._keeping = False
        self._drop()
        whole = self._stands() == sent
        self._files.sent(sent.get("files", ()))
        desk.document, desk.version = str(changes.document), changes.version
        desk.versions += 1
        desk.filed = {n: value for n, value in sent.items() if n not in OF_FILES}
        self.filed.emit(whole)
        if not whole:  # he went on writing meanwhile: that is neither filed nor sent
            self._keeper.wait()
            self._session.told.emit(self._session.text("draft.went_on"), "done")
            return
        self._keeper.rest()
        if then:
            then()
            return
        title = desk.filed.get("title", "")
        self._session.told.emit(self._session.text("form.drafted", title=title), "done")

    def _go_on(self, _: str) -> None:
        """A fault of ours: he may try again."""
        self._keeping = False

    def _drop(self) -> None:
        """What was put away is on record now."""
        self._keeper.drop(self._desk.writer, self._desk.place())

    def submit(self) -> None:
        """送核稿: what stands here is kept first."""
        if self._desk.document is not None and self._stands() == self._desk.filed:
            self._send()
        else:
            self.keep(self._send)

    def _send(self) -> None:
        said = self._form.fields()
        plan: Row = {name: said[name] for name in ("countersigners", "order") if name in said}
        self._session.act("submit", plan, document=self._desk.document, then=self._sent)

    def _sent(self, changes: Any) -> None:
        self._keeper.rest()
        self._drop()
        self.went.emit(changes)
