"""常用语 are those of the step at hand, in both languages."""

import re

import pytest
from PySide6.QtCore import Qt

from oa_client.ui.presenters.phrase_book import PLACE, read
from oa_client.ui.presenters.phrases import MOST, Phrase, all_phrases
from oa_client.ui.views.main_window import MainWindow
from oa_client.ui.views.phrase_dialog import PhraseDialog
from oa_client.ui.views.phrase_row import PhraseRow
from tests.offices import Played
from tests.ui.test_list import click_row
from tests.ui.test_window import settle

CHINESE = re.compile(r"[\u4e00-\u9fff]")


def test_every_stage_that_takes_an_opinion_has_phrases_of_its_own(played: Played):
    stages = {s["id"] for law in played.office.procedures() for s in law["stages"]}
    assert stages - {"register"} <= set(all_phrases())
    said = [tuple(pair[0] for pair in pairs) for pairs in all_phrases().values()]
    assert len(set(said)) == len(said), "no two stages say the same"


def test_each_phrase_stands_in_both_languages_and_has_a_key():
    for stage, pairs in all_phrases().items():
        assert 0 < len(pairs) <= MOST, stage
        for chinese, english in pairs:
            assert CHINESE.search(chinese) and not CHINESE.search(english), chinese


@pytest.mark.parametrize("stage", ["archive", "number", "print", "seal", "issue", "undertake"])
def test_nobody_agrees_where_there_is_nothing_to_agree_to(stage: str):
    for chinese, english in all_phrases()[stage]:
        assert not chinese.startswith("同意") and not english.startswith("Agreed.")


def test_a_proposal_names_the_leader_and_an_instruction_says_other_things(
    sit, played: Played, qtbot
):
    one = played.act("chen", "register", title="关于检查的通知", body="文。")
    played.act("chen", "examine", one, answers=[True] * 5)
    main = sit("wang")
    settle(main, qtbot)
    click_row(main, 0, qtbot)
    offered = main.document.bar._phrases.phrases()
    assert offered[0] == "拟请张明远阅示。"
    played.office.act("wang", "propose", {"opinion": "拟请阅示。"}, document=one)
    main.session.set_person("zhang")
    settle(main, qtbot)
    click_row(main, 0, qtbot)
    instructed = main.document.bar._phrases.phrases()
    assert instructed and not set(instructed) & set(offered)
    main.session.set_language("en")
    settle(main, qtbot)
    assert not [words for words in main.document.bar._phrases.phrases() if CHINESE.search(words)]


def test_whoever_reads_what_is_circulated_is_offered_what_readers_say(
    sit, played: Played, qtbot
):
    one = played.incoming()
    played.act("zhang", "circulate", one, to=["zhao"])
    main = sit("zhao")
    settle(main, qtbot)
    main.open_tray("reading")
    settle(main, qtbot)
    click_row(main, 0, qtbot)
    assert main.document.bar._phrases.phrases()[0] == "已阅。"
    assert main.document.bar._caption.text() == "传阅意见"


def _at_first_paper(main: MainWindow, qtbot) -> PhraseRow:
    settle(main, qtbot)
    click_row(main, 0, qtbot)
    return main.document.bar._phrases


def _dialog(row: PhraseRow, qtbot) -> PhraseDialog:
    qtbot.mouseClick(row.all, Qt.MouseButton.LeftButton)
    return row.findChild(PhraseDialog)


def test_what_was_written_becomes_a_phrase_of_ones_own_and_is_there_the_next_day(
    sit, played: Played, qtbot
):
    played.incoming()
    main = sit("zhang")
    row = _at_first_paper(main, qtbot)
    usual = row.phrases()
    main.document.bar.opinion.setPlainText("请住建科会同财务科研究，十日内报我。")
    dialog = _dialog(row, qtbot)
    assert dialog.fresh.text() == "请住建科会同财务科研究，十日内报我。"
    qtbot.keyClick(dialog.fresh, Qt.Key.Key_Return)
    assert row.phrases()[0] == "请住建科会同财务科研究，十日内报我。"
    assert dialog.isVisible(), "Enter adds, and leaves nothing"
    dialog.reject()
    settle(main, qtbot)
    main.close()
    later = _at_first_paper(sit("zhang"), qtbot)
    assert later.phrases() == ["请住建科会同财务科研究，十日内报我。", *usual][:MOST]


def test_nobody_else_sees_ones_own_phrases(sit, played: Played, qtbot):
    one = played.incoming()
    main = sit("zhang")
    row = _at_first_paper(main, qtbot)
    row._book.add("instruct", "请办公室先拿意见。")
    played.office.act("zhang", "circulate", {"to": ["liu"]}, document=one)
    main.session.set_person("liu")
    settle(main, qtbot)
    main.open_tray("reading")
    row = _at_first_paper(main, qtbot)
    assert "请办公室先拿意见。" not in {p for n in ("read", "instruct") for p in row._book.own(n)}


def test_the_phrase_used_most_comes_first_once_one_sits_down_again(sit, played: Played, qtbot):
    played.incoming()
    main = sit("zhang")
    row = _at_first_paper(main, qtbot)
    before = row.phrases()
    qtbot.keyClick(main.document.bar.opinion, Qt.Key.Key_3, Qt.KeyboardModifier.AltModifier)
    assert main.document.bar.opinion.toPlainText() == before[2]
    assert row.phrases() == before, "no key changes its phrase while one works"
    settle(main, qtbot)
    main.session.set_person("wang")
    settle(main, qtbot)
    main.session.set_person("zhang")
    assert _at_first_paper(main, qtbot).phrases()[0] == before[2]


def test_a_phrase_that_is_chosen_in_the_dialog_stands_in_the_opinion(sit, played: Played, qtbot):
    played.incoming()
    main = sit("zhang")
    row = _at_first_paper(main, qtbot)
    dialog = _dialog(row, qtbot)
    last = dialog.lines[-1]
    assert last.drop.isHidden(), "the office's phrases are not his to remove"
    qtbot.mouseClick(last.use, Qt.MouseButton.LeftButton)
    assert main.document.bar.opinion.toPlainText() == last.phrase.words


def test_an_own_phrase_is_removed_and_one_that_is_too_long_is_refused(
    sit, played: Played, qtbot
):
    played.incoming()
    main = sit("zhang")
    row = _at_first_paper(main, qtbot)
    dialog = _dialog(row, qtbot)
    dialog.fresh.setText("甲" * 201)
    qtbot.mouseClick(dialog.add, Qt.MouseButton.LeftButton)
    assert "201" in dialog._refusal.text() and dialog.fresh.text() == "甲" * 201
    dialog.fresh.setText("请<b>速</b>办 & 报我")
    qtbot.mouseClick(dialog.add, Qt.MouseButton.LeftButton)
    assert not dialog._refusal.text()
    assert dialog.lines[0].phrase.words == "请<b>速</b>办 & 报我" == row.phrases()[0]
    qtbot.mouseClick(dialog.lines[0].drop, Qt.MouseButton.LeftButton)
    assert "请<b>速</b>办 & 报我" not in row.phrases()


@pytest.mark.parametrize("text", [
    "", "{", "[]", '{"own": 3, "used": {"read": [1]}}',
    '{"own": {"read": ["好。", 4]}, "used": {"read": {"好。": "x"}}}',
])  # fmt: skip
def test_a_damaged_book_of_phrases_gives_what_can_be_read(text: str):
    kept = read(text)
    assert all(isinstance(one, str) for phrases in kept.own.values() for one in phrases)
    assert all(isinstance(n, int) for counts in kept.used.values() for n in counts.values())
    assert kept.own.get("read") == (["好。"] if "好。" in text else None)


def test_two_windows_of_one_person_lose_no_phrase_of_each_other(sit, played: Played, qtbot):
    played.incoming()
    first = _at_first_paper(sit("zhang"), qtbot)
    second = _at_first_paper(main := sit("zhang"), qtbot)
    first._book.add("instruct", "请办公室先拿意见。")
    second._book.add("instruct", "请列入下周议题。")
    second._book.open()  # before the answer has come the book looks empty
    second._book.use("instruct", Phrase("同意。", "同意。"))
    settle(main, qtbot)
    kept = read(played.office.autosaved("zhang", PLACE))
    assert set(kept.own["instruct"]) == {"请办公室先拿意见。", "请列入下周议题。"}
    assert kept.used["instruct"]["同意。"] == 1
