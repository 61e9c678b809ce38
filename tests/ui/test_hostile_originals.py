"""Files that mean harm, beside the register: said or not shown, and nothing hangs or is opened."""

import os
import struct
import zlib
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage

from oa_client.picturing import page_of
from oa_client.ui.views.main_window import MainWindow
from oa_client.ui.views.painted.pictures import HIGHEST, picture
from oa_client.ui.views.picture_out import packed
from tests.ui.test_window import settle

PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    b"2 0 obj<</Type/Pages/Count 1/Kids[3 0 R]>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\n"
    b"trailer<</Size 4/Root 1 0 R>>\n%%EOF"
)


def png(wide: int, high: int) -> bytes:
    def part(name: bytes, data: bytes) -> bytes:
        whole = name + data
        return struct.pack(">I", len(data)) + whole + struct.pack(">I", zlib.crc32(whole))

    head = part(b"IHDR", struct.pack(">IIBBBBB", wide, high, 1, 0, 0, 0, 0))
    rows = zlib.compress((b"\0" + b"\0" * ((wide + 7) // 8)) * min(high, 100_000))
    return b"\x89PNG\r\n\x1a\n" + head + part(b"IDAT", rows) + part(b"IEND", b"")


@pytest.fixture
def main(sit, qtbot) -> MainWindow:
    opened = sit("chen")
    opened.open_place("register")
    settle(opened, qtbot)
    return opened


@pytest.mark.parametrize("size", [(1, 60_000), (60_000, 1), (3, 40_000)])
def test_a_picture_of_any_shape_is_bounded_on_the_screen(size):
    shown = picture(png(*size), 500)
    assert not shown.isNull()
    assert 0 < shown.width() <= 500 and 0 < shown.height() <= HIGHEST


@pytest.mark.parametrize("turned", [0, 90, 180, 270])
def test_a_turned_page_is_as_wide_as_its_place_and_lies_as_it_was_turned(turned: int, qapp):
    page = QImage(300, 600, QImage.Format.Format_Grayscale8)
    page.fill(255)
    for x in range(100):
        for y in range(100):
            page.setPixelColor(x, y, QColor(0, 0, 0))  # its upper left corner
    shown = picture(packed(page), 450, turned)
    assert (shown.width(), shown.height()) == ((450, 900), (450, 225))[turned % 180 > 0]
    right, low = shown.width() - 9, shown.height() - 9
    corners = {0: (9, 9), 90: (right, 9), 180: (right, low), 270: (9, low)}
    dark = {at for at, (x, y) in corners.items() if shown.pixelColor(x, y).lightness() < 60}
    assert dark == {turned}
    drawn = page_of(PDF, 0, 300, turned)
    assert drawn.width == 300 and (drawn.height > 300) == (turned % 180 == 0)


@pytest.mark.parametrize("turned", [0, 90])
def test_a_picture_of_any_sort_has_the_screen_s_own_pixels_and_stays_as_clear_as_it_was(
    turned: int, qapp
):
    sorts = QImage.Format
    for sort in (sorts.Format_Grayscale8, sorts.Format_Indexed8, sorts.Format_RGB888):
        page = QImage(30, 60, sort)
        page.setColorTable([0xFF000000, 0xFFFFFFFF])
        page.fill(0)
        shown = picture(packed(page), 60, turned)
        assert shown.format() in (sorts.Format_RGB32, sorts.Format_ARGB32_Premultiplied)
        assert shown.pixelColor(5, 5) == QColor(0, 0, 0)
    clear = QImage(30, 60, sorts.Format_ARGB32)
    clear.fill(QColor(0, 0, 0, 0))
    shown = picture(packed(clear), 60, turned)
    assert shown.format() == sorts.Format_ARGB32_Premultiplied
    assert shown.pixelColor(5, 5).alpha() == 0


def test_a_picture_with_too_many_pixels_is_not_decoded():
    assert picture(png(50_000, 50_000), 500).isNull()


def test_a_drawing_that_calls_itself_a_picture_opens_no_file(tmp_path: Path, capfd):
    named = tmp_path / "secret.png"
    named.write_bytes(png(8, 8))
    drawing = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="80" height="80">'
        f'<image width="80" height="80" href="file://{named}"/></svg>'
    )
    assert picture(drawing.encode(), 500).isNull()


@pytest.mark.parametrize("broken", [PDF[:60], PDF.replace(b"Kids[3", b"Kids[8"), b"%PDF-", b""])
def test_a_broken_page_is_not_shown_and_no_fault(broken):
    assert page_of(PDF, 0, 300) is not None
    assert page_of(broken, 0, 300) is None


def test_a_pipe_or_a_name_that_no_system_takes_is_refused_and_nothing_waits(
    main: MainWindow, qtbot, tmp_path
):
    told: list[str] = []
    main.session.told.connect(lambda words, _: told.append(words))
    pipe = tmp_path / "pipe.pdf"
    if hasattr(os, "mkfifo"):
        os.mkfifo(pipe)
    hostile = [pipe, tmp_path / "a\0b.pdf", tmp_path / "a\ud800b.pdf", Path("/dev/zero")]
    main.register.attach(hostile)
    settle(main, qtbot)
    assert len(told) == len(hostile)
    assert main.register.original.files == []
