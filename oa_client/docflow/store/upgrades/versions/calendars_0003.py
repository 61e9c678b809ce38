"""The office's own calendar is on record, and so is who was urged and what he answered."""

from alembic import op
from sqlalchemy import BigInteger, CheckConstraint, Column, ForeignKey, Integer, Text, text

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

TEXT = Text().with_variant(Text(collation="C"), "postgresql")
WHOLE = Integer().with_variant(BigInteger(), "postgresql")


def upgrade() -> None:
    """Versions of the calendar, what each moved, who was urged, and when the office urges."""
    on_file = op.get_bind().dialect.name == "sqlite"
    op.add_column("task", Column("urge_at", TEXT, nullable=True))
    awaited = text("urge_at IS NOT NULL")
    op.create_index("task_urge", "task", ["urge_at"], sqlite_where=awaited,
                    postgresql_where=awaited)  # fmt: skip
    op.create_table(
        "calendar", Column("version", WHOLE, primary_key=True, autoincrement=False),
        *_said("by", "ground"), *_maybe("notice"), *_given("{}", "days"),
        *_given("[]", "hours"), *_given("{}", "changed"), *_said("at"),
        Column("in_force", WHOLE, nullable=False), CheckConstraint("in_force IN (0, 1)"),
        sqlite_strict=True,
    )  # fmt: skip
    op.create_table(
        "calendar_moved", Column("version", WHOLE, primary_key=True, autoincrement=False),
        _of("document", "document.id"), Column("task", TEXT, primary_key=True, nullable=False),
        *_said("marks"), sqlite_strict=True,
    )  # fmt: skip
    op.create_index("calendar_moved_document", "calendar_moved", ["document"])
    op.create_table(
        "urging", _of("document", "document.id"),
        Column("n", WHOLE, primary_key=True, autoincrement=False), _of("person", "person.login"),
        *_maybe("task"), *_said("by"), *_maybe("note"), *_said("at", "notify_at"),
        *_maybe("answer", "expected", "answered_at"), sqlite_strict=True,
    )  # fmt: skip
    op.create_index("urging_person", "urging", ["person"])
    for table in ("calendar", "calendar_moved", "urging") if on_file else ():
        op.get_bind().exec_driver_sql(
            f'CREATE TRIGGER {table}_no_delete BEFORE DELETE ON "{table}"'
            " BEGIN SELECT RAISE(ABORT, 'nothing-is-deleted'); END"
        )


def _of(name: str, target: str) -> Column[str]:
    return Column(name, TEXT, ForeignKey(target), primary_key=True, nullable=False)


def _said(*names: str) -> list[Column[str]]:
    return [Column(name, TEXT, nullable=False) for name in names]


def _given(default: str, *names: str) -> list[Column[str]]:
    return [Column(n, TEXT, nullable=False, server_default=text(f"'{default}'")) for n in names]


def _maybe(*names: str) -> list[Column[str]]:
    return [Column(name, TEXT, nullable=True) for name in names]
