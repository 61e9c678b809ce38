"""Random people do random things; a table that knows none of our rules tells what may happen."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import event, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from oa_client.docflow.handling.actions import SHAPES
from oa_client.docflow.model.errors import OfficeError, Refused
from oa_client.docflow.model.moment import iso
from tests.offices import BODY, Played

PEOPLE = (
    "liu",
    "zhang",
    "wang",
    "chen",
    "zheng",
    "wu",
    "zhou",
    "li",
    "sun",
    "qian",
    "zhao",
    "feng",
)
ABOVE = {"li": "zhou", "qian": "sun", "zhou": "zhang", "sun": "zhang", "zhao": "zhang",
         "chen": "wang", "zheng": "wang", "wang": "zhang", "zhang": "liu", "wu": "liu",
         "feng": "liu"}  # fmt: skip
CHIEFS = {"li": "zhou", "zhou": "zhou", "qian": "sun", "sun": "sun", "zhao": "zhao",
          "chen": "wang", "zheng": "wang", "wang": "wang", "liu": "liu", "zhang": "liu",
          "wu": "liu", "feng": "liu"}  # fmt: skip
ONLY = {"register": {"chen"}, "examine": {"chen"}, "propose": {"wang"}, "assign": {"wang"},
        "recheck": {"chen"}, "number": {"chen"}, "print": {"chen"}, "seal": {"chen"},
        "issue": {"chen"}, "receive": {"chen"}, "void-number": {"chen"}, "archive": {"zheng"},
        "instruct": {"zhang", "liu"}}  # fmt: skip
"""Acts that belong to a post, and who holds it in the demo office."""

JUDGING = ("review", "countersign", "sign")

WORDS = {
    "examine": [{"answers": [True] * 5}, {"answers": [True] * 5},
                {"answers": [True, False, True, True, True], "reason": "不归我办"},
                {"answers": [False] * 5}],
    "propose": [{"opinion": "拟请阅示"}, {"opinion": "请主要负责人批", "leader": "liu"}, {}],
    "instruct": [{"opinion": "同意"}, {}],
    "assign": [{"lead": "住建科", "assist": ["财务科"]}, {"lead": "li"}, {"lead": "无"}],
    "undertake": [{"result": "已办"}, {}],
    "circulate": [{"to": ["zhao", "wu"], "note": "请阅"}, {"to": []}],
    "countersign": [{"opinion": "同意"}, {"opinion": "同意"},
                    {"verdict": "disagree", "opinion": "没有依据"}],
    "submit": [{}, {"countersigners": ["财务科", "法规科"], "order": "together"},
               {"countersigners": ["zhao", "sun"], "order": "in-turn"},
               {"countersigners": ["zhao", "sun"], "order": "any"}],
    "review": [{"opinion": "同意"}, {"countersigners": ["法规科"]}],
    "recheck": [{}, {}, {"substantive": True}],
    "number": [{}, {"series": "临函"}, {"series": "临函", "start": 5, "ground": "接续"}],
    "revise": [{"body": BODY + "\n三、附则"}, {"title": "关于改过的通知"}],
    "return": [{"reason": "再改"}, {"reason": "改后直送我", "then": "resume"}, {"reason": ""}],
    "transfer": [{"to": "li"}, {"to": "qian"}, {"to": "zhou"}, {"to": "liu"}],
    "correct": [{"field": "note", "value": "此件公开", "reason": "漏录"},
                {"field": "body", "value": "x", "reason": "y"}],
    "void-number": [{"reason": "错号"}],
    "urge": [{"note": "请抓紧"}],
    "print": [{"copies": 2}],
    "archive": [{"retention": "永久"}, {"retention": "三天"}],
}  # fmt: skip

ASIDES = ("return", "transfer", "revise", "abandon", "receive", "void-number", "correct")
"""What interrupts the ordinary way now and then."""

accepted: Counter[str] = Counter()
refused: Counter[str] = Counter()


class RandomOffice(RuleBasedStateMachine):
    """One training office, worked by anybody in any order."""

    @initialize(
        data=st.data(), inward=st.integers(0, 9), outward=st.sampled_from((2, 6, 11, 13, 14, 15))
    )
    def founded(self, data: st.DataObject, inward: int, outward: int) -> None:
        self.folder = TemporaryDirectory()
        self.played = Played(Path(self.folder.name) / "office.oa")
        self.documents: list[str] = []
        self.last: tuple[str, str] | None = None
        self.away = False
        self.attempt("chen", "register", None, {"title": "关于检查的通知"})
        said = {"title": "关于情况的通知", "body": BODY, "to": "各科室", "cc": "省厅"}
        self.attempt("li", "draft", None, said)
        self.advance(data, self.documents[0], inward)
        self.advance(data, self.documents[1], outward)

    @property
    def office(self) -> Any:
        return self.played.office

    def attempt(self, by: str, action: str, document: str | None, said: dict[str, Any]) -> bool:
        before = self.head()
        try:
            made = self.played.act(by, action, document, **said)
        except OfficeError as reason:
            refused[f"{action}: {reason.code}"] += 1
            assert self.head() == before
            return False
        accepted[action] += 1
        event(action)
        assert by in ONLY.get(action, {by}) or self.stands_in(by)
        if made and made not in self.documents:
            self.documents.append(made)
        return True

    def head(self) -> str:
        """The newest seal: whatever is written moves it."""
        with self.office._store.read() as work:
            return str(work.last_commit().hash)

    def stands_in(self, by: str) -> bool:
        return by == "liu"  # the only proxy that this test ever names

    @rule(data=st.data(), sort=st.sampled_from(("register", "draft", "circulate")))
    def something_new_begins(self, data: st.DataObject, sort: str) -> None:
        by = data.draw(st.sampled_from(("chen", "li", "qian", "zhou", "wang")))
        said: dict[str, Any] = {"title": "关于检查的通知"}
        if sort == "draft":
            kind = data.draw(st.sampled_from(("通知", "请示", "报告", "随笔")))
            named = data.draw(st.sampled_from(([], ["财务科", "法规科"], ["zhao"])))
            said |= {"kind": kind, "body": BODY, "to": "省政府", "countersigners": named}
        elif sort == "circulate":
            said |= {"to": ["sun", "wu"], "body": "略"}
        else:
            said["urgency"] = data.draw(st.sampled_from(("", "加急", "特急")))
        self.attempt(by, sort, None, said)

    @precondition(lambda self: not self.away)
    @rule()
    def a_leader_is_away(self) -> None:
        self.away = True
        day = self.played.at.date().isoformat()
        self.attempt("zhang", "stand-in", None, {"person": "liu", "from_": day, "until": day})

    @rule(data=st.data(), number=st.integers(0, 3), steps=st.integers(1, 7))
    def a_case_moves_on(self, data: st.DataObject, number: int, steps: int) -> None:
        """Mostly what waits on somebody's desk, so that cases come to their end."""
        self.advance(data, self.documents[number % len(self.documents)], steps)

    def advance(self, data: st.DataObject, document: str, steps: int) -> None:
        for _ in range(steps):
            waiting = self.case(document)["open"]
            if not waiting:
                return
            task = waiting[data.draw(st.integers(0, len(waiting) - 1))]
            aside = data.draw(st.sampled_from(("",) * 22 + ASIDES))
            if aside:
                by = "chen" if aside in ONLY else task["person"]
                self.attempt(by, aside, document, dict(WORDS.get(aside, [{}])[0]))
                continue
            choices = WORDS.get(task["action"], [{}])
            odd = data.draw(st.sampled_from((0, 0, 0, 0, len(choices) - 1)))
            if self.attempt(task["person"], task["action"], document, dict(choices[odd])):
                self.last = (task["person"], document)

    @rule(data=st.data(), action=st.sampled_from(("return", "transfer", "revise", "abandon")))
    def whoever_has_it_turns_it_away(self, data: st.DataObject, action: str) -> None:
        document = data.draw(st.sampled_from(self.documents))
        said = data.draw(st.sampled_from(WORDS.get(action, [{}])))
        for task in self.case(document)["open"]:
            self.attempt(task["person"], action, document, dict(said))

    @rule(data=st.data(), action=st.sampled_from(("correct", "urge", "receive", "void-number")))
    def the_registry_looks_after_it(self, data: st.DataObject, action: str) -> None:
        document = data.draw(st.sampled_from(self.documents))
        self.attempt("chen", action, document, dict(WORDS.get(action, [{}])[0]))

    @rule(data=st.data())
    def anybody_tries_anything(self, data: st.DataObject) -> None:
        if not self.documents:
            return
        document = data.draw(st.sampled_from(self.documents))
        holders = [task["person"] for task in self.case(document)["open"]]
        by = data.draw(st.sampled_from(holders * 3 + list(PEOPLE)))
        action = data.draw(st.sampled_from(sorted(set(SHAPES) - {"stand-in", "vouch", "link"})))
        said = data.draw(st.sampled_from(WORDS.get(action, [{}])))
        self.attempt(by, action, document, dict(said))

    @rule()
    def the_last_one_takes_it_back(self) -> None:
        if self.last:
            self.attempt(self.last[0], "recall", self.last[1], {})

    @rule(data=st.data())
    def two_papers_are_linked(self, data: st.DataObject) -> None:
        if len(self.documents) > 1:
            one, two = self.documents[-2:]
            by = data.draw(st.sampled_from(("chen", "li")))
            self.attempt(by, "link", one, {"document_": two})

    @rule()
    def the_monitor_looks(self) -> None:
        self.office.monitor(iso(self.played.at))

    def case(self, document: str) -> dict[str, Any]:
        """The whole case as its creator or the registry sees it."""
        for login in ("chen", "li", "qian", "zhou", "wang"):
            try:
                with self.office._reading(iso(self.played.at)) as (work, office, at):
                    from oa_client.docflow.handling import inquiry

                    return inquiry.show(work, office, login, document, at)
            except Refused:
                continue
        return {"open": [], "history": [], "status": "unseen", "number": None}

    @invariant()
    def the_ledger_gives_the_tables_and_nothing_is_amiss(self) -> None:
        if not hasattr(self, "folder"):
            return
        assert self.office.verify()["problems"] == []
        numbers: dict[tuple[str, str], list[int]] = {}
        for document in self.documents:
            shown = self.case(document)
            for task in shown["open"]:
                assert task["due"] > task["opened_at"]
            if shown["status"] == "open":
                assert shown["open"], shown["stage"]
            self.nobody_judged_his_own(shown)
        for text in self.given():
            series, rest = text.split("〔")
            year, serial = rest.removesuffix("号").split("〕")
            numbers.setdefault((series, year), []).append(int(serial))
        for serials in numbers.values():
            assert sorted(serials) == list(range(min(serials), min(serials) + len(serials)))

    def given(self) -> Iterator[str]:
        with self.office._reading(None) as (work, _, _):
            yield from [row["text"] for row in work.rows("number")]

    def nobody_judged_his_own(self, shown: dict[str, Any]) -> None:
        authors = {e["by"] for e in shown["history"] if e["code"] in ("draft", "revise")}
        for entry in shown["history"]:
            if entry["code"] in JUDGING:
                assert entry["by"] not in authors, entry
            if entry["code"] in ONLY and not entry["for"]:
                assert entry["by"] in ONLY[entry["code"]], entry

    def teardown(self) -> None:
        if hasattr(self, "folder"):
            self.office.close()
            self.folder.cleanup()


def test_whatever_people_try_the_office_stays_sound_and_every_act_gets_through_somewhere():
    profile = settings()
    long = profile.max_examples > 100
    run_state_machine_as_test(
        RandomOffice,
        settings=settings(
            profile,
            max_examples=200 if long else 30,
            stateful_step_count=60 if long else 22,
            suppress_health_check=list(settings().suppress_health_check),
        ),
    )
    report = ", ".join(f"{action} {accepted[action]}" for action in sorted(accepted))
    print(report)
    never = set(SHAPES) - {"vouch"} - set(accepted)
    assert not never, f"never accepted: {sorted(never)}; accepted: {report}"
