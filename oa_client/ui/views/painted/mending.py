"""Other words in the same lines of a text: what does not change is not touched."""

from PySide6.QtGui import QTextCursor, QTextDocument


def mend(document: QTextDocument, said: str) -> None:
    """Put these words in the place of a text's; one undo takes all of it back."""
    lines, block = said.split("\n"), document.begin()
    cursor = QTextCursor(document)
    cursor.beginEditBlock()
    if len(lines) != document.blockCount():
        _mend_between(document, lines, cursor)
        lines = []
    for line in lines:
        if block.text() != line:
            cursor.setPosition(block.position())
            cursor.movePosition(
                QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor
            )
            cursor.insertText(line)
        block = block.next()
    cursor.endEditBlock()


def _mend_between(document: QTextDocument, lines: list[str], cursor: QTextCursor) -> None:
    """More lines or fewer: what stands before and behind the changed ones stays."""
    before = document.begin()
    while lines[1:] and before.next().isValid() and before.text() == lines[0]:
        before, lines = before.next(), lines[1:]
    behind = document.lastBlock()
    while lines[1:] and behind != before and behind.text() == lines[-1]:
        behind, lines = behind.previous(), lines[:-1]
    cursor.setPosition(before.position())
    cursor.setPosition(behind.position() + behind.length() - 1, QTextCursor.MoveMode.KeepAnchor)
    cursor.insertText("\n".join(lines))
