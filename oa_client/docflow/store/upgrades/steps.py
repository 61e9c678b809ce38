"""Running the steps from an older form of the tables to the present one."""

from pathlib import Path
from typing import Any

from alembic.config import Config
from alembic.runtime.environment import EnvironmentContext
from alembic.script import ScriptDirectory
from alembic.util.exc import CommandError
from sqlalchemy import Connection

from oa_client.docflow.model.errors import StoreUnavailable
from oa_client.docflow.store.schema import METADATA

FOLDER = Path(__file__).parent
"""Where the steps lie, in `versions`."""


def run(connection: Connection, present: str) -> None:
    """Bring the tables up to date within the open transaction.

    Raises:
        StoreUnavailable: `office-too-new`, when this program does not know the present form.
    """
    config = Config()
    config.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    script = ScriptDirectory.from_config(config)
    try:
        script.get_revision(present)
    except CommandError:
        raise StoreUnavailable("office-too-new", version=present) from None

    def following(revision: Any, _context: Any) -> Any:
        return script._upgrade_revs("head", revision)

    with EnvironmentContext(config, script, fn=following) as environment:
        environment.configure(connection=connection, target_metadata=METADATA)
        environment.run_migrations()
