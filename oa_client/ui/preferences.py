"""How somebody likes his window on this PC; nothing official, and nothing lost where it is gone."""

import json
import os
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

import platformdirs

ZOOMS = (1.0, 1.15, 1.3)


@dataclass(frozen=True)
class Preferences:
    """What the window remembers between two days.

    Attributes:
        zoom: one of ZOOMS; every length and letter grows with it.
        language: in which it spoke last; empty where nobody chose.
        geometry: where it stood and how large, as Qt writes it, in base 64.
        quiet: outside office hours nothing pops up on the screen; it is told in the morning.
    """

    zoom: float = 1.0
    quiet: bool = True
    language: str = ""
    geometry: str = ""


def place() -> Path:
    """The file on this PC; OA_PREFERENCES names another."""
    named = os.environ.get("OA_PREFERENCES")
    if named:
        return Path(named)
    return Path(platformdirs.user_config_dir("oa_client", appauthor=False)) / "window.json"


def read(file: Path) -> Preferences:
    """What was kept there; whatever can't be read falls back to the usual."""
    try:
        said = json.loads(file.read_text("utf-8"))
    except (OSError, ValueError):
        return Preferences()
    kept: dict[str, Any] = said if isinstance(said, dict) else {}
    usual = Preferences()
    good = {
        field.name: kept[field.name]
        for field in fields(Preferences)
        if type(kept.get(field.name)) is type(getattr(usual, field.name))
    }
    if good.get("zoom") not in ZOOMS:
        good.pop("zoom", None)
    return Preferences(**good)


def write(file: Path, preferences: Preferences) -> None:
    """Keep them; a PC that does not let us goes without."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        fresh = file.with_suffix(".new")
        fresh.write_text(json.dumps(asdict(preferences)), "utf-8")
        fresh.replace(file)
    except OSError:
        return
