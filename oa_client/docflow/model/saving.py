"""Files that are saved for a person: whole or not at all, under a name that every system takes."""

import contextlib
import errno
import hashlib
import os
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from oa_client.docflow.model.errors import BadInput, StoreUnavailable
from oa_client.docflow.model.files import Steps

LONGEST_NAME, LONGEST_SUFFIX = 200, 10
"""Bytes of a name, of which file systems take 255, and characters of what ends it."""

_NOT_IN_NAMES = re.compile(
    '[\u0000-\u001f\u007f-\u009f/\\\\:*?"<>|\u200b-\u200f\u2028-\u202e\u2060-\u2069\ud800-\udfff]'
)
"""What a system forbids in a name, and what makes a name look like another."""

_DATABASE = b"SQLite format 3\0"
"""How a file begins in which an office, or another program, keeps its records."""

_DEVICES = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\.|$)")
"""Names that Windows keeps for itself, whatever their suffix."""


def safe_name(name: str, suffix: str = "") -> str:
    """A name for a file, made of a title, or of a name that somebody else chose."""
    plain = _NOT_IN_NAMES.sub("_", name).strip(" .")
    stem, end = (plain, suffix) if suffix else (Path(plain).stem, Path(plain).suffix)
    if len(end) > LONGEST_SUFFIX:
        stem, end = plain, ""
    room = LONGEST_NAME - len(end.encode())
    stem = stem.encode()[:room].decode("utf-8", "ignore").strip(" .") or "_"
    return f"{'_' if _DEVICES.match(stem) else ''}{stem}{end}"


def write_file(path: Path, data: bytes) -> str:
    """Write a file whole or not at all.

    Raises:
        StoreUnavailable: `disk-full`.
        BadInput: `file-unwritable`, `target-is-office`.
    """
    with _new_file(path) as made:
        made.write_bytes(data)
    return str(path)


def write_pieces(
    path: Path, pieces: Iterable[bytes], sha256: str, size: int, steps: Steps
) -> str:
    """Write a file piece by piece; it stands there only when it is whole and the right one.

    Raises:
        StoreUnavailable: `disk-full`.
        BadInput: `file-unwritable`, `file-incomplete`, `target-is-office`.
    """
    together, done = hashlib.sha256(), 0
    with _new_file(path) as made, made.open("wb") as file:
        for piece in pieces:
            file.write(piece)
            together.update(piece)
            done += len(piece)
            steps(done, max(size, done))
        if together.hexdigest() != sha256:
            raise BadInput("file-incomplete", file=path.name)
    return str(path)


def _may_be_replaced(path: Path) -> None:
    """An ordinary file, or none; never the records of an office, nor a device or a pipe."""
    try:
        if not path.exists():
            return
        if not path.is_file():
            raise BadInput("file-unwritable", file=str(path), reason=os.strerror(errno.EINVAL))
        with path.open("rb") as there:
            if there.read(len(_DATABASE)) == _DATABASE:
                raise BadInput("target-is-office", file=str(path))
    except OSError:
        return  # writing will say what is wrong


@contextmanager
def _new_file(path: Path) -> Iterator[Path]:
    """A file beside, which takes the place of `path` when all went well, and else is gone."""
    _may_be_replaced(path)
    made = path.with_name(f".oa-{os.getpid()}.new")
    try:
        yield made
        made.replace(path)
    except OSError as failure:
        if failure.errno in (errno.ENOSPC, errno.EDQUOT):
            raise StoreUnavailable("disk-full", file=str(path)) from None
        raise BadInput("file-unwritable", file=str(path), reason=failure.strerror) from None
    finally:
        with contextlib.suppress(OSError):
            made.unlink(missing_ok=True)
