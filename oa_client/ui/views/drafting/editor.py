"""The text of a draft with its tools: levels, undo, tables and pictures, and how long it is."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from PySide6.QtCore import QByteArray, Qt, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QToolButton,
    QVBoxLayout,
)

from oa_client.docflow.handling.form.cures import cured
from oa_client.docflow.handling.form.paper import names_in
from oa_client.docflow.model.text import LONGEST
from oa_client.docflow.typeset.elements import figures
from oa_client.ui import theme
from oa_client.ui.icons import icon
from oa_client.ui.presenters.clipping import MOST_MARKUP, Pasted, Step, read_pasted
from oa_client.ui.presenters.judging import AT_ONCE, Length
from oa_client.ui.presenters.session import Session
from oa_client.ui.views.drafting import pasted
from oa_client.ui.views.drafting.find_bar import FindBar
from oa_client.ui.views.file_dialogs import ask_file
from oa_client.ui.views.painted.draft_opening import Opened
from oa_client.ui.views.painted.elided import ElidedLabel
from oa_client.ui.views.painted.gutter import GutteredText
from oa_client.ui.views.painted.gutter_signs import SIGNS
from oa_client.ui.views.segments import segmented
from oa_client.ui.views.shortcuts import put
from oa_client.ui.wording import element_label

_COLUMNS = 3
"""Of a table that is put in; more are written."""
_HAN = re.compile("[\u4e00-\u9fff]")


class DraftEditor(QFrame):
    """The editor with its tools above and its count below."""

    changed = Signal()
    bring_asked = Signal()
    """A file of a word processor is to be taken over."""
    picture_brought = Signal(object)
    """A picture is to stand in the text: where it lies."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self._session = session
        self._pasted = 0
        self.text = GutteredText(LONGEST["body"])
        self.text.arriving.moved.connect(self._say_coming)
        self.text.arriving.ended.connect(self._changed)
        self.text.textChanged.connect(self._changed)
        self.text.cursorPositionChanged.connect(self._say_level)
        self.text.refused.connect(session.tell_refused)
        self.text.clipped.connect(self._read_clip)
        self.undo, self.redo, self.search = QToolButton(), QToolButton(), QToolButton()
        self.renumber, self.bring, self.picture = QToolButton(), QToolButton(), QToolButton()
        self.table = QToolButton()
        for button, name, does in (
            (self.undo, "undo", self.text.undo), (self.redo, "refresh", self.text.redo),
            (self.renumber, "number", lambda: self.mend("levels")),
            (self.bring, "import", self.bring_asked.emit),
            (self.picture, "picture", self.choose_picture), (self.search, "search", self.seek),
            (self.table, "table", self.put_table),
        ):  # fmt: skip
            button.setIcon(icon(name, theme.INK2))
            button.clicked.connect(does)
        self.levels = [QPushButton() for _ in SIGNS]
        for level, sign in enumerate(self.levels):
            sign.setCheckable(True)
            sign.setProperty("role", "choice")
            sign.setProperty("scale", "medium")
            sign.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            sign.clicked.connect(lambda _=False, n=level: self._level(n))
        self._count, self._keys = ElidedLabel("caption"), QLabel()
        self._keys.setTextFormat(Qt.TextFormat.PlainText)
        self._keys.setProperty("role", "caption")
        self.finder = FindBar(session, self.text)
        self._lay_out()
        put("find", self, self.seek, within=True)

    def _lay_out(self) -> None:
        tools = QHBoxLayout()
        tools.setContentsMargins(8, 4, 8, 4)
        tools.setSpacing(4)
        for button in (self.undo, self.redo):
            tools.addWidget(button)
        tools.addSpacing(8)
        tools.addWidget(segmented(self.levels))
        tools.addWidget(self.renumber)
        tools.addStretch(1)
        tools.addWidget(self.table)
        tools.addWidget(self.picture)
        tools.addWidget(self.bring)
        tools.addWidget(self.search)
        rule = QFrame()
        rule.setProperty("role", "rule")
        below = QHBoxLayout()
        below.setContentsMargins(12, 4, 12, 4)
        below.setSpacing(12)
        below.addWidget(self._count, 1)
        below.addWidget(self._keys)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addLayout(tools)
        column.addWidget(rule)
        column.addWidget(self.finder)
        column.addWidget(self.text, 1)
        column.addLayout(below)

    def translate(self) -> None:
        """All words in the language of the session."""
        text = self._session.text
        for button, key in (
            (self.undo, "undo"), (self.redo, "redo"), (self.search, "find"),
            (self.renumber, "renumber"), (self.bring, "bring"), (self.picture, "picture"),
            (self.table, "table"),
        ):  # fmt: skip
            button.setToolTip(text(f"draft.{key}"))
            button.setAccessibleName(text(f"draft.{key}"))
        for level, sign in enumerate(self.levels):
            sign.setText(SIGNS[level] or text("draft.plain"))
            sign.setToolTip(f"Ctrl+{level}")
        self.text.plain_word = text("draft.plain")
        self._keys.setText(text("draft.level_keys"))
        self._keys.setToolTip(text("draft.count_tip"))
        self.text.tip = text("form.body_tip")
        self.finder.translate()

    def seek(self) -> None:
        """Open the find bar on what is marked."""
        self.finder.open()

    def choose_picture(self) -> None:
        """插入图片: which file?"""
        title = self._session.text("draft.picture")
        chosen = ask_file(self, title, "*.png *.jpg *.jpeg")
        if chosen:
            self.show_picture(chosen)

    def show_picture(self, path: Path) -> None:
        """A file goes along with the draft, and a line of the text shows it; where its caption ends
        one writes on.
        """
        self.picture_brought.emit(path)
        number = 1 + len(figures(self.text.whole()))
        caption = self._session.text("draft.figure_of", n=number)
        if _HAN.search(path.stem) and not pasted.is_pasted(path):  # else no word of the office
            caption += f"　{path.stem}"
        line = f"![{caption}]({path.name})"
        self.text.insert_line(line)
        cursor = self.text.textCursor()
        cursor.setPosition(cursor.block().position() + line.index("]("))
        self.text.setTextCursor(cursor)
        self.text.setFocus()

    # ── what takes a moment ─────────────────────────────────────────────────

    def _read_clip(self, markup: QByteArray, plain: QByteArray, place: QTextCursor) -> None:
        """Much was pasted: it is read beside the window, and comes in where it was meant to."""
        filled, self._pasted = self.text.filled, self._pasted + 1

        def reading(step: Step) -> Pasted:
            html, words = memoryview(markup), memoryview(plain)  # type: ignore[arg-type]
            return read_pasted(html, words, LONGEST["body"], step)

        def read(found: Pasted) -> None:
            if filled == self.text.filled:
                self._take(found, place)
            else:  # another draft lies here by now
                self._session.tell_refused("draft.paste_late", {})

        self._session.ask_beside(reading, read, latest=f"clip {self._pasted}")

    def _take(self, found: Pasted, place: QTextCursor) -> None:
        if not self.text.has_room(found.length, place):
            return
        if not self.text.take(found.text, place):
            return
        if found.bare:
            most = MOST_MARKUP // 1_000_000
            self._session.tell_refused("draft.paste_bare", {"most": most})
        self.text.say_left(found.pictures)

    def say_length(self, length: Length) -> None:
        """How long the text is, and its headings, once that is known."""
        facts = {"count": length.count, "pages": length.pages}
        words = self._session.text("draft.count", **facts)
        each = enumerate(length.levels, 1)
        counted = [f"{SIGNS[level]}×{count}" for level, count in each if count]
        if counted:
            levels = "　".join(counted)
            words += f"　{self._session.text('draft.levels', levels=levels)}"
        self._count.setText(words)

    def show_opening(self, said: Mapping[str, Any]) -> None:
        """What opens the page above the text: the title and to whom the paper goes."""
        language, title = self._session.language, str(said.get("title") or "").strip()
        words = title or self._session.text("draft.no_title")
        rows = [Opened("title", element_label("title", language), words, bool(title))]
        if names := names_in(said.get("to")):
            rows.append(Opened("to", element_label("to", language), "，".join(names) + "："))
        self.text.show_opening(tuple(rows))

    def put_table(self) -> None:
        """插入表格: a head and a row, to be written over; its first cell is marked."""
        cell = self._session.text("draft.table_cell")
        head = f"|{'|'.join([cell] * _COLUMNS)}|"
        self.text.insert_line(f"{head}\n|{'|'.join('　' * _COLUMNS)}|")
        cursor = self.text.textCursor()
        start = cursor.block().previous().position() + 1
        cursor.setPosition(start)
        cursor.setPosition(start + len(cell), QTextCursor.MoveMode.KeepAnchor)
        self.text.setTextCursor(cursor)
        self.text.setFocus()

    def _say_coming(self, done: int, of: int) -> None:
        self._count.setText(self._session.text("draft.coming", done=done, of=of))

    def mend(self, rule: str) -> None:
        """Keep a rule of form again that the text breaks, where that can be done for certain."""
        said = self.text.whole()
        if len(said) <= AT_ONCE:
            self._mend(rule, said, cured(rule, said))
            return
        self._session.ask_beside(
            lambda _: cured(rule, said), lambda mended: self._mend(rule, said, mended),
            latest="mend",
        )  # fmt: skip

    def _mend(self, rule: str, said: str, mended: str | None) -> None:
        if said != self.text.whole():
            self.mend(rule)  # one wrote meanwhile
            return
        if mended is None:
            self._session.told.emit(self._session.text("draft.nothing_to_mend"), "notice")
            return
        self.text.mend(mended)
        self.text.setFocus()
        name = rule.replace("-", "_")
        self._session.told.emit(self._session.text(f"draft.mended_{name}"), "done")

    def _level(self, level: int) -> None:
        self.text.set_level(level)
        self._say_level()
        self.text.setFocus()

    def _say_level(self) -> None:
        now = self.text.level()
        for level, sign in enumerate(self.levels):
            sign.setChecked(level == now)

    def _changed(self) -> None:
        if self.text.arriving or self.text.filling:
            return  # it is told once all of it is here
        self._say_level()
        self.changed.emit()
