"""Two versions of a text compared: pickers, authors, modes, and the way from change to change."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedLayout,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from oa_client.docflow.handling.redline import Piece
from oa_client.docflow.model.saving import safe_name, write_file
from oa_client.ui import theme, wording
from oa_client.ui.icons import icon
from oa_client.ui.presenters.session import Session
from oa_client.ui.presenters.trail import Trail, changed_only, side, trail_of
from oa_client.ui.views.button_menu import give_menu
from oa_client.ui.views.file_dialogs import ask_target
from oa_client.ui.views.painted.elided import ElidedLabel
from oa_client.ui.views.painted.lettering import tip
from oa_client.ui.views.painted.redline import RedlineArea, RedlineNote
from oa_client.ui.views.print_out import print_out
from oa_client.ui.views.segments import segmented
from oa_client.ui.views.shortcuts import put
from oa_client.ui.views.still import still

Row = dict[str, Any]
Drawn = Callable[[Any], bytes]
"""Makes a paper, asked of the office."""
MODES = ("merged", "beside", "only")


class CompareView(QFrame):
    """The compared text of one document."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self._session = session
        self._shown: Row | None = None
        self._trail = Trail((), (), ())
        self._muted: frozenset[int] = frozenset()
        self._mode = "merged"
        self.first, self.last = still(QComboBox()), still(QComboBox())
        for picker in (self.first, self.last):
            picker.activated.connect(lambda _: self._compare())
        self.text = RedlineArea()
        self.text.chosen.connect(lambda _: self._say_place())
        self._said = QLabel()
        self._place, self._arrow = QLabel(), QLabel("→")
        self._legend = ElidedLabel("caption")
        for label, role in (
            (self._said, "meta"), (self._place, "strong"), (self._arrow, "meta"),
        ):  # fmt: skip
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setProperty("role", role)
        self._said.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.modes = {name: QPushButton() for name in MODES}
        self._group = QButtonGroup(self)
        for name, button in self.modes.items():
            button.setCheckable(True)
            button.setProperty("role", "choice")
            button.setProperty("scale", "wide")
            button.clicked.connect(lambda _=False, n=name: self._set_mode(n))
            self._group.addButton(button)
        self.modes["merged"].setChecked(True)
        self.previous, self.next = QToolButton(), QToolButton()
        self.previous.setIcon(icon("previous", theme.INK2))
        self.next.setIcon(icon("next", theme.INK2))
        self.previous.clicked.connect(lambda: self.text.step(-1))
        self.next.clicked.connect(lambda: self.text.step(1))
        self.print = QToolButton()
        self.print.setIcon(icon("print", theme.INK2))
        give_menu(self.print)
        for does in (self._save, self._print_out, self._save_clean):
            self.print.menu().addAction("").triggered.connect(does)
        self._authors: list[QPushButton] = []
        self._lay_out()
        put("change", self, lambda: self.text.step(1))
        put("change_before", self, lambda: self.text.step(-1))

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setContentsMargins(12, 6, 12, 6)
        top.setSpacing(8)
        for part in (self.first, self._arrow, self.last):
            top.addWidget(part)
        top.addStretch(1)
        self._chips = QHBoxLayout()
        self._chips.setSpacing(6)
        top.addLayout(self._chips)
        below = QHBoxLayout()
        below.setContentsMargins(12, 4, 12, 4)
        below.setSpacing(0)
        below.addWidget(segmented(self.modes.values()))
        below.addSpacing(12)
        below.addWidget(self._legend, 1)
        below.addSpacing(12)
        for step in (self.previous, self._place, self.next):
            below.addWidget(step)
        below.addSpacing(8)
        below.addWidget(self.print)
        line, other = QFrame(), QFrame()
        for frame in (line, other):
            frame.setProperty("role", "rule")
        self._tools = QWidget()
        tools = QVBoxLayout(self._tools)
        tools.setContentsMargins(0, 0, 0, 0)
        tools.setSpacing(0)
        tools.addLayout(top)
        tools.addWidget(line)
        tools.addLayout(below)
        tools.addWidget(other)
        area = QWidget()
        self._stack = QStackedLayout(area)
        self._stack.addWidget(self._said)
        self._stack.addWidget(self.text)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addWidget(self._tools)
        column.addWidget(area, 1)

    def translate(self) -> None:
        """All words in the language of the session."""
        text = self._session.text
        for name, button in self.modes.items():
            button.setText(text(f"trail.{name}"))
        self._legend.setText(text("trail.legend"))
        self.first.setAccessibleName(text("trail.from"))
        self.last.setAccessibleName(text("trail.to"))
        self.text.setAccessibleName(text("trail.tab"))
        self.print.setToolTip(text("trail.onto_paper"))
        self.print.setAccessibleName(text("trail.onto_paper"))
        self._name_papers()
        for arrow, key in ((self.previous, "previous"), (self.next, "next")):
            arrow.setToolTip(text(f"trail.{key}"))
            arrow.setAccessibleName(text(f"trail.{key}"))

    # ── onto paper ──────────────────────────────────────────────────────────

    def _name_papers(self) -> None:
        """What the menu offers, with the version whose clean copy it is."""
        text = self._session.text
        save, printing, clean = self.print.menu().actions()
        save.setText(text("trail.redlined_save"))
        printing.setText(text("trail.redlined_print"))
        clean.setText(text("trail.clean_save", version=self._ends()[1]))

    def _ends(self) -> tuple[int, int]:
        """The earlier of the two versions, and the later one; 0 where there is none yet."""
        first, last = self.first.currentData() or 0, self.last.currentData() or 0
        return min(first, last), max(first, last)

    def _redlined(self) -> Drawn | None:
        """What makes the 花脸稿 of the two versions that are compared."""
        shown, login = self._shown, self._session.login
        if shown is None:
            return None
        document, (first, last) = shown["document"], self._ends()
        return lambda office: bytes(office.redlined(login, document, first, last).whole())

    def _clean(self) -> Drawn | None:
        """What makes the 清稿 of the later version."""
        shown, login = self._shown, self._session.login
        if shown is None:
            return None
        document, (_, last) = shown["document"], self._ends()
        return lambda office: bytes(office.clean(login, document, last).data)

    def _print_out(self) -> None:
        drawn = self._redlined()
        if drawn:
            print_out(self._session, lambda office: [drawn(office)], self)

    def _save(self) -> None:
        if target := self._target("redlined"):
            self.save(target)

    def _save_clean(self) -> None:
        if target := self._target("clean"):
            self.save_clean(target)

    def _target(self, kind: str) -> Path | None:
        if self._shown is None:
            return None
        name = self._session.text(f"trail.{kind}")
        offered = safe_name(f"{self._shown['elements']['title']} {name}", ".pdf")
        return ask_target(self, name, offered, "*.pdf")

    def save(self, target: Path) -> None:
        """The two versions in one reading, as PDF."""
        self._write(target, self._redlined())

    def save_clean(self, target: Path) -> None:
        """清稿: the later version without any mark, as PDF."""
        self._write(target, self._clean())

    def _write(self, target: Path, drawn: Drawn | None) -> None:
        session = self._session
        if drawn:
            session.ask(
                lambda office: write_file(target, drawn(office)),
                lambda _: session.tell_saved(target),
            )

    # ── which versions ──────────────────────────────────────────────────────

    def show_case(self, shown: Row) -> None:
        """The versions of this document, the first against the last."""
        known = self._shown
        same = known is not None and (known["document"], known["versions"]) == (
            shown["document"], shown["versions"],
        )  # fmt: skip
        self._shown = shown
        if same:
            return
        versions = shown["versions"]
        for picker in (self.first, self.last):
            picker.clear()
            for row in versions:
                at = wording.moment_words(row["at"], self._session.language)
                words = self._session.text("trail.version", version=row["version"], at=at)
                picker.addItem(words, row["version"])
        self.last.setCurrentIndex(len(versions) - 1)
        self.setVisible(len(versions) > 1)
        self._compare()

    def _compare(self) -> None:
        shown = self._shown
        first, last = self._ends()
        self._name_papers()
        if shown is None or not first or len(shown["versions"]) < 2:
            self._fill([])
            return
        login, document = self._session.login, shown["document"]
        self._session.ask(
            lambda office: office.redline(login, document, first, last), self._fill,
            latest="redline",
        )  # fmt: skip

    def _fill(self, pieces: list[Piece]) -> None:
        if self._shown is None:
            return
        self._trail = trail_of(self._session, self._shown["versions"], pieces)
        self._muted = frozenset()
        self._fill_authors()
        self._draw()

    def _fill_authors(self) -> None:
        while self._authors:
            self._authors.pop().deleteLater()
        for number, name in enumerate(self._trail.authors):
            count = sum(1 for change in self._trail.changes if change.author == number)
            chip = QPushButton(self._session.text("trail.author", name=name, count=count))
            chip.setCheckable(True)
            chip.setChecked(True)
            chip.setProperty("role", f"author-{number % len(theme.AUTHORS)}")
            chip.setToolTip(tip(self._session.text("trail.author_tip", name=name)))
            chip.toggled.connect(lambda on, n=number: self._mute(n, not on))
            self._chips.addWidget(chip)
            self._authors.append(chip)

    def _mute(self, author: int, muted: bool) -> None:
        self._muted = self._muted | {author} if muted else self._muted - {author}
        self._draw()

    def _set_mode(self, mode: str) -> None:
        self._mode = mode
        self._draw()

    # ── the text ────────────────────────────────────────────────────────────

    def _draw(self) -> None:
        trail = self._trail
        if self._mode == "beside":
            columns = [side(trail, "inserted"), side(trail, "struck")]
        elif self._mode == "only":
            columns = [changed_only(trail)]
        else:
            columns = [trail.paragraphs]
        notes = [
            RedlineNote(c.number, c.author, c.name, c.when,
                        self._session.text("trail.note", version=c.version), c.occasion)
            for c in trail.changes
        ]  # fmt: skip
        self.text.surface.set_text(columns, notes, self._muted)
        self._said.setText(self._session.text("trail.none"))
        self._stack.setCurrentWidget(self.text if trail.changes else self._said)
        self._say_place()

    def _say_place(self) -> None:
        numbers = self.text.surface.numbers
        now = self.text.surface.current
        key = "trail.change" if now in numbers else "trail.changes"
        at = numbers.index(now) + 1 if now in numbers else 0
        self._place.setText(self._session.text(key, at=at, of=len(numbers)))
        for arrow in (self.previous, self.next):
            arrow.setEnabled(bool(numbers))
