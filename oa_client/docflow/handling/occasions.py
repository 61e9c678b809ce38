"""What gave occasion for a new version of a text: whose opinion it answers, which rule it mends."""

from oa_client.docflow.handling.attached import files_of
from oa_client.docflow.handling.case import Docket, Row
from oa_client.docflow.handling.form.checks import checks
from oa_client.docflow.handling.form.draft import Draft
from oa_client.docflow.ledger.canonical import loads
from oa_client.docflow.ledger.entry import Entry


def versions_of(docket: Docket, entries: list[Entry]) -> list[Row]:
    """The versions of a text, oldest first, each with its occasion.

    Returns:
        `version`, `author`, `at`, `sha256`; `files` that went with it; `asked`: the return or
        disagreement that lies between the version before and this one (`n`, `by`, `at`,
        `reason`), else None; `said`: what the author himself gave as his opinion; `mends`: sources
        of the rules (条例) that the version before broke and this one keeps.
    """
    found: list[Row] = []
    texts = docket.tables["text_version"]
    broken = [_broken(docket, text) for text in texts] if len(texts) > 1 else [[]]
    before: Row | None = None
    for number, text in enumerate(texts):
        own = next((e for e in entries if e.n == text["n"]), None)
        since = before["n"] if before else text["n"]
        until = texts[number + 1]["n"] - 1 if number + 1 < len(texts) else None
        between = [e for e in entries if since < e.n < text["n"]]
        found.append(
            {k: text[k] for k in ("version", "author", "at", "sha256")}
            | {
                "files": files_of(docket.tables["attachment"], until),
                "asked": _asked(between),
                "said": str(_fields(own).get("opinion") or "") if own and before else "",
                "mends": _mended(broken[number - 1], broken[number]) if before else [],
            }
        )
        before = text
    return found


def _fields(entry: Entry) -> Row:
    fields: Row = loads(entry.request)["fields"] if entry.request else {}
    return fields


def _asked(entries: list[Entry]) -> Row | None:
    """The last who sent the paper back, with what he wanted."""
    for entry in reversed(entries):
        fields = _fields(entry)
        if entry.code == "return" or fields.get("verdict") == "disagree":
            reason = fields.get("reason") or fields.get("opinion") or ""
            return {"n": entry.n, "by": entry.by, "at": entry.at, "reason": reason}
    return None


def _mended(before: list[str], now: list[str]) -> list[str]:
    return [source for source in dict.fromkeys(before) if source not in now]


def _broken(docket: Docket, text: Row) -> list[str]:
    """Sources of the rules of form that a version's wording breaks, with its elements as now."""
    people = docket.office.people.values()
    draft = Draft(
        docket.elements, str(text["body"] or ""), {str(p["unit"]) for p in people},
        {str(p["name"]) for p in people}, own=docket.office.office["name"],
    )  # fmt: skip
    found = checks(draft) if draft.body.strip() else []
    return [c.source for c in found if c.finding and c.source and c.field == "body"]
