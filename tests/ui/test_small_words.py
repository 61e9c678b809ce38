"""What the window says of a number, a limit or a receipt is whole, in both languages."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit

from oa_client.docflow.timelimit.limit import DAY, is_soon
from oa_client.ui import theme, wording
from oa_client.ui.presenters.case import FlowNode
from oa_client.ui.presenters.trays import listed
from oa_client.ui.views.act_dialog import ActDialog
from oa_client.ui.views.main_window import MainWindow
from oa_client.ui.views.navigation import Navigation
from oa_client.ui.views.next_number import NextNumber
from oa_client.ui.views.painted.flow_places import placed
from oa_client.ui.views.painted.row_delegate import meta_line
from tests.offices import Played
from tests.ui.test_window import settle


def asked(main: MainWindow, qtbot, action: str, document: str) -> ActDialog:
    main.open_document(document)
    settle(main, qtbot)
    dialog = ActDialog(main.session, action, main.document.shown(), "", main)
    dialog.show()
    settle(main, qtbot)
    return dialog


def words_in(dialog: ActDialog) -> str:
    return "\n".join(label.text() for label in dialog.findChildren(QLabel))


def test_a_pasted_name_is_ended_by_enter_though_names_are_offered_below(
    sit, played: Played, qtbot
):
    main = sit("li")
    settle(main, qtbot)
    main.open_place("draft")
    field = main.draft.form.chips("countersigners")
    field.line.setFocus()
    for name in ("财务科", "法规科"):
        QApplication.clipboard().setText(name)
        field.line.paste()
        field.line.completer().complete()
        offered = field.line.completer().popup()
        qtbot.waitUntil(offered.isVisible)
        qtbot.keyClick(offered, Qt.Key.Key_Return)
        assert not offered.isVisible() and field.line.text() == ""
    assert field.names() == ["财务科", "法规科"]


@pytest.mark.parametrize(("typed", "taken"), [("fgk", "法规科"), ("FGK", "法规科"), ("k", "k")])
def test_initials_that_mean_one_name_become_it_and_others_stay_as_written(
    typed, taken, sit, played: Played, qtbot
):
    main = sit("li")
    settle(main, qtbot)
    main.open_place("draft")
    field = main.draft.form.chips("countersigners")
    field.line.setFocus()
    qtbot.keyClicks(field.line, typed)
    field.line.completer().popup().hide()
    qtbot.keyClick(field.line, Qt.Key.Key_Return)
    assert field.names() == [taken]


def test_what_is_chosen_from_the_offered_names_is_taken_whole(sit, played: Played, qtbot):
    main = sit("li")
    settle(main, qtbot)
    main.open_place("draft")
    field = main.draft.form.chips("countersigners")
    field.line.setFocus()
    qtbot.keyClicks(field.line, "cwk")
    field.line.completer().complete()  # without a window manager nothing opens by itself
    offered = field.line.completer().popup()
    qtbot.waitUntil(offered.isVisible)
    qtbot.keyClick(offered, Qt.Key.Key_Down)
    qtbot.keyClick(offered, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: field.names() == ["财务科"])


@pytest.mark.parametrize(
    ("left", "card", "soon"),
    [(DAY, "", True), (DAY + 1, "", False), (3 * DAY, "blue", True), (None, "yellow", True),
     (None, "", False)],
)  # fmt: skip
def test_soon_is_a_card_or_a_working_day(left: int | None, card: str, soon: bool):
    assert is_soon(left, card) is soon


def test_what_says_one_day_left_is_soon_with_and_without_a_card(sit, played: Played, qtbot):
    document = played.incoming()
    main = sit("zhang")
    settle(main, qtbot)
    row = next(r for r, _ in main.list._rows if r["document"] == document)
    now = played.now()
    both = [listed(main.session, row | {"card": card}, now, DAY) for card in ("", "blue")]
    assert both[0].due == both[1].due == "剩 1 个工作日"
    assert [one.soon for one in both] == [True, True]
    later = listed(main.session, row | {"card": ""}, now, 2 * DAY)
    assert not later.soon


def test_the_dialog_says_which_number_will_be_taken(sit, played: Played, qtbot):
    document = played.outgoing("recheck")
    main = sit("chen")
    settle(main, qtbot)
    dialog = asked(main, qtbot, "number", document)
    told, series = dialog.findChild(NextNumber), dialog.inputs["series"]
    assert isinstance(told, NextNumber) and isinstance(series, QLineEdit)
    of_office = told.text()
    series.setText("临政函")
    settle(main, qtbot)
    assert told.text() == "将取 临政函〔2026〕1号"
    series.clear()
    settle(main, qtbot)
    qtbot.mouseClick(dialog.ok, Qt.MouseButton.LeftButton)
    settle(main, qtbot)
    assert of_office == f"将取 {played.office.show('chen', document)['number']}"


@pytest.mark.parametrize(
    ("signed", "waiting"), [((), "各科室、市委办公室"), (("各科室",), "市委办公室")]
)
def test_archiving_says_who_has_not_signed_and_does_not_forbid_it(
    sit, played: Played, qtbot, signed: tuple[str, ...], waiting: str
):
    document = played.outgoing("issue", cc=["市委办公室"])
    for name in signed:
        played.act("chen", "receive", document, addressee=name)
    main = sit("zheng")
    settle(main, qtbot)
    dialog = asked(main, qtbot, "archive", document)
    assert f"还没有记下签收：{waiting}。" in words_in(dialog)
    qtbot.mouseClick(dialog.ok, Qt.MouseButton.LeftButton)
    settle(main, qtbot)
    assert played.office.show("zheng", document)["closed_at"]
    allowed = [one["action"] for one in played.office.may("chen", document) if one["allowed"]]
    assert "receive" in allowed, "it can still be noted, as the dialog says"


def test_nothing_is_said_of_receipts_where_all_have_signed(sit, played: Played, qtbot):
    document = played.outgoing("issue")
    played.act("chen", "receive", document)
    main = sit("zheng")
    settle(main, qtbot)
    assert "签收" not in words_in(asked(main, qtbot, "archive", document))


def test_english_says_for_how_long_in_english(sit, played: Played, qtbot):
    document = played.outgoing("issue")
    main = sit("zheng")
    main.session.set_language("en")
    settle(main, qtbot)
    box = asked(main, qtbot, "archive", document).inputs["retention"]
    assert isinstance(box, QComboBox)
    assert [box.itemText(n) for n in range(3)] == ["30 years", "Permanent", "10 years"]
    assert [box.itemData(n) for n in range(3)] == ["30年", "永久", "10年"]


@pytest.mark.parametrize("left", ["剩 1 个工作日", "剩 10 个工作日"])
def test_eleven_stages_keep_their_latest_dates(left: str, dress):
    look = dress()
    done = [FlowNode(str(n), "核稿", f"李晓明 11-{10 + n}", "done") for n in range(10)]
    nodes = [*done, FlowNode("last", "归档", left, "current")]
    width = sum(_wanted(node, look) for node in nodes) - 12
    subs = [place.sub for place in placed(nodes, width)]
    assert subs[-1] == left and subs[-2] == "李晓明 11-19"
    assert subs[0] == "李晓明", "the oldest day goes first"


def _wanted(node: FlowNode, look: theme.Look) -> float:
    weight = theme.STRONG if node.state == "current" else theme.REGULAR
    font = look.sans(theme.CAPTION, weight)
    return QFontMetricsF(font).horizontalAdvance(node.sub) + look.px(10)


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_the_rail_names_its_calendar_whole(sit, played: Played, qtbot, language: str):
    main = sit("zhang")
    main.session.set_language(language)
    settle(main, qtbot)
    rail = main.navigation
    assert isinstance(rail, Navigation)
    label = rail._watch
    inner = label.contentsRect()
    needed = label.fontMetrics().boundingRect(
        inner, int(Qt.TextFlag.TextWordWrap) if label.wordWrap() else 0, label.text()
    )
    assert needed.width() <= inner.width() and needed.height() <= inner.height()


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_a_short_line_keeps_number_and_person(
    sit, played: Played, qtbot, dress, language: str
):
    document = played.outgoing("number")
    look = dress(1.3)
    main = sit("chen")
    main.session.set_language(language)
    settle(main, qtbot)
    row = next(row for row, _ in main.list._rows if row["document"] == document)
    words = main.list.model.words(
        main.list.model.row_at(main.list.model.index_of(document))
    )
    sender = main.session.facts.names()[row["from"]]
    font = look.sans(theme.META)
    line = meta_line(words, font, QFontMetricsF(font).horizontalAdvance(words.meta) - 1)
    assert row["number"] in line and line.endswith(sender)


def test_drafts_lead_to_the_new_draft_that_is_not_filed(sit, played: Played, qtbot):
    main = sit("li")
    settle(main, qtbot)
    main.open_tray("drafts")
    settle(main, qtbot)
    assert not main.list.begun.isVisible(), "nothing was begun"
    main.open_place("draft")
    main.draft.form.inputs["title"].setText("关于检查的通知")
    main.open_tray("drafts")
    settle(main, qtbot)
    assert main.list.begun.isVisible() and "接着写" in main.list.begun.text()
    qtbot.mouseClick(main.list.begun, Qt.MouseButton.LeftButton)
    settle(main, qtbot)
    assert main.rooms.currentWidget() is main.draft
    assert main.draft.form.fields()["title"] == "关于检查的通知"
    main.open_tray("todo")
    settle(main, qtbot)
    assert not main.list.begun.isVisible()


@pytest.mark.parametrize(
    ("size", "words"),
    [(0, "0 B"), (32, "32 B"), (1_000, "1 KB"), (49_152, "48 KB"), (3_250_586, "3.1 MB")],
)
def test_no_file_that_holds_something_is_said_to_be_empty(size, words):
    assert wording.size_words(size) == words
