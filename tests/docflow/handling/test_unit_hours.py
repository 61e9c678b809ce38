"""A unit with hours of its own is measured by them, on the desk and in the signals."""

from datetime import date, datetime, time, timedelta

from oa_client.docflow.handling.case import Office
from oa_client.docflow.handling.integrity.signals import FINDS, published
from oa_client.docflow.handling.integrity.watched import Watched
from oa_client.docflow.handling.supervision.desk import rules
from oa_client.docflow.handling.supervision.figures import clock, compared
from oa_client.docflow.model.moment import OFFICE_ZONE, iso
from oa_client.docflow.paper.published import hours_words
from oa_client.docflow.timelimit.workdays import HOURS, Calendar, Timetable

MONDAY = datetime(2026, 3, 2, 8, 30, tzinfo=OFFICE_ZONE)
MORNINGS = Timetable(date(2026, 1, 1), None, ((time(8, 0), time(12, 0)),), "窗口")
PEOPLE = {
    "li": {"name": "李晓明", "unit": "住建科"}, "he": {"name": "何平", "unit": "窗口"},
}  # fmt: skip
OFFICE = Office(
    office={}, people=PEOPLE, procedures={}, by_digest={}, stand_ins=(), books={}, reserved={},
    keys={},
    calendar=Calendar(timetables=(MORNINGS,)),
)  # fmt: skip


def stage(person: str, days: int, closed: datetime | None = None):
    due = MONDAY + timedelta(days=days)
    return PEOPLE[person] | {
        "person": person, "procedure": "incoming", "kind": "函", "stage": "undertake",
        "urgency": "", "opened": iso(MONDAY), "due": iso(due), "closed": closed and iso(closed),
        "late": False, "level": "", "pauses": (), "paused": 0, "extensions": 0,
    }  # fmt: skip


def test_what_was_used_and_what_is_left_are_the_unit_s_minutes_and_the_axis_is_the_office_s():
    now = MONDAY + timedelta(days=1, hours=6)  # Tuesday, half past two
    shown = {who: clock(OFFICE, stage(who, 2), MONDAY, now) for who in PEOPLE}
    assert (shown["li"]["used"], shown["li"]["limit"], shown["li"]["left"]) == (720, 900, 180)
    assert (shown["he"]["used"], shown["he"]["limit"], shown["he"]["left"]) == (450, 480, 30)
    assert all((c["now_at"], c["due_at"]) == (720, 900) for c in shown.values())


def test_a_unit_is_compared_by_its_own_working_day():
    done = MONDAY + timedelta(days=1)
    found = compared(OFFICE, [stage(who, 2, done) for who in PEOPLE], done)
    assert {row["key"]: row["took"][0] for row in found["units"]} == {"住建科": 450, "窗口": 240}


def test_an_evening_of_one_unit_is_the_working_day_of_another():
    def found(by: str):
        acts = [
            {"document": f"d{n}", "n": 1, "code": "undertake", "by": by, "for_": None,
             "at": iso(MONDAY + timedelta(days=n, hours=6))}
            for n in range(5)
        ]  # fmt: skip
        (law,) = (law for law in published() if law.code == "out-of-hours")
        seen = Watched(acts, [], [], {}, {}, OFFICE.calendar_of, MONDAY + timedelta(days=9))
        return list(FINDS[law.code](seen, {**law.limits, "count": 5}))

    assert not found("li")
    (signal,) = found("he")
    assert signal.people == ("he",)


def test_a_report_says_which_units_keep_other_hours_on_its_day():
    told = rules(OFFICE, MONDAY)
    assert told["hours"] == [[f"{a:%H:%M}", f"{b:%H:%M}"] for a, b in HOURS]
    assert told["unit_hours"] == {"窗口": [["08:00", "12:00"]]}
    assert hours_words(told) == "08:30—12:00、13:30—17:30；窗口08:00—12:00"
    assert rules(OFFICE, MONDAY - timedelta(days=100))["unit_hours"] == {}
