"""The steps in which the stories are told, whatever office they are told of."""

import hashlib
import json
from datetime import datetime, timedelta
from typing import Any

import pytest
from pytest_bdd import given, parsers, then, when

from oa_client.docflow.handling.actions import OF_THE_OFFICE
from oa_client.docflow.model.errors import OfficeError, Refused
from oa_client.docflow.model.moment import iso, parse
from oa_client.docflow.timelimit.limit import DAY
from oa_client.docflow.timelimit.workdays import Calendar
from tests.offices import OUTGOING, Played


class Story:
    """An office and the document that is being told of."""

    def __init__(self, played: Played) -> None:
        self.played = played
        self.document: str | None = None
        self.issued: list[dict[str, Any]] = []
        self.begun: list[dict[str, Any]] = []
        self.due = ""
        self.kept = ""
        """The number that was reserved last."""

    def act(self, by: str, action: str, said: dict[str, Any]) -> None:
        document = self.document
        if action in ("register", "draft", *OF_THE_OFFICE):
            document = None
        made = self.played.act(
            by, action, document, **{"from_" if k == "from" else k: v for k, v in said.items()}
        )
        if made != "None":
            self.document = made

    def seen(self, by: str = "chen") -> dict[str, Any]:
        return self.played.show(by, str(self.document))

    def as_drafter(self) -> dict[str, Any]:
        for login in ("li", "chen", "qian", "zhou"):
            try:
                return self.played.glance(login, str(self.document))
            except Refused:
                continue
        raise AssertionError("nobody may see it")


@given("一个演练机关")
def an_office(story: Story) -> None:
    assert story.played.of("chen").office()["training"]


@given(parsers.parse("时间是 {at}"))
def the_time_is(story: Story, at: str) -> None:
    story.played.at = parse(at)


@when("依次办理")
def acts(story: Story, datatable: list[list[str]]) -> None:
    for by, action, said in datatable[1:]:
        story.act(by, action, json.loads(said))


@when(parsers.parse("走到 {until}"))
def as_far_as(story: Story, until: str) -> None:
    """An ordinary paper, up to and including an act; `check` means the section chief's."""
    story.act(
        "li", "draft", {"title": "关于报送情况的通知", "body": "一、要求\n按时。", "to": "各科"}
    )
    for by, action, said in OUTGOING:
        story.act(by, action, said)
        name = "check" if (action, by) == ("review", "zhou") else action
        if name == until:
            return


@when(parsers.parse("{login} 把后到的 {name} 并入，注明“{note}”"))
def merges(story: Story, login: str, name: str, note: str) -> None:
    story.act(login, "merge", {"note": note, "files": [(name, name.encode())]})


@then(parsers.parse("{login} 并入被拒：{code}"))
def may_not_merge(story: Story, login: str, code: str) -> None:
    with pytest.raises(Refused, match=code):
        merges(story, login, "扫描件.pdf", "纸质件后到")


@then(parsers.parse("{login} 打开附件 {name}，内容是后到的"))
def reads_the_late_file(story: Story, login: str, name: str) -> None:
    (file,) = [one for one in story.seen(login)["attachments"] if one["name"] == name]
    kept = story.played.of(login).attachment(login, str(story.document), file["sha256"])
    assert kept == name.encode()


@then(parsers.parse("{login} 的待办上{state}催办"))
def marked_in_the_tray(story: Story, login: str, state: str) -> None:
    rows = story.played.of(login).tray(login, "todo")["rows"]
    (row,) = [row for row in rows if row["document"] == story.document]
    assert row["urged"] == (state == "标着")


@when(parsers.parse("{login} 打开公文"))
def opens(story: Story, login: str) -> None:
    story.played.show(login, str(story.document))


@when("记下截止时间")
def note_due(story: Story) -> None:
    story.due = story.as_drafter()["open"][0]["due"]


@then("截止时间没有变")
def same_due(story: Story) -> None:
    assert story.as_drafter()["open"][0]["due"] == story.due


@then(parsers.parse("现在的环节是 {stage}，由 {people} 办理"))
def stage_is(story: Story, stage: str, people: str) -> None:
    shown = story.as_drafter()
    assert shown["stage"] == stage
    waiting = sorted(t["person"] for t in shown["open"] if t["action"] != "read")
    assert waiting == sorted(people.split("、"))


@then(parsers.re(r"(?P<login>\w+) 办理 (?P<action>[\w-]+) 被拒：(?P<code>[\w-]+)"))
def is_refused(story: Story, login: str, action: str, code: str, docstring: str = "{}") -> None:
    before = story.played.at
    with pytest.raises(OfficeError) as refused:
        story.act(login, action, json.loads(docstring))
    assert refused.value.code == code
    story.played.at = before


@then("公文已归档")
def is_archived(story: Story) -> None:
    assert (story.seen()["status"], story.seen()["open"]) == ("closed", [])


@then(parsers.parse("公文的状态是 {status}"))
def status_is(story: Story, status: str) -> None:
    assert story.as_drafter()["status"] == status


@then(parsers.parse("处理单上有 {login} 的意见“{text}”"))
def opinion_is_there(story: Story, login: str, text: str) -> None:
    assert (login, text) in [(said["person"], said["text"]) for said in story.seen()["opinions"]]


@then(parsers.parse("传阅状态是 {states}"))
def reading_states(story: Story, states: str) -> None:
    words = {"read": "已阅", "opened": "已打开", "unopened": "未打开"}
    told = {f"{r['person']} {words[r['state']]}" for r in story.as_drafter()["readers"]}
    assert told == set(states.split("、"))


@then(parsers.parse("{login} 看不到这份公文"))
def is_hidden(story: Story, login: str) -> None:
    with pytest.raises(Refused, match="no-such-document"):
        story.played.show(login, str(story.document))


@then(parsers.parse("文号是 {number}"))
def number_is(story: Story, number: str) -> None:
    assert story.seen()["number"] == number


@then("保存的公文与印制时的摘要一致")
def paper_is_kept(story: Story) -> None:
    made = story.played.of("chen").paper("chen", str(story.document))
    assert hashlib.sha256(made.data).hexdigest() == story.seen()["paper"]["sha256"]


@then(parsers.parse("记录写明跳过了 {stage}"))
def passed_over(story: Story, stage: str) -> None:
    assert stage in [s for e in story.seen()["history"] for s in e["notes"].get("passed_over", [])]


@then(parsers.parse("记录写明 {proxy} 代 {person}"))
def stood_in(story: Story, proxy: str, person: str) -> None:
    assert (proxy, person) in [(e["by"], e["for"]) for e in story.seen()["history"]]


@then(parsers.parse("要素 {name} 是 {new}，记录中有旧值 {old}"))
def corrected(story: Story, name: str, new: str, old: str) -> None:
    shown = story.seen()
    assert shown["elements"][name] == new
    noted = [e["notes"]["corrected"] for e in shown["history"] if "corrected" in e["notes"]]
    assert noted == [{"field": name, "old": old, "new": new}]


@when(parsers.parse("时间到了 {at}，监控看一遍"))
def monitor(story: Story, at: str) -> None:
    story.issued, story.begun = story.played.look(at)


@then("发出的牌是")
def cards_are(story: Story, datatable: list[list[str]]) -> None:
    told = [
        [card["level"], card["at"][11:16], "、".join(card["to"])]
        for card in story.issued
        if card["task"]
    ]
    assert told == datatable[1:]
    assert all(_in_hours(parse(card["notify_at"])) for card in story.issued)


def _in_hours(moment: datetime) -> bool:
    clock = timedelta(hours=moment.hour, minutes=moment.minute)
    return moment.weekday() < 5 and timedelta(hours=8.5) <= clock < timedelta(hours=17.5)


@then("没有发出新牌")
def no_cards(story: Story) -> None:
    assert story.issued == []


@then(parsers.parse("发出了 {count:d} 张牌，轮次为 {round_:d}"))
def so_many_cards(story: Story, count: int, round_: int) -> None:
    rounds = [card["round"] for card in story.issued if card["task"]]
    assert rounds == [round_] * count


@then("其中有全程的红牌")
def whole_case(story: Story) -> None:
    assert "red" in [card["level"] for card in story.issued if card["task"] is None]


@then(parsers.re(r"在办的截止时间是 (?P<task>\S+)，全程是 (?P<whole>\S+)"))
def due_moments(story: Story, task: str, whole: str) -> None:
    shown = story.seen()
    assert ([t["due"] for t in shown["open"]], shown["clock"]["due"]) == ([task], whole)


@then(parsers.re(r"计时(?P<state>已暂停|在走)，已用 (?P<used>\d+) 分钟，暂停 (?P<paused>\d+) 分钟"))
def clock_shows(story: Story, state: str, used: str, paused: str) -> None:
    clock = story.seen("zhou")["clock"]
    assert (clock["used"], clock["paused"]) == (int(used), int(paused))
    assert (clock["since"] is not None) == (state == "已暂停")
    assert not clock["late"]
    assert not any(task["late"] for task in story.seen("zhou")["open"])


@then(parsers.parse("记录写明暂停时还剩 {minutes:d} 分钟"))
def left_when_paused(story: Story, minutes: int) -> None:
    (entry,) = [e for e in story.seen()["history"] if e["code"] == "pause"]
    assert minutes in [left for clock, left in entry["notes"]["left"].items() if clock]


@then(parsers.parse("已撤的牌是 {withdrawn}，仍有的牌是 {standing}"))
def withdrawn_cards(story: Story, withdrawn: str, standing: str) -> None:
    cards = [card for card in story.seen()["cards"] if card["task"]]
    gone = [card["level"] for card in cards if card["withdrawn_at"]]
    stay = [card["level"] for card in cards if not card["withdrawn_at"]]
    assert (gone, sorted(stay)) == ([withdrawn], sorted(standing.split("、")))


@then(parsers.parse("没有再发 {level} 牌"))
def not_again(story: Story, level: str) -> None:
    assert level not in [card["level"] for card in story.issued if card["task"]]


@then(parsers.parse("督办件由 {person} 负责，{state}"))
def supervised(story: Story, person: str, state: str) -> None:
    (item,) = story.seen()["plan"]["supervised"]
    assert (item["people"], bool(item["closed_at"])) == ([person], state == "已销号")


@then(parsers.parse("工作日历第 {edition:d} 版在册，改动时限 {count:d} 项，人人可查"))
def calendar_on_record(story: Story, edition: int, count: int) -> None:
    told = story.played.of("qian").calendar_told(2026)
    assert (told["edition"], told["history"][-1]["moved"]) == (edition, count)
    assert len(story.played.of("qian").calendar_moved(edition)) == count


@then("台账校验无误")
def ledger_holds(story: Story) -> None:
    assert story.played.problems() == []


@then(parsers.parse("{login} 有 {count:d} 件催办待回复"))
def urgings_wait(story: Story, login: str, count: int) -> None:
    assert len(story.played.of(login).urgings(login)["waiting"]) == count


@then(parsers.parse("{by} 看到 {login} 的回复“{answer}”，预计 {expected}"))
def urging_answered(story: Story, by: str, login: str, answer: str, expected: str) -> None:
    given = story.played.of(by).urgings(by)["given"]
    assert (login, answer, expected) in [
        (line["person"], line["answer"], line["expected"]) for line in given
    ]


@when(parsers.parse("{login} 对 {count:d} 件在批公文一并催办"))
def urged_together(story: Story, login: str, count: int) -> None:
    papers = [story.played.incoming() for _ in range(count)]
    told = story.played.of(login).urge_many(login, papers, "请今日批示")
    assert [row["document"] for row in told["done"]] == papers
    story.issued = told["notices"]


@then(parsers.parse("只有 {login} 一人收到一次通知，内列 {count:d} 件"))
def one_notice(story: Story, login: str, count: int) -> None:
    assert [(n["person"], len(n["documents"])) for n in story.issued] == [(login, count)]


@when("到了截止时间，监控看一遍")
def monitor_at_due(story: Story) -> None:
    monitor(story, story.as_drafter()["open"][0]["due"])


@when(parsers.parse("红牌又过了 {days:d} 个工作日，监控看一遍"))
def monitor_later(story: Story, days: int) -> None:
    reds = [card["at"] for card in story.seen("wu")["cards"] if card["level"] == "red"]
    later = Calendar().add_minutes(parse(max(reds)), days * DAY + 1)
    monitor(story, iso(later))


def standing(story: Story) -> list[Any]:
    """The items on the supervisor's board, at the story's time."""
    return [item for item in story.played.board() if not item.closed]


@then(parsers.parse("督办台上有 {count:d} 件，由 {name} 负责，下次报告不迟于 {due}"))
def on_the_board(story: Story, count: int, name: str, due: str) -> None:
    told = [("、".join(item.names), item.next_report) for item in standing(story)]
    assert told == [(name, due)] * count


@then("督办台上没有在督的件")
def board_is_empty(story: Story) -> None:
    assert standing(story) == []


@then("督办件欠报进展")
def report_is_late(story: Story) -> None:
    assert [item.report_late for item in standing(story)] == [True]


@then(parsers.parse("督办件做完的步骤是 {steps}"))
def steps_done(story: Story, steps: str) -> None:
    (item,) = standing(story)
    assert [step["name"] for step in item.steps if step["done_at"]] == steps.split("、")


@then("督办件已作书面说明")
def is_explained(story: Story) -> None:
    assert [item.explained for item in standing(story)] == [True]


@then(parsers.parse("机关自动立项，因为 {rule}，由 {name} 负责"))
def begun_by_rule(story: Story, rule: str, name: str) -> None:
    assert [row["rule"] for row in story.begun] == [rule]
    told = [(item.rule, item.source, item.by, item.names) for item in standing(story)]
    assert told == [(rule, "rule", "", (name,))]


@then(parsers.parse("机关只立过一次项，因为 {rule}，由 {name} 负责"))
def begun_once_by_rule(story: Story, rule: str, name: str) -> None:
    told = [(item.rule, item.source, item.by, item.names) for item in story.played.board()]
    assert told == [(rule, "rule", "", (name,))]
    entries = [e for e in story.seen("wu")["history"] if e["code"] == "supervised"]
    assert [entry["by"] for entry in entries] == [""]


@then("没有再立项")
def none_begun(story: Story) -> None:
    assert story.begun == []


@then("红牌一张属环节，一张属全程")
def reds_of_both_clocks(story: Story) -> None:
    with story.played.office._reading(iso(story.played.at)) as (work, _, _):
        reds = work.rows("card", level="red")
    assert sorted(bool(card["task"]) for card in reds) == [False, True]


@then(parsers.parse("{login} 的说明待核，由 {people} 核定"))
def waits_for_assessment(story: Story, login: str, people: str) -> None:
    last = story.seen()["explanations"][-1]
    assert (last["person"], last["state"]) == (login, "pending")
    assert last["assessors"] == people.split("、")


@then(parsers.parse("{login} 的说明依次是 {states}"))
def are_assessed(story: Story, login: str, states: str) -> None:
    said = [one for one in story.seen()["explanations"] if one["person"] == login]
    assert [one["state"] for one in said] == states.split("、")
    assert [one["assessed"]["by"] for one in said] == ["wu"] * len(said)


@then(parsers.parse("督办台上有待核说明 {count:d} 份"))
def wait_on_the_board(story: Story, count: int) -> None:
    office = story.played.of("wu")
    waiting = office.desk("wu")["explanations"]
    assert len([one for one in waiting if one["document"] == story.document]) == count
    lines = [line for line in office.book("wu", "urged")[0]["rows"]
             if (line["document"], line["did"]) == (story.document, "explain")]  # fmt: skip
    assert sum(1 for line in lines if line["assessed"] == "pending") == count
    assert office.watch_counts("wu")["urged"] >= count


@then(parsers.parse("通报列有书面说明：待核 {pending:d}、已采纳 {accepted:d}、未采纳 {refused:d}"))
def report_counts(story: Story, pending: int, accepted: int, refused: int) -> None:
    data, report = story.played.of("wu").report("wu")
    told = {"pending": pending, "accepted": accepted, "refused": refused}
    assert data["explanations"] == {"given": sum(told.values()), **told}
    assert dict(report.explained) == {
        "书面说明": 1, "待核": pending, "已采纳": accepted, "未采纳": refused
    }
    stated = next(state for state, count in told.items() if count)
    assert stated in [row["assessed"] for row in data["rows"]]


@then("红牌仍在，其说明已采纳")
def card_stands_explained(story: Story) -> None:
    shown = story.seen()
    (one,) = shown["explanations"]
    (red,) = [c for c in shown["cards"] if c["level"] == "red" and c["task"]]
    assert red["withdrawn_at"] is None
    assert one["card"] == {name: red[name] for name in ("task", "level", "round")}
    assert (one["state"], one["assessed"]["reason"]) == ("accepted", "物业证明属实")


def _in_a_week(story: Story) -> str:
    return (story.played.now() + timedelta(days=7)).date().isoformat()


@when(parsers.parse("chen 预留一个文号，依据“{ground}”"))
def reserves(story: Story, ground: str) -> None:
    before = {row["number"] for row in story.played.of("chen").reservations("chen")}
    story.act("chen", "reserve-number", {"ground": ground, "until": _in_a_week(story)})
    (story.kept,) = {
        row["number"] for row in story.played.of("chen").reservations("chen")
    } - before  # fmt: skip


@then(parsers.parse("{login} 预留文号被拒：{code}"))
def may_not_reserve(story: Story, login: str, code: str) -> None:
    with pytest.raises(Refused, match=code):
        story.act(login, "reserve-number", {"ground": "自留", "until": _in_a_week(story)})


def _line(story: Story, login: str) -> list[dict[str, Any]]:
    rows = story.played.of(login).book(login, "numbers")[0]["rows"]
    return [row for row in rows if row["number"] == story.kept]


@then(parsers.parse("预留的号在文号簿上，依据“{ground}”，{state}"))
def kept_in_the_book(story: Story, ground: str, state: str) -> None:
    for login in ("chen", "wu"):
        (line,) = _line(story, login)
        assert (line["kept_for"], line["taken"], line["by"]) == (ground, None, "陈静")
        assert bool(line["void"]) == (state == "已作废")


@when("chen 用预留的号编号")
def takes_the_kept_number(story: Story) -> None:
    story.act("chen", "number", {"reserved": story.kept})


@when(parsers.parse("chen 释放预留的号，理由“{reason}”"))
def releases(story: Story, reason: str) -> None:
    story.act("chen", "release-number", {"number": story.kept, "reason": reason})


@then(parsers.parse("再释放预留的号被拒：{code}"))
def released_once(story: Story, code: str) -> None:
    with pytest.raises(Refused, match=code):
        releases(story, "再次")


@then("本文的文号是预留的号")
def has_the_kept_number(story: Story) -> None:
    assert story.seen()["number"] == story.kept
    assert story.kept not in [r["number"] for r in story.played.of("chen").reservations("chen")]
    (line,) = _line(story, "chen")
    assert line["document"] == story.document and line["taken"]


@then("本文的文号不是预留的号")
def has_another_number(story: Story) -> None:
    assert story.seen()["number"] not in (None, story.kept)


@then("本文不能用预留的号")
def may_not_take_it(story: Story) -> None:
    with pytest.raises(Refused, match="number-not-reserved"):
        takes_the_kept_number(story)


@then("li 看不到预留的号，只看到自己的文号")
def sees_his_own_number(story: Story) -> None:
    assert story.played.of("li").reservations("li") == []
    rows = story.played.of("li").book("li", "numbers")[0]["rows"]
    assert rows and all(row["document"] for row in rows)


@then("督办员看到预留未用的信号")
def unused_is_a_signal(story: Story) -> None:
    found = story.played.of("wu").signals("wu")
    told = [s.facts["number"] for s in found if s.code == "number-reserved"]
    assert story.kept in told


def _openings(story: Story, login: str, reader: str) -> int:
    history = story.played.glance(reader, str(story.document))["history"]
    return sum(1 for event in history if (event["code"], event["by"]) == ("opened", login))


@then(parsers.parse("台账上没有 {login} 的打开记录"))
def not_opened(story: Story, login: str) -> None:
    assert _openings(story, login, "chen") == 0


@then(parsers.parse("{reader} 在记录中看到 {login} 打开 {count:d} 次"))
def opened_so_often(story: Story, reader: str, login: str, count: int) -> None:
    assert _openings(story, login, reader) == count


@then(parsers.parse("{login} 取 {paper} 之前没有打开记录，之后有"))
def reading_leaves_a_record(story: Story, login: str, paper: str) -> None:
    assert _openings(story, login, "li") == 0
    assert getattr(story.played.of(login), paper)(login, str(story.document)).data
    assert _openings(story, login, "li") == 1
