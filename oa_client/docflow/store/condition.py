"""In what condition an office file is: judged from outside before SQLite touches it."""

import os
import shutil
import sqlite3
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from oa_client.docflow.model.errors import StoreUnavailable
from oa_client.docflow.store.failures import known_failures
from oa_client.docflow.store.places import danger

APPLICATION = 0x6F61_3031
"""SQLite's `application_id` of an office file: "oa01"."""

_MAGIC = b"SQLite format 3\0"
_HEADER = 100

WAL_IS_SAFE = sqlite3.sqlite_version_info >= (3, 51, 3)
"""Before 3.51.3, two connections that write and checkpoint at once can lose a transaction."""


def check_file(path: Path) -> None:
    """Refuse what can't be an office file, before it is opened.

    Raises:
        StoreUnavailable: `office-absent`, `is-directory`, `no-permission`, `office-empty`,
            `office-foreign`, `office-cut`.
    """
    header, size = _looked_at(path)
    if not size:
        raise StoreUnavailable("office-empty", file=str(path))
    if header[:16] != _MAGIC[: len(header[:16])]:
        raise StoreUnavailable("office-foreign", file=str(path))
    if _is_cut(path, header, size):
        raise StoreUnavailable("office-cut", file=str(path), size=size)
    if _number(header, 68) != APPLICATION:
        raise StoreUnavailable("office-foreign", file=str(path))


def check_place(path: Path) -> None:
    """Refuse folders in which an office file would come to harm.

    Raises:
        StoreUnavailable: `network-drive`, `cloud-folder`.
    """
    code = danger(path)
    if code:
        raise StoreUnavailable(code, file=str(path))


def check_pages(connection: Connection, path: Path | None) -> None:
    """Have SQLite look at every page.

    Raises:
        StoreUnavailable: `office-damaged`, with what SQLite found first.
    """
    found = connection.exec_driver_sql("PRAGMA quick_check(1)").scalar()
    if found != "ok":
        raise StoreUnavailable("office-damaged", file=str(path or ""), reason=str(found))


def facts(connection: Connection, path: Path | None) -> dict[str, Any]:
    """What the doctor wants to know: versions, journal, sizes in bytes, what a check finds."""
    folder = path.parent if path else None
    return {
        "sqlite": sqlite3.sqlite_version,
        "wal_safe": WAL_IS_SAFE,
        "journal": connection.exec_driver_sql("PRAGMA journal_mode").scalar(),
        "synchronous": connection.exec_driver_sql("PRAGMA synchronous").scalar(),
        "foreign_keys": bool(connection.exec_driver_sql("PRAGMA foreign_keys").scalar()),
        "quick_check": connection.exec_driver_sql("PRAGMA quick_check(1)").scalar(),
        "size": path.stat().st_size if path else None,
        "free": shutil.disk_usage(folder).free if folder else None,
        "writable": os.access(path, os.W_OK) if path else True,
        "place": danger(path) if path else None,
    }


def _looked_at(path: Path) -> tuple[bytes, int]:
    with known_failures(path):
        if path.is_dir():
            raise StoreUnavailable("is-directory", file=str(path))
        with path.open("rb") as file:
            return file.read(_HEADER), os.fstat(file.fileno()).st_size


def _is_cut(path: Path, header: bytes, size: int) -> bool:
    """Whether the file is shorter than it says, and nobody is just writing it.

    A commit under way, or one that a crash left behind, has its journal beside the file: then
    SQLite judges, under its locks.
    """
    for _ in range(2):
        if len(header) == _HEADER and size >= _promised(header):
            return False
        if any(path.with_name(path.name + end).exists() for end in ("-journal", "-wal")):
            return False
        header, size = _looked_at(path)
    return True


def _promised(header: bytes) -> int:
    """How long the file must be by its own header; 0 where the header does not say."""
    if header[24:28] != header[92:96]:
        return 0
    page = int.from_bytes(header[16:18], "big")
    return (65536 if page == 1 else page) * _number(header, 28)


def _number(header: bytes, at: int) -> int:
    return int.from_bytes(header[at : at + 4], "big")
