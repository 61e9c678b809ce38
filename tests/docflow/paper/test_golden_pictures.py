"""Every golden paper looks as it did when it was last looked at.

The pictures in `golden` are its faces side by side. After a change that is meant, they are made
anew with `python -m tests.docflow.paper.test_golden_pictures` and looked at before they are kept.
"""

from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageFilter, ImageStat

from oa_client.docflow.paper import fonts as faces
from oa_client.docflow.paper import pdf
from oa_client.docflow.typeset.layout import layout
from tests.docflow.specimens import GOLDEN

KEPT = Path(__file__).parent / "golden"
AT = datetime(2026, 1, 1, tzinfo=UTC)
SCALE = 24 / 72
"""Pixels to a point: a line of text is 10 high, what moves by half of one is seen."""
TILE, UNLIKE = 12, 8
"""Of no square of so many pixels may the mean grey differ by more."""


def faces_of(paper, fonts) -> Image.Image:
    """All faces of a paper in grey, side by side; the colours are measured elsewhere."""
    made = pdf.make(layout(paper), fonts, title=paper.title, created=AT)
    document = pypdfium2.PdfDocument(made.data)
    shown = [page.render(scale=SCALE).to_pil().convert("L") for page in document]
    document.close()
    size = sum(one.width + 2 for one in shown), max(one.height for one in shown)
    whole = Image.new("L", size)
    at = 0
    for one in shown:
        whole.paste(one, (at, 0))
        at += one.width + 2
    return whole


def unlike(one: Image.Image, other: Image.Image) -> float:
    """The largest difference of any square; endless where they are not even of one size."""
    if one.size != other.size:
        return float("inf")
    apart = ImageChops.difference(*(each.filter(ImageFilter.BoxBlur(1)) for each in (one, other)))
    squares = (
        apart.crop((x, y, x + TILE, y + TILE))
        for x in range(0, apart.width, TILE // 2)
        for y in range(0, apart.height, TILE // 2)
    )
    return max(max(ImageStat.Stat(square).mean) for square in squares)


@pytest.mark.parametrize("name", sorted(GOLDEN))
def test_a_golden_paper_looks_as_it_did(name, fonts):
    kept = Image.open(KEPT / f"{name}.png")
    assert unlike(faces_of(GOLDEN[name], fonts), kept) < UNLIKE


def test_a_line_that_moved_by_half_its_height_is_seen(fonts):
    kept = Image.open(KEPT / "general.png")
    assert unlike(ImageChops.offset(kept, 0, 5), kept) > UNLIKE


def main() -> None:
    """Make every picture anew."""
    found = faces.find()
    for name, paper in GOLDEN.items():
        out = BytesIO()
        faces_of(paper, found).save(out, "png", optimize=True)
        (KEPT / f"{name}.png").write_bytes(out.getvalue())


if __name__ == "__main__":
    main()
