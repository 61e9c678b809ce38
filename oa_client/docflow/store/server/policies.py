"""Who sees which rows: lists under row-level security, in set form so that they stay fast."""

from collections.abc import Iterable, Iterator

_EVERYBODY = "(SELECT oa.me()) IS NOT NULL"
_OF_DOCUMENT = "EXISTS (SELECT 1 FROM oa.document d WHERE d.id = {table}.document)"
"""The rows of a document are seen by whoever sees the document: its own policy decides."""

_DOCUMENT = """
  EXISTS (SELECT 1 FROM oa.party p
    WHERE p.document = document.id AND p.person = (SELECT oa.me()))
  OR (status NOT IN ('draft', 'abandoned') AND ((SELECT oa.holds('文书'))
    OR (classified = 0 AND (SELECT oa.holds('督办员')))))
  OR id IN (SELECT oa.lent())"""

SEEN = {
    "office": _EVERYBODY,
    "person": _EVERYBODY,
    "key": _EVERYBODY,
    "procedure": _EVERYBODY,
    "stand_in": _EVERYBODY,
    "calendar": _EVERYBODY,
    "calendar_moved": _EVERYBODY,
    "book": "(SELECT oa.holds('文书'))",
    "reservation": " OR ".join(
        f"(SELECT oa.holds('{post}'))" for post in ("文书", "督办员", "主要负责人")
    ),
    "assessment": _OF_DOCUMENT.format(table="assessment"),
    "document": _DOCUMENT,
    "party": "person = (SELECT oa.me())",
    "task": "person = (SELECT oa.me()) OR " + _OF_DOCUMENT.format(table="task"),
    "card": _OF_DOCUMENT.format(table="card"),
    "urging": _OF_DOCUMENT.format(table="urging"),
    "attachment": _OF_DOCUMENT.format(table="attachment"),
    "paper": _OF_DOCUMENT.format(table="paper"),
    "number": _OF_DOCUMENT.format(table="number"),
    "link": _OF_DOCUMENT.format(table="link"),
    "my_star": "person = (SELECT oa.me())",
    "my_key": "login = (SELECT oa.me())",
    "request_sent": "login = (SELECT oa.me())",
    "request_chunk": "login = (SELECT oa.me())",
    "answer": "login = (SELECT oa.me())",
    "alembic_version": "true",
}
"""Tables that a person may read, each with the rows that are his to see."""

COLUMNS = {
    "request_sent": ("login", "id", "body"),
    "request_chunk": ("login", "sha256", "i"),
    "answer": ("login", "id", "at", "told"),
}
"""Of what he sent and was told only these; the rest would count the others' requests."""

SENT = {
    "request_sent": ("id", "body", "key_id", "signature"),
    "request_chunk": ("sha256", "i", "data"),
}
"""What a person may say of a request or a piece of a file; the rest is the server's to say."""


def policies(tables: Iterable[str]) -> Iterator[tuple[str, str, str]]:
    """All of them: table, name, statement; a table without one shows a person nothing."""
    for table, seen in SEEN.items():
        yield (
            table, "seen",
            f'CREATE POLICY seen ON oa."{table}" FOR SELECT TO {{person}} USING ({seen})',
        )  # fmt: skip
    for table in SENT:
        yield (
            table, "sent",
            f'CREATE POLICY sent ON oa."{table}" FOR INSERT TO {{person}}'
            " WITH CHECK (login = (SELECT oa.me()))",
        )  # fmt: skip
    for table in tables:  # row-level security binds persons alone, but for others' keys
        seen = "login = ''" if table == "my_key" else "true"
        yield (
            table, "serves",
            f'CREATE POLICY serves ON oa."{table}" TO {{registrar}}'
            f" USING ({seen}) WITH CHECK ({seen})",
        )  # fmt: skip
