"""The 处理单 on the screen says who has it, who will, and what is being written."""

import pytest

from oa_client.ui import theme
from oa_client.ui.presenters.case import slip_of
from oa_client.ui.views.main_window import MainWindow
from tests.offices import Played
from tests.ui.pictures import share
from tests.ui.test_window import settle


@pytest.fixture
def main(sit, played: Played, qtbot) -> MainWindow:
    document = played.outgoing("submit", countersigners=["法规科"])
    opened = sit("zhou")
    settle(opened, qtbot)
    opened.open_document(document)
    settle(opened, qtbot)
    return opened


def pending(main: MainWindow) -> dict[str, tuple[str, bool]]:
    _, cells = slip_of(main.session, main.document.shown())
    return {cell.stage: (cell.pending, cell.ahead) for cell in cells if cell.pending}


def test_a_stage_to_come_says_who_is_likely_to_have_it(main: MainWindow, qtbot):
    said = pending(main)
    assert said["check"] == ("待 周敏 核稿", False)
    assert said["countersign"] == ("待 赵磊 会签", True)
    assert said["sign"] == ("待 张明远 签发", True)
    assert main.document.sheet.sheet.accessibleDescription().count("待 ") == len(said)


def test_nobody_is_named_for_a_stage_before_it_is_known_who_he_is(sit, played: Played, qtbot):
    document = played.incoming()
    main = sit("zhang")
    main.open_document(document)
    settle(main, qtbot)
    said = pending(main)
    assert said["instruct"] == ("待 张明远 批示", False) and said["assign"][1]
    assert "undertake" not in said and "reply" not in said
    played.office.act("zhang", "instruct", {"opinion": "请住建科办。"}, document=document)
    played.office.act(
        "wang", "assign", {"lead": "住建科", "assist": ["财务科"]}, document=document
    )
    main.refresh()
    settle(main, qtbot)
    assert pending(main)["reply"] == ("待 周敏 答复", True)


def test_a_case_that_is_closed_waits_for_nobody(sit, played: Played, qtbot):
    document = played.outgoing("archive")
    main = sit("li")
    main.open_document(document)
    settle(main, qtbot)
    assert pending(main) == {}


def test_being_written_is_said_only_once_something_is(main: MainWindow, qtbot):
    sheet, bar = main.document.sheet.sheet, main.document.bar

    def yellow() -> float:
        return share(sheet.grab().toImage(), theme.YELLOW_TEXT)

    def blue() -> float:
        return share(sheet.grab().toImage(), theme.ACCENT)

    assert yellow() == blue() == 0
    bar.opinion.setPlainText("格式已核。")
    assert yellow() > 0 and blue() > 0
    bar.opinion.setPlainText("")
    assert yellow() == blue() == 0


def test_a_step_that_was_taken_back_names_nobody_whom_it_had_named(sit, played: Played, qtbot):
    sent = played.outgoing("submit", countersigners=["法规科"])
    played.act("li", "recall", sent)
    came = played.incoming()
    played.act("zhang", "instruct", came, opinion="请住建科办。")
    played.act("wang", "assign", came, lead="住建科", assist=["财务科"])
    played.act("wang", "recall", came)
    for login, document, later in (("li", sent, "sign"), ("wang", came, "archive")):
        main = sit(login)
        main.open_document(document)
        settle(main, qtbot)
        said = pending(main)
        assert later in said and "reply" not in said and "undertake" not in said


@pytest.mark.parametrize(("language", "zoom"), [("zh_CN", 1.0), ("en", 1.3)])
def test_one_s_own_cell_is_seen_whole_however_high_the_bar_below_becomes(
    sit, dress, played: Played, qtbot, language: str, zoom: float
):
    document = played.incoming()
    played.act("zhang", "instruct", document, opinion="请住建科办。")
    played.act("wang", "assign", document, lead="住建科", assist=["财务科"])
    dress(zoom)
    main = sit("zhou")
    main.session.set_language(language)
    main.resize(1366, 768)
    settle(main, qtbot)
    main.open_document(document)
    settle(main, qtbot)
    area = main.document.sheet

    def seen() -> bool:
        box, top = area.sheet.box_of("undertake"), area.verticalScrollBar().value()
        return top <= box.top() and box.bottom() <= top + area.viewport().height()

    assert seen()
    main.resize(1180, 700)
    settle(main, qtbot)
    assert seen()
    area.verticalScrollBar().setValue(0)
    main.resize(1366, 768)
    settle(main, qtbot)
    assert area.verticalScrollBar().value() == 0, "whoever scrolled stays where he is"
