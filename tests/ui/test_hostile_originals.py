"""Files that mean harm, beside the register: said or not shown, and nothing hangs or is opened."""

import os
import struct
import zlib
from pathlib import Path

import pytest

from oa_client.picturing import page_of
from oa_client.ui.views.main_window import MainWindow
from oa_client.ui.views.painted.pictures import HIGHEST, picture
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
