"""The list: one tray or what was found, soonest due first, with its filters."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QListView,
    QPushButton,
    QVBoxLayout,
)

from oa_client.ui import theme, wording
from oa_client.ui.models.rows import ListRow, RowsModel, RowWords
from oa_client.ui.presenters.drafting import begun, place_of
from oa_client.ui.presenters.session import Session
from oa_client.ui.presenters.trays import Listed, listed, ordered
from oa_client.ui.views.list_foot import ListFoot
from oa_client.ui.views.list_order import ListOrder
from oa_client.ui.views.painted.pills import FilterChip
from oa_client.ui.views.painted.row_delegate import RowDelegate
from oa_client.ui.views.plain_label import plain_label
from oa_client.ui.views.reflowing_rows import ReflowingRows

Row = dict[str, Any]

FILTERS = ("all", "incoming", "outgoing", "soon", "late")
USUAL = {"done": "by_done", "read": "by_done", "drafts": "by_change", "tracked": "by_change",
         "search": "by_change"}  # fmt: skip
"""Lists that are not in the order of their limits."""
MOST = 500
"""Rows that a list shows at once; the rest is found by search."""
BREADTH = 372
"""Breadth of the list at 100 %, where the window is not narrow."""


@dataclass(frozen=True)
class ListPlace:
    """Where somebody is in his lists: the tray, or the text he looked for; which rows, in order."""

    tray: str
    text: str
    filter: str
    order: str


class ListPane(QFrame):
    """Documents of a tray; the chosen one opens beside it."""

    chosen = Signal(str)
    place_asked = Signal(str)
    """Where an empty list leads on to: a tray or a room."""
    draft_asked = Signal(object)
    """A draft is to be written on; None for the new one that is not filed yet."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setProperty("role", "list-pane")
        self.setMinimumWidth(theme.look().px(320))
        self._session = session
        self._tray = "todo"
        self._text = ""
        self._filter = "all"
        self._rows: list[tuple[Row, Listed]] = []
        self._said: dict[str, Listed] = {}
        self._keep = ""
        self._leaving: tuple[str, list[str]] | None = None
        """The document that was dealt with, and those that come after it, until the next answer."""
        self._filling = False
        self._found: tuple[Row, datetime] | None = None
        self._title, self._count = QLabel(), QLabel()
        self.order = ListOrder(session)
        self.order.changed.connect(self._list)
        for label, role in ((self._title, "pane"), (self._count, "meta")):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setProperty("role", role)
        self.filters: dict[str, FilterChip] = {}
        self.view = ReflowingRows()
        self.model = RowsModel(self._words)
        self.view.setModel(self.model)
        self.foot = ListFoot(self.view)
        self.view.setProperty("role", "rows")
        self.view.setItemDelegate(RowDelegate(self.view))
        self.view.setMouseTracking(True)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.view.selectionModel().currentChanged.connect(self._picked)
        # a click on the row that is marked already opens it as well: it need not be the one shown
        self.view.clicked.connect(lambda index: self.chosen.emit(self.document_at(index.row())))
        self._empty = plain_label("meta")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.way_on = QPushButton()
        self.way_on.setProperty("role", "link")
        self.way_on.clicked.connect(self._go_on)
        self.begun = QPushButton()
        self.begun.setProperty("role", "link")
        self.begun.clicked.connect(lambda _=False: self.draft_asked.emit(None))
        self.begun.hide()
        self._lay_out()
        self.translate()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._title)
        head.addWidget(self._count)
        head.addStretch(1)
        head.addWidget(self.order)
        chips = QHBoxLayout()
        chips.setSpacing(4)
        for name in FILTERS:
            chip = FilterChip()
            chip.setAutoExclusive(True)
            chip.setChecked(name == "all")
            chip.clicked.connect(lambda _=False, n=name: self._filtered(n))
            chips.addWidget(chip)
            self.filters[name] = chip
        chips.addStretch(1)
        top = QVBoxLayout()
        top.setContentsMargins(14, 12, 12, 8)
        top.setSpacing(8)
        top.addLayout(head)
        top.addLayout(chips)
        top.addWidget(self.begun, 0, Qt.AlignmentFlag.AlignLeft)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(self.view, 1)
        column.addWidget(self.foot.label)
        self._nothing = QFrame()
        self._nothing.setProperty("role", "rows")
        nothing = QVBoxLayout(self._nothing)
        nothing.setSpacing(4)
        nothing.addStretch(2)
        nothing.addWidget(self._empty)
        nothing.addWidget(self.way_on, 0, Qt.AlignmentFlag.AlignCenter)
        nothing.addStretch(3)
        column.addWidget(self._nothing, 1)

    def translate(self) -> None:
        """All words in the language of the session."""
        self.view.setAccessibleName(self._session.text("nav.work"))
        self.refresh()

    # ── what is listed ──────────────────────────────────────────────────────

    def open_tray(self, name: str) -> None:
        """Another tray."""
        self._tray, self._text = name, ""
        self.filters["all"].setChecked(True)
        self._filter = "all"
        self._put_down()
        self.refresh()

    def search(self, text: str) -> None:
        """What a text is found in."""
        self._text = text
        self._put_down()
        self.refresh()

    def place(self) -> ListPlace:
        """Where the person is."""
        return ListPlace(self._tray, self._text, self._filter, self.order.value)

    def go_to(self, place: ListPlace) -> None:
        """Go on where the person was."""
        self._tray, self._text, self._filter = place.tray, place.text, place.filter
        self.filters[place.filter].setChecked(True)
        self.order.take(place.order)
        self.refresh()

    def _put_down(self) -> None:
        """Another list: what was open of the one before must not take what is written now."""
        self._keep, self._leaving = "", None
        self.chosen.emit("")

    def forget(self) -> None:
        """Another person sat down: nobody sees another's rows, not even until his own are here."""
        self._found, self._rows, self._said = None, [], {}
        self.begun.hide()
        self._put_down()
        self._show()
        self._count.clear()
        self._empty.clear()  # that nothing waits is not known yet
        for name, chip in self.filters.items():
            chip.set_words(self._session.text(f"list.{name}"))

    def tray(self) -> str:
        """The tray that is listed; empty for what was found."""
        return "" if self._text else self._tray

    def is_todo(self) -> bool:
        """Whether the list is of what waits."""
        return self._tray == "todo" and not self._text

    def is_queue(self) -> bool:
        """Whether what was dealt with leaves the list."""
        return self._tray in ("todo", "reading") and not self._text

    def refresh(self) -> None:
        """Ask again."""
        login, tray, text = self._session.login, self._tray, self._text

        def question(office: Any) -> Any:
            found = office.search(login, text) if text else office.tray(login, tray, None, MOST)
            drafts = tray == "drafts" and not text
            kept = office.autosaved(login, place_of(None)) if drafts else None
            return found, office.now(), begun(kept)

        self._session.ask(question, self._fill, latest="list")

    def _fill(self, answer: tuple[Row, datetime, bool]) -> None:
        found, now, unfiled = answer
        self._found = found, now
        self.begun.setText(self._session.text("list.begun"))
        self.begun.setVisible(unfiled)
        self._list()

    def _list(self) -> None:
        """What was answered, in the order that is chosen."""
        if self._found is None:
            return
        found, now = self._found
        self._rows = [
            (row, listed(self._session, row, now, row["left"], self.order.value))
            for row in ordered(found["rows"], self.order.value)
            if not self.is_todo() or self._session.is_of_post(row["procedure"], row["stage"])
        ]
        text = self._session.text
        tray = wording.tray_name(self._tray, self._session.language)
        self.order.say(USUAL.get("search" if self._text else self._tray, "by_limit"))
        self._title.setText(text("nav.search") if self._text else tray)
        hidden = len(found["rows"]) - len(self._rows)
        self._count.setText(self._counted(found["count"] - hidden))
        for name, chip in self.filters.items():
            count = sum(1 for row, one in self._rows if _fits(name, row, one))
            chip.set_words(f"{text('list.' + name)} {count}", late=name == "late" and count > 0)
        self._show()

    def note_read(self, document: str) -> None:
        """It lies open before him: here as well it is read."""
        for row in self._found[0]["rows"] if self._found else ():
            if row["document"] == document and row["unread"]:
                row["unread"] = False
                self._list()

    def _counted(self, count: int) -> str:
        unread = sum(1 for row, _ in self._rows if row["unread"])
        said = self._session.text("list.count", count=count)
        return self._session.text("list.unread", all=said, count=unread) if unread else said

    def _words(self, row: ListRow) -> RowWords:
        one = self._said[row.document]
        return RowWords(
            one.urgency, one.when, one.meta, one.stage, one.due, limit=one.limit,
            brief=one.brief, attached=one.attached,
        )  # fmt: skip

    def _filtered(self, name: str) -> None:
        self._filter = name
        self._show()

    def _show(self) -> None:
        shown = [(row, one) for row, one in self._rows if _fits(self._filter, row, one)]
        self._said |= {row["document"]: one for row, one in shown}
        self._filling = True  # a mark that slides to a neighbour has not been chosen by anybody
        self.model.set_rows([_row_of(row, one) for row, one in shown])
        self.model.refresh_words()
        held = self._holds_keyboard()
        self.view.setVisible(bool(shown))
        self._nothing.setVisible(not shown)  # Qt hands its keyboard on, maybe to the rows
        self._filling = False
        self.foot.count(self._in_all(len(shown)))
        self._say_empty()
        if self._leaving:
            self._advance_from(*self._leaving)
        self.select(self._keep)
        if held:  # now that Qt need not choose a row for it, which would open what nobody chose
            self.take_keyboard()

    def _in_all(self, shown: int) -> int:
        """How many the list holds: a very long one shows fewer at once."""
        found = self._found[0] if self._found and self._filter == "all" else None
        return shown + int(found["count"]) - len(found["rows"]) if found else shown

    def _say_empty(self) -> None:
        """One line, and one way on."""
        text = self._session.text
        words, way = ("list.empty_todo" if self.is_todo() else "list.empty"), ""
        if self._filter != "all" and self._rows:
            way = "list.show_all"
        elif self._text:
            words, way = "list.empty_search", "list.back_to_todo"
        elif self._tray == "drafts":
            way = "form.draft_title"
        self._empty.setText(text(words))
        self.way_on.setText(text(way) if way else "")
        self.way_on.setVisible(bool(way))

    def _go_on(self) -> None:
        if self._filter != "all" and self._rows:
            self.filters["all"].setChecked(True)
            self._filtered("all")
        else:
            self.place_asked.emit("todo" if self._text else "draft")

    # ── what is chosen ──────────────────────────────────────────────────────

    def _picked(self, index: QModelIndex, _: QModelIndex) -> None:
        document = self.document_at(index.row()) if index.isValid() else ""
        theme.dress(self.view, "rows-marked" if index.isValid() else "rows")
        if self._filling:
            return
        if document and document != self._keep:
            self._keep = document
            self.chosen.emit(document)

    def document_at(self, row: int) -> str:
        """The document in a row of the list."""
        shown = self._documents()
        return shown[row] if 0 <= row < len(shown) else ""

    def _documents(self) -> list[str]:
        return [str(r["document"]) for r, one in self._rows if _fits(self._filter, r, one)]

    def select(self, document: str) -> None:
        """Mark a document where it is listed; where it is not, nothing is marked."""
        self._keep = document
        self.view.setCurrentIndex(self.model.index_of(document) if document else QModelIndex())

    def advance(self, document: str) -> None:
        """A document was dealt with: the next answer tells whether it still lies here. One that
        never did stays before its reader.
        """
        order = self._documents()
        if document in order:
            here = order.index(document)
            self._leaving = document, order[here + 1 :] + order[:here]

    def _advance_from(self, document: str, rest: list[str]) -> None:
        """Stay with what is still his, else take what comes after it."""
        self._leaving = None
        if self.model.index_of(document).isValid():
            return
        self.select(next((one for one in rest if self.model.index_of(one).isValid()), ""))
        # the next document must not get the keys that were meant for the one before
        self.take_keyboard()
        self.chosen.emit(self._keep)

    def _holds_keyboard(self) -> bool:
        holder = self.window().focusWidget()
        return holder is self.view or holder is self._nothing or self._nothing.isAncestorOf(holder)

    def take_keyboard(self) -> None:
        """Keys go to the rows, or to the word that there are none: never on to another field."""
        if self.isHidden():
            return  # a document has the place of the list
        (self._nothing if self.view.isHidden() else self.view).setFocus()

    def step(self, by: int) -> None:
        """The row below the one that is marked, or above it."""
        row = self.view.currentIndex().row() + by
        if 0 <= row < self.model.rowCount():
            self.view.setCurrentIndex(self.model.index(row, 0))
        elif self._keep:
            self.chosen.emit(self._keep)

    def next_late(self) -> None:
        """The next document that is late."""
        late = [row["document"] for row, one in self._rows if one.late]
        after = late[late.index(self._keep) + 1 :] if self._keep in late else late
        if after or late:
            document = (after or late)[0]
            self.select(document)
            self.chosen.emit(document)


def _fits(name: str, row: Row, one: Listed) -> bool:
    if name in ("incoming", "outgoing"):
        return bool(row["procedure"] == name)
    return name == "all" or (one.late if name == "late" else one.soon)


def _row_of(row: Row, one: Listed) -> ListRow:
    return ListRow(
        document=row["document"], title=row["title"], kind=row["kind"], stage=row["stage"] or "",
        urgency=row["urgency"], arrived=row["arrived"], due=row["due"] or "", card=one.card,
        late=one.late, unread=row["unread"], sender=row["from"] or "", left_minutes=row["left"],
        number=row["number"] or "",
    )  # fmt: skip
