"""A day at the window of an office of thousands of papers, scene by scene."""

from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import QImage
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QDialog

from oa_client.ui.presenters.books import FILED, SHEETS, WATCH
from oa_client.ui.views.main_window import MainWindow
from oa_client.ui.views.print_out import pages_of, paint
from tests.bench.scenes import text, type_on
from tests.bench.turns import Scenes, settle

LONG = 190_000
"""Characters of a draft that fills a book."""
CHANGES = 200
"""Words that its second wording has otherwise."""
SCANNED = (4960, 7016)
"""Pixels of a page of A4."""
SCROLLS = 40
"""Steps of a list that is scrolled, one each few milliseconds."""


def day(main: MainWindow, aside: Path) -> Scenes:
    """Lists, search, long records, registers, the desk, files; what is written goes `aside`."""
    main.session.set_person("chen")
    main.open_tray("todo")
    settle(main)
    yield from _lists(main)
    yield from _documents(main)
    yield from _long_draft(main)
    yield from _originals(main, aside)
    yield from _dialogs(main)
    yield from _registers(main, aside)
    yield from _supervision(main, aside)
    yield from _window(main)


def _lists(main: MainWindow) -> Scenes:
    for tray in ("done", "tracked", "todo", "done"):
        yield f"open the list {tray}", lambda tray=tray: main.open_tray(tray)
    yield "scroll the list", lambda: _scroll(main.list.view, main)
    for name in ("incoming", "late", "all"):
        yield f"filter the list: {name}", main.list.filters[name].click
    for sought in ("通知", "2026", "检查"):
        yield f"search {sought}", lambda sought=sought: main.search(sought)
        yield "scroll what was found", lambda: _scroll(main.list.view, main)
    for row in (0, 5, 9):
        yield f"open hit {row}", lambda row=row: main.open_document(main.list.document_at(row))


def _documents(main: MainWindow) -> Scenes:
    main.document.tabs.setCurrentIndex(0)
    main.open_tray("todo")
    settle(main)
    for _ in range(3):
        yield "open the next document", lambda: main.list.step(1)
    longest = _longest(main)
    yield "open the longest case", lambda: main.open_document(longest)
    trail = main.document.trail
    yield "its trail", lambda: main.document.tabs.setCurrentWidget(trail)
    yield "scroll its record", lambda: _scroll(trail.record, main)
    yield "check it again", trail.again.click
    yield "back to its slip", lambda: main.document.tabs.setCurrentIndex(0)
    yield "open the print dialog", main.document.ask_print
    for dialog in main.findChildren(QDialog):
        dialog.close()
    for login in ("zhao", "wu", "wang", "chen"):
        yield f"{login} sits down", lambda login=login: main.session.set_person(login)


def _long_draft(main: MainWindow) -> Scenes:
    """A draft of a book's length, in two wordings."""
    main.session.set_person("li")
    settle(main)
    made: list[str] = []
    body = text(LONG)

    def question(office) -> str:
        said = {"kind": "通知", "title": "关于印发规程的通知", "to": ["各科室"], "body": body}
        done = office.act("li", "draft", said)
        other = {"body": body.replace("安全", "平安", CHANGES)}
        office.act("li", "revise", other, document=done.document)
        return str(done.document)

    main.session.ask(question, made.append)
    settle(main)
    yield "open a long draft", lambda: main.open_document(made[0])
    trail = main.document.trail
    yield "its two wordings", lambda: main.document.tabs.setCurrentWidget(trail)
    for _ in range(2):
        yield "the next change", lambda: trail.compare.text.step(1)
    yield "scroll its changes", lambda: _scroll(trail.compare.text, main)
    yield "back to its page", lambda: main.document.tabs.setCurrentIndex(0)
    yield "scroll its page", lambda: _scroll(main.document.page, main)
    yield "write on it", lambda: main._edit(made[0])
    yield "type and pause on it", lambda: type_on(main)
    yield "back to the list", lambda: main.open_place("drafts")


def _originals(main: MainWindow, aside: Path) -> Scenes:
    """A page scanned in grey at 600 dots to the inch, and a page on its way to the printer."""
    main.session.set_person("chen")
    main.open_place("register")
    settle(main)
    page = QImage(*SCANNED, QImage.Format.Format_Grayscale8)
    page.fill(200)
    page.save(str(aside / "scan.jpg"))
    pane = main.register.original
    yield "bring a scan", lambda: pane.attach([aside / "scan.jpg"])
    for _ in range(5):
        yield "larger", pane.larger.click
    yield "turned", pane.turned.click
    pane.clear()
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(aside / "printed.pdf"))
    made: list[bytes] = []
    longest = _longest(main)
    main.session.ask(lambda office: office.record("chen", longest).data, made.append)
    settle(main)
    draw = main.session.facts.page_picture
    yield "print a record", lambda: main.session.print_pages(
        lambda steps: paint(printer, pages_of(draw, made, steps))
    )


def _dialogs(main: MainWindow) -> Scenes:
    main.session.set_person("wang")
    settle(main)
    main.list.step(1)
    settle(main)
    for name, does in (
        ("the people", main.dialogs.choose_person), ("the keys", main.dialogs.show_keys),
        ("a stand-in", lambda: main.dialogs.act_of_office("stand-in")),
        ("an assignment", lambda: main.document.bar.start("assign")),
        ("a circulation", lambda: main.document.bar.start("circulate")),
    ):  # fmt: skip
        yield f"ask for {name}", does
        for dialog in main.findChildren(QDialog):
            dialog.close()


def _longest(main: MainWindow) -> str:
    """The case in which most happened."""
    found: list[str] = []

    def question(office) -> str:
        rows = office.tray("chen", "done", None, 500)["rows"]
        return max((len(office.show("chen", row["document"])["history"]), row["document"])
                   for row in rows[::10])[1]  # fmt: skip

    main.session.ask(question, found.append)
    settle(main)
    return found[0]


def _registers(main: MainWindow, aside: Path) -> Scenes:
    main.open_place("books")
    settle(main)
    books = main.books
    for sheet in SHEETS:
        yield f"the book {sheet}", lambda sheet=sheet: books.sheets.set_value(sheet)
        if sheet in ("incoming", "outgoing"):
            yield "all of it", lambda: books.period.set_value("all")
            yield "scroll it", lambda: _scroll(books.table, main)
    books.sheets.set_value("incoming")
    settle(main)
    for suffix in (".xlsx", ".pdf"):
        yield f"save the book as {suffix}", lambda s=suffix: books.save(aside / f"book{s}")


def _supervision(main: MainWindow, aside: Path) -> Scenes:
    main.session.set_person("wu")
    main.open_tray("todo")
    settle(main)
    desk = main.supervision
    yield "open the desk", lambda: main.open_place("supervision")
    yield "all that is open", lambda: desk.list_only(frozenset())
    yield "scroll the table", lambda: _scroll(desk.late, main)
    yield "what is late", desk.list_late
    yield "the next late one", desk.next_late
    yield "the period", lambda: desk.period.set_value("month")
    yield "the figures of done", desk.done.click
    yield "the whole period", lambda: desk.period.set_value("all")
    yield "the charts as a picture", lambda: desk.save_charts(aside / "charts.png")
    yield "the charts as a page", lambda: desk.save_charts(aside / "charts.pdf")
    for suffix in (".xlsx", ".pdf"):
        yield f"the report as {suffix}", lambda s=suffix: desk.save(aside / f"report{s}")
    for room in WATCH:
        yield f"open {room}", lambda room=room: main.open_place(room)
        if room in FILED:
            file = aside / f"{room}.pdf"
            yield f"save {room}", lambda file=file: main.watch.save(file)
    yield "scroll its table", lambda: _scroll(main.watch.table, main)


def _window(main: MainWindow) -> Scenes:
    for place in ("todo", "register", "draft", "supervision", "books"):
        main.open_place(place)
        settle(main)
        for width, height in ((1100, 700), (1440, 900)):
            yield f"{place} at {width}", lambda w=width, h=height: main.resize(w, h)
    main.open_place("todo")
    yield "the other language", lambda: main.session.set_language("en")
    yield "and back", lambda: main.session.set_language("zh_CN")
    yield "what is shown, again", main.refresh


def _scroll(view, main: MainWindow) -> None:
    bar = view.verticalScrollBar()
    for step in range(SCROLLS):
        place = bar.maximum() * step // SCROLLS
        QTimer.singleShot(15 * step, main, lambda place=place: bar.setValue(place))
