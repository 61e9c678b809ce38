"""What each act asks of whoever does it, beside his opinion."""

from typing import Any

ASKS = {
    "examine": ("answers", "reason"),
    "propose": ("leader",),
    "assign": ("lead", "assist"),
    "circulate": ("readers", "note"),
    "return": ("to", "then", "reason"),
    "transfer": ("to_person", "reason?"),
    "add-signer": ("signer", "when", "words"),
    "remove-signer": ("added",),
    "submit": ("countersigners", "order"),
    "abandon": (),
    "number": ("series", "start", "ground"),
    "print": ("copies", "accept"),
    "archive": ("retention",),
    "recheck": ("substantive",),
    "correct": ("field", "value", "reason"),
    "urge": ("note",),
    "answer-urging": ("said", "expected"),
    "void-number": ("reason",),
    "receive": ("addressee",),
    "link": ("document",),
    "stand-in": ("person", "from", "until"),
    "pause": ("listed_ground",),
    "resume": (),
    "ask-extension": ("until", "reason"),
    "grant-extension": (),
    "refuse-extension": ("reason",),
    "explain": ("said",),
    "withdraw-card": ("reason",),
    "supervise": ("source", "supervised_ground", "by", "helpers", "steps", "until_perhaps",
                  "every"),
    "report-progress": ("said", "steps_done"),
    "close-supervision": ("said",),
}  # fmt: skip
"""What each act asks for beside the opinion; an act that is not here is done at once."""

FINAL = ("abandon", "void-number")
"""Acts that nothing takes back; their button is not the colour of the ordinary one."""

CORRECTABLE = ("title", "issuer", "number", "date", "kind", "to", "cc", "note", "sender_contact")

SOURCES = ("instruction", "meeting", "card")
"""Upon what a person takes a case under supervision."""


def named_steps(text: str) -> list[str]:
    """The steps of a supervised item, one on each line."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def steps_ahead(shown: dict[str, Any]) -> list[str]:
    """Steps of the case's open supervised item that are not done yet."""
    items = shown.get("plan", {}).get("supervised", [])
    return [
        step["name"] for one in items if not one["closed_at"]
        for step in one.get("steps", []) if not step["done_at"]
    ]  # fmt: skip
