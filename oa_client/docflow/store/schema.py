"""The tables of an office: the ledger, its shadow, and personal conveniences beside them."""

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    Connection,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    text,
)

from oa_client.docflow.store.triggers import statements

METADATA = MetaData()

_WATCHED = text("next_at IS NOT NULL")
_URGED = text("urge_at IS NOT NULL")

PERSONAL = ("my_star", "my_column", "my_autosave", "my_key")
"""Conveniences: outside the ledger and its replay; nothing official hides here."""

LEDGER = ("entry", "commit_head", "blob")
"""What is only ever added to."""

OFFICIAL = (
    "office", "person", "key", "procedure", "document", "task", "opinion", "text_version",
    "attachment", "book", "number", "card", "stand_in", "party", "paper", "link", "request",
    "calendar", "calendar_moved", "urging", "assessment", "reservation",
)  # fmt: skip
"""The ledger's shadow: replaying the ledger gives these back, row by row."""


# bytes decide the order, on a server as in a file; a server's whole numbers are narrower
_TEXT = Text().with_variant(Text(collation="C"), "postgresql")
_WHOLE = Integer().with_variant(BigInteger(), "postgresql")


def _key(name: str) -> Column[str]:
    return Column(name, _TEXT, primary_key=True, nullable=False)


def _count_key(name: str) -> Column[int]:
    return Column(name, _WHOLE, primary_key=True, nullable=False, autoincrement=False)


def _text(name: str, default: str | None = None) -> Column[str]:
    given = None if default is None else text(f"'{default}'")
    return Column(name, _TEXT, nullable=False, server_default=given)


def _maybe(name: str) -> Column[str]:
    return Column(name, _TEXT, nullable=True)


def _count(name: str, default: int | None = None) -> Column[int]:
    given = None if default is None else text(str(default))
    return Column(name, _WHOLE, nullable=False, server_default=given)


def _flag(name: str, default: int | None = None) -> tuple[Column[int], CheckConstraint]:
    return _count(name, default), CheckConstraint(f"{name} IN (0, 1)")


def _of(name: str, table: str, column: str = "id", *, key: bool = False) -> Column[str]:
    target = ForeignKey(f"{table}.{column}")
    return Column(name, _TEXT, target, primary_key=key, nullable=False)


def _clock() -> tuple[Column[str], ...]:
    return tuple(_maybe(name) for name in ("due", "blue", "yellow", "red", "next_at"))


_Part = Column[str] | Column[int] | Column[bytes] | CheckConstraint | Index


def _table(name: str, *columns: _Part) -> Table:
    return Table(name, METADATA, *columns, sqlite_strict=True)


_table(
    "office", _key("id"), _text("name"), _text("series", ""), *_flag("training"),
    _text("created_at"), _text("founder"), _text("key_id"), _text("public"),
)  # fmt: skip
_table(
    "person", _key("login"), _text("name"), _text("unit"), _text("posts", "[]"),
    _maybe("superior"), *_flag("active", 1), _count("ord", 0), _text("pinyin", ""),
)  # fmt: skip
_table(
    "key", _key("key_id"), _of("login", "person", "login"), _text("public"), _text("made_at"),
    _text("status"), _text("vouchers", "[]"),
    CheckConstraint("status IN ('pending', 'trusted', 'replaced')"), Index("key_login", "login"),
)  # fmt: skip
_table(
    "procedure", _key("digest"), _text("id"), _text("source"), *_flag("in_force"), _text("since"),
)  # fmt: skip
_table(
    "document", _key("id"), _text("procedure"), _of("digest", "procedure", "digest"),
    _text("title"), _text("kind"), _text("urgency"), _text("status"), _maybe("stage"),
    _of("creator", "person", "login"), _maybe("drafter"), _text("opened_at"),
    _maybe("closed_at"), _text("changed_at"), *_clock(), _count("n", 0), _maybe("head"),
    _count("version"), _count("round"), _text("elements", "{}"), _text("plan", "{}"),
    _maybe("number"), *_flag("classified", 0), _text("pinyin", ""), _maybe("paused_at"),
    CheckConstraint("length(title) <= 300"),
    Index("document_changed", "changed_at"), Index("document_creator", "creator", "status"),
    Index("document_next", "next_at", sqlite_where=_WATCHED, postgresql_where=_WATCHED),
)  # fmt: skip
_table(
    "task", _key("id"), _of("document", "document"), _text("stage"),
    _of("person", "person", "login"), _text("action"), _count("round"), _text("opened_at"),
    _maybe("closed_at"), _maybe("outcome"), _maybe("seen_at"), _maybe("from_"), _maybe("for_"),
    _maybe("note"), _text("data", "{}"), *_clock(), _maybe("urge_at"),
    Index("task_document", "document"), Index("task_person", "person", "closed_at", "due"),
    Index("task_next", "next_at", sqlite_where=_WATCHED, postgresql_where=_WATCHED),
    Index("task_urge", "urge_at", sqlite_where=_URGED, postgresql_where=_URGED),
)  # fmt: skip
_table(
    "opinion", _of("document", "document", key=True), _count_key("n"), _text("stage"),
    _text("person"), _maybe("for_"), _text("action"), _text("text"), _maybe("verdict"),
    _text("at"), _count("round"),
    CheckConstraint("verdict IS NULL OR verdict IN ('agree', 'disagree')"),
)  # fmt: skip
_table(
    "text_version", _of("document", "document", key=True), _count_key("version"), _text("body"),
    _text("sha256"), _text("author"), _text("at"), _count("n"),
)  # fmt: skip
_table(
    "attachment", _of("document", "document", key=True), _count_key("n"), _count_key("i"),
    _text("name"), _count("size"), _text("sha256"), _text("by"), _text("at"), _text("role"),
)  # fmt: skip
_table(
    "book", _key("series"), _count_key("year"), _count("start"), _count("last"), _maybe("ground"),
    _text("opened_at"), CheckConstraint("last >= start"),
)  # fmt: skip
_table(
    "number", _key("series"), _count_key("year"), _count_key("serial"),
    _of("document", "document"), Column("text", _TEXT, nullable=False, unique=True), _text("at"),
    _maybe("void_at"), _maybe("void_reason"),
    CheckConstraint("(void_at IS NULL) = (void_reason IS NULL)"),
    Index("number_document", "document"),
)  # fmt: skip
_table(
    "card", _of("document", "document", key=True), _key("task"), _key("level"),
    _count_key("round"), _text("person"), _text("to_"), _text("due"), _text("at"),
    _text("notify_at"), _text("issued_at"), _maybe("withdrawn_at"),
    CheckConstraint("level IN ('blue', 'yellow', 'red')"),
)  # fmt: skip
_table(
    "stand_in", _key("id"), _of("person", "person", "login"), _of("proxy", "person", "login"),
    _text("from_"), _text("until"), *_flag("ended", 0), _text("made_at"),
    CheckConstraint("person <> proxy"),
)  # fmt: skip
_table(
    "party", _of("document", "document", key=True), _key("person"), _text("role"), _text("at"),
    Index("party_person", "person"),
)  # fmt: skip
_table(
    "paper", _of("document", "document", key=True), _text("sha256"), _count("pages"),
    _text("made_at"), _count("n"), _count("copies"), _text("fonts", "[]"),
)  # fmt: skip
_table(
    "link", _of("document", "document", key=True), _of("other", "document", key=True),
    _text("at"), _text("by"), Index("link_other", "other"),
)  # fmt: skip
_table(
    "request", _key("key"), _text("digest"), _maybe("document"), _text("answer"), _text("at"),
)  # fmt: skip
_table(
    "calendar", _count_key("version"), _text("by"), _text("ground"), _maybe("notice"),
    _text("days", "{}"), _text("hours", "[]"), _text("changed", "{}"), _text("at"),
    *_flag("in_force"),
)  # fmt: skip
_table(
    "calendar_moved", _count_key("version"), _of("document", "document", key=True),
    _key("task"), _text("marks"), Index("calendar_moved_document", "document"),
)  # fmt: skip
_table(
    "urging", _of("document", "document", key=True), _count_key("n"),
    _of("person", "person", "login", key=True), _maybe("task"), _text("by"), _maybe("note"),
    _text("at"), _text("notify_at"), _maybe("answer"), _maybe("expected"), _maybe("answered_at"),
    Index("urging_person", "person"),
)  # fmt: skip
_table(
    "assessment", _of("document", "document", key=True), _count_key("n"), _text("by"),
    _maybe("for_"), _text("at"), *_flag("accepted"), _text("reason"),
)  # fmt: skip
_table(
    "reservation", _key("series"), _count_key("year"), _count_key("serial"),
    Column("text", _TEXT, nullable=False, unique=True), _text("by"), _text("ground"),
    _text("until"), _text("at"),
    Column("document", _TEXT, ForeignKey("document.id"), nullable=True), _maybe("used_at"),
    _maybe("void_at"), _maybe("void_reason"),
    CheckConstraint("(document IS NULL) = (used_at IS NULL)"),
    CheckConstraint("(void_at IS NULL) = (void_reason IS NULL)"),
)  # fmt: skip
_table(
    "entry", _count_key("seq"), _text("document"), _count("n"), _text("code"), _text("by"),
    _maybe("for_"), _text("at"), Column("request", LargeBinary, nullable=True), _text("key_id"),
    Column("signature", LargeBinary, nullable=False),
    Column("facts", LargeBinary, nullable=False), _text("prev"), _text("hash"),
    Index("entry_place", "document", "n", unique=True), Index("entry_code", "code"),
)  # fmt: skip
_table(
    "commit_head", _count_key("id"), _text("at"), Column("heads", LargeBinary, nullable=False),
    _text("prev"), _text("hash"),
)  # fmt: skip
_table(
    "blob", _key("sha256"), _count("size"), Column("data", LargeBinary, nullable=False),
    CheckConstraint("size = length(data)"),
)  # fmt: skip
_table("my_star", _key("person"), _key("document"), _maybe("at"))
_table("my_column", _key("person"), _key("list"), _text("widths"))
_table("my_autosave", _key("person"), _key("place"), _text("text"), _text("at"))
_table("my_key", _key("key_id"), _text("login"), _text("pem"), _text("at"),
       Index("my_key_login", "login"))  # fmt: skip


def build(connection: Connection) -> None:
    """Make every table and every trigger in an empty database."""
    METADATA.create_all(connection, checkfirst=False)
    for statement in statements(connection.dialect.name, OFFICIAL):
        connection.exec_driver_sql(statement)


def shape(connection: Connection) -> set[tuple[str, str, str]]:
    """Tables, indexes and triggers as they are: sort, name, and the words that made them."""
    found = connection.exec_driver_sql(
        "SELECT type, name, sql FROM sqlite_master"
        " WHERE sql IS NOT NULL AND name <> 'alembic_version'"
    )
    return {(sort, name, " ".join(sql.split())) for sort, name, sql in found}
