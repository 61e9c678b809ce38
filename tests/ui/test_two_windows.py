"""Two windows on one office: who comes second is told, and keeps his words."""

from tests.offices import Played
from tests.ui.test_window import open_first, press_primary, settle


def test_who_comes_second_keeps_his_words_and_sees_what_happened(sit, played: Played, qtbot):
    played.incoming()
    first, second = sit("zhang"), sit("zhang")
    told: list[str] = []
    second.session.told.connect(lambda words, _: told.append(words))
    for main in (first, second):
        settle(main, qtbot)
        open_first(main, qtbot)
    second.document.bar.opinion.setPlainText("请财务科办理。")
    press_primary(first, qtbot, "请住建科办理。")
    press_primary(second, qtbot)
    assert told, "the second is told why nothing came of it"
    assert second.document.bar.opinion.toPlainText() == "请财务科办理。"
    shown = played.office.show("chen", first.document.wanted() or second.document.wanted())
    assert [said["text"] for said in shown["opinions"] if said["stage"] == "instruct"] == [
        "请住建科办理。"
    ]
    assert played.problems() == []


def test_words_for_the_next_paper_outlive_the_answer_to_the_one_before(sit, played: Played, qtbot):
    one, two = (played.act("chen", "register", title=f"{n}号件", body="文。") for n in "甲乙")
    for document in (one, two):
        played.act("chen", "examine", document, answers=[True] * 5)
    main = sit("wang")
    settle(main, qtbot)
    main.open_document(one)
    settle(main, qtbot)
    bar = main.document.bar
    bar.opinion.setPlainText("拟请阅示。")
    bar._send("propose", {})
    main.document.open(two)
    qtbot.waitUntil(lambda: (bar._shown or {}).get("document") == two)
    bar.opinion.setPlainText("为下一件写的")
    settle(main, qtbot)
    assert played.office.show("wang", one)["stage"] == "instruct"
    assert bar.opinion.toPlainText() == "为下一件写的" or (
        played.office.autosaved("wang", f"opinion.{two}") == "为下一件写的"
    )
