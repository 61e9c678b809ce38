"""Acts that concern no document: standing in for one another, vouching for keys."""

import json
from datetime import datetime, timedelta

from oa_client.docflow.handling.case import Office, Row
from oa_client.docflow.handling.people import named
from oa_client.docflow.model.errors import BadInput, Refused
from oa_client.docflow.model.moment import iso, parse

LONGEST_STAND_IN = timedelta(days=366)


def stand_in(office: Office, by: str, fields: Row, at: datetime, key: str) -> list[tuple[str, Row]]:
    """代办: from a day to a day another acts for me, and everything says so (A 代 B).

    Raises:
        Refused: `stand-in-loop` for oneself or in a ring, `back-dated`.
        BadInput: `bad-period`.
    """
    proxy = named(office, fields["person"], "person")[0]
    start, end = _from(fields["from"]), _until(fields["until"])
    if not start < end or end - start > LONGEST_STAND_IN:
        raise BadInput("bad-period", start=fields["from"], until=fields["until"])
    if start.date() < at.date() or end <= at:
        raise Refused("back-dated", start=iso(start))
    if proxy == by or _reaches(office, proxy, by, iso(start), iso(end)):
        raise Refused("stand-in-loop", person=proxy)
    row = {
        "id": key, "person": by, "proxy": proxy, "from_": iso(max(start, at)), "until": iso(end),
        "ended": 0, "made_at": iso(at),
    }  # fmt: skip
    return [("stand_in", row)]


def end_stand_in(
    office: Office, by: str, fields: Row, at: datetime
) -> tuple[list[tuple[str, Row]], Row]:
    """终止代办: from this moment on nobody acts for him, also where the day had not come yet; what
    was done in his place stands.

    Raises:
        Refused: `no-stand-in` where nobody does, or not the one who was named.
        BadInput: `no-such-person`.
    """
    proxy = named(office, fields["person"], "person")[0] if fields["person"] else None
    now = iso(at)
    lasting = sorted(
        (row for row in office.stand_ins
         if row["person"] == by and now < row["until"] and proxy in (None, row["proxy"])),
        key=lambda row: str(row["id"]),
    )  # fmt: skip
    if not lasting:
        raise Refused("no-stand-in")
    people = sorted({row["proxy"] for row in lasting})
    ended = [("stand_in", {"id": row["id"], "until": now, "ended": 1}) for row in lasting]
    return ended, {"people": people}


def _from(text: str) -> datetime:
    return parse(text)


def _until(text: str) -> datetime:
    """A bare date means that whole day."""
    moment = parse(text)
    return moment + timedelta(days=1) if len(text) <= 10 else moment


def _reaches(office: Office, start: str, goal: str, since: str, until: str) -> bool:
    """Whether `start` is already represented, through others, by `goal` in that time."""
    todo, seen = [start], {start}
    while todo:
        person = todo.pop()
        for row in office.stand_ins:
            overlaps = row["from_"] < until and since < row["until"] and not row["ended"]
            if row["person"] == person and overlaps and row["proxy"] not in seen:
                if row["proxy"] == goal:
                    return True
                seen.add(row["proxy"])
                todo.append(row["proxy"])
    return False


def counts_at_once(office: Office, login: str) -> bool:
    """Whether a new key needs nobody to vouch for it: the founder's, while no key counts yet."""
    return login == office.office["founder"] and not any(
        key["status"] == "trusted" for key in office.keys.values()
    )


def vouch(office: Office, by: str, fields: Row) -> list[tuple[str, Row]]:
    """作保: a new key counts once two enrolled persons stand up for it; for the second, one does.

    Raises:
        BadInput: `no-such-person`.
        Refused: `key-missing`, `already-vouched`, `not-for-oneself`.
    """
    person = named(office, fields["person"], "person")[0]
    if person == by:
        raise Refused("not-for-oneself")
    pending = [k for k in office.keys.values() if k["login"] == person and k["status"] == "pending"]
    if not pending:
        trusted = any(
            k["login"] == person and k["status"] == "trusted" for k in office.keys.values()
        )
        raise Refused("already-vouched" if trusted else "key-missing", person=person)
    key = pending[-1]
    vouchers = json.loads(key["vouchers"])
    if by in vouchers:
        raise Refused("already-vouched", person=person)
    vouchers.append(by)
    trusted_people = {k["login"] for k in office.keys.values() if k["status"] == "trusted"}
    needed = 1 if len(trusted_people) == 1 else 2
    status = "trusted" if len(vouchers) >= needed else "pending"
    rows = [("key", {"key_id": key["key_id"], "vouchers": json.dumps(vouchers), "status": status})]
    if status == "trusted":
        rows += [
            ("key", {"key_id": old["key_id"], "status": "replaced"})
            for old in office.keys.values()
            if old["login"] == person and old["status"] == "trusted"
        ]
    return rows
