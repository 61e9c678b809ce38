"""How the window looks: colours, faces and sizes, each said once, and the styles made of them.

Red belongs to paper and to overdue only. Every size is a pixel count at 100 % and grows with the
zoom that the user has chosen.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontMetricsF, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from oa_client import assets

INK, INK2, INK3 = "#1D2530", "#55606E", "#6B7583"
PLACEHOLDER = "#B9C0C9"
"""Never for information."""
DISABLED = "#A9B2BC"
BG, SURFACE = "#EEF1F5", "#FFFFFF"
LINE, LINE2, BORDER = "#DFE4EA", "#EBEEF2", "#C9D0D8"
SELECTION, HOVER = "#E9F1FC", "#F6F8FB"
NO_CARD = "#C4CBD4"

ACCENT, ACCENT_HOVER, ACCENT_PRESSED = "#1F5AA8", "#184A8C", "#123B70"
ACCENT_TINT, FOCUS_RING, PHRASE_TINT = "#E6EFFA", "#A5BDDC", "#E7F0FA"

NAV, NAV_HOVER, NAV_SELECTED = "#14304F", "#1D4069", "#275485"
NAV_TEXT, NAV_HEADING = "#C9D6E6", "#8FA6C0"

RED, RED_TINT, RED_BORDER = "#C8281E", "#FCEBE9", "#E3A9A4"
YELLOW, YELLOW_TEXT, YELLOW_TINT, YELLOW_BORDER = "#F0A500", "#8F5D00", "#FFF5DC", "#EBCF8A"
BLUE, BLUE_TINT = "#1F5DB6", "#E7F0FC"
GREEN, GREEN_TINT, GREEN_BORDER = "#1C6E40", "#E6F4EB", "#9CCBAE"

DESK = "#E3E7EC"
"""What a page lies on."""
TOAST_LINK, TOAST_LINE, TOAST_HOVER = "#9CC3F5", "#4A5564", "#2C3644"

PAPER, WRITING_CELL = "#FFFEFB", "#FFF9E6"
SHEET_RED = "#B4443C"
"""Rules and labels of the 处理单."""
PDF_RED = (0.86, 0.08, 0.10)

SLATE, EXTENSION = "#7C8CA0", "#B6C1CE"
"""The clock of the supervisors' desk: counted time, and time granted on top."""
HEAT = ("#F3F5F8", "#E8ECF1", "#DBE2EA", "#C8D3DE", "#AFBECE")
AUTHORS = (("#1F5AA8", "#E7F0FA"), ("#6A3FA0", "#F1EBF9"), ("#0B6B70", "#E2F3F3"))
"""Ink and tint of the first, second and third author of a draft; then initials are needed too."""

CAPTION, META, TEXT, TITLE, EDITOR, PANE, PRODUCT, HEADLINE = 11, 12, 13, 14, 15, 16, 17, 18
SHEET_HEADING, SHEET_LABEL, SHEET_VALUE, SHEET_OPINION, SHEET_NAME = 20, 13, 13, 16, 15
REGULAR, STRONG = 400, 600

MOTION_MS = 120
"""The longest that anything may move."""

_SANS = (
    "Microsoft YaHei UI", "Noto Sans CJK SC", "Source Han Sans SC", "思源黑体", "Noto Sans SC",
    "PingFang SC", "WenQuanYi Zen Hei", "DejaVu Sans",
)  # fmt: skip
_SERIF = (
    "方正书宋_GBK", "方正小标宋_GBK", "Noto Serif CJK SC", "Source Han Serif SC", "Noto Serif SC",
    "FandolSong", "SimSun", "DejaVu Serif",
)  # fmt: skip
_KAI = (
    "KaiTi_GB2312", "楷体_GB2312", "KaiTi", "楷体", "方正楷体_GBK", "FandolKai", "LXGW WenKai",
    "AR PL KaitiM GB", "STKaiti",
)  # fmt: skip
_FANG = (
    "FangSong_GB2312", "仿宋_GB2312", "FangSong", "仿宋", "方正仿宋_GBK", "FandolFang",
)  # fmt: skip


@dataclass(frozen=True)
class Faces:
    """The families that this PC has for the screen, the wished first."""

    sans: tuple[str, ...]
    serif: tuple[str, ...]
    kai: tuple[str, ...]
    fang: tuple[str, ...] = ()

    @property
    def missing(self) -> tuple[str, ...]:
        """Faces of the papers for which another stands in here."""
        absent = {"楷体": self.kai, "仿宋": self.fang}
        wished = {"楷体": _KAI, "仿宋": _FANG}
        return tuple(n for n, found in absent.items() if not set(found) & set(wished[n]))


@dataclass(frozen=True)
class Look:
    """What a painter needs: the faces and the zoom. Frozen; a change of zoom makes a new one."""

    faces: Faces
    zoom: float = 1.0

    def px(self, size: float) -> int:
        """A length of the design at the user's zoom, in whole pixels."""
        return max(1, round(size * self.zoom)) if size else 0

    def sans(self, size: float = TEXT, weight: int = REGULAR) -> QFont:
        """The face of the office shell."""
        return self._font(self.faces.sans, size, weight)

    def serif(self, size: float, weight: int = REGULAR) -> QFont:
        """The face of headings and labels on paper."""
        return self._font(self.faces.serif, size, weight)

    def kai(self, size: float) -> QFont:
        """The hand in which opinions and names stand on the 处理单."""
        return self._font(self.faces.kai, size, REGULAR)

    def fang(self, size: float) -> QFont:
        """The face of a paper's body text."""
        return self._font(self.faces.fang or self.faces.serif, size, REGULAR)

    def _font(self, families: Iterable[str], size: float, weight: int) -> QFont:
        font = QFont()
        names = list(families)
        font.setFamilies(names)
        font.setPixelSize(self.px(size))
        if weight > REGULAR:
            font.setWeight(QFont.Weight(_heavy(names[0]) if names else STRONG))
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        return font


def _heavy(family: str) -> int:
    """600, or 700 where the family has no such cut: only from there on it is thickened."""
    if family not in _heavy_of:
        styles = QFontDatabase.styles(family)
        weights = [QFontDatabase.weight(family, style) for style in styles]
        _heavy_of[family] = STRONG if any(w >= STRONG for w in weights) else 700
    return _heavy_of[family]


_heavy_of: dict[str, int] = {}
_now: list[Look] = []


def register(paths: Iterable[Path]) -> list[str]:
    """Make font files known to the window; the families that they brought."""
    brought: list[str] = []
    for path in dict.fromkeys(paths):
        number = QFontDatabase.addApplicationFont(str(path))
        if number >= 0:
            brought += QFontDatabase.applicationFontFamilies(number)
    _heavy_of.clear()
    return brought


def faces() -> Faces:
    """Choose among the families that this PC has; the serif stands in for what is absent."""
    present = set(QFontDatabase.families())

    def chosen(wished: Iterable[str]) -> tuple[str, ...]:
        return tuple(name for name in wished if name in present)

    sans, serif = chosen(_SANS), chosen(_SERIF)
    serif = serif or sans
    return Faces(
        sans or ("sans-serif",), serif or ("serif",), chosen(_KAI) + serif, chosen(_FANG) + serif
    )


def look() -> Look:
    """The look in force."""
    if not _now:
        _now.append(Look(faces()))
    return _now[0]


def apply(app: QApplication, zoom: float = 1.0, fonts: Iterable[Path] = ()) -> Look:
    """Dress the whole window; called again it changes the zoom of what is open."""
    register(fonts)
    found = Look(faces(), zoom)
    _now[:] = [found]
    if not app.styleSheet():  # it stays, and all that is open would be polished once more
        app.setStyle("Fusion")
    app.setPalette(palette())
    app.setFont(found.sans())
    app.setStyleSheet(style_sheet(found))
    return found


def style_sheet(found: Look) -> str:
    """The one sheet of styles: tokens for their names, lengths at the zoom; hairlines stay 1 px."""
    words = {name: value for name, value in globals().items() if name.isupper()}
    for number, (ink, tint) in enumerate(AUTHORS):
        words |= {f"AUTHOR{number}": ink, f"AUTHOR{number}_TINT": tint}
    words["CARET"] = assets.path("pictures", "caret-down.svg").as_posix()
    words["HEAVY"] = str(_heavy(found.faces.sans[0]))
    sheet = assets.path("window.qss").read_text("utf-8")
    named = re.sub(r"@([A-Z_0-9]+)", lambda hit: str(words[hit[1]]), sheet)
    return re.sub(r"\b(\d+(?:\.\d+)?)px", lambda hit: _length(float(hit[1]), found), named)


def _length(size: float, found: Look) -> str:
    return f"{size:g}px" if size <= 1.5 else f"{found.px(size)}px"


def dress(widget: QWidget, role: str) -> None:
    """Another role of the style sheet for what is on the screen already."""
    if widget.property("role") != role:
        widget.setProperty("role", role)
        widget.style().unpolish(widget)
        widget.style().polish(widget)
        # a frame keeps the margins of its former role until it hears of a change of style
        QCoreApplication.sendEvent(widget, QEvent(QEvent.Type.StyleChange))


def due_role(card: str, *, late: bool) -> str:
    """How the words about a limit look: as the card that is out, red once it is over."""
    return {"red": "late", "yellow": "soon", "blue": "noted"}.get("red" if late else card, "due")


def palette() -> QPalette:
    """The tokens as Qt's own roles, for what no style sheet reaches."""
    roles = QPalette.ColorRole
    colours = {
        roles.Window: BG, roles.WindowText: INK, roles.Base: SURFACE, roles.AlternateBase: HOVER,
        roles.Text: INK, roles.Button: SURFACE, roles.ButtonText: INK, roles.Highlight: ACCENT,
        roles.HighlightedText: SURFACE, roles.PlaceholderText: INK3, roles.ToolTipBase: INK,
        roles.ToolTipText: SURFACE, roles.Link: ACCENT, roles.Mid: LINE, roles.Light: SURFACE,
    }  # fmt: skip
    made = QPalette()
    for role, value in colours.items():
        made.setColor(role, QColor(value))
    for role in (roles.WindowText, roles.Text, roles.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, role, QColor(DISABLED))
    return made


def width_of(text: str, font: QFont) -> float:
    """How much room a line takes in a face."""
    return QFontMetricsF(font).horizontalAdvance(text)


def contrast(one: str, other: str) -> float:
    """Contrast of two colours as WCAG counts it; text needs 4.5."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    c = QColor(colour)
    parts = [
        v / 12.92 if v <= 0.03928 else ((v + 0.055) / 1.055) ** 2.4
        for v in (c.redF(), c.greenF(), c.blueF())
    ]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
