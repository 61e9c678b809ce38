"""The rail on the left: trays with their counts, and the rooms of work."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from oa_client.ui import theme, wording
from oa_client.ui.icons import icon
from oa_client.ui.presenters.session import Session
from oa_client.ui.presenters.trays import NAVIGATION

ROOMS = ("register", "draft", "supervision", "books")
"""Views that are no list."""

NARROW = 1280
"""Below this many pixels of window width the rail shows icons alone."""


class Navigation(QFrame):
    """Which list or room is open."""

    chosen = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setProperty("role", "nav")
        self._session = session
        self._counts: dict[str, int] = {}
        self._wide = True
        self._group = QButtonGroup(self)
        self._headings: dict[str, QLabel] = {}
        self.buttons: dict[str, QPushButton] = {}
        self._badges: dict[str, QLabel] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 14, 10, 12)
        column.setSpacing(2)
        self._section(column, "work", NAVIGATION)
        self._section(column, "handle", ("register", "draft"))
        self._section(column, "supervise", ("supervision",))
        self._section(column, "archive", ("books",))
        column.addStretch(1)
        self._watch = QLabel()
        self._watch.setTextFormat(Qt.TextFormat.PlainText)
        self._watch.setProperty("role", "watch")
        self._watch.setContentsMargins(10, 0, 0, 0)
        column.addWidget(self._watch)
        self.setFixedWidth(theme.look().px(188))
        self.translate()

    def _section(self, column: QVBoxLayout, heading: str, names: tuple[str, ...]) -> None:
        label = QLabel()
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setContentsMargins(10, 10, 0, 4)
        self._headings[heading] = label
        column.addWidget(label)
        for name in names:
            button = QPushButton()
            button.setProperty("role", "nav")
            button.setCheckable(True)
            button.setIcon(icon(name, theme.NAV_TEXT, active=theme.SURFACE))
            button.clicked.connect(lambda _=False, n=name: self.chosen.emit(n))
            badge = QLabel(button)
            badge.setTextFormat(Qt.TextFormat.PlainText)
            badge.setProperty("role", "badge")
            badge.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            row = QHBoxLayout(button)
            row.setContentsMargins(0, 0, 10, 0)
            row.addStretch(1)
            row.addWidget(badge)
            self._group.addButton(button)
            self.buttons[name] = button
            self._badges[name] = badge
            column.addWidget(button)

    def translate(self) -> None:
        """All words in the language of the session."""
        for name, heading in self._headings.items():
            heading.setText(self._session.text(f"nav.{name}"))
            heading.setVisible(self._wide)
        for name, button in self.buttons.items():
            words = self.words(name)
            button.setText(f"  {words}" if self._wide else "")
            button.setToolTip("" if self._wide else words)
            count = self._counts.get(name, 0)
            button.setAccessibleName(f"{words} {count}" if count else words)
            badge = self._badges[name]
            badge.setText(str(count))
            badge.setVisible(bool(count) and self._wide)
        self._watch.setText(self._session.text("notice.monitor") if self._wide else "")
        self._mark_badges()

    def _mark_badges(self) -> None:
        """The badge of what is open stands out against its ground."""
        for name, badge in self._badges.items():
            badge.setProperty("role", "badge-chosen" if self.buttons[name].isChecked() else "badge")
            badge.style().unpolish(badge)
            badge.style().polish(badge)

    def words(self, name: str) -> str:
        """What a tray or room is called."""
        if name in ROOMS:
            return self._session.text(f"nav.{name}")
        return wording.tray_name(name, self._session.language)

    def show_counts(self, counts: dict[str, int]) -> None:
        """How much lies in each tray."""
        self._counts = counts
        self.translate()

    def chosen_now(self) -> str:
        """What is open."""
        return next((n for n, button in self.buttons.items() if button.isChecked()), "todo")

    def choose(self, name: str) -> None:
        """Mark what is open; with no name nothing is."""
        self._group.setExclusive(bool(name))
        for place, button in self.buttons.items():
            button.setChecked(place == name)
        self._group.setExclusive(True)
        self._mark_badges()

    def set_wide(self, wide: bool) -> None:
        """Words beside the pictures, or pictures alone."""
        if wide != self._wide:
            self._wide = wide
            self.setFixedWidth(theme.look().px(188 if wide else 56))
            self.translate()
