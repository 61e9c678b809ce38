"""Which paper a case makes: the elements of GB/T 9704 from what is on record."""

import re
from datetime import datetime

from oa_client.docflow.handling.case import Docket
from oa_client.docflow.handling.people import is_upward
from oa_client.docflow.model.moment import parse
from oa_client.docflow.typeset.elements import Paper


def names_in(value: str | list[str] | None) -> tuple[str, ...]:
    """Addressees, one by one, from the way in which people write them."""
    parts = re.split("[;；\n]", value) if isinstance(value, str) else value or []
    return tuple(part.strip().rstrip("：:") for part in parts if part.strip())


def chinese_date(moment: datetime) -> str:
    """成文日期: year, month and day in figures, without leading zeros (GB/T 9704 7.3.5.4)."""
    return f"{moment.year}年{moment.month}月{moment.day}日"


def paper_of(docket: Docket, at: datetime) -> Paper:
    """The paper as it stands; unsigned it has no date, unnumbered no number."""
    elements, office = docket.elements, docket.office.office
    texts = docket.tables.get("text_version", [])
    signed = docket.plan.get("signed")
    incoming = docket.procedure.opens_with == "register"
    own = office["name"]
    dated = elements.get("date") or ""
    if not incoming:
        dated = chinese_date(parse(signed["at"])) if signed else ""
    issuer = elements.get("issuer") or own
    return Paper(
        form=elements.get("form") or "general",
        copy_number=elements.get("copy_number") or "",
        secrecy=elements.get("secrecy") or "",
        secrecy_period=elements.get("secrecy_period") or "",
        urgency=elements.get("urgency") or "",
        issuer=issuer,
        number=docket.document["number"] or "",
        signatory=elements.get("signatory") or _signatory(docket),
        title=elements["title"],
        to=tuple(_called(docket, name) for name in names_in(elements.get("to"))),
        body=texts[-1]["body"] if texts else "",
        attachments=names_in(elements.get("attachments")),
        note=elements.get("note") or "",
        signature=issuer,
        date=dated,
        cc=names_in(elements.get("cc")),
        printer=own,
        print_date=chinese_date(at),
        copies=elements.get("copies"),
        training=bool(office["training"]),
    )


def _called(docket: Docket, name: str) -> str:
    """A person of this office is named on paper by his name, not by his login."""
    person = docket.office.people.get(name)
    return str(person["name"]) if person else name


def _signatory(docket: Docket) -> str:
    """签发人 stands on upward papers alone (GB/T 9704 7.2.6)."""
    signed = docket.plan.get("signed")
    if signed and is_upward(docket.elements):
        return str(docket.office.people[signed["by"]]["name"])
    return ""
