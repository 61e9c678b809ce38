"""How a server is reached: its address read, the line secured, and what may break on the way.

Whoever is no neighbour of this PC must prove by certificate that he is the server that was named.
"""

import os
import re
from pathlib import Path
from typing import Any

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from oa_client.docflow.model.errors import BadInput

_LOOPBACK = re.compile(r"(?i)localhost|127(\.\d{1,3}){3}|::1|\[::1\]")

_LINE = {
    "keepalives": 1, "keepalives_idle": 20, "keepalives_interval": 5, "keepalives_count": 3,
    "tcp_user_timeout": 20_000, "application_name": "oa_client",
}  # fmt: skip
"""A cable that was pulled is noticed within half a minute, whatever is on its way."""


def read_address(url: str) -> URL:
    """The address of a server; what is wrong with one is said without its password.

    Raises:
        BadInput: `bad-address`.
    """
    try:
        address = make_url(url)
        port = address.port or 5432
    except (ArgumentError, ValueError):
        raise BadInput("bad-address", office=without_password(url)) from None
    if address.get_backend_name() not in ("postgresql", "postgres") or not 0 < port < 65_536:
        raise BadInput("bad-address", office=without_password(url))
    return address


def without_password(url: str) -> str:
    """What may be shown of an address, even of one that can't be read."""
    shown = re.sub(r"(?<=://)([^/@:]*):.*@", r"\1:***@", url, count=1)
    return re.sub(r"(?i)((?:ssl)?password=)[^&]*", r"\1***", shown)[:120]


def has_password(url: str) -> bool:
    """Whether an address brings its password along."""
    address = read_address(url)
    return address.password is not None or "password" in address.query


def with_password(url: str, password: str) -> str:
    """The same address with this password; not to be shown or written down."""
    return read_address(url).set(password=password).render_as_string(hide_password=False)


def account(url: str) -> str:
    """Whose password it is, as a keyring notes it: login, host, port and database."""
    address = read_address(url)
    login = address.username or address.query.get("user") or os.environ.get("PGUSER", "")
    hosts = ",".join(_hosts(address)) or "local"
    return f"{login}@{hosts}:{address.port or 5432}/{address.database or ''}"


def line_of(address: URL, seconds: float) -> dict[str, Any]:
    """What the line to this address needs beside the address; what the address says stands.

    Args:
        address: where the server is.
        seconds: how long to wait for it to answer.
    """
    line = {"connect_timeout": max(2, round(seconds)), **_LINE}
    if not is_near(address):
        line["sslmode"] = "verify-full"
    mode = address.query.get("sslmode", line.get("sslmode"))
    own = Path(os.environ.get("APPDATA", "~")).expanduser() / "postgresql" / "root.crt"
    usual = own if "APPDATA" in os.environ else Path("~/.postgresql/root.crt").expanduser()
    if mode == "verify-full" and "PGSSLROOTCERT" not in os.environ and not usual.exists():
        line["sslrootcert"] = "system"
    return {name: value for name, value in line.items() if name not in address.query}


def is_near(address: URL) -> bool:
    """Whether the server is this very PC: nobody can stand in between."""
    hosts = _hosts(address)
    return all(host.startswith(("/", "@")) or _LOOPBACK.fullmatch(host) for host in hosts)


def _hosts(address: URL) -> list[str]:
    """Every host that is named; none where the server's own socket is meant."""
    if address.host:
        return [address.host]
    said = address.query.get("host") or os.environ.get("PGHOST") or ()
    several = [said] if isinstance(said, str) else list(said)
    parts = [part for one in several for part in one.split(",") if part]
    return [part if part.startswith("/") else re.sub(r":\d+$", "", part) for part in parts]


_TOLD = (
    (r"no password supplied", "password-missing"),
    (r"authentication failed|认证失败|not permitted to log in|不允许登录|pg_hba\.conf",
     "login-refused"),
    (r"permission denied for database|数据库.*权限", "not-of-this-office"),
    (r"database .* (does not exist|不存在)|数据库.*不存在", "office-absent"),
    (r"failed to resolve host|could not translate host name|not known", "no-such-host"),
    (r"does not match host name|certificate verify failed|self.signed|unknown ca|"
     r"certificate .*(expired|not valid)|unable to get .*issuer", "server-not-proved"),
    (r"server does not support SSL", "server-unencrypted"),
    (r"root certificate file|root\.crt", "ca-missing"),
    (r"too many (connections|clients)|太多|remaining connection slots|连接槽", "server-busy"),
)  # fmt: skip
"""What a line that never came about says, in the languages of servers here, and our code.

The protocol's own code of the refusal is not handed on by the driver, so words must do.
"""


def code_of_words(words: str) -> str:
    """Why no connection came about."""
    return next((code for said, code in _TOLD if re.search(said, words)), "server-gone")
