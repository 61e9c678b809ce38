"""版头: everything above and on the red line (clause 7.2), and the heads of the other forms."""

from dataclasses import dataclass

from oa_client.docflow.typeset import measures as m
from oa_client.docflow.typeset.elements import Paper
from oa_client.docflow.typeset.lines import Piece, broken, cells, centred, set_line
from oa_client.docflow.typeset.mark import Mark, marks
from oa_client.docflow.typeset.page import Rule, Run

_NAMES = 12.0
"""Cells that a line of 签发人 may take beside the number; longer names have lines of their own."""


@dataclass(frozen=True)
class Head:
    """The head of the first page and where the text below it may begin."""

    runs: tuple[Run, ...]
    rules: tuple[Rule, ...]
    bottom: float


def base(top: float) -> float:
    """Base line of a body line whose upper edge is at `top`."""
    return top + m.HAN * m.ASCENT


def heads(paper: Paper, pitch: float = m.PITCH) -> list[Head]:
    """Every lawful way to set the head, the best first; `pitch` is 一行 as the page has it."""
    top = {"letter": m.LETTER_MARK_TOP, "order": m.ORDER_MARK_TOP}.get(paper.form, m.MARK_TOP)
    return [_under(paper, mark, pitch) for mark in marks(paper, top)]


def _under(paper: Paper, mark: Mark, pitch: float) -> Head:
    if paper.form == "letter":
        return _letter(paper, mark, pitch)
    if paper.form == "order":
        return _order(paper, mark, pitch)
    runs = _corner(paper, m.TOP)
    top = mark.bottom + 2 * pitch
    if signers(paper):
        line, top = _signatories(paper, top)
    else:
        line = _middle(paper.number, top)
    red = top + m.HAN + m.RED_RULE_GAP + m.RED_RULE / 2
    rule = Rule(m.BINDING, red, m.RIGHT, red, m.RED_RULE, m.RED)
    return Head((*runs, *mark.runs, *line), (rule,), red + m.RED_RULE / 2 + 2 * pitch)


def _corner(paper: Paper, top: float) -> list[Run]:
    """份号, 密级和保密期限, 紧急程度: flush left, a line each (7.2.1 to 7.2.3)."""
    secrecy = paper.secrecy + (f"★{paper.secrecy_period}" if paper.secrecy_period else "")
    rows = ((paper.copy_number, "仿宋"), (secrecy, "黑体"), (paper.urgency, "黑体"))
    runs: list[Run] = []
    for text, role in rows:
        if text:
            step = _step(text, m.CHARACTERS)
            runs += set_line((Piece(text, role),), m.BINDING, base(top), advance=step)
            top += m.PITCH
    return runs


def _middle(text: str, top: float) -> list[Run]:
    line = (Piece(text, "仿宋"),)
    middle = m.BINDING + m.TEXT_WIDTH / 2
    step = _step(text, m.CHARACTERS)
    return centred(line, middle, base(top), size=m.SIZE_3, advance=step) if text else []


def _step(text: str, room: float) -> float:
    """From character to character: as on the grid, closer where a line would not hold them."""
    return m.ADVANCE * min(1.0, room / max(cells(text), 1.0))


def signers(paper: Paper) -> list[str]:
    """签发人 of a paper that goes upward, two a line; none where the form names none (7.2.6)."""
    if paper.form not in ("upward", "joint"):
        return []
    names = [name for name in paper.signatory.replace("、", " ").split() if name]
    rows: list[str] = []
    for at in range(0, len(names), 2):
        pair = "　".join(names[at : at + 2])
        if cells(pair) <= _NAMES:
            rows.append(pair)
            continue
        for name in names[at : at + 2]:
            lines = broken([Piece(name, "楷体")], _NAMES)
            rows += ["".join(piece.text for piece in line) for line in lines]
    return rows


def _signatories(paper: Paper, top: float) -> tuple[list[Run], float]:
    """发文字号 at the left and 签发人 at the right, two names a line (7.2.5, 7.2.6)."""
    pairs = signers(paper)
    widest = max(cells(pair) for pair in pairs)
    left = m.RIGHT - (1 + widest) * m.ADVANCE
    runs = set_line((Piece("签发人：", "仿宋"),), left - 4 * m.ADVANCE, base(top))
    for index, pair in enumerate(pairs):
        runs += set_line((Piece(pair, "楷体"),), left, base(top + index * m.PITCH))
    last = top + (len(pairs) - 1) * m.PITCH
    beside = widest + (4 if len(pairs) == 1 else 0)
    if 1 + cells(paper.number) + beside + 1 > m.CHARACTERS:
        last += m.PITCH
    number, step = (Piece(paper.number, "仿宋"),), _step(paper.number, m.CHARACTERS - 2)
    runs += set_line(number, m.BINDING + m.ADVANCE, base(last), advance=step)
    return runs, last


def _letter(paper: Paper, mark: Mark, pitch: float) -> Head:
    """信函: mark 30 mm from the page's edge, double lines of 170 mm, number right (10.1)."""
    line = mark.bottom + m.LETTER_RULE_GAP + m.LETTER_THICK / 2
    x1 = (m.PAGE_WIDTH - m.LETTER_RULE) / 2
    x2 = x1 + m.LETTER_RULE
    end = m.LETTER_RULE_BOTTOM - m.LETTER_THICK / 2
    rules = [
        Rule(x1, y, x2, y, width, m.RED)
        for y, width in (
            (line, m.LETTER_THICK), (line + m.LETTER_STEP, m.LETTER_THIN),
            (end - m.LETTER_STEP, m.LETTER_THIN), (end, m.LETTER_THICK),
        )
    ]  # fmt: skip
    top = line + m.LETTER_STEP + m.LETTER_THIN / 2 + m.LETTER_TEXT_GAP
    number = (Piece(paper.number, "仿宋"),)
    runs = _corner(paper, top)
    step = _step(paper.number, m.CHARACTERS - 5)
    left = m.RIGHT - cells(paper.number) * step
    runs += set_line(number, left, base(top), advance=step) if paper.number else []
    lowest = max([run.y_mm for run in runs], default=base(top)) + m.HAN * (1 - m.ASCENT)
    return Head((*mark.runs, *runs), tuple(rules), lowest + 2 * pitch)


def _order(paper: Paper, mark: Mark, pitch: float) -> Head:
    """命令: mark 20 mm below the text area's edge, number two lines below it (10.2)."""
    top = mark.bottom + 2 * pitch
    runs = (*mark.runs, *_middle(paper.number, top))
    return Head(runs, (), top + m.HAN + 2 * pitch)
