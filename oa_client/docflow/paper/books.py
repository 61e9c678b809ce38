"""登记簿 on paper and as a spreadsheet: what the office's books hold, line by line."""

import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from openpyxl import Workbook

from oa_client.docflow.handling.books import MOMENTS
from oa_client.docflow.handling.slip import moment_text
from oa_client.docflow.model.files import Steps, share, silent
from oa_client.docflow.model.moment import parse, written_period
from oa_client.docflow.paper.fonts import Fonts
from oa_client.docflow.paper.pdf import PdfMade, make
from oa_client.docflow.paper.ruled import Ink, Sheet, finished, put_middle
from oa_client.docflow.paper.ruled_table import HIGH, SET, TOP, WIDE, table
from oa_client.docflow.paper.spreadsheets import FILLED, fill
from oa_client.docflow.typeset.page import Layout

Row = dict[str, Any]

SHARES = {
    "received": 2.0, "issuer": 2.4, "number": 2.4, "title": 4.4, "kind": 1.0, "urgency": 1.0,
    "secrecy": 1.0, "copies": 1.0, "lead": 1.2, "standing": 2.2, "closed": 2.0, "drafter": 1.2,
    "signer": 1.6, "signed": 1.8, "to": 2.4, "issued": 1.8, "receipts": 1.0, "taken": 1.8,
    "until": 1.8, "kept_for": 2.0,
    "by": 1.2, "void": 1.8, "reason": 2.4, "sealed": 1.8, "digest": 3.2, "reader": 1.2,
    "stage": 1.2, "holder": 1.2, "came": 1.8, "due": 1.8, "level": 1.0, "at": 1.8,
    "did": 1.2, "who": 1.2, "words": 3.0, "reply": 2.4, "expected": 1.6, "result": 1.4,
    "answered": 1.8, "decided": 1.8, "assessed": 1.2, "carded": 1.8, "told": 2.0,
    "withdrawn": 1.8,
    "origin": 2.4, "begun": 1.8, "step": 1.4, "reported": 1.8, "next_report": 1.8, "removed": 1.8,
    "unit": 1.5, "sent": 1.8, "opened": 1.8, "finished": 1.8, "opinion": 3.0,
}  # fmt: skip
"""Of each column its share of the width."""

_STATUS = {"open": "办理中", "closed": "已归档", "returned": "已退回来文单位"}
_WORDED = ("level", "did", "result", "origin", "assessed")
_ACTS = {
    "blue": "蓝牌", "yellow": "黄牌", "red": "红牌", "urge": "催办", "urged": "系统催办",
    "explain": "说明", "pause": "暂停计时", "ask-extension": "申请延期",
    "grant-extension": "同意延期", "refuse-extension": "不予延期",
    "pending": "待核", "accepted": "已采纳", "refused": "未采纳",
    "red-stands": "红牌逾期未办", "second-red": "再次红牌",
}  # fmt: skip
_TITLE, _PLAIN = Ink("小标宋", 20.0), Ink("仿宋", 11.0)
_FOOT = Ink("宋体", 9.0, (0.35, 0.35, 0.35))


@dataclass(frozen=True)
class Book:
    """A book ready to be written out.

    Attributes:
        office: whose it is.
        name: what the book is called.
        said: the line below the title, such as from when to when.
        heads: heading and share of the width of each column.
        rows: its lines, each value as text, whole numbers as such.
        training: whether it comes from a training office.
        foot: what stands at the foot of every page.
    """

    office: str
    name: str
    said: str
    heads: tuple[tuple[str, float], ...]
    rows: tuple[tuple[str | int, ...], ...]
    training: bool
    foot: str = ""


def book_of(
    data: Row, office: Row, words: Callable[[str], str], stages: Mapping[str, str],
    names: Mapping[str, str], root: str,
) -> Book:  # fmt: skip
    """The lines of a book in words.

    Args:
        data: the book as the office answers.
        office: the office's own row.
        words: what the book, and each of its columns, is called.
        stages: names of the stages by id.
        names: names of people by login.
        root: what the ledger comes to, for the foot.
    """
    since, until = data["since"], data["until"]
    last = parse(until or data["at"]).date()
    period = f"立簿之日至{written_period(last, last)}"
    if since:
        period = written_period(parse(since).date(), last)
    rows = tuple(
        tuple(_value(key, line.get(key), stages, names) for key in data["columns"])
        for line in data["rows"]
    )
    return Book(
        office["name"], words(data["book"]), f"期间：{period}　　共 {len(rows)} 条",
        tuple((words(key), SHARES[key]) for key in data["columns"]), rows,
        bool(office["training"]),
        f"台账根 {root}　制表 {moment_text(data['at'])}",
    )  # fmt: skip


def _value(
    key: str, value: Any, stages: Mapping[str, str], names: Mapping[str, str]
) -> str | int:
    if value is None:
        return ""
    if key == "standing":
        stage = stages.get(value["stage"] or "", "")
        who = "、".join(names.get(login, login) for login in value.get("people", ()))
        return f"{stage} {who}".strip() if who else _STATUS.get(value["status"], stage)
    if key == "stage":
        return stages.get(value, str(value))
    if key in _WORDED:
        return _ACTS.get(value, str(value))
    if key in MOMENTS:
        return f"{value[:10]} {value[11:16]}"
    return value if isinstance(value, int) else str(value)


def book_pdf(
    book: Book, fonts: Fonts, *, created: datetime, steps: Steps = silent
) -> PdfMade:  # fmt: skip
    """The book as PDF, landscape A4."""
    title = f"{book.office}{book.name}"
    drawn = book_layout(book, share(steps, 0, SET))
    return make(drawn, fonts, title=title, created=created, steps=share(steps, SET, 1))


def book_layout(book: Book, steps: Steps = silent) -> Layout:
    """The book on its pages; heads stand on each, lines are counted through."""
    sheet = Sheet([], [], TOP)
    sheet.runs += put_middle(f"{book.office}{book.name}", WIDE / 2, sheet.y, _TITLE)
    sheet.y += _TITLE.leading + 2
    sheet.runs += put_middle(book.said, WIDE / 2, sheet.y, _PLAIN)
    sheet.y += _PLAIN.leading + 2
    sheets = [sheet]
    lines = [[str(n), *(str(value) for value in row)] for n, row in enumerate(book.rows, start=1)]
    table(sheets, [("序号", 1.0), *book.heads], lines, steps=steps)
    pages = finished(
        sheets, width=WIDE, height=HIGH, training=book.training, ink=_FOOT, foot=book.foot
    )
    return Layout(pages)


def book_xlsx(book: Book, steps: Steps = silent) -> bytes:
    """The book as XLSX; no text of a document ever becomes a formula."""
    made = Workbook()
    sheet: Any = made.active
    sheet.title = book.name
    heads = ["序号", *(head for head, _ in book.heads)]
    rows = [[number, *row] for number, row in enumerate(book.rows, start=1)]
    widths = (6, *(int(share * 9) for _, share in book.heads))
    fill(sheet, heads, rows, widths, share(steps, 0, FILLED))
    facts = [["单位", book.office], ["说明", book.said], ["页脚", book.foot]]
    facts += [["性质", "演练"]] if book.training else []
    fill(made.create_sheet("说明"), ["项目", "内容"], facts, (18, 80))
    out = io.BytesIO()
    made.save(out)
    steps(1, 1)
    return out.getvalue()
