"""The one place that chooses which office an address means, and founds new ones."""

from collections.abc import Sequence
from pathlib import Path

from oa_client import assets
from oa_client.docflow.handling import founding
from oa_client.docflow.model import moment
from oa_client.docflow.model.errors import BadInput
from oa_client.docflow.procedure import reader
from oa_client.docflow.store import sqlite
from oa_client.local_office import LocalOffice

__all__ = ["SERIES", "LocalOffice", "found_office", "local", "open_office", "restore"]

SERIES = "办发"
"""代字 of an office that names none."""


def open_office(address: str) -> LocalOffice:
    """Open an office by its path.

    Raises:
        BadInput: `shared-not-built` for the address of a server.
        StoreUnavailable: with the reason why the file can't be used.
    """
    return LocalOffice(sqlite.open(local(address)), local(address))


def local(address: str) -> Path:
    """The path of a local office.

    Raises:
        BadInput: `shared-not-built` for the address of a server.
    """
    if "://" in address:
        raise BadInput("shared-not-built", office=address.split("://", 1)[0])
    return Path(address)


def found_office(
    address: str, people: Sequence[founding.Person], *, name: str, series: str = SERIES,
    training: bool = False, at: str | None = None,
) -> LocalOffice:  # fmt: skip
    """Found an office under the shipped procedures, in a file that is not there yet.

    Raises:
        BadInput: `at-outside-training`.
        StoreUnavailable: `office-exists` and the like.
    """
    if at is not None and not training:
        raise BadInput("at-outside-training")
    when = moment.parse(at) if at else moment.now()
    laws = [reader.read(file) for file in sorted(assets.path("procedures").glob("*.toml"))]
    store = sqlite.create(local(address))
    try:
        founding.found(
            store, list(people), laws, name=name, series=series, training=training, at=when
        )
    except BaseException:
        store.close()
        local(address).unlink(missing_ok=True)
        raise
    return LocalOffice(store, local(address))


def restore(source: str, target: str) -> None:
    """Make an office of a backup; nothing is overwritten."""
    sqlite.restore(Path(source), local(target))
