"""The numbers of GB/T 9704-2012, each with its clause; millimetres unless said otherwise."""

MM_PER_POINT = 25.4 / 72
"""One typographic point in millimetres."""

PAGE_WIDTH, PAGE_HEIGHT = 210.0, 297.0
"""A4, clause 5.1."""
TOP = 37.0
"""天头, clause 5.2.1."""
BINDING = 28.0
"""订口, the left margin, clause 5.2.1."""
TEXT_WIDTH, TEXT_HEIGHT = 156.0, 225.0
"""版心, the text area without the page number, clause 5.2.1."""
BOTTOM = TOP + TEXT_HEIGHT
"""Lower edge of the text area, measured from the top of the page."""
RIGHT = BINDING + TEXT_WIDTH
"""Right edge of the text area, measured from the left of the page."""

LINES, CHARACTERS = 22, 28
"""Lines of a page and Han characters of a line, clause 5.2.3."""

SIZE_2, SIZE_3, SIZE_4 = 22.0, 16.0, 14.0
"""二号, 三号 and 四号 in points: title, body, imprint and page number."""

HAN = SIZE_3 * MM_PER_POINT
"""Height of a 三号 character."""
ADVANCE = TEXT_WIDTH / CHARACTERS
"""一字: from one body character to the next, clause 3; 28 of them fill a line."""
PITCH = (TEXT_HEIGHT - HAN) / (LINES - 1)
"""一行: from one line to the next, clause 3; the first line touches the upper edge of the
text area and the 22nd its lower edge. It comes to 29.6 points: 三号 and 7/8 of it."""
CLOSEST = 0.75 * PITCH
"""How close a page's lines may be drawn to keep text and signature on it (7.3.5.5): 22 points."""
TITLE_PITCH = 12.2
"""From one line of the title to the next; the standard leaves it open."""

ASCENT = 0.86
"""The part of a character's square that stands above the base line, in 仿宋 and 宋体; another
face is moved so that its squares stand in the same places."""

MARK_TOP = TOP + 35.0
"""Upper edge of the 发文机关标志, clause 7.2.4."""
MARK_SIZE = 20.0
"""Greatest height of a character of the mark; the standard asks for 醒目、美观、庄重 only."""
MARK_WIDTH = 152.0
"""What the mark may take of a line; it must stay inside the text area."""
MARK_NARROWEST = 0.72
"""How narrow a character of the mark may become against its height."""
LETTER_MARK_TOP = 30.0
"""Upper edge of a letter's mark, from the top of the page, clause 10.1."""
ORDER_MARK_TOP = TOP + 20.0
"""Upper edge of an order's mark, clause 10.2."""
LETTER_RULE = 170.0
"""Length of a letter's red double lines, clause 10.1."""
LETTER_RULE_GAP = 4.0
"""From a letter's mark to its first double line, clause 10.1."""
LETTER_RULE_BOTTOM = PAGE_HEIGHT - 20.0
"""Lower edge of a letter's second double line, clause 10.1."""
LETTER_THICK, LETTER_THIN, LETTER_STEP = 1.0, 0.35, 1.5
"""A letter's double lines: their strokes and the way from one to the other; left open."""
LETTER_TEXT_GAP = HAN * 7 / 8
"""Between a letter's double lines and the text next to them, clause 10.1."""
LETTER_BOTTOM = (
    LETTER_RULE_BOTTOM - LETTER_THICK / 2 - LETTER_STEP - LETTER_THIN / 2 - LETTER_TEXT_GAP
)
"""Where the text of a letter's first page ends when it is full."""

RED_RULE_GAP = 4.0
"""From the 发文字号 down to the red line, clause 7.2.7."""
RED_RULE = 0.5
"""Thickness of the red line; the standard leaves it open."""

SEAL = 42.0
"""Diameter of a county or city office's round seal."""

IMPRINT_THICK, IMPRINT_THIN = 0.35, 0.25
"""Lines of the 版记: outer and inner, clause 7.4.1."""
IMPRINT_PITCH = 8.4
"""From one line of the 版记 to the next."""

FOLIO_GAP = 7.0
"""From the text area down to the dash of the page number, clause 7.5."""

TRAINING_BASE = 22.0
"""Base line of the word 演练: within 30 mm of the upper edge and outside the text area."""

RED = (0.86, 0.08, 0.10)
"""公文红, close to Y80 M80 of clause 6.2."""
BLACK = (0.0, 0.0, 0.0)
"""Whatever is not said to be red, clause 5.2.4."""
GREY = (0.45, 0.45, 0.45)
"""The training mark."""


def millimetres(points: float) -> float:
    """A size in points said in millimetres."""
    return points * MM_PER_POINT
