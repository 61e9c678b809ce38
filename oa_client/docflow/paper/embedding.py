"""Our fonts as reportlab embeds them, with a character map that readers can trust."""

from typing import Any

from reportlab.pdfbase.pdfdoc import PDFStream
from reportlab.pdfbase.ttfonts import TTFont


class OfficeFont(TTFont):  # type: ignore[misc]
    """A font whose characters beyond U+FFFF read back as themselves: reportlab writes their
    code points where the format wants UTF-16.
    """

    def tell_apart(self, number: int) -> None:
        """Two files may bear one PostScript name; in a document every face needs its own."""
        if number > 1:
            self.face.name += f"-{number}".encode("ascii")

    def addObjects(self, doc: Any) -> None:  # noqa: N802 - reportlab's own name
        """Add the font's objects and put the character maps right."""
        subsets = [list(subset) for subset in self.state[doc].subsets]
        super().addObjects(doc)
        maps = [
            stream for name, stream in doc.idToObject.items()
            if name.startswith("toUnicodeCMap:") and isinstance(stream, PDFStream)
        ]  # fmt: skip
        for subset in subsets:
            for stream in maps:
                _repair(stream, subset)


def _repair(stream: Any, subset: list[int]) -> None:
    for code, point in enumerate(subset):
        if point > 0xFFFF:
            units = chr(point).encode("utf-16-be").hex().upper()
            stream.content = stream.content.replace(
                f"<{code:02X}> <{point:04X}>", f"<{code:02X}> <{units}>"
            )
