"""Clocks may stand still, and a card may be withdrawn; both stay on record."""

from alembic import op
from sqlalchemy import Column, Text

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

TEXT = Text().with_variant(Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Since when a case's clocks stand still, and when a card was withdrawn."""
    op.add_column("document", Column("paused_at", TEXT, nullable=True))
    op.add_column("card", Column("withdrawn_at", TEXT, nullable=True))
