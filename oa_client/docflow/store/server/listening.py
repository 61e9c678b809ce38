"""Hearing that something changed on the server: hints with nothing in them, and a cheap look.

Nothing depends on a hint: whoever hears none looks by himself, and what is true is always read.
"""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from oa_client.docflow.store import postgres
from oa_client.docflow.store.failures import known_failures, unavailable

_LOOK = "SELECT s.id, s.hash, oa.serving() FROM oa.last_seal() s"


@dataclass(frozen=True)
class Look:
    """What stands: the newest seal, and how long ago the registrar gave a sign of life."""

    number: int
    head: str
    serving: float | None


class Listener:
    """A line of its own to the server, on which nothing is asked but whether anything is new."""

    def __init__(self, url: str, *, wait: float = postgres.WAIT) -> None:
        self._engine, self.place = postgres.engine_of(url, wait)
        self._line: Connection | None = None

    def close(self) -> None:
        """Hang up."""
        line, self._line = self._line, None
        if line is not None:
            line.invalidate()
            line.close()
        self._engine.dispose()

    def listen(self) -> None:
        """Take up the line, anew after it was lost.

        Raises:
            StoreUnavailable: `server-gone` and the like.
        """
        self.close()
        with known_failures(self.place):
            line = self._engine.connect().execution_options(isolation_level="AUTOCOMMIT")
            self._line = line
            line.exec_driver_sql("LISTEN oa_changed")

    def look(self) -> Look:
        """Ask what stands: one small query.

        Raises:
            StoreUnavailable: `server-gone` and the like.
        """
        with known_failures(self.place):
            number, head, serving = self._taken().exec_driver_sql(_LOOK).one()
        return Look(int(number), str(head), None if serving is None else float(serving))

    def hear(self, seconds: float) -> bool:
        """Whether a hint came within so many seconds; all that came meanwhile are one.

        Raises:
            StoreUnavailable: `server-gone` and the like.
        """
        line: Any = self._taken().connection.driver_connection
        try:
            return len(list(line.notifies(timeout=seconds, stop_after=1))) > 0
        except Exception as failure:  # the driver's own, which no library has wrapped
            known = unavailable(failure, self.place)
            if known is None:
                raise
            raise known from failure

    def _taken(self) -> Connection:
        assert self._line is not None, "listen first"
        return self._line
