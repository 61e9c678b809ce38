"""What the doctor asks of one person's line to a shared office, his login and his drawer."""

from datetime import timedelta

from oa_client.docflow.handling.case import Row
from oa_client.docflow.model import moment
from oa_client.docflow.store.drawer import Drawer
from oa_client.docflow.store.server.person import PersonStore


def condition(store: PersonStore, drawer: Drawer) -> Row:
    """How it stands.

    Returns:
        `line`: `proved` (TLS, the server's name certified), `near` (this very PC), `encrypted` or
        `open`; `mighty`: what the login may beside what a person may; `silent`: seconds since the
        registrar's last sign of life, None where there never was one; `since`: when that was;
        `unsent`: requests that wait; `oldest`: when the first of them was made; `opened`: whether
        the drawer could be looked into.

    Raises:
        StoreUnavailable: the server can't be reached.
    """
    with store.read() as work:
        silent, now, mighty = work.serving(), work.stand()[1], work.mighty()
    unsent = drawer.unsent()
    return {
        "line": store.line(), "mighty": mighty, **silence(silent, moment.iso(now)),
        "unsent": len(unsent), "oldest": unsent[0].made_at if unsent else None,
        "opened": drawer.is_open,
    }  # fmt: skip


def silence(silent: float | None, now: str) -> Row:
    """For how long, and since when, the registrar has given no sign of life.

    Args:
        silent: seconds; None where he never gave one.
        now: the server's time.
    """
    if silent is None:
        return {"silent": None, "since": None}
    since = moment.parse(now) - timedelta(seconds=silent)
    return {"silent": round(silent), "since": moment.iso(since)}
