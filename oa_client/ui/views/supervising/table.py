"""The table of the supervisor's desk: which stages a figure counts, each with its clock."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QResizeEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QFrame, QHBoxLayout, QListView, QPushButton, QSizePolicy, QVBoxLayout

from oa_client.ui import theme
from oa_client.ui.icons import icon
from oa_client.ui.presenters.desk import CHIPS, DeskLine
from oa_client.ui.presenters.session import Session
from oa_client.ui.views.painted.desk_row import LINE, Axis, AxisLegend, DeskHead, DeskRowDelegate
from oa_client.ui.views.painted.elided import ElidedLabel
from oa_client.ui.views.painted.lettering import advance
from oa_client.ui.views.painted.pills import FilterChip
from oa_client.ui.views.plain_label import plain_label

AXIS = ("within", "paused", "given", "late", "left")
"""What the bars are made of, in the order of the legend."""
SPARE = 96
"""So much room the gaps in the line of the chips take."""


class StageTable(QFrame):
    """Chips above, rows on the common axis below."""

    narrowed = Signal(object)
    """Which chips hold now; none: everything that is open."""
    opened = Signal(str)
    picked = Signal(str)
    urged = Signal(object)
    """Documents of several rows that were chosen together."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setProperty("role", "card")
        # name and legend go where there is no room for them: they ask for none
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._session = session
        self._task = self._said = ""
        self._filling = False
        self.none = plain_label("fine")
        self.none.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.name, self.only = ElidedLabel("strong"), ElidedLabel("meta")
        self.chips = {name: FilterChip() for name in CHIPS}
        for chip in self.chips.values():
            chip.clicked.connect(self._chosen_chips)
        self.all = FilterChip()
        self.all.clicked.connect(lambda: self.narrowed.emit(frozenset()))
        self.urge = QPushButton()
        self.urge.setIcon(icon("urge", theme.INK2))
        self.urge.clicked.connect(lambda: self.urged.emit(self.chosen_together()))
        self.urge.hide()
        self.axis = Axis()
        self.head, self.legend = DeskHead(self.axis), AxisLegend()
        self.rows = QListView()
        self.rows.setProperty("role", "rows")
        self.rows.setModel(QStandardItemModel(self.rows))
        self.rows.setItemDelegate(DeskRowDelegate(self.axis, self.rows))
        self.rows.setMouseTracking(True)
        self.rows.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.rows.setSelectionMode(QListView.SelectionMode.ExtendedSelection)
        self.rows.selectionModel().currentChanged.connect(self._picked)
        self.rows.selectionModel().selectionChanged.connect(self._offer_urge)
        self.rows.activated.connect(lambda _: self.opened.emit(self.chosen()))
        self.head.rows = self.rows.viewport()
        self.rows.verticalScrollBar().rangeChanged.connect(lambda *_: self.head.update())
        self._lay_out()

    def _lay_out(self) -> None:
        chips = QHBoxLayout()
        chips.setContentsMargins(12, 8, 12, 8)
        chips.setSpacing(6)
        for part in (self.name, *self.chips.values(), self.all):
            chips.addWidget(part)
        chips.addWidget(self.only, 1)
        chips.addWidget(self.urge)
        chips.addWidget(self.legend)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addLayout(chips)
        column.addWidget(self.head)
        column.addWidget(self.rows, 1)
        column.addWidget(self.none, 1)

    def translate(self) -> None:
        """All words in the language of the session."""
        text = self._session.text
        self.none.setText(text("supervise.none_late"))
        self.name.setText(text("supervise.late_table"))
        self.head.say(
            tuple(text(f"desk.col_{c}") for c in ("state", "what", "who", "now", "share"))
        )
        self.legend.say(tuple(text(f"desk.axis_{part}") for part in AXIS))
        self.rows.setAccessibleName(text("supervise.late_table"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """The legend stands where there is room for it beside the chips and their words, and the
        name of the table where there is still more.
        """
        every = (*self.chips.values(), self.all)
        chips = sum(chip.sizeHint().width() for chip in every)
        chips += self.urge.sizeHint().width() if self.urge.isVisibleTo(self) else 0
        spare = self.width() - chips - self.legend.sizeHint().width()
        words = advance(self._said, theme.look().sans(theme.META))
        over = spare - theme.look().px(SPARE) - words
        self.legend.setVisible(over >= 0)
        self.name.setVisible(over >= self.name.sizeHint().width())

    def count(self, counts: dict[str, int], open_: int, chosen: frozenset[str] | None) -> None:
        """How many open stages each chip counts, and which ones hold; None: another figure does."""
        text = self._session.text
        for name, chip in self.chips.items():
            words = f"{text(f'desk.chip_{name}')} {counts[name]}"
            chip.set_words(words, late=name == "red" and counts[name] > 0)
            chip.setChecked(name in (chosen or ()))
        self.all.set_words(f"{text('desk.chip_all')} {open_}")
        self.all.setChecked(chosen is not None and not chosen)

    def _chosen_chips(self) -> None:
        held = frozenset(name for name, chip in self.chips.items() if chip.isChecked())
        self.narrowed.emit(held)

    def chosen_together(self) -> list[str]:
        """The documents of all rows that are marked, each once."""
        lines = [index.data(LINE) for index in self.rows.selectedIndexes()]
        return list(dict.fromkeys(line.document for line in lines if not line.closed))

    def _offer_urge(self) -> None:
        """Several rows may be urged together, with one question."""
        count = len(self.chosen_together())
        self.urge.setText(self._session.text("desk.urge_many", count=count))
        self.urge.setVisible(count > 1)
        self._fit()

    def measure(self, now: int, days: Sequence[tuple[str, int]]) -> None:
        """The axis on which the clocks stand, in working minutes."""
        self.axis.now = max(1, now)
        self.axis.days = [(day, minutes) for day, minutes in days]
        self.head.update()

    def fill(self, lines: list[DeskLine], only: str) -> None:
        """List these, under the words of the figure that counts them."""
        model = self.rows.model()
        assert isinstance(model, QStandardItemModel)
        self._filling = True  # the view marks a row of its own accord; nobody chose that one
        model.clear()
        self.axis.measure(lines)
        self.head.update()
        for line in lines:
            parts = (line.left, line.flag, line.urgent, line.title, line.who, line.stage)
            item = QStandardItem(" ".join(part for part in parts if part))
            item.setEditable(False)
            item.setData(line, LINE)
            model.appendRow(item)
        self.rows.setVisible(bool(lines))
        self.none.setVisible(not lines)
        self.only.setText(only)
        self._said = only
        self._fit()
        at = next((n for n, line in enumerate(lines) if line.task == self._task), -1)
        self.rows.setCurrentIndex(model.index(at, 0))
        self._filling = False
        self._offer_urge()

    def chosen(self) -> str:
        """The document of the row that is marked."""
        line = self.rows.currentIndex().data(LINE)
        return line.document if line else ""

    def marked(self) -> str:
        """Whose row is marked, by the id of its task."""
        return self._task

    def mark(self, task: str) -> None:
        """Mark this row, as soon as it is listed."""
        self._task = task

    def let_go(self) -> None:
        """No row is marked."""
        self._task = ""
        self.rows.clearSelection()

    def step(self) -> None:
        """The next row; round at the end."""
        count = self.rows.model().rowCount()
        if count:
            row = (self.rows.currentIndex().row() + 1) % count
            self.rows.setCurrentIndex(self.rows.model().index(row, 0))

    def _picked(self, index: QModelIndex, _: QModelIndex) -> None:
        line = index.data(LINE)
        if self._filling or line is None or line.task == self._task:
            return
        self._task = line.task
        self.picked.emit(line.document)
