"""What a circular says of each late stage beside its figures: whose, why it waited, who urged.

The columns are those of 督查通报 and 督查登记簿 as offices keep them.
"""

import json
from datetime import datetime

from oa_client.docflow.handling.case import Office, Row
from oa_client.docflow.handling.ports import Work
from oa_client.docflow.handling.supervision.explained import explanations
from oa_client.docflow.handling.supervision.stages import counting, used
from oa_client.docflow.model.moment import iso


def detailed(
    work: Work, office: Office, documents: dict[str, Row], rows: list[Row], at: datetime
) -> list[Row]:  # fmt: skip
    """The rows of `stage_rows.stages` with what a circular adds.

    Returns:
        Each with `issuer`, `secrecy`, `used` (working minutes), `grounds` (of pauses), `granted_by`
        (names), `urged` (how often, and when last), `carded` (when the card that stands was
        issued), `explained` (when last), `assessed` (how that one stands: `pending`, `accepted`,
        `refused`), `state` (`done`, `paused`, `late`, `open`).
    """
    ids = {row["document"] for row in rows}
    urged: dict[str, list[str]] = {}
    said: dict[tuple[str, str], list[Row]] = {}
    for one in sorted(work.rows("urging"), key=lambda one: int(one["n"])):
        urged.setdefault(one["task"], []).append(one["at"])
    for one in explanations(work, documents):
        said.setdefault((one["document"], one["person"]), []).append(one)
    carded = {
        (card["task"], card["level"]): card["issued_at"]
        for card in work.rows("card") if card["document"] in ids
    }  # fmt: skip
    now, count = iso(at), counting(office)
    return [
        row | _details(office, documents[row["document"]], row)
        | {"used": used(row, now, count(row["person"]))} | {
            "urged": urged.get(row["task"], []),
            "carded": carded.get((row["task"], row["level"])),
            **_explained(said.get((row["document"], row["person"]), []), row["opened"]),
        }
        for row in rows
    ]  # fmt: skip


def _explained(said: list[Row], opened: str) -> Row:
    """The last explanation since a stage was opened, and how it was assessed."""
    last = next((one for one in reversed(said) if one["at"] >= opened), None)
    return {"explained": last["at"] if last else None, "assessed": last["state"] if last else None}


def _details(office: Office, document: Row, row: Row) -> Row:
    elements = json.loads(document["elements"])
    state = "paused" if row["waits"] else "late" if row["late"] else "open"
    return {
        "issuer": elements.get("issuer") or office.office["name"],
        "secrecy": elements.get("secrecy") or "",
        "grounds": list(dict.fromkeys(pause["ground"] for pause in row["pauses"])),
        "granted_by": [office.people[login]["name"] for login in row["granted_by"]],
        "state": "done" if row["closed"] else state,
    }  # fmt: skip
