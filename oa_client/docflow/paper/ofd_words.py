"""How an OFD part is written down: elements, numbers and text as GB/T 33190-2016 spells them."""

import re
from xml.etree.ElementTree import Element, SubElement

from oa_client.docflow.paper.fonts import STAND_IN

_SPACE = "http://www.ofdspec.org/2016"
_UNWRITABLE = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def element(parent: Element | None, name: str, text: str = "", /, **given: object) -> Element:
    """An element in the format's own namespace, its attributes as `said`."""
    attributes = {key: said(value) for key, value in given.items()}
    tag = f"ofd:{name}"
    made = Element(tag, attributes) if parent is None else SubElement(parent, tag, attributes)
    made.text = text or None
    return made


def rooted(name: str, **given: object) -> Element:
    """The element with which a part begins."""
    root = element(None, name, **given)
    root.set("xmlns:ofd", _SPACE)
    return root


def said(value: object) -> str:
    """A value as the format writes it: lengths in millimetres with four decimals at most, arrays
    parted by blanks.
    """
    if isinstance(value, float):
        return f"{value:.4f}".rstrip("0").rstrip(".") if value else "0"
    if isinstance(value, tuple):
        return " ".join(said(part) for part in value)
    return str(value)


def readable(text: str) -> str:
    """XML has no place for controls and reads a carriage return as another character; no face has
    a glyph for them either.
    """
    return _UNWRITABLE.sub(STAND_IN, text)
