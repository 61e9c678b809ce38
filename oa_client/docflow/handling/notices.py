"""催办单, 督办通知单 and 分送单: what is handed out about a case, filled from its records alone.

None of them says more than was done: a paper that nobody urged has no 催办单.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from oa_client.docflow.handling.form.draft import listed
from oa_client.docflow.handling.slip import Cell, Said, moment_text
from oa_client.docflow.model.errors import Refused

Row = dict[str, Any]

LEVELS = {"blue": "蓝牌", "yellow": "黄牌", "red": "红牌"}
"""The cards by their codes."""

WEIGHTY = ("yellow", "red")
"""Cards upon which a case is taken under supervision."""


@dataclass(frozen=True)
class Notice:
    """A notice before it is drawn: what it is called, its elements, its cells."""

    name: str
    elements: dict[str, str]
    cells: list[Cell]


def urging(shown: Row, stages: Mapping[str, str]) -> Notice:
    """催办单: who was urged to do what by when, and room for his answer (条例 art. 24 (6)).

    Raises:
        Refused: `not-urged`.
    """
    urged = [event for event in shown["history"] if event["code"] == "urge"]
    if not urged:
        raise Refused("not-urged")
    said = [
        Said(event["fields"].get("note") or event["fields"].get("opinion") or "",
             event["name"], moment_text(event["at"]))
        for event in urged
    ]  # fmt: skip
    cells = [Cell("urge", "催办情况", said), Cell("", "承办说明"), Cell("", "承办签名")]
    return Notice("催办单", _case(shown) | _held(shown, stages), cells)


def supervision(shown: Row, stages: Mapping[str, str]) -> Notice:
    """督办通知单: which limits were passed, by the cards that were issued, and what is asked.

    Raises:
        Refused: `no-card-yet`, where neither a yellow nor a red card was issued.
    """
    cards = [card for card in shown["cards"] if card["level"] in WEIGHTY]
    if not cards:
        raise Refused("no-card-yet")
    said = [
        Said(f"{LEVELS[card['level']]}：应于{moment_text(card['due'])}前办结。",
             _name(shown, card["person"]), moment_text(card["at"]))
        for card in sorted(cards, key=lambda card: str(card["at"]))
    ]  # fmt: skip
    cells = [
        Cell("card", "督办事由", said), Cell("", "办理要求"), Cell("", "单位反馈"),
        Cell("", "督办签名"),
    ]  # fmt: skip
    return Notice("督办通知单", _case(shown) | _held(shown, stages), cells)


def dispatch(shown: Row, _: Mapping[str, str]) -> Notice:
    """分送单: to whom an issued paper went, and who has signed for it (条例 art. 25 (4)).

    Raises:
        Refused: `not-issued`.
    """
    plan = shown["plan"]
    if not plan.get("issued"):
        raise Refused("not-issued")
    receipts = _receipts(shown)
    own = shown["elements"]
    cells = [
        Cell("issue", label, [_receipt(name, receipts) for name in names])
        for label, names in (("主送", listed(own["to"])), ("抄送", listed(own["cc"])))
        if names
    ]
    facts = {"份数": _text(own["copies"]), "核发时间": moment_text(plan["issued"])}
    return Notice("分送单", _case(shown) | facts, [*cells, Cell("", "封发签名")])


def unsigned(shown: Row) -> list[str]:
    """Addressees of an issued paper whose 签收 is not on record; nobody before it is issued."""
    if not shown["plan"].get("issued"):
        return []
    signed, own = shown["plan"].get("received", []), shown["elements"]
    named = dict.fromkeys(listed(own["to"]) + listed(own["cc"]))
    return [name for name in named if name not in signed]


@dataclass(frozen=True)
class Envelope:
    """信封 of one addressee: who gets it, its number, 密级 and 紧急程度, who sends it."""

    to: str
    number: str
    marks: tuple[str, ...]
    sender: str


def envelopes_of(shown: Row, office: Row) -> list[Envelope]:
    """One for each who gets the paper, 主送 first; its own people get none.

    Raises:
        Refused: `not-printed`, `nobody-outside`.
    """
    if shown["paper"] is None:
        raise Refused("not-printed")
    own = shown["elements"]
    names = dict.fromkeys(name.rstrip("：:") for key in ("to", "cc") for name in listed(own[key]))
    outside = [name for name in names if name not in shown["names"]]
    if not outside:
        raise Refused("nobody-outside")
    period = f"★{own['secrecy_period']}" if own.get("secrecy_period") else ""
    secrecy = f"{own['secrecy']}{period}" if own.get("secrecy") else ""
    marks = tuple(mark for mark in (secrecy, _text(own.get("urgency"))) if mark)
    return [Envelope(name, _text(shown["number"]), marks, str(office["name"])) for name in outside]


Made = Callable[[Row, Mapping[str, str]], Notice]

NOTICES: dict[str, Made] = {
    "urging": urging, "supervision": supervision, "dispatch": dispatch
}  # fmt: skip
"""The notices by their codes, each made from the answer to `inquiry.show` and names of stages."""


def _case(shown: Row) -> dict[str, str]:
    own = shown["elements"]
    facts = {
        "标题": _text(own["title"]), "文号": _text(shown["number"] or own["number"]),
        "来文单位": _text(own["issuer"]), "紧急程度": _text(own["urgency"]),
    }  # fmt: skip
    return {label: value for label, value in facts.items() if value}


def _held(shown: Row, stages: Mapping[str, str]) -> dict[str, str]:
    """Who has it, at which stage, until when; one line each, readers aside."""
    tasks = [task for task in shown["open"] if task["action"] != "read"] or shown["open"]
    lines = [
        f"{stages.get(task['stage'], task['stage'])}　{task['unit']} {task['name']}　"
        f"{moment_text(task['due'])}前办结"
        for task in tasks
    ]
    return {"当前承办": "\n".join(lines) or "已办结"}


def _receipts(shown: Row) -> dict[str, tuple[str, str]]:
    """By addressee: who noted the receipt, and when."""
    found: dict[str, tuple[str, str]] = {}
    everybody = listed(shown["elements"]["to"]) + listed(shown["elements"]["cc"])
    for event in shown["history"]:
        if event["code"] == "receive":
            named = event["fields"].get("addressee")
            for name in [named] if named else everybody:
                found.setdefault(name, (event["name"], moment_text(event["at"])))
    return found


def _receipt(name: str, receipts: Mapping[str, tuple[str, str]]) -> Said:
    who, at = receipts.get(name, ("", ""))
    return Said(name, who, at, "" if who else "未签收")


def _name(shown: Row, login: str) -> str:
    return str(shown["names"][login]["name"]) if login in shown["names"] else login


def _text(value: Any) -> str:
    return "" if value is None else str(value)
