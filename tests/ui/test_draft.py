"""发文起草 in the real window: levels, checks, what comes in, what is kept."""

import json

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl

from oa_client.ui.views.main_window import MainWindow
from tests.offices import BODY, Played
from tests.ui.test_window import settle


@pytest.fixture
def main(sit, qtbot) -> MainWindow:
    shown = sit("li")
    shown.open_place("draft")
    settle(shown, qtbot)
    return shown


def drawn(main: MainWindow, qtbot) -> None:
    main.draft.draw()
    settle(main, qtbot)


def lines(main: MainWindow) -> list[str]:
    checks = main.draft.checks.list
    rows = [checks.topLevelItem(n) for n in range(checks.topLevelItemCount())]
    return ["　".join(row.text(column) for column in range(4)) for row in rows]


def test_a_paragraph_becomes_a_heading_numbered_after_the_one_before(main: MainWindow, qtbot):
    body = main.draft.body
    body.setPlainText("一、总体要求\n坚持原则。\n主要任务\n（一）第一件\n第二件")
    for _ in range(2):
        qtbot.keyClick(body, Qt.Key.Key_Down)
    qtbot.keyClick(body, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    for _ in range(2):
        qtbot.keyClick(body, Qt.Key.Key_Down)
    qtbot.keyClick(body, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert body.toPlainText().splitlines()[2:] == ["二、主要任务", "（一）第一件", "（二）第二件"]
    qtbot.keyClick(body, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert body.toPlainText().splitlines()[-1] == "第二件"
    assert main.rooms.currentWidget() is main.draft, "the digit must not lead to another room"


@pytest.mark.parametrize(
    ("number", "sign"),
    [(1, "一、"), (10, "十、"), (11, "十一、"), (20, "二十、"), (21, "二十一、")],
)
def test_headings_count_in_han_numbers(main: MainWindow, number: int, sign: str):
    body = main.draft.body
    body.setPlainText("\n".join(["一、某事"] * (number - 1) + ["末事"]))
    body.moveCursor(body.textCursor().MoveOperation.End)
    body.set_level(1)
    assert body.toPlainText().splitlines()[-1] == f"{sign}末事"


def test_what_is_missing_is_counted_on_the_button_and_pressing_it_leads_there(
    main: MainWindow, qtbot
):
    draft = main.draft
    assert draft.checks.faults() == 2 and "2" in draft.send.text()
    qtbot.mouseClick(draft.send, Qt.MouseButton.LeftButton)
    assert draft.form.inputs["title"].hasFocus()
    draft.form.inputs["title"].setText("关于检查的通知")
    qtbot.mouseClick(draft.send, Qt.MouseButton.LeftButton)
    assert draft.body.hasFocus()
    draft.body.setPlainText("请按时报送。")
    assert draft.checks.faults() == 0 and draft.send.property("role") == "primary"


def test_the_office_s_own_rules_are_said_beside_the_draft_as_one_writes(main: MainWindow, qtbot):
    draft = main.draft
    kind = draft.form.inputs["kind"]
    kind.setCurrentIndex(kind.findData("请示"))
    draft.form.inputs["title"].setText("关于经费的请示")
    draft.form.inputs["to"].setText("甲局；乙局")
    draft.body.setPlainText("妥否，请批复。")
    assert draft.checks.faults() == 1 and "条例 15" in lines(main)[0]
    draft.form.inputs["to"].setText("甲局")
    assert draft.checks.faults() == 0


def test_undecided_parts_are_boxed_on_the_page(main: MainWindow, qtbot):
    main.draft.body.setPlainText("请按时报送。")
    drawn(main, qtbot)
    number, date = main.draft.page._marks
    assert number.text.startswith("发文字号") and date.text.startswith("签发后")
    assert date.page == 1, "below the signature, not at the 印发机关 overleaf"


def test_a_paper_to_a_superior_keeps_the_place_of_who_signs_it(main: MainWindow, qtbot):
    form = main.draft.form.inputs["form"]
    form.setCurrentIndex(form.findData("upward"))
    drawn(main, qtbot)
    number, signer, _ = main.draft.page._marks
    assert number.text.startswith("发文字号") and signer.text == "待签发"
    assert number.x_mm + number.width_mm < signer.x_mm and number.y_mm == signer.y_mm


def test_a_program_dropped_into_the_text_is_refused_in_words(main: MainWindow, qtbot):
    told: list[str] = []
    main.session.told.connect(lambda words, _: told.append(words))
    brought = QMimeData()
    brought.setUrls([QUrl("file:///bin/sh")])
    main.draft.body.setPlainText("原文")
    main.draft.body.insertFromMimeData(brought)
    settle(main, qtbot)
    assert main.draft.body.toPlainText() == "原文" and "程序" in told[0]


def test_pasting_more_than_a_text_may_have_is_refused_and_nothing_is_lost(main: MainWindow, qtbot):
    told: list[str] = []
    main.session.told.connect(lambda words, _: told.append(words))
    brought = QMimeData()
    brought.setText("长" * 50_000_000)
    main.draft.body.setPlainText("原文")
    main.draft.body.insertFromMimeData(brought)
    settle(main, qtbot)
    assert main.draft.body.toPlainText() == "原文" and "50000000" in told[0]


def test_pasted_markup_comes_in_as_words(main: MainWindow, qtbot):
    brought = QMimeData()
    brought.setHtml("<b>粗体</b>")
    brought.setText("<b>粗体</b>")
    main.draft.body.insertFromMimeData(brought)
    assert main.draft.body.toPlainText() == "<b>粗体</b>"


def test_find_and_replace_all_is_one_step_of_undo(main: MainWindow, qtbot):
    editor = main.draft.editor
    editor.text.setPlainText("甲方和甲方的甲")
    qtbot.keyClick(editor.text, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    editor.seek()
    editor.finder.sought.setText("甲方")
    editor.finder.instead.setText("乙方")
    qtbot.mouseClick(editor.finder.all, Qt.MouseButton.LeftButton)
    assert editor.text.toPlainText() == "乙方和乙方的甲"
    editor.text.undo()
    assert editor.text.toPlainText() == "甲方和甲方的甲"


def test_a_new_draft_that_was_not_filed_is_there_again(main: MainWindow, played: Played, qtbot):
    main.draft.form.inputs["title"].setText("关于没写完的通知")
    main.draft.keep_half_written()
    settle(main, qtbot)
    main.draft.load(None)
    settle(main, qtbot)
    assert main.draft.form.fields()["title"] == "关于没写完的通知"
    assert json.loads(played.office.autosaved("li", "draft"))["title"] == "关于没写完的通知"


def test_changes_to_a_filed_draft_that_were_not_filed_are_there_again(
    main: MainWindow, played: Played, qtbot
):
    document = played.act("li", "draft", title="关于检查的通知", body="旧文。", to="各科室")
    main.draft.load(document)
    settle(main, qtbot)
    main.draft.body.setPlainText("新写的。")
    main.close()
    assert json.loads(played.office.autosaved("li", f"draft.{document}"))["body"] == "新写的。"
    main.draft.load(None)
    main.draft.load(document)
    settle(main, qtbot)
    assert main.draft.body.toPlainText() == "新写的。"
    main.draft.filing.keep()
    settle(main, qtbot)
    assert played.office.autosaved("li", f"draft.{document}") is None
    assert played.office.show("li", document)["elements"]["body"] == "新写的。"


def test_sending_what_was_filed_makes_no_new_version_of_the_same_words(
    main: MainWindow, played: Played, qtbot
):
    document = played.act("li", "draft", title="关于检查的通知", body="文。", to="各科室")
    main.draft.load(document)
    settle(main, qtbot)
    qtbot.mouseClick(main.draft.send, Qt.MouseButton.LeftButton)
    settle(main, qtbot)
    shown = played.office.show("li", document)
    assert shown["stage"] == "check" and len(shown["versions"]) == 1
    assert "revise" not in {entry["code"] for entry in shown["history"]}


def test_a_name_is_found_by_its_initials_and_becomes_a_chip(main: MainWindow, qtbot):
    chips = main.draft.form.chips("countersigners")
    chips.setText("财务科")
    completer = chips.line.completer()
    completer.setCompletionPrefix("fgk")
    assert completer.pathFromIndex(completer.currentIndex()) == "法规科"
    qtbot.keyClicks(chips.line, "fgk")
    completer.activated[str].emit("法规科")
    chips.line.setText("法规科")
    qtbot.waitUntil(lambda: chips.names() == ["财务科", "法规科"] and not chips.line.text())


def test_a_field_of_names_is_as_high_as_its_names_need_and_shows_that_one_writes_in_it(
    main: MainWindow, qtbot
):
    field = main.draft.form.chips("cc")
    field.setText("临江市人民政府")
    qtbot.waitUntil(lambda: field.height() > 0)
    main.grab()  # laid out
    one_row = field.height()
    field.setText("临江市人民政府；市财政局；市住房和城乡建设局")
    qtbot.waitUntil(lambda: field.height() > one_row)
    field.drop(["市财政局", "市住房和城乡建设局"])
    qtbot.waitUntil(lambda: field.height() == one_row)
    assert one_row < 1.5 * main.draft.form.chips("countersigners").height()
    empty = field.grab().toImage()
    field.line.setFocus()
    assert field.grab().toImage() != empty


def test_names_are_chips_that_a_click_or_backspace_takes_out(main: MainWindow, qtbot):
    chips = main.draft.form.chips("to")
    chips.line.setText("各县（市、区）人民政府；市直各部门；")
    assert chips.names() == ["各县（市、区）人民政府", "市直各部门"] and not chips.line.text()
    qtbot.mouseClick(chips._chips[0], Qt.MouseButton.LeftButton)
    assert chips.names() == ["市直各部门"]
    qtbot.keyClick(chips.line, Qt.Key.Key_Backspace)
    assert main.draft.fields().get("to") is None
    chips.line.setText("某局")
    assert main.draft.fields()["to"] == ["某局"], "what is still being written counts"


def test_a_unit_below_in_the_copies_of_an_upward_paper_is_taken_out_at_once(
    main: MainWindow, qtbot
):
    draft = main.draft
    kind = draft.form.inputs["kind"]
    kind.setCurrentIndex(kind.findData("请示"))
    draft.form.inputs["title"].setText("关于经费的请示")
    draft.body.setPlainText("请批复。")
    draft.form.chips("cc").setText("省财政厅；财务科")
    assert draft.checks.faults() == 1
    assert [c.property("role") for c in draft.form.chips("cc")._chips] == ["chip", "chip-wrong"]
    settle(main, qtbot)
    row = draft.checks.list.visualItemRect(draft.checks.list.topLevelItem(0))
    header = draft.checks.list.header()
    cure = header.sectionPosition(3) + header.sectionSize(3) // 2
    place = row.center()
    place.setX(cure)
    qtbot.mouseClick(draft.checks.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert draft.form.chips("cc").names() == ["省财政厅"] and draft.checks.faults() == 0


def test_the_road_ahead_names_the_people_and_the_button_whom_it_goes_to(
    main: MainWindow, played: Played, qtbot
):
    draft = main.draft
    draft.form.inputs["title"].setText("关于检查的通知")
    draft.body.setPlainText("文。")
    draft.form.chips("countersigners").setText("财务科")
    settle(main, qtbot)
    steps = played.office.road("li", {"countersigners": ["财务科"]})
    names = main.session.facts.names()
    for step in steps:
        assert names[step.people[0]] in draft.bar.road.words()
    assert names[steps[0].people[0]] in draft.send.text()
    kind = draft.form.inputs["kind"]
    kind.setCurrentIndex(kind.findData("请示"))
    settle(main, qtbot)
    head = next(p["name"] for p in main.session.facts.people if "主要负责人" in p["posts"])
    assert draft.form.notes["signatory"].text() == head


def test_another_s_newer_wording_is_not_written_over_and_one_s_own_can_be_brought_back(
    main: MainWindow, played: Played, qtbot
):
    document = played.act("li", "draft", title="关于检查的通知", body="旧。")
    main.draft.load(document)
    settle(main, qtbot)
    main.draft.body.setPlainText("我在这里写的。")
    played.office.act("li", "revise", {"body": "在另一台电脑上写的。"}, document=document)
    qtbot.mouseClick(main.draft.save, Qt.MouseButton.LeftButton)
    settle(main, qtbot)
    settle(main, qtbot)
    assert main.draft.body.toPlainText() == "在另一台电脑上写的。"
    qtbot.mouseClick(main.draft.fetch, Qt.MouseButton.LeftButton)
    assert main.draft.body.toPlainText() == "我在这里写的。"
    assert len(played.office.show("li", document)["versions"]) == 2


def test_the_versions_of_a_draft_are_compared_from_its_head(
    main: MainWindow, played: Played, qtbot
):
    document = played.act("li", "draft", title="关于检查的通知", body="旧。")
    played.act("li", "revise", document, body="新。")
    main.draft.load(document)
    settle(main, qtbot)
    qtbot.mouseClick(main.draft.head.compare, Qt.MouseButton.LeftButton)
    settle(main, qtbot)
    assert main.document.tabs.currentWidget() is main.document.trail
    assert main.document.wanted() == document


def test_sending_what_stands_as_it_was_filed_leaves_nothing_half_written(
    main: MainWindow, played: Played, qtbot
):
    document = played.act("li", "draft", title="关于检查的通知", body="文。", to="各科室")
    main.draft.load(document)
    settle(main, qtbot)
    main.draft.body.setPlainText("改了又改")
    main.draft.keep_half_written()
    main.draft.body.setPlainText("文。")
    qtbot.mouseClick(main.draft.send, Qt.MouseButton.LeftButton)
    settle(main, qtbot)
    assert played.office.show("li", document)["stage"] == "check"
    assert played.office.autosaved("li", f"draft.{document}") is None


def test_too_little_room_gives_the_page_a_tab(main: MainWindow, qtbot):
    main.resize(1100, 720)
    settle(main, qtbot)
    assert main.draft.panels.tabBar().isVisible()
    main.resize(1440, 900)
    settle(main, qtbot)
    assert not main.draft.panels.tabBar().isVisible()


def test_what_is_typed_while_a_save_is_on_its_way_is_neither_lost_nor_sent(
    main: MainWindow, played: Played, qtbot
):
    draft = main.draft
    draft.form.inputs["title"].setText("关于检查的通知")
    draft.body.setPlainText("先写的。")
    qtbot.mouseClick(draft.send, Qt.MouseButton.LeftButton)
    draft.body.setPlainText("先写的。后写的。")
    settle(main, qtbot)
    document = played.office.tray("li", "drafts")["rows"][0]["document"]
    assert draft.body.toPlainText() == "先写的。后写的。"
    assert played.office.show("li", document)["status"] == "draft", "half a text must not go out"
    draft.keep_half_written()
    settle(main, qtbot)
    assert "后写的" in (played.office.autosaved("li", f"draft.{document}") or "")


def test_whoever_sits_down_next_neither_loses_nor_inherits_the_words_before_him(
    main: MainWindow, played: Played, qtbot
):
    main.draft.body.setPlainText("李晓明写了一半")
    main.session.set_person("zhou")
    settle(main, qtbot)
    assert "李晓明写了一半" in (played.office.autosaved("li", "draft") or "")
    assert played.office.autosaved("zhou", "draft") is None
    assert main.draft.body.toPlainText() == ""


def test_a_newer_filed_version_is_shown_and_older_words_can_be_brought_back(
    main: MainWindow, played: Played, qtbot
):
    document = played.act("li", "draft", title="关于检查的通知", body="第一稿。", to="各科室")
    main.draft.load(document)
    settle(main, qtbot)
    main.draft.body.setPlainText("在第一稿上写的。")
    main.draft.load(None)
    settle(main, qtbot)
    played.office.act("li", "revise", {"body": "第二稿。"}, document=document)
    main.draft.load(document)
    settle(main, qtbot)
    assert main.draft.body.toPlainText() == "第二稿。" and main.draft.fetch.isVisible()
    qtbot.mouseClick(main.draft.fetch, Qt.MouseButton.LeftButton)
    assert main.draft.body.toPlainText() == "在第一稿上写的。"


def test_a_link_from_a_browser_comes_in_as_words(main: MainWindow):
    brought = QMimeData()
    brought.setUrls([QUrl("https://www.gov.cn/")])
    brought.setText("https://www.gov.cn/")
    main.draft.body.insertFromMimeData(brought)
    assert main.draft.body.toPlainText() == "https://www.gov.cn/"


@pytest.mark.parametrize(
    "damaged",
    ['{"title": 5, "to": {"a": 1}, "copies": "x", "body": 7, "kind": [1], "of": "x"}', "[1, 2]",
     "{bad", '"x"', "5", "[" * 100_000, '{"copies": 99999999999, "urgency": 3, "cc": ["甲", 2]}',
     '{"title": ["甲"], "kind": ["乙"], "to": "丙", "urgency": 1, "body": ["丁"]}'],
)  # fmt: skip
def test_half_written_words_that_were_damaged_do_not_keep_a_draft_from_opening(
    damaged, played: Played, sit, qtbot
):
    document = played.act("li", "draft", title="存着的稿", body=BODY)
    for place in ("register", "draft", f"draft.{document}"):
        played.office.autosave("li", place, damaged)
    main = sit("li")
    settle(main, qtbot)
    main.draft.load(document)
    settle(main, qtbot)
    assert main.draft._desk.version is not None
    main.draft.form.inputs["title"].setText("改过的稿")
    main.draft.filing.keep()
    settle(main, qtbot)
    assert played.office.show("li", document)["elements"]["title"] == "改过的稿"


def test_a_draft_that_comes_back_still_names_who_countersigns(sit, played: Played, qtbot):
    document = played.outgoing("submit", countersigners=["财务科", "法规科"], order="in-turn")
    played.act("zhou", "return", document, to="draft", reason="请补依据")
    main = sit("li")
    settle(main, qtbot)
    main.open_place("draft")
    main.draft.load(document)
    settle(main, qtbot)
    said = main.draft.form.fields()
    assert (said["countersigners"], said["order"]) == (["财务科", "法规科"], "in-turn")
    assert "孙志强" in main.draft.bar.road.words()


def test_the_road_is_that_of_whoever_sat_down(main: MainWindow, qtbot):
    before = main.draft.bar.road.words()
    assert "周敏" in before
    main.session.set_person("zhou")
    settle(main, qtbot)
    assert main.draft.bar.road.words() != before
    main.session.set_person("li")
    settle(main, qtbot)
    assert main.draft.bar.road.words() == before


def test_what_was_emptied_in_a_filed_draft_stays_empty_when_it_comes_back(
    sit, main: MainWindow, played: Played, qtbot
):
    document = played.act(
        "li", "draft", title="关于检查的通知", body="文。", to="各科室", cc=["财务科"], note="附注",
        urgency="特急", disclosure="主动公开",
    )  # fmt: skip
    main.draft.load(document)
    settle(main, qtbot)
    form = main.draft.form
    form.inputs["cc"].set_names([])
    form.line("note").clear()
    for name in ("urgency", "disclosure"):
        form.inputs[name].set_value("")
    form.changed.emit()
    main.draft.keep_half_written()
    settle(main, qtbot)
    again = sit("li")
    again.draft.load(document)
    settle(again, qtbot)
    emptied = {"cc", "note", "urgency", "disclosure"}
    assert emptied.isdisjoint(again.draft.form.fields())
    assert again.draft.form.fields()["to"] == ["各科室"]
    again.draft.filing.keep()
    settle(again, qtbot)
    elements = played.office.show("li", document)["elements"]
    assert not any(elements[name] for name in emptied), "nor does the record keep it"


def cure(main: MainWindow, qtbot, row: int) -> None:
    """A click on what mends the line at once."""
    settle(main, qtbot)
    checks = main.draft.checks.list
    header = checks.header()
    place = checks.visualItemRect(checks.topLevelItem(row)).center()
    place.setX(header.sectionPosition(3) + header.sectionSize(3) // 2)
    qtbot.mouseClick(checks.viewport(), Qt.MouseButton.LeftButton, pos=place)


def row_of(main: MainWindow, words: str) -> int:
    return next(n for n, line in enumerate(lines(main)) if words in line)


@pytest.mark.parametrize(
    ("words", "wrong", "right"),
    [("重排序号", "一、甲\n三、乙\n（二）丙", "一、甲\n二、乙\n（一）丙"),
     ("改为〔〕", "按[2026]3号办。\n照办。", "按〔2026〕3号办。\n照办。"),
     ("补写完整", "一、甲\n![图1\n](图.png)\n末。", "一、甲\n![图1](图.png)\n末。"),
     ("改日期", "2026-3-5前。\n2026年03月08日后。", "2026年3月5日前。\n2026年3月8日后。")],
)  # fmt: skip
def test_a_reminder_is_cured_at_one_click_and_taken_back_by_one_undo(
    words, wrong, right, main: MainWindow, qtbot
):
    body = main.draft.body
    body.setPlainText(wrong)
    cure(main, qtbot, row_of(main, words))
    assert body.toPlainText() == right
    assert not any(words in line for line in lines(main))
    body.undo()
    assert body.toPlainText() == wrong


def test_the_next_fault_leads_to_the_words_that_break_the_rule(main: MainWindow, qtbot):
    draft = main.draft
    draft.form.inputs["title"].setText("关于检查的通知")
    draft.form.chips("to").setText("各科室")
    draft.body.setPlainText("引言。\n一、甲\n三、乙")
    qtbot.keyClick(draft.body, Qt.Key.Key_F7)
    for _ in range(8):
        if draft.body.textCursor().selectedText() == "三、乙":
            break
        draft.checks.next()
    assert draft.body.textCursor().selectedText() == "三、乙" and draft.body.hasFocus()


def test_headings_are_put_in_order_by_the_command_and_a_sound_text_says_so(
    main: MainWindow, qtbot
):
    told: list[str] = []
    main.session.told.connect(lambda words, _: told.append(words))
    editor = main.draft.editor
    editor.text.setPlainText("二、甲\n5.乙\n7.丙\n四、丁")
    qtbot.mouseClick(editor.renumber, Qt.MouseButton.LeftButton)
    assert editor.text.toPlainText() == "一、甲\n1.乙\n2.丙\n二、丁"
    qtbot.mouseClick(editor.renumber, Qt.MouseButton.LeftButton)
    assert [words[:4] for words in told] == ["层次序数", "没有需要"]
    editor.text.undo()
    assert editor.text.toPlainText() == "二、甲\n5.乙\n7.丙\n四、丁"


def test_what_was_written_can_be_undone_after_it_was_put_away_and_after_it_was_filed(
    main: MainWindow, played: Played, qtbot
):
    draft = main.draft
    draft.form.inputs["title"].setText("关于检查的通知")
    qtbot.keyClicks(draft.body, "first")
    draft.keep_half_written()
    settle(main, qtbot)
    assert "first" in (played.office.autosaved("li", "draft") or "")
    draft.filing.keep()
    settle(main, qtbot)
    assert draft.body.toPlainText() == "first"
    draft.body.undo()
    assert draft.body.toPlainText() == ""
    draft.body.redo()
    assert draft.body.toPlainText() == "first"


@pytest.mark.parametrize(
    ("body", "pages"),
    [("", 1), ("字" * 614, 1), ("字" * 615, 2), ("字\n" * 22, 1), ("字\n" * 23, 2), ("\n" * 50, 1),
     ("ab" * 614, 1), ("ab" * 614 + "c", 2)],
)  # fmt: skip
def test_the_foot_counts_pages_of_twenty_two_lines_by_twenty_eight(
    body, pages, main: MainWindow
):
    main.draft.body.setPlainText(body)
    assert f"约 {pages} 页" in main.draft.editor._count.text()


def test_a_title_says_the_kind_of_paper_and_its_form_until_one_chooses_another(
    main: MainWindow, qtbot
):
    form = main.draft.form
    form.inputs["title"].insertPlainText("关于老旧小区改造的请示")
    assert (form.fields()["kind"], form.fields()["form"]) == ("请示", "upward")
    assert "请示" in form.notes["kind_proposed"].text()
    kind = form.inputs["kind"]
    kind.setCurrentIndex(kind.findData("函"))
    kind.activated.emit(kind.currentIndex())
    qtbot.keyClick(form.inputs["title"], Qt.Key.Key_Home)
    form.inputs["title"].insertPlainText("再次")
    assert form.fields()["kind"] == "函" and not form.notes["kind_proposed"].text()


def test_a_filed_draft_keeps_the_kind_that_was_chosen_for_it(
    main: MainWindow, played: Played, qtbot
):
    document = played.act("li", "draft", title="关于转发某通知", kind="函", body="文。")
    main.draft.load(document)
    settle(main, qtbot)
    assert main.draft.form.fields()["kind"] == "函"


def test_where_the_window_is_low_the_checks_are_one_line_that_can_be_unfolded(
    sit, dress, qtbot
):
    main = sit("li")
    dress(1.3)
    main.resize(1024, 680)
    main.open_place("draft")
    settle(main, qtbot)
    checks = main.draft.checks
    assert not checks.list.isVisible() and checks._must.isVisible(), "the counts stay"
    assert main.draft.body.height() >= 4 * main.draft.body.fontMetrics().lineSpacing()
    qtbot.mouseClick(checks.fold, Qt.MouseButton.LeftButton)
    assert checks.list.isVisible()
    dress(1.0)
    main.resize(1440, 900)
    settle(main, qtbot)
    assert checks.list.isVisible() and not checks.fold.isVisible()


def test_headings_stand_in_their_own_faces_as_one_types_and_leave_no_trace_in_undo(
    main: MainWindow, qtbot
):
    body = main.draft.body
    body.setPlainText("正文。")
    body.moveCursor(body.textCursor().MoveOperation.End)
    body.insertPlainText("\n一、总体要求\n（一）第一件。要做好。\n1.小题")

    def heavy(line: int) -> list[str]:
        block = body.document().findBlockByNumber(line)
        formats = block.layout().formats()
        return [block.text()[f.start : f.start + f.length] for f in formats
                if f.format.fontWeight() > 400]  # fmt: skip

    heads = [heavy(line) for line in range(4)]
    assert heads == [[], ["一、总体要求"], ["（一）第一件。"], ["1.小题"]]


    faces = [heavy(line) for line in range(4)]
    assert faces == [[], ["一、总体要求"], ["（一）第一件。"], ["1.小题"]]
    body.undo()
    assert body.toPlainText() == "正文。" and heavy(0) == []


def test_paragraphs_stand_two_characters_in_and_rows_of_a_table_do_not(main: MainWindow, qtbot):
    body = main.draft.body
    body.setPlainText("一、总体要求\n" + "各区县要逐一检查。" * 20 + "\n|单位|数量|")
    settle(main, qtbot)
    first = [body.document().findBlockByNumber(n).layout().lineAt(0).x() for n in range(3)]
    below = body.document().findBlockByNumber(1).layout().lineAt(1).x()
    two = body.fontMetrics().horizontalAdvance("各区")
    assert abs(first[0] - below - two) <= 2 and first[1] == first[0]
    assert first[2] == below, "a row is no paragraph"
    body.moveCursor(body.textCursor().MoveOperation.Start)
    qtbot.keyClicks(body, "x")
    assert body.document().findBlockByNumber(0).layout().lineAt(0).x() == first[0]


def test_an_addressee_pasted_with_the_text_is_moved_to_its_field_at_one_click(
    main: MainWindow, qtbot
):
    main.draft.form.fill({"kind": "函", "title": "关于商请支持的函"})
    main.draft.body.setPlainText("省住房和城乡建设厅：\n商请予以支持。")
    qtbot.waitUntil(lambda: any("又写了主送机关" in line for line in lines(main)))
    cure(main, qtbot, row_of(main, "又写了主送机关"))
    qtbot.waitUntil(lambda: main.draft.body.toPlainText() == "商请予以支持。")
    assert main.draft.fields()["to"] == ["省住房和城乡建设厅"]
    qtbot.waitUntil(lambda: not any("又写了主送机关" in line for line in lines(main)))


def test_a_countersigner_who_is_nobody_holds_the_draft_back_and_is_led_to(
    main: MainWindow, qtbot
):
    main.draft.form.fill({"kind": "通知", "title": "关于检查的通知", "to": ["各科室"],
                          "countersigners": ["无此科"]})  # fmt: skip
    main.draft.body.setPlainText("请做好检查工作。")
    qtbot.waitUntil(lambda: any("没有这个人员或科室：无此科" in line for line in lines(main)))
    assert main.draft.send.property("role") == "blocked"
    assert main.draft.checks.faults() == 1
    main.draft.checks.next()
    assert main.draft.form.inputs["countersigners"].isAncestorOf(main.focusWidget())
    cure(main, qtbot, row_of(main, "无此科"))
    qtbot.waitUntil(lambda: main.draft.checks.faults() == 0)
    assert main.draft.send.property("role") == "primary"


def test_a_character_that_no_face_here_has_is_marked_on_the_page_and_led_to(
    main: MainWindow, qtbot
):
    main.draft.form.fill({"kind": "通知", "title": "关于检查的通知", "to": ["各科室"]})
    main.draft.body.setPlainText("请做好检查。\n请\U000e0fff同志办理。")
    qtbot.waitUntil(lambda: any("正文第 2 段" in line for line in lines(main)))
    drawn(main, qtbot)
    boxed = [mark for mark in main.draft.page._marks if mark.text == "缺"]
    assert len(boxed) == 1
    main.draft.checks.list.itemClicked.emit(
        main.draft.checks.list.topLevelItem(row_of(main, "正文第 2 段")), 1
    )
    assert main.draft.body.textCursor().selectedText() == "请\U000e0fff同志办理。"
