"""Numbers that a word processor draws before a paragraph and that its text does not hold."""

import re
from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn

from oa_client.docflow.model.levels import chinese, mark

NUMBERING = RELATIONSHIP_TYPE.NUMBERING
_CHINESE = ("chineseCounting", "chineseCountingThousand", "ideographTraditional",
            "japaneseCounting", "taiwaneseCountingThousand", "koreanCounting")  # fmt: skip
_ARABIC = ("decimal", "decimalFullWidth", "decimalHalfWidth", "decimalZero", "none", "")
HEADING = re.compile(r"(?:heading|标题)\s*([1-4])$", re.IGNORECASE)
"""Styles that make a heading of one of the four levels of GB/T 9704 7.3.3."""


class Numbering:
    """Counts through the lists and headings of one text, in the order in which it is read."""

    def __init__(self, document: Any) -> None:
        self._levels = _levels(document)
        self._counted: dict[tuple[str, int], int] = {}
        self._headings = [0] * 5
        self.unknown = 0
        """Lists whose sort of number is not written in official papers, so that it was left out."""

    def label(self, paragraph: Any, text: str) -> str:
        """What stands before the paragraph's text, empty where nothing does."""
        found = self._of_list(paragraph)
        if found is None and text:
            found = self._of_heading(paragraph, text)
        return found or ""

    def _of_list(self, paragraph: Any) -> str | None:
        properties = _numbered(paragraph)
        if properties is None:
            return None
        number, depth = properties
        known = self._levels.get((number, depth))
        if known is None:
            return None
        kind, shape, start = known
        here = self._counted.get((number, depth), start - 1) + 1
        self._counted[number, depth] = here
        for below in [key for key in self._counted if key[0] == number and key[1] > depth]:
            del self._counted[below]
        if kind == "bullet":
            return ""
        if kind not in (*_CHINESE, *_ARABIC):
            self.unknown += 1
            return ""
        return self._written(number, shape)

    def _written(self, number: str, shape: str) -> str:
        def one(found: re.Match[str]) -> str:
            depth = int(found.group(1)) - 1
            kind, _, start = self._levels.get((number, depth), ("decimal", "", 1))
            count = self._counted.get((number, depth), start)
            return chinese(count) if kind in _CHINESE else str(count)

        label = re.sub(r"%(\d)", one, shape)
        return re.sub(r"^\(([^()]+)\)$", r"（\1）", label.strip())

    def _of_heading(self, paragraph: Any, text: str) -> str | None:
        """Heading styles without numbers get those of the standard."""
        style = HEADING.search(paragraph.style.name or "")
        if style is None:
            return None
        level = int(style.group(1))
        self._headings[level] += 1
        self._headings[level + 1 :] = [0] * (4 - level)
        if _begins_with_number(text):
            return None
        return mark(level, self._headings[level])


def _begins_with_number(text: str) -> bool:
    return bool(_NUMBERED.match(text))


_NUMBERED = re.compile(r"[一二三四五六七八九十]+、|[（(][一二三四五六七八九十\d]+[)）]|\d+[.．、]")


def _numbered(paragraph: Any) -> tuple[str, int] | None:
    """The list and the depth of a paragraph, its own or its style's; none where switched off."""
    element = paragraph._p.pPr.numPr if paragraph._p.pPr is not None else None
    style = paragraph.style
    while element is None and style is not None:
        own = style.element.pPr
        element = own.numPr if own is not None else None
        style = style.base_style
    if element is None or element.numId is None or element.numId.val == 0:
        return None
    return str(element.numId.val), element.ilvl.val if element.ilvl is not None else 0


def _levels(document: Any) -> dict[tuple[str, int], tuple[str, str, int]]:
    """Of each list and depth: sort of number, shape such as `%1、`, where it starts."""
    if all(relation.reltype != NUMBERING for relation in document.part.rels.values()):
        return {}
    root = document.part.numbering_part.element
    shapes: dict[str, list[tuple[int, tuple[str, str, int]]]] = {}
    for abstract in root.findall(qn("w:abstractNum")):
        shapes[abstract.get(qn("w:abstractNumId"))] = [
            (int(level.get(qn("w:ilvl"))), _level(level))
            for level in abstract.findall(qn("w:lvl"))
        ]
    found = {}
    for number in root.findall(qn("w:num")):
        abstract = number.find(qn("w:abstractNumId")).get(qn("w:val"))
        for depth, level in shapes.get(abstract, ()):
            found[number.get(qn("w:numId")), depth] = level
    return found


def _level(element: Any) -> tuple[str, str, int]:
    def value(name: str, usual: str) -> str:
        child = element.find(qn(name))
        return str(child.get(qn("w:val"), usual)) if child is not None else usual

    return value("w:numFmt", "decimal"), value("w:lvlText", "%1."), int(value("w:start", "1"))
