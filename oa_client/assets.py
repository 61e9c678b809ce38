"""Where resources/ lies: inside the installed package, or beside it in a checkout."""

from functools import cache
from pathlib import Path


@cache
def root() -> Path:
    """The folder that holds procedures/, calendars/, i18n/ and the like."""
    package = Path(__file__).resolve().parent
    installed = package / "resources"
    return installed if installed.is_dir() else package.parent / "resources"


def path(*parts: str) -> Path:
    """A place under resources/, such as `path("procedures", "incoming.toml")`."""
    return root().joinpath(*parts)
