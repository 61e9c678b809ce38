"""放假安排: the State Council's yearly notice as it is pasted, read into an office's own table.

It names days off (放假) and make-up days (上班). Nothing is guessed: a weekday that does not fit
its date, a number of days that does not fit its span, or a day that is both, is refused.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from types import MappingProxyType

from oa_client.docflow.model.errors import BadInput

LONGEST = 15
"""Days; no holiday that was ever published is longer."""

_WEEKDAYS = "一二三四五六日"
_YEAR = re.compile(r"([0-9]{4})年(?![0-9]{1,2}月)")
_DAY = r"(?:(?P<{0}year>[0-9]{{4}})年)?(?:(?P<{0}month>[0-9]{{1,2}})月)?(?P<{0}day>[0-9]{{1,2}})日"
_NOTE = r"(?:[（(](?P<{0}note>[^）)]*)[）)])?"
_PIECE = re.compile(
    _DAY.format("a") + _NOTE.format("a")
    + r"(?:\s*[至到—–~-]+\s*" + _DAY.format("b") + _NOTE.format("b") + ")?"
    + r"|(?P<off>放假|补休)|(?P<on>上班)|共(?P<count>[0-9]{1,2})天"
)  # fmt: skip

_SAYS = re.compile("放假|补休|上班")
_DATED = re.compile("[0-9]日")
_BESIDE = re.compile("鼓励|[0-9]{4}年[0-9]{1,2}月[0-9]{1,2}日$")
"""What decides nothing: a recommendation, and the date under the notice itself."""


def table(text: str) -> Mapping[date, bool]:
    """Which days are worked, by a notice: every day of its year, and what it names outside of it.

    Raises:
        BadInput: `notice-unreadable`, with the words that can't be understood.
    """
    plain = "".join(text.split()).translate(str.maketrans("０１２３４５６７８９", "0123456789"))
    found = _YEAR.search(plain)
    if found is None:
        raise BadInput("notice-unreadable", words=plain[:30])
    year = int(found[1])
    if not 1950 <= year <= 2200:
        raise BadInput("notice-unreadable", words=found[0])
    named: dict[date, bool] = {}
    for day, is_worked, words in _named(plain, year):
        if named.setdefault(day, is_worked) != is_worked:
            raise BadInput("notice-unreadable", words=words)
    if not any(day.year == year and not is_worked for day, is_worked in named.items()):
        raise BadInput("notice-unreadable", words=plain[:30])
    first = date(year, 1, 1)
    days = (first + timedelta(days=n) for n in range((date(year + 1, 1, 1) - first).days))
    return MappingProxyType({day: day.weekday() < 5 for day in days} | named)


def _named(text: str, year: int) -> Iterator[tuple[date, bool, str]]:
    """Every day that the notice names, sentence by sentence: off or worked."""
    for sentence in re.split(r"[。；;]", text):
        if not _SAYS.search(sentence):
            if _DATED.search(sentence) and not _BESIDE.search(sentence):
                raise BadInput("notice-unreadable", words=sentence)
            continue
        waiting: list[date] = []
        off: list[date] = []
        month: int | None = None
        for piece in _PIECE.finditer(sentence):
            if piece["aday"]:
                days = _span(piece, year, month, sentence)
                month = days[-1].month
                waiting += days
            elif piece["count"]:
                if off and len(set(off)) != int(piece["count"]):
                    raise BadInput("notice-unreadable", words=sentence)
            else:
                off = waiting if piece["off"] else off
                yield from ((day, piece["on"] is not None, sentence) for day in waiting)
                waiting = []
        if waiting:
            raise BadInput("notice-unreadable", words=sentence)


def _span(piece: re.Match[str], year: int, month: int | None, sentence: str) -> list[date]:
    """The days from one to another; across New Year the earlier lies in the year before."""
    end = "b" if piece["bday"] else "a"
    months = {"a": int(piece["amonth"] or month or 0)}
    months["b"] = int(piece["bmonth"] or months["a"])
    around = [year, year - 1, year + 1]
    for start_year in [int(piece["ayear"])] if piece["ayear"] else around:
        later = start_year + (months[end] < months["a"])
        try:
            first = date(start_year, months["a"], int(piece["aday"]))
            last = date(int(piece[end + "year"] or later), months[end], int(piece[end + "day"]))
        except ValueError:
            continue
        fits = _falls(first, piece["anote"]) and _falls(last, piece[end + "note"])
        if fits and date(year - 1, 12, 20) <= first and last <= date(year + 1, 1, 10):
            length = (last - first).days + 1
            if 1 <= length <= LONGEST:
                return [first + timedelta(days=n) for n in range(length)]
    raise BadInput("notice-unreadable", words=sentence)


def _falls(day: date, note: str | None) -> bool:
    """Whether a date falls on the weekday that stands beside it, where one does."""
    said = re.search(r"(?:星期|周)([一二三四五六日天])", note or "")
    return said is None or _WEEKDAYS[day.weekday()] == said[1].replace("天", "日")
