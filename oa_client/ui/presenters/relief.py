"""代办, 延期, 督办 in words: what a paper, its bar and its dialogs say of them to each person."""

from datetime import timedelta
from typing import Any

from oa_client.docflow.model.moment import iso, parse
from oa_client.ui import wording
from oa_client.ui.presenters.session import Session

Row = dict[str, Any]

DECIDES = ("grant-extension", "refuse-extension")
"""The two answers to a request for more time."""


# ── 代办 ────────────────────────────────────────────────────────────────────


def people_of(session: Session, shown: Row) -> tuple[str, ...]:
    """Whose tasks the person at the window has in hand: his own, and those of whom he stands in
    for.
    """
    return (session.login, *shown["stands_for"])


def signing_name(session: Session, tasks: list[Row]) -> str:
    """Under which name he writes on these tasks: his own, else his for another."""
    name, names = session.person["name"], session.facts.names()
    mine = any(task["person"] == session.login for task in tasks)
    if mine or not tasks:
        return str(name)
    return session.text("relief.signs_for", name=name, person=names[tasks[0]["person"]])


def term_words(session: Session, row: Row) -> str:
    """A stand-in as one of the two sees it: who for whom, from when until when."""
    names = session.facts.names()
    mine = row["person"] == session.login
    other = names[row["proxy"] if mine else row["person"]]
    who = session.text("relief.stood_by" if mine else "relief.stands_for", person=other)
    return session.text("relief.term", who=who, period=stand_in_period(session, row))


def already_words(session: Session, rows: list[Row]) -> str:
    """What a person has set up of stand-ins for himself, before he sets up another."""
    names = session.facts.names()
    return "".join(
        session.text(
            "relief.already", who=names[row["proxy"]], period=stand_in_period(session, row)
        )
        for row in rows if row["person"] == session.login
    )  # fmt: skip


def stand_in_period(session: Session, row: Row) -> str:
    """From which day to which it lasts."""
    last = iso(parse(row["until"]) - timedelta(seconds=1))
    return wording.period_words(row["from"], last, session.language)


# ── 延期 ────────────────────────────────────────────────────────────────────


def extension_words(session: Session, shown: Row) -> str:
    """What is asked for and waits, to whoever decides and whoever asked; else the last answer, to
    whoever has the work for which it was.
    """
    asked, people = shown["extension"], set(people_of(session, shown))
    holders = {task["task"]: task["person"] for task in shown["open"]}
    if asked:
        if people & set(asked["approvers"]):
            return request_words(session, shown)
        if people & {asked["by"], holders[asked["task"]]}:
            return session.text(
                "relief.waits", until=_moment(session, asked["until"]),
                people=_names(session, asked["approvers"]),
            )  # fmt: skip
        return ""
    answered = [
        one for one in shown["plan"].get("extensions", ())
        if one["task"] in holders and people & {one["by"], holders[one["task"]]}
    ]  # fmt: skip
    if not answered:
        return ""
    last = answered[-1]
    return session.text(
        f"relief.{last['outcome']}", name=_names(session, [last["decided_by"]]),
        at=_moment(session, last["decided_at"]), until=_moment(session, last["until"]),
        answer=last.get("answer", ""),
    )  # fmt: skip


def request_words(session: Session, shown: Row) -> str:
    """Who asks for more time, for which stage, from when until when, and why."""
    asked = shown["extension"]
    if not asked:
        return ""
    stage = next((t["stage"] for t in shown["open"] if t["task"] == asked["task"]), "")
    return session.text(
        "relief.asked", name=_names(session, [asked["by"]]), count=asked["days"],
        stage=wording.stage_name(stage, session.language), due=_moment(session, asked["from"]),
        until=_moment(session, asked["until"]), reason=asked["reason"],
    )  # fmt: skip


def limit_words(session: Session, shown: Row) -> str:
    """The limit of what he has in hand, as it stands before he asks for more."""
    people = people_of(session, shown)
    mine = [t for t in shown["open"] if t["person"] in people and t["action"] != "read"]
    mine.sort(key=lambda task: people.index(task["person"]))
    return session.text("relief.limit", due=_moment(session, mine[0]["due"])) if mine else ""


# ── 督办 ────────────────────────────────────────────────────────────────────


def supervised_line(session: Session, shown: Row, *, closes: bool) -> str:
    """To whoever answers for the open item, or helps: why, until when, when he reports next.

    `closes`: whether the person at the window closes it; he reads how far it has come.
    """
    item, people = shown["supervised"], set(people_of(session, shown))
    if not item:
        return ""
    if not people & {*item["people"], *item.get("helpers", [])}:
        return _how_far(session, item) if closes else ""
    mine, rule = bool(people & set(item["people"])), item.get("rule")
    why = wording.term("supervised", rule, session.language) if rule else item["ground"]
    key = "supervised_helped" if not mine else (
        "supervised_mine" if session.login in item["people"] else "supervised"
    )  # fmt: skip
    said = [session.text(f"relief.{key}", ground=why, people=_names(session, item["people"]))]
    if item["until"]:
        said.append(session.text("relief.until", until=_moment(session, item["until"])))
    return " · ".join([*said, _next_report(session, item)])


def _how_far(session: Session, item: Row) -> str:
    said = [session.text("relief.watched", people=_names(session, item["people"]))]
    steps = item.get("steps", [])
    if steps:
        done = sum(1 for step in steps if step["done_at"])
        said.append(session.text("relief.steps_done", done=done, all=len(steps)))
    if item.get("reports"):
        last = item["reports"][-1]
        text = " ".join(last["text"].split())
        facts = {"name": _names(session, [last["by"]]), "at": _moment(session, last["at"])}
        said.append(session.text("relief.reported", text=text, **facts))
    return " · ".join([*said, _next_report(session, item)])


def _next_report(session: Session, item: Row) -> str:
    key = "report_late" if item["report_late"] else "report_next"
    return session.text(f"relief.{key}", at=_moment(session, item["next_report"]))


def marks(session: Session, shown: Row) -> str:
    """What everybody sees of it in the paper's head: a supervised item, more time asked for."""
    said = [session.text("relief.mark_supervised")] if shown["supervised"] else []
    said += [session.text("relief.mark_asked")] if shown["extension"] else []
    return " · ".join(said)


def loose_ends(session: Session, shown: Row) -> list[str]:
    """What is still open of a supervised item and its case, before somebody closes the item."""
    item, text = shown["supervised"], session.text
    if not item:
        return []
    found = []
    steps = [step["name"] for step in item.get("steps", []) if not step["done_at"]]
    if steps:
        names = wording.joined(steps, session.language)
        found.append(text("relief.open_steps", count=len(steps), names=names))
    if item["report_late"]:
        found.append(text("relief.report_late", at=_moment(session, item["next_report"])))
    if shown["status"] == "open" and shown["stage"] != "archive":
        stage = wording.stage_name(shown["stage"] or "", session.language)
        found.append(text("relief.still_open", stage=stage))
    return found


def _names(session: Session, logins: list[str]) -> str:
    names = session.facts.names()
    return wording.joined((names[login] for login in logins), session.language)


def _moment(session: Session, at: str) -> str:
    return wording.moment_words(at, session.language)
