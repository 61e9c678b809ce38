"""One act has one name: on its button, in what is said after it, in the record, in the books."""

import tomllib

import pytest

from oa_client import assets
from oa_client.docflow.handling.actions import LATER
from oa_client.docflow.handling.fields import SHAPES
from oa_client.docflow.paper import books
from oa_client.ui import limits, wording
from tests.offices import Played

NAMES = {
    "register": ("登记", "regist"), "examine": ("初审", "examin"), "propose": ("拟办", "propos"),
    "instruct": ("批示", "instruct"), "assign": ("分办", "assign"),
    "circulate": ("传阅", "circulat"), "read": ("已阅", "as read"),
    "undertake": ("承办", "undertak"), "reply": ("答复", "reply"), "archive": ("归档", "archiv"),
    "draft": ("起草", "draft"), "revise": ("修改", "revis"), "submit": ("送核", "submit"),
    "review": ("审核", "review"), "countersign": ("会签", "countersign"),
    "sign": ("签发", "sign"), "recheck": ("复核", "recheck"), "number": ("编号", "number"),
    "print": ("印制", "print"), "seal": ("用印", "seal"), "issue": ("核发", "issue"),
    "receive": ("签收", "receipt"), "abandon": ("撤稿", "abandon"), "correct": ("更正", "correct"),
    "return": ("退回", "return"), "recall": ("撤回", "recall"), "transfer": ("转办", "transfer"),
    "stand-in": ("代办", "stand"), "end-stand-in": ("终止", "stand"), "urge": ("催办", "urge"),
    "answer-urging": ("回复催办", "answer"),
    "vouch": ("作保", "vouch"), "set-calendar": ("工作日历", "calendar"),
    "void-number": ("作废", "void"), "link": ("关联", "link"), "merge": ("并入", "merge"),
    "reserve-number": ("预留", "reserve"), "release-number": ("释放", "release"),
    "add-signer": ("加签", "signer"), "remove-signer": ("减签", "remove"),
    "pause": ("暂停计时", "pause"), "resume": ("恢复计时", "resume"),
    "ask-extension": ("申请延期", "extension"), "grant-extension": ("延期", "extension"),
    "refuse-extension": ("不予延期", "extension"), "explain": ("说明", "expla"),
    "assess-explanation": ("核定", "assess"), "withdraw-card": ("撤牌", "withdraw"),
    "supervise": ("列入督办", "under supervision"), "report-progress": ("进展", "progress"),
    "close-supervision": ("销号", "supervision"),
}  # fmt: skip
"""By act, what of its name stands wherever it is spoken of."""

ELSEWHERE = {
    "recall": ("act.undo",), "return": ("act.returned", "draft.sent_back", "done.disagree"),
    "revise": ("act.edit",), "stand-in": ("person.stand_in",),
    "end-stand-in": ("person.end_stand_in", "relief.notice_ended"),
    "reserve-number": ("person.reserve",), "release-number": ("person.release",),
    "ask-extension": ("relief.row_waits", "relief.waits", "relief.notice_asked",
                      "relief.row_asked"),
    "grant-extension": ("relief.granted", "relief.notice_granted"),
    "refuse-extension": ("relief.refused", "relief.notice_refused"),
    "pause": ("time.paused",), "merge": ("register.merge",), "add-signer": ("shortcut.add-signer",),
    "transfer": ("shortcut.transfer",),
}  # fmt: skip
"""Words of the window that speak of an act under another key."""

UNLIKE = ("number", "link", "add-signer")
"""What is said after these tells the number, the two papers, or who was asked, without their name
in English.
"""

GONE = {
    "zh_CN": ("阅知", "督办办结", "请人代办", "延期批复", "起草人", "印发时间"),
    "en": ("Vetting", "Preliminary review", "section check", "more time", "clock stopped",
           "stands still", "sent it back", "sent back", "taken out", "Most urgent"),
}  # fmt: skip
"""Second words for an act that has one already."""


WRITTEN = {
    f"{room}.{key}": pair for file in assets.path("i18n").glob("window*.toml")
    for room, words in tomllib.loads(file.read_text("utf-8")).items()
    for key, pair in words.items()
}  # fmt: skip
"""Words of the window by their keys, their places empty."""


def spoken(action: str, language: str) -> list[str]:
    said = [wording.action_name(action, language), wording.entry_name(action, language)]
    elsewhere = ELSEWHERE.get(action, ())
    assert set(elsewhere) <= set(WRITTEN), elsewhere
    keys = [key for key in (f"done.{action}", *elsewhere) if key in WRITTEN]
    return said + [WRITTEN[key][wording.LANGUAGES.index(language)] for key in keys]


def test_every_act_of_the_office_is_held_to_one_name():
    assert set(NAMES) == set(SHAPES) - set(LATER)


@pytest.mark.parametrize("action", sorted(NAMES))
def test_an_act_has_one_name_in_each_language(action):
    for language, name in zip(wording.LANGUAGES, NAMES[action], strict=True):
        first, *others = spoken(action, language)
        assert name in first.casefold(), first
        for words in others if (language, action) not in [("en", one) for one in UNLIKE] else ():
            assert name in words.casefold(), (language, words)


def test_no_second_word_for_an_act_has_come_back():
    for file in assets.path("i18n").glob("*.toml"):
        for pair in pairs_in(tomllib.loads(file.read_text("utf-8"))):
            for language, words in zip(wording.LANGUAGES, pair, strict=False):
                found = [old for old in GONE[language] if old.casefold() in words.casefold()]
                assert not found, (file.name, words)


def pairs_in(table: dict) -> list[list[str]]:
    return [
        pair for value in table.values()
        for pair in (pairs_in(value) if isinstance(value, dict) else [value])
    ]  # fmt: skip


def test_the_law_names_a_stage_as_the_way_of_a_paper_does(played: Played):
    for file in assets.path("procedures").glob("*.toml"):
        for stage in tomllib.loads(file.read_text("utf-8"))["stage"]:
            assert wording.stage_name(stage["id"], "zh_CN") == stage["name"]
    laws = played.office.procedures()
    told = {line[1] for line in limits.lines(laws, "en")}
    assert {"Examination", "Check", "Countersigning"} <= told


def test_a_book_on_paper_calls_a_state_and_an_act_what_the_window_calls_it():
    for status, words in books._STATUS.items():
        assert words == wording.status_name(status, "zh_CN")
    rooms = ("level", "entry", "action", "assessed", "supervised")
    for code, words in books._ACTS.items():
        known = {wording.term(room, code, "zh_CN") for room in rooms}
        assert words in known, code
