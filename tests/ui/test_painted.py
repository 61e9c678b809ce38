"""What the parts paint: seen at both zooms, told apart without colour, nothing cut off."""

import dataclasses
import itertools

import pytest
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QCursor, QHelpEvent, QImage, QPainter
from PySide6.QtWidgets import QLabel, QLineEdit, QListView, QPushButton, QWidget

from oa_client.docflow.typeset.elements import Paper
from oa_client.docflow.typeset.layout import layout
from oa_client.docflow.typeset.page import Layout, Page, Run
from oa_client.ui import theme
from oa_client.ui.models.rows import ListRow, RowsModel, RowWords
from oa_client.ui.presenters.case import FlowNode
from oa_client.ui.views.painted import cards
from oa_client.ui.views.painted.flow_places import in_one_row, note_box, placed, strip_height
from oa_client.ui.views.painted.flow_strip import FlowStrip
from oa_client.ui.views.painted.lettering import (
    advance,
    one_line,
    shortened,
    title_lines,
    wrapped,
)
from oa_client.ui.views.painted.page import PageMark, PageView
from oa_client.ui.views.painted.pills import DeadlinePill, FilterChip
from oa_client.ui.views.painted.row_delegate import RowDelegate
from oa_client.ui.views.painted.sheet import Sheet, SheetArea, SheetCellView, SheetView
from oa_client.ui.views.painted.timeline import Timeline, TimelineEntry
from oa_client.ui.views.painted.toast import Toast
from tests.ui.pictures import colours, edges, grey, share

ZOOMS = (1.0, 1.5)
TITLE = "关于做好2026—2027年度冬季供暖保障工作的通知"
LONG = "关于" + "转发省政府办公厅" * 37 + "的请示"

NODES = [
    FlowNode("draft", "拟稿", "李晓明 11-18", "done"),
    FlowNode("countersign", "会签 2/2", "全部同意", "done", [("财政局", True), ("发改委", True)]),
    FlowNode("review", "审核", "剩 1 个工作日", "current", tooltip="王建国 <b>", card="yellow"),
    FlowNode("sign", "签发", "张副市长"),
    FlowNode("print", "印制", state="skipped"),
]
ENTRIES = [
    TimelineEntry("11-23 10:17", "系统", "蓝牌", "card", "blue", number="第3条", sound=True),
    TimelineEntry("11-20 16:40", "赵磊", "会签同意", "passed", said="同意。", detail="密钥 7F3A"),
    TimelineEntry(
        "11-18 11:05", "周敏", "退回起草", "returned", said=LONG, sound=False, number="1"
    ),
]
SLIP = SheetView(
    "发文处理单", "青原市人民政府办公室",
    [("发文字号", "待编号"), ("紧急程度", "特急", "red"), ("标题", TITLE, "strong")],
    [
        SheetCellView("签发", pending_text="待 张副市长 签发", stage="sign"),
        SheetCellView("审核", mine=True, writing_text="正在填写", stage="review"),
        SheetCellView("会签", [("同意。", "周敏", "11-20 10:12", "代 赵磊 签")]),
    ],
    [("附件", "任务分工表.xlsx", "link")],
)  # fmt: skip
PAPER = layout(
    Paper(issuer="青原市人民政府", number="青政发〔2026〕48号", title=TITLE, to=("各县人民政府",),
          body="为做好工作，现通知如下。\n一、总体要求\n" + "各单位要落实责任。" * 120,
          signature="青原市人民政府", date="2026年11月23日")
)  # fmt: skip


def strip(nodes=NODES):
    made = FlowStrip()
    made.set_nodes(nodes)
    return made


def sheet():
    made = Sheet()
    made.set_view(SLIP)
    made.set_typing("拟同意。")
    return made


def page():
    made = PageView()
    made.set_layout(PAPER, [PageMark(1, 60, 100, 60, 8, "编号后填入")])
    return made


def pill():
    made = DeadlinePill()
    made.set_deadline("剩 1 个工作日", "yellow")
    return made


def timeline():
    made = Timeline()
    made.set_entries(ENTRIES)
    return made


PARTS = {
    "strip": (strip, 900, 112, theme.GREEN), "sheet": (sheet, 420, 460, theme.WRITING_CELL),
    "page": (page, 400, 500, theme.DESK), "pill": (pill, 140, 20, theme.YELLOW_TINT),
    "timeline": (timeline, 448, 300, theme.GREEN),
    "chip": (lambda: FilterChip("已超时 2", late=True), 80, 26, theme.SURFACE),
}  # fmt: skip


@pytest.mark.parametrize("part", PARTS)
def test_each_part_is_seen_at_both_zooms(part, dress, picture):
    make, width, height, wanted = PARTS[part]
    for zoom in ZOOMS:
        dress(zoom)
        image = picture(make(), round(width * zoom), round(height * zoom))
        assert len(colours(image)) > 20
        assert wanted in colours(image), zoom


def test_parts_look_different_from_one_another(dress, picture):
    pictures = [picture(make(), 400, 300) for make, *_ in PARTS.values()]
    assert len({bytes(image.constBits()) for image in pictures}) == len(PARTS)


@pytest.mark.parametrize("part", ["strip", "sheet", "pill", "timeline"])
def test_an_open_part_follows_a_change_of_zoom(part, dress, picture):
    make = PARTS[part][0]
    widget = make()
    picture(widget, 700, 400)
    before = widget.surface.minimumHeight() if part == "timeline" else widget.sizeHint().height()
    dress(1.5)
    after = widget.surface.minimumHeight() if part == "timeline" else widget.sizeHint().height()
    assert after > 1.3 * before


def test_interactive_parts_are_reached_by_keyboard_and_have_names(dress):
    for make, *_ in PARTS.values():
        widget = make()
        reached = widget.focusPolicy() != Qt.FocusPolicy.NoFocus
        assert reached or isinstance(widget, Sheet | DeadlinePill)
        described = widget.accessibleName() or widget.accessibleDescription()
        inner = getattr(widget, "surface", None)
        assert described or (inner and inner.accessibleDescription())


# ── letters ─────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("zoom", ZOOMS)
@pytest.mark.parametrize(
    "title", [TITLE, LONG, "函", TITLE + "补", "A" * 300, "𬭼" * 40 + "的请示"]
)
def test_a_title_fits_two_lines_and_its_end_is_seen(title, zoom, dress):
    font = dress(zoom).sans(14, theme.STRONG)
    for width in (150, 230, 260, 300):
        lines = title_lines(title, font, width * zoom, width * zoom)
        assert 1 <= len(lines) <= 2
        assert all(advance(line, font) <= width * zoom + 1 for line in lines)
        assert lines[-1].endswith(title[-4:])
        if len(lines) == 2:
            assert len(lines[1]) >= 4


def test_a_title_is_broken_before_a_number_not_within(dress):
    font = dress().sans(14)
    title = "关于转发省政府工作要点2027"
    whole = advance(title, font)
    assert title_lines(title, font, whole - 5, whole)[-1].startswith("2027")


def test_what_is_wrapped_is_whole(dress):
    font = dress().kai(16)
    for text in (LONG, "一\n二\n\n三", "Urgent: see annex " * 9, "𬭼龘" * 30):
        lines = wrapped(text, font, 120)
        assert "".join("".join(lines).split()) == "".join(text.split())
        assert all(advance(line, font) <= 121 for line in lines)


def test_signs_that_turn_or_break_a_line_do_no_harm(dress):
    assert one_line("关于\u202e通知\n的\t函\u2028") == "关于通知 的 函"
    assert one_line("发文　送审稿") == "发文　送审稿"
    assert shortened("甲" * 50 + "的通知", dress().sans(), 100).endswith("的通知")


# ── cards ───────────────────────────────────────────────────────────────────


def test_cards_differ_by_shape_not_by_colour_alone(dress):
    masks = []
    for level in ("blue", "yellow", "red", ""):
        image = QImage(24, 32, QImage.Format.Format_RGB32)
        image.fill(0xFFFFFFFF)
        painter = QPainter(image)
        cards.paint_card(painter, QRectF(3, 4, 18, 24), level)
        painter.end()
        white = bytes(value > 250 for value in bytes(grey(image).constBits()))
        masks.append(white)
    for at, one in enumerate(masks):
        for other in masks[at + 1 :]:
            assert sum(a != b for a, b in zip(one, other, strict=True)) > 12


# ── rows ────────────────────────────────────────────────────────────────────


def tray(qtbot, *rows, **words):
    model = RowsModel(lambda row: RowWords(urgency=row.urgency, **words))
    model.set_rows(rows)
    view = QListView()
    view.setItemDelegate(RowDelegate(view))
    view.setModel(model)
    view.model_kept = model
    view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    qtbot.addWidget(view)
    return view


@pytest.mark.parametrize("zoom", ZOOMS)
def test_a_row_is_as_high_as_its_title(zoom, dress, qtbot, picture):
    look = dress(zoom)
    view = tray(qtbot, ListRow("a", "函"), ListRow("b", LONG), when="10:42", left="剩 1 天")
    picture(view, look.px(372), look.px(400))
    heights = [view.visualRect(view.model().index(n)).height() for n in range(2)]
    assert heights == [look.px(72) + look.px(20), look.px(72) + 2 * look.px(20)]


def test_the_card_stands_at_the_rows_edge_and_unread_at_its_title(dress, qtbot, picture):
    base = ListRow("a", TITLE, card="red")
    image = picture(tray(qtbot, base), 372, 120)
    assert image.pixelColor(1, 40).name().upper() == theme.RED
    assert theme.ACCENT not in colours(image)
    unread = picture(tray(qtbot, dataclasses.replace(base, unread=True, card="")), 372, 120)
    assert unread.pixelColor(1, 40).name().upper() == theme.NO_CARD
    assert theme.ACCENT in colours(unread)


def test_a_row_of_three_hundred_characters_stays_in_its_place(dress, qtbot, picture):
    row = ListRow("a", LONG[:300], urgency="特急", card="red")
    words = {
        "meta": LONG,
        "stage": "审核",
        "left": "超时 2 个工作日",
        "when": "昨天",
        "attached": "3",
    }
    image = picture(tray(qtbot, row, **words), 372, 112)
    right = {image.pixelColor(370, y).name().upper() for y in range(2, 108)}
    assert right <= {theme.SURFACE, theme.HOVER}


def test_the_chosen_row_is_tinted(dress, qtbot, picture):
    view = tray(qtbot, ListRow("a", TITLE), ListRow("b", TITLE))
    view.setCurrentIndex(view.model().index(0))
    image = picture(view, 372, 240)
    assert share(image, theme.SELECTION) + share(image, theme.BG) > 0.3


# ── flow strip ──────────────────────────────────────────────────────────────


@pytest.mark.parametrize("zoom", ZOOMS)
@pytest.mark.parametrize("width", [500, 800, 1100])
def test_no_two_stages_overlap_and_no_word_leaves_its_room(width, zoom, dress, picture):
    look = dress(zoom)
    many = NODES + [FlowNode(str(n), "编号用印", "机要室 陈静 11-23 10:16") for n in range(6)]
    places = placed(many, width * zoom)
    assert sum(place.room for place in places) == pytest.approx(width * zoom)
    for place in places:
        assert advance(place.name, look.sans(theme.TEXT, theme.STRONG)) <= place.room
        assert advance(place.sub, look.sans(theme.CAPTION)) <= place.room
    image = picture(strip(many), round(width * zoom), strip_height(many))
    assert edges(image) == {image.pixelColor(0, 0).name().upper()}


def test_many_countersigners_fit_and_the_rest_is_counted(dress, picture):
    people = [(f"第{n}科", n < 2) for n in range(9)]
    nodes = [FlowNode("a", "拟稿", state="done"), FlowNode("b", "会签", "2/9", "current", people)]
    capsules = placed(nodes, 400)[1].capsules
    assert [name for name, *_ in capsules] == ["第0科", "第1科", "+7"]
    image = picture(strip(nodes), 400, strip_height(nodes))
    assert edges(image) == {image.pixelColor(0, 0).name().upper()}


def test_a_return_is_drawn_in_red_back_to_its_stage(dress, picture):
    nodes = [
        FlowNode("a", "拟稿", state="current"),
        FlowNode("b", "核稿", state="returned", returned_to="a", returned_note="退回 11-18"),
    ]
    image = picture(strip(nodes), 400, strip_height(nodes))
    assert theme.RED in colours(image) and theme.RED_BORDER in colours(image)
    assert strip_height(nodes) > strip_height(NODES[:1])


@pytest.mark.parametrize("zoom", ZOOMS)
@pytest.mark.parametrize("middles", [(150, 190), (190, 150, 160), (10, 20), (480, 495)])
def test_the_words_of_several_returns_stand_beside_each_other(middles, zoom, dress):
    dress(zoom)
    notes = [
        (words, note_box(words, QPointF(middle * zoom, 20)))
        for middle, words in zip(middles, ("退回 11-27 16:40", "退回 11-28", "退回"), strict=False)
    ]
    row = in_one_row(notes, 500 * zoom)
    assert sorted(words for words, _ in row) == sorted(words for words, _ in notes)
    boxes = [box for _, box in row]
    assert boxes[0].left() >= 0 and boxes[-1].right() <= 500 * zoom
    assert all(a.right() < b.left() for a, b in itertools.pairwise(boxes))
    assert in_one_row(notes[:1], 500 * zoom)[0][1].width() == notes[0][1].width()


def test_a_click_and_the_keyboard_lead_to_the_opinion(dress, qtbot, picture):
    made, told = strip(), []
    made.clicked.connect(told.append)
    picture(made, 900, 112)
    qtbot.mouseClick(made, Qt.MouseButton.LeftButton, pos=QPoint(90, 40))
    qtbot.keyClick(made, Qt.Key.Key_Right)
    qtbot.keyClick(made, Qt.Key.Key_Return)
    assert told == ["draft", "countersign"]


def test_a_tooltip_is_never_read_as_markup(dress, qtbot, picture, monkeypatch):
    from oa_client.ui.views.painted import flow_strip

    said = []
    monkeypatch.setattr(
        flow_strip.QToolTip, "showText", lambda place, text, widget: said.append(text)
    )
    made = strip()
    picture(made, 900, 112)
    event = QHelpEvent(QHelpEvent.Type.ToolTip, QPoint(450, 40), QPoint(450, 40))
    made.event(event)
    assert said == ["<p>王建国 &lt;b&gt;</p>"]


# ── 处理单 ──────────────────────────────────────────────────────────────────


def test_only_the_cell_that_i_may_write_is_tinted(dress, picture):
    assert share(picture(sheet(), 420, 460), theme.WRITING_CELL) > 0.05
    other = Sheet()
    other.set_view(dataclasses.replace(SLIP, cells=[c for c in SLIP.cells if not c.mine]))
    assert share(picture(other, 420, 460), theme.WRITING_CELL) == 0


def test_what_is_typed_appears_and_makes_room(dress, picture):
    made = sheet()
    before = picture(made, 420, 460)
    low = made.minimumHeight()
    made.set_typing("拟同意，请张副市长签发。" * 20)
    after = picture(made, 420, 460)
    assert bytes(before.constBits()) != bytes(after.constBits())
    assert made.minimumHeight() > low + 100


@pytest.mark.parametrize("zoom", ZOOMS)
def test_no_cell_of_the_slip_is_smaller_than_what_stands_in_it(zoom, dress, picture):
    look = dress(zoom)
    view = dataclasses.replace(
        SLIP,
        elements=[("发文字号", "待编号"), ("标题", LONG, "strong")],
        cells=[SheetCellView("领导批示", [(LONG, "欧阳建国", "11-20 10:12", "代 赵磊 签")] * 3)],
    )
    made = Sheet()
    made.set_view(view)
    picture(made, look.px(420), 2000)
    places = made.places()
    for cell in places.cells:
        for said in cell.said:
            low = said.top + look.px(23) * len(said.lines) + look.px(22)
            assert low <= cell.value.bottom() + 1
            assert "".join(said.lines) == LONG
    for field in places.fields:
        assert look.px(20) * len(field.lines) <= field.value.height()
        font = look.sans(13, theme.STRONG)
        assert all(advance(line, font) <= field.value.width() for line in field.lines)
    boxes = [cell.label.united(cell.value) for cell in places.cells]
    boxes += [field.label.united(field.value) for field in places.fields]
    assert not [1 for n, a in enumerate(boxes) for b in boxes[n + 1 :]
                if a.adjusted(1, 1, -1, -1).intersects(b.adjusted(1, 1, -1, -1))]  # fmt: skip


def test_a_stage_leads_to_its_cell(dress, qtbot):
    area = SheetArea()
    qtbot.addWidget(area)
    area.resize(420, 120)
    area.set_view(SLIP)
    area.show()
    assert area.show_cell("会签") and area.verticalScrollBar().value() > 0
    assert area.show_cell("sign") and not area.show_cell("archive")


def test_another_slip_forgets_what_was_typed(dress, picture):
    made = sheet()
    fresh = Sheet()
    fresh.set_view(SLIP)
    made.set_view(SLIP)
    pictures = [picture(widget, 420, 460) for widget in (made, fresh)]
    assert pictures[0].size() == pictures[1].size()
    assert pictures[0] == pictures[1]


def test_pressing_the_writing_cell_asks_for_the_editor(dress, qtbot, picture):
    made = sheet()
    picture(made, 420, 460)
    at = made.box_of("review").center().toPoint()
    with qtbot.waitSignal(made.writing_wanted, timeout=500):
        qtbot.mouseClick(made, Qt.MouseButton.LeftButton, pos=at)


# ── page ────────────────────────────────────────────────────────────────────


def test_a_page_shows_its_ink_at_every_size(dress, picture):
    view = page()
    for zoom in (None, 0.5, 1.0, 1.5):
        view.set_zoom(zoom)
        image = picture(view, 500, 700)
        assert share(image, theme.SURFACE) > 0.3
        reddish = sum(
            image.pixelColor(x, y).red() > 180 > 3 * image.pixelColor(x, y).green()
            for x in range(0, 500, 2)
            for y in range(0, 700, 2)
        )
        assert reddish > 20, zoom


def test_what_is_set_across_reads_upwards(dress, picture):
    view = PageView()
    view.set_layout(Layout((Page((Run(100, 150, "公文办理时限", turned=True),)),)))
    image = picture(view, 500, 700)
    dark = [
        (x, y) for x in range(40, 460) for y in range(40, 660)
        if image.pixelColor(x, y).lightness() < 90
    ]  # fmt: skip
    wide, high = (max(part) - min(part) for part in zip(*dark, strict=True))
    assert high > 3 * wide
    assert max(y for _, y in dark) < 700 / 2


def test_space_turns_pages_and_says_which_is_seen(dress, qtbot, picture):
    view, told = page(), []
    assert view.page_count() > 1
    view.page_changed.connect(lambda *now: told.append(now))
    picture(view, 400, 500)
    for _ in range(12):
        qtbot.keyClick(view, Qt.Key.Key_Space)
    assert view.current_page() == view.page_count() == told[-1][0]
    qtbot.keyClick(view, Qt.Key.Key_Space, Qt.KeyboardModifier.ShiftModifier)
    view.show_page(1)
    assert view.current_page() == 1


def test_the_size_stays_within_bounds_and_fits_the_width_again(dress, picture):
    view, told = page(), []
    view.zoom_changed.connect(told.append)
    picture(view, 400, 500)
    fitted = view.zoom()
    view.set_zoom(99)
    assert view.zoom() == 4.0 and not view.fits_width()
    view.set_zoom(None)
    assert view.zoom() == pytest.approx(fitted, rel=0.05) and view.fits_width()
    assert told[0] == 4.0


def test_only_a_page_that_looks_otherwise_is_painted_anew(dress, picture):
    dress()
    view = PageView()
    lines = [f"第{n}行。" for n in range(60)]
    view.set_layout(layout(Paper(body="\n".join(lines))))
    picture(view, 300, 700)
    before = {number: shown.cacheKey() for number, shown in view._pictures.items()}
    assert set(before) == {0, 1}
    lines[30] = "改了。"
    view.set_layout(layout(Paper(body="\n".join(lines))))
    picture(view, 300, 700)
    after = {number: shown.cacheKey() for number, shown in view._pictures.items()}
    assert after[0] == before[0] and after[1] != before[1]
    view.set_layout(layout(Paper(body="\n".join(lines))), [PageMark(1, 20, 20, 40, 8, "待定")])
    picture(view, 300, 700)
    assert view._pictures[0].cacheKey() != after[0]
    assert view._pictures[1].cacheKey() == after[1]


def test_no_paper_is_no_page(dress, picture):
    view = PageView()
    assert view.current_page() == view.page_count() == 0
    assert share(picture(view, 300, 300), theme.DESK) > 0.95


def test_an_undecided_part_is_a_dashed_box(dress, picture):
    view = PageView()
    view.set_layout(PAPER)
    bare = colours(picture(view, 500, 700))
    assert theme.ACCENT_TINT not in bare
    assert theme.ACCENT_TINT in colours(picture(page(), 500, 700))


# ── toast ───────────────────────────────────────────────────────────────────


@pytest.fixture
def window(qtbot, dress):
    QCursor.setPos(0, 0)  # a toast under the mouse stays
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(900, 600)
    QLineEdit(window).setFocus()  # else the toast's own button has the keyboard and keeps it open
    window.show()
    return window


def test_a_toast_can_be_taken_back(window, qtbot):
    toast, taken = Toast(window), []
    toast.show_text("已送 张副市长 签发", "撤回", lambda: taken.append(1))
    assert toast.isVisible()
    with qtbot.waitSignal(toast.undone, timeout=500):
        toast.findChild(QPushButton).click()
    assert taken == [1] and not toast.isVisible()


def test_a_toast_leaves_by_itself_and_takes_nothing_back(window, qtbot):
    toast, taken = Toast(window), []
    with qtbot.waitSignal(toast.ended, timeout=3000):
        toast.show_text("已办结", "撤回", lambda: taken.append(1), seconds=0.3)
    assert not taken and not toast.isVisible()


def test_a_toast_that_follows_another_shows_all_it_says(window):
    toast = Toast(window)
    toast.show_text("标题已移走")
    toast.show_text("张明远 同意延期至 12月4日 17:30")
    label = toast.findChild(QLabel)
    assert label.width() >= advance(label.text(), label.font())
    assert toast.rect().contains(label.geometry())


def test_a_toast_stays_inside_its_window_and_reads_no_markup(window, qtbot):
    toast = Toast(window)
    toast.show_text("<b>" + LONG + "</b>", "撤回")
    window.resize(500, 400)
    qtbot.wait(150)
    assert window.rect().contains(toast.geometry())
    label = toast.findChild(QLabel)
    assert label.textFormat() == Qt.TextFormat.PlainText
    assert label.height() >= label.heightForWidth(label.width())


# ── record ──────────────────────────────────────────────────────────────────


def test_the_chosen_entry_unfolds_its_details(dress, qtbot, picture):
    made, told = timeline(), []
    made.chosen.connect(told.append)
    picture(made, 448, 400)
    before = made.surface.minimumHeight()
    made.surface.setFocus()
    qtbot.keyClick(made.surface, Qt.Key.Key_Down)
    qtbot.keyClick(made.surface, Qt.Key.Key_Down)
    assert told == [0, 1] and made.surface.minimumHeight() > before
    qtbot.mouseClick(
        made.surface, Qt.MouseButton.LeftButton, pos=made.surface.box_of(2).center().toPoint()
    )
    assert told == [0, 1, 2]


def test_a_long_opinion_is_shown_whole(dress, picture):
    made = timeline()
    picture(made, 448, 400)
    low = made.surface.box_of(2)
    assert low.height() > 22 * len(wrapped(LONG, theme.look().kai(15), 300))
    assert made.surface.minimumHeight() >= low.bottom()
