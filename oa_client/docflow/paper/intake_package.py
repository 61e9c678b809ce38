"""A word processor's file as a sealed parcel: what may be opened, and what stays shut.

Only the text is taken out. Macros are never kept, parts outside of the file never fetched, and a
file that would swell beyond bounds is not unpacked.
"""

import io
import zipfile
from dataclasses import dataclass

from oa_client.docflow.model.errors import BadInput

MOST_PARTS = 2_000
"""Parts in one file; a report with five hundred pictures has fewer."""

MOST_UNPACKED = 128 * 1024 * 1024
"""Bytes of all parts together, as the file itself declares them and as they turn out to be."""

_TEXT_PART = "word/document.xml"
_RELATIONS = "word/_rels/document.xml.rels"
_OUTSIDE = b'TargetMode="External"'
_HYPERLINK = b"relationships/hyperlink"


@dataclass(frozen=True)
class Parcel:
    """What lies in the file beside its text.

    Attributes:
        macros: whether it carries programs.
        outside: parts that lie outside of the file; links that a reader may click don't count.
        pictures: pictures inside of it.
    """

    macros: bool
    outside: int
    pictures: int


def look_into(data: bytes, name: str) -> Parcel:
    """Look at the parts of a file before its text is read.

    Args:
        data: the file.
        name: how it is called, for the message.

    Raises:
        BadInput: `file-not-docx`, `file-too-large`.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parcel:
            return _parcel(parcel, name)
    except (zipfile.BadZipFile, KeyError, RuntimeError, EOFError) as failure:
        raise BadInput("file-not-docx", file=name) from failure


def _parcel(parcel: zipfile.ZipFile, name: str) -> Parcel:
    parts = parcel.infolist()
    declared = sum(part.file_size for part in parts)
    if len(parts) > MOST_PARTS or declared > MOST_UNPACKED:
        raise BadInput("file-too-large", file=name, most=MOST_UNPACKED)
    names = {part.filename for part in parts}
    if _TEXT_PART not in names:
        raise BadInput("file-not-docx", file=name)
    for part in names:
        if part.endswith((".xml", ".rels")):
            _no_entities(_bounded(parcel, part, name), name)
    relations = _bounded(parcel, _RELATIONS, name) if _RELATIONS in names else b""
    outside = [one for one in relations.split(b"<Relationship ") if _OUTSIDE in one]
    return Parcel(
        macros=any(part.lower().endswith("vbaproject.bin") for part in names),
        outside=sum(_HYPERLINK not in one for one in outside),
        pictures=sum(part.startswith("word/media/") for part in names),
    )


def _bounded(parcel: zipfile.ZipFile, part: str, name: str) -> bytes:
    """A part whole, however much less of it the file declared."""
    with parcel.open(part) as stream:
        data = stream.read(MOST_UNPACKED + 1)
    if len(data) > MOST_UNPACKED:
        raise BadInput("file-too-large", file=name, most=MOST_UNPACKED)
    return data


def _no_entities(data: bytes, name: str) -> None:
    """Office files declare no document type; one that does wants to be more than text."""
    head = data[:4_096] if not data.startswith((b"\xff\xfe", b"\xfe\xff")) else b""
    if b"<!DOCTYPE" in head or b"<!ENTITY" in head or not head:
        raise BadInput("file-not-docx", file=name)
