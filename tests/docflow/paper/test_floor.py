"""The floor beside which pages are measured draws the very glyphs of the paper, or it is none."""

import io
from collections import Counter

import pypdfium2

from oa_client.docflow.typeset.layout import layout
from tests.bench.papers import PAPER, bare, glyphs, ours, registered


def characters(data):
    """Of each page; where a word ends is told by room, which the floor does not set."""
    pages = pypdfium2.PdfDocument(io.BytesIO(data))
    return [Counter("".join(page.get_textpage().get_text_range().split())) for page in pages]


def test_a_bare_canvas_draws_the_same_characters_on_as_many_pages(fonts):
    made = layout(PAPER)
    with registered(made, fonts) as names:
        drawn = bare(glyphs(made, fonts, names), names)
    assert characters(drawn) == characters(ours(fonts))
