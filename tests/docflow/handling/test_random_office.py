"""Random people do random things; what may happen is told by who knows no rule of ours."""

import os
import time
from collections import Counter
from datetime import datetime, timedelta
from json import loads
from random import Random
from typing import Any
from uuid import UUID

from hypothesis import HealthCheck, Phase, event, note, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from oa_client.docflow.model.errors import OfficeError
from tests.docflow.handling.expected import JUDGED, OF_THE_OFFICE, PEOPLE, UNIT, Case, Expected, No
from tests.docflow.handling.offices import BEGINNINGS, training_office
from tests.docflow.handling.sayings import LAWFUL, WORDS

PAUSES = (1, 1, 60, 60, 60, 600, 600, 3 * 3600, 86400, 3 * 86400)
OF_THE_CONTRACT = (
    "register", "propose", "instruct", "assign", "circulate", "read", "undertake", "reply",
    "draft", "revise", "submit", "review", "countersign", "sign", "recheck", "number",
    "void-number", "seal", "issue", "receive", "archive", "print", "examine", "abandon",
    "correct", "vouch", "return", "recall", "transfer", "stand-in", "end-stand-in", "urge", "link",
    "pause",
    "resume", "ask-extension", "grant-extension", "refuse-extension", "supervise",
    "report-progress", "close-supervision", "explain", "withdraw-card", "answer-urging",
    "assess-explanation", "set-calendar", "reserve-number", "release-number",
    "add-signer", "remove-signer", "merge",
)  # fmt: skip
"""Every action of the contract that is built."""

RESERVED = "number, a reserved one"
SEEN = (*OF_THE_CONTRACT, RESERVED)
"""What must have happened somewhere before chance has shown anything."""

MOST_DOCUMENTS = 7
CHECKED_EVERY = 15

accepted: Counter[str] = Counter()
refused: Counter[str] = Counter()


class RandomOffice(RuleBasedStateMachine):
    """One training office, worked by anybody in any order."""

    year = 0
    """Which of many such offices: hypothesis likes to draw the same seeds again."""

    @initialize(at=st.sampled_from(BEGINNINGS), seed=st.integers(0, 2**32))
    def founded(self, at: datetime, seed: int) -> None:
        self.at = at
        self.chance = Random(f"{self.year} {seed}")
        self.office = training_office(at)
        self.office._clock = lambda: self.at
        self.expected = Expected()
        self.log: list[tuple[str, str, str]] = []
        self.latest: tuple[Any, ...] | None = None
        self.unchecked = 0
        self.stuck: Counter[str] = Counter()
        """How often in a row nothing came of a document: work goes on elsewhere first."""

    # ── one attempt ─────────────────────────────────────────────────────────

    def attempt(
        self, by: str, action: str, document: str | None, said: dict[str, Any], **more: Any
    ) -> bool:
        """One act; the office must do with it what the contract leads one to expect."""
        at = more.pop("at", None) or self.at
        wanted, case = True, None
        self.expected.dues, self.expected.cards = self.told_of_time(document)
        try:
            if at < self.at or more.get("version", 0) is None:
                raise No("not the present")
            case = self.expected.after(by, action, document, said, self.at)
        except No:
            wanted = False
        before, key = self.ledger(), str(UUID(int=self.chance.getrandbits(128)))
        note(f"{self.at:%m-%d %H:%M:%S} {by} {action} {document} {said} expected {wanted}")
        try:
            done = self.put(
                by, action, said, document=document, at=at.isoformat(),
                version=-1 if "version" in more else None, key=key,
            )  # fmt: skip
        except OfficeError as reason:
            assert not wanted, (by, action, said, reason)
            assert self.ledger() == before
            refused[f"{action}: {reason.code}"] += 1
            self.stuck[document or ""] += 1
            return False
        assert wanted, (by, action, said, done)
        accepted[action] += 1
        accepted[RESERVED] += bool(said.get("reserved"))
        event(action)
        self.log.append((done.document or "", action, by))
        self.stuck[done.document or ""] = 0
        self.latest = (by, action, said, document, key), done, at.isoformat()
        self.unchecked += 1
        if case is not None and done.document:
            case.id = done.document
            self.expected.cases[done.document] = case
            self.compare(done.document, case)
        return True

    def put(self, by: str, action: str, said: dict[str, Any], **more: Any) -> Any:
        """What is brought with an act is no word of it."""
        words = {name: word for name, word in said.items() if name != "brought"}
        files = [(name, name.encode()) for name in said.get("brought", ())]
        return self.office.act(by, action, words, files=files, **more)

    def told_of_time(self, document: str | None) -> tuple[dict[Any, Any], dict[str, Any]]:
        """When the open tasks of a document are due, and its cards, as the office has them."""
        if document is None:
            return {}, {}
        tasks = self.rows("task", document=document, closed_at=None)
        dues = {(document, t["stage"], t["person"], t["action"]): datetime.fromisoformat(t["due"])
                for t in tasks if t["action"] != "read"}  # fmt: skip
        cards = self.rows("card", document=document)
        return dues, {document: [{**card, "to": loads(card["to_"])} for card in cards]}

    def rows(self, table: str, **equals: Any) -> list[dict[str, Any]]:
        with self.office._store.read() as work:
            return work.rows(table, **equals)

    def ledger(self) -> tuple[int, str]:
        with self.office._store.read() as work:
            entry, commit = work.last_entry(), work.last_commit()
        return entry.seq, commit.hash

    def compare(self, document: str, case: Case) -> None:
        """The document, its tasks and its number stand as expected."""
        (row,) = self.rows("document", id=document)
        found = {name: row[name] for name in ("status", "stage", "number", "round")}
        assert found == {name: getattr(case, name) for name in found}, (found, case)
        tasks = self.rows("task", document=document, closed_at=None)
        assert sorted((t["stage"], t["person"], t["action"]) for t in tasks) == case.desks()
        for task in tasks:
            assert task["opened_at"] < task["blue"] <= task["yellow"] <= task["red"] == task["due"]
        if case.status == "open":
            assert tasks, "an open case lies on nobody's desk"

    # ── what happens ────────────────────────────────────────────────────────

    def later(self) -> None:
        self.at += timedelta(seconds=self.chance.choice(PAUSES))

    def said(self, action: str, document: str | None) -> dict[str, Any]:
        likely = self.chance.choice((LAWFUL, LAWFUL, LAWFUL, LAWFUL, WORDS))
        words = self.chance.choice(likely.get(action) or [{}])
        if action == "transfer" and self.chance.randrange(2):
            holders = {task.person for _, _, task in self.expected.waiting()}
            mates = [a for a, unit in UNIT.items() if unit in {UNIT[b] for b in holders}]
            return {"to": self.chance.choice([*mates, "li"])}
        if action == "link":
            return {"document": self.chance.choice([*self.expected.cases, "no-such"])}
        if action == "stand-in":
            day = self.at.date() + timedelta(days=words["days"])
            return {"person": words["person"], "from": day.isoformat(), "until": day.isoformat()}
        if action == "ask-extension":
            dues = [t["due"] for t in self.rows("task", document=document, closed_at=None)]
            due = datetime.fromisoformat(max(dues, default=self.at.isoformat()))
            day = due.date() + timedelta(days=words["days"])
            return {"until": day.isoformat(), "reason": words["reason"]}
        if action == "set-calendar":
            day = self.at.date() + timedelta(days=words["days"])
            return {"ground": words["ground"], "days": {day.isoformat(): words["worked"]}}
        if action == "reserve-number":
            until = self.at.date() + timedelta(days=words["days"])
            named = {name: said for name, said in words.items() if name != "days"}
            return {**named, "until": until.isoformat()}
        if action == "release-number":
            return {"number": self.kept(), **words}
        return {**words, "reserved": self.kept()} if "reserved" in words else dict(words)

    def kept(self) -> str:
        """A number that lies reserved, if any does."""
        return self.chance.choice([*self.expected.kept] or ["办发〔2026〕999号"])

    def work_goes_on(self, steps: int = 3) -> None:
        """What waits on somebody's desk is done, the longest neglected first or any."""
        for _ in range(steps):
            waiting = list(self.expected.waiting())
            if not waiting:
                self.a_case_begins()
                return
            easy = [one for one in waiting if self.stuck[one[0]] < 3]
            document, _, task = self.chance.choice(easy[:1] * len(easy) + easy or waiting)
            self.later()
            if self.expected.cases[document].paused and self.chance.randrange(3):
                self.attempt(task.person, "resume", document, {})
            if self.chance.randrange(4) == 0:
                self.open(task.person, document)
            said = self.said(task.action, document)
            stands = [b for a, b, *_ in self.expected.stand_ins if a == task.person]
            by = self.chance.choice([task.person, task.person, *stands])
            if not self.attempt(by, task.action, document, said) and task.stage == "draft":
                self.attempt(by, self.chance.choice(("abandon", "revise")), document, {})

    @rule()
    def something_happens(self) -> None:
        sorts = (
            *[self.work_goes_on] * 8, *[self.a_case_begins] * 2,
            *[self.a_holder_does_something_else] * 4, *[self.the_registry_is_busy] * 4,
            self.the_calendar_is_kept, self.a_number_is_kept,
            *[self.somebody_answers_or_assesses] * 4, *[self.somebody_is_asked_too] * 3,
            self.the_last_one_takes_it_back, self.somebody_is_away, self.somebody_has_a_new_key,
            self.somebody_looks, self.an_act_is_sent_twice, self.a_clock_runs_slow,
            self.the_monitor_looks, *[self.the_time_is_minded] * 5, self.the_monitor_looks,
            *[self.anybody_tries_anything] * 4,
        )  # fmt: skip
        self.chance.choice(sorts)()

    def a_case_begins(self) -> None:
        if len(self.expected.cases) >= MOST_DOCUMENTS:
            return
        self.later()
        action = self.chance.choice(("register", "draft", "draft", "circulate"))
        by = self.chance.choice(("chen", "li", "li", "qian", "qian", "zhou", "zhang", "liu", "wu"))
        by = "chen" if action == "register" and self.chance.randrange(5) else by
        said = self.said("circulate-new" if action == "circulate" else action, None)
        self.attempt(by, action, None, said)

    def a_holder_does_something_else(self) -> None:
        waiting = list(self.expected.waiting())
        if waiting:
            document, _, task = self.chance.choice(waiting)
            self.later()
            choices = (
                "return",
                "return",
                "transfer",
                "transfer",
                "revise",
                "abandon",
                "circulate",
                "correct",
                "urge",
                "pause",
                "ask-extension",
            )
            action = self.chance.choice(choices)
            self.attempt(task.person, action, document, self.said(action, document))

    def somebody_is_asked_too(self) -> None:
        """加签 beside what waits for an opinion; whom one has asked one may take out again."""
        fitting = [(document, case, task) for document, case, task in self.expected.waiting()
                   if task.stage in ("propose", "instruct", *JUDGED)]  # fmt: skip
        if not fitting:
            return
        self.later()
        document, case, task = self.chance.choice(fitting)
        beside = [one.added for one in case.waiting() if one.added] + case.later()
        if beside and self.chance.randrange(3):
            by = case.tasks[self.chance.choice(beside)["task"]].person
            self.attempt(by, "remove-signer", document, self.said("remove-signer", document))
            return
        self.attempt(task.person, "add-signer", document, self.said("add-signer", document))

    def the_time_is_minded(self) -> None:
        """Somebody asks for more time or is answered, explains himself, or is supervised."""
        self.later()
        for document, case in self.expected.cases.items():
            asked = self.expected.unanswered(case)
            if asked and not case.paused and self.chance.randrange(4):
                action = self.chance.choice(("grant-extension",) * 3 + ("refuse-extension",))
                by = self.chance.choice(asked["people"])
                self.attempt(by, action, document, self.said(action, document))
                return
        if not self.expected.cases:
            return
        late = self.chance.choice([None, *self.rows("card")])
        if late:
            action, by = self.chance.choice((
                ("explain", self.chance.choice(loads(late["to_"]))), ("withdraw-card", "wu"),
            ))  # fmt: skip
            self.attempt(by, action, late["document"], self.said(action, late["document"]))
            return
        document = self.chance.choice([*self.expected.cases])
        waiting = self.expected.cases[document].waiting()
        holders = [task.person for task in waiting if task.action != "read"]
        action, by = self.chance.choice((
            ("pause", self.chance.choice(holders or ["li"])),
            *[("ask-extension", self.chance.choice(holders or ["li"]))] * 3,
            ("supervise", "wu"), ("close-supervision", "wu"),
            ("report-progress", self.chance.choice(self.answering(document))),
        ))  # fmt: skip
        self.attempt(by, action, document, self.said(action, document))

    def the_registry_is_busy(self) -> None:
        if self.expected.cases:
            busy = ("receive", "void-number", "void-number", "link", "merge")
            action = self.chance.choice(busy)
            fitting = [
                document for document, case in self.expected.cases.items()
                if case.law == "outgoing" and case.number
                and bool(case.plan.get("issued")) == (action == "receive")
            ]  # fmt: skip
            document = self.chance.choice(fitting or [*self.expected.cases])
            self.attempt("chen", action, document, self.said(action, document))

    def the_calendar_is_kept(self) -> None:
        self.later()
        by = self.chance.choice(("wu", "wu", "wang", "chen"))
        self.attempt(by, "set-calendar", None, self.said("set-calendar", None))

    def a_number_is_kept(self) -> None:
        """Reserved for a paper to come, or released; 编号 may use it."""
        self.later()
        lying = ("reserve-number", "release-number") if self.expected.kept else ("reserve-number",)
        action = self.chance.choice(lying)
        by = self.chance.choice(("chen", "chen", "chen", "li"))
        self.attempt(by, action, None, self.said(action, None))

    def somebody_answers_or_assesses(self) -> None:
        """What was explained is assessed; who was urged, or is supervised, says how it stands."""
        cases = list(self.expected.cases.items())
        self.chance.shuffle(cases)
        for document, case in cases:
            silent = [one["person"] for one in case.urged if not one["answered"]]
            unjudged = [one for one in case.explained if not one["done"]]
            if unjudged and self.chance.randrange(3):
                by = self.chance.choice([*unjudged[0]["people"], "wu"])
                said = self.said("assess-explanation", document)
                self.attempt(by, "assess-explanation", document, said)
                return
            if silent and self.chance.randrange(2):
                by = self.chance.choice(silent)
                self.attempt(by, "answer-urging", document, self.said("answer-urging", document))
                return
            if case.supervised:
                action = self.chance.choice(("explain", "report-progress"))
                by = self.chance.choice(self.answering(document))
                self.attempt(by, action, document, self.said(action, document))
                return
        if cases:
            document = cases[0][0]
            self.attempt("wu", "supervise", document, self.said("supervise", document))

    def the_last_one_takes_it_back(self) -> None:
        moved = [(c.last["by"], d) for d, c in self.expected.cases.items() if c.last]
        if moved:
            self.attempt(moved[-1][0], "recall", moved[-1][1], {})

    def somebody_is_away(self) -> None:
        by = self.chance.choice(("zhang", "zhou", "wang", "liu", "li"))
        self.attempt(by, "stand-in", None, self.said("stand-in", None))
        stood_for = [a for a, *_ in self.expected.stand_ins]
        if stood_for and self.chance.randrange(2):
            self.later()
            back = self.chance.choice([*stood_for, by])
            self.attempt(back, "end-stand-in", None, self.said("end-stand-in", None))

    def somebody_has_a_new_key(self) -> None:
        by = self.chance.choice(("li", "chen"))
        if by in self.expected.pending:
            vouching = self.chance.choice(PEOPLE)
            self.attempt(vouching, "vouch", None, {"person": by})
            if by not in self.expected.pending:
                self.office._signers.clear()
        else:
            self.office.make_key(by, "")
            self.expected.pending[by] = set()
            self.log.append(("", "key", by))

    def anybody_tries_anything(self) -> None:
        known = [*self.expected.cases, "00000000-0000-5000-8000-000000000000"]
        action = self.chance.choice(OF_THE_CONTRACT)
        if action in ("register", "draft", *OF_THE_OFFICE):
            return
        document = self.chance.choice(known)
        by = self.chance.choice(PEOPLE)
        said = self.said(action, document)
        if document in self.expected.cases:
            more = self.chance.choice(({}, {}, {}, {"version": None}))
            self.attempt(by, action, document, said, **more)
        else:
            self.unknown(by, action, document, said)

    def unknown(self, by: str, action: str, document: str, said: dict[str, Any]) -> None:
        before = self.ledger()
        try:
            self.put(by, action, said, document=document, at=self.at.isoformat())
        except OfficeError as reason:
            assert reason.code in ("no-such-document", "field-missing", "reason-missing"), reason
            assert self.ledger() == before
            return
        raise AssertionError("a document that nobody registered")

    def somebody_looks(self) -> None:
        if self.expected.cases:
            self.open(
                self.chance.choice(PEOPLE),
                self.chance.choice([*self.expected.cases]),
            )

    def open(self, by: str, document: str) -> None:
        case, before = self.expected.cases[document], self.ledger()
        self.expected.at = self.at
        if not self.expected.sees(case, by):
            try:
                self.office.show(by, document, self.at.isoformat())
            except OfficeError as reason:
                assert reason.code == "no-such-document"
                assert self.ledger() == before
                return
            raise AssertionError(f"{by} reads what is not his to see")
        news = self.expected.seen(document, by, self.at)
        self.office.show(by, document, self.at.isoformat())
        assert (self.ledger() != before) == news
        if news:
            self.log.append((document, "opened", by))

    def an_act_is_sent_twice(self) -> None:
        """The same request again, as after a broken line: the same answer, and nothing twice."""
        if self.latest:
            (by, action, said, document, key), done, at = self.latest
            before = self.ledger()
            again = self.put(by, action, said, document=document, key=key, at=at)
            assert again.answer() == done.answer()
            try:
                self.put(by, action, said | {"opinion": "另"}, document=document, key=key)
            except OfficeError as reason:
                assert reason.code == "key-reused"
            assert self.ledger() == before

    def a_clock_runs_slow(self) -> None:
        waiting = list(self.expected.waiting())
        if waiting and self.ledger()[0] > 1:
            document, _, task = self.chance.choice(waiting)
            with self.office._store.read() as work:
                newest = datetime.fromisoformat(work.last_entry().at)
            late = newest - timedelta(seconds=1)
            before = self.ledger()
            try:
                self.office.act(
                    task.person, task.action, self.said(task.action, document),
                    document=document, at=late.isoformat(),
                )  # fmt: skip
            except OfficeError:
                assert self.ledger() == before
                return
            raise AssertionError("an act before the last one")

    def the_monitor_looks(self) -> None:
        self.later()
        swept = self.office.sweep(self.at.isoformat())
        self.log += [(card["document"], "card", "") for card in swept.issued]
        self.expected.at = self.at
        for line in swept.urged:
            self.expected.urged_by_rule(line)
            self.log.append((line["document"], "urged", ""))
        again, _ = self.office.monitor(self.at.isoformat())
        assert not again
        cards = self.rows("card")
        still = [d for d, case in self.expected.cases.items() if case.paused]
        for task in self.rows("task", closed_at=None):
            if task["document"] in still and task["action"] != "read":
                assert task["next_at"] is None
                continue
            levels = {c["level"] for c in cards
                      if c["task"] == task["id"] and c["round"] == task["round"]}  # fmt: skip
            passed = {n for n in ("blue", "yellow", "red") if task[n] <= self.at.isoformat()}
            assert passed <= levels
        self.red_cards_are_stood_over(cards)

    def red_cards_are_stood_over(self, cards: list[dict[str, Any]]) -> None:
        """No two stages of one case are red side by side without a supervised item."""
        for row in self.office.open_supervised(self.at.isoformat()):
            self.expected.begun(row)
            self.log.append((row["document"], "supervised", ""))
        assert not self.office.open_supervised(self.at.isoformat())
        stages = {task["id"]: task["stage"] for task in self.rows("task")}
        for document, case in self.expected.cases.items():
            reds = {(stages[c["task"]], c["round"]) for c in cards
                    if c["document"] == document and c["level"] == "red" and c["task"]
                    and not c["withdrawn_at"] and c["issued_at"] > case.settled}  # fmt: skip
            if case.status == "open" and not case.paused and not case.supervised:
                assert len(reds) < 2

    def answering(self, document: str) -> list[str]:
        """Who answers for a case that is under supervision."""
        item = self.expected.cases[document].supervised
        return (item["people"] if item else []) or ["li"]

    # ── what must always hold ───────────────────────────────────────────────

    @invariant()
    def numbers_are_given_once_and_none_is_skipped(self) -> None:
        if not hasattr(self, "office"):
            return
        given: dict[tuple[str, int], list[int]] = {}
        rows = [*self.rows("number"), *self.rows("reservation", used_at=None)]
        for row in sorted(rows, key=lambda r: r["serial"]):
            given.setdefault((row["series"], row["year"]), []).append(row["serial"])
        assert given == self.expected.books
        for serials in given.values():
            assert serials == list(range(serials[0], serials[0] + len(serials)))
        assert len({row["text"] for row in rows}) == len(rows)

    @invariant()
    def the_ledger_gives_the_tables(self) -> None:
        if getattr(self, "unchecked", 0) >= CHECKED_EVERY:
            self.checked()

    def checked(self) -> None:
        assert self.office.verify()["problems"] == []
        with self.office._store.read() as work:
            entries = list(work.entries())
        told = [(e.document, e.code, e.by) for e in entries]
        assert told[0][1] == "founded"
        assert told[1:] == self.log, "the ledger holds what nobody did"
        for entry in entries:
            moment = datetime.fromisoformat(entry.at)
            assert entry.for_ is None or any(
                (a, b) == (entry.for_, entry.by) and since <= moment < until
                for a, b, since, until in (*self.expected.stand_ins, *self.expected.stood_in)
            ), "nobody asked him to stand in"
        self.unchecked = 0

    def teardown(self) -> None:
        if hasattr(self, "office"):
            try:
                self.checked()
                for document, case in self.expected.cases.items():
                    self.compare(document, case)
            finally:
                self.office.close()


def test_whatever_people_try_the_office_stays_sound_and_every_act_gets_through_somewhere():
    accepted.clear()
    refused.clear()
    begun = time.monotonic()
    long = os.environ.get("HYPOTHESIS_PROFILE") == "long"
    slow = {HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example}
    for year in range(40 if long else 48):
        if not long and year >= 16 and all(accepted[action] for action in SEEN):
            break  # a rare act gets more years to be reached, and still has to be
        run_state_machine_as_test(
            type("RandomOffice", (RandomOffice,), {"year": year}),
            settings=settings(
                max_examples=8 if long else 4, stateful_step_count=60 if long else 30,
                deadline=None, suppress_health_check=tuple(slow), phases=(Phase.generate,),
            ),
        )  # fmt: skip
    report = ", ".join(f"{action} {accepted[action]}" for action in SEEN)
    turned = ", ".join(f"{code} {n}" for code, n in refused.most_common(40))
    print(f"\naccepted: {report}\nrefused: {turned}\nseconds: {time.monotonic() - begun:.0f}")
    never = [action for action in SEEN if not accepted[action]]
    assert not never, f"never accepted: {never}; accepted: {report}"
