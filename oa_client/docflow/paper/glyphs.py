"""Outlines of single characters as TrueType, and small fonts made of them.

reportlab takes TrueType only, while the free Chinese faces are CFF. Each character is converted
once and kept, so that a font's bytes depend on its characters alone and never on the cache.
"""

import base64
import hashlib
import io
import json
import os
import tempfile
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pathops
import platformdirs
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont, newTable
from fontTools.ttLib.tables._g_l_y_f import Glyph

_FORM = "1"
_BORN = 3_786_825_600
"""2024-01-01 in a font's own seconds: the same for every font we make."""
_ERROR = 1.0
"""How far a converted curve may stray, in units of the face."""


@dataclass(frozen=True)
class Outline:
    """A converted character: its advance in units of the face and its TrueType outline."""

    advance: int
    data: bytes


class GlyphStore:
    """Converted outlines of one face, kept in the user's cache directory when it can be;
    `bolder` thickens every stroke by that part of the size.
    """

    def __init__(
        self, path: Path, index: int, folder: Path | None = None, bolder: float = 0.0
    ) -> None:
        self._bolder = bolder
        self._kept: dict[str, Outline] = {}
        weight = f"-{bolder:.4f}" if bolder else ""
        self._file = (folder or cache_dir()) / f"{_digest(path)}-{index}{weight}-{_FORM}.glyphs"
        self._kept.update(_read(self._file))

    def outlines(self, characters: Iterable[str], font: Any, stand_in: str) -> dict[str, Outline]:
        """Outlines of the characters; one without a glyph gets that of `stand_in`."""
        cmap = font.getBestCmap()
        wanted = sorted(set(characters))
        found: dict[str, Outline] = {}
        fresh: dict[str, Outline] = {}
        glyphs: Any = None
        for char in wanted:
            shown = char if ord(char) in cmap else stand_in
            outline = self._kept.get(shown) or fresh.get(shown)
            if outline is None:
                glyphs = glyphs or font.getGlyphSet()
                name = cmap.get(ord(shown), ".notdef")
                outline = fresh[shown] = _converted(font, glyphs, name, self._bolder)
            found[char] = outline
        if fresh:
            self._kept.update(fresh)
            _write(self._file, _read(self._file) | self._kept)
        return found


def cache_dir() -> Path:
    """The user's cache directory for converted outlines."""
    return Path(platformdirs.user_cache_dir("oa_client", appauthor=False)) / "glyphs"


def cut_to_ascii(name: str) -> str:
    """A name as a font may bear it in any file: letters, figures and dashes."""
    return "".join(c for c in name if c.isascii() and (c.isalnum() or c in "-_")) or "Face"


def assembled(
    outlines: dict[str, Outline], *, name: str, units: int, ascent: int, descent: int
) -> bytes:
    """A TrueType font of these characters alone; the same characters give the same bytes."""
    order = [".notdef", *(f"u{ord(char):05X}" for char in sorted(outlines))]
    builder = FontBuilder(units, isTTF=True)
    font: Any = builder.font
    font.recalcBBoxes = False
    font.recalcTimestamp = False
    builder.setupHead(unitsPerEm=units, created=_BORN, modified=_BORN)
    builder.setupGlyphOrder(order)
    builder.setupCharacterMap({ord(char): f"u{ord(char):05X}" for char in outlines})
    font["loca"] = newTable("loca")
    font["glyf"] = newTable("glyf")
    font["glyf"].glyphOrder = order
    font["glyf"].glyphs = {".notdef": Glyph(b"")} | {
        f"u{ord(char):05X}": Glyph(kept.data) for char, kept in outlines.items()
    }
    builder.setupMaxp()
    builder.setupHorizontalMetrics({".notdef": (units, 0)} | {
        f"u{ord(char):05X}": (kept.advance, _left(kept.data)) for char, kept in outlines.items()
    })  # fmt: skip
    builder.setupHorizontalHeader(ascent=ascent, descent=descent)
    builder.setupNameTable({"familyName": name, "styleName": "Regular", "psName": name})
    builder.setupOS2(sTypoAscender=ascent, sTypoDescender=descent, usWinAscent=ascent,
                     usWinDescent=-descent, fsType=0)  # fmt: skip
    builder.setupPost(keepGlyphNames=False)
    _bounds(font, units, ascent, descent)
    out = io.BytesIO()
    font.save(out, reorderTables=False)
    return out.getvalue()


def _bounds(font: Any, units: int, ascent: int, descent: int) -> None:
    """Fixed upper bounds instead of a walk over every outline."""
    head, most = font["head"], font["maxp"]
    head.xMin, head.yMin, head.xMax, head.yMax = -units, descent * 2, units * 2, ascent * 2
    most.maxPoints = most.maxCompositePoints = 4096
    most.maxContours = most.maxCompositeContours = 512
    most.maxZones, most.maxComponentElements, most.maxComponentDepth = 1, 0, 0
    most.maxTwilightPoints = most.maxStorage = most.maxFunctionDefs = 0
    most.maxInstructionDefs = most.maxStackElements = most.maxSizeOfInstructions = 0


def _left(data: bytes) -> int:
    return int.from_bytes(data[2:4], "big", signed=True) if len(data) >= 4 else 0


def _converted(font: Any, glyphs: Any, name: str, bolder: float) -> Outline:
    drawn = DecomposingRecordingPen(glyphs)
    glyphs[name].draw(drawn)
    pen = TTGlyphPen(None)
    if bolder:
        _thickened(drawn, bolder * int(font["head"].unitsPerEm)).draw(Cu2QuPen(pen, _ERROR))
    else:
        drawn.replay(pen if "glyf" in font else Cu2QuPen(pen, _ERROR, reverse_direction=True))
    glyph = pen.glyph()
    data = glyph.compile(newTable("glyf"), recalcBBoxes=True) if glyph.numberOfContours else b""
    return Outline(int(font["hmtx"][name][0]), data)


def _thickened(drawn: DecomposingRecordingPen, stroke: float) -> pathops.Path:
    """The outline with a stroke of that width around it, as one shape: a viewer that draws fill
    and stroke one after the other clots the character on a screen.
    """
    path = pathops.Path()
    drawn.replay(path.getPen())
    edge = pathops.Path(path)
    edge.stroke(stroke, pathops.LineCap.BUTT_CAP, pathops.LineJoin.MITER_JOIN, 2)
    edge.convertConicsToQuads()
    return pathops.op(path, edge, pathops.PathOp.UNION, fix_winding=True, clockwise=True)


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()[:32]


def _read(file: Path) -> dict[str, Outline]:
    """What the cache holds; a missing, torn or foreign file holds nothing."""
    try:
        raw = file.read_bytes()
        if hashlib.sha256(raw[32:]).digest() != raw[:32]:
            return {}
        table = json.loads(zlib.decompress(raw[32:]))
        return {char: Outline(kept[0], base64.b64decode(kept[1])) for char, kept in table.items()}
    except (OSError, ValueError, zlib.error):
        return {}


def _write(file: Path, table: dict[str, Outline]) -> None:
    """Replace the cache in one step; a full or read-only disk costs time only."""
    plain = {c: (o.advance, base64.b64encode(o.data).decode("ascii")) for c, o in table.items()}
    body = zlib.compress(json.dumps(plain, sort_keys=True).encode("utf-8"), 1)
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=file.parent, suffix=".part")
    except OSError:
        return
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(hashlib.sha256(body).digest() + body)
        Path(name).replace(file)
    except OSError:
        Path(name).unlink(missing_ok=True)


def opened(path: Path, index: int) -> Any:
    """A font file read into memory, its tables unpacked when asked for."""
    return TTFont(io.BytesIO(path.read_bytes()), fontNumber=index, lazy=True)
