"""Whether a window can be seen on this PC; asked before anything of Qt is drawn."""

import ctypes
import os
import sys
from importlib.util import find_spec
from pathlib import Path


def has_display() -> bool:
    """A screen, or a platform that somebody chose for Qt."""
    if sys.platform in ("win32", "darwin"):
        return True
    named = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return any(os.environ.get(name) for name in named)


def reaches_screen() -> bool:
    """Whether Qt's way to an X screen can be loaded; without it Qt would end the program."""
    found = find_spec("PySide6")
    if found is None or found.origin is None:
        return False
    way = Path(found.origin).parent / "Qt" / "plugins" / "platforms" / "libqxcb.so"
    if not way.exists() or os.environ.get("QT_QPA_PLATFORM", "xcb") != "xcb":
        return True
    try:
        ctypes.CDLL(str(way))
    except OSError:
        return bool(os.environ.get("WAYLAND_DISPLAY"))
    return True
