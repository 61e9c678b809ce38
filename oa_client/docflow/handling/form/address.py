"""To whom a paper may go, from whom, and in what kind (条例 arts. 8, 9, 14 to 17)."""

import re

from oa_client.docflow.handling.form.draft import Draft, listed
from oa_client.docflow.handling.form.places import (
    CITY,
    COUNTY,
    WORKS_FOR,
    leads,
    matter_of,
    rank,
)
from oa_client.docflow.model.errors import Refused

_PERSON = re.compile("同志$|(?:市长|县长|区长|省长|书记|局长|处长|主席)$")
"""Endings of somebody's title: a paper goes to a body, not to its head."""

_GOVERNMENT = re.compile("(?:人民政府|党委|市委|县委|区委|镇党委|乡党委)$")
_AGREED = re.compile("经.{0,20}(?:政府|党委|市委|县委|区委).{0,6}(?:同意|批准|授权)")
_HEAD = re.compile(
    "(?:人民政府|国务院|党委|[省市县区州旗盟]委|人大常委会|政协|军区|军分区|武装部)$"
)
"""Endings of a body that leads a place."""

_DOWNWARD = ("决定", "通知", "通报", "意见", "批复")
_ADDRESSED = ("意见", "通知", "通报", "报告", "请示", "批复", "议案", "函")
"""文种 that go to somebody; the others are made known to all."""

_FORM_OF = {"命令": "order", "纪要": "minutes"}


def one_addressee(draft: Draft) -> Refused | None:
    """条例 15（一）: an upward paper has one addressee."""
    return Refused("several-addressees", to=draft.to) if len(draft.to) > 1 else None


def copied(draft: Draft) -> bool:
    """Whether anybody gets a copy."""
    return bool(draft.cc)


def no_copy_down(draft: Draft) -> Refused | None:
    """条例 15（一）: no copy of an upward paper goes to a lower body: a unit of this office, or the
    body of a smaller region.
    """
    here = max((rank(name) for name in draft.issuer if leads(name)), default=0)
    below = [
        name for name in draft.cc
        if name in draft.units or (leads(name) and 0 < rank(name) < here)
    ]  # fmt: skip
    return Refused("upward-copied-down", cc=below) if below else None


def to_a_body(draft: Draft) -> Refused | None:
    """条例 15（五）: no paper is addressed to somebody of this office."""
    own = [name for name in draft.to if name.removesuffix("同志") in draft.people]
    return Refused("addressed-to-person", to=own) if own else None


def to_no_leader(draft: Draft) -> Refused | None:
    """条例 15（五）: a title at the end of an addressee's name is somebody's, not a body's."""
    named = [name for name in draft.to if _PERSON.search(name)]
    return Refused("addressed-to-leader", to=named) if named else None


def from_the_office(draft: Draft) -> Refused | None:
    """条例 17: an inner unit other than the 办公室 issues no paper of its own."""
    issuers = listed(draft.elements.get("issuer"))
    inner = [name for name in issuers if name in draft.units and not name.startswith("办公")]
    return Refused("inner-unit-issues", issuer=inner) if inner else None


def several_issue(draft: Draft) -> Refused | None:
    """条例 17: a joint paper names the bodies that issue it, the leading one first."""
    few = len(listed(draft.elements.get("issuer"))) < 2
    return Refused("joint-issuers-missing", field="issuer") if few else None


def same_level(draft: Draft) -> Refused | None:
    """条例 17: only bodies of one level issue together, as far as their names tell it."""
    issuers = listed(draft.elements.get("issuer"))
    ranks = {at for name in issuers if (at := rank(name))}
    places = {CITY if at == COUNTY else at for at in ranks}  # a city may be its equal
    told = [name for name in issuers if _HEAD.search(name) or WORKS_FOR.search(name)]
    heads = {bool(_HEAD.search(name)) for name in told}
    mixed = len(places) > 1 or len(heads) > 1
    return Refused("levels-mixed", issuer=issuers) if mixed else None


def level_told(draft: Draft) -> bool:
    """Whether the issuer's name tells how high it stands."""
    return _lowest(draft) > 0


def levels_told(draft: Draft) -> bool:
    """Whether the names of the issuer and of an addressee tell how high they stand."""
    return level_told(draft) and any(map(rank, draft.to))


def none_passed_over(draft: Draft) -> Refused | None:
    """条例 14: no body asks past the next one above it; where it must, that one gets a copy."""
    here = _lowest(draft)
    past = [name for name in draft.to if here and rank(name) > here + 1]
    highest = max(map(rank, past), default=0)
    told = any(here < rank(name) < highest for name in draft.cc)
    return Refused("level-passed-over", to=past) if past and not told else None


def two_superiors(draft: Draft) -> str:
    """The department, if any, that stands under its government and under the department of the
    same matter above, where a paper goes between those two departments.
    """
    upper, lower = (draft.to, draft.issuer) if draft.upward else (draft.issuer, draft.to)
    ruled = draft.upward or draft.kind in _DOWNWARD
    if not ruled or len(draft.to) != 1 or len(draft.issuer) != 1:
        return ""
    above, below = upper[0], lower[0]
    matter = matter_of(below)
    pair = matter and matter == matter_of(above) and 0 < rank(below) < rank(above)
    return below if pair else ""


def other_superior_copied(draft: Draft) -> Refused | None:
    """条例 15（六）, 16（五）: what goes between two departments of one matter is copied to the
    government of the lower one, where that is needed.
    """
    below = two_superiors(draft)
    told = any(leads(name) and rank(name) == rank(below) for name in draft.cc)
    return Refused("other-superior-uncopied", body=below) if below and not told else None


def superior_copied(draft: Draft) -> Refused | None:
    """条例 16（一）: what is important goes to one's own direct superior too."""
    here = _lowest(draft)
    told = any(
        rank(name) > here or (rank(name) == here and leads(name))
        for name in draft.cc
    )
    silent = here and not draft.upward and not told
    return Refused("superior-uncopied", kind=draft.kind) if silent else None


def _lowest(draft: Draft) -> int:
    return min((at for name in draft.issuer if (at := rank(name))), default=0)


def government_told(draft: Draft) -> list[str]:
    """The governments and committees that a paper tells what to do."""
    ruled = draft.kind in _DOWNWARD and not draft.upward
    return [name for name in draft.to if _GOVERNMENT.search(name)] if ruled else []


def government_agreed(draft: Draft) -> Refused | None:
    """条例 16（二）: a department tells a lower government nothing without its own's consent."""
    told = government_told(draft)
    silent = told and not _AGREED.search(draft.body)
    return Refused("consent-unsaid", to=told) if silent else None


def addressee_named(draft: Draft) -> Refused | None:
    """条例 9（八）: whoever is to act on it is named."""
    return Refused("addressee-missing", kind=draft.kind) if not draft.to else None


def form_fits(draft: Draft) -> Refused | None:
    """GB/T 9704 clause 10: 命令 and 纪要 have forms of their own; what goes up is 上行文."""
    form = str(draft.elements.get("form") or "general")
    fitting = _FORM_OF.get(draft.kind)
    up = form == "upward" and draft.kind not in ("请示", "报告", "议案", "意见")
    if (fitting and form != fitting) or up:
        return Refused("form-and-kind", kind=draft.kind, form=form)
    return None


def disclosure_proposed(draft: Draft) -> Refused | None:
    """政府信息公开条例: the drafter proposes whether it is published."""
    return None if draft.elements.get("disclosure") else Refused("disclosure-open")


def withheld(draft: Draft) -> bool:
    """Whether it is to be kept from the public."""
    return draft.elements.get("disclosure") == "不予公开"


def reason_withheld(draft: Draft) -> Refused | None:
    """政府信息公开条例: whoever keeps a paper back says why."""
    reason = str(draft.elements.get("disclosure_reason") or "").strip()
    silent = withheld(draft) and not reason
    return Refused("field-missing", field="disclosure_reason") if silent else None


def addressed(draft: Draft) -> bool:
    """Whether the 文种 goes to named bodies."""
    return draft.kind in _ADDRESSED
