"""修改留痕与办理记录 in the real window: what changed, who did it, and whether the record holds."""

import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from PySide6.QtCore import QRect, Qt

from oa_client.docflow.model.moment import iso, now
from oa_client.ui.views.act_dialog import ActDialog
from oa_client.ui.views.main_window import MainWindow
from oa_client.ui.views.painted.redline import RedlineArea
from tests.offices import Played
from tests.ui.test_window import settle

FIRST = "为做好有关工作，现通知如下。\n一、按时报送\n每月五日前报送，逾期通报。"
SECOND = "为做好有关工作，现通知如下。\n一、按时报送\n每季度五日前报送。\n二、加强督查"


@pytest.fixture
def revised(played: Played) -> str:
    """A draft that was sent back once and written anew."""
    document = played.act("li", "draft", title="关于报送情况的通知", body=FIRST, to="各科室")
    played.act("li", "submit", document)
    played.act("zhou", "return", document, to="draft", then="repeat", reason="改为按季报送")
    played.act("li", "revise", document, body=SECOND)
    played.act("li", "submit", document)
    return document


@pytest.fixture
def single(played: Played) -> str:
    """A paper from outside: its text has one version."""
    return played.incoming()


@pytest.fixture
def main(sit, revised: str, single: str, qtbot) -> MainWindow:
    shown = sit("zhou")
    shown.open_document(revised)
    settle(shown, qtbot)
    return shown


def open_trail(main: MainWindow, qtbot) -> None:
    main.document.tabs.setCurrentWidget(main.document.trail)
    settle(main, qtbot)


def sentence(main: MainWindow) -> str:
    return main.document.trail._sentence.text()


def test_the_record_takes_the_room_of_the_list_and_gives_it_back(main: MainWindow, qtbot):
    assert main.list.isVisible() and main.document.bar.isVisible()
    open_trail(main, qtbot)
    assert not main.list.isVisible() and not main.document.bar.isVisible()
    qtbot.mouseClick(main.document.head.back, Qt.MouseButton.LeftButton)
    assert main.list.isVisible() and main.document.bar.isVisible()


def test_a_paper_that_comes_while_the_record_is_up_has_no_bar_either_and_no_key_acts_unseen(
    main: MainWindow, played: Played, revised: str, qtbot
):
    played.at = now()
    other = played.act("li", "draft", title="关于值班的通知", body="文。", to="各科室")
    played.act("li", "submit", other)
    main.activateWindow()
    qtbot.waitUntil(main.isActiveWindow)
    open_trail(main, qtbot)
    main.open_document(other)
    settle(main, qtbot)
    held, forms = Qt.KeyboardModifier.ControlModifier, main.document.bar.findChildren
    assert main.document.trail.isVisible() and not main.document.bar.isVisible()
    for room in ("", "draft"):
        if room:
            main.open_place(room)
        settle(main, qtbot)
        qtbot.keyClick(main, Qt.Key.Key_T, held)
        assert forms(ActDialog) == [], room
    main.open_document(revised)
    main.document.show_slip()
    settle(main, qtbot)
    qtbot.keyClick(main, Qt.Key.Key_T, held)
    assert main.document.bar.isVisible() and [form.isVisible() for form in forms(ActDialog)]


def test_the_list_comes_back_as_broad_as_it_was_with_its_rows_close_together(
    main: MainWindow, played: Played, qtbot
):
    played.at = now()
    for what in ("城镇燃气安全专项检查和老旧小区管道改造进展", "汛期值班"):
        title = f"关于报送{what}情况的通知"
        draft = played.act("li", "draft", title=title, body="文。", to="各科室")
        played.act("li", "submit", draft)
    main.resize(1366, 768)
    main.open_tray("todo")
    settle(main, qtbot)
    before = main.list.width()
    open_trail(main, qtbot)
    main.document.show_slip()
    view, model = main.list.view, main.list.model
    qtbot.waitUntil(lambda: main.list.width() == before)
    settle(main, qtbot)
    rows = [view.visualRect(model.index(row, 0)) for row in range(model.rowCount())]
    assert len({row.height() for row in rows}) == 2
    assert [row.top() for row in rows[1:]] == [row.bottom() + 1 for row in rows[:-1]]
    for breadth in (900, 320, 500):  # a title takes one line, or two
        view.resize(breadth, view.height())
        settle(main, qtbot)
        rows = [view.visualRect(model.index(row, 0)) for row in range(model.rowCount())]
        assert [row.top() for row in rows[1:]] == [row.bottom() + 1 for row in rows[:-1]]


@pytest.mark.parametrize(("language", "narrow"), [("zh_CN", True), ("en", False)])
def test_that_the_ledger_holds_is_said_whole_and_the_digests_stand_beside_it_where_there_is_room(
    main: MainWindow, qtbot, language: str, narrow: bool
):
    main.session.set_language(language)
    trail = main.document.trail
    for width, beside in ((1024, narrow), (1920, True)):
        main.resize(width, 768)
        open_trail(main, qtbot)
        qtbot.waitUntil(lambda beside=beside: trail._head.isVisible() is beside)
        assert trail._sentence.width() >= trail._sentence.sizeHint().width()


def test_the_head_says_which_version_it_is_and_leads_to_its_changes(main: MainWindow, qtbot):
    document = main.document
    document.tabs.setCurrentIndex(0)
    settle(main, qtbot)
    assert "第2稿" in document.head._meta.text()
    qtbot.mouseClick(document.head.changes, Qt.MouseButton.LeftButton)
    settle(main, qtbot)
    assert document.tabs.currentWidget() is document.trail


def test_every_change_is_numbered_and_names_its_author_and_version(main: MainWindow, qtbot):
    open_trail(main, qtbot)
    surface = main.document.trail.compare.text.surface
    assert surface.numbers
    assert {(note.name, note.what) for note in surface._notes} == {("李晓明", "第2稿")}
    drawn = [run for paragraph in surface._columns[0] for run in paragraph]
    inserted = "".join(run.text for run in drawn if run.state == "inserted")
    struck = "".join(run.text for run in drawn if run.state == "struck")
    assert "季度" in inserted and "二、加强督查" in inserted and "逾期通报" in struck


def test_f3_goes_from_change_to_change_and_round(main: MainWindow, qtbot):
    open_trail(main, qtbot)
    compare = main.document.trail.compare
    seen = []
    for _ in range(len(compare.text.surface.numbers) + 1):
        qtbot.keyClick(main, Qt.Key.Key_F3)
        seen.append(compare.text.surface.current)
    assert seen[:-1] == compare.text.surface.numbers
    assert seen[-1] == seen[0]
    qtbot.keyClick(main, Qt.Key.Key_F3, Qt.KeyboardModifier.ShiftModifier)
    assert compare.text.surface.current == compare.text.surface.numbers[-1]


def test_an_author_s_changes_can_be_hidden(main: MainWindow, qtbot):
    open_trail(main, qtbot)
    compare = main.document.trail.compare
    qtbot.mouseClick(compare._authors[0], Qt.MouseButton.LeftButton)
    assert compare.text.surface.numbers == []
    assert not compare.next.isEnabled()
    qtbot.mouseClick(compare._authors[0], Qt.MouseButton.LeftButton)
    assert compare.text.surface.numbers != []


def test_side_by_side_each_column_reads_as_its_own_version(main: MainWindow, qtbot):
    open_trail(main, qtbot)
    compare = main.document.trail.compare
    qtbot.mouseClick(compare.modes["beside"], Qt.MouseButton.LeftButton)
    left, right = (
        "\n".join("".join(run.text for run in p) for p in column)
        for column in compare.text.surface._columns
    )
    assert left.rstrip("\n") == FIRST
    assert right == SECOND


def test_only_changed_paragraphs_are_left_when_asked_for(main: MainWindow, qtbot):
    open_trail(main, qtbot)
    compare = main.document.trail.compare
    qtbot.mouseClick(compare.modes["only"], Qt.MouseButton.LeftButton)
    kept = ["".join(run.text for run in p) for p in compare.text.surface._columns[0]]
    assert kept and all("现通知如下" not in paragraph for paragraph in kept)


def test_an_honest_record_is_said_to_hold(main: MainWindow, qtbot):
    open_trail(main, qtbot)
    assert sentence(main).startswith("台账完整")
    entries = main.document.trail.record.surface._entries
    assert all(entry.sound for entry in entries)


def test_an_altered_entry_is_named_after_checking_again(
    main: MainWindow, played: Played, revised: str, qtbot
):
    open_trail(main, qtbot)
    played.tamper("update entry set signature=zeroblob(64) where document=? and n=2", revised)
    qtbot.mouseClick(main.document.trail.again, Qt.MouseButton.LeftButton)
    settle(main, qtbot)
    assert "第 2 条" in sentence(main)
    assert [e.number for e in main.document.trail.record.surface._entries if not e.sound] == [
        "第2条"
    ]


def test_the_record_can_be_narrowed_to_opinions_and_texts(main: MainWindow, qtbot):
    open_trail(main, qtbot)
    trail = main.document.trail
    everything = len(trail.record.surface._entries)
    qtbot.mouseClick(trail.filters["texts"], Qt.MouseButton.LeftButton)
    assert [e.what for e in trail.record.surface._entries] == ["修改", "起草"]
    qtbot.mouseClick(trail.filters["opinions"], Qt.MouseButton.LeftButton)
    assert [e.said for e in trail.record.surface._entries] == ["改为按季报送"]
    qtbot.mouseClick(trail.filters["all"], Qt.MouseButton.LeftButton)
    assert len(trail.record.surface._entries) == everything


def test_a_paper_of_one_version_shows_its_record_alone(main: MainWindow, single: str, qtbot):
    main.session.set_person("wang")
    main.open_document(single)
    settle(main, qtbot)
    open_trail(main, qtbot)
    assert not main.document.trail.compare.isVisible()
    assert main.document.trail.record.isVisible()


def test_a_change_names_whose_opinion_it_follows_and_the_entry(main: MainWindow, qtbot):
    open_trail(main, qtbot)
    surface = main.document.trail.compare.text.surface
    assert {note.why for note in surface._notes} == {"按周敏意见（第3条）：改为按季报送"}
    assert "按周敏意见" in surface.accessibleDescription()


def test_the_chosen_note_is_told_whole_and_the_others_are_cut(main: MainWindow, qtbot):
    open_trail(main, qtbot)
    surface = main.document.trail.compare.text.surface
    note = replace(surface._notes[0], why="按周敏意见：" + "逐条写明报送时限和口径，" * 8)
    assert len(note.lines(180, chosen=False)) == 2 and note.lines(180, chosen=False)[1][-1] == "…"
    whole = "".join(note.lines(180, chosen=True))
    assert whole.count("口径") == 8


def test_a_stage_that_was_visited_twice_says_so_with_both_times(main: MainWindow, qtbot):
    open_trail(main, qtbot)
    nodes = {node.name: node for node in main.document.head.flow.nodes()}
    assert nodes["起草"].sub == "李晓明 2次"
    assert nodes["核稿"].took.count("+") == 1 and "来过 2 次" in nodes["核稿"].tooltip
    assert nodes["核稿"].returned_to == "draft" and nodes["核稿"].returned_note.startswith("退回 ")


def test_the_clock_of_the_whole_case_stands_beneath_those_of_its_stages(
    main: MainWindow, played: Played, qtbot
):
    flow = main.document.head.flow
    low = flow.sizeHint().height()
    open_trail(main, qtbot)
    clock = main.document.shown()["clock"]
    words, share, late = flow._whole
    assert words.startswith("全程已用 ") and "限 3月23日 17:30" in words
    assert late and "超时" in words, "by the clock of this PC it is long due"
    assert share == clock["used"] / clock["limit"]
    assert flow.sizeHint().height() > low


def test_who_keeps_a_checkpoint_is_said_once_it_was_exported(
    main: MainWindow, played: Played, qtbot, tmp_path: Path
):
    open_trail(main, qtbot)
    trail = main.document.trail
    assert trail.kept.text() == "尚未导出过"
    trail.keep_checkpoint(tmp_path / "校验点.json")
    settle(main, qtbot)
    assert trail.kept.text().endswith("周敏 留存")
    root = json.loads((tmp_path / "校验点.json").read_bytes())["root"]
    assert root[:4] in trail.kept.toolTip() and "校验点.json" in trail.kept.toolTip()
    found = played.office.verify((tmp_path / "校验点.json").read_bytes())
    assert found["problems"] == []
    open_trail(main, qtbot)
    main.session.set_person("li")
    settle(main, qtbot)
    trail.check()
    settle(main, qtbot)
    assert trail.kept.text() == "尚未导出过", "what another keeps he can't know"


def test_every_stage_tells_its_whole_name_where_its_word_may_be_cut(main: MainWindow, qtbot):
    for node in main.document.head.flow.nodes():
        assert node.tooltip.splitlines()[0] == node.name


def test_on_a_shared_office_whoever_runs_the_server_keeps_the_checkpoints(main: MainWindow, qtbot):
    main.session.facts = replace(main.session.facts, shared=True)
    main.document.translate()
    open_trail(main, qtbot)
    trail = main.document.trail
    assert not trail.checkpoint.isEnabled() and "服务器" in trail.checkpoint.toolTip()
    assert trail.kept.text() == "由管理服务器的人留存"


def test_the_card_that_a_stage_had_stays_beside_its_clock(
    sit, played: Played, revised: str, qtbot
):
    played.at += timedelta(days=5)
    played.office.monitor(iso(played.at))
    played.act("zhou", "review", revised)
    shown = sit("zhou")
    shown.open_document(revised)
    settle(shown, qtbot)
    nodes = {node.name: node for node in shown.document.head.flow.nodes()}
    assert nodes["核稿"].had_card == "red" and "红牌" in nodes["核稿"].tooltip
    assert nodes["起草"].had_card == ""


def test_rows_of_a_table_stand_as_one_and_the_changed_cells_have_their_authors_frame(
    sit, played: Played, qtbot
):
    table = "如下。\n|单位|数量|\n|住建局|12|\n|交通局|4|"
    document = played.act("li", "draft", title="关于检查的通知", body=table, to="各科室")
    played.act("li", "revise", document, body=table.replace("12", "15"))
    main = sit("li")
    main.open_document(document)
    settle(main, qtbot)
    open_trail(main, qtbot)
    blocks = main.document.trail.compare.text.surface._blocks
    framed = [block for block in blocks if block.frame is not None]
    assert [block.layout.text() for block in framed] == [
        "单位", "数量", "住建局", "125", "交通局", "4",
    ]  # fmt: skip
    assert [block.layout.text() for block in framed if block.author is not None] == ["125"]
    assert len({block.frame.left() for block in framed}) == 2, "two columns under each other"


def test_the_later_version_is_saved_as_a_clean_copy(main: MainWindow, revised, tmp_path, qtbot):
    open_trail(main, qtbot)
    compare = main.document.trail.compare
    assert "第2稿清稿" in compare.print.menu().actions()[-1].text()
    compare.save_clean(tmp_path / "清稿.pdf")
    settle(main, qtbot)
    with pdfium.PdfDocument(tmp_path / "清稿.pdf") as made:
        said = "".join(page.get_textpage().get_text_range() for page in made)
    assert "二、加强督查" in said and "逾期通报" not in said


@pytest.fixture
def compared(sit, played: Played, qtbot) -> RedlineArea:
    """Two long wordings, with a change at the beginning and one at the end."""
    body = "\n".join(f"第{n}件事要逐一检查，重点检查高处作业和用电安全。" for n in range(1000))
    document = played.act("li", "draft", title="关于检查的通知", body=body, to="各科室")
    other = body.replace("第0件", "第一件").replace("第999件", "最后一件")
    played.act("li", "revise", document, body=other)
    main = sit("li")
    main.open_document(document)
    settle(main, qtbot)
    return main.document.trail.compare.text


def test_a_long_text_is_set_when_it_is_seen_and_comes_whole(compared: RedlineArea, qtbot):
    surface = compared.surface
    assert surface._columns and not surface._blocks, "nobody looks at the record yet"
    main = compared.window()
    main.document.tabs.setCurrentWidget(main.document.trail)
    qtbot.waitUntil(lambda: surface._coming is None, timeout=20_000)
    assert len(surface._blocks) == len(surface._columns[0]) == 1000
    assert set(surface._boxes) == set(surface.numbers)
    last = surface._blocks[-1]
    assert surface.height() >= last.at.y() + last.height


def test_a_change_far_down_is_led_to_before_all_is_set(compared: RedlineArea, qtbot):
    surface, main = compared.surface, compared.window()
    main.document.tabs.setCurrentWidget(main.document.trail)
    assert surface._coming is not None
    compared.step(-1)
    assert surface.current == surface.numbers[-1]
    qtbot.waitUntil(lambda: surface._coming is None, timeout=20_000)
    compared.step(1)
    compared.step(-1)
    seen = surface.visibleRegion().boundingRect()
    assert seen.contains(0, round(surface.place_of(surface.current).center().y()))


def test_a_part_is_painted_as_it_is_in_the_whole(compared: RedlineArea, qtbot):
    surface, main = compared.surface, compared.window()
    main.document.tabs.setCurrentWidget(main.document.trail)
    qtbot.waitUntil(lambda: surface._coming is None, timeout=20_000)
    whole = surface.grab(QRect(0, 0, surface.width(), 2000)).toImage()
    part = QRect(0, 700, surface.width(), 333)
    assert surface.grab(part).toImage() == whole.copy(part)
