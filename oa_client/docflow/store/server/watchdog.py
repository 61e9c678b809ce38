"""The watch over persons' lines to the server: who holds things up or floods it, is put out.

What a server refuses or rolls back it has written to its log of changes all the same, and a loop
of that fills the disk. What a person may write for nothing is bounded, over all his lines.
"""

from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection

from oa_client.docflow.store.server.roles import Roles

ALLOWED = 512 * 1_048_576
"""Bytes that a person may have written beyond what was taken of him."""

_EACH = 3 * 1_048_576
"""Bytes that one request or one piece of a file may cost, indexes and whole pages included."""

_FORGIVEN = 1_048_576
"""Bytes that are forgotten at each look."""

_OUT = 60 * _FORGIVEN
"""What is held against whoever was put out: for a minute he stays out."""

_LATE = 256 * 1_048_576
"""Bytes that may be counted after what they carried was taken: a server counts now and then."""

_GUESSED = 40 * 1_048_576
"""Bytes that a line may write from one look to the next: charged where they can't be counted."""

_LONG = 5
"""Seconds of a transaction that writes: nothing that the program sends takes them."""

OVERSTAYING = """
SELECT pg_catalog.pg_terminate_backend(a.pid) FROM pg_catalog.pg_stat_activity a
JOIN pg_catalog.pg_roles r ON r.oid = a.usesysid AND NOT r.rolsuper
WHERE a.datname = pg_catalog.current_database()
  AND EXISTS (SELECT 1 FROM pg_catalog.pg_auth_members m
    WHERE m.member = a.usesysid AND m.roleid = '{{person}}'::regrole)
  AND a.xact_start < pg_catalog.clock_timestamp() - interval '{seconds} seconds'"""
"""Ends persons' connections by the age of their transaction: idle or busy, they hold things up."""

_PILED = "SELECT pg_catalog.pg_notification_queue_usage() > 0.005"
"""Of 8 GB; what the registrar himself sends never comes near it."""

_HURRY = 2
"""Seconds of a transaction while hints pile up: none is forgotten before every listener has it."""

_COUNTED = "(SELECT w.wal_bytes FROM pg_catalog.pg_stat_get_backend_wal(a.pid) w)"

_LINES = """
SELECT a.usename, a.pid, a.backend_start, {counted}::bigint,
  a.backend_xid IS NOT NULL AS writes,
  a.xact_start < pg_catalog.clock_timestamp() - interval '{long} seconds' AS long,
  coalesce((SELECT q.sent + q.chunks FROM oa.quota q WHERE q.login = a.usename), 0)
FROM pg_catalog.pg_stat_activity a
JOIN pg_catalog.pg_roles r ON r.oid = a.usesysid AND NOT r.rolsuper
WHERE a.datname = pg_catalog.current_database()
  AND EXISTS (SELECT 1 FROM pg_catalog.pg_auth_members m
    WHERE m.member = a.usesysid AND m.roleid = '{{person}}'::regrole)"""

_ENDED = """
SELECT pg_catalog.pg_terminate_backend(a.pid) FROM pg_catalog.pg_stat_activity a
WHERE a.datname = pg_catalog.current_database() AND a.usename = ANY(%(logins)s)"""


def counts(connection: Connection) -> bool:
    """Whether this server counts what each line writes: PostgreSQL 18 and newer."""
    found = connection.exec_driver_sql("SELECT to_regproc('pg_catalog.pg_stat_get_backend_wal')")
    return found.scalar() is not None


@dataclass
class _Person:
    """What is known of one person's writing: what was taken of him, and what was for nothing."""

    taken: int
    wasted: int = 0


@dataclass
class Watchdog:
    """One registrar's watch; it looks about once a second.

    Attributes:
        roles: of the office that is watched.
        allowed: bytes that a person may have written for nothing.
    """

    roles: Roles
    allowed: int = ALLOWED
    _people: dict[str, _Person] = field(default_factory=dict)
    _lines: dict[tuple[int, Any], int] | None = None

    def end_overstaying(self, connection: Connection, seconds: int) -> int:
        """End the lines of persons that hold a transaction open for longer; how many.

        While hints pile up on the server's disk whoever keeps them there has less time.
        """
        if connection.exec_driver_sql(_PILED).scalar():
            seconds = min(seconds, _HURRY)
        words = self.roles.fill(OVERSTAYING.format(seconds=seconds))
        return len(connection.exec_driver_sql(words).all())

    def end_floods(self, connection: Connection) -> list[str]:
        """End every line of whoever wrote too much for nothing; who that was.

        A line is counted when its transaction ends. What is still within one, or came on a line
        that nobody had seen a second ago, is guessed: whoever begins anew all the time gains
        nothing, and what he wasted is remembered beyond his line.
        """
        counted = _COUNTED if counts(connection) else "0"
        words = self.roles.fill(_LINES.format(counted=counted, long=_LONG))
        before, self._lines = self._lines, {}
        cost: dict[str, int] = {}
        for login, pid, begun, wrote, writes, long, taken in connection.exec_driver_sql(words):
            person = self._people.setdefault(login, _Person(taken))
            known = (pid, begun) in (before or {})
            # what stood there when the watch began is not held against anybody
            last = wrote if before is None else before.get((pid, begun), 0)
            guessed = _GUESSED if writes and (long or not known) and before is not None else 0
            cost[login] = cost.get(login, 0) + max(wrote - last, guessed)
            cost[login] -= _EACH * (taken - person.taken)
            person.taken = taken
            self._lines[pid, begun] = wrote
        for login, person in self._people.items():
            wasted = person.wasted + cost.get(login, 0)
            person.wasted = max(-_LATE, wasted - min(_FORGIVEN, max(0, wasted)))
        flooding = [login for login in cost if self._people[login].wasted > self.allowed]
        for login in flooding:
            self._people[login].wasted = self.allowed + _OUT
        if flooding:
            connection.exec_driver_sql(_ENDED, {"logins": flooding})
        self._people = {k: p for k, p in self._people.items() if p.wasted or k in cost}
        return flooding
