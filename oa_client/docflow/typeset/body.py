"""主体: title, addressees, body and what follows it, as strips still without a place (7.3)."""

from collections.abc import Callable
from dataclasses import replace

from oa_client.docflow.typeset import measures as m
from oa_client.docflow.typeset.elements import HEADING_ROLES, Paper, Paragraph, Table, blocks
from oa_client.docflow.typeset.lines import Line, Piece, broken, cells, centred, set_line
from oa_client.docflow.typeset.page import Strip
from oa_client.docflow.typeset.tables import table_strips
from oa_client.docflow.typeset.titles import title_lines

_BASE = m.HAN * m.ASCENT
BLANK = Strip(m.PITCH, m.HAN, blank=True)
"""An empty line."""


def title_strips(paper: Paper) -> list[Strip]:
    """标题: 二号小标宋, centred, with one empty line below (7.3.1)."""
    if not paper.title or paper.form == "order":
        return []
    size = m.millimetres(m.SIZE_2)
    strips = []
    for text in title_lines(paper.title):
        runs = centred(
            (Piece(text, "小标宋"),), m.BINDING + m.TEXT_WIDTH / 2, size * m.ASCENT,
            size=m.SIZE_2, advance=size,
        )  # fmt: skip
        strips.append(Strip(m.TITLE_PITCH, size, tuple(runs), glued=True))
    if strips:
        strips[-1] = replace(strips[-1], height=size + m.PITCH)
    return strips


def addressee_strips(to: tuple[str, ...]) -> list[Strip]:
    """主送机关: flush left, ends with a full-width colon (7.3.2)."""
    text = joined(to, "，").rstrip("：:")
    if not text:
        return []
    return [replace(strip, glued=True) for strip in text_strips([Piece(text + "：", "仿宋")], 0)]


def joined(names: tuple[str, ...], mark: str) -> str:
    """Names in a row; those that carry a mark of their own get none."""
    text = ""
    for name in names:
        text += (mark if text and not text.endswith(("，", "、", "；")) else "") + name.strip()
    return text


def text_strips(pieces: list[Piece], indent: float, hang: float = 0.0) -> list[Strip]:
    """A paragraph: its first line `indent` cells in, the others `hang` cells."""
    if hang:
        first = broken(pieces, m.CHARACTERS - hang, indent - hang)
    else:
        first = broken(pieces, m.CHARACTERS, indent)
    return [
        _strip(line, indent if index == 0 else hang, last=index == len(first) - 1)
        for index, line in enumerate(first)
    ]


def _strip(line: Line, indent: float, *, last: bool) -> Strip:
    fill = None if last else m.CHARACTERS - indent
    width = sum(cells(piece.text) for piece in line)
    if last and width > m.CHARACTERS - indent:
        fill = m.CHARACTERS - indent
    x = m.BINDING + indent * m.ADVANCE
    return Strip(m.PITCH, m.HAN, tuple(set_line(line, x, _BASE, fill=fill)))


class SetBefore:
    """Blocks of a body that is set again and again while one writes: only what is new is set.

    Args:
        step: told after each block, so many of so many; what it raises ends the setting there.
    """

    def __init__(self, step: Callable[[int, int], None] = lambda _done, _of: None) -> None:
        self.step = step
        self._strips: dict[Paragraph | Table, list[Strip]] = {}

    def strips(self, found: list[Paragraph | Table]) -> list[Strip]:
        """The strips of all blocks; afterwards these and no others are known."""
        strips: list[Strip] = []
        for number, block in enumerate(found, 1):
            if block not in self._strips:
                self._strips[block] = _strips_of(block)
                self.step(number, len(found))
            strips += self._strips[block]
        self._strips = {block: self._strips[block] for block in found}
        return strips


def body_strips(body: str, before: SetBefore | None = None) -> list[Strip]:
    """正文: 三号仿宋, two characters in, four levels of headings (7.3.3)."""
    return (before or SetBefore()).strips(blocks(body))


def _strips_of(block: Paragraph | Table) -> list[Strip]:
    return table_strips(block) if isinstance(block, Table) else _paragraph(block)


def _paragraph(block: Paragraph) -> list[Strip]:
    role = HEADING_ROLES[block.level]
    pieces = [Piece(block.heading, role), Piece(block.rest, "仿宋")]
    strips = text_strips([piece for piece in pieces if piece.text], 2)
    if block.level and not block.rest:
        strips = [replace(strip, glued=True) for strip in strips]
    elif len(strips) > 1:
        strips[0] = replace(strips[0], glued=bool(block.level))
    return strips


def attachment_strips(names: tuple[str, ...]) -> list[Strip]:
    """附件说明: an empty line, two characters in, no mark at the end, names aligned (7.3.4)."""
    if not names:
        return []
    strips = [BLANK]
    for index, name in enumerate(names):
        serial = f"{index + 1}．" if len(names) > 1 else ""
        label = "附件：" if index == 0 else ""
        indent = 2.0 if index == 0 else 5.0
        hang = 5.0 + cells(serial)
        strips += text_strips([Piece(label + serial + name.strip(), "仿宋")], indent, hang)
    return strips


def signature_strips(signature: str, date: str) -> list[Strip]:
    """署名 and 成文日期 with room for the seal that is pressed on both (7.3.5.1)."""
    strips: list[Strip] = []
    width = cells(date) or 7.0
    middle = m.CHARACTERS - 4 - width / 2
    names = [name for name in signature.split("\n") if name.strip()]
    for index, name in enumerate(names):
        for line in broken([Piece(name.strip(), "仿宋")]):
            took = sum(cells(piece.text) for piece in line)
            left = min(middle - took / 2, m.CHARACTERS - took)
            runs = set_line(line, m.BINDING + max(left, 0) * m.ADVANCE, _BASE)
            last = index == len(names) - 1
            strips.append(Strip(m.PITCH, m.HAN, tuple(runs), glued=True, seal=last))
    if date:
        left = m.CHARACTERS - 4 - cells(date)
        runs = set_line((Piece(date, "仿宋"),), m.BINDING + max(left, 0) * m.ADVANCE, _BASE)
        strips.append(Strip(m.PITCH, m.HAN, tuple(runs)))
    return [BLANK, BLANK, *strips] if strips else []


def note_strips(note: str) -> list[Strip]:
    """附注: two characters in, in full-width brackets, below the date (7.3.6)."""
    text = note.strip()
    if not text:
        return []
    framed = text if text.startswith("（") and text.endswith("）") else f"（{text}）"
    return text_strips([Piece(framed, "仿宋")], 2)


def ending(strips: list[Strip], paper: Paper) -> list[Strip]:
    """The body with all that follows; the signature takes two lines of text along (7.3.5.5)."""
    attached = attachment_strips(paper.attachments)
    signed = signature_strips(paper.signature, paper.date)
    if signed:
        tail = max(0, len(strips) - 2)
        kept = [replace(strip, glued=True) for strip in (*strips[tail:], *attached, *signed[:-1])]
        strips = [*strips[:tail], *kept, signed[-1]]
    else:
        strips = strips + attached
    return strips + note_strips(paper.note)
