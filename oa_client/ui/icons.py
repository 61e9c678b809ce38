"""The pictures on buttons and in the navigation: what the office calls them, and which sign it is.

An icon is asked for by the office's own word and the colour of the place where it stands.
"""

import os
from functools import lru_cache

from PySide6.QtGui import QIcon

os.environ.setdefault("QT_API", "pyside6")

CATALOGUE = {
    "todo": "ph.tray", "reading": "ph.envelope-open", "tracked": "ph.push-pin",
    "done": "ph.check-circle", "read": "ph.book-open", "drafts": "ph.note-pencil",
    "register": "ph.download-simple", "draft": "ph.file-plus", "countersign": "ph.users-three",
    "seal": "mdi6.stamper", "overdue": "ph.hourglass", "urge": "ph.alarm",
    "watched": "ph.list-bullets", "urged": "ph.alarm", "relief": "ph.calendar-plus",
    "signals": "ph.scales", "books": "ph.notebook", "outgoing": "ph.folders",
    "incoming": "ph.archive",
    "statistics": "ph.chart-bar", "circular": "ph.file-text", "month": "ph.chart-bar",
    "workdays": "ph.calendar-check",
    "leader": "ph.monitor", "supervision": "ph.eye", "supervised": "ph.flag-banner",
    "integrity": "ph.scales", "cards": "ph.clock-counter-clockwise", "report": "ph.file-text",
    "calendar": "ph.calendar-blank", "extension": "ph.calendar-plus", "pause": "ph.pause",
    "resume": "ph.play", "search": "ph.magnifying-glass", "bell": "ph.bell",
    "print": "ph.printer", "open": "ph.arrow-square-out", "close": "ph.x",
    "return": "ph.arrow-u-up-left", "transfer": "ph.share", "add-signer": "ph.user-plus",
    "remove-signer": "ph.user-minus", "stand-in": "ph.user-focus",
    "recall": "ph.arrow-bend-up-left",
    "sign": "ph.check", "submit": "ph.paper-plane-tilt", "save": "ph.floppy-disk",
    "attach": "ph.paperclip", "picture": "ph.image", "compare": "ph.git-diff",
    "export": "ph.export", "import": "ph.upload-simple", "refresh": "ph.arrow-clockwise",
    "undo": "ph.arrow-counter-clockwise",
    "sort": "ph.sort-ascending", "filter": "ph.funnel", "zoom-in": "ph.magnifying-glass-plus",
    "zoom-out": "ph.magnifying-glass-minus", "back": "ph.arrow-left", "forward": "ph.arrow-right",
    "previous": "ph.caret-left", "next": "ph.caret-right", "unfold": "ph.caret-down",
    "clock": "ph.clock", "verified": "ph.shield-check", "broken": "ph.shield-warning",
    "lock": "ph.lock-simple", "key": "ph.key", "keyboard": "ph.keyboard", "scan": "ph.crop",
    "warning": "ph.warning", "must-fix": "ph.warning-circle", "question": "ph.question",
    "fine": "ph.check", "pending": "ph.circle-dashed", "duplicate": "ph.copy",
    "table": "ph.table", "number": "ph.hash", "archive": "ph.archive-box", "star": "ph.star",
    "person": "ph.user", "office": "ph.buildings", "settings": "ph.gear-six",
    "language": "ph.translate", "offline": "ph.wifi-slash", "font": "ph.text-aa",
    "link": "ph.link", "add": "ph.plus", "remove": "ph.minus", "delete": "ph.trash",
    "history": "ph.clock-counter-clockwise", "more": "ph.dots-three", "help": "ph.info",
}  # fmt: skip
"""The office's word for a picture, and the sign that QtAwesome draws."""


@lru_cache(maxsize=512)
def icon(name: str, colour: str, disabled: str = "#A9B2BC", active: str = "") -> QIcon:
    """The picture of that name in a colour of the theme; greyed where a button is.

    Raises:
        KeyError: the catalogue has no such picture.
    """
    import qtawesome

    sign = CATALOGUE[name]
    return qtawesome.icon(
        sign, color=colour, color_active=active or colour, color_selected=active or colour,
        color_disabled=disabled,
    )  # fmt: skip


def forget() -> None:
    """Let go of all pictures, before the application ends."""
    icon.cache_clear()
