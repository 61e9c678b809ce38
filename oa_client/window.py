"""Opening the window: the office on its own thread, the person, and everything that is seen."""

import os
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QByteArray, QSize, Qt
from PySide6.QtWidgets import QApplication, QWidget

from oa_client import app, picturing, printing
from oa_client.docflow.model.errors import BadInput, OfficeError, Refused, StoreUnavailable
from oa_client.docflow.model.files import MOST_BYTES
from oa_client.docflow.paper.intake import take_in
from oa_client.offices import passwords
from oa_client.ui import preferences, theme
from oa_client.ui.collecting import Collecting
from oa_client.ui.preferences import Preferences
from oa_client.ui.presenters.faults import Faults
from oa_client.ui.presenters.live import Live
from oa_client.ui.presenters.session import Facts, Session
from oa_client.ui.views.document_pane import DocumentPane
from oa_client.ui.views.entry_dialog import EntryDialog
from oa_client.ui.views.file_columns import FileColumns
from oa_client.ui.views.main_window import MainWindow
from oa_client.ui.views.on_screen import on_screen
from oa_client.ui.views.other_size import in_turns, other_size
from oa_client.ui.views.qt_words import speak
from oa_client.ui.views.warming import Warming
from oa_client.ui.work import Work

FRAME = QSize(16, 48)
"""What the system draws round a window, about: it must stay on the screen as well."""
PATIENCE = 3.0
"""Seconds for which a window waits for an answer before it goes on with other things."""


def application(zoom: float = 1.0) -> QApplication:
    """The one application, dressed."""
    found = QApplication.instance() or QApplication(["oa-client"])
    assert isinstance(found, QApplication)
    if found.property("dressed") is None:
        theme.apply(found, zoom, font_files())
        FileColumns(found)
        found.setProperty("dressed", True)
    return found


def font_files() -> list[Path]:
    """The faces of the papers, so that the screen shows what is printed."""
    rows = printing.fonts().report()
    return [Path(row["file"]) for row in rows if row["file"]]


def facts_of(office: app.AnyOffice) -> Facts:
    """What holds while the window is open."""
    substitutes = tuple(row["role"] for row in printing.fonts().report() if not row["standard"])
    return Facts(
        office.office(), office.people(), office.procedures(), substitutes,
        shared=isinstance(office, app.SharedOffice),
        most_bytes=getattr(office, "most_bytes", MOST_BYTES), take_in=take_in,
        lacks=printing.lacking, page_picture=picturing.page_of,
        calendar=office.calendar.version,
        place=str(office.path) if isinstance(office, app.LocalOffice) else office.place,
    )  # fmt: skip


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
        BadInput: `no-such-person`, `as-on-server`, `needs-person`.
        StoreUnavailable: where the office can't be used.
    """
    if app.is_shared(address):
        return run_shared(address, login, language, sign)
    office = app.open_office(address)
    facts = facts_of(office)
    office.close()
    person = usual_person(facts, login)
    work = Work(lambda: app.open_office(address))
    session = Session(work, facts, person, language)
    choose = not login
    if login and not facts.office["training"]:
        session.passphrase = os.environ.get("OA_PASSPHRASE") or None
        choose = session.passphrase is None
    return stay(session, work, sign, None, choose=choose)


def run_shared(address: str, login: str | None, language: str, sign: QWidget) -> int:
    """The same on a shared office: the login is the person, his key is unlocked once.

    Raises:
        BadInput: `as-on-server`, `needs-person`.
        StoreUnavailable: where the office can't be used.
    """
    if login:
        raise BadInput("as-on-server")
    application(preferences.read(preferences.place()).zoom)
    entry = Entry(language, sign)
    office, address = app.open_asking(address, entry.password)
    try:
        if not isinstance(office, app.SharedOffice):
            raise BadInput("needs-person", office=getattr(office, "place", ""))
        entry.keep(address)
        passphrase, facts, person = entry.passphrase(office), facts_of(office), office.login
    finally:
        office.close()
    shared = SharedWindow(address, facts, person, passphrase, language)
    try:
        return stay(shared.session, shared.work, sign, shared.live)
    finally:
        shared.watch.end()


class SharedWindow:
    """What stands behind a window on a shared office: its thread, its session, its watch."""

    def __init__(
        self, address: str, facts: Facts, person: str, passphrase: str | None, language: str
    ) -> None:
        self._address = address
        self.work = Work(self._opened)
        self.session = Session(self.work, facts, person, language)
        self.session.passphrase = passphrase
        self.live = Live(self.session)
        self.watch = app.watch(address, self.live.tell)

    def _opened(self) -> app.AnyOffice:
        """On the records' thread; a window may not wait long, the answer may come later."""
        office = app.open_office(self._address)
        assert isinstance(office, app.SharedOffice)
        office.patience = PATIENCE
        office.begin(self.session.passphrase)
        return office


def stay(
    session: Session, work: Work, sign: QWidget, live: Live | None, *, choose: bool = False
) -> int:
    """Show the window and stay until it is closed."""
    kept = preferences.read(preferences.place())
    qt = application(kept.zoom)
    opened = OpenWindow(session, kept, live)
    Collecting(qt)
    faults = Faults(session)
    faults.watch()
    opened.show()
    sign.close()
    if choose:
        opened.main.dialogs.choose_person()
    try:
        return qt.exec()
    finally:
        opened.main.close()  # still open where the display died: nothing half written is lost
        faults.rest()
        work.stop()


class Entry:
    """What a person types before his window opens on a shared office."""

    def __init__(self, language: str, sign: QWidget) -> None:
        self._language = language
        self._sign = sign
        self._typed: str | None = None
        self._wants_kept = False

    def password(self, account: str, why: StoreUnavailable) -> str | None:
        """The password of an account; None where none is given."""
        dialog = EntryDialog(
            self._language, "password", account, self._take, may_keep=passwords.has_keyring()
        )
        if why.code == "login-refused":
            dialog.say(why)
        self._sign.hide()
        typed = self._typed if dialog.exec() else None
        self._wants_kept = dialog.keep.isChecked()
        return typed

    def _take(self, typed: str) -> OfficeError | None:
        self._typed = typed
        return None

    def keep(self, address: str) -> None:
        """Into the keyring, where that was wanted and the password has proved right."""
        if self._wants_kept and self._typed:
            passwords.keep(address, self._typed)

    def passphrase(self, office: app.SharedOffice) -> str | None:
        """What opens the person's key, asked for once; None where nothing is needed or given."""
        given = os.environ.get("OA_PASSPHRASE") or None
        try:
            office.unlock(office.login, given)
            return given
        except Refused:  # no key yet: he makes one in the window
            return None
        except BadInput as failure:
            if failure.code != "wrong-passphrase":
                raise

        def tried(typed: str) -> OfficeError | None:
            try:
                office.unlock(office.login, typed)
            except (BadInput, Refused) as failure:
                return failure
            self._typed = typed
            return None

        dialog = EntryDialog(self._language, "passphrase", office.login, tried)
        self._sign.hide()
        return self._typed if dialog.exec() else None


class OpenWindow:
    """The window as it is now; another zoom takes a new one, at the same place of the work."""

    def __init__(self, session: Session, kept: Preferences, live: Live | None = None) -> None:
        self._session = session
        self._kept = kept
        session.language_changed.connect(self._keep_language)
        session.language_changed.connect(lambda: speak(application(), session.language))
        speak(application(), session.language)
        self._live = live
        self.main = self._made()
        self._place()

    def _made(self, document: DocumentPane | None = None) -> MainWindow:
        main = MainWindow(self._session, self._kept, document)
        main.preferred.connect(self._prefer, Qt.ConnectionType.QueuedConnection)
        main.closing.connect(self._keep_place)
        main.closing.connect(Warming(main.rooms, self._session).stop)
        if self._live is not None:
            main.strips.keep_in_step(self._live)
            main.navigation.foot.connection.keep_in_step(self._live)
        return main

    def _place(self) -> None:
        """Where it stood last, else as large as the design wants it and the screen allows."""
        kept = QByteArray.fromBase64(self._kept.geometry.encode("ascii", "ignore"))
        if not self.main.restoreGeometry(kept):
            room = on_screen(self.main).size() - FRAME
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
        dress = partial(theme.apply, application(), chosen.zoom)
        in_turns(other_size(self.main, dress, self._made, self._take_place), self.main)

    def _take_place(self, new: MainWindow) -> None:
        self.main = new


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
