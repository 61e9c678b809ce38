"""Opening the window: the office on its own thread, the person, and everything that is seen."""

import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QByteArray, QLibraryInfo, QSize, Qt, QTranslator
from PySide6.QtWidgets import QApplication, QWidget

from oa_client import app, printing
from oa_client.docflow.model.errors import BadInput
from oa_client.ui import preferences, theme
from oa_client.ui.preferences import Preferences
from oa_client.ui.presenters.faults import Faults
from oa_client.ui.presenters.session import Facts, Session
from oa_client.ui.views.main_window import MainWindow
from oa_client.ui.work import Work, collect_here

FRAME = QSize(16, 48)
"""What the system draws round a window, about: it must stay on the screen as well."""


def application(zoom: float = 1.0) -> QApplication:
    """The one application, dressed."""
    found = QApplication.instance() or QApplication(["oa-client"])
    assert isinstance(found, QApplication)
    if found.property("dressed") is None:
        theme.apply(found, zoom, font_files())
        found.setProperty("dressed", True)
    return found


def speak(language: str) -> None:
    """What Qt itself says, in file dialogs and menus of fields, in the language of the window."""
    qt = application()
    for spoken in qt.findChildren(QTranslator):
        qt.removeTranslator(spoken)
        spoken.deleteLater()
    own = QTranslator(qt)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if own.load(f"qtbase_{language}", folder):
        qt.installTranslator(own)


def font_files() -> list[Path]:
    """The faces of the papers, so that the screen shows what is printed."""
    rows = printing.fonts().report()
    return [Path(row["file"]) for row in rows if row["file"]]


def facts_of(office: app.AnyOffice) -> Facts:
    """What holds while the window is open."""
    substitutes = tuple(row["role"] for row in printing.fonts().report() if not row["standard"])
    return Facts(office.office(), office.people(), office.procedures(), substitutes)


def usual_person(facts: Facts, login: str | None) -> str:
    """Who sits down first: who was named, else the 文书, else whoever is listed first."""
    if login:
        if login not in facts.names():
            raise BadInput("no-such-person", field="--as", name=login[:60])
        return login
    registry = [person["login"] for person in facts.people if "文书" in person["posts"]]
    return str((registry or [facts.people[0]["login"]])[0])


def run(address: str, login: str | None, language: str, sign: QWidget) -> int:
    """Open the window in the place of the sign, and stay until it is closed.

    Raises:
        BadInput: `no-such-person`.
        StoreUnavailable: where the office can't be used.
    """
    office = app.open_office(address)
    facts = facts_of(office)
    office.close()
    person = usual_person(facts, login)
    kept = preferences.read(preferences.place())
    qt = application(kept.zoom)
    collect_here(qt)
    work = Work(lambda: app.open_office(address))
    session = Session(work, facts, person, language)
    opened = OpenWindow(session, kept)
    faults = Faults(session)
    faults.watch()
    opened.show()
    sign.close()
    if not login:
        opened.main.choose_person()
    try:
        return qt.exec()
    finally:
        faults.rest()
        work.stop()


class OpenWindow:
    """The window as it is now; another zoom takes a new one, at the same place of the work."""

    def __init__(self, session: Session, kept: Preferences) -> None:
        self._session = session
        self._kept = kept
        session.language_changed.connect(self._keep_language)
        session.language_changed.connect(lambda: speak(session.language))
        speak(session.language)
        self.main = self._made()
        self._place()

    def _made(self) -> MainWindow:
        main = MainWindow(self._session, self._kept)
        main.preferred.connect(self._prefer, Qt.ConnectionType.QueuedConnection)
        main.closing.connect(self._keep_place)
        return main

    def _place(self) -> None:
        """Where it stood last, else as large as the design wants it and the screen allows."""
        kept = QByteArray.fromBase64(self._kept.geometry.encode("ascii", "ignore"))
        if not self.main.restoreGeometry(kept):
            room = self.main.screen().availableGeometry().size() - FRAME
            self.main.resize(self.main.size().boundedTo(room))

    def _keep(self, kept: Preferences) -> None:
        self._kept = kept
        preferences.write(preferences.place(), kept)

    def _keep_language(self) -> None:
        self._keep(replace(self._kept, language=self._session.language))

    def _keep_place(self) -> None:
        written = bytes(self.main.saveGeometry().toBase64().data()).decode("ascii")
        self._keep(replace(self._kept, geometry=written))

    def show(self) -> None:
        """Onto the screen."""
        self.main.show()

    def _prefer(self, chosen: Preferences) -> None:
        before = self._kept
        self._keep(replace(before, zoom=chosen.zoom, quiet=chosen.quiet))
        if chosen.zoom == before.zoom:
            return
        old = self.main
        place, size = old.place(), old.size()
        old.keep()
        theme.apply(application(), chosen.zoom, font_files())
        self.main = self._made()
        self.main.resize(size)
        self.main.move(old.pos())
        self.main.setWindowState(old.windowState())
        self.main.go_to(place)
        self.main.show()
        old.leave()


def usual_office(given: Sequence[str]) -> str:
    """Which office to open: the one named, OA_OFFICE, or a demo beside.

    Raises:
        BadInput: `missing-argument`.
    """
    beside = Path("demo-office") / "office.oa"
    for place in (*given[:1], os.environ.get("OA_OFFICE"), str(beside) if beside.exists() else ""):
        if place:
            inside = Path(place) / "office.oa"
            return str(inside) if inside.is_file() else place
    raise BadInput("missing-argument", argument="OFFICE")
