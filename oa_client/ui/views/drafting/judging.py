"""When a draft is judged: a short one at every key, a long one in a pause and beside the window."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from oa_client.ui.presenters.judging import AT_ONCE, Judged, judged
from oa_client.ui.presenters.session import Session
from oa_client.ui.views.drafting.pictures import DraftPictures

Row = dict[str, Any]

JUDGE_AFTER = 300
"""Milliseconds of silence after which a long text is judged."""


class DraftJudging(QObject):
    """Has the office's own rules look at what is written; an answer that is out of date is lost."""

    due = Signal()
    """Something was written, and now is the moment to look at it."""
    told = Signal(object, object)
    """What was looked at, and what the rules say of it."""

    def __init__(
        self, session: Session, said: Callable[[], Row], pictures: DraftPictures, over: QObject
    ) -> None:
        """`said` is what the draft says now."""
        super().__init__(over)
        self._session, self._said, self._pictures = session, said, pictures
        self.shown: tuple[str, ...] = ()
        """The files that its text shows as pictures."""
        self._asked: object = None
        self._then: Callable[[], None] | None = None
        self._timer = QTimer(self, singleShot=True, interval=JUDGE_AFTER)
        self._timer.timeout.connect(self.due)

    def wait(self, length: int) -> None:
        """So long a text was written upon."""
        if length > AT_ONCE:
            self._timer.start()
        else:
            self.due.emit()

    def judge(self) -> None:
        """Look at it now."""
        self._timer.stop()
        said, faults, facts = self._said(), self._pictures.faults(), self._session.facts
        self._asked = asked = object()

        def heard(told: Judged) -> None:
            if asked is self._asked:
                self._hear(said, told)

        if len(said["body"]) <= AT_ONCE:
            heard(judged(said, facts, faults))
        else:
            self._session.ask_beside(
                lambda _: judged(said, facts, faults), heard, latest="judge"
            )

    def known(self, then: Callable[[], None]) -> None:
        """Go on as soon as the rules have looked at what stands there now."""
        if self._timer.isActive():
            self.due.emit()
        if self._asked is None:
            then()
        else:
            self._then = then

    def _hear(self, said: Row, told: Judged) -> None:
        self._asked = None
        self.shown = told.shown
        self.told.emit(said, told)
        then, self._then = self._then, None
        if then:
            then()
