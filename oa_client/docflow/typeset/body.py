"""主体: title, addressees, body and what follows it, as strips still without a place (7.3)."""

from collections.abc import Callable
from dataclasses import replace

from oa_client.docflow.model.pictures import Picture
from oa_client.docflow.typeset import measures as m
from oa_client.docflow.typeset.closing import with_caption
from oa_client.docflow.typeset.elements import (
    HEADING_ROLES,
    Annex,
    Attendance,
    Block,
    Figure,
    Paper,
    Paragraph,
    Table,
    blocks,
    minuted,
    parted,
)
from oa_client.docflow.typeset.figures import figure_strips
from oa_client.docflow.typeset.lines import Line, Piece, broken, cells, centred, set_line
from oa_client.docflow.typeset.page import BLANK, Strip, height
from oa_client.docflow.typeset.tables import table_strips
from oa_client.docflow.typeset.titles import title_lines

_SAID = ("。", "；", "！", "？")
"""A paragraph that ends with one of these is a sentence, however it begins."""
_BASE = m.HAN * m.ASCENT


def title_strips(title: str) -> list[Strip]:
    """标题: 二号小标宋, centred, with one empty line below (7.3.1)."""
    size = m.millimetres(m.SIZE_2)
    strips = []
    for text in title_lines(title) if title else ():
        runs = centred(
            (Piece(text, "小标宋"),), m.BINDING + m.TEXT_WIDTH / 2, size * m.ASCENT,
            size=m.SIZE_2, advance=size,
        )  # fmt: skip
        strips.append(Strip(m.TITLE_PITCH, size, tuple(runs), glued=True))
    if strips:
        strips[-1] = replace(strips[-1], height=size + m.PITCH)
        strips[0] = replace(strips[0], entry=title.strip())
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
        self._strips: dict[Block, list[Strip]] = {}
        self._pictures: tuple[Picture, ...] = ()

    def strips(self, found: list[Block], pictures: tuple[Picture, ...]) -> list[list[Strip]]:
        """The strips of each block; afterwards these and no others are known."""
        if pictures != self._pictures:
            self._pictures = pictures
            self._strips = {b: s for b, s in self._strips.items() if not isinstance(b, Figure)}
        for number, block in enumerate(found, 1):
            if block not in self._strips:
                self._strips[block] = _strips_of(block, pictures)
                self.step(number, len(found))
        self._strips = {block: self._strips[block] for block in found}
        return [self._strips[block] for block in found]


def text_of(
    paper: Paper, before: SetBefore
) -> tuple[list[Strip], list[Strip], list[list[Strip]]]:
    """正文, the 附件 bound with it on faces of their own, and each that is bound apart from it
    (7.3.3, 7.3.7).
    """
    body, annexes = parted(paper.body)
    main: list[Block] = [*blocks(body)]
    parts = [minuted(blocks(body)) if paper.form == "minutes" else main]
    parts += [[*blocks(annex.text)] for annex in annexes]
    each = iter(before.strips([block for part in parts for block in part], paper.pictures))
    texts = [[strip for _ in part for strip in next(each)] for part in parts]
    bound: list[Strip] = []
    apart: list[list[Strip]] = []
    for annex, text in zip(annexes, texts[1:], strict=True):
        if annex.label in paper.apart:
            apart.append([*_annex_head(annex, paper.number), *text])
        else:
            bound += [*_annex_head(annex), *text]
    return texts[0], bound, apart


def _strips_of(block: Block, pictures: tuple[Picture, ...]) -> list[Strip]:
    """A block in 三号仿宋, two characters in, with its level's face (7.3.3)."""
    if isinstance(block, Table):
        return table_strips(block)
    if isinstance(block, Figure):
        return figure_strips(block, pictures)
    if isinstance(block, Attendance):
        listed = _labelled(Piece(block.label, "黑体"), block.names, 2)
        return [BLANK, *listed] if block.first else listed
    return _paragraph(block)


def _paragraph(block: Paragraph) -> list[Strip]:
    role = HEADING_ROLES[block.level]
    pieces = [Piece(block.heading, role), Piece(block.rest, "仿宋")]
    strips = text_strips([piece for piece in pieces if piece.text], 2)
    if block.level and not block.rest and not block.heading.endswith(_SAID):
        strips = [replace(strip, glued=True) for strip in strips]
    elif len(strips) > 1:
        strips[0] = replace(strips[0], glued=bool(block.level))
    if block.level == 1:
        strips[0] = replace(strips[0], entry=block.heading, level=1)
    return strips


def attachment_strips(names: tuple[str, ...]) -> list[Strip]:
    """附件说明: an empty line, two characters in, no mark at the end, names aligned (7.3.4)."""
    strips = [BLANK] if names else []
    for index, name in enumerate(names):
        serial = f"{index + 1}．" if len(names) > 1 else ""
        label, indent = (f"附件：{serial}", 2.0) if index == 0 else (serial, 5.0)
        strips += _labelled(Piece(label, "仿宋"), name.strip(), indent)
    return strips


def _labelled(label: Piece, text: str, indent: float) -> list[Strip]:
    """A label and what belongs to it, every line beginning where the first one does."""
    hang = indent + cells(label.text)
    strips = text_strips([Piece(text, "仿宋")], hang, hang) or [Strip(m.PITCH, m.HAN)]
    runs = (*set_line((label,), m.BINDING + indent * m.ADVANCE, _BASE), *strips[0].runs)
    return [replace(strips[0], runs=runs), *strips[1:]]


def note_strips(note: str) -> list[Strip]:
    """附注: two characters in, in full-width brackets, below the date (7.3.6)."""
    strips = []
    for line in note.split("\n"):
        text = line.strip()
        framed = text if text.startswith("（") and text.endswith("）") else f"（{text}）"
        strips += text_strips([Piece(framed, "仿宋")], 2) if text else []
    return strips


def ending(strips: list[Strip], signature: list[Strip], paper: Paper) -> list[Strip]:
    """The body with all that follows; the signature takes two lines of text along (7.3.5.5), but
    never the first, which page one must show; 附注 stands right below the date.
    """
    attached, notes = attachment_strips(paper.attachments), note_strips(paper.note)
    signed = [replace(strip, closes=True) for strip in signature]
    if not signed:
        return [*strips, *attached, *notes]
    count = with_caption(strips)
    first = [*strips[: count - 1], *(replace(one, glued=False) for one in strips[:count][-1:])]
    told = [*strips[count:], *attached]
    at = len(told) - _taken_along(strips[count:], attached, [*signed, *notes[:1]])
    taken = [*told[at:], *signed, *notes[:1]]
    kept = [replace(strip, glued=True) for strip in taken[:-1]]
    return [*first, *told[:at], *kept, taken[-1], *notes[1:]]


def _taken_along(text: list[Strip], attached: list[Strip], signed: list[Strip]) -> int:
    """How many strips the signature takes along: 附件说明 and two lines of text, less where one
    page does not hold them.
    """
    told = [*text, *attached]
    ways = (len(attached) + _last(text, 2), _last(told, 2), _last(told, 1))
    room = m.TEXT_HEIGHT - height(signed[:-1]) - signed[-1].ink
    return next((way for way in ways if height(told[len(told) - way :]) <= room), ways[-1])


def _last(strips: list[Strip], lines: int) -> int:
    """How many strips at the end hold so many lines that say something; a picture that ends the
    text is enough, one above its last line stays where it is.
    """
    said = [at for at, strip in enumerate(strips) if not strip.blank]
    below = next((way for way, at in enumerate(reversed(said)) if strips[at].shown), lines)
    count = min(lines, max(1, below))
    return len(strips) - (said[-count] if len(said) >= count else 0)


def _annex_head(annex: Annex, number: str = "") -> list[Strip]:
    """附件: its label flush left on the first line of a face, behind the 发文字号 where it is bound
    apart; its title centred on the third.
    """
    label = [piece for piece in (Piece(number, "仿宋"), Piece(annex.label, "黑体")) if piece.text]
    first = [replace(strip, glued=True) for strip in text_strips(label, 0)]
    name = f"{annex.label}　{annex.title}".strip()
    first[0] = replace(first[0], fresh=True, entry=name)
    title = [replace(strip, entry="") for strip in title_strips(annex.title)]
    return [*first, replace(BLANK, glued=True), *title]
