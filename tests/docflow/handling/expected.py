"""What the contract leads one to expect: a second, small account of the cycle, for the demo office.

It shares no code with the rules. Its tables are typed from the contract, its people are twelve
names; what it can't foresee it does not speak of.
"""

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

import chinese_calendar

Said = dict[str, Any]

UNIT = {
    "liu": "领导", "zhang": "领导", "wang": "办公室", "chen": "办公室", "zheng": "办公室",
    "wu": "督查室", "zhou": "住建科", "li": "住建科", "sun": "财务科", "qian": "财务科",
    "zhao": "法规科", "feng": "信息科",
}  # fmt: skip
ABOVE = {
    "zhang": "liu", "wang": "zhang", "chen": "wang", "zheng": "wang", "wu": "liu",
    "zhou": "zhang", "li": "zhou", "sun": "zhang", "qian": "sun", "zhao": "zhang", "feng": "liu",
}  # fmt: skip
CHIEF = {"领导": "liu", "办公室": "wang", "住建科": "zhou", "财务科": "sun", "法规科": "zhao"}
SECTION_CHIEFS = ("zhou", "sun", "zhao")
PEOPLE = tuple(UNIT)

WAY = {
    "incoming": ("examine", "propose", "instruct", "assign", "undertake", "reply", "archive"),
    "outgoing": ("draft", "check", "countersign", "review", "sign", "recheck", "number", "print",
                 "seal", "issue", "archive"),
    "circulation": ("read",),
}  # fmt: skip
MOVED_BY = {"draft": "submit", "check": "review"}
"""The act that moves a stage on, where it bears another name than the stage."""

POST = {
    "examine": "chen", "propose": "wang", "assign": "wang", "review": "wang", "recheck": "chen",
    "number": "chen", "print": "chen", "seal": "chen", "issue": "chen", "archive": "zheng",
}  # fmt: skip
JUDGED = ("check", "countersign", "review", "sign")
BACK = {
    "propose": ("examine",), "instruct": ("propose",), "assign": ("propose", "instruct"),
    "undertake": ("assign",), "reply": ("undertake",), "check": ("draft",),
    "countersign": ("draft",), "review": ("draft", "check"), "sign": ("draft", "check", "review"),
    "recheck": ("draft", "review", "sign"), "number": ("recheck",), "print": ("recheck",),
}  # fmt: skip
FINAL = ("archive", "number", "print", "seal", "issue", "read")
"""Stages whose act nobody takes back."""


MOVING_NOTHING = (
    "circulate", "read", "revise", "correct", "urge", "link", "receive", "transfer", "resume",
    "refuse-extension", "supervise", "report-progress", "close-supervision", "explain",
    "withdraw-card", "answer-urging", "assess-explanation", "merge",
)  # fmt: skip
"""What may be done while the clock of a case stands still."""

GROUNDS = ("听证", "招标", "拍卖", "检验", "检测", "检疫", "鉴定", "专家评审", "等候外单位答复")


OF_THE_OFFICE = ("stand-in", "end-stand-in", "vouch", "set-calendar", "reserve-number",
                 "release-number")  # fmt: skip
"""Acts that concern no document."""


class No(Exception):
    """This is not to be done."""


def named(names: str | list[str] | None) -> list[str]:
    found: list[str] = []
    for name in [names] if isinstance(names, str) else names or []:
        person = name if name in UNIT else CHIEF.get(name)
        if person is None:
            raise No(name)
        found += [person] if person not in found else []
    return found


@dataclass(eq=False)
class Task:
    """Something on somebody's desk."""

    stage: str
    person: str
    open: bool = True
    seen: bool = False
    outcome: str = ""
    closed_at: datetime | None = None
    added: Said | None = None
    """Of an added signer: beside which task he was asked, and whether before or after it."""

    @property
    def action(self) -> str:
        return "countersign" if self.added else MOVED_BY.get(self.stage, self.stage)


@dataclass
class Case:
    """A document on its way, as far as the contract tells."""

    law: str
    creator: str
    id: str = ""
    status: str = "open"
    stage: str | None = None
    drafter: str = ""
    number: str | None = None
    round: int = 1
    tasks: list[Task] = field(default_factory=list)
    parties: set[str] = field(default_factory=set)
    links: set[str] = field(default_factory=set)
    paper: Said = field(default_factory=dict)
    plan: Said = field(default_factory=dict)
    last: Said | None = None
    """Who moved it on last, which task he closed, what it opened, how it was planned before."""
    fresh: list[Task] = field(default_factory=list)
    paused: str | None = None
    """Who stopped the clock."""
    asked: Said | None = None
    """Who asked for more time, for which task, until when, and who may grant it."""
    granted: int = 0
    supervised: Said | None = None
    settled: str = ""
    """When the last supervised item was closed."""
    urged: list[Said] = field(default_factory=list)
    """Who was urged by whom for which task and when, and whether he answered."""
    explained: list[Said] = field(default_factory=list)
    """Who explained himself, for whom, who may assess it, and whether somebody did."""
    opened: set[tuple[str, date]] = field(default_factory=set)
    """Who opened it, and on which day."""
    known: set[str] = field(default_factory=set)
    """Who did anything to it, or opened it: what he read of it stands on record."""

    def waiting(self, stage: str | None = None) -> list[Task]:
        return [t for t in self.tasks if t.open and stage in (None, t.stage)]

    def open_task(self, stage: str, person: str, added: Said | None = None) -> None:
        task = Task(stage, person, added=added)
        self.tasks.append(task)
        self.fresh.append(task)
        self.parties.add(person)

    def later(self) -> list[Said]:
        """Who is to be asked once a task is done."""
        return list(self.plan.get("added", []))

    def desks(self) -> list[tuple[str, str, str]]:
        return sorted((t.stage, t.person, t.action) for t in self.waiting())


class Expected:
    """The office as it ought to be."""

    def __init__(self) -> None:
        self.cases: dict[str, Case] = {}
        self.books: dict[tuple[str, int], list[int]] = {}
        self.stand_ins: list[tuple[str, str, datetime, datetime]] = []
        self.stood_in: list[tuple[str, str, datetime, datetime]] = []
        self.pending: dict[str, set[str]] = {}
        self.at = datetime.fromisoformat("2020-01-01T00:00:00+08:00")
        self.dues: dict[tuple[str, str, str, str], datetime] = {}
        """When what is open is due, as the office has it: document, stage, person, action."""
        self.cards: dict[str, list[Said]] = {}
        """The cards of a document, as the office issued them."""
        self.overrides: dict[date, bool] = {}
        """Days that the office's own calendar has otherwise."""
        self.kept: dict[str, tuple[str, int, datetime]] = {}
        """Numbers that lie reserved: series, year, until when."""

    # ── who ─────────────────────────────────────────────────────────────────

    def principals(self, by: str) -> list[str]:
        return [a for a, b, since, until in self.stand_ins if b == by and since <= self.at < until]

    def sees(self, case: Case, by: str) -> bool:
        if by in case.parties or any(t.person in self.principals(by) for t in case.waiting()):
            return True
        return self.overseen(case, by)

    def overseen(self, case: Case, by: str) -> bool:
        """The 文书 sees the registers, the 督办员 what is not classified; drafts are their own."""
        open_to_him = by == "chen" or (by == "wu" and not case.paper.get("secrecy"))
        return case.status not in ("draft", "abandoned") and open_to_him

    def authors(self, case: Case) -> list[str]:
        return list(case.plan.get("authors", []))

    def raised(self, case: Case, stage: str, person: str) -> str:
        """Whoever drafted may not judge: it goes to his superior."""
        while stage in JUDGED and person in self.authors(case):
            if person not in ABOVE:
                raise No("nobody above " + person)
            person = ABOVE[person]
        return person

    def holders(self, case: Case, stage: str) -> list[str]:
        plan = case.plan
        upward = case.paper.get("kind") in ("请示", "报告", "议案")
        by_stage = {
            "draft": [case.drafter],
            "check": [CHIEF.get(UNIT.get(case.drafter, "")) or ABOVE.get(case.drafter, "")],
            "countersign": plan.get("countersigners", []),
            "sign": ["liu" if upward or plan.get("important") else "zhang"],
            "instruct": [plan.get("leader") or "zhang"],
            "undertake": [*plan.get("assist", []), plan.get("lead")],
            "reply": [plan.get("lead")],
        }
        people = by_stage[stage] if stage in by_stage else [POST[stage]]
        return list(dict.fromkeys(self.raised(case, stage, p) for p in people))

    # ── the way ─────────────────────────────────────────────────────────────

    def enter(self, case: Case, stage: str, people: list[str] | None = None) -> None:
        chosen = self.holders(case, stage)
        if people and stage not in ("sign", "undertake"):
            chosen = list(dict.fromkeys(self.raised(case, stage, p) for p in people))
        if not chosen:
            self.go_on(case, stage)
            return
        case.stage = stage
        if stage == "countersign" and case.plan.get("order") == "in-turn":
            case.plan["waiting"] = chosen[1:]
            chosen = chosen[:1]
        for person in chosen:
            case.open_task(stage, person)

    def go_on(self, case: Case, stage: str) -> None:
        case.plan["added"] = [one for one in case.later() if one["stage"] != stage]
        resume = case.plan.get("resume")
        if resume and resume[0] == stage:
            case.plan["resume"] = None
            self.enter(case, self.resumed(case, resume[1]), [resume[2]])
            return
        following = WAY[case.law][WAY[case.law].index(stage) + 1 :]
        if following:
            self.enter(case, following[0])
        else:
            case.status, case.stage = "closed", None

    def resumed(self, case: Case, stage: str) -> str:
        """New words need a new signature."""
        way = WAY[case.law]
        if "sign" not in way or way.index(stage) <= way.index("sign"):
            return stage
        signed = case.plan.get("signed")
        return stage if signed and signed["words"] == words(case) else "sign"

    def close(self, task: Task, outcome: str) -> None:
        task.open, task.outcome, task.closed_at = False, outcome, self.at

    def remember(self, case: Case, task: Task, by: str, before: Said) -> None:
        case.last = {"by": by, "task": case.tasks.index(task), "plan": before}

    def finish(self, case: Case, task: Task, by: str, before: Said) -> None:
        self.close(task, "done")
        self.remember(case, task, by, before)
        for one in case.later():
            if one["stage"] == task.stage and case.tasks[one["task"]].outcome == "done":
                case.plan["added"] = [other for other in case.later() if other != one]
                case.open_task(task.stage, one["person"], one)
        if not case.waiting(task.stage):
            self.go_on(case, task.stage)

    def go_back(self, case: Case, to: str, outcome: str) -> None:
        for task in case.waiting():
            if task.action != "read":
                self.close(task, outcome)
        case.round += 1
        case.plan["waiting"], case.last, case.stage = [], None, to
        case.plan["added"] = []
        people = self.holders(case, to)
        done = [t for t in case.tasks if t.stage == to and t.outcome == "done" and not t.added]
        if done and to not in ("undertake", "countersign"):
            people = [max(done, key=lambda t: t.closed_at or self.at).person]
        for person in people:
            case.open_task(to, person)

    # ── acts ────────────────────────────────────────────────────────────────

    def after(
        self, by: str, action: str, document: str | None, said: Said, at: datetime
    ) -> Case | None:
        """The case as it stands after an act; of the office's own affairs None.

        Raises:
            No: where the act is not to be accepted.
        """
        self.at = at
        if document is None:
            return self._beginning(by, action, said)
        if action in ("register", "draft", *OF_THE_OFFICE):
            raise No("names no document")
        case = deepcopy(self.cases[document])
        case.fresh = []
        if not self.sees(case, by):
            raise No("not to be seen")
        if case.paused and action not in MOVING_NOTHING:
            raise No("the clock stands still")
        act = getattr(self, "_" + action.replace("-", "_"), None)
        if act:
            act(case, by, said)
        else:
            task = self.task_of(case, by, action)
            getattr(self, "do_" + action, self._done)(case, task, by, said)
        if case.last and "opened" not in case.last:
            case.last["opened"] = [case.tasks.index(t) for t in case.fresh]
        case.known.add(by)
        return case

    def task_of(self, case: Case, by: str, action: str | None, *, own: bool = False) -> Task:
        """The task on which an act rests; an `own` one is not that of an added signer."""
        for who in (by, *self.principals(by)):
            for task in case.waiting():
                fits = task.action == action if action else task.action != "read"
                if task.person == who and fits:
                    if task.stage in JUDGED and by in self.authors(case):
                        raise No("his own draft")
                    if (own and task.added) or (action and self.unheard(case, task)):
                        continue
                    case.parties.add(by)
                    return task
        raise No("not his task")

    def unheard(self, case: Case, task: Task) -> bool:
        """Whether somebody who was asked beforehand has not answered yet."""
        return any(
            one.added and one.added["when"] == "before" and case.tasks[one.added["task"]] is task
            for one in case.waiting()
        )

    def _beginning(self, by: str, action: str, said: Said) -> Case | None:
        if action == "stand-in":
            self._represented(by, said)
            return None
        if action == "vouch":
            self._vouched(by, said)
            return None
        if action in OF_THE_OFFICE:
            getattr(self, "office_" + action.replace("-", "_"))(by, said)
            return None
        law = {"register": "incoming", "draft": "outgoing", "circulate": "circulation"}.get(action)
        if law is None or not str(said.get("title") or "").strip():
            raise No("no beginning")
        if law == "incoming" and by != "chen":
            raise No("not his post")
        case = Case(law, by, paper=deepcopy(said), parties={by}, known={by})
        if law == "incoming":
            case.number = said.get("number") or None
        else:
            case.drafter = by
            case.plan["authors"] = [by]
        if law == "circulation":
            case.stage = "read"
            self._send_round(case, said)
            return case
        if law == "outgoing":
            case.status = "draft"
            case.plan |= {k: said[k] for k in ("countersigners", "order") if said.get(k)}
            case.plan["important"] = bool(said.get("important"))
        self.enter(case, WAY[law][0])
        return case

    def _represented(self, by: str, said: Said) -> None:
        proxy = named(said["person"])[0]
        since = datetime.fromisoformat(said["from"]).replace(tzinfo=self.at.tzinfo)
        until = datetime.fromisoformat(said["until"]).replace(tzinfo=self.at.tzinfo)
        until += timedelta(days=1)
        if until <= since or since.date() < self.at.date() or until <= self.at or proxy == by:
            raise No("no such time")
        reached = {proxy}
        while True:
            more = {b for a, b, s, u in self.stand_ins if a in reached and s < until and since < u}
            if more <= reached:
                break
            reached |= more
        if by in reached:
            raise No("a ring")
        self.stand_ins.append((by, proxy, max(since, self.at), until))

    def office_end_stand_in(self, by: str, said: Said) -> None:
        proxy = named(said["person"])[0] if said.get("person") else None
        lasting = [one for one in self.stand_ins
                   if one[0] == by and self.at < one[3] and proxy in (None, one[1])]  # fmt: skip
        if not lasting:
            raise No("nobody stands in for him")
        self.stand_ins = [one for one in self.stand_ins if one not in lasting]
        self.stood_in += [(a, b, since, self.at) for a, b, since, _ in lasting]

    def _vouched(self, by: str, said: Said) -> None:
        person = named(said["person"])[0]
        if person == by or person not in self.pending or by in self.pending[person]:
            raise No("not to be vouched for")
        self.pending[person].add(by)
        if len(self.pending[person]) == 2:
            del self.pending[person]

    def _done(self, case: Case, task: Task, by: str, said: Said) -> None:
        self.finish(case, task, by, deepcopy(case.plan))

    def do_examine(self, case: Case, task: Task, by: str, said: Said) -> None:
        if all(said["answers"]):
            self._done(case, task, by, said)
            return
        if not said.get("reason"):
            raise No("no reason")
        self.close(task, "returned")
        case.status, case.stage = "returned", None

    def do_propose(self, case: Case, task: Task, by: str, said: Said) -> None:
        before = deepcopy(case.plan)
        if not said.get("opinion"):
            raise No("no opinion")
        if said.get("leader"):
            leader = named(said["leader"])[0]
            if leader not in ("liu", "zhang"):
                raise No("no leader")
            case.plan["leader"] = leader
        self.finish(case, task, by, before)

    def do_instruct(self, case: Case, task: Task, by: str, said: Said) -> None:
        if not said.get("opinion"):
            raise No("no opinion")
        self._done(case, task, by, said)

    def do_assign(self, case: Case, task: Task, by: str, said: Said) -> None:
        before = deepcopy(case.plan)
        lead, assist = named(said["lead"]), named(said.get("assist"))
        if lead[0] in assist:
            raise No("named twice")
        case.plan |= {"lead": lead[0], "assist": assist}
        self.finish(case, task, by, before)

    def do_undertake(self, case: Case, task: Task, by: str, said: Said) -> None:
        if not (said.get("result") or said.get("opinion")):
            raise No("no result")
        others = [t for t in case.waiting("undertake") if t.person != task.person]
        if task.person == case.plan["lead"] and others:
            raise No("the lead closes last")
        self._done(case, task, by, said)

    def do_archive(self, case: Case, task: Task, by: str, said: Said) -> None:
        if said.get("retention", "30年") not in ("永久", "30年", "10年"):
            raise No("no such period")
        self._done(case, task, by, said)

    def do_submit(self, case: Case, task: Task, by: str, said: Said) -> None:
        before = deepcopy(case.plan)
        self._planned(case, said)
        self._whole(case)
        case.status, case.plan["agreed"] = "open", []
        self.finish(case, task, by, before)

    def _whole(self, case: Case) -> None:
        paper = case.paper
        if not str(paper.get("body") or "").strip():
            raise No("no text")
        to = paper.get("to") or []
        to = to.split("、") if isinstance(to, str) else to
        if paper.get("kind") in ("请示", "报告", "议案") and len(to) > 1:
            raise No("several addressees")
        if paper.get("kind") == "报告" and "妥否" in paper["body"]:
            raise No("a request in a report")

    def _planned(self, case: Case, said: Said) -> None:
        names = said.get("countersigners")
        names = case.plan.get("countersigners") if names is None else names
        case.plan["countersigners"] = named(names)
        case.plan["order"] = said.get("order") or case.plan.get("order") or "together"

    def do_review(self, case: Case, task: Task, by: str, said: Said) -> None:
        before = deepcopy(case.plan)
        agreed = case.plan.get("agreed", [])
        self._planned(case, said)
        asked = [p for p in case.plan["countersigners"] if p not in agreed]
        if said.get("countersigners") and task.stage == "review" and asked:
            if len(case.waiting("review")) > 1:
                raise No("others still have it")
            self.close(task, "done")
            self.remember(case, task, by, before)
            self.enter(case, "countersign", asked)
            return
        self.finish(case, task, by, before)

    def do_countersign(self, case: Case, task: Task, by: str, said: Said) -> None:
        before = deepcopy(case.plan)
        if said.get("verdict") == "disagree":
            if not said.get("opinion"):
                raise No("no opinion")
            if task.added and case.law == "incoming":
                self._unwilling(case, task)
            else:
                self._disagreed(case, task)
            return
        if task.added:
            self.finish(case, task, by, before)
            return
        case.plan["agreed"] = [*case.plan.get("agreed", []), task.person]
        queue = case.plan.get("waiting", [])
        if case.plan.get("order") == "any":
            for other in case.waiting("countersign"):
                self.close(other, "not-needed")
        elif queue:
            self.close(task, "done")
            self.remember(case, task, by, before)
            case.plan["waiting"] = queue[1:]
            case.open_task("countersign", queue[0])
            return
        self.finish(case, task, by, before)

    def _unwilling(self, case: Case, task: Task) -> None:
        """An added signer disagrees with a paper that came in: its holder hears it."""
        self.close(task, "disagreed")
        case.plan["added"] = [
            one for one in case.later() if case.tasks[one["task"]] is not task
        ]  # fmt: skip
        if not case.waiting(task.stage):
            self.go_back(case, task.stage, "cancelled")

    def _disagreed(self, case: Case, task: Task) -> None:
        self.close(task, "disagreed")
        case.plan |= {"agreed": [], "resume": None}
        self.go_back(case, "draft", "cancelled")

    def do_sign(self, case: Case, task: Task, by: str, said: Said) -> None:
        before = deepcopy(case.plan)
        case.plan["signed"] = {"year": self.at.year, "words": words(case)}
        self.finish(case, task, by, before)

    def do_recheck(self, case: Case, task: Task, by: str, said: Said) -> None:
        if said.get("substantive"):
            self.close(task, "done")
            case.plan["signed"] = None
            self.go_back(case, "sign", "returned")
            return
        self._done(case, task, by, said)

    def do_number(self, case: Case, task: Task, by: str, said: Said) -> None:
        if not case.plan.get("signed"):
            raise No("not signed")
        if case.number is None:
            self._numbered(case, said)
        elif said.get("series") or said.get("start") or said.get("reserved"):
            raise No("has its number")
        self._done(case, task, by, said)

    def office_set_calendar(self, by: str, said: Said) -> None:
        days = {date.fromisoformat(day): worked for day, worked in said["days"].items()}
        if by not in ("wu", "wang") or not said["ground"].strip():
            raise No("not his to keep")
        if any(self.is_worked(day) != worked and day <= self.at.date()
               for day, worked in days.items()):  # fmt: skip
            raise No("that day has begun")
        if all(self.overrides.get(day) == worked for day, worked in days.items()):
            raise No("it is so already")
        self.overrides |= days

    def office_reserve_number(self, by: str, said: Said) -> None:
        key = said.get("series") or "办发", self.at.year
        until = self.closing(date.fromisoformat(said["until"]))
        if by != "chen" or not said["ground"].strip():
            raise No("not to be reserved")
        if not timedelta(0) < until - self.at <= timedelta(days=92):
            raise No("no such time")
        if sum(1 for kept in self.kept.values() if kept[:2] == key) >= 10:
            raise No("too many")
        given = self.books.get(key, [])
        serial = given[-1] + 1 if given else 1
        self.books = {**self.books, key: [*given, serial]}
        self.kept[f"{key[0]}〔{key[1]}〕{serial}号"] = (*key, until)

    def office_release_number(self, by: str, said: Said) -> None:
        if by != "chen" or said["number"] not in self.kept or not said["reason"].strip():
            raise No("not to be released")
        del self.kept[said["number"]]

    def _from_those_kept(self, case: Case, said: Said) -> None:
        series, year, until = self.kept.get(said["reserved"], ("", 0, self.at))
        if said.get("series") or not series or self.at > until:
            raise No("not reserved")
        if year != case.plan["signed"]["year"]:
            raise No("of another year")
        self.kept = {text: row for text, row in self.kept.items() if text != said["reserved"]}
        case.number = said["reserved"]

    def _numbered(self, case: Case, said: Said) -> None:
        if said.get("reserved"):
            self._from_those_kept(case, said)
            return
        key = said.get("series") or "办发", case.plan["signed"]["year"]
        given, start = self.books.get(key), said.get("start")
        if given is None and start and start > 1 and not said.get("ground"):
            raise No("no ground")
        if given is not None and start not in (None, given[-1] + 1):
            raise No("the book is begun")
        serial = given[-1] + 1 if given else start or 1
        self.books = {**self.books, key: [*(given or []), serial]}
        case.number = f"{key[0]}〔{key[1]}〕{serial}号"

    def do_print(self, case: Case, task: Task, by: str, said: Said) -> None:
        if not case.number:
            raise No("no number")
        self._done(case, task, by, said)

    def do_issue(self, case: Case, task: Task, by: str, said: Said) -> None:
        before = deepcopy(case.plan)
        case.plan |= {"issued": True, "received": []}
        self.finish(case, task, by, before)

    def do_read(self, case: Case, task: Task, by: str, said: Said) -> None:
        self.close(task, "done")
        if case.law == "circulation" and not case.waiting():
            case.status, case.stage = "closed", None

    # ── acts that need no task of their own name ────────────────────────────

    def _revise(self, case: Case, by: str, said: Said) -> None:
        self.task_of(case, by, "submit")
        if not {k for k in said if k != "opinion"}:
            raise No("nothing new")
        if "title" in said and not said["title"].strip():
            raise No("no title")
        case.paper |= {k: v for k, v in said.items() if k not in ("countersigners", "order")}
        case.plan |= {k: said[k] for k in ("countersigners", "order") if k in said}
        if by not in self.authors(case):
            case.plan["authors"] = [*self.authors(case), by]

    def _abandon(self, case: Case, by: str, said: Said) -> None:
        task = self.task_of(case, by, "submit")
        if case.status != "draft" or task.person != by:
            raise No("not any more")
        self.close(task, "abandoned")
        case.status, case.stage = "abandoned", None

    def _return(self, case: Case, by: str, said: Said) -> None:
        task = self.task_of(case, by, None, own=True)
        back = BACK.get(task.stage, ()) if case.law != "circulation" else ()
        if task.stage == "archive" and case.law == "incoming":
            back = ("reply",)
        if not back or not said.get("reason") or said.get("to", back[0]) not in back:
            raise No("not to be returned")
        to = said.get("to", back[0])
        if task.stage == "countersign":
            self._disagreed(case, task)
            return
        self.close(task, "returned")
        resumed = said.get("then") == "resume"
        case.plan["resume"] = (to, task.stage, task.person) if resumed else None
        self.go_back(case, to, "returned")

    def _recall(self, case: Case, by: str, said: Said) -> None:
        last = case.last
        if case.status != "open" or not last or last["by"] != by:
            raise No("not his to take back")
        task, opened = case.tasks[last["task"]], [case.tasks[i] for i in last["opened"]]
        if task.stage in FINAL or task.open or any(t.seen or not t.open for t in opened):
            raise No("too late")
        if not opened and not case.waiting(task.stage):
            raise No("too late")
        for new in opened:
            self.close(new, "recalled")
        task.open, task.outcome, task.closed_at = True, "", None
        case.stage, case.plan, case.last = task.stage, deepcopy(last["plan"]), None

    def _transfer(self, case: Case, by: str, said: Said) -> None:
        task = self.task_of(case, by, None, own=True)
        taker, giver = named(said["to"])[0], task.person
        same_unit = UNIT[taker] == UNIT[giver] and task.stage in ("draft", "undertake", "reply")
        both_chiefs = task.stage == "check" and {taker, giver} <= set(SECTION_CHIEFS)
        if taker == giver or not (same_unit or both_chiefs):
            raise No("not to him")
        if task.stage in JUDGED and taker in self.authors(case):
            raise No("his own draft")
        task.person, task.seen = taker, False
        case.parties.add(taker)
        if case.last and case.tasks.index(task) in case.last["opened"]:
            case.last = None
        if task.stage in ("undertake", "reply"):
            case.plan["lead"] = taker if case.plan["lead"] == giver else case.plan["lead"]
            case.plan["assist"] = [taker if p == giver else p for p in case.plan["assist"]]
        if task.stage == "draft":
            case.drafter = taker
            case.plan["authors"] = list(dict.fromkeys([*self.authors(case), taker]))

    def _add_signer(self, case: Case, by: str, said: Said) -> None:
        task = self.task_of(case, by, None)
        if task.stage not in ("propose", "instruct", *JUDGED):
            raise No("nobody is asked here")
        person, when = named(said["person"])[0], said.get("when", "before")
        has_it = [t.person for t in case.waiting(task.stage)]
        later = [one["person"] for one in case.later() if one["stage"] == task.stage]
        if person in [*self.authors(case), *has_it, *later]:
            raise No("not to be asked")
        one = {"task": case.tasks.index(task), "stage": task.stage, "person": person, "when": when}
        if when == "after":
            case.plan["added"] = [*case.later(), one]
        else:
            case.open_task(task.stage, person, one)
        case.last = None

    def _remove_signer(self, case: Case, by: str, said: Said) -> None:
        for person in (by, *self.principals(by)):
            found = [one for one in case.later() if case.tasks[one["task"]].person == person]
            asked = [t for t in case.waiting() if t.added and not t.seen
                     and case.tasks[t.added["task"]].person == person]  # fmt: skip
            if found or asked:
                break
        else:
            raise No("nobody was added")
        wanted = named(said.get("person"))
        found = [one for one in found if not wanted or one["person"] in wanted]
        asked = [t for t in asked if not wanted or t.person in wanted]
        if len(found) + len(asked) != 1:
            raise No("which one")
        case.parties.add(by)
        case.last = None
        if found:
            case.plan["added"] = [one for one in case.later() if one != found[0]]
            return
        self.close(asked[0], "removed")
        if not case.waiting(asked[0].stage):
            self.go_on(case, asked[0].stage)

    def _circulate(self, case: Case, by: str, said: Said) -> None:
        if case.law == "circulation":
            if by not in (case.creator, "chen"):
                raise No("not his")
        else:
            way = WAY[case.law]
            first = "instruct" if case.law == "incoming" else "archive"
            early = case.stage is not None and way.index(case.stage) < way.index(first)
            handled = any(t.person == by and t.action != "read" for t in case.tasks)
            if early or case.status not in ("open", "closed"):
                raise No("too early")
            if not handled and by not in ("chen", "wang"):
                raise No("not his")
        self._send_round(case, said)

    def _send_round(self, case: Case, said: Said) -> None:
        have = {t.person for t in case.waiting() if t.action == "read"}
        fresh = [p for p in named(said.get("to")) if p not in have]
        if not fresh:
            raise No("nobody new")
        for reader in fresh:
            case.open_task("read", reader)

    def _urge(self, case: Case, by: str, said: Said) -> None:
        worked = any(
            t.person == by and t.outcome == "done" and t.action != "read" for t in case.tasks
        )
        if not case.waiting() or not (by in (case.creator, "chen", "wu", "wang") or worked):
            raise No("not his to urge")
        acting = [t for t in case.waiting() if t.action != "read"] or case.waiting()
        holding = {task.person: task for task in reversed(acting)}
        free = {person: task for person, task in holding.items()
                if not self.urged_lately(case, by, task)}  # fmt: skip
        if not free:
            raise No("just urged")
        case.urged += [
            {"by": by, "person": person, "task": case.tasks.index(task), "at": self.at,
             "answered": False} for person, task in free.items()
        ]  # fmt: skip

    def urged_lately(self, case: Case, by: str, task: Task) -> bool:
        """Within four hours of work the same person urges nobody twice for the same task."""
        return any(
            (one["by"], one["person"], one["task"])
            == (by, task.person, case.tasks.index(task))
            and self.worked_between(one["at"], self.at) < 240
            for one in case.urged
        )

    def urged_by_rule(self, row: Said) -> None:
        """The office itself urged somebody shortly before his task is due."""
        case = self.cases[row["document"]]
        case.urged.append({"by": "", "person": row["person"], "task": -1, "at": self.at,
                           "answered": False})  # fmt: skip

    def _answer_urging(self, case: Case, by: str, said: Said) -> None:
        silent = {one["person"] for one in case.urged if not one["answered"]}
        person = next((p for p in (by, *self.principals(by)) if p in silent), None)
        if person is None or not said["opinion"].strip():
            raise No("nothing to answer")
        if said.get("expected") and date.fromisoformat(said["expected"]) < self.at.date():
            raise No("that day is over")
        for one in case.urged:
            one["answered"] |= one["person"] == person
        case.parties.add(by)

    def _correct(self, case: Case, by: str, said: Said) -> None:
        name, value, drafted = said["field"], said["value"], case.law == "outgoing"
        if case.status not in ("open", "draft") or (drafted and case.plan.get("signed")):
            raise No("too late")
        if by not in ((case.creator, case.drafter) if drafted else (case.creator, "chen")):
            raise No("not his")
        if not said["reason"] or name in ("body", "retention", "nonsense"):
            raise No("not so")
        if drafted and (name in ("title", "number") or value == "随笔"):
            raise No("the words of a draft")
        case.paper[name] = value
        if drafted and case.status == "open":
            self._whole(case)
        if name == "number":
            case.number = value

    def _void_number(self, case: Case, by: str, said: Said) -> None:
        if by != "chen" or not case.number or case.law != "outgoing" or case.plan.get("issued"):
            raise No("no number to void")
        if not said.get("reason"):
            raise No("no reason")
        case.number = None
        if case.stage in ("print", "seal", "issue"):
            for task in case.waiting():
                if task.action != "read":
                    self.close(task, "returned")
            case.last, case.round = None, case.round + 1
            case.stage = "number"
            done = [t for t in case.tasks if t.stage == "number" and t.outcome == "done"]
            case.open_task("number", done[-1].person)

    def _receive(self, case: Case, by: str, said: Said) -> None:
        if not case.plan.get("issued") or by != "chen":
            raise No("not issued")
        to = case.paper.get("to") or []
        to = to.split("、") if isinstance(to, str) else to
        named_one = said.get("addressee")
        if named_one is not None and named_one not in to:
            raise No("no such addressee")
        fresh = [p for p in ([named_one] if named_one else to) if p not in case.plan["received"]]
        if not fresh:
            raise No("all have it")
        case.plan["received"] = [*case.plan["received"], *fresh]

    def _link(self, case: Case, by: str, said: Said) -> None:
        other = self.cases.get(said["document"])
        if case.status == "abandoned" or other is None or said["document"] in case.links:
            raise No("not to be linked")
        if said["document"] == case.id or not self._reads(other, by):
            raise No("not to be linked")
        case.links.add(said["document"])

    def _merge(self, case: Case, by: str, said: Said) -> None:
        """What came once more is on paper in the case; it moves nothing and nobody's clock."""
        if by != "chen" or case.law != "incoming" or case.status != "open":
            raise No("nothing to join")
        if not said.get("brought") or case.paper.get("secrecy"):
            raise No("nothing may be brought")

    def _reads(self, case: Case, by: str) -> bool:
        return by in case.parties or self.overseen(case, by)

    # ── time ────────────────────────────────────────────────────────────────

    def due(self, case: Case, task: Task) -> datetime:
        return self.dues[case.id, task.stage, task.person, task.action]

    def in_time(self, case: Case, by: str) -> Task:
        task = self.task_of(case, by, None, own=True)
        if self.at > self.due(case, task):
            raise No("too late")
        return task

    def _pause(self, case: Case, by: str, said: Said) -> None:
        self.in_time(case, by)
        if said["ground"].partition("：")[0] not in GROUNDS:
            raise No("no such ground")
        case.paused, case.last = by, None

    def _resume(self, case: Case, by: str, said: Said) -> None:
        if not case.paused:
            raise No("it runs")
        if by not in (case.paused, "wu"):
            self.task_of(case, by, None)
        case.paused = None

    def _ask_extension(self, case: Case, by: str, said: Said) -> None:
        task = self.in_time(case, by)
        until = self.closing(datetime.fromisoformat(said["until"]).date())
        days = -(-self.worked_between(self.due(case, task), until) // 450)
        if not said["reason"].strip() or case.granted >= 3 or self.unanswered(case):
            raise No("not to be asked")
        if not 0 < days <= 30:
            raise No("no such length")
        people = self.approvers({by, task.person}, task.person, days)
        case.last = None
        case.asked = {"by": by, "task": case.tasks.index(task), "until": until, "people": people}
        reading = {t.person for t in case.waiting() if t.action == "read"}
        before = len(case.tasks)
        for person in people:
            if person not in reading:
                case.open_task("read", person)
        case.asked["told"] = range(before, len(case.tasks))

    def approvers(self, askers: set[str], person: str, days: int) -> list[str]:
        line, above = [], person
        while above in ABOVE:
            above = ABOVE[above]
            line += [above] if above not in askers else []
        post = "" if days <= 3 else "zhang" if days <= 10 else "liu"
        found = line[:1] if post in ("", person) else [post] if post in line else line[-1:]
        found = found or [p for p in ("wu",) if p not in askers]
        if not found:
            raise No("nobody above")
        return found

    def unanswered(self, case: Case) -> Said | None:
        return case.asked if case.asked and case.tasks[case.asked["task"]].open else None

    def _decided(self, case: Case, by: str) -> tuple[Said, Task]:
        asked = self.unanswered(case)
        if not asked or by in (asked["by"], case.tasks[asked["task"]].person):
            raise No("not his to answer")
        if not {by, *self.principals(by)} & set(asked["people"]):
            raise No("not his to answer")
        case.parties.add(by)
        case.asked = None
        for told in asked["told"]:
            if case.tasks[told].open:
                self.close(case.tasks[told], "done")
        return asked, case.tasks[asked["task"]]

    def _grant_extension(self, case: Case, by: str, said: Said) -> None:
        asked, task = self._decided(case, by)
        if not self.at <= self.due(case, task) < asked["until"]:
            raise No("too late")
        if self.worked_between(self.due(case, task), asked["until"]) <= 0:
            raise No("no later")
        case.granted += 1

    def _refuse_extension(self, case: Case, by: str, said: Said) -> None:
        self._decided(case, by)
        if not (said.get("reason") or said.get("opinion")):
            raise No("no reason")

    def _supervise(self, case: Case, by: str, said: Said) -> None:
        if by not in ("wu", "liu") or case.status != "open" or case.supervised:
            raise No("not to be supervised")
        if not said["ground"].strip():
            raise No("no ground")
        name = said.get("by")
        people = [] if name is None or name[:1] == "2" else named(name)
        people = people or [t.person for t in case.waiting() if t.action != "read"]
        case.parties |= set(people)
        if not case.paper.get("secrecy"):
            case.parties.add("liu" if by == "wu" else "wu")  # whoever stands above who opened it
        case.supervised = {"by": by, "people": people}

    def _report_progress(self, case: Case, by: str, said: Said) -> None:
        if not case.supervised or not {by, *self.principals(by)} & set(case.supervised["people"]):
            raise No("not his to report")
        if not said.get("opinion") or said.get("steps"):
            raise No("nothing reported")
        case.parties |= {by} - set(case.supervised["people"])

    def _close_supervision(self, case: Case, by: str, said: Said) -> None:
        if not case.supervised or (case.supervised["by"] or "wu") != by:
            raise No("not his to close")
        case.supervised, case.settled = None, self.at.isoformat()

    def begun(self, row: Said) -> None:
        """The office itself took a case under supervision, upon a red card."""
        case = self.cases[row["document"]]
        if case.status != "open" or case.paused or case.supervised:
            raise No("not to be supervised")
        case.supervised = {"by": "", "people": row["people"]}
        case.parties |= set(row["people"])

    def _explain(self, case: Case, by: str, said: Said) -> None:
        asked = set(case.supervised["people"] if case.supervised else [])
        for card in self.cards.get(case.id, []):
            asked |= {card["person"], *card["to"]}
        speaking = [person for person in (by, *self.principals(by)) if person in asked]
        if not speaking or not said.get("opinion"):
            raise No("nothing to explain")
        waiting = [one for one in case.explained
                   if one["whose"] == speaking[0] and not one["done"]]  # fmt: skip
        if len(waiting) >= 5:
            raise No("as many wait as may")
        case.parties |= {by} - asked
        people = self.assessors(case, by, speaking[0])
        case.explained.append({"whose": speaking[0], "own": {by, speaking[0]}, "people": people,
                               "done": False})  # fmt: skip
        reading = {t.person for t in case.waiting() if t.action == "read"}
        for person in people:
            if person != "wu" and person not in reading:
                case.open_task("read", person)

    def assessors(self, case: Case, by: str, person: str) -> list[str]:
        """The 督办员; where it is his own or not his to see, who stands above, else a leader."""
        about = [card for card in self.cards.get(case.id, [])
                 if {by, person} & {card["person"], *card["to"]}
                 and not (card["withdrawn_at"] and card["withdrawn_at"] < self.at.isoformat())]
        heaviest = max(about, default=None, key=lambda card: (
            ("blue", "yellow", "red").index(card["level"]), card["at"], card["task"]))
        own = {by, person, heaviest["person"] if heaviest else None}
        shut = {"wu"} if case.paper.get("secrecy") else set()
        line = ("wu", ABOVE.get(person), "liu", "zhang")
        return [one for one in line if one and one not in own | shut][:1]

    def _assess_explanation(self, case: Case, by: str, said: Said) -> None:
        if not said["accepted"] and not (said.get("reason") or said.get("opinion")):
            raise No("no reason")
        for one in case.explained:
            if one["done"] or by in one["own"] or said.get("n"):
                continue
            if {by, *self.principals(by)} & set(one["people"]):
                one["done"] = True
                case.parties |= {by} - set(one["people"])
                return
        raise No("not his to assess")

    def _withdraw_card(self, case: Case, by: str, said: Said) -> None:
        levels = [
            card["level"] for card in self.cards.get(case.id, [])
            if not card["withdrawn_at"] and card["person"] != "wu"
        ]  # fmt: skip
        if by != "wu" or not said["reason"] or said.get("level", "") not in ("", *levels):
            raise No("no such card")
        if not levels:
            raise No("no card")

    # ── looking ─────────────────────────────────────────────────────────────

    def seen(self, document: str, by: str, at: datetime) -> bool:
        """Note that somebody opens a document; whether it is news.

        Whoever has a part in it is noted once with each task, and once where he has none of his
        own and did nothing; whoever has no part is noted once a day.
        """
        self.at = at
        case, news, today = self.cases[document], False, (by, at.date())
        for task in case.waiting():
            if task.person in (by, *self.principals(by)) and not task.seen:
                task.seen = news = True
        news |= by not in (case.known if by in case.parties else {b for b, d in case.opened
                                                                 if d == at.date()})  # fmt: skip
        case.opened |= {today} if news else set()
        case.known |= {by} if news else set()
        return news

    def is_worked(self, day: date) -> bool:
        """Whether a day is worked, by the office's own calendar."""
        return self.overrides.get(day, is_worked(day))

    def closing(self, day: date) -> datetime:
        """When the office closes on a day, or closed last before it."""
        while not self.is_worked(day):
            day -= timedelta(days=1)
        return datetime.fromisoformat(f"{day}T17:30:00+08:00")

    def worked_between(self, start: datetime, end: datetime) -> int:
        """Full minutes of work from the minute of one moment to that of another."""
        if end <= start:
            return 0
        days = (end.date() - start.date()).days
        worked = [
            day for day in (start.date() + timedelta(days=n) for n in range(days + 1))
            if self.is_worked(day)
        ]  # fmt: skip
        before = gone(start) if start.date() in worked else 0
        after = 450 - gone(end) if end.date() in worked else 0
        return 450 * len(worked) - before - after

    def waiting(self) -> Iterator[tuple[str, Case, Task]]:
        for document, case in self.cases.items():
            for task in case.waiting():
                yield document, case, task


def is_worked(day: date) -> bool:
    """Whether a day is worked; of the year that nobody published yet New Year alone is known."""
    if day.year > 2026:
        return day.weekday() < 5 and (day.month, day.day) != (1, 1)
    return bool(chinese_calendar.is_workday(day))


def gone(at: datetime) -> int:
    """Minutes of a working day that are over at a moment."""
    clock = at.hour * 60 + at.minute
    return min(max(clock - 510, 0), 210) + min(max(clock - 810, 0), 240)


def words(case: Case) -> list[Any]:
    """What a signature stands for."""
    own = ("title", "kind", "to", "cc", "attachments", "urgency", "note", "body", "issuer")
    return deepcopy([case.paper.get(name) or None for name in own])
