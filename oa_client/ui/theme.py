"""How the window looks: colours, faces and sizes, each said once, and the styles made of them.

Red belongs to paper and to overdue only. Every size is a pixel count at 100 % and grows with the
zoom that the user has chosen.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontMetricsF, QPalette
from PySide6.QtWidgets import QApplication

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
    named = re.sub(r"@([A-Z_0-9]+)", lambda hit: str(words[hit[1]]), _STYLES)
    return re.sub(r"\b(\d+(?:\.\d+)?)px", lambda hit: _length(float(hit[1]), found), named)


def _length(size: float, found: Look) -> str:
    return f"{size:g}px" if size <= 1.5 else f"{found.px(size)}px"


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


_STYLES = """
QToolTip { background: @INK; color: @SURFACE; border: 0; padding: 5px 8px; font-size: 12px; }
QMainWindow, QDialog { background: @BG; }
QDialogButtonBox { dialogbuttonbox-buttons-have-icons: 0; }
QLabel { background: transparent; }
QLabel[role="caption"] { color: @INK3; font-size: 11px; }
QLabel[role="meta"] { color: @INK2; font-size: 12px; }
QLabel[role="pane"] { font-size: 16px; font-weight: @HEAVY; }
QLabel[role="product"] { font-size: 17px; font-weight: @HEAVY; }
QLabel[role="headline"] { font-size: 18px; font-weight: @HEAVY; }
QLabel[role="strong"] { font-weight: @HEAVY; }
QLabel[role="late"] { color: @RED; font-weight: @HEAVY; }
QLabel[role="soon"] { color: @YELLOW_TEXT; font-weight: @HEAVY; }
QLabel[role="substitute"] { background: @YELLOW_TINT; color: @YELLOW_TEXT; border-radius: 4px;
  padding: 2px 8px; font-size: 12px; }
QLabel[role="urgent"] { background: @RED_TINT; color: @RED; border-radius: 4px;
  padding: 2px 8px; font-size: 13px; font-weight: @HEAVY; }
QLabel[role="pressing"] { background: @YELLOW_TINT; color: @YELLOW_TEXT; border-radius: 4px;
  padding: 2px 8px; font-size: 13px; font-weight: @HEAVY; }
QLabel[role="mark"] { background: @RED; color: @SURFACE; border-radius: 6px; font-size: 17px; }
QLabel[role="fine"] { color: @GREEN; }

QFrame[role="header"] { background: @SURFACE; border: 0; border-bottom: 1px solid @LINE; }
QFrame[role="bar"] { background: @SURFACE; border: 0; border-top: 1px solid @LINE; }
QFrame[role="title-block"] { background: @SURFACE; border: 0; border-bottom: 1px solid @LINE; }
QFrame[role="list-pane"] { background: @SURFACE; border: 0; border-right: 1px solid @LINE; }
QFrame[role="card"] { background: @SURFACE; border: 1px solid @LINE; border-radius: 6px; }
QFrame[role="sheet-card"] { background: @PAPER; border: 1px solid @LINE; border-radius: 6px; }
QFrame[role="warning"] { background: @YELLOW_TINT; border: 1px solid @YELLOW_BORDER;
  border-radius: 6px; }
QFrame[role="offline"] { background: @YELLOW_TINT; border: 0;
  border-bottom: 1px solid @YELLOW_BORDER; }
QFrame[role="verdict"] { background: @RED_TINT; border: 0; border-radius: 6px; }
QFrame[role="rule"] { background: @LINE2; border: 0; max-height: 1px; min-height: 1px; }
QFrame[role="separator"] { background: @LINE; border: 0; max-width: 1px; min-width: 1px; }

QFrame[role="nav"] { background: @NAV; border: 0; }
QFrame[role="nav"] QLabel { color: @NAV_HEADING; font-size: 12px; font-weight: @HEAVY; }
QFrame[role="nav"] QLabel[role="badge"] { background: @NAV_SELECTED; color: @SURFACE;
  border-radius: 8px; padding: 0 6px; min-height: 17px; max-height: 17px; font-size: 11px; }
QFrame[role="nav"] QLabel[role="badge-chosen"] { background: @SURFACE; color: @NAV;
  border-radius: 8px; padding: 0 6px; min-height: 17px; max-height: 17px; font-size: 11px; }
QFrame[role="nav"] QLabel[role="watch"] { color: @NAV_HEADING; font-size: 11px; }
QPushButton[role="nav"] { background: transparent; color: @NAV_TEXT; border: 0;
  border-left: 3px solid transparent; border-radius: 6px; text-align: left; min-height: 34px;
  max-height: 34px; padding: 0 12px; font-size: 13px; }
QPushButton[role="nav"]:hover { background: @NAV_HOVER; }
QPushButton[role="nav"]:checked { background: @NAV_SELECTED; color: @SURFACE;
  border-left-color: @SURFACE; border-top-left-radius: 0; border-bottom-left-radius: 0;
  font-weight: @HEAVY; }
QPushButton[role="nav"]:focus { border: 2px solid @NAV_HEADING; }

QPushButton { background: @SURFACE; color: @INK; border: 1px solid @BORDER; border-radius: 6px;
  padding: 0 14px; min-height: 30px; font-size: 13px; icon-size: 16px; }
QPushButton:hover { background: @HOVER; }
QPushButton:pressed { background: @LINE2; }
QPushButton:focus { border: 2px solid @FOCUS_RING; padding: 0 13px; }
QPushButton:disabled { color: @DISABLED; background: @HOVER; border-color: @LINE; }
QPushButton::menu-indicator { image: url("@CARET"); subcontrol-position: right center;
  subcontrol-origin: padding; right: 6px; width: 12px; height: 12px; }
QPushButton[size="large"] { min-height: 42px; font-size: 14px; padding: 0 16px; }
QPushButton[size="huge"] { min-height: 62px; font-size: 18px; padding: 0 24px; }
QPushButton[role="primary"] { background: @ACCENT; color: @SURFACE; border-color: @ACCENT;
  font-weight: @HEAVY; }
QPushButton[role="primary"]:hover { background: @ACCENT_HOVER; }
QPushButton[role="primary"]:pressed { background: @ACCENT_PRESSED; }
QPushButton[role="primary"]:focus { border: 2px solid @FOCUS_RING; }
QPushButton[role="primary"]:disabled { background: @LINE2; color: @INK3; border-color: @LINE; }
QPushButton[role="blocked"] { background: @ACCENT_TINT; color: @ACCENT; border-color: @FOCUS_RING;
  font-weight: @HEAVY; }
QPushButton[role="danger"] { color: @RED; border-color: @RED_BORDER; }
QPushButton[role="danger"]:hover { background: @RED_TINT; }
QPushButton[role="danger"]:disabled { color: @DISABLED; border-color: @LINE; }
QPushButton[role="quiet"] { background: transparent; border-color: transparent; color: @INK2; }
QPushButton[role="quiet"]:hover { background: @LINE2; color: @INK; }
QPushButton[role="quiet"]:focus { border: 2px solid @FOCUS_RING; }
QPushButton[role="link"] { background: transparent; border-color: transparent; color: @ACCENT;
  padding: 0 4px; min-height: 22px; font-size: 12px; }
QPushButton[role="link"]:focus { border: 2px solid @FOCUS_RING; }
QPushButton[role="phrase"] { background: @PHRASE_TINT; color: @ACCENT; border-color: @PHRASE_TINT;
  border-radius: 11px; min-height: 22px; padding: 0 12px; font-size: 12px; }
QPushButton[role="phrase"]:hover { background: @SELECTION; border-color: @FOCUS_RING; }
QPushButton[role="phrase"]:focus { border: 2px solid @FOCUS_RING; }
QPushButton[role="link"]:checked { font-weight: @HEAVY; color: @INK; }
QPushButton[role="author-0"], QPushButton[role="author-1"], QPushButton[role="author-2"] {
  border: 0; border-bottom: 2px solid @LINE; border-radius: 3px; min-height: 24px;
  padding: 0 10px; font-size: 12px; background: @HOVER; color: @INK3; }
QPushButton[role="author-0"]:checked { background: @AUTHOR0_TINT; color: @AUTHOR0;
  border-bottom-color: @AUTHOR0; }
QPushButton[role="author-1"]:checked { background: @AUTHOR1_TINT; color: @AUTHOR1;
  border-bottom-color: @AUTHOR1; }
QPushButton[role="author-2"]:checked { background: @AUTHOR2_TINT; color: @AUTHOR2;
  border-bottom-color: @AUTHOR2; }
QPushButton[role="yes"], QPushButton[role="no"] { min-height: 26px; padding: 0 12px; }
QPushButton[role="yes"]:checked { background: @GREEN; color: @SURFACE; border-color: @GREEN;
  font-weight: @HEAVY; }
QPushButton[role="no"]:checked { background: @INK; color: @SURFACE; border-color: @INK;
  font-weight: @HEAVY; }
QPushButton[role="segment"] { border-radius: 0; margin: 0; }
QPushButton[role="segment"]:checked { background: @SURFACE; color: @ACCENT;
  border-color: @ACCENT; font-weight: @HEAVY; }

QToolButton { background: transparent; border: 1px solid transparent; border-radius: 6px;
  color: @INK2; padding: 3px; }
QToolButton:hover { background: @LINE2; color: @INK; }
QToolButton:focus { border: 2px solid @FOCUS_RING; }
QToolButton[popupMode="2"] { padding-right: 20px; }
QToolButton::menu-indicator { image: url("@CARET"); subcontrol-position: right center;
  subcontrol-origin: padding; right: 4px; width: 12px; height: 12px; }
QToolButton:disabled { color: @DISABLED; }

QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QDateEdit, QDateTimeEdit, QSpinBox {
  background: @SURFACE; color: @INK; border: 1px solid @BORDER; border-radius: 6px;
  padding: 4px 8px; selection-background-color: @ACCENT; selection-color: @SURFACE; }
QLineEdit, QComboBox, QDateEdit, QDateTimeEdit, QSpinBox { min-height: 22px; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QComboBox:focus, QDateEdit:focus,
QDateTimeEdit:focus, QSpinBox:focus { border: 1.5px solid @ACCENT; }
QLineEdit:disabled, QPlainTextEdit:disabled, QComboBox:disabled { background: @HOVER;
  color: @INK3; }
QWidget[role="form"] { background: @SURFACE; }
QComboBox::drop-down, QDateEdit::drop-down { border: 0; width: 22px; }
QComboBox::down-arrow { image: url("@CARET"); width: 12px; height: 12px; }
QSpinBox::up-button, QSpinBox::down-button { border: 0; width: 18px; }
QLineEdit[role="search"] { background: @BG; border-color: @BG; padding-left: 4px; }
QLineEdit[role="search"]:focus { background: @SURFACE; border: 1.5px solid @ACCENT; }
QPlainTextEdit[role="opinion"] { font-size: 15px; padding: 8px 10px; }
QComboBox QAbstractItemView { background: @SURFACE; border: 1px solid @BORDER;
  selection-background-color: @SELECTION; selection-color: @INK; }

QAbstractItemView { background: @SURFACE; border: 0; outline: 0; }
QTableView { gridline-color: @LINE2; selection-background-color: @SELECTION;
  selection-color: @INK; alternate-background-color: @HOVER; }
QHeaderView::section { background: @HOVER; color: @INK2; border: 0;
  border-bottom: 1px solid @LINE; padding: 6px 8px; font-size: 12px; }
QTabBar::tab { background: transparent; color: @INK2; padding: 8px 12px; border: 0;
  border-bottom: 2px solid transparent; font-size: 13px; }
QTabBar::tab:selected { color: @ACCENT; border-bottom-color: @ACCENT; font-weight: @HEAVY; }
QTabBar::tab:focus { background: @SELECTION; }
QTabWidget::pane { border: 0; }
QSplitter::handle { background: @LINE; }
QMenu { background: @SURFACE; border: 1px solid @BORDER; padding: 4px; }
QMenu::item { padding: 6px 24px 6px 12px; border-radius: 4px; }
QMenu::item:selected { background: @SELECTION; color: @INK; }
QMenu::item:disabled { color: @DISABLED; }
QMenu::separator { height: 1px; background: @LINE2; margin: 4px 8px; }
QScrollArea { border: 0; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 0; }
QScrollBar::handle { background: @BORDER; border-radius: 3px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::handle:hover { background: @INK3; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QProgressBar { background: @LINE2; border: 0; border-radius: 3px; max-height: 6px; }
QProgressBar::chunk { background: @ACCENT; border-radius: 3px; }
"""
