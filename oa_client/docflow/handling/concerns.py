"""What a person is told of the time of cases, and for whom he acts or who acts for him."""

from datetime import datetime

from oa_client.docflow.handling.case import Office, Row
from oa_client.docflow.handling.ports import Work
from oa_client.docflow.model.moment import iso, parse


def concerning(work: Work, office: Office, login: str, at: datetime) -> Row:
    """What concerns a person in the time of cases in hand; each with `document` and `title`.

    Returns:
        `asked`: requests for more time that he decides, or those for whom he stands in;
        `decided`: answers to requests that were his, or for a task that he has in hand;
        `supervised`: items for which he answers, or in which he helps;
        `closed`: those of them that were closed;
        `lent`: for whom he was asked to stand in, `from` when `until` when, and `ended`: who took
        that back; these have no document, but the id of the `stand_in`.
    """
    people = {login, *office.principals(login, at)}
    cases = [(row, row["plan"]) for row in work.timed(sorted(people))]
    ids = [row["id"] for row, _ in cases]
    holders = {
        task["id"]: task["person"]
        for task in (work.rows("task", document=ids, closed_at=None) if ids else ())
    }
    found: dict[str, list[Row]] = {"asked": [], "decided": [], "supervised": [], "closed": []}
    found |= _standing_in(work, office, login, iso(at))

    def tell(sort: str, row: Row, facts: Row) -> None:
        by = office.people.get(facts["by"])
        named = {"document": row["id"], "title": row["title"], "by_name": by["name"] if by else ""}
        found[sort].append(facts | named)

    for row, plan in cases:
        asked = plan.get("extension")
        if asked and asked["task"] in holders and people & set(asked["approvers"]):
            tell("asked", row, asked)
        last = {one["task"]: one for one in plan.get("extensions", ())}
        for task, one in last.items():
            if task in holders and people & {one["by"], holders[task]}:
                tell("decided", row, one)
        for item in plan.get("supervised", ()):
            if people & {*item["people"], *item.get("helpers", [])}:
                tell("closed" if item["closed_at"] else "supervised", row, item)
    return found


def _standing_in(work: Work, office: Office, login: str, now: str) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {"lent": [], "ended": []}
    for row in work.rows("stand_in", proxy=login):
        told = {"document": "", "title": "", "stand_in": row["id"], "by": row["person"],
                "by_name": office.people[row["person"]]["name"]}  # fmt: skip
        if row["ended"]:
            found["ended"].append(told | {"at": row["until"]})
        elif now < row["until"]:
            period = {"from": iso(parse(row["from_"])), "until": row["until"]}
            found["lent"].append(told | {"at": row["made_at"]} | period)
    return found


def stand_ins(office: Office, login: str, at: datetime) -> list[Row]:
    """Who acts for a person and for whom he acts, now or later on, the soonest first.

    Returns:
        `person` and `proxy`, `from`, `until` (when it is over), `begun`: whether it holds now.
    """
    now = iso(at)
    rows = [row for row in office.stand_ins
            if login in (row["person"], row["proxy"]) and not row["ended"] and now < row["until"]]
    return [
        {"person": row["person"], "proxy": row["proxy"], "from": iso(parse(row["from_"])),
         "until": row["until"], "begun": row["from_"] <= now}
        for row in sorted(rows, key=lambda row: (row["from_"], row["until"], row["id"]))
    ]  # fmt: skip
