"""A draft's text with a gutter that says how each paragraph was understood."""

from collections.abc import Callable, Iterable
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
    QTextBlock,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QTextEdit, QWidget

from oa_client.docflow.model.levels import mark
from oa_client.docflow.typeset.elements import LEVELS, figure, paragraph
from oa_client.ui import theme
from oa_client.ui.presenters.clipping import AT_ONCE, MOST_PLAIN, clip
from oa_client.ui.views.painted.arriving import Arriving
from oa_client.ui.views.painted.bounded_text import BoundedText
from oa_client.ui.views.painted.draft_opening import DraftOpening, Opened
from oa_client.ui.views.painted.gutter_signs import WIDTH, paint_sign
from oa_client.ui.views.painted.headings import Headings
from oa_client.ui.views.painted.indented import IndentedLayout
from oa_client.ui.views.painted.mending import mend
from oa_client.ui.views.painted.surface import smooth
from oa_client.ui.views.shortcuts import pressed

_CASE = QTextDocument.FindFlag.FindCaseSensitively
LONGEST = 50_000
"""Characters of a pasted paragraph, some seventy pages; every key in a longer one would be felt."""


class GutteredText(BoundedText):
    """Plain text alone, with levels on Ctrl+1 to Ctrl+4 and Ctrl+0 for body text."""

    brought = Signal(str)
    """A word processor's file was dropped or pasted: where it lies."""

    files_brought = Signal(object)
    """Other files were dropped or pasted: where they lie."""
    picture_pasted = Signal(object)
    """A picture that is no file was pasted; as a packed PNG where it was copied as one."""
    field_asked = Signal(str)
    """An element is to be written that opens the page above the text."""
    clipped = Signal(object, object, object)
    """More was pasted than is read at once: its markup, its plain words, and where they go."""

    def __init__(self, most: int, parent: QWidget | None = None) -> None:
        super().__init__(most, parent)
        self._gutter = _Gutter(self)
        document = QTextDocument(self)
        self._indented = IndentedLayout(document)
        self.arriving = Arriving(self)
        self.filled = 0
        """How often another text was put in the place of what stood here."""
        self.filling = False
        """Whether a text that nobody has written here is on its way."""
        self.setDocument(document)
        self.setProperty("role", "draft")
        self.setFont(theme.look().fang(theme.SHEET_OPINION))
        self.setViewportMargins(theme.look().px(WIDTH), 0, 0, 0)
        self.document().setDocumentMargin(theme.look().px(8))
        self.headings = Headings(self.document())
        self._opening = DraftOpening()
        self._opens: tuple[Opened, ...] = ()
        self._wrong: frozenset[str] = frozenset()
        self.plain_word = ""
        """How body text is called; it stands where body text begins."""
        self.tip = ""
        """How headings and tables come about; read where nothing is written yet."""
        self.setTabChangesFocus(True)
        self.blockCountChanged.connect(lambda _: self._gutter.update())
        self.updateRequest.connect(lambda *_: self._gutter.update())
        self.cursorPositionChanged.connect(self._mark_paragraph)
        self._here = 0

    # ── all of it ───────────────────────────────────────────────────────────

    def whole(self) -> str:
        """What stands here, with what is on its way."""
        return self.arriving.whole()

    def length(self) -> int:
        """Characters that stand here or are on their way."""
        return super().length() + self.arriving.missing()

    def setPlainText(self, said: str) -> None:
        """Another text in the place of this one; what was on its way to it is gone."""
        self.filled += 1
        self.filling = False
        self.arriving.give_up()
        self.document().setUndoRedoEnabled(True)
        super().setPlainText(said)

    def fill(self, said: str) -> None:
        """Another text, which nobody has written yet; a long one comes in slice by slice."""
        self.setPlainText("")
        self.filling = True
        self.document().setUndoRedoEnabled(False)

        def filled() -> None:
            self.document().setUndoRedoEnabled(True)
            self.filling = False
            if self.whole() != said:  # one wrote before all of it was here
                self.textChanged.emit()

        self.arriving.put(said, QTextCursor(self.document()), filled)
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def take(self, text: str, cursor: QTextCursor) -> bool:
        longest = max(map(len, text.split("\n")))
        if longest > LONGEST:
            self.refused.emit("draft.paragraph_too_long", {"length": longest, "most": LONGEST})
            return False
        self.arriving.put(text, cursor, self.ensureCursorVisible)
        return True

    def undo(self) -> None:
        """The last step; of words on their way what has come in, and no more comes."""
        self._stop_coming()
        super().undo()

    def _stop_coming(self) -> None:
        if not self.filling:
            self.arriving.give_up()

    # ── levels ──────────────────────────────────────────────────────────────

    def level(self) -> int:
        """Of the paragraph where the cursor stands; 0 for body text."""
        return paragraph(self.textCursor().block().text().strip()).level

    def set_level(self, level: int) -> None:
        """Make the paragraph a heading of this level, numbered after the one before it."""
        cursor = self.textCursor()
        text = cursor.block().text()
        bare = text.strip()
        old = paragraph(bare).level
        if old:
            found = LEVELS[old - 1].match(bare)
            bare = bare[found.end() :] if found else bare
        sign = mark(level, self._before(cursor.block(), level) + 1)
        cursor.beginEditBlock()
        cursor.movePosition(QTextCursor.MoveOperation.StartOfBlock)
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(sign + bare)
        cursor.endEditBlock()

    def _before(self, block: QTextBlock, level: int) -> int:
        """How many headings of this level stand before, since the last higher one."""
        count, above = 0, block.previous()
        while above.isValid():
            found = paragraph(above.text().strip()).level
            if found == level:
                count += 1
            elif 0 < found < level:
                break
            above = above.previous()
        return count

    def mend(self, said: str) -> None:
        """Other words in the same lines; one undo takes all of it back."""
        self.arriving.finish()
        mend(self.document(), said)

    def put(self, said: str, *, below: bool, then: Callable[[], None]) -> None:
        """Words in the place of what stands here, or below it; one undo takes them back."""
        self.arriving.finish()
        cursor = QTextCursor(self.document())
        if below:
            cursor.movePosition(QTextCursor.MoveOperation.End)
            said = f"\n{said}" if cursor.positionInBlock() else said
        else:
            cursor.select(QTextCursor.SelectionType.Document)
        self.arriving.put(said, cursor, then)

    def go_to(self, words: str) -> None:
        """Mark where these words stand first."""
        found = self.document().find(words, 0, _CASE)
        if not found.isNull():
            self.setTextCursor(found)

    # ── what comes from elsewhere ───────────────────────────────────────────

    def insertFromMimeData(self, source: QMimeData) -> None:
        """A file of a word processor is taken over as a draft; all else comes in as words."""
        files = [url.toLocalFile() for url in source.urls() if url.isLocalFile()]
        if len(files) == 1 and files[0].lower().endswith(".docx"):
            self.brought.emit(files[0])
        elif files:
            self.files_brought.emit([Path(file) for file in files])
        elif _is_much(source):
            markup, plain = source.data("text/html"), source.data("text/plain")
            self.clipped.emit(markup, plain, self.textCursor())
        elif source.hasImage() and not source.hasText() and not source.hasHtml():
            png = source.data("image/png") if source.hasFormat("image/png") else None
            self.picture_pasted.emit(png or source.imageData())
        else:
            super().insertFromMimeData(source)

    def words_of(self, source: QMimeData) -> str:
        """Tables and numbered lists keep what their plain words would lose."""
        taken = clip(source.html()) if source.hasHtml() else None
        if taken is None:
            return super().words_of(source)
        self.say_left(taken.pictures)
        return taken.text

    def say_left(self, pictures: int) -> None:
        """That pictures of a copy stay behind."""
        if pictures:
            self.refused.emit("draft.pictures_left", {"count": pictures})

    def insert_line(self, said: str) -> None:
        """A line of its own, below the one where the cursor stands."""
        cursor = self.textCursor()
        cursor.beginEditBlock()
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
        cursor.insertText(f"\n{said}" if cursor.block().text() else said)
        cursor.endEditBlock()
        self.setTextCursor(cursor)

    def mark_pictures(self, wrong: Iterable[str]) -> None:
        """Files whose pictures can't be printed; it is said beside their lines."""
        if self._wrong != (found := frozenset(wrong)):
            self._wrong = found
            self._gutter.update()

    # ── keys ────────────────────────────────────────────────────────────────

    def event(self, event: QEvent) -> bool:
        """Ctrl with a digit belongs to the levels here, not to the rooms of the window."""
        if event.type() == QEvent.Type.ShortcutOverride and _level_of(event) is not None:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        level = _level_of(event)
        if level is not None:
            self.set_level(level)
            return
        if event.matches(QKeySequence.StandardKey.Undo):
            self._stop_coming()
        super().keyPressEvent(event)

    # ── painting ────────────────────────────────────────────────────────────

    def show_opening(self, rows: tuple[Opened, ...]) -> None:
        """What opens the page above the text."""
        self._opens = rows
        self._place_opening()

    def _place_opening(self) -> None:
        margin = self.document().documentMargin()
        if self._opening.place(self._opens, max(1.0, self.viewport().width() - 2 * margin)):
            self._indented.keep_above(self._opening.height)
            self.viewport().update()
            self._gutter.update()

    def _opening_top(self) -> float | None:
        """Where the opening stands in sight; None where one has scrolled past it."""
        first = self.firstVisibleBlock()
        if not self._opens or first.blockNumber():
            return None
        return self.blockBoundingGeometry(first).translated(self.contentOffset()).top()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on a row of the opening leads to where it is written."""
        top = self._opening_top()
        field = "" if top is None else self._opening.at(event.position().y() - top)
        if field:
            self.field_asked.emit(field)
        else:
            super().mousePressEvent(event)

    def mark_faults(self, places: Iterable[tuple[str, str]]) -> None:
        """Underline the first place of these words, each in a colour."""
        found = []
        for words, colour in places:
            place = QTextEdit.ExtraSelection()
            place.cursor = self.document().find(words, 0, _CASE)
            if words and not place.cursor.isNull():
                place.format.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DotLine)
                place.format.setUnderlineColor(QColor(colour))
                found.append(place)
        self.setExtraSelections(found)

    def _mark_paragraph(self) -> None:
        here = self.textCursor().blockNumber()
        if here != self._here:
            self._here = here
            self.viewport().update()
        self._gutter.update()

    def _paragraph_box(self, block: QTextBlock) -> QRectF:
        """Where a paragraph stands in sight, without what opens the page above it."""
        box = self.blockBoundingGeometry(block).translated(self.contentOffset())
        if not block.blockNumber():
            box.setTop(box.top() + self._indented.above)
        return box

    def paintEvent(self, event: QPaintEvent) -> None:
        """The paragraph in which one writes is tinted; above the first stands what opens it."""
        painter = QPainter(self.viewport())
        smooth(painter)
        if self.document().characterCount() > 1:
            box = self._paragraph_box(self.textCursor().block())
            box.setLeft(0)
            box.setRight(self.viewport().width())
            painter.fillRect(box, QColor(theme.SELECTION))
        top = self._opening_top()
        if top is not None:
            self._opening.paint(painter, self.document().documentMargin(), top)
        if self.document().isEmpty() and not self.textCursor().block().layout().preeditAreaText():
            self._paint_tip(painter)
        painter.end()
        super().paintEvent(event)

    def _paint_tip(self, painter: QPainter) -> None:
        """Qt's own placeholder stands at the very top, where the opening is."""
        margin = self.document().documentMargin()
        box = QRectF(self.viewport().rect())
        box.setTop(self._paragraph_box(self.document().firstBlock()).top())
        painter.setFont(self.font())
        painter.setPen(self.palette().color(QPalette.ColorRole.PlaceholderText))
        painter.drawText(box.adjusted(margin, 0, -margin, 0), Qt.TextFlag.TextWordWrap, self.tip)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        box = self.contentsRect()
        self._gutter.setGeometry(box.left(), box.top(), theme.look().px(WIDTH), box.height())
        self._place_opening()

    def _shows_wrong(self, line: str) -> bool:
        shown = figure(line)
        return shown is not None and shown.file in self._wrong

    def paint_gutter(self, painter: QPainter) -> None:
        """Beside each paragraph in sight, how it was understood."""
        look = theme.look()
        top = self._opening_top()
        if top is not None:
            self._opening.paint_names(painter, top, look.px(WIDTH))
        number = self.textCursor().blockNumber()
        block = self.firstVisibleBlock()
        while block.isValid():
            box = self._paragraph_box(block)
            if box.top() > self.height():
                return
            if number == block.blockNumber():
                bar = QRectF(look.px(WIDTH) - 2, box.top(), 2, box.height())
                painter.fillRect(bar, QColor(theme.ACCENT))
            wrong = block.text().startswith("![") and self._shows_wrong(block.text())
            paint_sign(painter, block, box.top() + look.px(3), self.plain_word, wrong=wrong)
            block = block.next()


def _is_much(source: QMimeData) -> bool:
    """Whether it takes a moment to read what another program brings."""
    markup = source.data("text/html").size() if source.hasHtml() else 0
    return markup > AT_ONCE or source.data("text/plain").size() > MOST_PLAIN


def _level_of(event: object) -> int | None:
    assert isinstance(event, QKeyEvent)
    level = pressed("level", event)
    if level is not None:
        return level + 1
    return 0 if pressed("plain", event) is not None else None



class _Gutter(QWidget):
    """The strip itself; the text knows what stands in it."""

    def __init__(self, text: GutteredText) -> None:
        super().__init__(text)
        self._text = text

    def sizeHint(self) -> QSize:
        return QSize(theme.look().px(WIDTH), 0)

    def paintEvent(self, _: QPaintEvent) -> None:
        painter = QPainter(self)
        smooth(painter)
        painter.fillRect(self.rect(), QColor(theme.HOVER))
        self._text.paint_gutter(painter)
        painter.end()
