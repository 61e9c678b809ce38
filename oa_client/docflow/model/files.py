"""Files that come with a paper: how large, which sorts are not taken, and how they are read.

A file is read piece by piece: however large, it never stands in memory whole.
"""

import hashlib
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from errno import EINVAL
from pathlib import Path, PurePath
from stat import S_ISDIR, S_ISREG

from oa_client.docflow.model.errors import BadInput
from oa_client.docflow.model.text import check

MOST_BYTES = 64 * 1024 * 1024
"""The largest file that may be attached to a paper of a local office, or shown before it is."""

MOST_SHARED_BYTES = 512 * 1024 * 1024
"""The largest file that may be attached to a paper of a shared office."""

PIECE = 1_048_576
"""Bytes of a file that are in memory at a time."""

PROGRAMS = (
    "appimage", "bat", "cmd", "com", "cpl", "dll", "dmg", "exe", "gadget", "hta", "jar", "js",
    "jse", "lnk", "msi", "msp", "pif", "ps1", "reg", "scr", "sh", "vb", "vbe", "vbs", "wsf", "wsh",
)  # fmt: skip
"""Suffixes of files that a system would run; a document is none of them."""

RUNS = (b"\x7fELF", b"MZ", b"#!", b"\xfe\xed\xfa", b"\xcf\xfa\xed\xfe")
"""How the content of a program begins, whatever its name."""

Source = bytes | Path
"""A file as it is brought: its bytes, or where it lies."""

Steps = Callable[[int, int], None]
"""Told how much is done of how much; raises where nobody waits for it any more."""


def silent(_done: int, _of: int) -> None:
    """Nobody watches how far the work is."""


def share(steps: Steps, begins: float, ends: float) -> Steps:
    """The steps of a part of some work, which lies between these shares of the whole."""
    whole = 1000

    def step(done: int, of: int) -> None:
        steps(round(whole * (begins + (ends - begins) * done / max(1, of))), whole)

    return step


def look_at(name: str, source: Source, most: int) -> int:
    """The size of a file that is the original of a paper or is to go along with one; a program is
    told by its content too. Whoever chooses it is told at once, whoever hands it in once more.

    Raises:
        BadInput: `file-absent`, `file-is-folder`, `file-unreadable`, `file-is-program`,
            `file-too-large`.
    """
    size = size_of(source)
    admit(name, size, most)
    if next(pieces_of(source), b"").startswith(RUNS):
        raise BadInput("file-is-program", file=name)
    return size


def admit(name: str, size: int, most: int) -> None:
    """Refuse a file for what is known of it before it is read.

    Raises:
        BadInput: `file-is-program`, by its suffix, `file-too-large`.
        Refused: `control-characters`, `too-long`: a name that shows otherwise than it is.
    """
    check("file", name)
    if PurePath(name).suffix.lower().lstrip(".") in PROGRAMS:
        raise BadInput("file-is-program", file=name)
    if size > most:
        raise BadInput("file-too-large", file=name, most=most)


def picked(name: str, source: Source, most: int) -> int:
    """The size of a file that somebody picks by hand: an empty one was picked by mistake. A script
    may hand one in, as it always could.

    Raises:
        BadInput: as `look_at`; `file-empty`.
    """
    size = look_at(name, source, most)
    if not size:
        raise BadInput("file-empty", file=name)
    return size


def size_of(source: Source) -> int:
    """How large a file is; a pipe or a device is none.

    Raises:
        BadInput: `file-absent`, `file-is-folder`, `file-unreadable`.
    """
    if isinstance(source, bytes):
        return len(source)
    try:
        found = source.stat()
    except FileNotFoundError:
        raise BadInput("file-absent", file=str(source)) from None
    except (OSError, ValueError) as failure:
        raise _unreadable(source, failure) from None
    if S_ISDIR(found.st_mode):
        raise BadInput("file-is-folder", file=str(source))
    if not S_ISREG(found.st_mode):
        raise _unreadable(source, OSError(EINVAL, os.strerror(EINVAL)))
    return found.st_size


def pieces_of(source: Source, first: int = 0) -> Iterator[bytes]:
    """A file piece by piece, from one piece on.

    Raises:
        BadInput: `file-absent`, `file-unreadable`.
    """
    if isinstance(source, bytes):
        yield from (source[i : i + PIECE] for i in range(first * PIECE, len(source), PIECE))
        return
    try:
        with source.open("rb") as file:
            file.seek(first * PIECE)
            while piece := file.read(PIECE):
                yield piece
    except FileNotFoundError:
        raise BadInput("file-absent", file=str(source)) from None
    except OSError as failure:
        raise _unreadable(source, failure) from None


def whole(source: Source, most: int = MOST_BYTES) -> bytes:
    """All of a file, where it is not too large for that.

    Raises:
        BadInput: `file-too-large`, `file-absent`, `file-unreadable`.
    """
    size = size_of(source)
    if size > most:
        raise BadInput("file-too-large", file=_shown(source), most=most)
    return source if isinstance(source, bytes) else b"".join(pieces_of(source))


@dataclass(frozen=True)
class Measured:
    """A file as it was when it was first read: its digest, and one of each piece."""

    size: int
    sha256: str
    each: tuple[bytes, ...]

    def pieces(self, source: Source, first: int) -> Iterator[tuple[int, bytes]]:
        """Its pieces from one on, numbered; each must be what it was.

        Raises:
            BadInput: `file-changed`, where somebody wrote into it meanwhile.
        """
        i = first
        for i, piece in enumerate(pieces_of(source, first), first):
            if i >= len(self.each) or hashlib.sha256(piece).digest() != self.each[i]:
                raise BadInput("file-changed", file=_shown(source))
            yield i, piece
        if first < len(self.each) != i + 1:
            raise BadInput("file-changed", file=_shown(source))


def measured(name: str, source: Source, most: int, steps: Steps) -> Measured:
    """Read a file that is handed in once, for its digest.

    Raises:
        BadInput: as `look_at`.
    """
    size, done = look_at(name, source, most), 0
    together, each = hashlib.sha256(), []
    for piece in pieces_of(source):
        together.update(piece)
        each.append(hashlib.sha256(piece).digest())
        done += len(piece)
        steps(done, max(size, done))
    return Measured(done, together.hexdigest(), tuple(each))


def _shown(source: Source) -> str:
    return source.name if isinstance(source, Path) else ""


def _unreadable(source: Path, failure: Exception) -> BadInput:
    reason = getattr(failure, "strerror", None) or type(failure).__name__
    return BadInput("file-unreadable", file=str(source), reason=reason)
