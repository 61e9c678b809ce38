"""Told once: that somebody waits for one's word on more time, the answer to one's own request,
that one answers for a supervised item, that it was closed, and that one stands in for somebody or
no more.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from oa_client.docflow.model.moment import parse
from oa_client.ui import wording
from oa_client.ui.presenters.relief import stand_in_period
from oa_client.ui.presenters.teller import Teller

Row = dict[str, Any]

STILL_NEWS = timedelta(days=3)
"""What came longer ago than a weekend before he first sat down stands with the papers."""


class TimeNews(Teller):
    """What concerns the person at the window in the time of cases."""

    sort = "time"

    def look(self) -> None:
        """Ask what concerns him now."""
        self.ask(lambda office, login: (office.concerning(login), office.now()), self._tell)

    def _tell(self, answer: tuple[Row, datetime]) -> None:
        found, now = answer
        ways: dict[str, tuple[str, Callable[[Row], str]]] = {
            "asked": ("at", self._asked), "decided": ("decided_at", self._decided),
            "supervised": ("at", self._supervised), "closed": ("closed_at", self._closed),
            "lent": ("at", self._lent), "ended": ("at", self._ended),
        }  # fmt: skip
        for sort, (since, words) in ways.items():
            for one in self.fresh(found[sort], _key(sort, since)):
                old = parse(one[since]) + STILL_NEWS < now
                if sort == "asked" or self.begun or not old:
                    self.told.emit(words(one), one["document"])

    def _asked(self, one: Row) -> str:
        return self._session.text(
            "relief.notice_asked", name=one["by_name"], title=one["title"],
            until=wording.moment_words(one["until"], self._session.language),
        )  # fmt: skip

    def _decided(self, one: Row) -> str:
        return self._session.text(
            f"relief.notice_{one['outcome']}", title=one["title"],
            name=self._session.facts.names()[one["decided_by"]],
            until=wording.moment_words(one["until"], self._session.language),
        )  # fmt: skip

    def _supervised(self, one: Row) -> str:
        helps = self._session.login in one.get("helpers", [])
        key = "helped" if helps and self._session.login not in one["people"] else "supervised"
        return self._session.text(f"relief.notice_{key}", title=one["title"])

    def _closed(self, one: Row) -> str:
        return self._session.text("relief.notice_closed", title=one["title"])

    def _lent(self, one: Row) -> str:
        period = stand_in_period(self._session, one)
        return self._session.text("relief.notice_lent", name=one["by_name"], period=period)

    def _ended(self, one: Row) -> str:
        return self._session.text("relief.notice_ended", name=one["by_name"])


def _key(sort: str, since: str) -> Callable[[Row], tuple[str, str, str]]:
    return lambda one: (sort, one.get("stand_in") or one["document"], one[since])
