"""An open office asked by whoever supervises: the desk, what is late, the reports."""

from abc import abstractmethod
from collections import Counter
from datetime import datetime

from oa_client.docflow.handling import inquiry
from oa_client.docflow.handling.case import Row
from oa_client.docflow.handling.integrity import signals
from oa_client.docflow.handling.integrity.watched import Signal
from oa_client.docflow.handling.supervision import desk, performance
from oa_client.docflow.handling.supervision.items import Item
from oa_client.docflow.model.errors import Refused
from oa_client.docflow.paper.overdue import Beside, report_of
from oa_client.docflow.paper.performance import month_report_of
from oa_client.docflow.paper.report import Report
from oa_client.offices.times import TimeQuestions
from oa_client.printing import Ready
from oa_client.ui import wording


class WatchQuestions(TimeQuestions):
    """What a supervisor asks, and what every report says of its office."""

    @abstractmethod
    def _root(self) -> str:
        """What the whole ledger comes to at this moment, for the foot of a report."""

    def office(self) -> Row:
        """The office itself: name, series, whether it is for training."""
        with self._reading(None) as (_, office, _):
            return dict(office.office)

    def now(self) -> datetime:
        """Office time."""
        with self._reading(None) as (_, _, at):
            return at

    def procedures(self) -> list[Row]:
        """The law in force, with its limits."""
        with self._reading(None) as (_, office, _):
            return inquiry.procedures_of(office)

    def overdue(self, login: str, since: str | None = None, until: str | None = None) -> Row:
        """The supervisor's report, as far as the asker may know of it."""
        with self._reading(None) as (work, office, at):
            return desk.overdue(work, office, login, since, until, at)

    def desk(self, login: str, period: str = "all") -> Row:
        """The supervisor's desk, as far as the asker may know of it."""
        with self._reading(None) as (work, office, at):
            return desk.desk(work, office, login, period, at)

    def supervised(self, login: str) -> list[Item]:
        """Every 督办件 that the asker may know of, open ones first."""
        with self._reading(None) as (work, office, at):
            return desk.board(work, office, login, at)

    def watch_counts(self, login: str) -> dict[str, int]:
        """What is open, under supervision or asks for more time, and the cards, for a rail."""
        with self._reading(None) as (work, office, at):
            return desk.counts(work, office, login, at)

    def desk_rows(self, login: str, of: str, key: str, period: str) -> Row:
        """The stages that a figure of the supervisor's desk counts."""
        with self._reading(None) as (work, office, at):
            return desk.desk_rows(work, office, login, of, key, period, at)

    def signals(
        self, login: str, since: str | None = None, until: str | None = None
    ) -> list[Signal]:
        """What a supervisor should look into, as far as he may know of it."""
        with self._reading(None) as (work, office, at):
            return signals.signals(work, office, login, since, until, at)

    def _stage_names(self) -> dict[str, str]:
        """What each stage is called on paper: as in the window, else as its procedure has it."""
        stages = [stage for law in self.procedures() for stage in law["stages"]]
        own = {stage["id"]: stage["name"] for stage in stages}
        words = {code: wording.stage_name(code, "zh_CN") for code in own}
        return own | {code: name for code, name in words.items() if name != code}

    def report(
        self, login: str, since: str | None = None, until: str | None = None
    ) -> tuple[Row, Report]:
        """The supervisor's report and its printed form, the ledger's root at its foot."""
        data, stages = self.overdue(login, since, until), self._stage_names()
        items = [item for item in self.supervised(login) if not item.closed]
        beside = Beside(tuple(items), self._signal_counts(login, since, until))
        return data, report_of(data, self.office(), stages, self._root(), beside)

    def month(self, login: str, month: str) -> tuple[Row, Report]:
        """效能月报 of a month such as 2026-10, and its printed form.

        Raises:
            BadInput: `bad-time`, `no-such-person`.
        """
        with self._reading(None) as (work, office, at):
            data = performance.monthly(work, office, login, month, at)
        stages = self._stage_names()
        laws = {law["id"]: law["name"] for law in self.procedures()}
        named = {"stages": stages, "procedures": laws, "urgencies": {"": "平件"}}

        def words(group: str, key: str) -> str:
            return named.get(group, {}).get(key, key) or "未注明"

        end = data["month_end"]
        items = [item for item in self.supervised(login)
                 if item.opened < data["until"] and (item.closed or "9999") >= data["since"]]
        beside = Beside(tuple(items), self._signal_counts(login, data["since"], end))
        drawn = month_report_of(data, self.office(), words, stages, self._root(), beside)
        return data, drawn

    def _signal_counts(
        self, login: str, since: str | None, until: str | None
    ) -> tuple[tuple[str, int], ...]:
        """How many signals of each sort, for whoever may know of them."""
        try:
            found = Counter(signal.code for signal in self.signals(login, since, until))
        except Refused:
            return ()
        return tuple((law.name[0], found[law.code]) for law in signals.published())

    def report_ready(self, login: str, since: str | None = None) -> Ready:
        """The supervisor's report of what was due since a moment, ready to be written out."""
        return Ready(self.report(login, since)[1], self.now())

    def month_ready(self, login: str, month: str) -> Ready:
        """效能月报 of a month such as 2026-10, ready to be written out."""
        return Ready(self.month(login, month)[1], self.now())

    def month_figures(self, login: str, month: str) -> Row:
        """What a month brought, without its printed form.

        Raises:
            BadInput: `bad-time`, `no-such-person`.
        """
        with self._reading(None) as (work, office, at):
            return performance.monthly(work, office, login, month, at)
