"""What the desk compares, counted pile by pile, is what counting stage by stage gives."""

from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from oa_client.docflow.handling.case import Office
from oa_client.docflow.handling.supervision.figures import CHIPS, GROUPS, LEVELS, compared
from oa_client.docflow.model.moment import OFFICE_ZONE, iso
from oa_client.docflow.timelimit.workdays import Calendar

MONDAY = datetime(2026, 3, 2, 9, 0, tzinfo=OFFICE_ZONE)
NOW = MONDAY + timedelta(days=21)
PEOPLE = {f"p{n}": {"name": f"人{n}", "unit": f"科{n % 2}"} for n in range(4)}


def office() -> Office:
    return Office(
        office={}, people=PEOPLE, keys={}, procedures={}, by_digest={}, calendar=Calendar(),
        stand_ins=(), books={}, reserved={},
    )  # fmt: skip


@st.composite
def stages(draw):
    person = draw(st.sampled_from(sorted(PEOPLE)))
    opened = MONDAY + timedelta(minutes=draw(st.integers(0, 20000)))
    due = opened + timedelta(minutes=draw(st.integers(1, 9000)))
    closed = draw(st.none() | st.integers(1, 9000).map(lambda n: opened + timedelta(minutes=n)))
    stopped = draw(st.integers(0, 2))
    return PEOPLE[person] | {
        "person": person, "procedure": draw(st.sampled_from(["incoming", "outgoing"])),
        "kind": draw(st.sampled_from(["通知", "函", "请示"])), "stage": draw(st.sampled_from("ab")),
        "urgency": draw(st.sampled_from(["", "特急"])), "opened": iso(opened), "due": iso(due),
        "closed": closed and iso(closed), "late": (closed or NOW) > due,
        "level": draw(st.sampled_from(["", "blue", "yellow", "red"])),
        "pauses": [{}] * stopped, "paused": 7 * stopped, "extensions": draw(st.integers(0, 2)),
    }  # fmt: skip


def counted(tasks):
    """Slowly: each figure by a walk of its own over every stage."""
    done = [t for t in tasks if t["closed"]]
    open_ = [t for t in tasks if not t["closed"]]
    judged = [t for t in tasks if t["closed"] or t["late"]]
    on_time = sum(not t["late"] for t in done)
    calendar, now = Calendar(), iso(NOW)
    took = sorted(
        calendar.minutes_between(t["opened"], t["closed"] or now) - t["paused"] for t in judged
    )
    return {
        "open": len(open_), "done": len(done), "on_time": on_time, "judged": len(judged),
        **{level: sum(CHIPS[level](t) for t in open_) for level in LEVELS},
        "late": sum(t["late"] for t in tasks), "paused": sum(bool(t["pauses"]) for t in tasks),
        "extended": sum(bool(t["extensions"]) for t in tasks),
        "rate": round(100 * on_time / len(judged), 1) if judged else None,
        "took": [ranked(took, 50), ranked(took, 90)] if took else None,
    }  # fmt: skip


def ranked(values, percent):
    """The least value that at least so many per cent of them don't exceed."""
    return next(v for v in values if 100 * sum(w <= v for w in values) >= percent * len(values))


@given(st.lists(stages(), max_size=25))
def test_piles_of_stages_give_the_figures_that_counting_them_one_by_one_gives(tasks):
    wanted = {
        name: {key: counted([t for t in tasks if t[by] == key]) for key in {t[by] for t in tasks}}
        for name, by in GROUPS.items()
    }
    found = compared(office(), tasks, NOW)
    assert found["whole"] == counted(tasks)
    for name in GROUPS:
        rows = found[name]
        assert [row["open"] for row in rows] == sorted((r["open"] for r in rows), reverse=True)
        assert {r["key"]: {k: v for k, v in r.items() if k not in ("key", "name")} for r in rows} \
            == wanted[name]
    assert all(PEOPLE[row["key"]]["name"] == row["name"] for row in found["people"])
