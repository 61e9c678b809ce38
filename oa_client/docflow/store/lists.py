"""The questions behind trays, search and the watch on time limits: words that both stores speak."""

import base64
import binascii
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from oa_client.docflow.model.errors import BadInput

Row = dict[str, Any]
Ask = Callable[[str, Mapping[str, Any]], list[Row]]
"""Puts a question to the records: words and values in, rows out."""

WATCHED_TASKS = """
SELECT t.*, d.status AS document_status, d.round AS document_round, d.digest
FROM task t JOIN document d ON d.id = t.document
WHERE t.next_at <= :until AND t.closed_at IS NULL ORDER BY t.next_at, t.opened_at, t.id"""

WATCHED_URGINGS = """
SELECT t.* FROM task t JOIN document d ON d.id = t.document
WHERE t.urge_at <= :until AND t.due > :until AND t.closed_at IS NULL AND d.paused_at IS NULL
ORDER BY t.urge_at, t.opened_at, t.id"""

WATCHED_DOCUMENTS = """
SELECT * FROM document WHERE next_at <= :until AND closed_at IS NULL ORDER BY next_at, id"""

STANDING_REDS = """
SELECT id FROM document WHERE status = 'open' AND paused_at IS NULL AND id IN
  (SELECT document FROM card WHERE level = 'red' AND withdrawn_at IS NULL) ORDER BY id"""

_LEVEL = "CASE c.level WHEN 'red' THEN 3 WHEN 'yellow' THEN 2 ELSE 1 END"
_CARDS = ("", "blue", "yellow", "red")
_TASK_CARD = f"""(SELECT max({_LEVEL}) FROM card c
  WHERE c.document = t.document AND c.task = t.id AND c.round = t.round
    AND c.withdrawn_at IS NULL)"""
_DOCUMENT_CARD = f"""(SELECT max({_LEVEL}) FROM card c
  WHERE c.document = d.id AND c.withdrawn_at IS NULL)"""

_URGED = """CASE WHEN t.closed_at IS NULL AND EXISTS (SELECT 1 FROM urging u
  WHERE u.document = t.document AND u.task = t.id AND u.answered_at IS NULL) THEN 1 ELSE 0 END"""

_FILES = """(SELECT coalesce(sum(CASE a.role WHEN 'withdrawn' THEN -1 ELSE 1 END), 0)
  FROM attachment a WHERE a.document = d.id) AS files"""

_MARKS = {"asked": '%"extension":{%', "supervised": '%"supervised":[{%'}
"""By which a plan is known that tells of a request for more time, or of a supervised item."""

_PLAN = {
    "sqlite": {
        "[task]": "json_extract(d.plan, '$.extension.task')",
        "[approvers]": "SELECT value FROM json_each(d.plan, '$.extension.approvers')",
        "[answers]": """SELECT p.value AS person FROM json_each(d.plan, '$.supervised') s,
          json_each(s.value, '$.people') p WHERE json_extract(s.value, '$.closed_at') IS NULL""",
        "[starred]": "SELECT value FROM json_each(:starred)",
    },
    "postgresql": {
        "[task]": "(d.plan::json #>> '{extension,task}')",
        "[approvers]":
            "SELECT json_array_elements_text(d.plan::json #> '{extension,approvers}')",
        "[answers]": """SELECT json_array_elements_text(s.value -> 'people') AS person
          FROM json_array_elements(d.plan::json -> 'supervised') s
          WHERE (s.value ->> 'closed_at') IS NULL""",
        "[starred]": "SELECT json_array_elements_text(CAST(:starred AS json))",
    },
}
"""Out of a plan: the task for which more time is asked, who may grant it, and who answers for the
open supervised item; and the documents that somebody follows of his own accord."""

_PENDING = """(d.plan LIKE :asked AND EXISTS (
  SELECT 1 FROM task a WHERE a.id = [task] AND a.closed_at IS NULL))"""
_DECIDES = f"({_PENDING} AND t.person IN ([approvers]))"
"""Whether a reading task is a request for more time that its person decides."""

_TOLD = f"""CASE WHEN {_PENDING} THEN 1 ELSE 0 END AS pending,
  CASE WHEN d.plan LIKE :asked OR d.plan LIKE :supervised THEN d.plan END AS plan"""

_OF_TASK = f"""
SELECT d.id AS document, d.title, d.kind, t.stage, d.urgency, t.opened_at AS arrived, t.due,
  t.closed_at AS moved,
  coalesce({_TASK_CARD}, 0) AS card,
  CASE WHEN t.seen_at IS NULL AND t.closed_at IS NULL THEN 1 ELSE 0 END AS unread,
  t.from_ AS "from", t.id AS task, t.person, d.number, d.procedure, d.status,
  d.paused_at, d.elements, {_URGED} AS urged, {_FILES}, {_TOLD},
  %s AS place, t.id AS mark
FROM task t JOIN document d ON d.id = t.document WHERE """

_OF_DOCUMENT = f"""
SELECT d.id AS document, d.title, d.kind, d.stage, d.urgency, d.opened_at AS arrived, d.due,
  d.changed_at AS moved,
  coalesce({_DOCUMENT_CARD}, 0) AS card, 0 AS unread,
  NULL AS "from", NULL AS task, d.creator AS person, d.number, d.procedure, d.status,
  d.paused_at, d.elements, 0 AS urged, {_FILES}, {_TOLD},
  d.changed_at AS place, d.id AS mark
FROM document d WHERE """

_LENT = """SELECT r.id FROM stand_in s
  JOIN task r ON r.person = s.person AND r.closed_at >= s.from_ AND r.closed_at <= s.until
  JOIN [acts] e ON e.document = r.document AND e.at = r.closed_at AND e.for_ = s.person
    AND e."by" = s.proxy
  WHERE s.proxy IN (%s)"""
"""What these people did standing in for others; the ledger says so, the task is another's."""

_LAST_CLOSED = """
t.id IN (SELECT id FROM (
  SELECT x.id, row_number() OVER (
    PARTITION BY x.document ORDER BY x.closed_at DESC, x.id DESC) AS place
  FROM task x WHERE (x.person IN (%s) OR x.id IN ({lent})) AND x.closed_at IS NOT NULL
    AND x.outcome IN ('done', 'returned', 'disagreed') AND x.action {sign} 'read') y
  WHERE y.place = 1)"""


_PARTY = "EXISTS (SELECT 1 FROM party p WHERE p.document = d.id AND p.person = :person)"
_SIGHTS = {"own": _PARTY, "unclassified": f"(d.classified = 0 OR {_PARTY})", "all": "1 = 1"}
_STOPPED = "CASE WHEN t.action = 'read' THEN NULL ELSE d.paused_at END"

_WATCHING = f"""
SELECT count(*) AS watched,
  coalesce(sum(CASE WHEN late = 1 OR card = 3 THEN 1 ELSE 0 END), 0) AS red,
  coalesce(sum(CASE WHEN late = 0 AND card = 2 THEN 1 ELSE 0 END), 0) AS yellow,
  coalesce(sum(CASE WHEN late = 0 AND card = 1 THEN 1 ELSE 0 END), 0) AS blue
FROM (SELECT CASE WHEN t.due < coalesce({_STOPPED}, :at) THEN 1 ELSE 0 END AS late,
    coalesce((SELECT max({_LEVEL}) FROM card c
      WHERE c.document = t.document AND c.task = t.id AND c.withdrawn_at IS NULL), 0) AS card
  FROM task t JOIN document d ON d.id = t.document WHERE t.closed_at IS NULL AND %s) w"""
_SILENT = """
SELECT count(*) AS urged FROM urging u JOIN document d ON d.id = u.document
WHERE u.answered_at IS NULL AND %s"""
_STANDING = """
SELECT d.paused_at, d.plan FROM document d
WHERE (d.paused_at IS NOT NULL OR d.plan LIKE :asked OR d.plan LIKE :supervised) AND %s"""


def watching(ask: Ask, person: str, sight: str, at: str) -> tuple[Row, list[Row]]:
    """What a supervisor watches, counted without reading any case; see `ports.Work.watching`."""
    known = f"d.status NOT IN ('draft', 'abandoned') AND {_SIGHTS[sight]}"
    who: Row = {} if sight == "all" else {"person": person}
    (stages,) = ask(_WATCHING.replace("%s", known), who | {"at": at})
    (silent,) = ask(_SILENT.replace("%s", known), who)
    return stages | silent, ask(_STANDING.replace("%s", known), who | _MARKS)


_TIMED = """
SELECT d.id, d.title, d.plan FROM document d WHERE d.status = 'open'
  AND (d.plan LIKE :asked OR d.plan LIKE :answered OR d.plan LIKE :supervised)
  AND (d.id IN (SELECT p.document FROM party p WHERE p.person IN (%s))
    OR d.id IN (SELECT t.document FROM task t WHERE t.person IN (%s) AND t.closed_at IS NULL))
ORDER BY d.id"""


def timed(ask: Ask, people: Sequence[str]) -> list[Row]:
    """Cases whose time or supervision concerns these people; see `ports.Work.timed`."""
    who = {f"p{i}": login for i, login in enumerate(people)}
    words = _TIMED.replace("%s", ", ".join(f":{name}" for name in who))
    rows = ask(words, who | _MARKS | {"answered": '%"extensions":[{%'})
    return [row | {"plan": json.loads(row["plan"])} for row in rows]


@dataclass(frozen=True)
class _Tray:
    """What lies in a tray, by what it is sorted, and whether the newest lies on top."""

    words: str
    place: str = "coalesce(t.due, '9999')"
    mark: str = "t.id"
    newest_first: bool = False


def _tasks(test: str) -> _Tray:
    return _Tray(f"t.person IN (%s) AND t.closed_at IS NULL AND {test}")


_TRAYS = {
    "todo": _tasks(f"(t.action <> 'read' OR {_DECIDES}) AND d.status <> 'draft'"),
    "reading": _tasks(f"t.action = 'read' AND NOT {_DECIDES}"),
    "overdue": _tasks(
        "EXISTS (SELECT 1 FROM card c WHERE c.document = t.document AND c.task = t.id"
        " AND c.round = t.round AND c.level = 'red' AND c.withdrawn_at IS NULL)"
    ),
    "done": _Tray(_LAST_CLOSED.format(sign="<>", lent=_LENT), "t.closed_at", newest_first=True),
    "read": _Tray(_LAST_CLOSED.format(sign="=", lent=_LENT), "t.closed_at", newest_first=True),
    "drafts": _Tray("d.status = 'draft' AND d.creator IN (%s)", "d.changed_at", "d.id", True),
    "tracked": _Tray(
        "(d.id IN ([starred])"
        " OR (d.creator IN (%s) AND d.status = 'open')"
        " OR (d.plan LIKE :supervised AND d.status = 'open' AND EXISTS ("
        " SELECT 1 FROM ([answers]) w WHERE w.person IN (%s))))",
        "d.changed_at", "d.id", True,
    ),
}  # fmt: skip


def listing(
    ask: Ask, dialect: str, tray: str, people: Sequence[str], after: str | None, limit: int,
    acts: str = "entry", starred: Sequence[str] = (),
) -> tuple[int, list[Row], str | None]:  # fmt: skip
    """One tray: how many lie in it, a page of them, the cursor of the page after.

    Args:
        ask: puts the question.
        dialect: whose words to use, `sqlite` or `postgresql`.
        tray: its name.
        people: whose.
        after: the cursor of the page before.
        limit: how many at most.
        acts: where `document`, `at`, `by` and `for_` of what was done for others are had.
        starred: documents that he follows of his own accord.

    Raises:
        BadInput: `bad-cursor`, `no-such-tray`.
    """
    if tray not in _TRAYS:
        raise BadInput("no-such-tray", tray=tray[:60])
    kept = _TRAYS[tray]
    who = {f"p{i}": login for i, login in enumerate(_whose(tray, people))}
    names = ", ".join(f":{name}" for name in who)
    where = _spoken(dialect, kept.words).replace("[acts]", acts).replace("%s", names)
    of_task = kept.mark == "t.id"
    tables = "task t JOIN document d ON d.id = t.document" if of_task else "document d"
    count = f"SELECT count(*) AS n FROM {tables} WHERE {where}"
    head = _OF_TASK.replace("%s", kept.place) if of_task else _OF_DOCUMENT
    head = _spoken(dialect, head).replace("SELECT", f"SELECT ({count}) AS n,", 1)
    sign, order = ("<", "DESC") if kept.newest_first else (">", "ASC")
    who |= _MARKS | {"starred": json.dumps(list(starred))}
    values: Row = {**who, "most": limit + 1}
    words = f"{head}{where}"
    if after is not None:
        values |= _opened(after, tray)
        words += f" AND ({kept.place}, {kept.mark}) {sign} (:place, :mark)"
    rows = ask(f"{words} ORDER BY {kept.place} {order}, {kept.mark} {order} LIMIT :most", values)
    following = _closed(rows[limit - 1], tray) if len(rows) > limit else None
    past_the_end = not rows and after is not None
    n = ask(count, who)[0]["n"] if past_the_end else rows[0]["n"] if rows else 0
    return n, [_shown(row) for row in rows[:limit]], following


@lru_cache(maxsize=64)
def _spoken(dialect: str, words: str) -> str:
    for part, said in _PLAN[dialect].items():
        words = words.replace(part, said)
    return words


def _whose(tray: str, people: Sequence[str]) -> list[str]:
    return list(dict.fromkeys(people))[: 1 if tray == "tracked" else None]


def _closed(row: Row, tray: str) -> str:
    said = json.dumps([tray, row["place"], row["mark"]], ensure_ascii=False).encode()
    return base64.urlsafe_b64encode(said).decode()


def _opened(cursor: str, tray: str) -> Row:
    try:
        said = json.loads(base64.b64decode(cursor.encode("ascii"), altchars=b"-_", validate=True))
    except (ValueError, binascii.Error, RecursionError):
        said = None
    match said:
        case [str() as of, str() as place, str() as mark] if of == tray:
            return {"place": _storable(place), "mark": _storable(mark)}
        case _:
            raise BadInput("bad-cursor", cursor=cursor[:60])


def _storable(text: str) -> str:
    if "\0" in text or any("\ud800" <= c <= "\udfff" for c in text):
        raise BadInput("bad-cursor")
    return text


_HIDDEN = ("n", "place", "mark", "elements", "pending", "plan")
"""What a page is counted and followed by, and what it shows but a word of."""


def _shown(row: Row) -> Row:
    kept = {name: value for name, value in row.items() if name not in _HIDDEN}
    elements = json.loads(row["elements"] or "{}")
    said = {name: elements.get(name) or "" for name in ("secrecy", "issuer")}
    marks = {name: bool(row[name]) for name in ("unread", "urged")}
    return kept | marks | {"card": _CARDS[row["card"]]} | said | _of_time(row)


def _of_time(row: Row) -> Row:
    """`asked`: who asks for more time, until when, why, and who decides on it, while that waits;
    `supervised`: whether it is a supervised item.
    """
    plan = json.loads(row["plan"] or "{}")
    asked, items = plan.get("extension") or {}, plan.get("supervised") or []
    told = ("by", "until", "reason", "approvers")
    return {
        "asked": {name: asked[name] for name in told} if row["pending"] else None,
        "supervised": any(not item["closed_at"] for item in items),
    }


LONGEST_SEARCH = 10_000
"""Characters; SQLite compares with no more than 50,000 bytes."""
MOST_FOUND = 1000
"""What the server's own search gives at once."""
MOST_WORDS = 8
"""Of a search, that are looked for each by itself; what follows them is one more word."""

_BODY = """EXISTS (SELECT 1 FROM text_version v WHERE v.document = d.id AND v.body LIKE :part
  AND v.version = (SELECT max(w.version) FROM text_version w WHERE w.document = d.id))"""
_SAID = "EXISTS (SELECT 1 FROM opinion o WHERE o.document = d.id AND o.text LIKE :part)"
_ISSUER = {
    "sqlite": "json_extract(d.elements, '$.issuer')",
    "postgresql": "(d.elements::json ->> 'issuer')",
}


def find(
    ask: Ask, dialect: str, text: str, person: str | None, unclassified: bool, limit: int
) -> list[Row]:
    """Documents in which each word stands literally, capitals or not, newest change first.

    Args:
        ask: puts the question.
        dialect: whose words to use, `sqlite` or `postgresql`.
        text: the words to look for.
        person: only what this person is a party to; None for all but drafts.
        unclassified: leave out classified stubs.
        limit: how many at most.

    Raises:
        BadInput: `too-long`.
    """
    parts = _parts(text)
    tests = [
        "d.title LIKE :part", "d.number LIKE :part", "d.pinyin LIKE :part",
        f"{_ISSUER[dialect]} LIKE :part", _SAID, _BODY,
    ]  # fmt: skip
    where = _PARTY if person is not None else "d.status NOT IN ('draft', 'abandoned')"
    if unclassified:
        where += " AND d.classified = 0"
    somewhere = f" AND ({' OR '.join(tests)})"
    each = "".join(somewhere.replace(":part", f":{name} ESCAPE '!'") for name in parts)
    words = f"{_spoken(dialect, _OF_DOCUMENT)}{where}{each}"
    if dialect == "postgresql":
        words = words.replace(" LIKE ", " ILIKE ")
    values = parts | {"person": person, "most": limit} | _MARKS
    found = ask(f"{words} ORDER BY d.changed_at DESC, d.id LIMIT :most", values)
    return [_shown(row) for row in found]


def find_on_server(ask: Ask, text: str, limit: int) -> list[Row]:
    """The same, where the server itself knows who asks and what is his to know.

    Raises:
        BadInput: `too-long`.
    """
    parts = _parts(text)
    each = " AND ".join(f"d.id IN (SELECT oa.found(:{name}, :all))" for name in parts)
    words = f"{_spoken('postgresql', _OF_DOCUMENT)} {each}"
    found = ask(
        f"{words} ORDER BY d.changed_at DESC, d.id LIMIT :most",
        parts | {"all": limit if len(parts) == 1 else MOST_FOUND, "most": limit} | _MARKS,
    )
    return [_shown(row) for row in found]


def _parts(text: str) -> dict[str, str]:
    """Each word that is looked for, as it stands somewhere; a space alone is looked for itself.

    Raises:
        BadInput: `too-long`.
    """
    if len(text) > LONGEST_SEARCH:
        raise BadInput("too-long", field="TEXT", length=len(text), most=LONGEST_SEARCH)
    words = text.split(maxsplit=MOST_WORDS) or [text]
    return {f"part{n}": _literal(word) for n, word in enumerate(words)}


def _literal(text: str) -> str:
    """The text as it stands, somewhere: nothing in it is a wildcard."""
    for sign in "!%_":
        text = text.replace(sign, "!" + sign)
    return f"%{text}%"
