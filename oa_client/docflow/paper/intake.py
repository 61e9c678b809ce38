"""A draft that somebody wrote in a word processor, taken over as plain text with its levels.

Taken are title, addressees, paragraphs, the numbers drawn before them, tables, and 附件说明.
Whatever is left behind is said, so that nothing goes missing unseen.
"""

import io
import re
from dataclasses import dataclass, replace
from typing import Any

from docx import Document
from docx.opc.exceptions import OpcError
from docx.oxml.ns import qn
from docx.table import Table
from lxml.etree import XMLSyntaxError

from oa_client.docflow.handling.form.twice import attached_in, unattached
from oa_client.docflow.model.document import KINDS
from oa_client.docflow.model.errors import BadInput
from oa_client.docflow.model.intake import Changes, Intake, Remark
from oa_client.docflow.paper.intake_numbering import Numbering
from oa_client.docflow.paper.intake_package import look_into

_TITLE = re.compile(r"(?:title|标题|公文标题)$", re.IGNORECASE)
_DATE = re.compile(r"\d{4}年\d{1,2}月\d{1,2}日$")
_KINDS = re.compile(f"(?:{'|'.join(KINDS)})(?:（[^（）]+）)?$")
_LONGEST_TITLE = 120
_LONGEST_NAME = 60
_LONGEST_HEAD = 12
_BETWEEN = re.compile("[，、,](?![^（）()]*[）)])")
"""What stands between addressees; in brackets it belongs to one: 各县（市、区）人民政府."""
_NOT_TEXT = (
    *(qn(f"w:{name}") for name in ("pPr", "rPr", "drawing", "pict", "object", "instrText")),
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent",
)
_MADE, _UNDONE = (
    tuple(qn(f"w:{name}") for name in names) for names in (("del", "moveFrom"), ("ins", "moveTo"))
)
_MARKED = re.compile(r"\(([一二三四五六七八九十]+|\d{1,3})\)")
_COUNTED = re.compile(r"(\d{1,3})、")


def take_in(data: bytes, name: str = "", *, accept: bool = True) -> Intake:
    """Read a DOCX file.

    Args:
        data: the file.
        name: how it is called, for messages.
        accept: whether undecided 修订 are taken as made, or undone.

    Raises:
        BadInput: `file-not-docx`, `file-too-large`.
    """
    parcel = look_into(data, name)
    try:
        document: Any = Document(io.BytesIO(data))
        _unwrap(document.element.body)
        blocks = list(document.iter_inner_content())
    except (OpcError, XMLSyntaxError, KeyError, ValueError, AttributeError) as failure:
        raise BadInput("file-not-docx", file=name) from failure
    root = document.element.body
    changes = _changes(root)
    left = [
        Remark("intake-macros") if parcel.macros else None,
        Remark("intake-outside", parcel.outside) if parcel.outside else None,
        Remark("intake-pictures", parcel.pictures) if parcel.pictures else None,
        *_unread(root),
    ]
    numbering = Numbering(document)
    lines = _lines(blocks, numbering, accept)
    if numbering.unknown:
        left.append(Remark("intake-numbers", numbering.unknown))
    found = Intake("", (), "", changes, tuple(remark for remark in left if remark))
    return _arranged(found, lines)


@dataclass(frozen=True)
class _Line:
    text: str
    style: str = ""
    centred: bool = False


def _lines(blocks: list[Any], numbering: Numbering, accept: bool) -> list[_Line]:
    found = []
    for block in blocks:
        if isinstance(block, Table):
            found += [_Line(row) for row in _rows(block, accept)]
            continue
        text = _text(block._p, accept).strip()
        label = numbering.label(block, text)
        if text:
            centred = block.alignment is not None and int(block.alignment) == 1
            found += [
                _Line(_levelled(part.strip()), block.style.name or "", centred)
                for part in (label + text).split("\n") if part.strip()
            ]  # fmt: skip
    return found


def _unwrap(root: Any) -> None:
    """Fields to fill in (内容控件) are frames around the text; the text stays, the frame goes."""
    for frame in [*root.iter(qn("w:sdt")), *root.iter(qn("w:customXml"))]:
        content = frame.find(qn("w:sdtContent"))
        for child in list(frame if content is None else content):
            frame.addprevious(child)
        frame.getparent().remove(frame)


def _levelled(text: str) -> str:
    """Numbers as 7.3.3 writes them: （一） in wide brackets, 1. with a point."""
    if _MARKED.match(text):
        return _MARKED.sub(r"（\1）", text, count=1)
    return _COUNTED.sub(r"\1.", text, count=1) if _COUNTED.match(text) else text


def _rows(table: Table, accept: bool) -> list[str]:
    rows = []
    for row in table.rows:
        cells, seen = [], None
        for cell in row.cells:
            if cell._tc is seen:
                continue  # a cell that spans several columns is met once for each
            seen = cell._tc
            words = " ".join(_text(p, accept).strip() for p in cell._tc.iter(qn("w:p")))
            cells.append(words.replace("|", "｜").replace("\n", " ").strip())
        rows.append("|" + "|".join(cells) + "|")
    return rows


def _text(element: Any, accept: bool) -> str:
    """The words of a paragraph, undecided changes as asked for."""
    parts: list[str] = []
    for child in element:
        tag = child.tag
        if tag in _NOT_TEXT or tag in (_MADE if accept else _UNDONE):
            continue
        if tag in (qn("w:t"), qn("w:delText")):
            parts.append(child.text or "")
        elif tag == qn("w:tab"):
            parts.append("　")
        elif tag in (qn("w:br"), qn("w:cr")):
            parts.append("\n")
        elif tag == qn("w:noBreakHyphen"):
            parts.append("-")
        elif len(child):
            parts.append(_text(child, accept))
    return "".join(parts)


def _changes(root: Any) -> Changes:
    put = [*root.iter(qn("w:ins")), *root.iter(qn("w:moveTo"))]
    struck = [*root.iter(qn("w:del")), *root.iter(qn("w:moveFrom"))]
    people = dict.fromkeys(
        str(one.get(qn("w:author"))) for one in (*put, *struck) if one.get(qn("w:author"))
    )
    return Changes(len(put), len(struck), tuple(people))


def _unread(root: Any) -> list[Remark]:
    found = []
    for code, tag in (
        ("intake-footnotes", "w:footnoteReference"), ("intake-footnotes", "w:endnoteReference"),
        ("intake-comments", "w:commentReference"), ("intake-boxes", "w:txbxContent"),
    ):  # fmt: skip
        count = sum(1 for _ in root.iter(qn(tag)))
        if count:
            found.append(Remark(code, count))
    return found


def _arranged(found: Intake, lines: list[_Line]) -> Intake:
    """Title and addressees from above, 附件说明, signature and date from below, the rest is the
    text.
    """
    above = _head(lines)
    lines, title = lines[above:], ""
    if above:
        found = replace(found, remarks=(*found.remarks, Remark("intake-head", above)))
    while lines and (_TITLE.search(lines[0].style) or (lines[0].centred and not _ends(title))):
        title += lines.pop(0).text
    if not title and lines and len(lines[0].text) <= _LONGEST_TITLE and _ends(lines[0].text):
        title = lines.pop(0).text
    to: tuple[str, ...] = ()
    if lines and lines[0].text.endswith(("：", ":")) and len(lines[0].text) <= _LONGEST_TITLE:
        names = lines[0].text.rstrip("：:")
        if not re.search("[。；]|如下|下列", names):
            to = tuple(name.strip() for name in _BETWEEN.split(names) if name.strip())
            lines.pop(0)
    remarks = found.remarks
    if lines and _DATE.fullmatch(lines[-1].text):
        foot = lines.pop().text
        if lines and len(lines[-1].text) <= _LONGEST_NAME and not lines[-1].text.endswith("。"):
            foot = f"{lines.pop().text}　{foot}"
        remarks = (*remarks, Remark("intake-foot", words=foot))
    body = "\n".join(line.text for line in lines)
    return replace(
        found, title=title.replace("\n", ""), to=to, body=unattached(body), remarks=remarks,
        attachments=tuple(attached_in(body)),
    )  # fmt: skip


def _head(lines: list[_Line]) -> int:
    """How many lines of a 版头 stand above the title; none where they may be text."""
    title = (at for at, line in enumerate(lines[:_LONGEST_HEAD]) if _TITLE.search(line.style))
    at = next(title, 0)
    return 0 if any(line.text.endswith(("。", "：")) for line in lines[:at]) else at


def _ends(title: str) -> bool:
    """Whether a title is whole: it ends with its 文种."""
    return bool(_KINDS.search(title))
