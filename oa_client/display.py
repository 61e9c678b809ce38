"""Whether a window can be seen on this PC; asked before anything of Qt is imported."""

import os
import sys


def has_display() -> bool:
    """A screen, or a platform that somebody chose for Qt."""
    if sys.platform in ("win32", "darwin"):
        return True
    named = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return any(os.environ.get(name) for name in named)
