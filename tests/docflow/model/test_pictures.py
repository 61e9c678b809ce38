"""A picture from anywhere: what of it goes to paper, and by which name it is refused."""

import io
import struct
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from oa_client.docflow.model.pictures import DOTS, MOST_PIXELS, read


def made(mode="RGB", size=(60, 30), sort="PNG", colour=None, **said):
    out = io.BytesIO()
    colour = colour if colour is not None else (0 if len(mode) < 3 or mode == "I;16" else None)
    drawn = Image.new(mode, size, colour) if colour is not None else Image.new(mode, size)
    drawn.save(out, sort, **said)
    return out.getvalue()


def pixels(picture):
    return Image.open(io.BytesIO(picture.data))


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16", "CMYK", "YCbCr"])
def test_whatever_its_colours_are_they_become_grey_or_red_green_and_blue(mode):
    sort = "JPEG" if mode in ("CMYK", "YCbCr") else "PNG"
    found = read("图.png", "1", made(mode, sort=sort))
    assert not found.fault
    assert pixels(found).mode in ("L", "RGB")
    assert not pixels(found).has_transparency_data
    assert (found.width_mm, found.height_mm) == pytest.approx((60 / DOTS * 25.4, 30 / DOTS * 25.4))


def test_sixteen_bits_keep_their_grey():
    found = pixels(read("图.png", "1", made("I;16", colour=40000)))
    assert found.getpixel((3, 3)) == pytest.approx(40000 / 257, abs=1)


def test_what_shines_through_is_white_as_the_paper():
    half = read("图.png", "1", made("RGBA", colour=(0, 0, 0, 128)))
    assert pixels(half).getpixel((5, 5)) == pytest.approx((127, 127, 127), abs=1)
    assert pixels(read("图.png", "1", made("RGBA", colour=(9, 9, 9, 0)))).getpixel((5, 5)) == (
        255, 255, 255,
    )  # fmt: skip


@pytest.mark.parametrize("held", range(1, 9))
def test_a_photograph_stands_upright_however_the_camera_was_held(held):
    said = Image.Exif()
    said[0x0112] = held
    found = read("图.jpg", "1", made(sort="JPEG", exif=said))
    assert (found.width_mm > found.height_mm) == (held < 5)
    assert (pixels(found).width > pixels(found).height) == (held < 5)


def test_what_a_camera_wrote_beside_the_picture_is_not_passed_on():
    said = Image.Exif()
    said[0x010F] = "maker-and-place"
    assert b"maker-and-place" in made(sort="JPEG", exif=said)
    assert b"maker-and-place" not in read("图.jpg", "1", made(sort="JPEG", exif=said)).data


@pytest.mark.parametrize(("dots", "meant"), [(96, 96), (600, 600), (1, DOTS), (30000, DOTS)])
def test_a_picture_is_as_large_as_its_own_dots_say_where_that_is_sensible(dots, meant):
    found = read("图.png", "1", made(dpi=(dots, dots)))
    assert found.width_mm == pytest.approx(60 / meant * 25.4, rel=1e-3)


def test_a_large_one_is_kept_in_as_many_dots_as_paper_can_show():
    found = read("图.jpg", "1", made("L", (4000, 5000), "JPEG"))
    assert max(pixels(found).size) <= 225 / 25.4 * DOTS
    assert found.height_mm == pytest.approx(5000 / DOTS * 25.4)


def bomb(wide, high):
    """A small file that says that it is large."""

    def part(name, data):
        check = zlib.crc32(name + data)
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", check)

    head = struct.pack(">IIBBBBB", wide, high, 8, 2, 0, 0, 0)
    rows = zlib.compress(bytes(1000))
    return b"\x89PNG\r\n\x1a\n" + part(b"IHDR", head) + part(b"IDAT", rows) + part(b"IEND", b"")


MOVING = {"save_all": True, "append_images": [Image.new("RGB", (60, 30), "red")]}


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (b"", "picture-sort"), (b"hello", "picture-sort"), (b"%PDF-1.7", "picture-sort"),
        (made(sort="GIF"), "picture-sort"), (made(sort="TIFF"), "picture-sort"),
        (b"\x89PNG\r\n\x1a\n", "picture-unreadable"), (made()[:-30], "picture-unreadable"),
        (made(size=(400, 300), sort="JPEG")[:400], "picture-unreadable"),
        (bomb(7200, 7000), "picture-too-large"), (bomb(10_000, 9_500), "picture-too-large"),
        (bomb(60_000, 60_000), "picture-too-large"), (bomb(0, 5), "picture-unreadable"),
        (made(**MOVING), "picture-moving"),
    ],
)  # fmt: skip
def test_what_cant_be_printed_says_why(data, fault):
    found = read("图.png", "1", data)
    assert (found.fault, found.data) == (fault, b"")


SEEDS = [made(), made("P"), made("RGBA"), made(sort="JPEG"), made("CMYK", sort="JPEG")]


@given(st.sampled_from(SEEDS), st.data())
def test_a_file_with_any_bytes_exchanged_is_read_or_refused(seed, data):
    torn = bytearray(seed)
    for _ in range(data.draw(st.integers(1, 6))):
        torn[data.draw(st.integers(0, len(torn) - 1))] = data.draw(st.integers(0, 255))
    found = read("图.png", "1", bytes(torn[: data.draw(st.integers(1, len(torn)))]))
    assert bool(found.fault) != bool(found.data)
    if found.data:
        assert found.width_mm > 0
        assert found.height_mm > 0
        assert pixels(found).width * pixels(found).height <= MOST_PIXELS
