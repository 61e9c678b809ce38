"""Page one shows what the paper says (7.3.2), and no page of seals is without text (7.3.5.5): where
beginning or end of the text yields so that it is so.
"""

import math
import re
from dataclasses import replace

from oa_client.docflow.typeset import measures as m
from oa_client.docflow.typeset.lines import NEVER_FIRST, Piece, broken, cells
from oa_client.docflow.typeset.page import Run, Strip, moved

_PAUSE = re.compile("[，；：。！？、](?=[^，；：。！？、”’）》」』】〉])")
_LEAST = 2
"""Lines of the page that a picture is drawn down to at most."""


def beginning(strips: list[Strip], room: float) -> list[Strip]:
    """The text; a picture at its head, with its caption, is drawn to fit the room of page one."""
    if not strips or not strips[0].shown:
        return strips
    caption = sum(strip.height for strip in strips[1 : with_caption(strips)])
    return [_smaller(strips[0], room - caption), *strips[1:]]


def with_caption(strips: list[Strip]) -> int:
    """How many strips the text begins with that are not to be parted: a picture's caption too."""
    count = min(1, len(strips))
    while count < len(strips) and strips[0].shown and strips[count - 1].glued:
        count += 1
    return count


def yielding(strips: list[Strip], signed: list[Strip]) -> list[Strip]:
    """The text whose end makes room for what is signed below it: a picture becomes smaller, a
    single line is carried over in two.
    """
    last = max((at for at, strip in enumerate(strips) if not strip.blank), default=-1)
    at = next((at for at in (last - 1, last) if at >= 0 and strips[at].shown), None)
    if at is not None:
        below = sum(strip.height for strip in (*strips[at + 1 :], *signed))
        room = m.TEXT_HEIGHT - m.PITCH - below  # and a line of text goes with it
        return [*strips[:at], _smaller(strips[at], room), *strips[at + 1 :]]
    if len(strips) == 1:
        return _carried_over(strips[0])
    return strips


def _smaller(strip: Strip, room: float) -> Strip:
    lines = max(_LEAST, math.floor(room / m.PITCH))
    ink = (lines - 1) * m.PITCH + m.HAN
    if ink >= strip.ink:
        return strip
    (shown,) = strip.shown
    share = min(1.0, ink / shown.height_mm)
    wide, high = shown.width_mm * share, shown.height_mm * share
    x, y = m.BINDING + (m.TEXT_WIDTH - wide) / 2, (ink - high) / 2
    placed = replace(shown, x_mm=x, y_mm=y, width_mm=wide, height_mm=high)
    return replace(strip, height=lines * m.PITCH, ink=ink, shown=(placed,))


def _carried_over(strip: Strip) -> list[Strip]:
    """A line broken near its middle, where a reader pauses; one that can't be stays whole."""
    text = "".join(run.text for run in strip.runs)
    if strip.rules or not text:
        return [strip]
    pauses = [found.end() for found in _PAUSE.finditer(text)]
    cut = min(pauses, key=lambda at: abs(at - len(text) / 2), default=0) or _middle(text)
    if not 0 < cut < len(text) or text[cut] in NEVER_FIRST:
        return [strip]
    first, second = _cut(strip.runs, cut)
    back = moved(second, 0.0, m.BINDING - second[0].x_mm)
    return [replace(strip, runs=first), replace(strip, runs=tuple(back), entry="")]


def _middle(text: str) -> int:
    """Where a text without pauses may be broken."""
    room = max(1.0, math.ceil(cells(text) / 2))
    begun = "".join(piece.text for piece in broken([Piece(text, "仿宋")], room)[0])
    return text.find(begun) + len(begun) if begun else 0


def _cut(runs: tuple[Run, ...], at: int) -> tuple[tuple[Run, ...], tuple[Run, ...]]:
    """Runs before and after so many characters."""
    first: list[Run] = []
    for index, run in enumerate(runs):
        if len(run.text) > at:
            x = run.x_mm + (run.char_advance or 0.0) * at
            head = [replace(run, text=run.text[:at])] if at else []
            tail = replace(run, x_mm=x, text=run.text[at:])
            return (*first, *head), (tail, *runs[index + 1 :])
        first.append(run)
        at -= len(run.text)
    return tuple(first), ()
