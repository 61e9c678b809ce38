"""The page of a draft, set anew while one writes."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QTimer

from oa_client.docflow.typeset.body import SetBefore
from oa_client.docflow.typeset.elements import Paper
from oa_client.docflow.typeset.layout import layout
from oa_client.docflow.typeset.page import Layout
from oa_client.ui.presenters.drafting import undecided, unshown_on
from oa_client.ui.presenters.session import Session
from oa_client.ui.views.painted.page import PageView
from oa_client.ui.views.painted.page_ink import PageMark
from oa_client.ui.views.painted.unpacked import unpack

DRAW_AFTER = 250
"""Milliseconds of silence after which the page is set anew."""


class DraftPage(QObject):
    """Sets the page beside the writing; what is not decided on it is boxed."""

    def __init__(
        self, session: Session, page: PageView, paper: Callable[[], Paper], over: QObject
    ) -> None:
        """`paper` is what the draft would be printed as now."""
        super().__init__(over)
        self._session, self._page, self._paper = session, page, paper
        self._before = SetBefore()
        self._timer = QTimer(self, singleShot=True, interval=DRAW_AFTER)
        self._timer.timeout.connect(self.draw)
        self._setting: Any = None

    def wait(self) -> None:
        """Something was written: the page is set in a moment of silence, and no older one."""
        if self._setting is not None:
            self._setting.cancel()
        self._timer.start()

    def draw(self) -> None:
        """Have the page set anew."""
        paper, before = self._paper(), self._before

        def setting(steps: Callable[[int, int], None]) -> tuple[Layout, list[PageMark]]:
            before.step = steps  # a page that is out of date is not set to its end
            made = unpack(layout(paper, before=before))
            return made, self._marks(made, paper)

        self._setting = self._session.ask_beside(
            setting, lambda answer: self._page.set_layout(*answer), latest="page"
        )

    def _marks(self, made: Layout, paper: Paper) -> list[PageMark]:
        """What is boxed; beside the window, since a long draft is looked through to its end."""
        boxed = (*undecided(self._session, made, paper), *unshown_on(self._session, made))
        return [PageMark(u.page, u.x, u.y, u.width, u.height, u.words) for u in boxed]
