"""Find and replace in the text of a draft."""

from PySide6.QtGui import QTextCursor, QTextDocument
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QWidget

from oa_client.docflow.model.text import LONGEST
from oa_client.ui.presenters.session import Session
from oa_client.ui.views.painted.gutter import GutteredText
from oa_client.ui.views.plain_label import plain_label
from oa_client.ui.views.shortcuts import put

CASE = QTextDocument.FindFlag.FindCaseSensitively
KEEP = QTextCursor.MoveMode.KeepAnchor
PARAGRAPH = "\u2029"
"""Between paragraphs of what is marked; nothing is sought across them."""


class FindBar(QWidget):
    """Find and replace in the draft; Esc closes it."""

    def __init__(self, session: Session, text: GutteredText) -> None:
        super().__init__()
        self._session = session
        self._text = text
        self.sought, self.instead = QLineEdit(), QLineEdit()
        for line in (self.sought, self.instead):
            line.setMaxLength(LONGEST["title"])
        self.sought.returnPressed.connect(self.find_next)
        self.instead.returnPressed.connect(self.replace)
        self.next, self.one, self.all = QPushButton(), QPushButton(), QPushButton()
        self._found = plain_label("caption")
        self.next.clicked.connect(self.find_next)
        self.one.clicked.connect(self.replace)
        self.all.clicked.connect(self.replace_all)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 4, 8, 4)
        for part in (self.sought, self._found, self.next, self.instead, self.one, self.all):
            row.addWidget(part)
        put("find_end", self, self._close, within=True)
        self.hide()

    def translate(self) -> None:
        """All words in the language of the session."""
        for widget, key in ((self.sought, "find"), (self.instead, "instead")):
            widget.setPlaceholderText(self._session.text(f"draft.{key}"))
            widget.setAccessibleName(self._session.text(f"draft.{key}"))
        for button, key in (
            (self.next, "find_next"), (self.one, "replace"), (self.all, "replace_all"),
        ):  # fmt: skip
            button.setText(self._session.text(f"draft.{key}"))

    def open(self) -> None:
        """Show it; what is marked in the text is sought."""
        marked = self._text.textCursor().selectedText()
        if marked and PARAGRAPH not in marked:
            self.sought.setText(marked)
        self._found.clear()
        self.show()
        self.sought.setFocus()

    def _close(self) -> None:
        self.hide()
        self._text.setFocus()

    def find_next(self) -> bool:
        """The next place; round at the end."""
        sought = self.sought.text()
        if not sought:
            return False
        found = self._text.find(sought, CASE)
        if not found:
            self._text.moveCursor(QTextCursor.MoveOperation.Start)
            found = self._text.find(sought, CASE)
        self._say_found(sought)
        if not found:
            self._session.told.emit(self._session.text("draft.not_found", text=sought), "refused")
        return found

    def _say_found(self, sought: str) -> None:
        """Which of how many places it is."""
        before = QTextCursor(self._text.document())
        before.setPosition(self._text.textCursor().selectionStart(), KEEP)
        of, here = self._text.toPlainText().count(sought), before.selectedText().count(sought) + 1
        self._found.setText(f"{here} / {of}" if of else "")

    def replace(self) -> None:
        """Put the other words where the sought ones are marked, and go on."""
        cursor = self._text.textCursor()
        if cursor.selectedText() == self.sought.text() and self.sought.text():
            cursor.insertText(self.instead.text())
        self.find_next()

    def replace_all(self) -> None:
        """Everywhere at once; one undo takes it back."""
        sought, count = self.sought.text(), 0
        if not sought:
            return
        cursor = QTextCursor(self._text.document())
        cursor.beginEditBlock()
        while True:
            found = self._text.document().find(sought, cursor, CASE)
            if found.isNull():
                break
            found.insertText(self.instead.text())
            cursor.setPosition(found.position())
            count += 1
        cursor.endEditBlock()
        self._found.clear()
        self._session.told.emit(self._session.text("draft.replaced", count=count), "done")
