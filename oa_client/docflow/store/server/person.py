"""What a person's login sees of a shared office, and the one thing that it may write."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection

from oa_client.docflow.ledger.chain import Heads
from oa_client.docflow.ledger.entry import Entry
from oa_client.docflow.model.errors import BadInput, StoreUnavailable
from oa_client.docflow.store import connecting, lists, postgres, statements
from oa_client.docflow.store.failures import known_failures
from oa_client.docflow.store.server.functions import GATED, PUBLIC
from oa_client.docflow.store.server.roles import FIRST, MIGHTY, TOO_MUCH, quoted, verifier
from oa_client.docflow.store.server.tables import CHUNK, MOST_CHUNKS
from oa_client.docflow.store.work import SqlWork

Row = dict[str, Any]

LOST = (
    "server-gone", "server-busy", "login-refused", "password-missing", "no-such-host",
    "not-of-this-office", "office-absent", "server-not-proved", "server-unencrypted", "ca-missing",
)  # fmt: skip
"""Codes that say that the server is not there for this person now."""

_READING = {
    "default_transaction_isolation": "read committed", "default_transaction_read_only": "on",
}  # fmt: skip
"""Every statement for itself sees the newest; what is to be sent says so."""

_SEND = """
INSERT INTO oa.request_sent (id, body, key_id, signature)
VALUES (:id, :body, :key_id, :signature) ON CONFLICT DO NOTHING"""


class PersonWork(SqlWork):
    """The office as one person may know it; contents come through the server's own functions."""

    _acts_for = "oa.stood_in()"

    def rows(self, table: str, **equals: Any) -> list[Row]:
        """Rows that this person may see."""
        if table not in GATED:
            return super().rows(table, **equals)
        document = equals.pop("document", None)
        if not isinstance(document, str):
            raise BadInput("no-such-table", table=table)
        names = statements.column_names(table)
        words = f"SELECT {', '.join(names)} FROM oa.{table}_of(:document)"
        found = self._ask(words, {"document": document})
        rows = [dict(zip(names, row, strict=True)) for row in found]
        return [row for row in rows if all(row[name] == value for name, value in equals.items())]

    def entries(self, document: str | None = None) -> Iterator[Entry]:
        """The ledger of a document that this person has opened; nothing of any other."""
        for row in self.rows("entry", document=document or ""):
            yield Entry(**row)

    def last_entry(self, document: str | None = None) -> Entry | None:
        """The newest entry of a document that he has opened; of the whole ledger he knows none."""
        found = [] if document is None else list(self.entries(document))
        return found[-1] if found else None

    def blob(self, sha256: str) -> bytes | None:  # noqa: ARG002 - the port's own words
        """Files are had by their document: see `pieces`."""
        return None

    def pieces(self, document: str, sha256: str) -> Iterator[bytes]:
        """A file of an opened document, piece by piece; nothing where it is not his to read."""
        words = "SELECT oa.piece_of(:document, :sha256, :i)"
        for i in range(MOST_CHUNKS):
            found = self._ask(words, {"document": document, "sha256": sha256, "i": i})[0][0]
            if found is None or len(found) == 0:
                return
            yield bytes(found)
            if len(found) < CHUNK:
                return

    def find(
        self, text: str, person: str | None, unclassified: bool, limit: int  # noqa: ARG002
    ) -> list[Row]:
        """Documents that hold a text and that the person may read."""
        if person is None:
            return []
        return lists.find_on_server(self._rows_of, text, limit)

    def heads(self) -> Heads:
        """Of the ledger as a whole a person knows only its newest seal."""
        return {}

    def acts(self, code: str | None = None) -> list[Row]:
        """Entries without their words, of what a supervisor may know of; nothing for others."""
        of = "" if code is None else " WHERE code = :code"
        return self._rows_of(f"SELECT * FROM oa.acts(){of}", {"code": code})

    def lengths(self) -> Mapping[str, int]:
        """How many characters the newest texts have, of what a supervisor may know of."""
        rows = self._rows_of("SELECT * FROM oa.lengths()", {})
        return {row["document"]: row["characters"] for row in rows}

    def opened(self, document: str) -> bool:
        """Whether the ledger says that this person has opened it."""
        return bool(self._ask("SELECT oa.opened(:document)", {"document": document})[0][0])

    def me(self) -> str:
        """As whom the server knows whoever asks; empty where it knows nobody."""
        return str(self._ask("SELECT coalesce(oa.me(), '')", {})[0][0])

    def last_seal(self) -> tuple[int, str]:
        """Number and hash of the newest seal: it changes whenever anything is done."""
        return self.stand()[0]

    def stand(self) -> tuple[tuple[int, str], Any]:
        """Number and hash of the newest seal, and the server's clock.

        Raises:
            StoreUnavailable: `not-of-this-office`.
        """
        words = "SELECT id, hash, pg_catalog.clock_timestamp() FROM oa.last_seal()"
        number, named, at = self._ask(words, {})[0]
        if number is None:
            raise StoreUnavailable("not-of-this-office", file=self._place)
        return (int(number), str(named)), at

    def sealed(self, number: int) -> str | None:
        """The hash of an earlier seal; None where the office has none of that number."""
        found = self._ask("SELECT oa.sealed(:number)", {"number": number})[0][0]
        return None if found is None else str(found)

    def serving(self) -> float | None:
        """Seconds since the registrar last gave a sign of life; None where there never was one."""
        found = self._ask("SELECT oa.serving()", {})[0][0]
        return None if found is None else float(found)

    def largest_file(self) -> int:
        """Bytes that one file may have in this office."""
        return int(self._ask("SELECT oa.largest_file()", {})[0][0])

    def has_first_password(self) -> bool:
        """Whether he still uses the password that he was given."""
        found = self._ask("SELECT pg_catalog.current_setting(:name, true)", {"name": FIRST})
        return bool(found[0][0] == "on")

    def mighty(self) -> list[str]:
        """What his login may beside what a person of an office may: nothing, as it should be."""
        found = self._ask(
            f"SELECT 'SUPERUSER / CREATEROLE / BYPASSRLS' FROM pg_catalog.pg_roles"
            f" WHERE rolname = session_user AND ({MIGHTY}) UNION ALL"
            " SELECT 'SET ROLE ' || g.rolname FROM pg_catalog.pg_roles g"
            f" WHERE {TOO_MUCH} AND g.rolname <> session_user"
            " AND pg_catalog.pg_has_role(session_user, g.oid, 'MEMBER')",
            {},
        )
        return [str(row[0]) for row in found]


class PersonStore:
    """A person's line to the server: reads under his own rights, sends requests, hears answers.

    Attributes:
        away: why the server could not be reached when it was last asked; None where it could.
    """

    def __init__(self, url: str, *, wait: float = postgres.WAIT) -> None:
        self._engine, self.place = postgres.engine_of(url, wait, **_READING)
        self.away: StoreUnavailable | None = None
        try:
            self._check()
        except BaseException:
            self._engine.dispose()
            raise

    def close(self) -> None:
        """Let go of the server."""
        self._engine.dispose()

    @contextmanager
    def read(self) -> Iterator[PersonWork]:
        """What is true now; every statement sees the newest, so no lost right lives on."""
        with self._reaching():
            connection = self._engine.connect().execution_options(isolation_level="AUTOCOMMIT")
            with connection:
                connection.begin()
                yield PersonWork(connection, self.place)

    def send(self, id: str, body: bytes, key_id: str | None, signature: bytes | None) -> None:
        """Put a request into the inbox, for good; sent twice it stands there once.

        Raises:
            StoreUnavailable: `too-many-waiting`, `server-gone` and the like.
        """
        row = {"id": id, "body": body, "key_id": key_id, "signature": signature}
        with self._sending() as connection:
            statements.spoken(connection.dialect, _SEND).run(connection, row)

    def sent(self, id: str) -> bytes | None:
        """What stands in the inbox under this name."""
        with self.read() as work:
            found = work._ask("SELECT body FROM oa.request_sent WHERE id = :id", {"id": id})
        return bytes(found[0][0]) if found else None

    def answer(self, id: str) -> str | None:
        """What became of a request; None while nobody has looked at it."""
        with self.read() as work:
            found = work._ask("SELECT told FROM oa.answer WHERE id = :id", {"id": id})
        return str(found[0][0]) if found else None

    def chunks(self, sha256: str) -> int:
        """How many pieces of a file are there already, from the first on without a gap."""
        words = "SELECT i FROM oa.request_chunk WHERE sha256 = :sha256 ORDER BY i"
        with self.read() as work:
            found = [row[0] for row in work._ask(words, {"sha256": sha256})]
        return next((n for n, i in enumerate(found) if n != i), len(found))

    def send_chunk(self, sha256: str, i: int, data: bytes) -> None:
        """Send one piece of a file."""
        words = (
            "INSERT INTO oa.request_chunk (sha256, i, data) VALUES (:sha256, :i, :data)"
            " ON CONFLICT DO NOTHING"
        )
        with self._sending() as connection:
            ask = statements.spoken(connection.dialect, words)
            ask.run(connection, {"sha256": sha256, "i": i, "data": data})

    def line(self) -> str:
        """How the line is secured: `proved`, `near` (this very PC), `encrypted` or `open`."""
        with self._reaching(), known_failures(self.place), self._engine.connect() as connection:
            info: Any = connection.connection.driver_connection
            said, encrypted = info.info.get_parameters(), info.pgconn.ssl_in_use
        if said.get("gssencmode") == "require":  # without it there would be no line
            return "proved"
        if encrypted and said.get("sslmode") == "verify-full":
            return "proved"
        if connecting.is_near(self._engine.url):
            return "near"
        return "encrypted" if encrypted else "open"

    def change_password(self, login: str, chosen: str) -> None:
        """Let the server know another password of this login, without telling it to anybody.

        Raises:
            StoreUnavailable: `server-gone` and the like.
        """
        with self._sending() as connection:
            kept = verifier(connection, login, chosen)
            here = quoted(str(connection.exec_driver_sql("SELECT current_database()").scalar()))
            alter = f"ALTER ROLE {quoted(login)}"
            connection.exec_driver_sql(f"{alter} PASSWORD '{kept}'")
            connection.exec_driver_sql(f"{alter} IN DATABASE {here} SET {FIRST} = 'off'")

    @contextmanager
    def _sending(self) -> Iterator[Connection]:
        with self._reaching():
            connection = self._engine.connect().execution_options(postgresql_readonly=False)
            with connection, connection.begin():
                yield connection

    @contextmanager
    def _reaching(self) -> Iterator[None]:
        """Note whether the server answers."""
        try:
            with known_failures(self.place):
                yield
        except StoreUnavailable as failure:
            if failure.code in LOST:
                self.away = failure
            raise
        self.away = None

    def _check(self) -> None:
        from oa_client.docflow.store import upgrades

        with known_failures(self.place), self._engine.connect() as connection:
            there, whole = connection.exec_driver_sql(
                "SELECT to_regclass('oa.alembic_version'),"
                " bool_and(to_regproc('oa.' || f) IS NOT NULL)"
                f" FROM pg_catalog.unnest(ARRAY{[*PUBLIC]}) f"
            ).one()
            if there is None:
                raise StoreUnavailable("office-absent", file=self.place)
            ask = "SELECT version_num FROM oa.alembic_version"
            present = str(connection.exec_driver_sql(ask).scalar())
            upgrades.check(present, self.place)
            if not whole:
                raise StoreUnavailable(
                    "office-outdated", file=self.place, version=present, known=upgrades.LATEST
                )
