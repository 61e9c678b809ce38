"""A shared office as whoever runs its server has it: set up, proved, copied; no contents shown."""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from oa_client.docflow.handling import clockwork, founding
from oa_client.docflow.handling.case import Office, Row
from oa_client.docflow.handling.desk import moment_of
from oa_client.docflow.handling.ports import Store, Work
from oa_client.docflow.handling.records import load_office
from oa_client.docflow.handling.supervision import by_rule
from oa_client.docflow.ledger import checkpoint
from oa_client.docflow.model import moment
from oa_client.docflow.model.errors import StoreUnavailable
from oa_client.docflow.store import postgres
from oa_client.docflow.store.server import admitting, deploying, examination, whole
from oa_client.docflow.store.server.examination import Found
from oa_client.docflow.store.server.registry import Registry
from oa_client.docflow.store.server.roles import Roles
from oa_client.offices.opened import Opened
from oa_client.offices.questions import OpenOffice
from oa_client.offices.shared_condition import silence


@dataclass(frozen=True)
class Setup:
    """What a deployment did.

    Attributes:
        fresh: the tables were made now.
        founded: there is an office in them.
        people: who has a login.
        admitted: who got one now.
        warnings: what whoever runs the server should still do or know, as codes with facts.
    """

    fresh: bool
    founded: bool
    people: tuple[str, ...]
    admitted: tuple[str, ...]
    warnings: tuple[Found, ...] = ()


def deploy(
    url: str, people: Sequence[founding.Person], laws: list[str], *, name: str, series: str,
    training: bool, note: admitting.Note | None = None, largest_file: int | None = None,
) -> Setup:  # fmt: skip
    """Set up a shared office, or bring one up to what this program wants; safe to repeat.

    Tables in which nobody was named yet wait for an office to be founded or moved in.

    Raises:
        BadInput: `login-reserved`, `login-too-long`, `bound-otherwise`.
        StoreUnavailable: `needs-superuser`, `server-too-old` and the like.
    """
    admitting.check_logins(url, [person.login for person in people])
    fresh = deploying.prepare(url, largest_file)
    store = postgres.open(url, role=Roles.plain(deploying.roles_at(url).owner))
    warnings: list[Found] = []
    try:
        with store.read() as work:
            founded = bool(work.rows("office"))
        if founded:
            warnings += _unchanged(store, people)
        elif people:
            founding.found(
                store, list(people), laws, name=name, series=series, training=training,
                at=moment.now(),
            )  # fmt: skip
        with store.read() as work:
            logins = [row["login"] for row in work.rows("person") if row["active"]]
    finally:
        store.close()
    admitted = admitting.admit(url, logins, note if logins else None)
    if not logins:
        warnings.append(("office-not-founded", {"file": store.place}))
    warnings += examination.advice(url)
    return Setup(fresh, bool(logins), tuple(logins), admitted, tuple(warnings))


def _unchanged(store: Store, people: Sequence[founding.Person]) -> Iterator[Found]:
    """An office changes its people by acts on record, never by a list."""
    with store.read() as work:
        rows = work.rows("person")
    known = {
        row["login"]: (row["name"], row["unit"], json.loads(row["posts"]), row["superior"])
        for row in rows
    }
    given = {p.login: (p.name, p.unit, list(p.posts), p.superior) for p in people}
    others = sorted(x for x in known | given if known.get(x) != given.get(x)) if given else []
    if others:
        yield "people-not-changed", {"people": others}


class ServerOffice(Opened, OpenOffice):
    """The records of a shared office, for verifying, checkpoints and the cards that are due."""

    def __init__(self, url: str) -> None:
        super().__init__()
        self._url = url
        self._registry = Registry(url)
        self._store = self._registry
        self.place = self._registry.place
        try:
            with self._registry.read() as work:
                if not work.rows("office"):
                    raise StoreUnavailable("office-not-founded", file=self.place)
        except BaseException:
            self._registry.close()
            raise

    def close(self) -> None:
        """Let go of the server."""
        self._registry.close()

    def backup(self, target: Path) -> None:
        """A copy of the office while it is in use: an office file that can be verified anywhere."""
        whole.copy_out(self._url, target)

    def advice(self) -> list[Found]:
        """What whoever runs this server should mend in how it is set."""
        return examination.advice(self._url)

    def deviations(self) -> list[Found]:
        """What stands otherwise on the server than a deployment makes it."""
        return examination.examine(self._url)

    def counts_writing(self) -> bool:
        """Whether the server counts what each connection writes, so that a flood is seen."""
        return self._registry.counts_writing()

    def silence(self) -> Row:
        """For how long, and since when, the registrar has given no sign of life."""
        return silence(self._registry.silent(), moment.iso(self._registry.server_time()))

    def monitor(self, at: str | None = None) -> tuple[list[Row], int]:
        """Issue the cards that are due; how many clocks were looked at."""
        swept = self.sweep(at)
        return swept.issued, swept.checked

    def sweep(self, at: str | None = None) -> clockwork.Swept:
        """Issue the cards that are due, and urge where the office does so itself."""
        with self._reading(None) as (_, _, now):
            pass
        signer = self._office_signer()
        return clockwork.sweep(self._registry, lambda: now, self.calendar, signer, at)

    def open_supervised(self, at: str | None = None) -> list[Row]:
        """Open the supervised items that a rule asks for by now."""
        with self._reading(None) as (_, _, now):
            pass
        return by_rule.open_due(
            self._registry, lambda: now, self.calendar, self._office_signer(), at
        )

    @contextmanager
    def _reading(self, at: str | None) -> Iterator[tuple[Work, Office, datetime]]:
        with self._registry.read() as work:
            office = load_office(work, self.calendar)
            clock = self._registry.server_time().astimezone(moment.OFFICE_ZONE)
            now = clock.replace(microsecond=0)
            yield work, office, moment_of(work, office, at, lambda: now)

    def _file(self, work: Work, document: str, sha256: str) -> bytes | None:  # noqa: ARG002
        return work.blob(sha256)

    def _root(self) -> str:
        with self._registry.read() as work:
            return checkpoint.root(work.heads())
