"""Pictures of the real window: every view, in both languages, at two sizes."""

import os
import sys
import tempfile
import time
from argparse import Namespace
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from PySide6.QtCore import QPoint, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from oa_client import app, assets, window
from oa_client.commands.answers import Answer
from oa_client.docflow.model import moment
from oa_client.docflow.model.errors import StoreUnavailable
from oa_client.docflow.typeset.elements import Paper
from oa_client.printing import printed
from oa_client.ui import wording
from oa_client.ui.presenters.books import WATCH
from oa_client.ui.presenters.session import Asking, Session
from oa_client.ui.views.act_dialog import ActDialog
from oa_client.ui.views.calendar_dialog import CalendarDialog
from oa_client.ui.views.main_window import MainWindow
from oa_client.ui.views.people_picker import PeoplePicker
from oa_client.ui.views.person_dialog import PersonDialog
from oa_client.ui.views.print_dialog import PrintDialog
from oa_client.ui.views.qt_words import speak
from oa_client.ui.work import Work

SIZES = ((1440, 900), (1366, 768))
QUIET = 15.0
"""Seconds for which a picture waits at most for the last answer."""

COMES_IN = Paper(
    issuer="滨州省住房和城乡建设厅", number="滨建城〔2026〕58号", urgency="加急",
    title="关于开展城镇燃气安全专项检查的通知", to=("各市人民政府办公室",), date="2026年11月12日",
    signature="滨州省住房和城乡建设厅", printer="滨州省住房和城乡建设厅办公室",
    print_date="2026年11月12日",
    body="""为切实保障城镇燃气安全运行，决定在全省开展专项检查。现将有关事项通知如下：
一、检查范围
各市城镇燃气经营企业、餐饮等用气场所、老旧小区燃气管道。
二、时间安排
自查于本月底前完成，省级抽查于下月中旬进行。
三、工作要求
请各市于收文后十个工作日内报送自查情况。""",
)  # fmt: skip
"""A paper as another office sends it."""

HINTS = "This plugin does not support propagateSizeHints()"
"""What a platform without a screen says of every dialog; nobody is to act on it."""

Scene = tuple[str, str, Callable[[MainWindow], QWidget | None]]


def pictures(
    office: str, folder: Path, languages: tuple[str, ...], sizes: tuple[tuple[int, int], ...]
) -> list[Path]:
    """Picture every scene of an office; files go into a folder for each language."""
    qt = window.application()
    opened = app.open_office(office)
    facts = window.facts_of(opened)
    opened.close()
    made: list[Path] = []
    for language in languages:
        place = folder / language
        place.mkdir(parents=True, exist_ok=True)
        work = Work(lambda: app.open_office(office))
        speak(qt, language)
        main = MainWindow(Session(work, facts, "chen", language))
        for width, height in sizes:
            main.resize(width, height)
            main.show()
            for name, login, scene in scenes():
                made.append(_picture(qt, work, main, login, scene, place / f"{name}-{width}.png"))
        main.close()
        work.stop()
    return made


def _picture(
    qt: QApplication, work: Asking, main: MainWindow, login: str,
    scene: Callable[[MainWindow], QWidget | None], file: Path,
) -> Path:  # fmt: skip
    if main.session.login != login:
        main.session.set_person(login)
    _settle(qt, work)
    shown = scene(main)
    _settle(qt, work)
    image = main.grab()
    if shown is not None:
        painter = QPainter(image)
        painter.fillRect(image.rect(), QColor(29, 37, 48, 60))
        place = main.mapFromGlobal(shown.mapToGlobal(QPoint()))
        painter.drawPixmap(place, shown.grab())
        painter.end()
        shown.close()
    image.save(str(file))
    main.reach.say(None)
    return file


@contextmanager
def _without_hints() -> Iterator[None]:
    """Keep that one line off the terminal; whatever else Qt has to say is said."""

    def say(_kind: QtMsgType, _where: object, text: str) -> None:
        if text != HINTS:
            print(text, file=sys.stderr)

    before = qInstallMessageHandler(say)
    try:
        yield
    finally:
        qInstallMessageHandler(before)


def _settle(qt: QApplication, work: Asking) -> None:
    """Wait until every question is answered and drawn."""
    end = time.monotonic() + QUIET
    for _ in range(3):
        qt.processEvents()
        while work.waiting and time.monotonic() < end:
            qt.processEvents()
            time.sleep(0.005)
        qt.processEvents()


def scenes() -> Iterator[Scene]:
    """What there is to see, and who sees it."""
    for login, tray in (
        ("zhao", "todo"), ("chen", "todo"), ("sun", "reading"), ("wang", "done"), ("li", "drafts"),
        ("chen", "tracked"),
    ):  # fmt: skip
        yield f"{tray}-{login}", login, partial(_first, name=tray)
    yield "record-zhao", "zhao", _record
    yield "register", "chen", _register
    yield "draft", "li", _draft
    yield "supervision", "wu", _desk
    for name in WATCH:
        yield name, "wu", partial(_room, name=name)
    yield "books", "chen", lambda main: _room(main, "books")
    yield "limits", "li", partial(_sheet, name="limits")
    yield "search", "chen", _found
    yield "return", "zhao", partial(_asked, action="return")
    yield "circulate", "wang", partial(_asked, action="circulate", tray="done")
    yield "assign", "wang", partial(_asked, action="assign", tray="done", row=3)
    yield "number", "chen", partial(_asked, action="number")
    yield "print", "zhao", _print
    yield "person", "chen", _people
    yield "calendar", "wu", _calendar
    yield "files", "chen", _files
    yield "toast", "zhao", _toast
    yield "offline", "chen", _offline


def _first(main: MainWindow, name: str, row: int = 0) -> None:
    main.open_tray(name)
    _settle(window.application(), main.session)
    document = main.list.document_at(row)
    main.list.select(document)
    main.document.open(document)


def _record(main: MainWindow) -> None:
    _first(main, "todo")
    _settle(window.application(), main.session)
    main.document.tabs.setCurrentWidget(main.document.trail)
    _settle(window.application(), main.session)
    main.document.trail.compare.text.step(1)


def _room(main: MainWindow, name: str) -> None:
    main.document.tabs.setCurrentIndex(0)
    main.open_place(name)


def _sheet(main: MainWindow, name: str) -> None:
    _room(main, "books")
    main.books.sheets.set_value(name)


def _desk(main: MainWindow) -> None:
    _room(main, "supervision")
    _settle(window.application(), main.session)
    main.supervision.next_late()


def _draft(main: MainWindow) -> None:
    _room(main, "draft")
    _settle(window.application(), main.session)
    if main.draft.drafts.count() > 1:
        main.draft.load(main.draft.drafts.itemData(1))
        _settle(window.application(), main.session)
    main.draft.form.chips("cc").set_names(["滨州省应急管理厅", "东江区人民政府"])
    main.draft.form.changed.emit()


def _register(main: MainWindow) -> None:
    """A paper is being registered, its original beside the form, that is in the book already."""
    _room(main, "register")
    _settle(window.application(), main.session)
    main.register.original.clear()
    with tempfile.TemporaryDirectory() as aside:
        file = Path(aside) / f"{COMES_IN.title}.pdf"
        file.write_bytes(printed(COMES_IN, moment.now()).data)
        main.register.attach([file])
        _settle(window.application(), main.session)
    said = {n: getattr(COMES_IN, n) for n in ("issuer", "number", "title", "urgency")}
    said |= {"kind": "通知", "date": "2026-11-12", "to": "各市人民政府办公室"}
    main.register.form.fill(said)
    main.register.first_check.take({"answers": ["1y", "2y", "3y"]})
    main.register.form.changed.emit()
    main.register.twin.search()


def _found(main: MainWindow) -> None:
    main.search("停车")
    _settle(window.application(), main.session)
    document = main.list.document_at(0)
    main.list.select(document)
    main.document.open(document)


def _asked(main: MainWindow, action: str, tray: str = "todo", row: int = 0) -> QWidget:
    """What an act asks, over the window as one has it before him."""
    _first(main, tray, row)
    _settle(window.application(), main.session)
    dialog = ActDialog(main.session, action, main.document.shown(), "请补充依据。", main)
    if action == "assign":
        for name, people in (("lead", ("住建科",)), ("assist", ("财务科", "赵磊"))):
            picker = dialog.inputs[name]
            assert isinstance(picker, PeoplePicker)
            for person in people:
                picker.add(person)
    return _over(main, dialog)


def _over(main: MainWindow, dialog: QWidget) -> QWidget:
    """A dialog in the middle of the window, as it is seen on the screen."""
    dialog.show()
    dialog.adjustSize()
    dialog.move(main.mapToGlobal(main.rect().center()) - dialog.rect().center())
    return dialog


def _print(main: MainWindow) -> QWidget:
    _first(main, "todo")
    _settle(window.application(), main.session)
    shown = main.document.shown()
    assert shown is not None
    return _over(main, PrintDialog(main.session, shown, main))


def _calendar(main: MainWindow) -> QWidget:
    dialog = CalendarDialog(main.session, main)
    dialog.show()
    _settle(window.application(), main.session)  # its year is there, and with it its height
    return _over(main, dialog)


def _files(main: MainWindow) -> QWidget:
    dialog = QFileDialog(main, main.session.text("form.choose_file"))
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.setDirectory(str(assets.path("procedures")))
    shown = _over(main, dialog)
    shown.resize(760, 460)
    return shown


def _toast(main: MainWindow) -> None:
    """What is said after an act, with the way back."""
    _first(main, "todo")
    _settle(window.application(), main.session)
    text = main.session.text
    language = main.session.language
    action = wording.action_name("countersign", language)
    stage = wording.stage_name("review", language)
    words = text("done.sent", action=action, name="王建国", stage=stage)
    shown = main.document.shown()
    title = str(shown["elements"]["title"]) if shown else ""
    for _ in range(2):  # the second time it is there already, and does not slide in
        main.toast.show_text(words, text("act.undo"), main.refresh, about=title)


def _offline(main: MainWindow) -> None:
    """The office can't be reached: a strip says so, what is shown stays."""
    main.toast.leave()
    _first(main, "todo")
    _settle(window.application(), main.session)
    main.reach.say(StoreUnavailable("office-moved", file="office.oa"))


def _people(main: MainWindow) -> QWidget:
    return _over(main, PersonDialog(main.session, main))


def tour(args: Namespace) -> Answer:
    """Make a demo office aside and picture the whole window."""
    from oa_client.commands import parser
    from oa_client.demo.command import demo

    # pictures are of the size that is asked for, whatever screen is there, or none
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    folder = Path(args.place["DIR"])
    with tempfile.TemporaryDirectory() as aside:
        asked = parser.read("demo", [str(Path(aside) / "demo"), "--headless"], args.language)
        made = demo(asked)
        with _without_hints():
            files = pictures(made.data["office"], folder, ("zh_CN", "en"), SIZES)
    return Answer([str(file) for file in files], [str(file) for file in files])


if __name__ == "__main__":
    office, target, language = sys.argv[1:4]
    pictures(office, Path(target), (language,), SIZES[:1])
