"""What a circular says of each late stage beside its figures: whose, why it waited, who urged.

The columns are those of 督查通报 and 督查登记簿 as offices keep them.
"""

import json
from datetime import datetime

from oa_client.docflow.handling.case import Office, Row
from oa_client.docflow.handling.ports import Work
from oa_client.docflow.handling.supervision.stages import counting, used
from oa_client.docflow.model.moment import iso


def detailed(
    work: Work, office: Office, documents: dict[str, Row], rows: list[Row], at: datetime
) -> list[Row]:  # fmt: skip
    """The rows of `stage_rows.stages` with what a circular adds.

    Returns:
        Each with `issuer`, `secrecy`, `used` (working minutes), `grounds` (of pauses), `granted_by`
        (names), `urged` (how often, and when last), `carded` (when the card that stands was
        issued), `explained` (when last), `state` (`done`, `paused`, `late`, `open`).
    """
    ids = {row["document"] for row in rows}
    urged: dict[str, list[str]] = {}
    explained: dict[tuple[str, str], list[str]] = {}
    for one in sorted(work.rows("urging"), key=lambda one: int(one["n"])):
        urged.setdefault(one["task"], []).append(one["at"])
    for act in work.acts("explain"):
        key = (act["document"], act["for_"] or act["by"])
        explained.setdefault(key, []).append(act["at"])
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
            "explained": max((at for at in explained.get((row["document"], row["person"]), [])
                              if at >= row["opened"]), default=None),
        }
        for row in rows
    ]  # fmt: skip


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
