"""工作日历与时限: what is typed as the act takes it, and what it would move, in words."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from oa_client.docflow.model.moment import day_in
from oa_client.docflow.timelimit.table import one_day
from oa_client.ui import wording
from oa_client.ui.texts import text

Row = dict[str, Any]

MOST_SHOWN = 200
"""Moved limits that are listed; how many there are is said in any case."""

_SPAN = re.compile(r"([0-9]{1,2}[:：][0-9]{2})\s*[-–—~～至]+\s*([0-9]{1,2}[:：][0-9]{2})")


@dataclass(frozen=True)
class Typed:
    """What stands in the dialog."""

    ground: str
    notice: str = ""
    spans: str = ""
    """Office hours, such as `08:00-12:00 15:00-18:00`; empty where they stay."""
    first: str = ""
    last: str = ""
    unit: str = ""
    """Whose hours; empty: every unit's."""
    day: str = ""
    """A single day, in any usual way to write one; empty where there is none."""
    worked: bool = False
    """Whether it is made up for, or the office or a unit is closed."""
    day_unit: str = ""
    """Who is closed then; empty: the whole office."""

    def fields(self) -> Row:
        """The same as `set-calendar` takes it."""
        said: Row = {"ground": self.ground}
        if self.notice.strip():
            said["notice"] = self.notice
        if self.spans.strip():
            hours: Row = {"from": self.first, "spans": spans_of(self.spans)}
            said["hours"] = [
                hours | {k: v for k, v in (("until", self.last), ("unit", self.unit)) if v}
            ]
        if self.day.strip():
            read = day_in(self.day)
            day = read.isoformat() if read else self.day.strip()
            one = one_day(day, self.day_unit, worked=self.worked)
            said["hours"] = [*said.get("hours", ()), *one.pop("hours", ())]
            said |= one
        return {name: value for name, value in said.items() if value or name == "ground"}


def spans_of(said: str) -> list[list[str]]:
    """Office hours as typed; what can't be read stands as it was typed, and is refused as such."""
    found = [[_clock(opens), _clock(to)] for opens, to in _SPAN.findall(said)]
    rest = _SPAN.sub("", said).strip(" ，,、;；")
    return found if found and not rest else [[said.strip(), ""]]


def _clock(said: str) -> str:
    return said.replace("：", ":").zfill(5)


def moved_lines(moved: list[Row], language: str) -> Iterator[tuple[str, str]]:
    """Of each clock that moves: whose it is, and from when to when it ends."""
    for row in moved[:MOST_SHOWN]:
        due = row["marks"].get("due") or next(iter(row["marks"].values()))
        was, now = (wording.moment_words(at, language) for at in due)
        whole = "" if row["task"] else text("calendar.whole", language)
        yield f"{row['title']}{whole}", f"{was} → {now}"


def hours_words(told: Row, language: str) -> str:
    """The hours in force: the ordinary ones, and every timetable beside them."""
    lines = [_spans(told["hours"], language)]
    for one in told["timetables"]:
        until = one["until"] or text("told.for_good", language)
        unit = one["unit"] or text("told.every_unit", language)
        lines.append(f"{unit}　{one['from']} — {until}　{_spans(one['spans'], language)}")
    return "\n".join(lines)


def _spans(spans: list[list[str]], language: str) -> str:
    return "  ".join(f"{opens}–{to}" for opens, to in spans) or text("told.closed", language)


def source_words(told: Row, language: str) -> str:
    """On whose word the shown year rests, and the version that is in force."""
    found = dict.fromkeys(row["source"] for row in told["days"])
    named = "、".join(wording.term("day_source", source, language) for source in found)
    facts = {"year": told["year"], "source": named, "version": told["version"]}
    return text("calendar.rests", language, **facts)
