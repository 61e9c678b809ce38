"""A box for plain text that takes no more than may stand in a record, and no files."""

from PySide6.QtCore import QMimeData, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from oa_client.docflow.model.text import cleaned

AT_MOST = 2
"""Times the room of a text beyond which words are not even looked through."""


class BoundedText(QPlainTextEdit):
    """What is pasted or dropped comes in whole, as words alone, or not at all."""

    refused = Signal(str, object)
    """What could not be taken in: a key of the window's words, and its facts."""

    def __init__(self, most: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._most = most

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return bool(source.hasText() or source.hasUrls() or source.hasImage())

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Words alone, no more than a text may have; files are refused, and nothing is lost."""
        if any(url.isLocalFile() for url in source.urls()):
            self.refused.emit("draft.no_files", {})
            return
        if source.hasImage() and not source.hasText():
            self.refused.emit("draft.no_pictures", {})
            return
        self.put_words(self.words_of(source), self.textCursor())

    def put_words(self, said: str, cursor: QTextCursor) -> None:
        """Words in the place of what a cursor marks, where there is room for all of them."""
        text = cleaned(said) if len(said) <= AT_MOST * self._most else said
        if self.has_room(len(text), cursor):
            self.take(text, cursor)

    def has_room(self, length: int, cursor: QTextCursor) -> bool:
        """Whether so much may stand in the place of what a cursor marks; else it is told."""
        marked = cursor.selectionEnd() - cursor.selectionStart()
        if length <= self._most - (self.length() - marked):
            return True
        self.refused.emit("draft.too_long", {"length": length, "most": self._most})
        return False

    def length(self) -> int:
        """Characters that stand here."""
        return self.document().characterCount() - 1

    def take(self, text: str, cursor: QTextCursor) -> bool:
        """Put in words for which there is room; whether they could be taken."""
        cursor.insertText(text)
        self.ensureCursorVisible()
        return True

    def words_of(self, source: QMimeData) -> str:
        """What of it comes in."""
        return source.text()
