"""A table's columns share its breadth: each as broad as its words, where there is room for all."""

from bisect import bisect_right
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QTableView

from oa_client.ui import theme

LEAST, TIGHT, AIR = 150, 96, 10
"""Pixels at 100 % up to which a column is short, and stands whole; down to which a longer one gives
way where one would have to scroll; and what stands beside its words.
"""
FOREMOST = 3
"""So many times as much as the others a column may take that says what a line is about."""


def least_of(wanted: Sequence[int], foremost: int, short: int, least: int) -> list[int]:
    """Breadths down to which the columns give way; the foremost keeps half as much again."""
    return [
        min(want, least * 3 // 2) if n == foremost else want if want <= short else least
        for n, want in enumerate(wanted)
    ]


def shared_out(
    wanted: Sequence[int], room: int, foremost: int, short: int = 0, least: int | None = None
) -> list[int]:  # fmt: skip
    """Breadths that fill the room; where even the least do not fit into it, one scrolls.

    Short columns keep what they want; long ones give way, the foremost one last. What is over is
    the foremost one's.

    Args:
        wanted: pixels that each column's words take.
        room: pixels that there are.
        foremost: number of the column that says what a line is about.
        short: pixels up to which a column stands whole.
        least: pixels down to which a longer one gives way, `short` where nothing is said; the
            foremost keeps half as much again.
    """
    weights = [FOREMOST if n == foremost else 1 for n in range(len(wanted))]
    floors = least_of(wanted, foremost, short, short if least is None else least)

    def given(level: int) -> list[int]:
        return [min(want, max(floor, weight * level))
                for want, floor, weight in zip(wanted, floors, weights, strict=True)]  # fmt: skip

    levels = range(max(wanted, default=0) + 1)
    level = bisect_right(levels, room, key=lambda n: sum(given(n))) - 1
    breadths = given(max(0, level))
    breadths[foremost] += max(0, room - sum(breadths))
    return breadths


class SharedBreadth(QObject):
    """Keeps a table's columns in its breadth; one that somebody has drawn wider stays so.

    With too little room columns in which nothing stands are left out, then long ones draw closer
    together; only then one scrolls.
    """

    def __init__(self, table: QTableView) -> None:
        super().__init__(table)
        self._table = table
        self._wanted: list[int] = []
        self._empty: frozenset[int] = frozenset()
        """Columns in which no line says anything."""
        self._foremost = 0
        self._fitting = self._drawn = False
        table.horizontalHeader().sectionResized.connect(self._resized)
        table.viewport().installEventFilter(self)

    def fit(self, foremost: int, widest: Sequence[int]) -> None:
        """The table has other lines: share out anew.

        Args:
            foremost: number of the column that says what a line is about.
            widest: the line of each column whose words take the most room; of thousands of lines
                no other is measured. Empty where there are none.
        """
        self._foremost, self._drawn = foremost, False
        columns = range(self._table.model().columnCount())
        model = self._table.model()
        for n in columns:
            self._table.setColumnHidden(n, False)  # else its head would take no room
        self._empty = frozenset(
            n for n in columns if n != foremost and widest and not model.index(widest[n], n).data()
        )
        self._wanted = [self._taken(n, widest) + theme.look().px(AIR) for n in columns]
        self._share_out()

    def _taken(self, column: int, widest: Sequence[int]) -> int:
        head = self._table.horizontalHeader().sectionSizeHint(column)
        if not widest:
            return head
        place = self._table.model().index(widest[column], column)
        return max(head, self._table.sizeHintForIndex(place).width())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and not self._drawn:
            self._share_out()
        return super().eventFilter(watched, event)

    def _share_out(self) -> None:
        if not self._wanted:
            return
        self._fitting = True
        room, shown = self._table.viewport().width(), list(range(len(self._wanted)))
        least = short = theme.look().px(LEAST)

        def too_broad() -> bool:
            wanted = [self._wanted[n] for n in shown]
            return sum(least_of(wanted, shown.index(self._foremost), short, least)) > room

        if too_broad():
            shown = [n for n in shown if n not in self._empty]
        if too_broad():
            least = theme.look().px(TIGHT)
        for n in range(len(self._wanted)):
            self._table.setColumnHidden(n, n not in shown)
        wanted, foremost = [self._wanted[n] for n in shown], shown.index(self._foremost)
        breadths = shared_out(wanted, room, foremost, short, least)
        for n, breadth in zip(shown, breadths, strict=True):
            self._table.setColumnWidth(n, breadth)
        self._fitting = False

    def _resized(self, *_: int) -> None:
        self._drawn = self._drawn or not self._fitting
