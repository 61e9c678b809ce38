"""Explanations are assessed, and numbers are reserved."""

from alembic import op
from sqlalchemy import BigInteger, CheckConstraint, Column, ForeignKey, Integer, Text

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

TEXT = Text().with_variant(Text(collation="C"), "postgresql")
WHOLE = Integer().with_variant(BigInteger(), "postgresql")


def upgrade() -> None:
    """How each explanation was assessed; numbers that are kept for later."""
    op.create_table(
        "assessment",
        Column("document", TEXT, ForeignKey("document.id"), primary_key=True, nullable=False),
        Column("n", WHOLE, primary_key=True, nullable=False, autoincrement=False),
        _said("by"), _maybe("for_"), _said("at"), Column("accepted", WHOLE, nullable=False),
        _said("reason"), CheckConstraint("accepted IN (0, 1)"), sqlite_strict=True,
    )  # fmt: skip
    op.create_table(
        "reservation", Column("series", TEXT, primary_key=True, nullable=False),
        *(Column(name, WHOLE, primary_key=True, nullable=False, autoincrement=False)
          for name in ("year", "serial")),
        Column("text", TEXT, nullable=False, unique=True), _said("by"), _said("ground"),
        _said("until"), _said("at"),
        Column("document", TEXT, ForeignKey("document.id"), nullable=True),
        _maybe("used_at"), _maybe("void_at"), _maybe("void_reason"),
        CheckConstraint("(document IS NULL) = (used_at IS NULL)"),
        CheckConstraint("(void_at IS NULL) = (void_reason IS NULL)"), sqlite_strict=True,
    )  # fmt: skip
    for table in ("assessment", "reservation") if op.get_bind().dialect.name == "sqlite" else ():
        op.get_bind().exec_driver_sql(
            f'CREATE TRIGGER {table}_no_delete BEFORE DELETE ON "{table}"'
            " BEGIN SELECT RAISE(ABORT, 'nothing-is-deleted'); END"
        )


def _said(name: str) -> Column[str]:
    return Column(name, TEXT, nullable=False)


def _maybe(name: str) -> Column[str]:
    return Column(name, TEXT, nullable=True)
