"""A line of a tray: card, 缓急, title, who sent it, the step it has come to and its time left."""

from functools import lru_cache

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize
from PySide6.QtGui import QColor, QFont, QHelpEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
)

from oa_client.ui import theme
from oa_client.ui.models.rows import ROW_ROLE, WORDS_ROLE, ListRow, RowWords
from oa_client.ui.theme import Look
from oa_client.ui.views.painted import cards, pills
from oa_client.ui.views.painted.lettering import (
    RIGHT,
    advance,
    cut,
    draw,
    one_line,
    tip,
    title_lines,
)
from oa_client.ui.views.painted.surface import fill_round, focus_ring, smooth

Index = QModelIndex | QPersistentModelIndex

LEFT_EDGE, RIGHT_EDGE, TOP_EDGE, LINE_PITCH = 20, 14, 11, 20
HEIGHT_BESIDE_TITLE = 72


class RowDelegate(QStyledItemDelegate):
    """Paints rows; a list of thousands has no widgets in it."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        look = theme.look()
        row, words = index.data(ROW_ROLE), index.data(WORDS_ROLE)
        width = _room(option)
        lines = len(_title(row, words, width)) if row else 1
        return QSize(width, look.px(HEIGHT_BESIDE_TITLE) + look.px(LINE_PITCH) * lines)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row, words = index.data(ROW_ROLE), index.data(WORDS_ROLE)
        if row is None:
            return
        painter.save()
        smooth(painter)
        box = QRectF(option.rect)
        _ground(painter, box, option, row)
        _upper(painter, box, row, words)
        _lower(painter, box, row, words, bool(option.state & QStyle.StateFlag.State_Selected))
        painter.restore()

    def helpEvent(
        self, event: QHelpEvent, view: QAbstractItemView, _option: QStyleOptionViewItem,
        index: Index,
    ) -> bool:  # fmt: skip
        """Of which clock the time left is, the stage's or the whole case's."""
        words = index.data(WORDS_ROLE)
        QToolTip.showText(event.globalPos(), tip(words.limit if words else ""), view)
        return True


def _room(option: QStyleOptionViewItem) -> int:
    view = option.widget
    if isinstance(view, QAbstractItemView):
        return view.viewport().width()
    return option.rect.width()


def _ground(painter: QPainter, box: QRectF, option: QStyleOptionViewItem, row: ListRow) -> None:
    look, state = theme.look(), option.state
    colour = theme.SURFACE
    if state & QStyle.StateFlag.State_Selected:
        active = state & QStyle.StateFlag.State_Active
        colour = theme.SELECTION if active else theme.BG
    elif state & QStyle.StateFlag.State_MouseOver:
        colour = theme.HOVER
    painter.fillRect(box, QColor(colour))
    line = QRectF(box.left(), box.bottom() - 1, box.width(), 1)
    painter.fillRect(line, QColor(theme.LINE2))
    bar = QRectF(box.left(), box.top(), look.px(4), box.height() - 1)
    painter.fillRect(bar, QColor(cards.colours(row.card)[0]))
    if row.unread:
        size = look.px(6)
        middle = box.top() + look.px(TOP_EDGE) + look.px(LINE_PITCH) / 2
        dot = QRectF(box.left() + look.px(9), middle - size / 2, size, size)
        fill_round(painter, dot, size / 2, theme.ACCENT)
    if (
        state & QStyle.StateFlag.State_HasFocus
        and state & QStyle.StateFlag.State_KeyboardFocusChange
    ):
        focus_ring(painter, box.adjusted(look.px(5), 1, -1, -2), look.px(4))


def _title(row: ListRow, words: RowWords, width: float) -> tuple[str, ...]:
    return _title_of(row.title, row.unread, words.urgency, words.when, width, theme.look())


@lru_cache(maxsize=2048)
def _title_of(
    title: str, unread: bool, urgency: str, when: str, width: float, look: Look
) -> tuple[str, ...]:
    font = look.sans(theme.TITLE, theme.STRONG if unread else theme.REGULAR)
    whole = width - look.px(LEFT_EDGE) - look.px(RIGHT_EDGE)
    beside = advance(when, look.sans(theme.META)) + look.px(14) if when else 0.0
    first = whole - beside - pills.urgency_width(urgency)
    return title_lines(title, font, first, whole - beside)


def _upper(painter: QPainter, box: QRectF, row: ListRow, words: RowWords) -> None:
    """缓急, the title in one or two lines, and when it came."""
    look = theme.look()
    pitch = look.px(LINE_PITCH)
    left, right = box.left() + look.px(LEFT_EDGE), box.right() - look.px(RIGHT_EDGE)
    top = box.top() + look.px(TOP_EDGE)
    font = look.sans(theme.TITLE, theme.STRONG if row.unread else theme.REGULAR)
    at = left
    if words.urgency:
        pills.paint_urgency(painter, left, top + pitch / 2, words.urgency, row.urgency)
        at += pills.urgency_width(words.urgency)
    for number, line in enumerate(_title(row, words, box.width())):
        place = QRectF(at if number == 0 else left, top + number * pitch, right - left, pitch)
        draw(painter, place, line, font, theme.INK)
    when = QRectF(left, top, right - left, pitch)
    draw(painter, when, words.when, look.sans(theme.META), theme.INK2, RIGHT)


def meta_line(words: RowWords, font: QFont, room: float) -> str:
    """Procedure, number and sender; where room is short the procedure goes first."""
    whole, brief = one_line(words.meta), one_line(words.brief)
    return whole if advance(whole, font) <= room else cut(brief or whole, font, room)


def _lower(painter: QPainter, box: QRectF, row: ListRow, words: RowWords, selected: bool) -> None:
    """Where it comes from, and below it the step and the time left."""
    look = theme.look()
    font = look.sans(theme.META)
    left, right = box.left() + look.px(LEFT_EDGE), box.right() - look.px(RIGHT_EDGE)
    meta = QRectF(left, box.bottom() - look.px(61), right - left, look.px(20))
    room = meta.width()
    if words.attached:
        draw(painter, meta, words.attached, font, theme.INK2, RIGHT)
        taken = advance(words.attached, font) + look.px(12)
        clip = QRectF(0, 0, look.px(11), look.px(11))
        clip.moveCenter(meta.center())
        clip.moveRight(right - taken + look.px(8))
        cards.paint_clip(painter, clip.center(), look.px(12), theme.INK2)
        room -= taken + look.px(14)
    draw(painter, meta, meta_line(words, font, room), font, theme.INK2)
    middle = round(box.bottom() - look.px(27))
    at = left
    if words.stage:
        ground = theme.SURFACE if selected else theme.BG
        at = pills.paint_step(painter, left, middle, words.stage, ground) + look.px(8)
    pills.paint_deadline(painter, at, middle, words.left, row.card, right - at, late=row.late)
