"""What people of the demo's quarter do with what lies on their desks, and in which words."""

import random
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from oa_client.docflow.handling.case import Row
from oa_client.docflow.timelimit.workdays import Calendar

if TYPE_CHECKING:
    from oa_client.demo.quarter import Quarter

JUDGED = ("review", "countersign", "sign", "instruct")
CHIEFS = {"住建科": "zhou", "财务科": "sun", "法规科": "zhao"}
HANDS = {"zhou": "li", "sun": "qian"}
"""To whom a section chief hands on."""
TRIES = 30
"""So often somebody tries again who has to wait for another."""
WAITS = ("assists-open", "clock-paused")
"""Refusals after which one tries again."""


class Words:
    """The words of the quarter, drawn by chance."""

    def __init__(self, written: dict[str, Any], chance: random.Random) -> None:
        self._written, self._chance = written, chance
        self._serial = 0

    def happens(self, what: str) -> bool:
        """Whether it does, this time."""
        return self._chance.random() * 100 < self._written["share"][what]

    def one(self, what: str) -> str:
        """One of the words for something."""
        return str(self._chance.choice(self._written[what]))

    def some(self, what: str, most: int) -> list[str]:
        """A few of them."""
        return self._chance.sample(self._written[what], self._chance.randrange(1, most + 1))

    def arrival(self, at: datetime) -> tuple[str, str, Row]:
        """A paper that comes in, is begun, or is sent round: by whom, how, with which elements."""
        fields: Row = {"urgency": self._urgency(), "body": self._body()}
        if self.happens("outgoing"):
            fields |= {"title": self._title("outgoing"), "to": ["各县区人民政府", "市直各部门"]}
            if self.happens("countersigned"):
                fields |= {"countersigners": self.some("units", 2)}
            return self._chance.choice(("li", "qian", "zhao", "li", "qian")), "draft", fields
        if self.happens("circulation"):
            fields |= {"title": self._title("circulated"), "to": self.some("sides", 3)}
            return "wang", "circulate", fields | {"note": "请阅知"}
        place = self._chance.randrange(len(self._written["issuers"]))
        self._serial += 1
        return "chen", "register", fields | {
            "title": self._title("incoming"), "kind": self.one("kinds"),
            "issuer": self._written["issuers"][place], "to": "临江市人民政府办公室",
            "number": f"{self._written['marks'][place]}〔{at.year}〕{self._serial}号",
            "received": at.date().isoformat(),
        }  # fmt: skip

    def _title(self, sort: str) -> str:
        return self.one(sort).format(self.one("matters"))

    def _urgency(self) -> str:
        return "特急" if self.happens("extra") else "加急" if self.happens("urgent") else ""

    def _body(self) -> str:
        lines = 24 if self.happens("long") else self._chance.randrange(1, 4)
        return "\n".join(["一、工作要求", *[self._written["paragraph"]] * lines])

    def supervision(self, at: datetime, calendar: Calendar) -> tuple[str, Row]:
        """Who takes a case under supervision, upon what, and who answers for it."""
        until = calendar.add_minutes(at, 15 * 450).date().isoformat()
        said: Row = {"by": self.one("units"), "until": until, "steps": ["摸底", "整改", "总结"]}
        if self._chance.random() < 0.5:
            ground = f"主要负责人批示：{self.one('instructions')}"
            return "wu", said | {"source": "instruction", "ground": ground}
        return "wu", said | {"source": "meeting", "ground": self.one("meetings")}

    def fields(self, action: str, case: Row) -> Row:
        """What goes with an act that moves a case on."""
        said: dict[str, Row] = {
            "examine": {"answers": [True] * 5}, "propose": {"opinion": "拟请领导阅示。"},
            "instruct": {"opinion": self.one("instructions")},
            "undertake": {"result": "已按要求落实，结果已报。"},
            "reply": {"opinion": "已答复来文单位。"},
            "review": {"opinion": "同意。"}, "countersign": {"opinion": "无不同意见。"},
            "sign": {"opinion": "同意印发。"}, "print": {"copies": 20},
            "recheck": {"substantive": "again" not in case and self.happens("substantive")},
        }  # fmt: skip
        if action == "recheck":
            case["again"] = True
        if action == "assign":
            lead, *others = self.some("units", 2)
            return {"lead": lead, "assist": others if self._chance.random() < 0.3 else []}
        return said.get(action, {})


class Task:
    """One task of one person: when he will do it, and what may come between."""

    def __init__(
        self, quarter: "Quarter", document: str, person: str, action: str, due: datetime
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
                quarter.after(at, days * 450), self.person, "resume", {}, self.document
            )

    def _asks(self, at: datetime) -> None:
        quarter = self.quarter
        until = quarter.calendar.add_minutes(self.due, 450 * quarter.chance.randrange(1, 4))
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
