"""A whole quarter: some thousand papers, each act asked of the same desk as any other.

Nobody writes down what becomes of a paper: whoever gets a task does it after a while, most of them
in time, as `resources/demo/quarter.toml` says how often. A seed gives the same quarter again.
"""

import heapq
import itertools
import random
import tomllib
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from uuid import UUID, uuid5

from oa_client import app, assets
from oa_client.demo.script import watch_times
from oa_client.demo.words import Words
from oa_client.docflow.handling.actions import Act
from oa_client.docflow.handling.case import Row
from oa_client.docflow.handling.desk import Changes
from oa_client.docflow.handling.sitting import Sitting
from oa_client.docflow.model.errors import OfficeError, Refused
from oa_client.docflow.model.moment import OFFICE_ZONE, iso, parse
from oa_client.docflow.timelimit.limit import DAY

PAPERS = 3000
DAYS = 63
"""Working days of a quarter."""

_SEEDS = UUID("5d0c0e52-4f53-4d0c-8a55-8f6f5f1f6c11")

JUDGED = ("review", "countersign", "sign", "instruct")
CHIEFS = {"住建科": "zhou", "财务科": "sun", "法规科": "zhao"}
HANDS = {"zhou": "li", "sun": "qian"}
"""To whom a section chief hands on."""
TRIES = 30
"""So often somebody tries again who has to wait for another."""
WAITS = ("assists-open", "clock-paused")
"""Refusals after which one tries again."""


@dataclass(order=True)
class Doing:
    """Something that somebody will do: when, and what."""

    at: datetime
    order: int
    do: Callable[[datetime], None] = field(compare=False)


class Quarter:
    """The quarter as it is played."""

    def __init__(self, office: app.LocalOffice, seed: int, papers: int = PAPERS) -> None:
        """Take up an office that was just founded.

        Args:
            office: a training office of the demo's people.
            seed: the same gives the same quarter.
            papers: how many documents come into being.
        """
        self.office = office
        self.calendar = office.calendar
        self.chance = random.Random(seed)
        self.seed, self.papers = seed, papers
        self.said = Words(tomllib.loads(
            assets.path("demo", "quarter.toml").read_text("utf-8")), self.chance
        )  # fmt: skip
        self.actions = {
            (law["id"], stage["id"]): str(stage["action"])
            for law in office.procedures() for stage in law["stages"]
        }  # fmt: skip
        self.cases: dict[str, Row] = {}
        self.acts = 0
        self.refused: Counter[str] = Counter()
        self.cards: Counter[str] = Counter()
        self._heap: list[Doing] = []
        self._order = itertools.count()
        self._batch: Sitting | None = None
        self._away: tuple[str, str] = ("", "")

    # ── the course of time ──────────────────────────────────────────────────

    def play(self, days: list[date]) -> None:
        """Everything that falls due on these days; what is left then stays open."""
        for at in self._arrivals(days):
            self.later(at, self._arrive)
        self.later(_at(days[len(days) // 2], time(8, 31)), self._goes_away)
        for day in days[9::10]:
            self.later(_at(day, time(16, 20)), self._signs_all)
        for day in days[2::3]:
            self.later(_at(day, time(16, 40)), self._archives)
        for watch in watch_times(days):
            self._watch(self._until(watch))

    def later(self, at: datetime, do: Callable[[datetime], None]) -> None:
        """Somebody will do this."""
        heapq.heappush(self._heap, Doing(at, next(self._order), do))

    def acts_later(
        self, at: datetime, by: str, action: str, fields: Row, document: str
    ) -> None:
        """Somebody will ask for this act; whether he may is seen then."""

        def do(now: datetime) -> None:
            self.act(by, action, fields, now, document)

        self.later(at, do)

    def _until(self, moment: datetime) -> datetime:
        """All that is done before the monitor looks again, under one seal; when it then does."""
        with self.office.sitting() as batch:
            self._batch = batch
            while self._heap and self._heap[0].at <= moment:
                doing = heapq.heappop(self._heap)
                doing.do(doing.at)
            self._batch = None
        return max(moment, parse(batch.book.at))

    def _watch(self, at: datetime) -> None:
        issued, _ = self.office.monitor(iso(at))
        self.cards.update(card["level"] for card in issued)
        for card in issued:
            if card["level"] == "red" and card["task"]:
                self._is_red(card, at)
        for item in self.office.open_supervised(iso(at)):
            for person in item["people"]:
                self._reports(item["document"], person, at)

    def _arrivals(self, days: list[date]) -> Iterator[datetime]:
        """When papers come into being: any minute of office hours."""
        for _ in range(self.papers):
            day = self.chance.choice(days)
            start = self.calendar.spans(day)[0][0]
            yield self.calendar.add_minutes(start, self.chance.randrange(1, 449))

    def in_hours(self, at: datetime) -> datetime:
        """This moment, or shortly after the office opens again."""
        at += timedelta(seconds=self.chance.randrange(60))
        if self.calendar.in_hours(at):
            return at
        return self.calendar.next_open(at) + timedelta(seconds=self.chance.randrange(60, 1800))

    def after(self, at: datetime, minutes: int) -> datetime:
        """So many working minutes later."""
        return self.in_hours(self.calendar.add_minutes(at, max(1, minutes)))

    # ── acts ────────────────────────────────────────────────────────────────

    def act(
        self, by: str, action: str, fields: Row, at: datetime, document: str | None = None
    ) -> Changes | None:
        """One act; None where a rule refused it."""
        assert self._batch is not None
        key = str(uuid5(_SEEDS, f"{self.seed}.{self.acts}.{sum(self.refused.values())}"))
        act = Act(action=action, by=by, fields=fields, document=document, key=key)
        try:
            changes = self._batch.act(act, self.office.unlock(by, None), iso(at))
        except OfficeError as no:
            self.refused[no.code] += 1
            return None
        self.acts += 1
        self._opened(changes, at)
        return changes

    def look(self, by: str, document: str, at: datetime) -> None:
        """He opens it."""
        assert self._batch is not None
        try:
            self._batch.look(by, document, iso(at))
        except Refused as no:
            self.refused[no.code] += 1

    def _arrive(self, at: datetime) -> None:
        by, action, fields = self.said.arrival(at)
        changes = self.act(by, action, fields, at)
        if changes and changes.document:
            law = {"register": "incoming", "draft": "outgoing"}.get(action, "circulation")
            case = {"law": law, "long": len(fields.get("body", "")) >= 1000, "title": fields}
            self.cases[changes.document] = case
            self._opened(changes, at)
            if law == "incoming" and self.said.happens("supervised"):
                self.later(self.after(at, 300), lambda now: self._supervises(changes, now))

    def _opened(self, changes: Changes, at: datetime) -> None:
        """Whoever got something to do will do it after a while."""
        document = changes.document
        if not document or document not in self.cases:
            return
        case = self.cases[document]
        for task in changes.opened:
            action = self.actions.get((case["law"], task["stage"]), "read")
            if action == "archive":
                case["archive"] = task["person"]
                continue
            doing = Task(self, document, task["person"], action, parse(task["due"]))
            doing.plan(at)

    def actor(self, person: str, at: datetime) -> str:
        """Who does it for him: himself, or who stands in for him now."""
        back, proxy = self._away
        return proxy if person == "zhang" and proxy and iso(at) < back else person

    # ── what happens beside ─────────────────────────────────────────────────

    def _goes_away(self, at: datetime) -> None:
        """分管领导 is away for three days, and 办公室主任 stands in for him."""
        until = at.date() + timedelta(days=2)
        said = {"person": "wang", "from": at.date().isoformat(), "until": until.isoformat()}
        if self.act("zhang", "stand-in", said, at):
            self._away = (iso(_at(until + timedelta(days=1), time())), "wang")

    def _signs_all(self, at: datetime) -> None:
        """分管领导 signs what lies on his desk in one go."""
        waiting = [c for c in self.cases.items() if c[1].get("sign")][:8]
        for number, (_, case) in enumerate(waiting):
            case.pop("sign")(at + timedelta(seconds=25 * number))

    def _archives(self, at: datetime) -> None:
        """The archivist files what has gathered, oldest first."""
        for document, case in self.cases.items():
            person = case.pop("archive", None)
            if person:
                at += timedelta(seconds=8)
                self.act(person, "archive", {"retention": "30年"}, at, document)

    def _is_red(self, card: Row, at: datetime) -> None:
        """After a red card somebody urges, and whoever got it explains himself."""
        document, person = card["document"], card["person"]
        if self.said.happens("urged"):
            said = {"note": "已超时限，请立即办理并说明原因。"}
            self.acts_later(self.after(at, 60), "wu", "urge", said, document)
        if self.said.happens("explained"):
            self.later(self.after(at, 200), lambda now: self._explains(document, person, now))

    def _explains(self, document: str, person: str, at: datetime) -> None:
        said = {"opinion": self.said.one("explanations")}
        if self.act(person, "explain", said, at, document) and self.said.happens("withdrawn"):
            reason = {"reason": "说明属实，有来文单位补件记录为证"}
            self.acts_later(self.after(at, 120), "wu", "withdraw-card", reason, document)

    def _supervises(self, changes: Changes, at: datetime) -> None:
        document = str(changes.document)
        by, said = self.said.supervision(at, self.calendar)
        if self.act(by, "supervise", said, at, document):
            self._reports(document, str(said["by"]), at)

    def _reports(self, document: str, name: str, at: datetime) -> None:
        """Whoever answers for a 督办件 reports; once the case is done its opener closes it."""
        person = CHIEFS.get(name, name)
        for days in (4, 9, 14, 19):
            if self.said.happens("reporting"):
                said = {"opinion": self.said.one("progress")}
                when = self.after(at, days * DAY)
                self.acts_later(when, person, "report-progress", said, document)
        when = self.after(at, 21 * DAY)
        self.acts_later(when, "wu", "close-supervision", {"opinion": "已核实"}, document)


class Task:
    """One task of one person: when he will do it, and what may come between."""

    def __init__(
        self, quarter: Quarter, document: str, person: str, action: str, due: datetime
    ) -> None:
        self.quarter, self.document, self.person = quarter, document, person
        self.action, self.due = action, due
        self.case = quarter.cases[document]
        self.tries = 0

    def plan(self, at: datetime) -> None:
        """Choose when, and what comes before."""
        quarter, said, chance = self.quarter, self.quarter.said, self.quarter.chance
        limit = max(2, quarter.calendar.working_minutes(at, self.due))
        share = chance.betavariate(2, 4) * 0.85
        if said.happens("late"):
            share = chance.uniform(1.05, 2.6)
        elif said.happens("close"):
            share = chance.uniform(0.88, 1.0)
        if self.action == "undertake":
            share = max(share, self._comes_between(at, limit))
        when = quarter.after(at, round(limit * share))
        if said.happens("evening"):
            when = when.replace(hour=19, minute=chance.randrange(60))
        if self.action in JUDGED or self.action == "read":
            self._looks(at, when)
        if self.action == "print" and said.happens("left"):
            return
        quarter.later(when, self.do)
        if self.action == "sign":
            self.case["sign"] = self.do

    def _looks(self, at: datetime, when: datetime) -> None:
        """Most read before they judge; some open a long paper and sign it at once."""
        said, chance = self.quarter.said, self.quarter.chance
        before = timedelta(seconds=chance.randrange(300, 2400))
        if self.case["long"] and said.happens("hasty"):
            before = timedelta(seconds=chance.randrange(8, 28))
        actor = self.quarter.actor
        self.quarter.later(
            max(at, when - before),
            lambda now: self.quarter.look(actor(self.person, now), self.document, now),
        )

    def _comes_between(self, at: datetime, limit: int) -> float:
        """Handed on, stopped, extended, or passed round and round.

        Returns:
            The share of the limit before which he will not be done.
        """
        quarter, said, chance = self.quarter, self.quarter.said, self.quarter.chance
        hand = HANDS.get(self.person)
        if said.happens("around") and "around" not in self.case:
            self.case["around"] = True
            self._passes_round(at, [hand or "li", self.person, "zhao", self.person])
        elif hand and said.happens("handed") and "handed" not in self.case:
            self.case["handed"] = True
            quarter.later(quarter.after(at, limit // 10), lambda now: self._hands(hand, now))
        elif said.happens("paused"):
            when = quarter.after(at, round(limit * chance.uniform(0.2, 0.6)))
            quarter.later(when, self._pauses)
            return 0.7
        elif said.happens("extended"):
            late = said.happens("again")
            share = 0.985 if late else chance.uniform(0.4, 0.8)
            quarter.later(quarter.after(at, int(limit * share)), self._asks)
            return 1.1
        return 0.0

    def _passes_round(self, at: datetime, people: list[str]) -> None:
        holder = self.person
        for number, person in enumerate(people):
            when = self.quarter.after(at, 40 * (number + 1))
            said = {"to": person, "reason": "非本科职责"}
            self.quarter.acts_later(when, holder, "transfer", said, self.document)
            holder = person

    def _hands(self, person: str, at: datetime) -> None:
        said = {"to": person, "reason": "请具体承办"}
        self.quarter.act(self.person, "transfer", said, at, self.document)

    def _pauses(self, at: datetime) -> None:
        quarter = self.quarter
        said = {"ground": quarter.said.one("grounds")}
        if quarter.act(self.person, "pause", said, at, self.document):
            days = quarter.chance.randrange(1, 5)
            quarter.acts_later(
                quarter.after(at, days * DAY), self.person, "resume", {}, self.document
            )

    def _asks(self, at: datetime) -> None:
        quarter = self.quarter
        until = quarter.calendar.add_minutes(self.due, DAY * quarter.chance.randrange(1, 4))
        said = {"until": until.date().isoformat(), "reason": quarter.said.one("reasons")}
        changes = quarter.act(self.person, "ask-extension", said, at, self.document)
        if changes:
            by = changes.notes["approvers"][0]
            answer = "grant-extension" if quarter.chance.random() < 0.85 else "refuse-extension"
            why = {} if answer == "grant-extension" else {"reason": "可分批报送，不予延期"}
            when = quarter.after(at, quarter.chance.randrange(5, 120))
            quarter.acts_later(when, by, answer, why, self.document)

    def do(self, at: datetime) -> None:
        """Do it; whoever has to wait for another tries again."""
        quarter = self.quarter
        if self.action == "sign":
            self.case.pop("sign", None)
        by = quarter.actor(self.person, at)
        if self.action == "review" and quarter.said.happens("returned") and "back" not in self.case:
            self.case["back"] = True
            reason = {"reason": "请补充依据后再报", "then": "resume"}
            quarter.act(by, "return", reason, at, self.document)
            return
        if self.action == "seal" and quarter.said.happens("voided") and "void" not in self.case:
            self.case["void"] = True
            quarter.act("chen", "void-number", {"reason": "同题文已用号"}, at, self.document)
            return
        fields = quarter.said.fields(self.action, self.case)
        before = sum(quarter.refused[code] for code in WAITS)
        if quarter.act(by, self.action, fields, at, self.document) is None:
            self.tries += 1
            waits = sum(quarter.refused[code] for code in WAITS) > before
            if waits and self.tries < TRIES:
                quarter.later(quarter.after(at, 90), self.do)


def _at(day: date, clock: time) -> datetime:
    return datetime.combine(day, clock, OFFICE_ZONE)
