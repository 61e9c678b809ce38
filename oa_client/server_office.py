"""A shared office as whoever runs its server has it: set up, proved, copied; no contents shown."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from oa_client.docflow.handling import clockwork, founding
from oa_client.docflow.handling.case import Office, Row
from oa_client.docflow.handling.desk import moment_of
from oa_client.docflow.handling.ports import Work
from oa_client.docflow.handling.records import load_office
from oa_client.docflow.ledger import chain, checkpoint
from oa_client.docflow.model import moment
from oa_client.docflow.model.errors import BadInput, StoreUnavailable
from oa_client.docflow.store import postgres
from oa_client.docflow.store.server import deploying
from oa_client.docflow.store.server.registry import Registry
from oa_client.docflow.store.server.roles import Roles
from oa_client.evidence import Evidence
from oa_client.open_office import OpenOffice


@dataclass(frozen=True)
class Setup:
    """What a deployment did: people with a login, first passwords of the new ones."""

    fresh: bool
    people: tuple[str, ...]
    passwords: dict[str, str]
    warnings: tuple[tuple[str, Row], ...] = ()
    """Codes, with their facts, of what the server's owner should still do."""


def deploy(
    url: str, people: Sequence[founding.Person], laws: list[str], *, name: str, series: str,
    training: bool,
) -> Setup:  # fmt: skip
    """Set up a shared office, or bring one up to what this program wants; safe to repeat.

    Raises:
        StoreUnavailable: `people-missing`, where a new office has nobody; `needs-superuser`.
    """
    fresh = deploying.prepare(url)
    role = Roles.plain(deploying.roles_at(url).owner)
    store = postgres.open(url, role=role)
    try:
        with store.read() as work:
            founded = bool(work.rows("office"))
        if not founded and people:
            founding.found(
                store, list(people), laws, name=name, series=series, training=training,
                at=moment.now(),
            )  # fmt: skip
        elif not founded:
            raise StoreUnavailable("people-missing", file=store.place)
        with store.read() as work:
            people_now = work.rows("person")
    finally:
        store.close()
    logins = [row["login"] for row in people_now if row["active"]]
    gone = [row["login"] for row in people_now if not row["active"]]
    passwords = deploying.admit(url, logins, gone)
    return Setup(fresh, tuple(logins), passwords, deploying.warnings(url))


class ServerOffice(Evidence, OpenOffice):
    """The records of a shared office, for verifying, checkpoints and the cards that are due."""

    def __init__(self, url: str) -> None:
        super().__init__()
        self._registry = Registry(url)
        self._store = self._registry
        self.place = self._registry.place

    def close(self) -> None:
        """Let go of the server."""
        self._registry.close()

    def backup(self, target: Path) -> None:
        """A copy of the office while it is in use: an office file that can be verified anywhere."""
        raise BadInput("command-not-built", command=f"backup {target.name}")

    def monitor(self, at: str | None = None) -> tuple[list[Row], int]:
        """Issue the cards that are due; how many clocks were looked at."""
        with self._reading(None) as (_, _, now):
            pass
        return clockwork.issue_cards(
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
            return checkpoint.root(chain.heads_of(work.entries()))
