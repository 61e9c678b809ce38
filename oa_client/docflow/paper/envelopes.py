"""信封: one for every addressee, of the sizes of GB/T 1416: DL 110 by 220 mm, C5 162 by 229 mm.

The flap is at the top, the long side across. Addresses are on no record, and the standard prints
no line for them: above the addressee there is room to write one.
"""

from datetime import datetime

from oa_client.docflow.handling.notices import Envelope
from oa_client.docflow.paper.fonts import Fonts
from oa_client.docflow.paper.pdf import PdfMade, make
from oa_client.docflow.paper.ruled import Ink, frame, put, put_right, wrapped
from oa_client.docflow.typeset import measures as m
from oa_client.docflow.typeset.layout import training_mark
from oa_client.docflow.typeset.lines import line_cells
from oa_client.docflow.typeset.page import About, Layout, Page, Rule, Run

SIZES = {"DL": (220.0, 110.0), "C5": (229.0, 162.0)}
"""Width and height in millimetres of a size by its name; C5 takes A4 folded once, DL twice."""

BOX_LEFT, BOX_TOP, BOX_WIDE, BOX_HIGH, BOX_GAP = 12.0, 10.0, 8.0, 9.0, 2.0
"""The six boxes of the addressee's postal code, from the left and upper edges."""
_BOXES = 6
_EDGE = 14.0
_NAME, _MARK = Ink("仿宋", m.SIZE_2), Ink("黑体", m.SIZE_3)
_SMALL, _OWN = Ink("仿宋", m.SIZE_4), Ink("小标宋", m.SIZE_3, m.RED)
_LEFT, _RIGHT = 40.0, 30.0
"""From the left and right edges to the addressee's room."""


def envelopes(
    found: list[Envelope], fonts: Fonts, *, size: str, training: bool, created: datetime
) -> PdfMade:
    """Envelopes as pages of their own size, in the order of the addressees."""
    pages = tuple(_page(one, *SIZES[size], training=training) for one in found)
    layout = Layout(pages, about=About("信封", found[0].sender, found[0].number))
    return make(layout, fonts, title="信封", created=created)


def _page(one: Envelope, width: float, height: float, *, training: bool) -> Page:
    runs: list[Run] = []
    rules = _boxes(BOX_LEFT, BOX_TOP)
    for at, mark in enumerate(one.marks):
        runs += put_right(mark, width - _EDGE, BOX_TOP + at * _MARK.leading, _MARK)
    room = width - _LEFT - _RIGHT
    lines = wrapped(one.to, _NAME, room)
    names = wrapped(one.sender, _OWN, width / 2 - _EDGE)
    foot = height - _EDGE
    low = foot - len(names) * _OWN.leading - 2.0 - len(lines) * _NAME.leading
    top = min(height * 0.47 - (len(lines) - 1) * _NAME.leading / 2, low)
    for at, words in enumerate(lines):
        x = _LEFT + (room - line_cells(words) * _NAME.advance) / 2
        runs += put(words, x, top + at * _NAME.leading, _NAME)
    if one.number:
        own = wrapped(one.number, _SMALL, width / 2 - _EDGE)
        for at, words in enumerate(own):
            runs += put(words, _EDGE, foot - (len(own) - at) * _SMALL.leading, _SMALL)
    for at, words in enumerate(names):
        x = width - _EDGE - line_cells(words) * _OWN.advance
        runs += put(words, x, foot - (len(names) - at) * _OWN.leading, _OWN)
    if training:
        marked, framed = training_mark(width)
        runs, rules = [*runs, *marked], [*rules, *framed]
    return Page(tuple(runs), tuple(rules), width, height)


def _boxes(left: float, top: float) -> list[Rule]:
    step = BOX_WIDE + BOX_GAP
    return [
        rule for at in range(_BOXES)
        for rule in frame(left + at * step, top, BOX_WIDE, BOX_HIGH, 0.3, m.RED)
    ]  # fmt: skip
