"""The faces on this machine: who plays which of the five roles, and what each can show."""

import os
import re
import struct
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from fontTools.ttLib import TTLibError

from oa_client.docflow.paper.candidates import CANDIDATES, ROLES, Candidate, font_dirs
from oa_client.docflow.paper.glyphs import GlyphStore, assembled, cut_to_ascii, opened
from oa_client.docflow.typeset.measures import ASCENT

STAND_IN = "〓"
"""The printers' sign for a character that they have no type for."""
ALWAYS = " \u3000"
"""In every embedded font, used or not."""
UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""Controls and marks that turn the direction of text: on paper nobody would know of them."""


def printed_as(text: str) -> str:
    """What of a text leaves a mark or a gap: every other blank as a blank, and without what only
    tells a screen where it may break a line.
    """
    return "".join(_printed(char) for char in text)


@lru_cache(8192)
def _printed(char: str) -> str:
    if char in ALWAYS or UNSEEN.match(char):
        return " " if char == "\t" else char
    kind = unicodedata.category(char)
    if kind in ("Zs", "Zl", "Zp"):
        return " "
    return "" if kind == "Cf" or "\ufe00" <= char <= "\ufe0f" else char


FaceKey = tuple[Path, int, float]


@dataclass(frozen=True)
class Face:
    """A face found on this machine."""

    path: Path
    index: int
    name: str
    standard: bool
    bolder: float = 0.0

    @property
    def key(self) -> FaceKey:
        """What tells it apart: its file, its place within a collection, and how much bolder."""
        return self.path, self.index, self.bolder

    @cached_property
    def characters(self) -> frozenset[int]:
        """Code points that it has a glyph for."""
        return _file(*self.key).characters

    @property
    def ascent(self) -> float:
        """The part of a character's square above the base line, as the face draws it."""
        return _file(*self.key).ascent

    @property
    def called(self) -> str:
        """What a file calls it that carries it: readers that go by the name alone must not take
        a thickened face for the plain one.
        """
        return _file(*self.key).name + ("-Bold" if self.bolder else "")

    def covers(self, char: str) -> bool:
        """Whether it can show the character."""
        return ord(char) in self.characters

    def width(self, char: str) -> float:
        """Natural width of a character in parts of the size; 1 for one it lacks."""
        return _file(*self.key).width(char)

    def ink(self, char: str) -> tuple[float, float, float, float]:
        """Left, lower, right and upper edge of a character's ink in parts of the size."""
        return _file(*self.key).ink(char)


class _FontFile:
    """An opened font file; read once a process."""

    def __init__(self, path: Path, index: int, bolder: float) -> None:
        self.font: Any = opened(path, index)
        self.units = int(self.font["head"].unitsPerEm)
        self._cmap: dict[int, str] = self.font.getBestCmap() or {}
        self.characters = frozenset(self._cmap)
        self._widths: dict[str, float] = {}
        self.ascent = self._square() if ord("公") in self.characters else ASCENT
        self.store = GlyphStore(path, index, bolder=bolder)
        self.name = cut_to_ascii(str(self.font["name"].getDebugName(6) or path.stem))

    def _square(self) -> float:
        """A Chinese face's ascender and descender are the edges of its characters' square."""
        heights = self.font["OS/2"]
        upper, lower = int(heights.sTypoAscender), int(heights.sTypoDescender)
        return upper / self.units if upper - lower == self.units else ASCENT

    def width(self, char: str) -> float:
        if char not in self._widths:
            name = self._cmap.get(ord(char))
            advance = int(self.font["hmtx"][name][0]) if name else self.units
            self._widths[char] = advance / self.units
        return self._widths[char]

    def ink(self, char: str) -> tuple[float, float, float, float]:
        data = self.store.outlines(char, self.font, STAND_IN)[char].data
        edges = struct.unpack(">4h", data[2:10]) if data else (0, 0, 0, 0)
        left, low, right, high = (edge / self.units for edge in edges)
        return left, low, right, high


@lru_cache(maxsize=32)
def _file(path: Path, index: int, bolder: float) -> _FontFile:
    return _FontFile(path, index, bolder)


@dataclass(frozen=True)
class Fonts:
    """The faces of every role, best first."""

    chains: dict[str, tuple[Face, ...]] = field(default_factory=dict)

    def chain(self, role: str) -> tuple[Face, ...]:
        """All faces that may show a role's characters, best first."""
        return self.chains.get(role) or self.chains.get("宋体", ())

    def role(self, role: str) -> Face:
        """The face of a role.

        Raises:
            LookupError: when this machine has no Chinese face at all.
        """
        chain = self.chain(role)
        if not chain:
            raise LookupError(role)
        return chain[0]

    def face_for(self, role: str, char: str) -> Face:
        """The first face of the role's chain that has the character, else the role's own."""
        return next((face for face in self.chain(role) if face.covers(char)), self.role(role))

    def missing(self, text_by_role: dict[str, str]) -> list[tuple[str, str]]:
        """Characters that no face of their role's chain can show, in order of appearance."""
        return [
            (role, char)
            for role, text in text_by_role.items()
            for char in characters(text)
            if UNSEEN.match(char) or not any(face.covers(char) for face in self.chain(role))
        ]

    def report(self) -> list[dict[str, Any]]:
        """Who plays each role: name, file, how much of GB 2312 it covers, standard or not."""
        rows: list[dict[str, Any]] = []
        for role in ROLES:
            if not self.chains.get(role):
                rows.append({"role": role, "name": "", "file": "", "coverage": 0.0,
                             "standard": False})  # fmt: skip
                continue
            face = self.role(role)
            share = sum(ord(c) in face.characters for c in gb2312()) / len(gb2312())
            rows.append({"role": role, "name": face.name, "file": str(face.path),
                         "coverage": round(share, 4), "standard": face.standard})  # fmt: skip
        return rows


def characters(text: str) -> list[str]:
    """What of a text leaves a mark or a gap, each once, in order of appearance; line by line, so
    that a long one stops no other thread.
    """
    lines = text.splitlines(keepends=True)
    each = dict.fromkeys(char for line in lines for char in dict.fromkeys(line))
    return list(dict.fromkeys(printed_as("".join(each))))


def find(extra_dirs: Iterable[Path] = ()) -> Fonts:
    """Look for every role's candidates, in the extra directories first."""
    files = _files([*extra_dirs, *font_dirs()])
    chains: dict[str, tuple[Face, ...]] = {}
    for role, candidates in CANDIDATES.items():
        faces: dict[tuple[Path, int], Face] = {}
        for candidate in candidates:
            face = _face(candidate, files)
            if face:
                faces.setdefault((face.path, face.index), face)
        chains[role] = tuple(faces.values())
    return Fonts(chains)


def embed(face: Face, chars: Iterable[str]) -> bytes:
    """A TrueType font holding these characters of the face, and both blanks.

    A character that the face lacks is shown as 〓 and still reads as itself. Its ascender and
    descender are those of the characters' square, so that whoever measures finds the square.
    """
    file = _file(*face.key)
    wanted = set(chars) | set(ALWAYS)
    outlines = file.store.outlines(wanted, file.font, STAND_IN)
    ascent = round(file.ascent * file.units)
    return assembled(
        outlines, name=face.called, units=file.units, ascent=ascent, descent=ascent - file.units
    )


@lru_cache(maxsize=1)
def gb2312() -> tuple[str, ...]:
    """The 6,763 Han characters of GB 2312."""
    found = []
    for high in range(0xB0, 0xF8):
        for low in range(0xA1, 0xFF):
            try:
                found.append(bytes((high, low)).decode("gb2312"))
            except UnicodeDecodeError:
                continue
    return tuple(found)


def _files(dirs: Iterable[Path]) -> dict[str, Path]:
    """Font files by lower-case name; the first directory wins."""
    found: dict[str, Path] = {}
    for folder in dirs:
        for inside, _, names in sorted(os.walk(folder)):  # goes past what may not be read
            for name in sorted(names):
                if name.lower().endswith((".ttf", ".ttc", ".otf", ".otc")):
                    found.setdefault(name.lower(), Path(inside) / name)
    return found


def _face(candidate: Candidate, files: dict[str, Path]) -> Face | None:
    for name in candidate.files:
        path = files.get(name.lower())
        found = _named(path, candidate.within) if path else None
        if path and found:
            return Face(path, found[0], found[1], candidate.standard, candidate.bolder)
    return None


@lru_cache(maxsize=64)
def _named(path: Path, within: str) -> tuple[int, str] | None:
    """Index and family of the face; nothing where it is broken or must not be embedded."""
    try:
        for index in range(_count(path)):
            with opened(path, index) as font:
                ps_name = str(font["name"].getDebugName(6) or "")
                family = str(font["name"].getBestFamilyName() or path.stem)
                if within and not ps_name.startswith(within) and path.suffix.lower() == ".ttc":
                    continue
                return None if _forbidden(font) else (index, family)
    except (OSError, TTLibError, KeyError):
        return None
    return None


def _forbidden(font: Any) -> bool:
    return "OS/2" in font and font["OS/2"].fsType & 0x000F == 0x0002


def _count(path: Path) -> int:
    with path.open("rb") as file:
        start = file.read(12)
    return int.from_bytes(start[8:12], "big") if start[:4] == b"ttcf" else 1
