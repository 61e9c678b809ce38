"""督办件: a case under supervision until whoever opened it closes it (销号).

Opened by the supervisor or the head upon an instruction, a meeting's decision or a red card; by
the office itself (督办立项) where a red card has stood too long, or one more came. Thresholds and
the interval of progress reports stand in the procedure (`[supervision]`) and are published.
"""

from oa_client.docflow.handling.case import WHOLE, Docket, Office, Row
from oa_client.docflow.handling.clocks.extensions import definite
from oa_client.docflow.handling.clocks.ladder import on_rungs
from oa_client.docflow.handling.people import (
    HEAD,
    SUPERVISOR,
    active_superiors,
    in_office,
    named,
)
from oa_client.docflow.model.errors import BadInput, Refused
from oa_client.docflow.model.moment import iso, parse
from oa_client.docflow.timelimit.limit import DAY, Limit, due

MOST_STEPS = 20
MOST_REPORTS = 400
"""Of one item; one every working day of a year and a half."""

MOST_STEP = 100
"""Characters of a step's name."""


def present(docket: Docket) -> Row | None:
    """The supervised item that is open, or None."""
    items: list[Row] = docket.plan.get("supervised", [])
    return next((item for item in items if not item["closed_at"]), None)


def next_report(office: Office, row: Row, one: Row) -> str:
    """When the next progress report of an open item is due: an interval of working days on, by
    the hours of whoever answers for it first; of the office, where nobody does any more.
    """
    law = office.by_digest[row["digest"]]
    days = one.get("every") or law.supervision.every
    last = one["reports"][-1]["at"] if one.get("reports") else one["at"]
    calendar = office.calendar_of(next(iter(one["people"]), ""))
    return iso(due(parse(last), Limit(days * DAY, is_days=True), calendar))


def ground(plan: Row) -> str | None:
    """On what ground a case is a supervised item now, by its plan."""
    items = plan.get("supervised") or []
    return next((str(item["ground"]) for item in items if not item["closed_at"]), None)


def may_open(docket: Docket, login: str) -> None:
    """督办立项 is the supervisor's or the head's, of a case that is being handled.

    Raises:
        Refused: `not-your-post`, `not-open`, `already-supervised`.
    """
    if not {SUPERVISOR, HEAD} & set(docket.office.posts(login)):
        raise Refused("not-your-post", post=SUPERVISOR)
    if docket.document["status"] != "open":
        raise Refused("not-open")
    if present(docket):
        raise Refused("already-supervised")


def may_close(docket: Docket, login: str) -> None:
    """Only who opened an item closes it; a supervisor, where the office itself did.

    Raises:
        Refused: `not-supervised`, `opened-by-another`, `opener-left`, `not-your-post`.
    """
    item = _open(docket)
    if item["by"] and item["by"] != login:
        heirs = successors(docket.office, item["by"])
        if not heirs:
            raise Refused("opened-by-another", person=item["by"])
        if login not in heirs:
            raise Refused("opener-left", person=item["by"], people=heirs)
    if not item["by"] and SUPERVISOR not in docket.office.posts(login):
        raise Refused("not-your-post", post=SUPERVISOR)


def successors(office: Office, opener: str) -> list[str]:
    """Who closes what somebody opened who has left: his successors in the post, and whoever heads
    his unit, or stands next above him; nobody while he can still close it himself.
    """
    if in_office(office, opener) and {SUPERVISOR, HEAD} & set(office.posts(opener)):
        return []
    posts = [post for post in (SUPERVISOR, HEAD) if post in office.posts(opener)] or [SUPERVISOR]
    chief = office.chief_of(office.people[opener]["unit"])
    heads = [chief] if chief else active_superiors(office, opener)[:1]
    found = [p for post in posts for p in office.holders(post)] + heads
    return [p for p in dict.fromkeys(found or office.holders(HEAD)) if p != opener]


def may_report(docket: Docket, login: str) -> str | None:
    """Progress is reported by whoever answers for the item or helps, or stands in for such a one.

    Returns:
        For whom he reports, where not for himself.

    Raises:
        Refused: `not-supervised`, `answers-another`.
    """
    item = _open(docket)
    asked = [*item["people"], *item.get("helpers", [])]
    for person in (login, *docket.office.principals(login, docket.at)):
        if person in asked:
            return person if person != login else None
    raise Refused("answers-another", people=item["people"])


def _open(docket: Docket) -> Row:
    item = present(docket)
    if item is None:
        raise Refused("not-supervised")
    return item


def supervise(docket: Docket, by: str, fields: Row) -> None:
    """Open a 督办件: on what ground, who answers for it and who helps, in which steps, by when.

    Raises:
        Refused: `field-missing`, `no-red-card`, `too-long`.
        BadInput: `no-such-person`, `bad-time`, `wrong-value`.
    """
    if not fields["ground"].strip():
        raise Refused("field-missing", field="ground")
    if fields["source"] == "card" and not _reds(docket):
        raise Refused("no-red-card")
    until, people = _by(docket, fields.get("by"))
    if fields["until"]:
        until = iso(definite(fields["until"], docket.office.calendar))
    item: Row = {"by": by, "ground": fields["ground"], "people": people, "until": until}
    helpers = named(docket.office, fields["helpers"], "helpers")
    said = {"source": fields["source"], "helpers": helpers, "every": fields["every"],
            "steps": _steps(_names(fields["steps"]))}  # fmt: skip
    _enter(docket, item | {name: value for name, value in said.items() if value})


def _names(said: str | list[str] | None) -> list[str]:
    return [said] if isinstance(said, str) else said or []


def _steps(names: list[str]) -> list[Row]:
    if len(names) > MOST_STEPS:
        raise BadInput("wrong-value", field="steps", allowed=MOST_STEPS)
    for name in names:
        if not name.strip():
            raise Refused("field-missing", field="steps")
        if len(name) > MOST_STEP:
            raise Refused("too-long", field="steps", most=MOST_STEP, length=len(name))
    return [{"name": name, "done_at": None} for name in dict.fromkeys(names)]


def _enter(docket: Docket, item: Row) -> None:
    """Put an item among those of the case; whoever answers for it, or is told, may read it."""
    people = item["people"] or [t["person"] for t in docket.tasks() if t["action"] != "read"]
    people = list(dict.fromkeys(people))
    for person in [*people, *item.get("helpers", [])]:
        docket.add_party(person, "supervised")
    if item["by"] and not docket.document["classified"]:
        told = docket.procedure.supervision.told
        for person in on_rungs(docket.office, told, item["by"]):
            docket.add_party(person, "supervised")
    made = item | {
        "n": docket.next_entry, "people": people, "at": iso(docket.at), "closed_at": None
    }  # fmt: skip
    docket.set_plan(supervised=[*docket.plan.get("supervised", []), made])
    docket.notes |= {"people": people, "until": item["until"]}


def _by(docket: Docket, said: str | list[str] | None) -> tuple[str | None, list[str]]:
    """`by` names who answers for it, or the day by which it is to be done."""
    if isinstance(said, str):
        try:
            return iso(parse(said)), []
        except BadInput:
            pass
    return None, named(docket.office, said, "by")


def _reds(docket: Docket) -> list[Row]:
    """Red cards that stand, oldest first."""
    cards = docket.tables.get("card", [])
    reds = [c for c in cards if c["level"] == "red" and not c["withdrawn_at"]]
    return sorted(reds, key=lambda c: (c["at"], c["task"]))


def rule(docket: Docket) -> tuple[str, Row] | None:
    """Whether the office itself must now open an item: by which rule, and the card that it is of.

    `second-red`: as many stages, or rounds of one, red as the procedure names; the whole case's own
    card is no further one, for the same delay draws it. `red-stands`: one has stood for so many
    working days, and what it is about is still undone. Cards of before the last 销号 count no more.
    """
    if present(docket) or docket.document["status"] != "open" or docket.document["paused_at"]:
        return None
    law, items = docket.procedure.supervision, docket.plan.get("supervised", [])
    settled = max((item["closed_at"] for item in items), default="")
    fresh = [card for card in _reds(docket) if card["issued_at"] > settled]
    if not fresh:
        return None
    stages = _by_stage(docket, fresh)
    if len(stages) >= law.reds:
        return "second-red", list(stages.values())[-1]
    count = docket.office.calendar.working_minutes
    for card in fresh:
        stood = count(parse(card["at"]), docket.at)
        if stood > law.after * DAY and _undone(docket, card["task"]):
            return "red-stands", card
    return None


def _by_stage(docket: Docket, cards: list[Row]) -> dict[tuple[str, int], Row]:
    """The first card of each stage and round; people who are late together are late once."""
    stages = {task["id"]: task["stage"] for task in docket.tasks(open_only=False)}
    found: dict[tuple[str, int], Row] = {}
    for card in cards:
        if card["task"] != WHOLE:
            found.setdefault((stages[card["task"]], card["round"]), card)
    return found


def _undone(docket: Docket, clock: str) -> bool:
    """Whether what a clock measures is still to be done."""
    whole = docket.procedure.whole
    if clock != WHOLE:
        return any(task["id"] == clock for task in docket.tasks())
    last = docket.tasks(whole.until, open_only=False) if whole else []
    done = [task for task in last if task["outcome"] == "done"]
    return not done or any(task["closed_at"] is None for task in last)


def open_by_rule(docket: Docket) -> bool:
    """督办立项 by the office itself, where a rule says so; True where it did."""
    found = rule(docket)
    if found is None:
        return False
    code, card = found
    people = [card["person"]] if card["task"] else []
    _enter(docket, {
        "by": "", "ground": "", "source": "rule", "rule": code, "people": people, "until": None,
        "card": {name: card[name] for name in ("task", "level", "round")},
    })  # fmt: skip
    return True


def report(docket: Docket, by: str, fields: Row) -> None:
    """报告进展: what was done since, and which steps are done.

    Raises:
        Refused: `opinion-missing`, `too-many-reports`.
        BadInput: `no-such-step`.
    """
    if not (fields.get("opinion") or "").strip():
        raise Refused("opinion-missing", field="opinion")
    item, done = _open(docket), _names(fields["steps"])
    known = [step["name"] for step in item.get("steps", [])]
    for name in done:
        if name not in known:
            raise BadInput("no-such-step", step=name[:MOST_STEP], steps=known)
    before = item.get("reports", [])
    if len(before) >= MOST_REPORTS:
        raise Refused("too-many-reports", most=MOST_REPORTS)
    at = iso(docket.at)
    told = {"n": docket.next_entry, "by": by, "at": at, "text": fields["opinion"]}
    # what earlier ones said stands among the opinions: here it would be entered anew each time
    bare = [{k: one[k] for k in ("n", "by", "at")} for one in before]
    changed: Row = {"reports": [*bare, told]}
    if done:
        changed["steps"] = [
            step | {"done_at": step["done_at"] or at} if step["name"] in done else step
            for step in item["steps"]
        ]
    _replace(docket, item | changed)
    docket.notes["supervised"] = item["n"]


def close(docket: Docket, by: str) -> None:
    """销号; that another did it than who opened the item stands beside it."""
    item = _open(docket)
    closer = {} if item["by"] == by else {"closed_by": by}
    if closer and item["by"]:
        docket.notes["opened_by"] = item["by"]
    _replace(docket, item | {"closed_at": iso(docket.at)} | closer)


def _replace(docket: Docket, changed: Row) -> None:
    items = docket.plan["supervised"]
    docket.set_plan(supervised=[changed if i["n"] == changed["n"] else i for i in items])
