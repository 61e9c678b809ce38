"""A shared office on a test server, its people with their logins, and registrars that serve it."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import psycopg
from sqlalchemy import make_url

from oa_client import app, assets
from oa_client.docflow.handling.actions import Act, Attached
from oa_client.docflow.handling.founding import read_people
from oa_client.docflow.handling.ports import Asked
from oa_client.docflow.handling.requests import request_bytes
from oa_client.docflow.ledger.signature import Signer, unlock
from oa_client.docflow.store.server.person import PersonStore
from oa_client.offices.registrar import RegistrarOffice
from oa_client.offices.shared import SharedOffice
from tests.docflow.store.servers import as_login, database

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Deployed:
    """An office in a database of its own.

    Attributes:
        url: its address, as the server's superuser.
        drawers: a folder for what its people's PCs keep.
    """

    url: str
    drawers: Path

    def address(self, login: str, port: int | None = None) -> str:
        """The office as one of its people enters it, by another port where one is named."""
        entered = make_url(as_login(self.url, login, f"pw-{login}"))
        entered = entered.set(port=port) if port else entered
        return entered.render_as_string(hide_password=False)

    def open(self, login: str, pc: str = "pc", port: int | None = None) -> SharedOffice:
        """The office as this person has it, on one of his PCs."""
        return SharedOffice(PersonStore(self.address(login, port)), self.drawers / pc)

    def ask(self, words: str, *values: Any) -> list[tuple[Any, ...]]:
        """What the server's superuser finds, or does."""
        with psycopg.connect(self.url, autocommit=True) as connection:
            found = connection.execute(words, values or None)
            return found.fetchall() if found.description else []

    def problems(self) -> list[dict[str, Any]]:
        """What whoever runs the server finds when he checks the ledger."""
        office = app.open_office(self.url)
        try:
            assert isinstance(office, app.ServerOffice)
            found: list[dict[str, Any]] = office.verify()["problems"]
            return found
        finally:
            office.close()

    def signer(self, login: str) -> Signer:
        """A person's key; in a training office it is not locked."""
        ((pem,),) = self.ask("SELECT pem FROM oa.my_key WHERE login = %s", login)
        return unlock(pem.encode(), None)

    def office_id(self) -> str:
        ((found,),) = self.ask("SELECT id FROM oa.office")
        return str(found)


def deployed(uri: str, folder: Path, *, training: bool = True, tablespace: str = "") -> Deployed:
    """The demo's people in a new database of this server."""
    source = assets.path("demo", "people.csv")
    people = read_people(source.read_text("utf-8"), str(source))
    made = Deployed(database(uri), folder / "drawers")
    if tablespace:
        name = make_url(made.url).database
        with psycopg.connect(uri, autocommit=True) as connection:
            connection.execute(f'ALTER DATABASE "{name}" SET TABLESPACE {tablespace}')
    app.deploy(made.url, people, name="临江市人民政府办公室", training=training)
    for person in people:  # logins are the server's: an earlier office may have made them
        made.ask(f"ALTER ROLE \"{person.login}\" PASSWORD 'pw-{person.login}'")
    return made


# ── requests by hand ────────────────────────────────────────────────────────


@dataclass(frozen=True)
class Letter:
    """A request as it goes into the inbox."""

    id: str
    body: bytes
    key_id: str | None
    signature: bytes | None

    def put(self, connection: psycopg.Connection[Any]) -> None:
        connection.execute(
            "INSERT INTO oa.request_sent (id, body, key_id, signature) VALUES (%s, %s, %s, %s)"
            " ON CONFLICT DO NOTHING",
            (self.id, self.body, self.key_id, self.signature),
        )


def letter(
    office: Deployed, login: str, id: str, action: str, fields: dict[str, Any], *,
    document: str | None = None, version: int | None = None, head: str | None = None,
    files: tuple[Attached, ...] = (), signer: Signer | None = None, by: str | None = None,
    of: str | None = None,
) -> Letter:  # fmt: skip
    """A signed act; whatever is not right about it is so on purpose."""
    signer = signer or office.signer(login)
    act = Act(action, by or login, fields, document, version, id, files)
    body = request_bytes(of or office.office_id(), act, signer.key_id, version, head)
    return Letter(id, body, signer.key_id, signer.sign("request", body))


def send(office: Deployed, login: str, *letters: Letter) -> None:
    """Put requests into the inbox, each for itself, as this person."""
    with psycopg.connect(office.address(login), autocommit=True) as connection:
        for one in letters:
            one.put(connection)


# ── registrars ──────────────────────────────────────────────────────────────


class Registrar:
    """A registrar that is a process of its own, as an office runs it."""

    def __init__(self, url: str, log: Path, **env: str) -> None:
        self.log = log
        with log.open("ab") as file:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "oa_client", "registrar", url, "--json", "--lang", "en"],
                stdout=subprocess.DEVNULL, stderr=file, cwd=ROOT,
                env={**os.environ, "PYTHONPATH": str(ROOT), **env},
            )  # fmt: skip

    def says(self, words: str, within: float = 30) -> bool:
        """Wait until its log has these words."""
        return until(lambda: words in self.text(), within)

    def text(self) -> str:
        return self.log.read_text("utf-8", "replace")

    def signal(self, number: int) -> None:
        self.process.send_signal(number)

    def kill(self) -> None:
        """As if the machine lost its power."""
        self.process.kill()
        self.process.wait()

    def end(self) -> int:
        """Have it end in order; its exit code."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGCONT)
            self.process.terminate()
        return self.process.wait(30)


@contextmanager
def registrar(url: str, log: Path, **env: str) -> Iterator[Registrar]:
    """A registrar that has ended when the test has."""
    made = Registrar(url, log, **env)
    try:
        yield made
    finally:
        if made.process.poll() is None:
            made.kill()


@contextmanager
def hand(url: str) -> Iterator["Hand"]:
    """A registrar whose every batch a test calls for."""
    made = RegistrarOffice(url)
    try:
        assert made._registry.lead()
        yield Hand(made)
    finally:
        made.close()


class Hand:
    """Batches one at a time."""

    def __init__(self, office: RegistrarOffice) -> None:
        self.office = office
        self.registrar, self.signer, self.clock = office._hired()

    def batch(self) -> int:
        """Judge what waits now, in one commit."""
        return self.judge(self.office._registry.waiting("0", 100).asked)

    def judge(self, asked: Sequence[Asked]) -> int:
        """Judge these in one commit."""
        return self.office._judge(lambda work: self.registrar.serve(work, asked))


def until(true: Callable[[], bool], within: float = 30) -> bool:
    """Wait until something is true; whether it became so in time."""
    end = time.monotonic() + within
    while not true():
        if time.monotonic() > end:
            return False
        time.sleep(0.05)
    return True


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text)
