"""廉政风险信号: facts in the records that somebody should look into.

Each is computed anew from the ledger and its tables, with published thresholds; none is a verdict,
and none changes anything.
"""

import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from typing import Any

from oa_client import assets
from oa_client.docflow.handling import gate
from oa_client.docflow.handling.book_lines import title_shown
from oa_client.docflow.handling.case import Office, Row
from oa_client.docflow.handling.integrity import finds
from oa_client.docflow.handling.integrity.watched import Signal, Watched
from oa_client.docflow.handling.people import HEAD, SUPERVISOR
from oa_client.docflow.handling.ports import Work
from oa_client.docflow.model.errors import BadInput, Refused
from oa_client.docflow.model.moment import iso, parse

Find = Callable[[Watched, dict[str, int]], Iterator[Signal]]

FINDS: dict[str, Find] = {
    "queue-jumping": finds.queue_jumping, "hasty": finds.hasty, "unread": finds.unread,
    "out-of-hours": finds.out_of_hours, "passed-around": finds.passed_around,
    "late-relief": finds.late_relief, "double-role": finds.double_role,
    "number-void": finds.number_void, "number-unused": finds.number_unused,
    "number-reserved": finds.number_reserved, "bulk": finds.bulk,
    "outside-reading": finds.outside_reading,
    "changed-after-signature": finds.changed_after_signature,
    "card-withdrawn": finds.card_withdrawn,
}  # fmt: skip
"""Every signal and how it is found."""


@dataclass(frozen=True)
class Published:
    """A signal as everybody may read of it: its name, how it is computed, its thresholds."""

    code: str
    name: tuple[str, str]
    computed: tuple[str, str]
    limits: dict[str, int]

    def words(self, language: str) -> str:
        """How it is computed, with its thresholds in their places."""
        told = self.computed[0 if language == "zh_CN" else 1]
        return told.format(**self.limits)


@cache
def published() -> tuple[Published, ...]:
    """All signals, as `resources/signals.toml` explains them; Chinese first, then English."""
    written: dict[str, dict[str, Any]] = tomllib.loads(
        assets.path("signals.toml").read_text("utf-8")
    )
    return tuple(
        Published(
            code, (row["name"][0], row["name"][1]), (row["computed"][0], row["computed"][1]),
            {name: value for name, value in row.items() if isinstance(value, int)},
        )
        for code, row in written.items()
    )  # fmt: skip


def signals(
    work: Work, office: Office, login: str, since: str | None, until: str | None, at: datetime
) -> list[Signal]:  # fmt: skip
    """What is to be looked into of a period, oldest first.

    Raises:
        Refused: `not-your-post`, for whoever supervises nothing.
        BadInput: `no-such-person`.
    """
    if login not in office.people:
        raise BadInput("no-such-person", field="--as", name=login[:60])
    if not {SUPERVISOR, HEAD} & set(office.posts(login)):
        raise Refused("not-your-post", post=SUPERVISOR)
    start = iso(parse(since)) if since else ""
    end = f"{iso(parse(until))[:10]}T23:59:59+08:00" if until else "9999"
    known = _known(work, office, login)
    seen = _seen(work, office, known, at)
    found = [
        _titled(signal, known)
        for law in published() for signal in FINDS[law.code](seen, law.limits)
        if start <= signal.at <= end
    ]  # fmt: skip
    return sorted(found, key=lambda signal: (signal.at, signal.code))


def _titled(signal: Signal, known: dict[str, Row]) -> Signal:
    """With the title of every paper that the signal is about or names."""
    several = signal.facts.get("documents", [])
    ids = {signal.document, signal.facts.get("earlier"), *several} & known.keys()
    return replace(signal, titles={id: title_shown(known[id]) for id in sorted(ids)})


def _known(work: Work, office: Office, login: str) -> dict[str, Row]:
    mine = {party["document"] for party in work.rows("party", person=login)}
    heads = HEAD in office.posts(login)
    known = {}
    for row in work.rows("document"):
        parties = [{"person": login}] if row["id"] in mine else []
        whole = heads and not row["classified"] and row["status"] not in ("draft", "abandoned")
        if whole or gate.may_read(office, row, parties, login):
            known[row["id"]] = row
    return known


def _seen(work: Work, office: Office, known: dict[str, Row], at: datetime) -> Watched:
    return Watched(
        acts=[act for act in work.acts() if act["document"] in known],
        tasks=[
            task | {"urgency": known[task["document"]]["urgency"]}
            for task in work.tasks() if task["document"] in known
        ],
        numbers=[row for row in work.rows("number") if row["document"] in known],
        reserved=work.rows("reservation"),
        creators={id: str(row["creator"]) for id, row in known.items()},
        lengths=work.lengths(),
        calendar_of=cache(office.calendar_of),
        until=at,
    )  # fmt: skip
