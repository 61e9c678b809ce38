"""The four levels of headings in the faces in which they are printed, as one writes them."""

from PySide6.QtGui import QFont, QSyntaxHighlighter, QTextCharFormat, QTextDocument

from oa_client.docflow.typeset.elements import paragraph
from oa_client.ui import theme


class Headings(QSyntaxHighlighter):
    """一、 in 黑体, （一） in 楷体, 1. and （1） in 仿宋, all of them heavy (GB/T 9704 7.3.3).

    A paragraph is looked at when it changes, and no other with it.
    """

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self._formats: list[QTextCharFormat] = []
        self.dress()

    def dress(self) -> None:
        """The faces at the zoom of the window."""
        self._formats = faces()
        self.rehighlight()

    def highlightBlock(self, text: str) -> None:
        bare = text.strip()
        said = paragraph(bare)
        if said.level:
            start = len(text) - len(text.lstrip())
            self.setFormat(start, len(said.heading), self._formats[said.level - 1])


def faces() -> list[QTextCharFormat]:
    """How the heading of each level is set, at the zoom of the window."""
    look, size = theme.look(), theme.SHEET_OPINION
    fonts = (look.sans(size), look.kai(size), look.fang(size), look.fang(size))
    return [_heavy(font) for font in fonts]


def _heavy(font: QFont) -> QTextCharFormat:
    font.setWeight(QFont.Weight.Bold)
    heavy = QTextCharFormat()
    heavy.setFont(font)
    return heavy
