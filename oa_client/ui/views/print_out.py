"""Onto paper: the PDF that the office makes, page by page, on a printer that the person chooses."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QRect
from PySide6.QtGui import QImage, QPageLayout, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QWidget

from oa_client.ui.presenters.session import Session

ACROSS = 2480
"""Pixels of an A4 page at 300 dots to the inch."""


def print_out(session: Session, make: Callable[[Any], list[bytes]], over: QWidget) -> None:
    """Have the pages of these files made, then ask for the printer."""

    def question(office: Any) -> list[QImage]:
        return [page for data in make(office) for page in pages_of(office, data)]

    session.ask(question, lambda pages: _ask(over, pages))


def pages_of(office: Any, data: bytes) -> list[QImage]:
    """Every page of a PDF as a picture."""
    pages: list[QImage] = []
    while made := office.page_picture(data, len(pages), ACROSS):
        form = QImage.Format.Format_RGB32
        pages.append(QImage(made.data, made.width, made.height, made.stride, form).copy())
    return pages


def _ask(over: QWidget, pages: list[QImage]) -> None:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setFullPage(True)
    dialog = QPrintDialog(printer, over)
    if dialog.exec() == QDialog.DialogCode.Accepted:
        paint(printer, pages)


def paint(printer: QPrinter, pages: list[QImage]) -> None:
    """Each page on a sheet that lies as the page does, as large as the sheet allows."""
    painter = QPainter()
    for number, page in enumerate(pages):
        wide = page.width() > page.height()
        lies = QPageLayout.Orientation.Landscape if wide else QPageLayout.Orientation.Portrait
        printer.setPageOrientation(lies)
        if number:
            printer.newPage()
        else:
            painter.begin(printer)
        sheet = printer.pageLayout().fullRectPixels(printer.resolution())
        scale = min(sheet.width() / page.width(), sheet.height() / page.height())
        painter.drawImage(
            QRect(0, 0, round(page.width() * scale), round(page.height() * scale)), page
        )
    if painter.isActive():
        painter.end()
