"""收文登记 in the real window: the original, the same paper twice, what is kept."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt

from oa_client.docflow.model.files import MOST_BYTES
from oa_client.printing import printed
from oa_client.ui import wording
from oa_client.ui.presenters.case import slip_of
from oa_client.ui.presenters.drafting import paper_of
from oa_client.ui.presenters.registering import from_file_name
from oa_client.ui.views.main_window import MainWindow
from oa_client.ui.views.registering.book import COLUMNS
from tests.offices import MONDAY, Played
from tests.ui.test_window import open_registered, settle


@pytest.fixture
def main(sit, qtbot) -> MainWindow:
    shown = sit("chen")
    shown.open_place("register")
    settle(shown, qtbot)
    return shown


@pytest.fixture
def told(main: MainWindow) -> list[str]:
    words: list[str] = []
    main.session.told.connect(lambda said, _: words.append(said))
    return words


def words(main: MainWindow) -> list[str]:
    """What is still missing, as the bar has it."""
    return [pill.text() for pill in main.register.bar.pills]


def look(main: MainWindow, qtbot) -> None:
    main.register.twin.search()
    settle(main, qtbot)


def test_the_first_page_of_the_original_is_shown_and_pages_turn(
    main: MainWindow, qtbot, tmp_path: Path
):
    paper = paper_of(main.session, {"title": "关于检查的通知", "body": "请按时报送。\n" * 60})
    (tmp_path / "来文.pdf").write_bytes(printed(paper, MONDAY).data)
    pane = main.register.original
    pane.attach([tmp_path / "来文.pdf"])
    settle(main, qtbot)
    assert not pane.shown.pixmap().isNull() and pane._pages > 1
    qtbot.mouseClick(pane.on, Qt.MouseButton.LeftButton)
    settle(main, qtbot)
    assert pane._number.text().startswith("2 /")
    assert pane._area.horizontalScrollBar().maximum() == 0  # the page as wide as its place


def test_what_comes_along_is_registered_with_the_paper(
    main: MainWindow, played: Played, qtbot, tmp_path: Path
):
    (tmp_path / "清单.txt").write_text("一、二", "utf-8")
    main.register.attach([tmp_path / "清单.txt"])
    settle(main, qtbot)
    assert main.register.original.shown.text() == "一、二"
    main.register.form.inputs["title"].setText("关于检查的通知")
    qtbot.mouseClick(main.register.send, Qt.MouseButton.LeftButton)
    settle(main, qtbot)
    open_registered(main, qtbot)
    shown = main.document.shown()
    assert [file["name"] for file in shown["attachments"]] == ["清单.txt"]
    assert main.register.original.files == []


def test_folders_programs_large_and_empty_files_are_refused_in_words_and_the_others_come(
    main: MainWindow, qtbot, tmp_path: Path, told: list[str]
):
    (tmp_path / "夹").mkdir()
    (tmp_path / "通知.pdf.EXE").write_bytes(b"MZ")
    with (tmp_path / "大.pdf").open("wb") as large:
        large.truncate(MOST_BYTES + 1)
    (tmp_path / "好.txt").write_text("文", "utf-8")
    (tmp_path / "账单.pdf").write_bytes(b"MZ\x90")
    (tmp_path / "空.pdf").write_bytes(b"")
    names = ("夹", "通知.pdf.EXE", "大.pdf", "没有.pdf", "账单.pdf", "空.pdf", "好.txt")
    main.register.attach([tmp_path / name for name in names])
    settle(main, qtbot)
    assert [name for name, _ in main.register.original.files] == ["好.txt"]
    assert len(told) == 6 and "文件夹" in told[0] and "程序" in told[1]
    assert "程序" in told[4] and "文件是空的" in told[5]


def test_a_broken_picture_or_pdf_is_said_not_to_be_shown(main: MainWindow, qtbot, tmp_path: Path):
    for name in ("坏.pdf", "坏.png"):
        (tmp_path / name).write_bytes(b"\x00broken")
        main.register.attach([tmp_path / name])
        settle(main, qtbot)
        assert "不在这里打开" in main.register.original.shown.text()


def test_the_same_number_again_must_be_judged_before_it_is_registered(
    main: MainWindow, played: Played, qtbot
):
    before = played.act(
        "chen", "register", title="关于检查的通知", number="某发〔2026〕7号", body="文。"
    )
    form = main.register.form
    form.inputs["title"].setText("关于开展检查的通知")
    form.inputs["number"].setText("某发〔2026〕7号")
    look(main, qtbot)
    assert main.register.twin.isVisible() and "文号相同" in main.register.twin.words.text()
    qtbot.mouseClick(main.register.send, Qt.MouseButton.LeftButton)
    settle(main, qtbot)
    assert played.office.tray("chen", "tracked")["count"] == 1, "it waits for the answer"
    assert main.register.twin.look.hasFocus()
    qtbot.mouseClick(main.register.twin.other, Qt.MouseButton.LeftButton)
    settle(main, qtbot)
    assert not main.register.twin.isVisible() and words(main) == []
    form.inputs["number"].setText("某发〔2026〕8号")
    form.inputs["title"].setText("关于检查的通知")
    main.register.twin.forget()
    look(main, qtbot)
    assert "标题相同" in main.register.twin.words.text()
    qtbot.mouseClick(main.register.twin.look, Qt.MouseButton.LeftButton)
    settle(main, qtbot)
    assert main.document.wanted() == before


def test_a_classified_paper_takes_no_text_and_no_files(main: MainWindow, qtbot):
    secrecy = main.register.form.inputs["secrecy"]
    secrecy.setCurrentIndex(secrecy.findData("秘密"))
    assert not main.register.body.isEnabled() and not main.register.original.isEnabled()
    assert main.register._secret.isVisible()


def test_the_book_says_where_each_paper_is_now(main: MainWindow, played: Played, qtbot):
    played.act("chen", "register", title="关于检查的通知", number="某发〔2026〕7号", body="文。")
    main.register._read_book()
    settle(main, qtbot)
    row = [main.register.book.item(0, n).text() for n in range(main.register.book.columnCount())]
    assert "关于检查的通知" in row and "某发〔2026〕7号" in row and "初审" in row


def test_a_half_filled_form_is_there_again(main: MainWindow, played: Played, qtbot):
    main.register.form.inputs["title"].setText("写了一半的通知")
    main.close()
    assert "写了一半" in (played.office.autosaved("chen", "register") or "")


def test_a_scan_is_there_again_after_the_window_died(main: MainWindow, sit, qtbot, tmp_path: Path):
    scan, letter = tmp_path / "来文.txt", tmp_path / "附件.txt"
    for file in (scan, letter):
        file.write_text(f"内容：{file.name}", "utf-8")
    main.register.form.inputs["title"].setText("写了一半的通知")
    main.register.attach([scan, letter])
    settle(main, qtbot)
    qtbot.waitUntil(lambda: not main.register._keeper.waits(), timeout=10_000)
    settle(main, qtbot)
    letter.unlink()
    again = sit("chen")  # nobody closed the first one
    told: list[str] = []
    again.session.told.connect(lambda said, _: told.append(said))
    again.open_place("register")
    settle(again, qtbot)
    assert again.register.original.files == [("来文.txt", "内容：来文.txt".encode())]
    assert any("附件.txt" in said for said in told)  # it is gone, and that is said
    assert again.register.form.fields()["title"] == "写了一半的通知"


def test_a_known_sender_brings_his_last_values_and_is_found_by_initials(
    main: MainWindow, played: Played, qtbot
):
    played.act(
        "chen", "register", title="关于旧事的通知", issuer="某省水利厅", number="水函〔2026〕1号",
        sender_contact="何立", to="本局", body="文。",
    )  # fmt: skip
    main.register._read_book()
    settle(main, qtbot)
    line = main.register.form.line("issuer")
    line.completer().setCompletionPrefix("mssl")
    assert line.completer().currentCompletion() == "某省水利厅"
    line.setText("某省水利厅")
    line.editingFinished.emit()
    assert main.register.form.fields()["sender_contact"] == "何立"
    told = main.register.known_sender.text()
    assert "关于旧事的通知" in told and "1 件" in told


def test_senders_of_papers_that_are_not_his_are_not_told(played: Played):
    played.act("chen", "register", title="关于旧事的通知", issuer="某省水利厅", body="文。")
    played.act("chen", "register", title="密件", issuer="某保密局", secrecy="秘密")
    assert [row["issuer"] for row in played.office.senders("chen")] == ["某省水利厅"]
    assert played.office.senders("li") == []


def answer_all(main: MainWindow, qtbot, no: int = 0) -> None:
    questions = main.register.first_check.questions
    for number, group in enumerate(questions._groups, 1):
        qtbot.mouseClick(group.button(int(number != no)), Qt.MouseButton.LeftButton)


def test_five_answers_beside_the_register_send_the_paper_on_at_once(
    main: MainWindow, played: Played, qtbot
):
    register = main.register
    register.form.inputs["title"].setText("关于检查的通知")
    assert "稍后" in register.send.text()
    answer_all(main, qtbot)
    assert "送拟办" in register.send.text()
    qtbot.mouseClick(register.send, Qt.MouseButton.LeftButton)
    settle(main, qtbot)
    settle(main, qtbot)
    row = played.office.tray("chen", "tracked")["rows"][0]
    assert row["title"] == "关于检查的通知" and row["stage"] == "propose"
    assert register.first_check.outcome() == "later", "the next paper begins with open questions"


def test_a_no_needs_its_reason_and_sends_the_paper_back(main: MainWindow, played: Played, qtbot):
    register = main.register
    register.form.inputs["title"].setText("关于检查的通知")
    answer_all(main, qtbot, no=2)
    qtbot.mouseClick(register.send, Qt.MouseButton.LeftButton)
    settle(main, qtbot)
    assert played.office.tray("chen", "tracked")["count"] == 0 and words(main) == ["退回理由"]
    assert register.first_check.reason.hasFocus()
    register.first_check.reason.setText("越级行文")
    assert words(main) == [] and "退回" in register.send.text()
    qtbot.mouseClick(register.send, Qt.MouseButton.LeftButton)
    settle(main, qtbot)
    settle(main, qtbot)
    open_registered(main, qtbot)
    document = main.document.wanted()
    assert played.office.show("chen", document)["status"] == "returned"


def test_the_answers_to_the_five_questions_come_back_with_the_form(
    sit, main: MainWindow, played: Played, qtbot
):
    main.register.form.inputs["title"].setText("登记到一半的来文")
    for number, yes in ((1, True), (2, False), (4, True)):
        main.register.first_check.questions.answer(number, yes)
    main.register.first_check.reason.setText("文种有误")
    qtbot.wait(1100)
    settle(main, qtbot)
    again = sit("chen")
    again.open_place("register")
    settle(again, qtbot)
    check = again.register.first_check
    assert check.questions.given() == {1: True, 2: False, 4: True}
    assert check.reason.text() == "文种有误"
    assert again.register.form.inputs["title"].text() == "登记到一半的来文"
    played.office.autosave("chen", "register", '{"title": "甲", "answers": ["", "9y", "1x"]}')
    broken = sit("chen")
    settle(broken, qtbot)
    assert broken.register.first_check.questions.given() == {}


def test_a_day_without_its_year_is_asked_for_at_its_field(
    main: MainWindow, played: Played, qtbot, told: list[str]
):
    register = main.register
    register.form.inputs["title"].setText("关于检查的通知")
    line = register.form.line("date")
    assert "2026-11-20" in line.placeholderText()
    line.setText("11月20日")
    line.editingFinished.emit()
    assert "成文日期" in words(main)[0]
    qtbot.mouseClick(register.send, Qt.MouseButton.LeftButton)
    settle(main, qtbot)
    assert line.hasFocus() and played.office.tray("chen", "tracked", None, 9)["count"] == 0
    line.setText("20261120")
    line.editingFinished.emit()
    assert line.text() == "2026年11月20日"
    qtbot.mouseClick(register.send, Qt.MouseButton.LeftButton)
    settle(main, qtbot)
    open_registered(main, qtbot)
    assert main.document.shown()["elements"]["date"] == "2026年11月20日"


def test_the_slip_names_the_copies_and_the_files_that_were_registered(
    main: MainWindow, qtbot, tmp_path: Path
):
    (tmp_path / "统计表.txt").write_text("表", "utf-8")
    main.register.attach([tmp_path / "统计表.txt"])
    main.register.form.inputs["title"].setText("关于检查的通知")
    settle(main, qtbot)
    qtbot.mouseClick(main.register.send, Qt.MouseButton.LeftButton)
    settle(main, qtbot)
    open_registered(main, qtbot)
    elements, _ = slip_of(main.session, main.document.shown())
    assert (elements["份数"], elements["附件"]) == ("1", "统计表.txt")


def test_the_slip_writes_every_day_as_papers_do_and_the_ledger_keeps_what_was_given(
    main: MainWindow, played: Played, qtbot
):
    said = {"title": "来文", "date": "2026-11-02", "received": "20261103"}
    document = played.office.act("chen", "register", said).document
    main.open_document(document)
    settle(main, qtbot)
    elements, _ = slip_of(main.session, main.document.shown())
    assert (elements["成文日期"], elements["收文日期"]) == ("2026年11月2日", "2026年11月3日")
    assert main.document.shown()["elements"]["date"] == "2026-11-02"
    assert played.office.elements("chen", document)[0].date == "2026年11月2日"


def test_a_paper_that_came_in_is_shown_as_it_came(
    sit, main: MainWindow, played: Played, qtbot, tmp_path: Path
):
    paper = paper_of(main.session, {"title": "来文", "body": "请按时报送。\n" * 60})
    files = (("来文.pdf", printed(paper, MONDAY).data),)
    with_scan = played.office.act("chen", "register", {"title": "有原件"}, files=files).document
    other = (("声音.wav", b"RIFF"),)
    unseen = played.office.act("chen", "register", {"title": "无法显示"}, files=other).document
    bare = played.office.act("chen", "register", {"title": "无原件"}).document
    preview = main.document._page_area
    for document, original in ((with_scan, True), (bare, False), (unseen, False)):
        main.open_document(document)
        settle(main, qtbot)
        assert preview.original.isVisible() is original, document
        assert preview.page.isVisible() is not original
        assert preview._name.text() == ("原件" if original else "非原件，按登记要素排版")
    main.open_document(with_scan)
    settle(main, qtbot)
    assert not preview.original.picture.pixmap().isNull()
    qtbot.mouseClick(preview.on, Qt.MouseButton.LeftButton)
    settle(main, qtbot)
    assert preview._number.text().startswith("2 /")
    main.open_document(bare)
    settle(main, qtbot)
    pages = preview.page.page_count()
    assert preview._number.text() == f"1 / {pages}", "also after an original"
    sent = played.office.act("chen", "draft", {"title": "发文稿", "body": "文。"}).document
    main.open_document(sent)
    settle(main, qtbot)
    assert preview._name.text() == "版式预览"


def test_a_paper_that_came_once_more_is_merged_into_the_first_and_opens_no_case(
    main: MainWindow, played: Played, qtbot, tmp_path: Path
):
    said = {"title": "关于检查的通知", "number": "某发〔2026〕9号", "body": "文。"}
    first = played.act("chen", "register", **said)
    register = main.register
    register.form.inputs["title"].setText("关于检查的通知")
    register.form.line("number").setText("某发〔2026〕9号")
    register.twin.search()
    settle(main, qtbot)
    card = register.twin
    assert card.merge.isVisible() and not card.merge.isEnabled() and card.merge.toolTip()
    (tmp_path / "扫描件.txt").write_text("文", "utf-8")
    register.attach([tmp_path / "扫描件.txt"])
    settle(main, qtbot)
    qtbot.mouseClick(card.merge, Qt.MouseButton.LeftButton)
    settle(main, qtbot)
    shown = played.office.show("chen", first)
    assert [file["name"] for file in shown["attachments"]] == ["扫描件.txt"]
    assert [one["by"] for one in shown["history"] if one["code"] == "merge"] == ["chen"]
    assert played.office.tray("chen", "todo", None, 9)["count"] == 1, "no second case"
    assert "已并入" in main.toast.accessibleName()
    assert not card.isVisible() and not register.original.files
    assert "title" not in register.form.fields()


def test_an_original_is_looked_at_larger_and_turned_beside_its_slip_and_stays_so(
    main: MainWindow, played: Played, qtbot
):
    paper = paper_of(main.session, {"title": "来文", "body": "请按时报送。\n" * 60})
    files = (("来文.pdf", printed(paper, MONDAY).data),)
    document = played.office.act("chen", "register", {"title": "有原件"}, files=files).document
    main.open_document(document)
    settle(main, qtbot)
    preview = main.document._page_area
    fitted = preview.original.picture.pixmap().size()
    assert preview.larger.isVisible() and preview.turned.isVisible()
    qtbot.mouseClick(preview.larger, Qt.MouseButton.LeftButton)
    settle(main, qtbot)
    assert preview.original.picture.pixmap().width() > fitted.width()
    assert preview.fit.text() == "115 %"
    qtbot.mouseClick(preview.turned, Qt.MouseButton.LeftButton)
    main.refresh()
    settle(main, qtbot)
    turned = preview.original.picture.pixmap().size()
    assert turned.width() > turned.height(), "it lies on its side, also after others have acted"
    qtbot.mouseClick(preview.on, Qt.MouseButton.LeftButton)
    settle(main, qtbot)
    assert preview.original.picture.pixmap().size() == fitted, "each page by itself"
    qtbot.mouseClick(preview.back, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(preview.fit, Qt.MouseButton.LeftButton)
    settle(main, qtbot)
    assert preview.original.picture.pixmap().size() == fitted
    main.open_document(played.office.act("chen", "register", {"title": "无原件"}).document)
    settle(main, qtbot)
    assert not preview.turned.isVisible() and preview.larger.isVisible()


def test_what_is_typed_while_a_registration_is_on_its_way_stays_for_the_next_paper(
    main: MainWindow, played: Played, qtbot, told: list[str]
):
    form = main.register.form
    form.inputs["issuer"].setText("某省厅")
    form.inputs["title"].setText("关于甲事的通知")
    form.inputs["note"].setText("附注不变")
    main.register.body.setPlainText("甲文。")
    qtbot.mouseClick(main.register.send, Qt.MouseButton.LeftButton)
    form.inputs["title"].setText("关于乙事的通知")
    main.register.body.setPlainText("乙文。")
    settle(main, qtbot)
    assert [row["title"] for row in played.office.tray("chen", "tracked")["rows"]] == [
        "关于甲事的通知"
    ]
    assert form.fields()["title"] == "关于乙事的通知" and form.fields()["issuer"] == "某省厅"
    assert main.register.body.toPlainText() == "乙文。"
    assert "note" not in form.fields(), "what was registered makes room"
    assert main.rooms.currentWidget() is main.register and "下一件" in told[-1]
    main.register.keep_half_written()
    settle(main, qtbot)
    assert "关于乙事的通知" in (played.office.autosaved("chen", "register") or "")


def test_the_head_says_until_when_the_paper_must_be_dealt_with(main: MainWindow, qtbot):
    register, language = main.register, main.session.language
    register.form.inputs["title"].setText("关于检查的通知")
    register.form.inputs["urgency"].set_value("加急")
    register.form.changed.emit()
    settle(main, qtbot)
    promised = register.head.first.text(), register.head.whole.text()
    qtbot.mouseClick(register.send, Qt.MouseButton.LeftButton)
    settle(main, qtbot)
    open_registered(main, qtbot)
    shown = main.document.shown()
    whole = wording.moment_words(shown["clock"]["due"], language)
    day = wording.moment_words(shown["open"][0]["due"], language).split()[0]
    assert promised[1] == f"全程须在 {whole} 前"
    assert promised[0].startswith(f"初审须在 {day}") and "（加急，3 小时 45 分）" in promised[0]


def test_each_of_the_missing_is_a_way_to_its_field(main: MainWindow, qtbot):
    register = main.register
    assert words(main) == ["标题"]
    qtbot.mouseClick(register.bar.pills[0], Qt.MouseButton.LeftButton)
    assert register.form.inputs["title"].hasFocus()
    register.form.inputs["title"].setText("关于检查的通知")
    register.form.line("received").setText("2026-02-30")
    register.first_check.questions.answer(1, yes=True)
    assert words(main) == ["收文日期须是年月日", *(f"初审第 {n} 问" for n in (2, 3, 4, 5))]
    assert "差 1 项" in register.send.text(), "the questions may be answered later"
    qtbot.mouseClick(register.bar.pills[2], Qt.MouseButton.LeftButton)
    assert register.first_check.questions._groups[2].button(1).hasFocus()


def test_a_field_says_where_its_value_came_from_as_long_as_that_is_true(
    sit, main: MainWindow, played: Played, qtbot, tmp_path: Path
):
    played.act(
        "chen", "register", title="关于旧事的通知", issuer="某省水利厅", sender_contact="何立",
        to="各市水利局", body="文。",
    )  # fmt: skip
    main.register._read_book()
    name = "水函〔2026〕12号 关于做好汛期检查工作的函.txt"
    (tmp_path / name).write_text("文", "utf-8")
    main.register.attach([tmp_path / name])
    settle(main, qtbot)
    form, marks = main.register.form, main.register.origins.marks
    assert form.fields()["kind"] == "函"
    line = form.line("issuer")
    line.setText("某省水利厅")
    line.editingFinished.emit()

    def shown() -> dict[str, str]:
        return {n: mark.text() for n, mark in marks.items() if mark.isVisible()}

    settle(main, qtbot)
    expected = {"issuer": "手填", "number": "文件名", "title": "文件名"}
    assert shown() == expected | {"to": "沿用", "sender_contact": "沿用"}
    field, mark = form.chips("to"), marks["to"]
    assert all(chip.geometry().right() < mark.x() for chip in field._chips)
    assert field.rect().contains(mark.geometry())
    main.register.keep_half_written()
    settle(main, qtbot)
    again = sit("chen")
    again.open_place("register")
    settle(again, qtbot)
    assert again.register.origins.now()["sender_contact"] == "last"
    assert again.register.origins.now()["title"] == "file"
    qtbot.mouseClick(field._chips[0], Qt.MouseButton.LeftButton)
    assert "to" not in shown()
    qtbot.keyClicks(form.line("sender_contact"), "x")
    assert shown()["sender_contact"] == "手填"
    form.line("number").clear()
    assert "number" not in shown()


@pytest.mark.parametrize("name", ["扫描件0012.pdf", "清单.txt", "IMG 通知.png", "a〔2026〕号.txt"])
def test_a_name_that_says_nothing_of_the_paper_fills_nothing_in(name: str):
    assert from_file_name(name) == {}


def test_no_row_of_the_recent_register_is_cut_and_no_room_is_left_empty(
    main: MainWindow, played: Played, qtbot
):
    book = main.register.book
    for number in range(7):
        played.act("chen", "register", title=f"关于第{number}件事的通知", body="文。")
    for size, rows in (((1440, 900), 5), ((1366, 768), 3)):
        main.resize(*size)
        main.register._read_book()
        settle(main, qtbot)
        assert book.viewport().height() == rows * book.rowHeight(0)
    form = main.register.form
    main.resize(1440, 900)
    settle(main, qtbot)
    assert form.visibleRegion().boundingRect().height() == form.height(), "no field is cut"


def test_the_recent_register_tells_the_class_of_secrecy(main: MainWindow, played: Played, qtbot):
    played.act("chen", "register", title="密件", issuer="某保密局", secrecy="秘密")
    main.register._read_book()
    settle(main, qtbot)
    book = main.register.book
    row = {book.horizontalHeaderItem(n).text(): book.item(0, n).text()
           for n in range(book.columnCount())}  # fmt: skip
    assert row["密级"] == "秘密"


def test_too_little_room_gives_the_original_a_tab_and_cuts_nothing(main: MainWindow, qtbot):
    panels = main.register.panels
    main.session.set_language("en")
    main.resize(1024, 680)
    settle(main, qtbot)
    assert panels.tabBar().isVisible() and not main.register.original.isVisible()
    for widget in (main.register.first_check, main.register.form):
        column = widget.visibleRegion().boundingRect()
        assert column.width() == widget.width()
    beside = panels.height()
    assert main.register.book.isVisible()
    panels.setCurrentIndex(1)
    settle(main, qtbot)
    assert main.register.original.isVisible()
    assert panels.height() > beside + 80 and not main.register.book.isVisible()
    main.resize(1440, 900)
    settle(main, qtbot)
    assert main.register.book.isVisible()
    assert not panels.tabBar().isVisible() and main.register.original.isVisible()
    assert main.register.original.x() < main.register.form.mapTo(panels, QPoint()).x()


def test_a_page_is_turned_and_made_larger_on_the_screen_alone(
    main: MainWindow, qtbot, tmp_path: Path
):
    paper = paper_of(main.session, {"title": "关于检查的通知", "body": "请按时报送。\n" * 60})
    data = printed(paper, MONDAY).data
    (tmp_path / "来文.pdf").write_bytes(data)
    pane = main.register.original
    pane.attach([tmp_path / "来文.pdf"])
    settle(main, qtbot)
    upright = pane.shown.pixmap().size()
    qtbot.mouseClick(pane.turned, Qt.MouseButton.LeftButton)
    settle(main, qtbot)
    lying = pane.shown.pixmap().size()
    assert upright.height() > upright.width() and lying.height() < lying.width()
    assert lying.width() == upright.width(), "a page that lies is as wide as its place, too"
    assert "90°" in pane._sight.text() and "原件不变" in pane._sight.text()
    qtbot.mouseClick(pane.on, Qt.MouseButton.LeftButton)
    settle(main, qtbot)
    assert pane.shown.pixmap().size() == upright and pane._sight.text() == ""
    qtbot.mouseClick(pane.larger, Qt.MouseButton.LeftButton)
    settle(main, qtbot)
    assert pane.shown.pixmap().width() == round(upright.width() * 1.25)
    qtbot.mouseClick(pane.back, Qt.MouseButton.LeftButton)
    settle(main, qtbot)
    assert pane.shown.pixmap().size() == lying, "each page is looked at as one left it"
    qtbot.mouseClick(pane.fit, Qt.MouseButton.LeftButton)
    settle(main, qtbot)
    assert pane.shown.pixmap().size() == upright
    assert pane.files[0][1] == data


def test_the_book_names_who_wrote_and_nothing_is_to_be_sent_back_before_a_no(
    main: MainWindow, played: Played, qtbot
):
    played.act("chen", "register", title="关于检查的通知", issuer="某省住房和城乡建设厅")
    main.register._read_book()
    settle(main, qtbot)
    sender = COLUMNS.index("sender")
    assert main.register.book.item(0, sender).text() == "某省住房和城乡建设厅"
    assert "退回" not in main.register.send.text()


def test_a_pile_is_registered_one_after_the_other_without_leaving_the_form(
    main: MainWindow, played: Played, qtbot
):
    for title in ("关于甲事的通知", "关于乙事的通知", "关于丙事的通知"):
        main.register.form.inputs["title"].setText(title)
        qtbot.mouseClick(main.register.send, Qt.MouseButton.LeftButton)
        settle(main, qtbot)
        assert main.rooms.currentWidget() is main.register
        assert main.register.form.inputs["issuer"].hasFocus()
        assert main.register.form.fields().get("title") is None
        assert main.toast.accessibleName() == "登记，待您初审"
        assert main.toast.accessibleDescription() == title
    assert played.office.tray("chen", "tracked")["count"] == 3
    open_registered(main, qtbot)
    assert main.document.shown()["elements"]["title"] == "关于丙事的通知"
