"""Reports and registers as XLSX; no text of a document ever becomes a formula."""

import io
import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties

from oa_client.docflow.model.files import Steps, share, silent
from oa_client.docflow.paper.report import (
    COLUMNS,
    UNIT_WORDS,
    WHOLLY,
    Cell,
    Report,
    columns_of,
    counts_of,
    period_of,
    row_values,
    shown,
)

FILLED = 0.6
"""The share of the work that is done once the cells are filled."""
_WIDTHS = (6, 48, 22, 10, 12, 10, 18, 8, 14, 18)


def overdue_xlsx(report: Report, steps: Steps = silent) -> bytes:
    """The rows, the sums by unit, what is counted."""
    book = Workbook()
    sheet: Any = book.active
    sheet.title = "超时明细"
    columns = columns_of(report)
    more = WHOLLY if len(columns) > len(COLUMNS) else ()
    rows: list[list[Cell]] = [
        [number, *row_values(number, row, columns)[1:], *(shown(row.get(key)) for _, key in more)]
        for number, row in enumerate(report.rows, start=1)
    ]
    heads = [*(head for head, _, _ in columns), *(head for head, _ in more)]
    widths = (*_WIDTHS, *(18 for _ in heads[len(_WIDTHS) :]))
    fill(sheet, heads, rows, widths, share(steps, 0, FILLED))
    for section in (*report.ahead, *report.after):
        widths = tuple(max(10, round(share * 9)) for _, share in section.heads)
        names = [head for head, _ in section.heads]
        fill(book.create_sheet(section.name), names, section.rows, widths)
    if report.by_unit:
        keys = list(dict.fromkeys(key for row in report.by_unit for key in row))
        units = [[_counted(row.get(key)) for key in keys] for row in report.by_unit]
        heads = [UNIT_WORDS.get(key, key) for key in keys]
        fill(book.create_sheet("各单位"), heads, units, tuple(16 for _ in keys))
    fill(book.create_sheet("说明"), ["项目", "内容"], _facts(report), (18, 80))
    out = io.BytesIO()
    book.save(out)
    steps(1, 1)
    return out.getvalue()


def _counted(value: Any) -> Cell:
    return value if type(value) is int else shown(value)


def _facts(report: Report) -> list[list[Cell]]:
    facts: list[list[Cell]] = [["单位", report.office], ["期间", period_of(report)]]
    facts += [["范围", report.scope]] if report.scope else []
    facts += [[name, count] for name, count in counts_of(report)]
    facts += [[key, shown(value)] for key, value in report.rules.items()]
    facts += [["页脚", report.foot]] if report.foot else []
    return facts + ([["性质", "演练"]] if report.training else [])


def fill(
    sheet: Any, heads: list[str], rows: Sequence[Sequence[Cell]], widths: tuple[int, ...],
    steps: Steps = silent,
) -> None:  # fmt: skip
    """Write a sheet: heads that stay in view and on every printed page, numbers that can be added
    up, moments that can be sorted by month, text that is text.
    """
    moments = _moments(rows)
    for column, head in enumerate(heads, start=1):
        cell = _text(sheet, 1, column, head)
        cell.font = Font(bold=True)
        cell.fill = PatternFill("solid", fgColor="EEF1F5")
        sheet.column_dimensions[get_column_letter(column)].width = widths[column - 1]
    for number, values in enumerate(rows, start=2):
        steps(number - 1, len(rows))
        for column, value in enumerate(values, start=1):
            if isinstance(value, int):  # a number that the reader can add up
                _figure(sheet, number, column, value)
            elif column in moments and value:
                _figure(sheet, number, column, _moment(value), _SHOWN[len(value)])
            else:
                _text(sheet, number, column, value)
    sheet.freeze_panes = "A2"
    if rows:
        sheet.auto_filter.ref = sheet.dimensions
    _set_up(sheet)


def _set_up(sheet: Any) -> None:
    """On paper: A4 across, one page broad, heads and page numbers on each."""
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.print_title_rows = "1:1"
    sheet.oddFooter.center.text = "— &P —"


_DAY = re.compile(r"\d{4}-\d{2}-\d{2}(?: \d{2}:\d{2})?")
_SHOWN = {10: "yyyy-mm-dd", 16: "yyyy-mm-dd hh:mm"}
"""How a moment is shown, by how long it is written."""


def _moments(rows: Sequence[Sequence[Cell]]) -> set[int]:
    """The columns that hold nothing but moments: a number of a paper is none, however it looks."""
    return {n for n, cells in enumerate(zip(*rows, strict=True), start=1) if _all_moments(cells)}


def _all_moments(cells: Iterable[Cell]) -> bool:
    said = [cell for cell in cells if cell != ""]
    return bool(said) and all(type(one) is str and _moment(one) is not None for one in said)


def _moment(words: str) -> datetime | None:
    if not _DAY.fullmatch(words):
        return None
    try:
        return datetime.fromisoformat(words)
    except ValueError:  # a day that no calendar has
        return None


def _figure(
    sheet: Any, row: int, column: int, value: int | datetime | None, shown_as: str = "General"
) -> None:
    cell = sheet.cell(row=row, column=column, value=value)
    cell.number_format = shown_as
    cell.alignment = Alignment(vertical="top")


def _text(sheet: Any, row: int, column: int, value: str) -> Any:
    """A cell that holds text whatever the text begins with; Excel shows it as it is."""
    clean = "".join(char for char in value if char >= " " or char in "\n\t")
    cell = sheet.cell(row=row, column=column)
    cell.value = clean
    cell.data_type = "s"
    cell.number_format = "@"
    cell.alignment = Alignment(vertical="top", wrap_text=True)
    if clean.startswith(("=", "+", "-", "@", "\t", "\r")):
        cell.quotePrefix = True
    return cell
