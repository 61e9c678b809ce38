"""The dialog of an act keeps what is written in it, as the opinion is kept."""

from oa_client.ui.views.act_dialog import ActDialog
from oa_client.ui.views.main_window import MainWindow
from tests.offices import Played
from tests.ui.test_window import settle

REASON = "第三部分没有依据，请补充。"


def _returning(main: MainWindow, qtbot, document: str) -> ActDialog:
    settle(main, qtbot)
    main.open_document(document)
    settle(main, qtbot)
    main.document.bar.start("return")
    settle(main, qtbot)
    return main.findChildren(ActDialog)[-1]


def test_a_reason_that_was_half_written_as_the_window_died_is_there_again(
    sit, played: Played, qtbot
):
    document = played.incoming()
    died = _returning(sit("zhang"), qtbot, document)
    died.inputs["reason"].setPlainText(REASON)
    place = f"act.return.{document}"
    qtbot.waitUntil(lambda: bool(played.office.autosaved("zhang", place)), timeout=10_000)
    main = sit("zhang")
    dialog = _returning(main, qtbot, document)
    assert dialog.inputs["reason"].toPlainText() == REASON
    dialog.send()
    settle(main, qtbot)
    assert played.office.show("chen", document)["stage"] != "instruct"
    assert not played.office.autosaved("zhang", place), "what was sent is not half written"


def test_a_dialog_that_was_closed_over_words_brings_them_again_and_to_nobody_else(
    sit, played: Played, qtbot
):
    document = played.incoming()
    main = sit("zhang")
    dialog = _returning(main, qtbot, document)
    dialog.inputs["reason"].setPlainText(REASON)
    dialog.reject()
    settle(main, qtbot)
    again = _returning(main, qtbot, document)
    assert again.inputs["reason"].toPlainText() == REASON
    again.inputs["reason"].setPlainText("")
    again.reject()
    settle(main, qtbot)
    assert not played.office.autosaved("zhang", f"act.return.{document}")
    assert not played.office.autosaved("wang", f"act.return.{document}")


def test_what_a_dialog_proposes_is_nothing_half_written(sit, played: Played, qtbot):
    document = played.incoming()
    main = sit("zhang")
    _returning(main, qtbot, document).reject()
    settle(main, qtbot)
    assert not played.office.autosaved("zhang", f"act.return.{document}")
