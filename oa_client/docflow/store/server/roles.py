"""The roles of an office on a server, named after its database so that offices share a server."""

import re
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from oa_client.docflow.model.errors import BadInput

MOST_CONNECTIONS = 8
"""Of one person at once: a window, a command line, and what a lost line leaves behind."""

MOST_NAME = 63 - len("oa_registrar_")
"""Bytes of a database's name: the server cuts longer names of roles, and then two are one."""

_NAMED = re.compile(r"[\w-]+")

MIGHTY = (
    "rolsuper OR rolcreaterole OR rolcreatedb OR rolreplication OR rolbypassrls"
)
"""Attributes that no role of an office has."""

TOO_MUCH = "(g.rolname ~ '^pg_' OR g.rolsuper OR g.rolcreaterole OR g.rolbypassrls)"
"""Roles `g` that nobody of an office may put on."""

WATCHING = ("pg_signal_backend", "pg_read_all_stats")
"""What the registrar needs to watch over persons' connections."""

FIRST = "oa.first_password"
"""A setting of a login's own, on while he has not chosen a password himself; it only reminds."""

_RESERVED = re.compile(r"^(pg_.*|postgres|public|none|user|current_user|session_user)$", re.I)

@dataclass(frozen=True)
class Roles:
    """The office's own roles, as they are quoted in SQL.

    Attributes:
        owner: owns everything; nobody can log in as it.
        registrar: the one process that writes.
        person: what every person of the office may do.
        database: the database in which the office lies.
    """

    owner: str
    registrar: str
    person: str
    database: str

    def fill(self, words: str) -> str:
        """A statement with the roles' names in it."""
        for name in ("owner", "registrar", "person", "database"):
            words = words.replace("{" + name + "}", getattr(self, name))
        return words

    @staticmethod
    def plain(role: str) -> str:
        """A role's name without its quotes."""
        return role[1:-1].replace('""', '"')


def roles_of(database: str) -> Roles:
    """The roles of the office in this database.

    Raises:
        BadInput: `bad-address`, where roles can't be named after the database.
    """
    if not _NAMED.fullmatch(database) or len(database.encode()) > MOST_NAME:
        raise BadInput("bad-address", office=database[:60])
    return Roles(
        quoted(f"oa_owner_{database}"), quoted(f"oa_registrar_{database}"),
        quoted(f"oa_person_{database}"), quoted(database),
    )  # fmt: skip


def quoted(name: str) -> str:
    """A name as SQL takes it."""
    return '"' + name.replace('"', '""') + '"'


def check_login(login: str, roles: Roles) -> None:
    """Refuse a login that means something else to the server.

    Raises:
        BadInput: `login-reserved`, `login-too-long`.
    """
    taken = {Roles.plain(role) for role in (roles.owner, roles.registrar, roles.person)}
    if _RESERVED.match(login) or login in taken:
        raise BadInput("login-reserved", login=login)
    if len(login.encode()) > 63:
        raise BadInput("login-too-long", login=login[:60])


def verifier(connection: Connection, login: str, password: str) -> str:
    """What the server keeps of a password; the password itself is neither sent nor logged."""
    driver: Any = connection.connection.driver_connection
    made: bytes = driver.pgconn.encrypt_password(
        password.encode(), login.encode(), b"scram-sha-256"
    )
    return made.decode()
