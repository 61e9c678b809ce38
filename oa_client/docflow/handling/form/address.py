"""To whom a paper may go, from whom, and in what kind (条例 arts. 8, 9, 14 to 17)."""

import re

from oa_client.docflow.handling.form.draft import Draft, listed
from oa_client.docflow.model.errors import Refused

_PERSON = re.compile("同志$|(?:市长|县长|区长|省长|书记|局长|处长|主席)$")
"""Endings of somebody's title: a paper goes to a body, not to its head."""

_GOVERNMENT = re.compile("(?:人民政府|党委|市委|县委|区委|镇党委|乡党委)$")
_AGREED = re.compile("经.{0,20}(?:政府|党委|市委|县委|区委).{0,6}(?:同意|批准|授权)")
_HEAD = re.compile(
    "(?:人民政府|国务院|党委|[省市县区州旗盟]委|人大常委会|政协|军区|军分区|武装部)$"
)
"""Endings of a body that leads a place."""
_OF = re.compile("(?:局|厅|部|处|办|委员会|办公室|办公厅)$")
"""Endings of a body that works for the one that leads."""
_PLACES = (
    re.compile("(?<!城)乡(?!村)|(?<![城村])镇|街道"),
    re.compile("市(?!场|容|政(?!府))|[州盟县旗]|(?<![治社发地军])区"),
    re.compile("省|自治区"), re.compile("^(?:中共)?(?:中央|国)"),
)
"""Places from below; a city may be a county's equal, so that the two count as one."""

_DOWNWARD = ("决定", "通知", "通报", "意见", "批复")
_ADDRESSED = ("意见", "通知", "通报", "报告", "请示", "批复", "议案", "函")
"""文种 that go to somebody; the others are made known to all."""

_FORM_OF = {"命令": "order", "纪要": "minutes"}


_REGION = re.compile(
    "(?:(省|自治区)|(市|州|盟)|(县|区|旗)|(乡|镇|街道))"
    "(?:人民政府|政府|党委|党工委|工委|委员会|委|办事处)"
)
"""Where a body's name says of which region it is: province, city, county, township."""


def region_of(body: str) -> int:
    """How far down the body of a region stands, 1 for a province's; 0 where its name tells not."""
    found = _REGION.search(body)
    return int(found.lastindex or 0) if found else 0


def one_addressee(draft: Draft) -> Refused | None:
    """条例 15（一）: an upward paper has one addressee."""
    return Refused("several-addressees", to=draft.to) if len(draft.to) > 1 else None


def no_copy_down(draft: Draft) -> Refused | None:
    """条例 15（一）: no copy of an upward paper goes to a lower body: a unit of this office, or the
    body of a smaller region.
    """
    here = max((region_of(name) for name in draft.issuer), default=0)
    below = [
        name for name in draft.cc if name in draft.units or 0 < here < region_of(name)
    ]
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
    places = {rank for name in issuers if (rank := _rank(name))}
    heads = {bool(_HEAD.search(name)) for name in issuers if _HEAD.search(name) or _OF.search(name)}
    mixed = len(places) > 1 or len(heads) > 1
    return Refused("levels-mixed", issuer=issuers) if mixed else None


def _rank(name: str) -> int:
    """How high a body's place stands, from 1; 0 where its name does not tell."""
    found = [rank for rank, place in enumerate(_PLACES, start=1) if place.search(name)]
    return found[0] if found else 0


def government_agreed(draft: Draft) -> Refused | None:
    """条例 16（二）: a department tells a lower government nothing without its own's consent."""
    told = [name for name in draft.to if _GOVERNMENT.search(name)]
    silent = draft.kind in _DOWNWARD and not draft.upward and not _AGREED.search(draft.body)
    return Refused("consent-unsaid", to=told) if told and silent else None


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


def reason_withheld(draft: Draft) -> Refused | None:
    """政府信息公开条例: whoever keeps a paper back says why."""
    kept_back = draft.elements.get("disclosure") == "不予公开"
    reason = str(draft.elements.get("disclosure_reason") or "").strip()
    return Refused("field-missing", field="disclosure_reason") if kept_back and not reason else None


def addressed(draft: Draft) -> bool:
    """Whether the 文种 goes to named bodies."""
    return draft.kind in _ADDRESSED
