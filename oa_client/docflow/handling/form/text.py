"""What the text itself must say and how it is written (条例 arts. 9 and 15, GB/T 9704 7.3)."""

import re

from oa_client.docflow.handling.form.draft import Draft
from oa_client.docflow.handling.form.twice import attached_in, unattached
from oa_client.docflow.model.errors import Refused
from oa_client.docflow.typeset.elements import LEVELS, Paragraph, blocks, figure, figures

_ASKS = re.compile("妥否|当否|可否|请批复|请批示|请审批|请予批准|请予审批|恳请批准")
"""Phrases with which a 请示 closes; a 报告 must not carry them (条例 art. 15 (4))."""

_PASSED_ON = re.compile("转报|转呈|转请")
_OWN_VIEW = re.compile("[我本][局委办市县区厅部院校处科单位]+.{0,4}(?:认为|意见|建议|审核)|经研究")
_CITED = re.compile("《[^》]+》|〔\\d{4}〕")
NUMBER_WRONG = re.compile(r"[\[［【(（]((?:19|20)\d\d)[\]］】)）]\s?(\d+)\s?号")
"""A document's number whose year does not stand in 〔〕."""

_NUMBER = re.compile(r"〔\d{4}〕")

DATE_DASHED = re.compile(
    r"(?P<year>(?:19|20)\d\d)(?<![\dA-Za-z/._-]\d{4})(?P<dash>[-/])(?P<month>0?[1-9]|1[0-2])"
    r"(?P=dash)(?P<day>0?[1-9]|[12]\d|3[01])(?![\dA-Za-z/._-])"
)
"""A date as machines write it; names of files and addresses are none."""

_DATE_WRONG = re.compile(r"\d{4}年(?:0\d月|\d{1,2}月0\d日)")
_DATE_IN_HAN = re.compile("[一二][〇○零一二三四五六七八九]{3}年")
_DATES_WRONG = (_DATE_WRONG, DATE_DASHED, _DATE_IN_HAN)
_DATE = re.compile(r"\d{4}年|\d月\d{1,2}日")
_ATTACHED = re.compile("(?:见|详见|如)附件|附件[一二三四五六七八九\\d]")
_BLANK_FACE = re.compile("此页无正文")
_DIGITS = {digit: n for n, digit in enumerate("一二三四五六七八九", 1)}
_TEN = 10


def has_text(draft: Draft) -> Refused | None:
    """A paper says something; a classified stub has its text elsewhere (条例 art. 26)."""
    empty = not draft.body.strip() and not draft.classified
    return Refused("field-missing", field="body") if empty else None


def no_request(draft: Draft) -> Refused | None:
    """条例 15（四）: a report carries no request."""
    asked = _ASKS.search(draft.body)
    return Refused("request-in-report", words=asked.group()) if asked else None


def asks(draft: Draft) -> Refused | None:
    """条例 8（十一）: a 请示 asks, and says so at its end."""
    return None if _ASKS.search(draft.body) else Refused("request-unsaid")


def one_matter(draft: Draft) -> Refused | None:
    """条例 15（四）: one paper, one matter; asking twice is a sign of two."""
    asking = [p for p in draft.paragraphs if _ASKS.search(p.heading + p.rest)]
    return Refused("several-matters", count=len(asking)) if len(asking) > 1 else None


def passed_on(draft: Draft) -> bool:
    """Whether it passes on what another body asks."""
    return _PASSED_ON.search(draft.body) is not None


def own_view(draft: Draft) -> Refused | None:
    """条例 15（三）: what a lower body asks is not passed on without a view of one's own."""
    bare = passed_on(draft) and not _OWN_VIEW.search(draft.body)
    return Refused("view-missing") if bare else None


def cites_request(draft: Draft) -> Refused | None:
    """条例 8（十二）: a 批复 answers a 请示 and names it."""
    return None if _CITED.search(draft.body) else Refused("request-not-cited")


def title_ends_with_kind(draft: Draft) -> Refused | None:
    """条例 9（七）: the title is made of issuer, matter and 文种."""
    ends = draft.title.rstrip("）)").endswith((draft.kind, "令" if draft.kind == "命令" else "\0"))
    about = re.search(f"{draft.kind}[（(][^（）()]+[）)]$", draft.title)
    fine = not draft.title or ends or about
    return None if fine else Refused("title-without-kind", kind=draft.kind)


def title_unpointed(draft: Draft) -> Refused | None:
    """条例 9（七） in use: but for book marks, brackets, quotes and 、 a title has no marks."""
    mark = re.search("[。，；：！？,;!?]", draft.title)
    return Refused("title-pointed", mark=mark.group()) if mark else None


def names_numbers(draft: Draft) -> bool:
    """Whether it names a document by its number."""
    return any(look.search(draft.body) for look in (_NUMBER, NUMBER_WRONG))


def numbers_bracketed(draft: Draft) -> Refused | None:
    """GB/T 9704 7.2.5: the year of a document's number stands in 〔〕."""
    wrong = NUMBER_WRONG.search(draft.body)
    return Refused("number-brackets", words=wrong.group()) if wrong else None


def names_dates(draft: Draft) -> bool:
    """Whether it names a day or a year."""
    return any(look.search(draft.body) for look in (_DATE, *_DATES_WRONG))


def dates_written(draft: Draft) -> Refused | None:
    """GB/T 9704 7.3.5.4: dates in Arabic digits, the year whole, no leading zero."""
    wrong = next((found for look in _DATES_WRONG if (found := look.search(draft.body))), None)
    return Refused("date-written", words=wrong.group()) if wrong else None


def names_attachments(draft: Draft) -> bool:
    """Whether the text refers to an attachment."""
    return _ATTACHED.search(draft.body) is not None


def attachments_listed(draft: Draft) -> Refused | None:
    """GB/T 9704 7.3.4: what the text refers to stands in the list below it."""
    said = _ATTACHED.search(draft.body)
    silent = said and not draft.elements.get("attachments")
    return Refused("attachment-unlisted", words=said.group()) if said and silent else None


def no_blank_face(draft: Draft) -> Refused | None:
    """GB/T 9704 7.3.5.5: a page without text is avoided, not explained."""
    return Refused("blank-face") if _BLANK_FACE.search(draft.body) else None


def pictures_sound(draft: Draft) -> Refused | None:
    """GB/T 9704 6.2: what the text shows is among its files, once, and can be printed clearly."""
    for line, shown in figures(draft.body):
        fault = (draft.pictures or {}).get(shown.file, "picture-absent")
        if fault:
            return Refused(fault, file=shown.file, line=line, words=shown.file)
    return None


_PICTURE_BEGUN = re.compile(
    r"!\s?\[|[\]］】]\s?[（(][^()（）\n]{0,200}\.(?:png|jpe?g)", re.IGNORECASE
)
"""What a line that was meant to show a picture still has of it, however it was mistyped."""
_SAID_AGAIN = 30
"""Characters of such a line that are said again."""


def pictures_meant(draft: Draft) -> bool:
    """Whether a line shows a picture, or looks as if it was meant to."""
    return _PICTURE_BEGUN.search(draft.body) is not None


def pictures_whole(draft: Draft) -> Refused | None:
    """GB/T 9704 6.2: a line that shows a picture is written in full and says nothing else; what
    is left of a broken one would be printed as text, and its file be an attachment.
    """
    for begun in _PICTURE_BEGUN.finditer(draft.body):
        start = draft.body.rfind("\n", 0, begun.start()) + 1
        line = draft.body[start:].partition("\n")[0]
        if not figure(line):
            words = line[max(0, begun.start() - start - 1) :].strip()[:_SAID_AGAIN]
            number = 1 + draft.body.count("\n", 0, start)
            return Refused("picture-line-broken", line=number, words=words)
    return None


def in_levels(draft: Draft) -> bool:
    """Whether it has headings."""
    return any(paragraph.level for paragraph in _paragraphs(draft))


def _paragraphs(draft: Draft) -> list[Paragraph]:
    """Those of the text; a list of 附件 at its end is none of it."""
    if not attached_in(draft.body):
        return draft.paragraphs
    return [one for one in blocks(unattached(draft.body)) if isinstance(one, Paragraph)]


def levels_in_order(draft: Draft) -> Refused | None:
    """GB/T 9704 7.3.3: levels follow 一、（一）1.（1）, and each counts from one without a gap."""
    counted = [0] * (len(LEVELS) + 1)
    for paragraph in _paragraphs(draft):
        level = paragraph.level
        if not level:
            continue
        here = _ordinal(LEVELS[level - 1].match(paragraph.heading))
        if here is None:
            continue
        if here != counted[level] + 1:
            return Refused("levels-disorder", words=paragraph.heading[:20])
        counted[level] = here
        counted[level + 1 :] = [0] * (len(LEVELS) - level)
    return None


def _ordinal(mark: re.Match[str] | None) -> int | None:
    """The number that a heading begins with; None where it is beyond ninety-nine."""
    text = re.sub("[、（）().．]", "", mark.group()) if mark else ""
    if text.isdigit():
        return int(text)
    tens, ten, ones = text.rpartition("十")
    if not ten:
        return _DIGITS.get(ones)
    if (tens and tens not in _DIGITS) or (ones and ones not in _DIGITS):
        return None
    return _DIGITS.get(tens, 1) * _TEN + _DIGITS.get(ones, 0)
