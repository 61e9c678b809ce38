"""Acts of one sort are found without reading the whole ledger."""

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """An index of the ledger by the sort of act."""
    op.create_index("entry_code", "entry", ["code"])
