"""What Qt itself says, in file dialogs, calendars and menus of fields, in the window's language."""

import tomllib
from functools import cache

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from oa_client import assets


class _Rest(QTranslator):
    """What Qt's own Chinese leaves in English: it is asked last."""

    def isEmpty(self) -> bool:
        return False

    def translate(
        self, _context: str, source: str, _disambiguation: str | None = None, _n: int = -1
    ) -> str:
        # without a translation Qt wants a null string, which is None here
        return _rest().get(source)  # type: ignore[return-value]


@cache
def _rest() -> dict[str, str]:
    return tomllib.loads(assets.path("i18n", "qt.toml").read_text("utf-8"))


def speak(qt: QApplication, language: str) -> None:
    """Qt's words, the names of its months and kinds of files from now on in this language."""
    for spoken in qt.findChildren(QTranslator):
        qt.removeTranslator(spoken)
        spoken.deleteLater()
    QLocale.setDefault(QLocale(language))
    if language == "zh_CN":
        qt.installTranslator(_Rest(qt))
    own = QTranslator(qt)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if own.load(f"qtbase_{language}", folder):
        qt.installTranslator(own)
