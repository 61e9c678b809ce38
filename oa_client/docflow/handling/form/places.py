"""What a body's name tells of its place: how high it stands, whether it leads, what it is for."""

import re

WORKS_FOR = re.compile("(?:局|厅|部|处|办|委员会|办公室|办公厅)$")
"""Endings of a body that works for the one that leads."""

_PLACES = (
    re.compile("(?<!城)乡(?!村)|(?<![城村])镇|街道"),
    re.compile("[县旗]|(?<![治社发地军])区"),
    re.compile("市(?!场|容|政(?!府))|州(?![省市县区])|盟"),
    re.compile("省|自治区"), re.compile("^(?:中共)?(?:中央|国)"),
)
"""Places from below: township, county, city, province, the state."""

COUNTY, CITY = 2, 3

_LEADS = re.compile(
    "(?:省|自治区|市|州|盟|县|区|旗|乡|镇|街道)"
    "(?:人民政府|政府|党委|党工委|工委|委员会|委|办事处)"
)


def rank(body: str) -> int:
    """How high a body's place stands, from 1; 0 where its name does not tell."""
    found = [at for at, place in enumerate(_PLACES, start=1) if place.search(body)]
    return found[0] if found else 0


def leads(body: str) -> bool:
    """Whether a body leads its place: a government or committee, or the office that serves it."""
    return _LEADS.search(body) is not None


def matter_of(body: str) -> str:
    """What a department is for, its place left out: 财政 for 青原市财政局; else nothing."""
    if leads(body) or not WORKS_FOR.search(body):
        return ""
    ends = [found.end() for place in _PLACES[:-1] if (found := place.search(body))]
    return WORKS_FOR.sub("", body[max(ends) :]) if ends else ""
