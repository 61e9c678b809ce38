"""Which file, to be taken in or written: asked in the folder used last, at first the documents."""

from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

_last: list[Path] = []
"""The folder that was used last while the program runs."""


def folder() -> Path:
    """Where one begins to look; the folder of the program is nobody's place for papers."""
    if _last and _last[0].is_dir():
        return _last[0]
    place = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(place) if Path(place).is_dir() else Path.home()


def ask_target(over: QWidget, title: str, name: str, kinds: str = "") -> Path | None:
    """Where to write a file that is offered under a name; None where nobody wants it."""
    chosen, _ = QFileDialog.getSaveFileName(over, title, str(folder() / name), kinds)
    return _used([chosen])[0] if chosen else None


def ask_file(over: QWidget, title: str, kinds: str = "") -> Path | None:
    """One file to be taken in; None where there is none."""
    chosen, _ = QFileDialog.getOpenFileName(over, title, str(folder()), kinds)
    return _used([chosen])[0] if chosen else None


def ask_files(over: QWidget, title: str, kinds: str = "") -> list[Path]:
    """Any number of files to be taken in."""
    chosen, _ = QFileDialog.getOpenFileNames(over, title, str(folder()), kinds)
    return _used(chosen)


def ask_folder(over: QWidget, title: str) -> Path | None:
    """A folder for several files; None where nobody wants them."""
    chosen = QFileDialog.getExistingDirectory(over, title, str(folder()))
    if not chosen:
        return None
    _last[:] = [Path(chosen)]
    return _last[0]


def _used(names: list[str]) -> list[Path]:
    paths = [Path(name) for name in names]
    if paths:
        _last[:] = [paths[0].parent]
    return paths
