"""Putting a finished file in its place: wholly or not at all, and never over another."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from oa_client.docflow.model.errors import StoreUnavailable


@contextmanager
def beside(target: Path, taken: str) -> Iterator[Path]:
    """A new empty file next to `target`, for the owner alone; put in its place at the end.

    Raises:
        StoreUnavailable: with the code `taken`, when something stands at `target`; `folder-absent`.
    """
    if os.path.lexists(target):
        raise StoreUnavailable(taken, file=str(target))
    folder = target.parent
    if not folder.is_dir():
        raise StoreUnavailable("folder-absent", file=str(folder))
    handle, name = tempfile.mkstemp(prefix=".office-", suffix=".new", dir=folder)
    os.close(handle)
    made = Path(name)
    try:
        yield made
        _place(made, target, taken)
    finally:
        for extra in ("", "-journal", "-wal", "-shm"):
            with suppress(FileNotFoundError):
                Path(name + extra).unlink()


def _place(made: Path, target: Path, taken: str) -> None:
    try:
        if os.name == "nt":
            made.rename(target)
        else:
            _link(made, target)
    except FileExistsError:
        raise StoreUnavailable(taken, file=str(target)) from None
    if os.name != "nt":
        folder = os.open(target.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def _link(made: Path, target: Path) -> None:
    """A second name never replaces another file; where there are none, look and rename."""
    try:
        target.hardlink_to(made)
    except FileExistsError:
        raise
    except OSError:
        if os.path.lexists(target):
            raise FileExistsError(target) from None
        made.rename(target)
