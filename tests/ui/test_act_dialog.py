"""What an act asks: name and effect above, the question between, its name on the button."""

from datetime import date, datetime

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QDateEdit,
    QDialog,
    QLabel,
    QLineEdit,
    QListWidget,
    QSpinBox,
    QToolButton,
    QWidget,
)

from oa_client.docflow.model.moment import OFFICE_ZONE
from oa_client.ui import wording
from oa_client.ui.presenters.asked import ASKS, CORRECTABLE
from oa_client.ui.views.act_dialog import ActDialog
from oa_client.ui.views.document_picker import DocumentPicker
from oa_client.ui.views.five_questions import FiveQuestions
from oa_client.ui.views.keys_dialog import KeysDialog
from oa_client.ui.views.main_window import MainWindow
from oa_client.ui.views.name_chips import NameChips
from oa_client.ui.views.people_picker import PeoplePicker
from tests.offices import Played
from tests.ui.test_window import settle


@pytest.fixture
def main(sit, played: Played, qtbot) -> MainWindow:
    shown = sit("chen")
    settle(shown, qtbot)
    return shown


def asked(main: MainWindow, qtbot, action: str, document: str) -> ActDialog:
    main.open_document(document)
    settle(main, qtbot)
    dialog = ActDialog(main.session, action, main.document.shown(), "", main)
    dialog.show()
    return dialog


@pytest.mark.parametrize("language", ["zh_CN", "en"])
@pytest.mark.parametrize("action", ASKS)
def test_every_question_says_what_follows_in_both_languages(action: str, language: str):
    assert wording.term("follows", action, language) != action


def test_the_button_is_named_by_the_act_and_the_document_stands_above(
    main: MainWindow, played: Played, qtbot
):
    document = played.act("chen", "register", title="关于检查的通知", body="文。")
    dialog = asked(main, qtbot, "correct", document)
    assert dialog.ok.text() == "更正"
    assert "关于检查的通知" in [label.text() for label in dialog.findChildren(QLabel)]


def test_a_correction_begins_with_what_stands_there(main: MainWindow, played: Played, qtbot):
    document = played.act("chen", "register", title="关于检查的通知", issuer="某厅", body="文。")
    dialog = asked(main, qtbot, "correct", document)
    value, field = dialog.inputs["value"], dialog.inputs["field"]
    assert value.said() == "关于检查的通知"
    field.setCurrentIndex(field.findData("issuer"))
    assert value.said() == "某厅"


def test_an_element_is_corrected_where_and_how_it_was_written(
    main: MainWindow, played: Played, qtbot
):
    document = played.act(
        "chen", "register", title="关于检查的通知", body="文。", kind="督察", urgency="加急",
        to=["甲局", "乙局"],
    )  # fmt: skip
    dialog = asked(main, qtbot, "correct", document)
    value, field = dialog.inputs["value"], dialog.inputs["field"]
    for name in CORRECTABLE:
        field.setCurrentIndex(field.findData(name))
        assert type(value.input) is type(main.register.form.inputs.get(name, NameChips())), name
        assert [w for w in value.children() if isinstance(w, QWidget) and not w.isHidden()] == [
            value.input
        ], name
    field.setCurrentIndex(field.findData("to"))
    assert value.said() == "甲局；乙局"
    field.setCurrentIndex(field.findData("kind"))
    assert value.said() is None, "a kind that none of the list is stands for none of them"
    field.setCurrentIndex(field.findData("urgency"))
    assert value.said() == "加急"
    value.input.set_value("特急")
    dialog.inputs["reason"].setPlainText("原件标特急")
    dialog.send()
    settle(main, qtbot)
    assert not dialog.isVisible() and main.document.shown()["elements"]["urgency"] == "特急"


def test_a_day_is_corrected_to_a_day_and_written_as_papers_write_it(
    main: MainWindow, played: Played, qtbot
):
    document = played.act("chen", "register", title="关于检查的通知", body="文。")
    dialog = asked(main, qtbot, "correct", document)
    field = dialog.inputs["field"]
    field.setCurrentIndex(field.findData("date"))
    value = dialog.inputs["value"].input
    value.setText("2026-13-45")
    dialog.inputs["reason"].setPlainText("看错")
    dialog.send()
    settle(main, qtbot)
    assert dialog.isVisible() and "成文日期须是年月日" in dialog._trouble.text()
    assert dialog.focusWidget() is value
    value.setText("20261121")
    assert dialog._trouble.text() == ""
    dialog.send()
    settle(main, qtbot)
    assert main.document.shown()["elements"]["date"] == "2026年11月21日"


def test_the_longest_form_fits_a_low_screen_in_large_letters_and_either_language(
    dress, sit, played: Played, qtbot
):
    document = played.act("chen", "register", title="关于检查的通知", body="文。")
    dress(1.3)
    main = sit("wu")
    for language in ("zh_CN", "en"):
        main.session.set_language(language)
        settle(main, qtbot)
        dialog = asked(main, qtbot, "supervise", document)
        assert dialog.minimumSizeHint().height() <= 768 - 48  # what the system draws round it
        for line in dialog.findChildren(QLineEdit):
            words = line.placeholderText()
            assert line.fontMetrics().horizontalAdvance(words) < line.width() - 16, words
        dialog.close()


def test_a_refused_act_leaves_the_keyboard_where_something_is_missing(
    main: MainWindow, played: Played, qtbot
):
    document = played.act("chen", "register", title="关于检查的通知", body="文。")
    dialog = asked(main, qtbot, "correct", document)
    dialog.inputs["value"].input.setText("关于大检查的通知")
    dialog.ok.setFocus()
    dialog.send()
    settle(main, qtbot)
    assert dialog.focusWidget() is dialog.inputs["reason"]


def test_an_opinion_that_must_be_given_is_asked_where_none_is_written(
    sit, played: Played, qtbot
):
    document = played.act("chen", "register", title="关于检查的通知", body="文。")
    played.act("chen", "examine", document, answers=[True] * 5)
    main = sit("wang")
    main.open_document(document)
    settle(main, qtbot)
    dialog = ActDialog(main.session, "propose", main.document.shown(), "拟请阅示。", main)
    assert "opinion" not in dialog.inputs
    dialog = ActDialog(main.session, "propose", main.document.shown(), "", main)
    dialog.inputs["opinion"].setPlainText("拟请张明远阅示。")
    dialog.send()
    settle(main, qtbot)
    assert main.document.shown()["stage"] == "instruct"


def test_receipts_are_asked_of_those_who_have_not_signed_yet(
    main: MainWindow, played: Played, qtbot
):
    document = played.outgoing("issue", cc=["各区"])
    played.act("chen", "receive", document, addressee="各科室")
    named = asked(main, qtbot, "receive", document).inputs["addressee"]
    assert [named.itemData(at) for at in range(named.count())] == [None, "各区"]


def test_why_a_paper_goes_back_is_asked_once_a_question_is_denied(
    main: MainWindow, played: Played, qtbot
):
    document = played.act("chen", "register", title="关于检查的通知", body="文。")
    dialog = asked(main, qtbot, "examine", document)
    questions = dialog.inputs["answers"]
    assert isinstance(questions, FiveQuestions) and not dialog.inputs["reason"].isVisible()
    questions.answer(2, yes=False)
    assert dialog.inputs["reason"].isVisible()


def test_a_document_to_link_is_found_by_its_words(main: MainWindow, played: Played, qtbot):
    one = played.act("chen", "register", title="关于检查的通知", body="文。")
    other = played.act("chen", "register", title="关于检查情况的函", body="文。")
    dialog = asked(main, qtbot, "link", one)
    picker = dialog.inputs["document"]
    assert isinstance(picker, DocumentPicker)
    picker.line.setText("检查")
    picker.look()
    settle(main, qtbot)
    assert picker.found.count() == 1, "the document itself is not offered"
    qtbot.mouseClick(dialog.ok, Qt.MouseButton.LeftButton)
    settle(main, qtbot)
    assert not dialog.isVisible()
    assert played.office.show("chen", one)["links"] == [other]


def test_a_day_begins_as_the_office_s_own_day(main: MainWindow, played: Played, qtbot):
    played.at = datetime(2031, 3, 3, 0, 30, tzinfo=OFFICE_ZONE)
    played.act("chen", "register", title="关于检查的通知", body="文。")
    dialog = ActDialog(main.session, "stand-in", None, "", main)
    settle(main, qtbot)
    assert [box.date().toString("yyyy-MM-dd") for box in dialog._days] == ["2031-03-03"] * 2


def test_a_day_that_was_chosen_stays(main: MainWindow, qtbot):
    dialog = ActDialog(main.session, "stand-in", None, "", main)
    until = dialog.inputs["until"]
    assert isinstance(until, QDateEdit)
    until.setDate(QDate(2040, 1, 1))
    settle(main, qtbot)
    assert until.date() == QDate(2040, 1, 1)


@pytest.fixture
def picker(main: MainWindow, played: Played, qtbot) -> PeoplePicker:
    """The field for readers, in its form, with nothing written yet."""
    document = played.incoming()
    played.act("zhang", "instruct", document, opinion="请住建科办。")
    main.session.set_person("wang")
    settle(main, qtbot)
    dialog = asked(main, qtbot, "circulate", document)
    found = dialog.inputs["to"]
    assert isinstance(found, PeoplePicker)
    found.line.setFocus()
    return found


def popup_of(picker: PeoplePicker, qtbot, typed: str) -> QAbstractItemView:
    qtbot.keyClicks(picker.line, typed)
    popup = picker.line.completer().popup()
    qtbot.waitUntil(popup.isVisible)
    return popup


def test_a_name_that_was_chosen_from_the_list_leaves_the_line_empty(picker: PeoplePicker, qtbot):
    popup = popup_of(picker, qtbot, "zl")
    place = popup.visualRect(popup.model().index(0, 0)).center()
    qtbot.mouseClick(popup.viewport(), Qt.MouseButton.LeftButton, pos=place)
    qtbot.wait(20)
    assert len(picker.chosen()) == 1 and picker.line.text() == ""
    popup = popup_of(picker, qtbot, "zjk")
    qtbot.keyClick(popup, Qt.Key.Key_Down)
    qtbot.keyClick(popup, Qt.Key.Key_Return)
    qtbot.wait(20)
    assert picker.chosen()[1] == "住建科" and picker.line.text() == ""


def test_one_enter_takes_the_name_that_is_offered(picker: PeoplePicker, qtbot):
    popup = popup_of(picker, qtbot, "szq")
    qtbot.keyClick(popup, Qt.Key.Key_Return)
    assert picker.chosen() == ["sun"] and not popup.isVisible() and picker.line.text() == ""


def test_a_name_that_is_nobody_s_is_said_and_keeps_the_paper(
    main: MainWindow, picker: PeoplePicker, played: Played, qtbot
):
    picker.add("sun")
    dialog = picker.window()
    assert isinstance(dialog, ActDialog)
    before = dialog.size(), dialog.ok.mapToGlobal(dialog.ok.rect().center())
    for typed, words in (("张三丰", "没有“张三丰”"), ("z", "不止一个")):
        picker.line.setText(typed)
        qtbot.mouseClick(dialog.ok, Qt.MouseButton.LeftButton)
        settle(main, qtbot)
        assert words in dialog._trouble.text() and dialog._trouble.isVisible()
        qtbot.wait(1)
        assert (dialog.size(), dialog.ok.mapToGlobal(dialog.ok.rect().center())) == before
        assert dialog.isVisible() and picker.line.text() == typed
    picker.line.setText("赵磊")
    qtbot.mouseClick(dialog.ok, Qt.MouseButton.LeftButton)
    settle(main, qtbot)
    document = main.document.wanted()
    assert not dialog.isVisible(), dialog._trouble.text()
    readers = [row["name"] for row in played.office.show("wang", document)["readers"]]
    assert readers == ["孙志强", "赵磊"]


@pytest.mark.parametrize("action", ["recheck", "print"])
def test_a_box_to_tick_says_its_question_once(
    main: MainWindow, played: Played, qtbot, action: str
):
    document = played.act("chen", "register", title="关于检查的通知", body="文。")
    dialog = asked(main, qtbot, action, document)
    box = next(iter(dialog.findChildren(QCheckBox)))
    assert box.text() and box.text() not in [label.text() for label in dialog.findChildren(QLabel)]
    for spin in dialog.findChildren(QSpinBox):
        assert spin.lineEdit().textMargins().left() > 0


def visited(dialog: QDialog, qtbot) -> list[QWidget]:
    """Where Tab leads, from the first field until the keyboard is back there."""
    found = [dialog.focusWidget()]
    for _ in range(40):
        qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
        now = dialog.focusWidget()
        if now is found[0] and len(found) > 1:
            break
        if now is not found[-1]:  # within a day Tab goes from its year to its month first
            found.append(now)
    return found


def stands_at(widget: QWidget, dialog: QDialog) -> tuple[int, int]:
    place = widget.mapTo(dialog, widget.rect().topLeft())
    return place.y(), place.x()


@pytest.mark.parametrize("action", ASKS)
def test_tab_goes_from_field_to_field_as_they_stand_and_then_to_the_button(
    main: MainWindow, played: Played, qtbot, action: str
):
    dialog = asked(main, qtbot, action, played.outgoing("submit"))
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    for picker in dialog.findChildren(PeoplePicker):
        picker.add("法规科")
    fields = list(dialog.inputs.values())
    (fields[0] if fields else dialog.ok).setFocus()
    way = visited(dialog, qtbot)
    assert not [part for part in way if isinstance(part, QListWidget | QToolButton)]
    ends = way.index(dialog.ok)
    places = [stands_at(part, dialog) for part in way[: ends + 1]]
    assert [y for y, _ in places] == sorted(y for y, _ in places)
    for field in dialog.inputs.values():
        passed = [part for part in way if part is field or field.isAncestorOf(part)]
        assert passed or not field.isVisible(), "every field is on the way"


def test_backspace_takes_the_last_chosen_name_away(picker: PeoplePicker, qtbot):
    picker.add("财务科")
    picker.add("法规科")
    qtbot.keyClick(picker.line, Qt.Key.Key_Backspace)
    assert picker.chosen() == ["财务科"]


def test_the_cross_stands_beside_the_names_and_only_where_there_are_some(
    picker: PeoplePicker, qtbot
):
    assert not picker.remove.isVisible(), "beside an empty line it would take the row away"
    picker.add("财务科")
    picker.add("法规科")
    assert picker.remove.y() + picker.remove.parentWidget().y() >= picker.line.geometry().bottom()
    for left in (["财务科"], []):
        qtbot.mouseClick(picker.remove, Qt.MouseButton.LeftButton)
        assert picker.chosen() == left
    assert not picker.remove.isVisible()


def opened_by(
    main: MainWindow, login: str, document: str, qtbot, opinion: str = ""
) -> ActDialog:
    """What the primary button asks."""
    main.session.set_person(login)
    settle(main, qtbot)
    main.open_document(document)
    settle(main, qtbot)
    bar = main.document.bar
    bar.opinion.setPlainText(opinion)
    qtbot.mouseClick(bar.primary, Qt.MouseButton.LeftButton)
    return next(one for one in bar.findChildren(ActDialog) if one.isVisible())


def test_one_confirms_with_the_words_of_the_button_that_one_pressed(
    main: MainWindow, played: Played, qtbot
):
    document = played.act("chen", "register", title="关于检查的通知", body="文。")
    played.act("chen", "examine", document, answers=[True] * 5)
    asked_ = opened_by(main, "wang", document, qtbot, "拟请阅示。")
    assert asked_.ok.text() == main.document.bar.primary.text() == "送批示"


def test_the_button_says_that_the_paper_goes_back_once_an_answer_does(
    main: MainWindow, played: Played, qtbot
):
    document = played.act("chen", "register", title="关于检查的通知", body="文。")
    sent = played.outgoing("sign")
    asked_ = opened_by(main, "chen", document, qtbot)
    qtbot.keyClicks(asked_.inputs["answers"], "yyyyn")
    assert asked_.ok.text() == "退回来文单位"
    asked_.reject()
    asked_ = opened_by(main, "chen", sent, qtbot)
    assert asked_.ok.text().startswith("复核无误")
    asked_.inputs["substantive"].click()
    assert asked_.ok.text() == "退回签发人"


def test_who_answers_an_urging_reads_it_there_and_writes_the_day_as_officials_do(
    main: MainWindow, played: Played, qtbot
):
    document = played.outgoing("submit")
    played.act("wu", "urge", document, note="请于周二前办结")
    main.session.set_person("zhou")
    settle(main, qtbot)
    dialog = asked(main, qtbot, "answer-urging", document)
    settle(main, qtbot)
    words = [label.text() for label in dialog.findChildren(QLabel)]
    [urging] = [line for line in words if line.endswith("催办：请于周二前办结")]
    assert urging.startswith("吴双") and "3月2日" in urging
    day = dialog.inputs["expected"]
    assert isinstance(day, QLineEdit) and "12月2日" in day.placeholderText()
    dialog.inputs["opinion"].insertPlainText("正在核对")
    day.setText("下周")
    qtbot.mouseClick(dialog.ok, Qt.MouseButton.LeftButton)
    settle(main, qtbot)
    said = [label.text() for label in dialog.findChildren(QLabel) if label.isVisible()]
    assert any("“下周”" in w or "下周" in w for w in said)
    assert not [w for w in said if "T09" in w], "no official writes a moment so"
    day.setText("2026年13月1日")
    qtbot.mouseClick(dialog.ok, Qt.MouseButton.LeftButton)
    settle(main, qtbot)
    assert dialog.isVisible()
    day.setText("3月6日")
    qtbot.mouseClick(dialog.ok, Qt.MouseButton.LeftButton)
    settle(main, qtbot)
    [urging] = played.office.show("zhou", document)["urgings"]
    now = played.office.now()
    year = now.year + (now.date() > date(now.year, 3, 6))
    assert (urging["answer"], urging["expected"]) == ("正在核对", f"{year}-03-06")


def test_who_prints_a_paper_ticks_which_of_its_annexes_are_bound_apart(
    main: MainWindow, played: Played, qtbot
):
    body = "一、检查范围\n全市。\n附件1\n检查项目表\n一项。\n附件2\n检查办法\n略。"
    document, without = played.outgoing("number", body=body), played.outgoing("number")
    assert "apart" not in asked(main, qtbot, "print", without).inputs
    dialog = asked(main, qtbot, "print", document)
    boxes = dialog.inputs["apart"].findChildren(QCheckBox)
    assert [box.text() for box in boxes] == ["附件1　检查项目表", "附件2　检查办法"]
    boxes[1].click()
    qtbot.mouseClick(dialog.ok, Qt.MouseButton.LeftButton)
    settle(main, qtbot)
    assert not dialog.isVisible()
    assert played.office.elements("chen", document)[0].apart == ("附件2",)


def test_who_proposes_without_a_word_is_asked_for_it_before_anything_else(
    main: MainWindow, played: Played, qtbot
):
    document = played.act("chen", "register", title="关于检查的通知", body="文。")
    played.act("chen", "examine", document, answers=[True] * 5)
    main.session.set_person("wang")
    settle(main, qtbot)
    told: list[str] = []
    main.session.told.connect(lambda words, _: told.append(words))
    main.open_document(document)
    settle(main, qtbot)
    bar = main.document.bar
    qtbot.mouseClick(bar.primary, Qt.MouseButton.LeftButton)
    assert not bar.findChildren(ActDialog) and told == ["请填写意见。"]
    assert main.focusWidget() is bar.opinion
    bar.opinion.setPlainText("拟请阅示。")
    qtbot.mouseClick(bar.primary, Qt.MouseButton.LeftButton)
    assert bar.findChild(ActDialog).isVisible()


def refused(main: MainWindow, dialog: ActDialog, qtbot) -> str:
    """What is said once one presses."""
    qtbot.mouseClick(dialog.ok, Qt.MouseButton.LeftButton)
    settle(main, qtbot)
    return dialog._trouble.text()


def test_a_refusal_leads_to_the_field_moves_no_button_and_goes_once_that_is_given(
    main: MainWindow, played: Played, qtbot
):
    document = played.act("chen", "register", title="关于检查的通知", body="文。")
    dialog = asked(main, qtbot, "correct", document)
    qtbot.wait(1)
    before = dialog.size(), dialog.ok.mapToGlobal(dialog.ok.rect().center())
    reason, value = dialog.inputs["reason"], dialog.inputs["value"].input
    said = refused(main, dialog, qtbot)
    qtbot.wait(1)
    assert said and dialog.focusWidget() is reason
    assert (dialog.size(), dialog.ok.mapToGlobal(dialog.ok.rect().center())) == before
    qtbot.keyClicks(value, "x")
    assert dialog._trouble.text() == said, "another field was not asked for"
    qtbot.keyClicks(reason, "x")
    assert dialog._trouble.text() == ""


def test_questions_that_are_open_are_asked_for_until_all_are_answered(
    main: MainWindow, played: Played, qtbot
):
    document = played.act("chen", "register", title="关于检查的通知", body="文。")
    dialog = asked(main, qtbot, "examine", document)
    said = refused(main, dialog, qtbot)
    questions = dialog.inputs["answers"]
    assert isinstance(questions, FiveQuestions) and questions.isAncestorOf(dialog.focusWidget())
    for number in range(1, 6):
        assert dialog._trouble.text() == said
        questions.answer(number, yes=True)
    assert dialog._trouble.text() == ""


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_no_line_of_a_dialog_is_cut_however_it_is_narrowed(
    dress, sit, played: Played, qtbot, language: str
):
    document = played.outgoing("issue", cc=["各区"])
    dress(1.3)
    main = sit("chen")
    main.session.set_language(language)
    settle(main, qtbot)
    for dialog in (
        asked(main, qtbot, "archive", document), asked(main, qtbot, "void-number", document),
        KeysDialog(main.session, "chen", main),
    ):  # fmt: skip
        dialog.show()
        for width in (dialog.minimumSizeHint().width(), 900, 500):
            dialog.resize(width, 1)
            settle(main, qtbot)
            for label in dialog.findChildren(QLabel):
                if label.isVisible() and label.wordWrap():
                    assert label.height() >= label.heightForWidth(label.width()), label.text()
        dialog.close()
