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
