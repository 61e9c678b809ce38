"""常用语 are those of the step at hand, in both languages."""

import re

import pytest

from oa_client.ui.presenters.phrases import MOST, all_phrases
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
