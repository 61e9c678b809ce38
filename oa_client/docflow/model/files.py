"""Files that come with a paper: how large, and which sorts are not taken at the window."""

from pathlib import PurePath

from oa_client.docflow.model.errors import BadInput

MOST_BYTES = 64 * 1024 * 1024
"""The largest file that may be attached to a paper."""

PROGRAMS = (
    "appimage", "bat", "cmd", "com", "cpl", "dll", "dmg", "exe", "gadget", "hta", "jar", "js",
    "jse", "lnk", "msi", "msp", "pif", "ps1", "reg", "scr", "sh", "vb", "vbe", "vbs", "wsf", "wsh",
)  # fmt: skip
"""Suffixes of files that a system would run; a document is none of them."""


def check_file(name: str, size: int, *, folder: bool) -> None:
    """Refuse what can't be the original of a paper or go along with one.

    Raises:
        BadInput: `file-is-folder`, `file-is-program`, `file-too-large`.
    """
    if folder:
        raise BadInput("file-is-folder", file=name)
    if PurePath(name).suffix.lower().lstrip(".") in PROGRAMS:
        raise BadInput("file-is-program", file=name)
    if size > MOST_BYTES:
        raise BadInput("file-too-large", file=name, most=MOST_BYTES)
