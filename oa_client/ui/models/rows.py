"""The list of a tray: frozen rows, kept in place by their document when the list is filled anew."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

Index = QModelIndex | QPersistentModelIndex
Key = tuple[str, int]


@dataclass(frozen=True)
class ListRow:
    """One line of a tray, as the engine answers it."""

    document: str
    title: str
    kind: str = ""
    stage: str = ""
    urgency: str = ""
    arrived: str = ""
    due: str = ""
    card: str = ""
    late: bool = False
    unread: bool = False
    sender: str = ""
    left_minutes: int | None = None
    number: str = ""


@dataclass(frozen=True)
class RowWords:
    """What a row says, in the user's language."""

    urgency: str = ""
    when: str = ""
    meta: str = ""
    stage: str = ""
    left: str = ""
    attached: str = ""
    spoken: str = ""
    limit: str = ""
    """Of which clock `left` tells: the stage's or the whole case's."""
    brief: str = ""
    """What `meta` says where its line is too short for all of it."""


def plain_words(row: ListRow) -> RowWords:
    """A row in its own codes, where nobody words it."""
    meta = "　".join(part for part in (row.kind, row.number, row.sender) if part)
    return RowWords(row.urgency, row.arrived, meta, row.stage, row.due)


ROW_ROLE = Qt.ItemDataRole.UserRole + 1
WORDS_ROLE = Qt.ItemDataRole.UserRole + 2
DOCUMENT_ROLE = Qt.ItemDataRole.UserRole + 3
TITLE_ROLE = Qt.ItemDataRole.UserRole + 4
CARD_ROLE = Qt.ItemDataRole.UserRole + 5
UNREAD_ROLE = Qt.ItemDataRole.UserRole + 6
STAGE_ROLE = Qt.ItemDataRole.UserRole + 7
DUE_ROLE = Qt.ItemDataRole.UserRole + 8

_NOWHERE = QModelIndex()


class RowsModel(QAbstractListModel):
    """The rows of one tray; selection stays with its document however the rows move."""

    more_wanted = Signal(str)
    """The view came to the end: the cursor of the page that follows."""

    def __init__(
        self, words: Callable[[ListRow], RowWords] = plain_words, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._words_of = words
        self._rows: list[ListRow] = []
        self._keys: list[Key] = []
        self._said: dict[ListRow, RowWords] = {}
        self._more: str | None = None
        self._fetching = False

    # ── filling ─────────────────────────────────────────────────────────────

    def set_rows(self, rows: Sequence[ListRow], more: str | None = None) -> None:
        """Show these rows and no others; `more` is the cursor of the page after them."""
        wanted = _by_key(rows)
        here = set(rows)
        self._said = {row: said for row, said in self._said.items() if row in here}
        self._more, self._fetching = more, False
        if not set(wanted) & set(self._keys):
            self._reset(wanted)
            return
        self._take_out(wanted)
        self._put_in(wanted)
        self._reorder(list(wanted))
        self._renew(wanted)

    def add_rows(self, rows: Sequence[ListRow], more: str | None = None) -> None:
        """The page that was asked for; rows that stand here already are renewed in place."""
        self._more, self._fetching = more, False
        known = {
            (row.document, row.stage): key for key, row in zip(self._keys, self._rows, strict=True)
        }
        again = {known[place]: row for row in rows if (place := (row.document, row.stage)) in known}
        new = [row for row in rows if (row.document, row.stage) not in known]
        self._append(_by_key(new, after=self._keys))
        self._renew(again)

    def refresh_words(self) -> None:
        """Time has passed, or the language changed: say every row anew."""
        self._said.clear()
        if self._rows:
            self.dataChanged.emit(self.index(0), self.index(len(self._rows) - 1))

    # ── asking ──────────────────────────────────────────────────────────────

    def row_at(self, index: Index) -> ListRow | None:
        """The row under an index."""
        return self._rows[index.row()] if index.isValid() else None

    def index_of(self, document: str) -> QModelIndex:
        """Where a document stands; an invalid index if nowhere."""
        for at, row in enumerate(self._rows):
            if row.document == document:
                return self.index(at)
        return QModelIndex()

    def words(self, row: ListRow) -> RowWords:
        """What a row says; worded once."""
        if row not in self._said:
            self._said[row] = self._words_of(row)
        return self._said[row]

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.row_at(index)
        answer = _ANSWERS.get(role)
        return answer(self, row) if row is not None and answer else None

    def canFetchMore(self, parent: Index) -> bool:
        return not parent.isValid() and self._more is not None and not self._fetching

    def fetchMore(self, parent: Index) -> None:
        if self.canFetchMore(parent) and self._more is not None:
            self._fetching = True
            self.more_wanted.emit(self._more)

    # ── moving ──────────────────────────────────────────────────────────────

    def _reset(self, wanted: dict[Key, ListRow]) -> None:
        self.beginResetModel()
        self._keys, self._rows = list(wanted), list(wanted.values())
        self.endResetModel()

    def _take_out(self, wanted: dict[Key, ListRow]) -> None:
        at = len(self._keys)
        while at > 0:
            last = at - 1
            at = last
            if self._keys[last] in wanted:
                continue
            while at > 0 and self._keys[at - 1] not in wanted:
                at -= 1
            self.beginRemoveRows(QModelIndex(), at, last)
            del self._keys[at : last + 1], self._rows[at : last + 1]
            self.endRemoveRows()

    def _put_in(self, wanted: dict[Key, ListRow]) -> None:
        known = set(self._keys)
        self._append({key: row for key, row in wanted.items() if key not in known})

    def _append(self, new: dict[Key, ListRow]) -> None:
        if not new:
            return
        first = len(self._rows)
        self.beginInsertRows(QModelIndex(), first, first + len(new) - 1)
        self._keys += list(new)
        self._rows += list(new.values())
        self.endInsertRows()

    def _reorder(self, keys: list[Key]) -> None:
        if keys == self._keys:
            return
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        place = {key: at for at, key in enumerate(keys)}
        after = [self.index(place[self._keys[index.row()]]) for index in before]
        rows = dict(zip(self._keys, self._rows, strict=True))
        self._keys, self._rows = keys, [rows[key] for key in keys]
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()

    def _renew(self, wanted: dict[Key, ListRow]) -> None:
        for at, key in enumerate(self._keys):
            row = wanted.get(key)
            if row is not None and row != self._rows[at]:
                self._rows[at] = row
                self.dataChanged.emit(self.index(at), self.index(at))


def _by_key(rows: Sequence[ListRow], after: Sequence[Key] = ()) -> dict[Key, ListRow]:
    """Rows by document; the second of the same document is its own row."""
    seen = {document: nth + 1 for document, nth in sorted(after)}
    found: dict[Key, ListRow] = {}
    for row in rows:
        nth = seen.get(row.document, 0)
        seen[row.document] = nth + 1
        found[row.document, nth] = row
    return found


def _spoken(model: RowsModel, row: ListRow) -> str:
    words = model.words(row)
    left = words.limit or words.left
    said = (words.urgency, row.title, words.meta, words.stage, left, words.when)
    return words.spoken or "，".join(part for part in said if part)


_ANSWERS: dict[int, Callable[[RowsModel, ListRow], Any]] = {
    Qt.ItemDataRole.DisplayRole: lambda model, row: row.title,
    Qt.ItemDataRole.AccessibleTextRole: _spoken,
    ROW_ROLE: lambda model, row: row,
    WORDS_ROLE: lambda model, row: model.words(row),
    DOCUMENT_ROLE: lambda model, row: row.document,
    TITLE_ROLE: lambda model, row: row.title,
    CARD_ROLE: lambda model, row: row.card,
    UNREAD_ROLE: lambda model, row: row.unread,
    STAGE_ROLE: lambda model, row: row.stage,
    DUE_ROLE: lambda model, row: row.due,
}
