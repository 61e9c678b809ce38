"""Pictures in a text: what of a PNG or JPEG file goes to the page, or why it can't.

A file comes from anywhere. It is measured before it is unpacked, and what is drawn is painted
anew: plain red, green and blue or grey, upright, without what a camera wrote beside it.
"""

import io
import struct
import warnings
import zlib
from dataclasses import dataclass, field

from PIL import Image, ImageOps

MOST_PIXELS = 50_000_000
"""A picture that unpacks to more is not opened; an A3 scan at 300 dots per inch has 17 million."""

DOTS = 300.0
"""Dots per inch of a picture that says nothing of its size, and the most that paper can show."""

_SANE = (30.0, 2400.0)
_MM = 25.4
_WIDEST, _HIGHEST = 156.0, 225.0
_SORTS = ("PNG", "JPEG")
"""No TIFF: it is unpacked by a library of many faults, and the registrar must unpack it too."""
_ORIENTATION, _MIRRORED = 0x0112, 4
"""EXIF's tag of how the camera was held; above four the picture lies on its side."""
_BROKEN = (
    OSError, SyntaxError, ValueError, EOFError, KeyError, IndexError, TypeError, OverflowError,
    AttributeError, struct.error, zlib.error, Warning,
)  # fmt: skip
"""What Pillow is known to raise on files that are torn or forged."""


@dataclass(frozen=True)
class Picture:
    """A file that a text shows, as it is printed.

    Attributes:
        name: the file's name, by which the text calls it.
        sha256: digest of the file as it is on record.
        width_mm, height_mm: its size by its own dots per inch.
        data: a PNG or JPEG of 8-bit grey or red, green and blue, ready to be printed.
        fault: why it can't be printed; empty where it can.
    """

    name: str
    sha256: str = ""
    width_mm: float = 0.0
    height_mm: float = 0.0
    data: bytes = field(default=b"", repr=False, compare=False)
    fault: str = ""


def read(name: str, sha256: str, data: bytes) -> Picture:
    """A file as a picture; what can't be printed says why in `fault`: `picture-sort`,
    `picture-unreadable`, `picture-too-large`, `picture-moving`.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return _read(name, sha256, data)
    except Image.UnidentifiedImageError:
        fault = "picture-unreadable" if _is_one(data) else "picture-sort"
    except Image.DecompressionBombError:
        fault = "picture-too-large"
    except _BROKEN:
        fault = "picture-unreadable"
    return Picture(name, sha256, fault=fault)


def pixels(data: bytes) -> int:
    """How many pixels a file says that it unpacks to; none where that can't be told."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(io.BytesIO(data), formats=_SORTS) as opened:
                return opened.width * opened.height
    except (*_BROKEN, Image.DecompressionBombError):
        return 0


def _is_one(data: bytes) -> bool:
    return data.startswith((b"\x89PNG", b"\xff\xd8"))


def _read(name: str, sha256: str, data: bytes) -> Picture:
    with Image.open(io.BytesIO(data), formats=_SORTS) as opened:
        wide, high = opened.size
        if wide * high > MOST_PIXELS:
            return Picture(name, sha256, fault="picture-too-large")
        if opened.format == "PNG" and getattr(opened, "is_animated", False):
            return Picture(name, sha256, fault="picture-moving")
        dots = _dots(opened.info.get("dpi"))
        if opened.format != "PNG":
            opened.draft("RGB" if opened.mode != "L" else "L", _most(wide, high, dots))
        turned = opened.getexif().get(_ORIENTATION, 1) > _MIRRORED
        plain = _plain(opened, _most(wide, high, dots))
    size = wide / dots[0] * _MM, high / dots[1] * _MM
    out = io.BytesIO()
    if opened.format == "PNG":
        plain.save(out, "PNG")
    else:
        plain.save(out, "JPEG", quality=92)
    return Picture(name, sha256, *(size[::-1] if turned else size), out.getvalue())


def _dots(said: object) -> tuple[float, float]:
    """Dots per inch, across and down, where the file says something sensible."""
    try:
        across, down = (float(part) for part in said)  # type: ignore[attr-defined]
    except (TypeError, ValueError, ZeroDivisionError):
        return DOTS, DOTS
    fine = all(_SANE[0] <= part <= _SANE[1] for part in (across, down))
    return (across, down) if fine else (DOTS, DOTS)


def _most(wide: int, high: int, dots: tuple[float, float]) -> tuple[int, int]:
    """As many dots as the largest place on a page can show of it."""
    longest = max(_WIDEST, _HIGHEST) / _MM * DOTS
    share = max(dots) / min(dots)  # dots that are not square lose nothing in the finer direction
    return max(1, min(wide, round(longest * share))), max(1, min(high, round(longest * share)))


def _plain(opened: Image.Image, most: tuple[int, int]) -> Image.Image:
    """Upright, on white, eight bits, grey or red, green and blue; no larger than that."""
    drawn: Image.Image = opened
    if drawn.mode in ("I", "I;16"):
        drawn = drawn.point(lambda level: level / 256).convert("L")
    if drawn.has_transparency_data:
        drawn = drawn.convert("RGBA")
    elif drawn.mode not in ("L", "RGB"):
        drawn = drawn.convert("L" if drawn.mode == "1" else "RGB")
    drawn.thumbnail(most)  # before it is copied: the whole of it takes memory once
    drawn = ImageOps.exif_transpose(drawn)
    if drawn.mode == "RGBA":
        clear, drawn = drawn, Image.new("RGBA", drawn.size, "white")
        drawn.alpha_composite(clear)
    return drawn if drawn.mode == "L" else drawn.convert("RGB")
