"""Page one shows what the paper says (7.3.2), and no page of seals is without text (7.3.5.5): where
beginning or end of the text yields so that it is so.
"""

import math
import re
from collections.abc import Callable
from dataclasses import replace

from oa_client.docflow.typeset import measures as m
from oa_client.docflow.typeset.lines import NEVER_FIRST, Piece, broken, cells
from oa_client.docflow.typeset.page import Run, Strip, height, moved

_PAUSE = re.compile("[，；：。！？、](?=[^，；：。！？、”’）》」』】〉])")
_LEAST = 2
"""Lines of the page that a picture is drawn down to at most."""


def beginning(strips: list[Strip], room: float) -> list[Strip]:
    """The text; a picture at its head, with its caption, is drawn to fit the room of page one."""
    if not strips or not strips[0].shown:
        return strips
    caption = height(strips[1 : with_caption(strips)])
    return [_smaller(strips[0], room - caption), *strips[1:]]


def with_caption(strips: list[Strip]) -> int:
    """How many strips the text begins with that are not to be parted: a picture and its caption,
    a table's head and its first row.
    """
    count = min(1, len(strips))
    while count < len(strips) and (strips[count - 1].blank or (
        strips[count - 1].glued and (strips[0].shown or strips[count - 1].rules)
    )):
        count += 1
    return count


def yielding(strips: list[Strip], signed: list[Strip]) -> list[Strip]:
    """The text whose end makes room for what is signed below it: a picture becomes smaller, a
    single line is carried over where a reader pauses.
    """
    last = max((at for at, strip in enumerate(strips) if not strip.blank), default=-1)
    at = next((at for at in (last - 1, last) if at >= 0 and strips[at].shown), None)
    if at is not None:
        below = height([*strips[at + 1 :], *signed])
        room = m.TEXT_HEIGHT - m.PITCH - below  # and a line of text goes with it
        return [*strips[:at], _smaller(strips[at], room), *strips[at + 1 :]]
    return _carried_over(strips, _pause)


def _smaller(strip: Strip, room: float) -> Strip:
    lines = max(_LEAST, math.floor(room / m.PITCH))
    ink = (lines - 1) * m.PITCH + m.HAN
    if ink >= strip.ink:
        return strip
    (shown,) = strip.shown
    caption = max(0.0, strip.ink - 2 * shown.y_mm - shown.height_mm)  # it stands below the picture
    share = min(1.0, max(m.HAN, ink - caption) / shown.height_mm)
    wide, high = shown.width_mm * share, shown.height_mm * share
    x, y = m.BINDING + (m.TEXT_WIDTH - wide) / 2, (ink - high - caption) / 2
    placed = replace(shown, x_mm=x, y_mm=y, width_mm=wide, height_mm=high)
    told = tuple(moved(strip.runs, y + high - shown.y_mm - shown.height_mm))
    return replace(strip, height=lines * m.PITCH, ink=ink, runs=told, shown=(placed,))


def torn(strips: list[Strip]) -> list[Strip]:
    """The text, a single line without a pause carried over from its middle."""
    return _carried_over(strips, _middle)


def _carried_over(strips: list[Strip], place: Callable[[str], int]) -> list[Strip]:
    """A single line in two; one that can't be broken stays whole."""
    text = "".join(run.text for run in strips[0].runs) if len(strips) == 1 else ""
    cut = place(text) if text and not strips[0].rules else 0
    if not 0 < cut < len(text) or text[cut] in NEVER_FIRST:
        return strips
    first, second = _cut(strips[0].runs, cut)
    back = moved(second, 0.0, m.BINDING - second[0].x_mm)
    return [replace(strips[0], runs=first), replace(strips[0], runs=tuple(back), entry="")]


def _pause(text: str) -> int:
    """Where a reader pauses nearest to the middle of a text; 0 where he does not."""
    pauses = [found.end() for found in _PAUSE.finditer(text)]
    return min(pauses, key=lambda at: abs(at - len(text) / 2), default=0)


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
