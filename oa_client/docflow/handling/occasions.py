"""What gave occasion for a new version of a text: whose opinion it answers, which rule it mends."""

from oa_client.docflow.handling.case import Docket, Row
from oa_client.docflow.handling.form_checks import checks
from oa_client.docflow.ledger.canonical import loads
from oa_client.docflow.ledger.entry import Entry


def versions_of(docket: Docket, entries: list[Entry]) -> list[Row]:
    """The versions of a text, oldest first, each with its occasion.

    Returns:
        `version`, `author`, `at`, `sha256`; `asked`: the return or disagreement that lies between
        the version before and this one (`n`, `by`, `at`, `reason`), else None; `said`: what the
        author himself gave as his opinion; `mends`: sources of the rules (条例) that the version
        before broke and this one keeps.
    """
    found: list[Row] = []
    before: Row | None = None
    for text in docket.tables["text_version"]:
        own = next((e for e in entries if e.n == text["n"]), None)
        since = before["n"] if before else text["n"]
        between = [e for e in entries if since < e.n < text["n"]]
        found.append(
            {k: text[k] for k in ("version", "author", "at", "sha256")}
            | {
                "asked": _asked(between),
                "said": str(_fields(own).get("opinion") or "") if own and before else "",
                "mends": _mended(docket, before, text) if before else [],
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


def _mended(docket: Docket, before: Row, text: Row) -> list[str]:
    broken = _broken(docket, before)
    return [source for source in broken if source not in _broken(docket, text)]


def _broken(docket: Docket, text: Row) -> list[str]:
    """Sources of the rules on wording that a version breaks."""
    units = {str(person["unit"]) for person in docket.office.people.values()}
    found = checks(
        docket.elements, text["body"], units, classified=bool(docket.document["classified"])
    )
    return [c.source for c in found if c.refusal and c.source and c.field == "body"]
