"""The rail on the left: trays with their counts, and the rooms of work."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from oa_client.docflow.handling.people import SUPERVISOR
from oa_client.ui import theme, wording
from oa_client.ui.icons import icon
from oa_client.ui.presenters.books import WATCH
from oa_client.ui.presenters.session import Session
from oa_client.ui.presenters.trays import NAVIGATION
from oa_client.ui.views.connection_foot import ConnectionFoot
from oa_client.ui.views.painted.scroll_edge import ScrollEdge
from oa_client.ui.views.plain_label import plain_label
from oa_client.ui.views.supervising.parts import scrolled

ROOMS = ("register", "draft", "supervision", "books", *WATCH)
"""Views that are no list."""

CALENDAR = "workdays"
"""The calendar lies over the room that is open, and leaves it marked."""

SECTIONS = {
    "work": NAVIGATION, "handle": ("register", "draft"),
    "supervise": ("supervision", "watched", "supervised", "urged", "relief"),
    "check": ("signals", "cards"), "report": ("circular", "month", "workdays"),
    "archive": ("books",),
}  # fmt: skip
ORDINARY = ("work", "handle", "supervise", "archive")
SUPERVISING = ("supervise", "check", "report", "work", "archive", "handle")
"""Sections in their order, for most people and for whoever supervises."""

ROW, GAP, HEADING, WATCHED = 34, 2, 32, 48
"""A row and a heading at 100 %, what lies between, and the words of the watch below."""
MARGINS, LOW_MARGINS = (10, 10, 0, 4), (10, 5, 0, 1)
"""Round a heading, and where room is low."""

ABOVE, BELOW = 14, 12
"""What is left free at the ends of the rail."""

MIDDLE = Qt.AlignmentFlag.AlignVCenter
CORNER = Qt.AlignmentFlag.AlignTop
"""Where a count stands: behind the words, or above the picture where it stands alone."""

NARROW = 1280
"""Below this many pixels of window width the rail shows icons alone."""


class Navigation(QFrame):
    """Which list or room is open."""

    chosen = Signal(str)
    calendar_asked = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setProperty("role", "nav")
        self._session = session
        self._counts: dict[str, int] = {}
        self._wide, self._low = True, False
        self._group = QButtonGroup(self)
        self._headings: dict[str, QLabel] = {}
        self.buttons: dict[str, QPushButton] = {}
        self._badges: dict[str, QLabel] = {}
        self._rows: dict[str, QHBoxLayout] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(10, ABOVE, 10, BELOW)
        column.setSpacing(GAP)
        self._sections = {name: self._section(name, places) for name, places in SECTIONS.items()}
        self._inside = QVBoxLayout()
        self._inside.setContentsMargins(0, 0, 0, 0)
        self._inside.setSpacing(2)
        inside = QWidget()
        inside.setProperty("role", "nav")
        inside.setLayout(self._inside)
        self.rail = scrolled(inside)
        self.rail.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.above, self.below = (
            ScrollEdge(self.rail, theme.NAV, theme.NAV_TEXT, below=below) for below in (False, True)
        )
        column.addWidget(self.rail, 1)
        self._watch = plain_label("watch", wraps=True)
        self._watch.setContentsMargins(10, 0, 0, 0)
        column.addWidget(self._watch)
        self.foot = ConnectionFoot(session)
        self.foot.connection.changed.connect(self._tell_watch)
        column.addWidget(self.foot)
        self.setFixedWidth(theme.look().px(188))
        session.person_changed.connect(self._arrange)
        self._arrange()

    def _arrange(self) -> None:
        """Whoever supervises has that first, and everything that belongs to it."""
        watches, self._counts = self._session.has_post(SUPERVISOR), {}
        while self._inside.takeAt(0):
            pass
        for name in SUPERVISING if watches else ORDINARY:
            self._inside.addWidget(self._sections[name])
        self._inside.addStretch(1)
        for name in WATCH:
            self.buttons[name].setVisible(watches)
        for name, section in self._sections.items():
            section.setVisible(name in (SUPERVISING if watches else ORDINARY))
        self.translate()
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Closer together where they would not all be seen at their usual height."""
        px, watches = theme.look().px, self._session.has_post(SUPERVISOR)
        shown = SUPERVISING if watches else ORDINARY
        rows = [name for section in shown for name in SECTIONS[section]
                if watches or name not in WATCH]  # fmt: skip
        need = len(rows) * (px(ROW) + GAP) + (len(shown) * px(HEADING) if self._wide else 0)
        # as if the longest words stood below: whether they do follows from it. The height is its
        # own: what lies in it has that of before yet
        below = px(WATCHED) + self.foot.sizeHint().height() + 2 * GAP
        low = need > self.height() - ABOVE - BELOW - below
        if low == self._low:
            return
        self._low = low
        for label in self._headings.values():
            label.setContentsMargins(*LOW_MARGINS if low else MARGINS)
        for button in self.buttons.values():
            button.setProperty("low", low)
            button.style().unpolish(button)
            button.style().polish(button)
        self._tell_watch()

    def _section(self, heading: str, names: tuple[str, ...]) -> QWidget:
        section = QWidget()
        section.setProperty("role", "nav")
        column = QVBoxLayout(section)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        label = plain_label()
        label.setContentsMargins(*MARGINS)
        self._headings[heading] = label
        column.addWidget(label)
        for name in names:
            button = QPushButton()
            button.setProperty("role", "nav")
            button.setCheckable(name != CALENDAR)
            button.setIcon(icon(name, theme.NAV_TEXT, active=theme.SURFACE))
            asks = self.calendar_asked.emit if name == CALENDAR else partial(self.chosen.emit, name)
            button.clicked.connect(lambda _=False, ask=asks: ask())
            badge = QLabel(button)
            badge.setTextFormat(Qt.TextFormat.PlainText)
            badge.setProperty("role", "badge")
            badge.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            row = QHBoxLayout(button)
            row.setContentsMargins(0, 0, 10, 0)
            row.addStretch(1)
            row.addWidget(badge)
            if name != CALENDAR:
                self._group.addButton(button)
            self.buttons[name] = button
            self._badges[name], self._rows[name] = badge, row
            column.addWidget(button)
        return section

    def translate(self) -> None:
        """All words in the language of the session."""
        for name, heading in self._headings.items():
            heading.setText(self._session.text(f"nav.{name}"))
            heading.setVisible(self._wide)
        for name, button in self.buttons.items():
            words, count = self.words(name), self._counts.get(name, 0)
            button.setText(f"  {words}" if self._wide else "")
            told = f"{words} {count}" if count else words
            button.setToolTip("" if self._wide else told)
            button.setAccessibleName(told)
            badge = self._badges[name]
            badge.setText(str(count))
            badge.setVisible(bool(count))
            badge.setProperty("narrow", not self._wide)
            row = self._rows[name]
            row.setContentsMargins(0, 0, 10 if self._wide else 2, 0)
            row.setAlignment(badge, MIDDLE if self._wide else CORNER)
        for edge, words in ((self.above, "nav.more_above"), (self.below, "nav.more_below")):
            edge.say(self._session.text(words))
        self.foot.translate()
        self._tell_watch()
        self._mark_badges()

    def _tell_watch(self) -> None:
        """Whether the limits are watched now, and by which calendar."""
        text, calendar = self._session.text, self._session.facts.calendar
        told = [self.foot.connection.watched()]
        if calendar and not self._low:
            told.append(text("nav.calendar", version=calendar.partition(",")[0]))
        self._watch.setToolTip(calendar)
        self._watch.setText("\n".join(told) if self._wide else "")

    def _mark_badges(self) -> None:
        """The badge of what is open stands out against its ground."""
        for name, badge in self._badges.items():
            badge.setProperty("role", "badge-chosen" if self.buttons[name].isChecked() else "badge")
            badge.style().unpolish(badge)
            badge.style().polish(badge)

    def words(self, name: str) -> str:
        """What a tray or room is called."""
        if name in (*ROOMS, CALENDAR):
            return self._session.text(f"nav.{name}")
        return wording.tray_name(name, self._session.language)

    def show_counts(self, counts: dict[str, int]) -> None:
        """How much lies in each tray."""
        self._counts = self._counts | counts
        self.translate()

    def show_signals(self, count: int) -> None:
        """How many signals the desk has found of late; they are counted there alone."""
        self.show_counts({"signals": count})

    def chosen_now(self) -> str:
        """What is open."""
        return next((n for n, button in self.buttons.items() if button.isChecked()), "todo")

    def choose(self, name: str) -> None:
        """Mark what is open; with no name nothing is."""
        self._group.setExclusive(bool(name))
        for place, button in self.buttons.items():
            button.setChecked(place == name)
        self._group.setExclusive(True)
        if name in self.buttons:
            row = self.buttons[name]
            seen_at = row.mapTo(self.rail.viewport(), row.rect().center()).y()
            middle = seen_at + self.rail.verticalScrollBar().value()
            # what lies under the sign that there is more counts as in sight for ensureWidgetVisible
            self.rail.ensureVisible(0, middle, 0, row.height() // 2 + theme.look().px(ROW))
        self._mark_badges()

    def set_wide(self, wide: bool) -> None:
        """Words beside the pictures, or pictures alone."""
        if wide != self._wide:
            self._wide = wide
            self.foot.set_wide(wide=wide)
            self.setFixedWidth(theme.look().px(188 if wide else 56))
            self.translate()
            self._fit()
