"""The record, the way and the list say of each act what it settled, and who really did it."""

import io
from datetime import timedelta

import pypdfium2
import pytest
from PySide6.QtCore import QDate, Qt

from oa_client.docflow.handling.actions import LATER
from oa_client.docflow.handling.fields import SHAPES
from oa_client.docflow.handling.history import OWN_WORDS, SETTLES
from oa_client.docflow.model import moment
from oa_client.docflow.model.moment import iso
from oa_client.ui import recorded, wording
from oa_client.ui.models.rows import WORDS_ROLE
from oa_client.ui.presenters.case import events_of, nodes_of, slip_of
from oa_client.ui.presenters.offers import offers_of
from oa_client.ui.presenters.trail import whole_case
from oa_client.ui.views.act_dialog import ActDialog
from oa_client.ui.views.main_window import MainWindow
from tests.offices import Played
from tests.ui.test_told_of_acts import do
from tests.ui.test_window import settle


def assigned(played: Played) -> str:
    """A paper that 住建科 has to undertake, with 财务科 assisting."""
    document = played.incoming()
    played.act("zhang", "instruct", document, opinion="请住建科办。")
    played.act("wang", "assign", document, lead="住建科", assist=["财务科"])
    return document


@pytest.fixture
def undertaken(played: Played) -> str:
    """Such a paper."""
    return assigned(played)


def record(main: MainWindow) -> dict[str, str]:
    """By the act what its newest line says."""
    events = events_of(main.session, main.document.shown())
    return {e.what.split(" · ")[0]: f"{e.what}|{e.text}" for e in reversed(events)}


def printed(played: Played, document: str) -> str:
    file = pypdfium2.PdfDocument(io.BytesIO(played.office.record("wu", document).data))
    texts = [page.get_textpage().get_text_range() for page in file]
    file.close()
    return "".join("".join(texts).split())


def test_the_record_names_field_ground_day_and_person_in_the_window_as_on_paper(
    seated, played: Played, undertaken: str
):
    played.act("chen", "correct", undertaken, field="issuer", value="省厅", reason="漏录")
    played.act("zhou", "transfer", undertaken, to="li", reason="由其经办")
    played.act("li", "pause", undertaken, ground="鉴定：送市站", opinion="预计十日")
    played.act("li", "resume", undertaken)
    played.act("li", "ask-extension", undertaken, until="2026-03-12", reason="须逐户核对")
    played.act("zhou", "refuse-extension", undertaken, reason="可以分批报")
    played.act("wu", "urge", undertaken, to="li", note="请抓紧")
    said = record(seated("wu", undertaken))
    assert said["更正"] == "更正 · 发文机关：（空） → 省厅|漏录"
    assert said["转办"] == "转办 · 李晓明|由其经办"
    assert said["暂停计时"] == "暂停计时 · 依据 鉴定：送市站|预计十日"
    assert said["申请延期"] == "申请延期 · 至 3月12日 17:30（请 周敏 审批）|须逐户核对"
    assert said["不予延期"] == "不予延期 · 未准延至 3月12日 17:30|可以分批报"
    assert said["催办"] == "催办 · 李晓明|请抓紧"
    paper = printed(played, undertaken)
    for line in said.values():
        what, _, text = line.partition("|")
        for part in (*what.split(" · "), text):
            assert "".join(part.split()) in paper


def test_the_record_says_whose_opinion_is_asked_which_unit_signed_and_which_number_fell(
    seated, played: Played
):
    document = played.outgoing("submit")
    played.act("zhou", "add-signer", document, person="zhao", when="after")
    for by, action in (("zhou", "review"), ("zhao", "countersign"), ("wang", "review")):
        played.act(by, action, document, opinion="同意")
    for by, action in (("zhang", "sign"), ("chen", "recheck"), ("chen", "number")):
        played.act(by, action, document)
    number = played.glance("chen", document)["number"]
    played.act("chen", "void-number", document, reason="错号")
    for action in ("number", "print", "seal", "issue"):
        played.act("chen", action, document)
    played.act("chen", "receive", document)
    said = record(seated("chen", document))
    assert said["加签"].startswith("加签 · 赵磊（办结后）")
    assert said["签收"].startswith("签收 · 各科室")
    assert said["作废文号"] == f"作废文号 · {number}|错号"


def test_every_entry_that_settles_something_has_words_for_it():
    assert set(SETTLES) == set(wording._terms()["settled"])


def test_of_every_kind_of_entry_it_is_known_what_it_settles_or_that_it_settles_nothing():
    kinds = {*SHAPES, *wording._terms()["entry"]} - set(LATER)
    assert not set(SETTLES) & OWN_WORDS
    assert set(SETTLES) | OWN_WORDS == kinds


def test_the_record_says_what_an_answer_a_check_and_a_recall_came_to(seated, played: Played):
    sent_back = played.act("chen", "register", title="关于检查的通知", body="文。")
    played.act("chen", "examine", sent_back, answers=[True, False, True, False, True],
               reason="缺附件")  # fmt: skip
    said = record(seated("chen", sent_back))
    assert said["初审"] == "初审 · 退回来文单位（第 2、4 问为“否”）|缺附件"
    document = played.outgoing("sign")
    played.act("chen", "recheck", document, substantive=True, opinion="数字有改动")
    played.act("zhang", "sign", document, opinion="发")
    played.act("chen", "recheck", document)
    played.act("chen", "recall", document)
    for action in ("recheck", "number"):
        played.act("chen", action, document)
    played.act("chen", "print", document, copies=30)
    main = seated("chen", document)
    lines = [event.what for event in events_of(main.session, main.document.shown())]
    assert "复核 · 有实质性修改，退回签发" in lines and "复核" in lines
    assert "撤回 · 回到复核" in lines and "印制 · 30 份" in lines


def test_the_record_names_the_paper_that_was_linked_to_those_alone_who_may_know_of_it(
    seated, played: Played, undertaken: str
):
    other = played.act("chen", "register", title="关于密事的通知", secrecy="秘密")
    played.act("chen", "link", undertaken, document=other)
    played.act("chen", "merge", undertaken, files=[("清单.txt", b"1"), ("图.txt", b"2")])
    said = record(seated("chen", undertaken))
    assert said["关联"] == "关联 · 《（涉密件）》|"
    assert said["并入"] == "并入 · 清单.txt、图.txt|"
    assert record(seated("zhou", undertaken))["关联"] == "关联|", "not hers to know of"


def test_the_result_of_an_assessment_stands_in_the_window_as_on_paper(
    seated, played: Played
):
    document = played.incoming()
    played.at += timedelta(days=9)
    played.office.monitor(iso(played.at))
    played.act("zhang", "explain", document, opinion="当周防汛")
    played.act("wu", "assess-explanation", document, accepted=False, reason="未及时报告")
    said = record(seated("wu", document))
    assert said["核定说明"] == "核定说明 · 未采纳|未及时报告"
    assert "核定说明未采纳" in printed(played, document)


def test_who_stood_in_is_named_on_the_way_on_the_slip_and_in_the_record(
    seated, played: Played, qtbot
):
    document = played.incoming()
    today = played.at.date()
    days = {"from": today.isoformat(), "until": (today + timedelta(days=3)).isoformat()}
    played.act("zhang", "stand-in", person="liu", **{"from_": days["from"], "until": days["until"]})
    played.act("liu", "instruct", document, opinion="请住建科办。")
    main = seated("wang", document)
    shown = main.document.shown()
    node = next(node for node in nodes_of(main.session, shown) if node.stage == "instruct")
    assert node.sub.startswith("刘长河代张明远") and "刘长河代张明远" in node.tooltip
    cell = next(cell for cell in slip_of(main.session, shown)[1] if cell.stage == "instruct")
    assert [entry[1] for entry in cell.entries] == ["刘长河代张明远"]
    done = [event for event in events_of(main.session, shown) if event.what == "批示"]
    assert [event.who for event in done] == ["刘长河代张明远"]


def test_while_the_clock_stands_still_way_list_and_case_say_so_with_what_was_left(
    seated, played: Played, undertaken: str
):
    played.act("zhou", "pause", undertaken, ground="鉴定")
    main = seated("zhou", undertaken)
    shown = main.document.shown()
    node = next(node for node in nodes_of(main.session, shown) if node.state == "current")
    assert node.sub.startswith("已暂停计时，剩 ")
    row = main.list.model.index_of(undertaken).data(WORDS_ROLE)
    assert row.left == node.sub and row.limit == f"承办环节时限：{node.sub}"
    assert "已暂停计时，剩 " in whole_case(main.session, shown).words


def test_what_stands_still_is_not_late_however_long_it_stands(
    seated, played: Played, undertaken: str, qtbot
):
    played.act("zhou", "pause", undertaken, ground="鉴定")
    played.at += timedelta(days=30)
    played.act("chen", "register", title="关于后来的函", kind="函")
    main = seated("zhou", undertaken)
    [one] = [one for row, one in main.list._rows if row["document"] == undertaken]
    assert not one.late and one.due.startswith("已暂停计时")


def test_a_toast_of_an_act_upon_the_clocks_says_what_was_done_and_sends_nothing(
    seated, played: Played, qtbot
):
    played.at = moment.now()
    document = assigned(played)
    main = seated("zhou", document)
    assert do(main, qtbot, "pause", {}) == "已暂停计时，依据：听证"
    assert do(main, qtbot, "resume") == "已恢复计时，剩余时间不变"
    later = QDate.currentDate().addDays(20)
    said = do(main, qtbot, "ask-extension", {"until": later, "reason": "须核对"})
    assert said.startswith("已申请延期至 ") and said.endswith("，请 张明远 审批")
    main.session.set_person("zhang")
    settle(main, qtbot)
    main.open_document(document)
    settle(main, qtbot)
    refused = do(main, qtbot, "refuse-extension", {"reason": "不必"})
    assert refused == "对 周敏 不予延期，时限不变"


def test_who_decides_on_an_extension_is_no_reader_and_his_refusal_no_opinion_of_one(
    seated, played: Played, undertaken: str
):
    played.act("zhou", "circulate", undertaken, to=["zhao"])
    played.act("zhou", "ask-extension", undertaken, until="2026-03-12", reason="须核对")
    played.act("zhang", "refuse-extension", undertaken, reason="可以分批报")
    main = seated("zhou", undertaken)
    cells = {cell.stage: cell for cell in slip_of(main.session, main.document.shown())[1]}
    assert [entry[1] for entry in cells["read"].entries] == ["赵磊"]
    assert not [e for cell in cells.values() for e in cell.entries if "可以分批报" in e[0]]


def test_a_draft_that_was_given_up_is_not_said_to_be_done(seated, played: Played):
    document = played.act("li", "draft", title="关于检查的通知", body="文。", to="各科室")
    played.act("li", "abandon", document)
    main = seated("li", document)
    words = whole_case(main.session, main.document.shown()).words
    assert "已撤稿" in words and "办结" not in words


def test_what_the_desk_takes_under_supervision_shows_in_the_record_that_lies_open(
    seated, played: Played, undertaken: str, qtbot
):
    main = seated("wu", undertaken)
    main.document.tabs.setCurrentWidget(main.document.trail)
    settle(main, qtbot)
    main.open_place("supervision")
    settle(main, qtbot)
    main.supervision._show(undertaken)
    settle(main, qtbot)
    main.supervision.detail._ask("supervise")
    settle(main, qtbot)
    form = next(f for f in main.findChildren(ActDialog) if f.isVisible())
    form.inputs["ground"].setPlainText("市长批示")
    qtbot.mouseClick(form.ok, Qt.MouseButton.LeftButton)
    settle(main, qtbot)
    assert main.toast.accessibleName() == "已列入督办，由 孙志强、周敏 负责"
    said = {line.what for line in main.document.trail.record.surface._entries}
    assert "列入督办 · 市长批示（来源 领导批示）（责任 孙志强、周敏）" in said


def test_each_act_on_a_paper_of_another_s_stands_in_its_record_at_once(
    seated, played: Played, undertaken: str, qtbot
):
    main = seated("wu", undertaken)
    do(main, qtbot, "urge", {"note": "请抓紧"})
    do(main, qtbot, "supervise", {"ground": "市长批示"})
    main.document.tabs.setCurrentWidget(main.document.trail)
    settle(main, qtbot)
    lines = main.document.trail.record.surface._entries
    assert any(line.what.startswith("列入督办 · 市长批示") for line in lines)
    assert main.document.trail._count.text() == f"{len(lines)} 条"


def test_why_a_step_cannot_be_taken_back_is_said_truly(seated, played: Played, undertaken: str):
    main = seated("wang", undertaken)
    may = {row["action"]: row for row in played.office.may("chen", undertaken)}
    assert may["recall"]["refused"] == {"code": "acted-since", "person": "wang"}
    offer = offers_of(main.session, main.document.shown(), list(may.values()))["recall"]
    assert "王建国" in offer.why and "接着办理" in offer.why


def test_a_card_that_went_out_later_than_due_says_so_and_one_in_time_does_not(played: Played):
    document = played.incoming()
    played.office.monitor("2026-03-03T15:00:00+08:00")
    played.office.monitor("2026-03-09T09:00:00+08:00")
    shown = played.office.show("wu", document)
    due = {card["level"]: card["at"] for card in shown["cards"] if card["task"]}
    cards = {e["notes"]["level"]: e for e in shown["history"]
             if e["code"] == "card" and e["notes"]["task"]}  # fmt: skip
    assert cards["red"]["settled"]["since"] == due["red"] < cards["red"]["at"]
    words = recorded.settled_words(shown, cards["red"], "zh_CN")
    assert words == "张明远（应于 3月3日 17:30 发出）"
    in_time = dict(cards["red"], settled={"person": "zhang"})
    assert recorded.settled_words(shown, in_time, "zh_CN") == "张明远"
