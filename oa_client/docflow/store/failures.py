"""What SQLite, PostgreSQL and the system say when an office can't be had, told as known failures.

Only what is listed here is translated; everything else is a fault of ours and stays loud.
"""

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from oa_client.docflow.model.errors import StoreUnavailable
from oa_client.docflow.store.connecting import code_of_words

_BY_NAME = (
    ("SQLITE_BUSY", "office-locked"),
    ("SQLITE_LOCKED", "office-locked"),
    ("SQLITE_FULL", "disk-full"),
    ("SQLITE_READONLY", "office-read-only"),
    ("SQLITE_CORRUPT", "office-damaged"),
    ("SQLITE_NOTADB", "office-foreign"),
    ("SQLITE_PERM", "no-permission"),
    ("SQLITE_IOERR", "disk-failed"),
)
"""The beginning of SQLite's name for an error, and our code."""

_BY_NUMBER = {
    errno.ENOENT: "office-absent",
    errno.ENOTDIR: "office-absent",
    errno.EACCES: "no-permission",
    errno.EPERM: "no-permission",
    errno.EROFS: "office-read-only",
    errno.ENOSPC: "disk-full",
    errno.EDQUOT: "disk-full",
    errno.EFBIG: "disk-full",
    errno.EISDIR: "is-directory",
    errno.EIO: "disk-failed",
}


_BY_STATE = (
    ("OA001", "too-many-waiting"),
    ("OA002", "file-over-bound"),
    ("55P03", "office-locked"),
    ("40", "office-locked"),
    ("53100", "disk-full"),
    ("53", "server-busy"),
    ("25006", "office-read-only"),
    ("42501", "no-permission"),
    ("54000", "too-many-waiting"),
    ("28", "login-refused"),
    ("3D000", "office-absent"),
    ("57P", "server-gone"),
    ("08", "server-gone"),
)
"""The beginning of a server's SQLSTATE, the narrower first, and our code."""


def _of_server(failure: BaseException) -> str | None:
    """A server's failure; without a state the connection itself was lost or never made."""
    state = getattr(failure, "sqlstate", None)
    if state:
        return next((code for start, code in _BY_STATE if state.startswith(start)), None)
    if type(failure).__name__ == "OperationalError":
        return code_of_words(str(failure))
    return "bad-address" if "connection option" in str(failure) else None


def code_of(failure: BaseException, path: Path | str | None) -> str | None:
    """The code of a known failure; None for what nobody foresaw."""
    if isinstance(failure, DBAPIError) and failure.orig is not None:
        failure = failure.orig
    if type(failure).__module__.startswith("psycopg"):
        return _of_server(failure)
    if isinstance(failure, sqlite3.Error):
        name = getattr(failure, "sqlite_errorname", "")
        if not name and "Could not decode to UTF-8" in str(failure):
            return "office-damaged"
        if name.startswith("SQLITE_CANTOPEN"):
            return _cannot_open(path)
        if name == "SQLITE_ERROR" and _is_emptied(path):
            return "office-damaged"  # no table is left of those that it had as it was opened
        return next((code for start, code in _BY_NAME if name.startswith(start)), None)
    if isinstance(failure, OSError):
        return _BY_NUMBER.get(failure.errno or 0)
    return None


def _is_emptied(path: Path | str | None) -> bool:
    try:
        return isinstance(path, Path) and path.stat().st_size == 0
    except OSError:
        return False


def _cannot_open(path: Path | str | None) -> str:
    if not isinstance(path, Path) or not path.exists():
        return "office-absent"
    return "is-directory" if path.is_dir() else "no-permission"


def unavailable(failure: BaseException, path: Path | str | None) -> StoreUnavailable | None:
    """The failure as the office tells it, where it is a known one."""
    code = code_of(failure, path)
    if code is None:
        return None
    reason = str(getattr(failure, "orig", failure))
    return StoreUnavailable(code, file=str(path or ""), reason=reason)


@contextmanager
def known_failures(path: Path | str | None) -> Iterator[None]:
    """Tell known failures of the file at `path` as `StoreUnavailable`.

    Raises:
        StoreUnavailable: with the code of the failure.
    """
    try:
        yield
    except Exception as failure:
        known = unavailable(failure, path)
        if known is None:
            raise
        raise known from failure
