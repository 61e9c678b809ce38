"""Which paper a case makes: the elements of GB/T 9704 from what is on record."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from oa_client.docflow.handling.case import Docket
from oa_client.docflow.handling.form.draft import listed
from oa_client.docflow.handling.form.paper import drawn
from oa_client.docflow.handling.people import is_upward
from oa_client.docflow.handling.pictures import Files, pictures_of
from oa_client.docflow.model.errors import BadInput
from oa_client.docflow.model.moment import day_text, parse
from oa_client.docflow.typeset.elements import Paper, parted

Row = dict[str, Any]


def chinese_date(moment: datetime) -> str:
    """成文日期: year, month and day in figures, without leading zeros (GB/T 9704 7.3.5.4)."""
    return f"{moment.year}年{moment.month}月{moment.day}日"


def to_print(docket: Docket, at: datetime, files: Files, apart: str | list[str] | None) -> Paper:
    """The paper as 印制 makes it; an 附件 bound `apart` bears its 发文字号 (GB/T 9704 7.3.7).

    Raises:
        BadInput: `no-such-annex`.
    """
    paper, labels = paper_of(docket, at, files), tuple(listed(apart))
    found = {annex.label for annex in parted(paper.body)[1]}
    if strange := [label for label in labels if label not in found]:
        raise BadInput("no-such-annex", name=strange[0][:60])
    return replace(paper, apart=labels)


def paper_of(docket: Docket, at: datetime, files: Files) -> Paper:
    """The paper as it stands; unsigned it has no date, unnumbered no number."""
    elements, office = docket.elements, docket.office.office
    texts = docket.tables.get("text_version", [])
    signed = docket.plan.get("signed")
    dated = day_text(elements.get("date") or "")
    if docket.procedure.opens_with != "register":
        dated = chinese_date(parse(signed["at"])) if signed else ""
    paper = drawn(elements, texts[-1]["body"] if texts else "", office["name"])
    return replace(
        paper,
        number=docket.document["number"] or "",
        signatory=paper.signatory or _signatory(docket),
        title=elements["title"],
        to=tuple(_called(docket, name) for name in paper.to),
        signature=_stamped(docket) if paper.form == "order" else paper.signature,
        date=dated,
        print_date=chinese_date(at),
        training=bool(office["training"]),
        pictures=pictures_of(docket, files),
        apart=tuple(docket.plan.get("apart", ())),
    )


def _called(docket: Docket, name: str) -> str:
    """A person of this office is named on paper by his name, not by his login."""
    person = docket.office.people.get(name)
    return str(person["name"]) if person else name


def _stamped(docket: Docket) -> str:
    """Whose signature stamp an order bears: post and name."""
    signed = docket.plan.get("signed")
    if docket.elements.get("signatory"):
        return str(docket.elements["signatory"])
    if not signed:
        return ""
    posts = docket.office.posts(signed["by"])
    return f"{posts[0] if posts else ''} {docket.office.people[signed['by']]['name']}".strip()


def _signatory(docket: Docket) -> str:
    """签发人 stands on upward papers alone (GB/T 9704 7.2.6)."""
    signed = docket.plan.get("signed")
    if signed and is_upward(docket.elements):
        return str(docket.office.people[signed["by"]]["name"])
    return ""
