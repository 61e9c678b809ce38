"""Where characters stand that no face here can show, so that whoever wrote them finds them."""

from collections.abc import Iterator, Sequence
from typing import Any

from oa_client.docflow.typeset.elements import Paper

_AROUND = 6
"""Characters said on either side."""


def unshown(paper: Paper, characters: Sequence[str]) -> dict[str, Any]:
    """Facts of `missing-glyph`: the characters, and where the first of them stands: its element,
    in the text its paragraph (from 1, empty lines left out), and the words around it.
    """
    facts: dict[str, Any] = {"characters": list(characters)}
    if not characters:
        return facts
    for field, paragraph, text in _parts(paper):
        at = next((at for at, char in enumerate(text) if char in characters), -1)
        if at >= 0:
            words = text[max(0, at - _AROUND) : at + _AROUND + 1]
            place = {"paragraph": paragraph, "words": words} if paragraph else {
                "field": field, "near": words,
            }  # fmt: skip
            return facts | place
    return facts


def _parts(paper: Paper) -> Iterator[tuple[str, int, str]]:
    """Every element with its words, the text by paragraphs, in the order of the page."""
    for field in ("issuer", "number", "signatory", "title"):
        yield field, 0, getattr(paper, field)
    yield "to", 0, "、".join(paper.to)
    said = (line.strip() for line in paper.body.split("\n"))
    for number, line in enumerate((line for line in said if line), start=1):
        yield "body", number, line
    yield "attachments", 0, "、".join(paper.attachments)
    yield "note", 0, paper.note
    yield "cc", 0, "、".join(paper.cc)
