"""Pictures of a paper are unpacked once, and beside the window."""

import io

from PIL import Image
from PySide6.QtGui import QPainter, QPixmap

from oa_client.docflow.model.pictures import read
from oa_client.docflow.typeset.page import Layout, Page, Shown
from oa_client.ui import theme
from oa_client.ui.views.painted.page_ink import paint_page
from oa_client.ui.views.painted.unpacked import unpack, unpacked


def test_a_page_is_painted_with_the_picture_that_was_unpacked_with_its_paper(qapp):
    out = io.BytesIO()
    Image.new("RGB", (40, 30), "#c00000").save(out, "PNG")
    page = Page(shown=(Shown(10, 10, 20, 15, read("图.png", "of a red one", out.getvalue())),))
    unpacked.cache_clear()
    unpack(Layout((page,)))
    paper = QPixmap(60, 60)
    paper.fill("white")
    painter = QPainter(paper)
    paint_page(painter, page, 2.0, theme.look())
    painter.end()
    assert paper.toImage().pixelColor(40, 35).name() == "#c00000"
    assert (unpacked.cache_info().misses, unpacked.cache_info().hits) == (1, 1)
