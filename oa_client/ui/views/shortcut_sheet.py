"""快捷键 (F1): every key and what it does, by the part of the window in which it does it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from oa_client.ui import theme
from oa_client.ui.presenters.session import Session
from oa_client.ui.views.plain_label import plain_label
from oa_client.ui.views.shortcuts import (
    DIALOG,
    DRAFT,
    LIST,
    PAPER,
    RECORD,
    REGISTER,
    SHORTCUTS,
    WINDOW,
)
from oa_client.ui.views.supervising.parts import scrolled

COLUMNS = ((WINDOW, LIST, REGISTER), (PAPER, RECORD, DRAFT, DIALOG))
"""The parts of the window, in two columns that are about as long."""
WIDTH, HEIGHT, KEYS = 760, 680, 128
"""Pixels of the sheet, and of the keys beside their words."""
BESIDE = 64
"""Pixels by which it stays lower than the window under it."""


class ShortcutSheet(QDialog):
    """Made of the table that binds the keys; what is typed above leaves those that it fits."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._session, text = session, session.text
        self.setWindowTitle(text("shortcut.title"))
        room = parent.window().height() if parent else theme.look().px(HEIGHT)
        self.resize(theme.look().px(WIDTH), min(theme.look().px(HEIGHT), room - BESIDE))
        self.sought = QLineEdit()
        self.sought.setPlaceholderText(text("shortcut.seek"))
        self.sought.setAccessibleName(text("shortcut.seek"))
        self.sought.setClearButtonEnabled(True)
        self.sought.textChanged.connect(self._fit)
        self.rows: dict[str, QWidget] = {}
        self._groups: dict[str, QWidget] = {}
        self._nothing = _label(text("shortcut.nothing"), "meta")
        self._nothing.hide()
        close = QDialogButtonBox()
        close.addButton(text("keys.close"), QDialogButtonBox.ButtonRole.RejectRole)
        close.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(12)
        column.addWidget(_label(text("shortcut.title"), "pane"))
        column.addWidget(self.sought)
        column.addWidget(self._nothing)
        column.addWidget(scrolled(self._columns()), 1)
        column.addWidget(close)

    def _columns(self) -> QWidget:
        whole = QWidget()
        row = QHBoxLayout(whole)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.look().px(28))
        for places in COLUMNS:
            column = QVBoxLayout()
            column.setSpacing(theme.look().px(14))
            for place in places:
                self._groups[place] = self._group(place)
                column.addWidget(self._groups[place])
            column.addStretch(1)
            row.addLayout(column, 1)
        return whole

    def _group(self, place: str) -> QWidget:
        """The keys of one part of the window, under its name."""
        group = QWidget()
        column = QVBoxLayout(group)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(_label(self._session.text(f"shortcut.in_{place}"), "strong"))
        for name, keys in SHORTCUTS.items():
            if keys.place == place:
                self.rows[name] = self._row(keys.shown(), self.words(name))
                column.addWidget(self.rows[name])
        return group

    def _row(self, keys: str, words: str) -> QWidget:
        row = QWidget()
        row.setAccessibleName(f"{keys}　{words}")
        said = _label(words, "")
        said.setWordWrap(True)
        key = _label(keys, "key")
        beside = QHBoxLayout()
        beside.addWidget(key, 0, Qt.AlignmentFlag.AlignTop)
        beside.addStretch(1)
        room = QWidget()
        room.setFixedWidth(theme.look().px(KEYS))
        beside.setContentsMargins(0, 0, 0, 0)
        room.setLayout(beside)
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(room)
        line.addWidget(said, 1)
        return row

    def words(self, name: str) -> str:
        """What the keys of that name do."""
        return self._session.text(f"shortcut.{name}")

    def _fit(self, sought: str) -> None:
        """Those whose key or words hold what is typed; without any, a part is left out."""
        wanted = sought.strip().lower()
        fits = {n for n, row in self.rows.items() if wanted in row.accessibleName().lower()}
        for name, row in self.rows.items():
            row.setVisible(name in fits)
        for place, group in self._groups.items():
            group.setVisible(any(SHORTCUTS[name].place == place for name in fits))
        self._nothing.setVisible(not fits)


def _label(words: str, role: str) -> QLabel:
    return plain_label(role, words)
