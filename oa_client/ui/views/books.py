"""登记簿与公布: books, limits, rules and signals to look through, and to take along as a file."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from oa_client.docflow.model.moment import parse
from oa_client.ui import theme
from oa_client.ui.models.sheets import DOCUMENT, Sheet, SheetModel
from oa_client.ui.presenters.books import (
    FILED,
    PERIODS,
    SHEETS,
    TIMED,
    Read,
    file_title,
    may_see,
    months,
    reading,
    saving,
)
from oa_client.ui.presenters.session import Session
from oa_client.ui.views.file_dialogs import ask_target
from oa_client.ui.views.painted.lettering import tip
from oa_client.ui.views.segments import Segments
from oa_client.ui.views.shared_breadth import SharedBreadth
from oa_client.ui.views.still import still
from oa_client.ui.views.supervising.parts import ReportButton

DOWN = Qt.SortOrder.DescendingOrder


@dataclass(frozen=True)
class BooksPlace:
    """Which sheet somebody looks at, of which period or month; what he sought in it, and by which
    column he ordered it, rising or falling: -1 for none.
    """

    sheet: str
    period: str
    month: str
    sought: str = ""
    column: int = -1
    falling: bool = False


class BooksView(QWidget):
    """One table at a time; a line that is about a paper opens it."""

    opened = Signal(str)
    turned = Signal(str)
    """Another sheet is shown."""

    def __init__(
        self, session: Session, sheets: tuple[str, ...] = SHEETS, name: str = "nav.books"
    ) -> None:  # fmt: skip
        super().__init__()
        self._session = session
        self._sheets, self._room = sheets, name
        self._title, self.note = QLabel(), QLabel()
        for label, role in ((self._title, "pane"), (self.note, "caption")):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setProperty("role", role)
        self.note.setWordWrap(True)
        self.sheets, self.period = Segments(sheets), Segments(PERIODS)
        self.period.set_value("year")
        self.month = still(QComboBox())
        self.month.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.month.activated.connect(self.refresh)
        for button in (*self.sheets.buttons, *self.period.buttons):
            button.setProperty("scale", "wide")
        for changed in (self.sheets.changed, self.period.changed):
            changed.connect(self.refresh)
        self.sheets.changed.connect(self._begin_anew)
        self.sheets.changed.connect(self._turn)
        self.table = QTableView()
        self.table.setProperty("role", "figures")
        self.lines = SheetModel(tip, self.table)
        self.table.setModel(self.lines)
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(theme.look().px(32))
        self.table.setShowGrid(False)
        self.table.setTabKeyNavigation(False)  # Tab goes on, the arrows stay in the table
        self.setFocusProxy(self.table)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        head = self.table.horizontalHeader()
        head.setSectionsClickable(True)
        head.setHighlightSections(False)
        head.setSortIndicatorClearable(True)  # a third press: as the register has it
        head.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        head.sortIndicatorChanged.connect(lambda *_: self._narrow())
        self.sought = QLineEdit()
        self.sought.setClearButtonEnabled(True)
        self.sought.setFixedWidth(theme.look().px(220))
        self.sought.textChanged.connect(lambda _: self._narrow())
        self._whole = Sheet()
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self._breadth = SharedBreadth(self.table)
        self.table.activated.connect(self._open)
        self.pdf = ReportButton(lambda: self._export(".pdf"), "report")
        self.xlsx = ReportButton(lambda: self._export(".xlsx"), "table")
        self._lay_out()
        session.language_changed.connect(self.translate)
        session.person_changed.connect(self._offer)
        self._offer()
        self.translate()

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(12)
        top.addWidget(self._title)
        top.addStretch(1)
        for part in (self.month, self.period, self.pdf, self.xlsx):
            top.addWidget(part)
        choice = QHBoxLayout()
        choice.addWidget(self.sheets)
        choice.addStretch(1)
        choice.addWidget(self.sought)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(10)
        column.addLayout(top)
        column.addLayout(choice)
        column.addWidget(self.table, 1)
        column.addWidget(self.note)

    def translate(self) -> None:
        """All words in the language of the session."""
        text = self._session.text
        self._title.setText(text(self._room))
        self.sheets.setAccessibleName(text(self._room))
        self.sheets.set_words([text(f"books.{name}_short") for name in self._sheets])
        self.period.setAccessibleName(text("books.period"))
        self.period.set_words([text(f"books.{name}") for name in PERIODS])
        self.month.setAccessibleName(text("books.month_chosen"))
        self.sought.setPlaceholderText(text("books.sought"))
        self.sought.setAccessibleName(text("books.sought"))
        self.pdf.say(text("books.pdf"))
        self.xlsx.say(text("books.xlsx"))
        self.table.setAccessibleName(text(self._room))
        self._put_away()
        if self.isVisible():
            self.refresh()

    def _offer(self) -> None:
        for name, button in zip(self._sheets, self.sheets.buttons, strict=True):
            button.setVisible(may_see(self._session, name))
        self._begin_anew()
        if not may_see(self._session, self.sheets.value()):
            self.sheets.set_value(self._sheets[0])
        self._put_away()

    def _put_away(self) -> None:
        """Nobody sees another's lines, nor those of another language: a sheet is asked for anew
        whenever the room is entered.
        """
        self._whole = Sheet()
        self.lines.show(self._whole)
        self.note.clear()

    def place(self) -> BooksPlace:
        """Where the person is."""
        head = self.table.horizontalHeader()
        return BooksPlace(
            self.sheets.value(), self.period.value(), self.month.currentText(), self.sought.text(),
            head.sortIndicatorSection(), head.sortIndicatorOrder() == DOWN,
        )  # fmt: skip

    def go_to(self, place: BooksPlace) -> None:
        """Go on where the person was; it is asked for when the room is entered."""
        self.turn_to(place.sheet)
        self.period.blockSignals(True)
        self.period.set_value(place.period)
        self.period.blockSignals(False)
        if place.month:
            self.month.addItem(place.month)
        self.sought.setText(place.sought)
        self._order(place.column, falling=place.falling)

    def turn_to(self, sheet: str) -> None:
        """Show this sheet, where the room has it; it is asked for when the room is entered."""
        if sheet not in self._sheets or sheet == self.sheets.value():
            return
        self._begin_anew()
        self.sheets.blockSignals(True)
        self.sheets.set_value(sheet)
        self.sheets.blockSignals(False)

    def _begin_anew(self) -> None:
        """Another sheet: nothing is sought in it yet, and it is in its own order."""
        self.sought.clear()
        self._order(-1, falling=False)

    def _order(self, column: int, *, falling: bool) -> None:
        order = DOWN if falling else Qt.SortOrder.AscendingOrder
        self.table.horizontalHeader().setSortIndicator(column, order)

    def refresh(self) -> None:
        """Ask again for the sheet that is chosen."""
        name = self.sheets.value()
        self.month.setVisible(name == "month")
        self.period.setVisible(name != "month")
        self.period.setEnabled(name in TIMED)
        for button in (self.pdf, self.xlsx):
            button.setEnabled(name in FILED)
        self._session.ask(
            reading(self._session, name, self.period.value(), self._chosen_month()),
            self._fill, latest="books",
        )  # fmt: skip

    def _turn(self) -> None:
        """A sheet that gives way out of sight is shown to nobody."""
        if self.isVisible():
            self.turned.emit(self.sheets.value())

    def _chosen_month(self) -> str | None:
        return self.month.currentText() or None

    def _offer_months(self, at: str) -> None:
        """The months up to the office's own, which its first answer tells."""
        chosen = self.month.currentText()
        if self.month.count() < 2:  # none, or the one with which another window went on
            self.month.clear()
            self.month.addItems(months(parse(at)))
            self.month.setCurrentText(chosen or self.month.itemText(0))

    def _fill(self, read: Read) -> None:
        if read.at:
            self._offer_months(read.at)
        bar, marked = self.table.verticalScrollBar(), self._marked()
        at = bar.value() if read.sheet.heads == self._whole.heads else 0
        self._whole = read.sheet
        self.lines.show(read.sheet)
        self.table.horizontalHeader().setSortIndicatorShown(False)  # it takes room of each head
        self._breadth.fit(read.sheet.wide, read.widest)
        self._narrow(marked)
        bar.setValue(at)

    def _marked(self) -> str:
        """The paper of the line that is marked."""
        return str(self.table.currentIndex().data(DOCUMENT) or "")

    def _narrow(self, marked: str = "") -> None:
        """The lines that are sought, in the order that is wanted; files go on to hold them all."""
        marked = marked or self._marked()
        head, sheet = self.table.horizontalHeader(), self._whole
        column, sought = head.sortIndicatorSection(), self.sought.text().strip()
        head.setSortIndicatorShown(column >= 0)
        if sought:
            sheet = sheet.holding(sought)
        if 0 <= column < len(sheet.heads):
            sheet = sheet.ordered(column, falling=head.sortIndicatorOrder() == DOWN)
        self.lines.narrow(sheet)
        if marked and marked in sheet.documents:
            self.table.setCurrentIndex(self.lines.index(sheet.documents.index(marked), 0))
        found = self._session.text("books.found", count=len(sheet.rows), of=len(self._whole.rows))
        self.note.setText(found if sought else sheet.note)

    def _open(self, index: QModelIndex) -> None:
        document = str(index.data(DOCUMENT))
        if document:
            self.opened.emit(document)

    def _export(self, suffix: str) -> None:
        title = file_title(self._session, self.sheets.value())
        asked = self._session.text("document.export_as", what=title)
        target = ask_target(self, asked, f"{title}{suffix}", f"*{suffix}")
        if target:
            self.save(target)

    def save(self, target: Path) -> None:
        """The sheet that is shown, as a file; its button is busy meanwhile."""
        session, name, period = self._session, self.sheets.value(), self.period.value()
        button = self.pdf if target.suffix == ".pdf" else self.xlsx
        button.busy(session.text("desk.exporting"))
        read = saving(session, name, period, self._chosen_month())
        session.make_file(target, read, button.ready)
