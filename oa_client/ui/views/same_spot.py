"""What has the keyboard and how far all is scrolled, to be found again in another window."""

from dataclasses import dataclass, field

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractScrollArea,
    QLineEdit,
    QPlainTextEdit,
    QScrollBar,
    QTextEdit,
    QWidget,
)

Way = tuple[tuple[str, int], ...]
"""From a window down to a widget: at each level its name or kind, and the how-manieth it is."""


@dataclass(frozen=True)
class Spot:
    """Where a person writes and reads.

    Attributes:
        keyboard: what has it; None where nothing has.
        caret: from where to where is marked there, the caret at the second.
        scrolled: how far each area is, across and down, as shares of the whole way.
    """

    keyboard: Way | None = None
    caret: tuple[int, int] = (0, 0)
    scrolled: dict[Way, tuple[float, float]] = field(default_factory=dict)


def spot_in(window: QWidget) -> Spot:
    """Where he writes and reads in this window."""
    holder: QWidget | None = window.focusWidget()
    areas = {
        _way(area, window): (_share(area.horizontalScrollBar()), _share(area.verticalScrollBar()))
        for area in window.findChildren(QAbstractScrollArea)
        if area.isVisible()
    }
    scrolled = {way: shares for way, shares in areas.items() if any(shares)}
    if holder is None or holder is window:
        return Spot(scrolled=scrolled)
    return Spot(_way(holder, window), _caret(holder), scrolled)


def take_up(window: QWidget, spot: Spot) -> None:
    """The same in another window that shows the same; what isn't there is passed over."""
    for way, (across, down) in spot.scrolled.items():
        area = _at(way, window)
        if isinstance(area, QAbstractItemView):
            area.doItemsLayout()  # or it would be as long as it was thought before
        if isinstance(area, QAbstractScrollArea):
            for bar, share in ((area.horizontalScrollBar(), across),
                               (area.verticalScrollBar(), down)):  # fmt: skip
                bar.setValue(round(share * bar.maximum()))
    holder = _at(spot.keyboard, window) if spot.keyboard else None
    if holder is not None and holder.isEnabled() and holder.isVisibleTo(window):
        holder.setFocus()
        _put_caret(holder, *spot.caret)


def _share(bar: QScrollBar) -> float:
    return bar.value() / bar.maximum() if bar.maximum() > 0 else 0.0


def _caret(holder: QWidget) -> tuple[int, int]:
    if isinstance(holder, QLineEdit):
        at, start, end = holder.cursorPosition(), holder.selectionStart(), holder.selectionEnd()
        return (at, at) if start < 0 else (end, start) if at == start else (start, end)
    if isinstance(holder, QPlainTextEdit | QTextEdit):
        return holder.textCursor().anchor(), holder.textCursor().position()
    return 0, 0


def _put_caret(holder: QWidget, anchor: int, at: int) -> None:
    if isinstance(holder, QLineEdit):
        if anchor == at:
            holder.setCursorPosition(at)
        else:
            holder.setSelection(anchor, at - anchor)
    elif isinstance(holder, QPlainTextEdit | QTextEdit):
        most = len(holder.document().toRawText())
        caret, bar = holder.textCursor(), holder.verticalScrollBar()
        scrolled = bar.value()
        caret.setPosition(min(anchor, most))
        caret.setPosition(min(at, most), QTextCursor.MoveMode.KeepAnchor)
        holder.setTextCursor(caret)
        bar.setValue(scrolled)  # a caret that is put somewhere draws the text along


def _way(widget: QWidget, window: QWidget) -> Way:
    steps: list[tuple[str, int]] = []
    found = widget
    while found is not window and (above := found.parentWidget()) is not None:
        steps.append((_name(found), _alike(above, _name(found)).index(found)))
        found = above
    return tuple(reversed(steps))


def _at(way: Way, window: QWidget) -> QWidget | None:
    found = window
    for name, number in way:
        alike = _alike(found, name)
        if number >= len(alike):
            return None
        found = alike[number]
    return found


def _alike(above: QWidget, name: str) -> list[QWidget]:
    direct = Qt.FindChildOption.FindDirectChildrenOnly
    return [one for one in above.findChildren(QWidget, options=direct) if _name(one) == name]


def _name(one: QWidget) -> str:
    return one.objectName() or type(one).__name__
