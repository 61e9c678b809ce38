"""The one place that chooses which office an address means, and founds new ones."""

import os
from collections.abc import Callable, Sequence
from pathlib import Path

from platformdirs import user_data_path

from oa_client import assets
from oa_client.docflow.handling import founding
from oa_client.docflow.model import moment
from oa_client.docflow.model.errors import BadInput, StoreUnavailable
from oa_client.docflow.procedure import reader
from oa_client.docflow.store import connecting, sqlite
from oa_client.docflow.store.failures import known_failures
from oa_client.docflow.store.server.admitting import Note
from oa_client.docflow.store.server.listening import Listener
from oa_client.docflow.store.server.person import PersonStore
from oa_client.docflow.store.whole_file import beside
from oa_client.offices import moving, passwords, server
from oa_client.offices.local import LocalOffice
from oa_client.offices.server import ServerOffice
from oa_client.offices.shared import SharedOffice
from oa_client.offices.shared_watch import News, SharedWatch

__all__ = [
    "SERIES", "AnyOffice", "LocalOffice", "ServerOffice", "SharedOffice", "deploy", "drawers",
    "found_office", "is_shared", "local", "migrate", "open_asking", "open_office", "restore",
    "shipped_laws", "watch", "write_secret",
]  # fmt: skip

AnyOffice = LocalOffice | SharedOffice | ServerOffice

SERIES = "办发"
"""代字 of an office that names none."""


def is_shared(address: str) -> bool:
    """Whether an address means a server rather than a file."""
    return "://" in address


def open_office(address: str) -> AnyOffice:
    """Open an office: a file, a person's line to a server, or the server itself for who runs it.

    Raises:
        BadInput: `bad-address`.
        StoreUnavailable: with the reason why it can't be used.
    """
    if not is_shared(address):
        return LocalOffice(sqlite.open(Path(address)), Path(address))
    address = passwords.of_keyring(address)
    store = PersonStore(address)
    try:
        with store.read() as work:
            known = work.me()
        if known:
            return SharedOffice(store, drawers())
    except BaseException:
        store.close()
        raise
    store.close()
    return ServerOffice(address)


def open_asking(address: str, ask: passwords.Asker) -> tuple[AnyOffice, str]:
    """Open an office; a person is asked for his password where the server wants one.

    Returns:
        The office, and the address under which it opened; it may hold the password.

    Raises:
        StoreUnavailable: with the reason why the office can't be used.
    """
    while True:
        try:
            return open_office(address), address
        except StoreUnavailable as failure:
            if failure.code not in passwords.ASKS:
                raise
            typed = ask(connecting.account(address), failure)
            if typed is None:
                raise
            address = connecting.with_password(address, typed)


def watch(address: str, told: Callable[[News], None]) -> SharedWatch:
    """Watch a shared office for what is new, until it is ended."""
    return SharedWatch(lambda: Listener(passwords.of_keyring(address)), told)


def drawers() -> Path:
    """Where the drawers of this PC's user lie; OA_DRAWERS names another folder."""
    named = os.environ.get("OA_DRAWERS")
    return Path(named) if named else user_data_path("oa_client", appauthor=False) / "drawers"


def deploy(
    address: str, people: Sequence[founding.Person], *, name: str, series: str = SERIES,
    training: bool = False, note: Note | None = None, largest_file: int | None = None,
) -> server.Setup:  # fmt: skip
    """Set up a shared office under the shipped procedures; safe to repeat."""
    return server.deploy(
        address, people, shipped_laws(), name=name, series=series, training=training, note=note,
        largest_file=largest_file,
    )  # fmt: skip


def migrate(source: str, address: str, note: Note | None = None) -> moving.Moved:
    """A local office moved into a deployed shared one, whole."""
    return moving.move(local(source), address, note)


def write_secret(target: Path, data: bytes) -> None:
    """A new file that its owner alone may read, on the disk when this returns.

    Raises:
        StoreUnavailable: `target-exists`, `folder-absent`, `disk-full` and the like.
    """
    with known_failures(target), beside(target, "target-exists") as made, made.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def shipped_laws() -> list[str]:
    """The procedures that come with the program."""
    return [reader.read(file) for file in sorted(assets.path("procedures").glob("*.toml"))]


def local(address: str) -> Path:
    """The path of a local office.

    Raises:
        BadInput: `needs-file` for the address of a server.
    """
    if is_shared(address):
        raise BadInput("needs-file", office=address.split("://", 1)[0])
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
    laws = shipped_laws()
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
    """Make an office of a backup; nothing is overwritten.

    Raises:
        BadInput: `restore-to-server`, which is done by moving the office in.
    """
    if is_shared(target):
        raise BadInput("restore-to-server", file=source)
    sqlite.restore(Path(source), local(target))
