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


def test_what_is_written_while_the_answer_is_on_its_way_is_kept(sit, played: Played, qtbot):
    document = played.act("chen", "register", title="甲号件", body="文。")
    played.act("chen", "examine", document, answers=[True] * 5)
    main = sit("wang")
    settle(main, qtbot)
    main.open_document(document)
    settle(main, qtbot)
    bar = main.document.bar
    bar.opinion.setPlainText("拟请阅示。")
    bar._send("propose", {})
    bar.opinion.setPlainText("拟请阅示。另有一句")
    settle(main, qtbot)
    bar.keep_half_written()
    settle(main, qtbot)
    assert played.office.show("wang", document)["stage"] == "instruct"
    assert played.office.autosaved("wang", f"opinion.{document}") == "拟请阅示。另有一句"
