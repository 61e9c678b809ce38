"""Which paper a case makes: the elements of GB/T 9704 from what is on record."""

import re
from datetime import datetime
from typing import Any

from oa_client.docflow.handling.case import Docket
from oa_client.docflow.handling.people import is_upward
from oa_client.docflow.handling.pictures import Files, pictures_of
from oa_client.docflow.model.document import KINDS
from oa_client.docflow.model.moment import parse
from oa_client.docflow.typeset.elements import Paper, bodies

Row = dict[str, Any]


def names_in(value: str | list[str] | None) -> tuple[str, ...]:
    """Addressees, one by one, from the way in which people write them."""
    parts = re.split("[;；\n]", value) if isinstance(value, str) else value or []
    return tuple(part.strip().rstrip("：:") for part in parts if part.strip())


def chinese_date(moment: datetime) -> str:
    """成文日期: year, month and day in figures, without leading zeros (GB/T 9704 7.3.5.4)."""
    return f"{moment.year}年{moment.month}月{moment.day}日"


_FORMS = {"命令": "order", "函": "letter", "纪要": "minutes"}
"""文种 that have a form of their own (GB/T 9704 clause 10)."""
_DISCLOSED = {
    "主动公开": "此件公开发布", "依申请公开": "此件依申请公开", "不予公开": "此件不予公开",
}  # fmt: skip
"""How 附注 says the 公开属性."""


def form_of(elements: Row) -> str:
    """The form of a paper: the one that was chosen, else that of its 文种.

    What goes upward bears its 签发人 (GB/T 9704 7.2.6), though only the ordinary form was chosen.
    """
    chosen = elements.get("form")
    if is_upward(elements) and chosen in (None, "", "general"):
        return "upward"
    return str(chosen or _FORMS.get(elements.get("kind") or "", "general"))


def kind_in(title: str) -> str:
    """文种 that a title ends with, an aside in brackets left out (条例 9（七）); empty for none."""
    ends = re.sub(r"[（(][^（）()]*[）)]$", "", title.strip())
    if ends.endswith("令"):
        return "命令"
    return max((kind for kind in KINDS if ends.endswith(kind)), key=len, default="")


def sealing_of(form: str) -> str:
    """How a paper of that form is made valid: an order by a signature stamp, minutes by nothing,
    any other by the seal (GB/T 9704 7.3.5, 10.2, 10.3).
    """
    return {"order": "stamp", "minutes": "none"}.get(form, "seal")


def note_of(elements: Row) -> str:
    """附注: what was noted, and whether the public may read the paper, unless that is noted."""
    note = (elements.get("note") or "").strip()
    said = _DISCLOSED.get(elements.get("disclosure") or "", "")
    return "\n".join(part for part in (note, said if "公开" not in note else "") if part)


def paper_of(docket: Docket, at: datetime, files: Files) -> Paper:
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
    form = form_of(elements)
    return Paper(
        form=form,
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
        note=note_of(elements),
        signature=_stamped(docket) if form == "order" else "\n".join(bodies(issuer)),
        sealing=sealing_of(form),
        date=dated,
        cc=names_in(elements.get("cc")),
        printer=own,
        print_date=chinese_date(at),
        copies=elements.get("copies"),
        training=bool(office["training"]),
        pictures=pictures_of(docket, files),
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
