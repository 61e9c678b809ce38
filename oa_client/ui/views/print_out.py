"""Onto paper: the PDF that the office makes, page by page, on a printer that the person chooses."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from PySide6.QtCore import QRect
from PySide6.QtGui import QImage, QPageLayout, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QWidget

from oa_client.docflow.model.files import Steps, share
from oa_client.ui.presenters.session import Session
from oa_client.ui.views.painted.pictures import redrawn

ACROSS = 2480
"""Pixels of an A4 page at 300 dots to the inch."""
STRIP = 256
"""Lines of a page that are handed over at once: Qt holds every other thread meanwhile."""

Draw = Callable[..., Any]
"""How a page of a PDF becomes pixels."""


def print_out(session: Session, make: Callable[[Any], list[bytes]], over: QWidget) -> None:
    """Have these files made, then ask for the printer."""
    session.ask(make, lambda files: _ask(session, files, over))


def _ask(session: Session, files: list[bytes], over: QWidget) -> None:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setFullPage(True)
    dialog = QPrintDialog(printer, over)
    if dialog.exec() == QDialog.DialogCode.Accepted:
        draw = session.facts.page_picture
        session.print_pages(lambda steps: paint(printer, pages_of(draw, files, steps)))


def pages_of(draw: Draw, files: Sequence[bytes], steps: Steps) -> Iterator[QImage]:
    """Every page of these PDFs as a picture, drawn when it is its turn."""
    for at, data in enumerate(files):
        number, step = 0, share(steps, at / len(files), (at + 1) / len(files))
        while made := draw(data, number, ACROSS):
            form = QImage.Format.Format_RGB32
            yield redrawn(QImage(made.data, made.width, made.height, made.stride, form))
            number += 1
            step(number, made.pages)


def paint(printer: QPrinter, pages: Iterator[QImage]) -> None:
    """Each page on a sheet that lies as the page does, as large as the sheet allows; on whichever
    thread. Where it is stopped nothing more is printed.
    """
    painter = QPainter()
    try:
        for page in pages:
            wide = page.width() > page.height()
            lies = QPageLayout.Orientation.Landscape if wide else QPageLayout.Orientation.Portrait
            printer.setPageOrientation(lies)
            if painter.isActive():
                printer.newPage()
            else:
                painter.begin(printer)
            _paint_page(painter, printer.pageLayout().fullRectPixels(printer.resolution()), page)
    except BaseException:
        printer.abort()
        raise
    finally:
        if painter.isActive():
            painter.end()


def _paint_page(painter: QPainter, sheet: QRect, page: QImage) -> None:
    scale = min(sheet.width() / page.width(), sheet.height() / page.height())
    for top in range(0, page.height(), STRIP):
        low = min(top + STRIP, page.height())
        place = QRect(0, round(top * scale), round(page.width() * scale), 0)
        place.setBottom(round(low * scale) - 1)
        painter.drawImage(place, page, QRect(0, top, page.width(), low - top))
