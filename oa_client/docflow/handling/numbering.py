"""编号: document numbers, one book per series and year, without gaps and never given twice."""

from oa_client.docflow.handling import reserving
from oa_client.docflow.handling.case import Docket, Row
from oa_client.docflow.handling.moves import cancel_open, finish
from oa_client.docflow.model.document import document_number
from oa_client.docflow.model.errors import BadInput, Refused
from oa_client.docflow.model.moment import iso, parse


def number(docket: Docket, task: Row, fields: Row) -> None:
    """Give the next number of the series in the year of the last signature.

    A paper that has its number keeps it, however often it comes back.

    Raises:
        Refused: `not-signed`, `number-taken`, `book-begun`, `field-missing`, `number-not-reserved`,
            `reservation-over`, `number-of-another-year`.
        BadInput: `wrong-value`, where a reserved number and another are named at once.
    """
    signed = docket.plan.get("signed")
    if not signed:
        raise Refused("not-signed")
    series = fields.get("series") or docket.office.office["series"]
    if not reserving.SERIES.fullmatch(series):
        raise BadInput("wrong-value", field="series")
    if docket.document["number"]:
        _keeps(docket, fields)
    else:
        _give(docket, series, parse(signed["at"]).year, fields)
    finish(docket, task)


def _keeps(docket: Docket, fields: Row) -> None:
    if fields.get("series") or fields.get("start") or fields.get("reserved"):
        raise Refused("number-taken", number=docket.document["number"])


def _give(docket: Docket, series: str, year: int, fields: Row) -> None:
    key = _reserved(docket, year, fields) if fields.get("reserved") else {
        "series": series, "year": year, "serial": _next_serial(docket, series, year, fields)
    }  # fmt: skip
    text = document_number(**key)
    docket.put(
        "number",
        {**key, "document": docket.document["id"], "text": text, "at": iso(docket.at)}
        | {"void_at": None, "void_reason": None},
    )
    docket.set_document(number=text)
    docket.set_elements(number=text)
    docket.notes["number"] = text


def _reserved(docket: Docket, year: int, fields: Row) -> Row:
    """The number that was kept for this paper: from now on it is used."""
    if fields.get("series") or fields.get("start"):
        raise BadInput("wrong-value", field="reserved")
    row = reserving.taken(docket.office, fields["reserved"], year, docket.at)
    key = reserving.key_of(row)
    used = {"document": docket.document["id"], "used_at": iso(docket.at)}
    docket.put("reservation", key | used)
    docket.notes["reserved_by"] = row["by"]
    return key


def ahead(docket: Docket, series: str, start: int | None) -> str:
    """The number that a signed paper would get now; a paper that has one keeps it.

    Raises:
        Refused: `not-signed`.
        BadInput: `wrong-value`.
    """
    signed = docket.plan.get("signed")
    if not signed:
        raise Refused("not-signed")
    if docket.document["number"]:
        return str(docket.document["number"])
    series = series or docket.office.office["series"]
    if not reserving.SERIES.fullmatch(series):
        raise BadInput("wrong-value", field="series")
    year = parse(signed["at"]).year
    last = docket.office.books.get((series, year))
    return document_number(series, year, (start or 1) if last is None else last + 1)


def _next_serial(docket: Docket, series: str, year: int, fields: Row) -> int:
    last = docket.office.books.get((series, year))
    start = fields.get("start")
    if last is None:
        if start and start > 1 and not (fields.get("ground") or "").strip():
            raise Refused("field-missing", field="ground")
        serial = start or 1
        book = {"start": serial, "ground": fields.get("ground"), "opened_at": iso(docket.at)}
        docket.put("book", {"series": series, "year": year, "last": serial, **book})
        return serial
    if start is not None and start != last + 1:
        raise Refused("number-taken" if start <= last else "book-begun", next=last + 1)
    docket.put("book", {"series": series, "year": year, "last": last + 1})
    return last + 1


def void(docket: Docket, fields: Row) -> None:
    """作废 of a number: it stays in the book with its reason, and is never given again."""
    if not fields["reason"].strip():
        raise Refused("reason-missing", field="reason")
    text = docket.document["number"]
    row = next(r for r in docket.tables["number"] if r["text"] == text)
    key = {name: row[name] for name in ("series", "year", "serial")}
    docket.put("number", {**key, "void_at": iso(docket.at), "void_reason": fields["reason"]})
    docket.set_document(number=None)
    docket.set_elements(number=None)
    stage = docket.document["stage"]
    if stage in ("print", "seal", "issue"):
        earlier = [t for t in docket.tasks("number", open_only=False) if t["outcome"] == "done"]
        cancel_open(docket, "returned")
        docket.set_plan(last=None)
        docket.set_document(stage="number", round=docket.document["round"] + 1)
        docket.open_task(docket.stage_of("number"), earlier[-1]["person"])
