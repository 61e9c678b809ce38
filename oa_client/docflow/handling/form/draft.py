"""A draft (拟稿) as the rules of form look at it: its elements and its text."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from oa_client.docflow.handling.people import is_upward
from oa_client.docflow.typeset.elements import Paragraph, blocks

Row = dict[str, Any]


_BETWEEN = re.compile("[、，,;；\n](?![^（）()\n]*[）)])")
"""What stands between names; in brackets it belongs to one: 各县（市、区）人民政府."""


def listed(value: str | list[str] | None) -> list[str]:
    """Names as a form gives them: several in one line, or one by one."""
    parts = _BETWEEN.split(value) if isinstance(value, str) else value or []
    return [part.strip("：: ") for part in parts if part.strip("：: ")]


@dataclass(frozen=True)
class Draft:
    """What is to be checked.

    Attributes:
        elements: the elements as they stand.
        body: the text.
        units: the units of this office, which stand below whoever a 请示 goes to.
        people: names of the people of this office.
        classified: a stub has no text.
        unshown: characters in it that no face here can show.
        own: the name of this office, which issues what names no issuer.
        pictures: files that the text shows, each with why it can't be printed, empty where it
            can; None where nobody looked.
    """

    elements: Row
    body: str
    units: Collection[str] = ()
    people: Collection[str] = ()
    classified: bool = False
    pictures: Mapping[str, str] | None = None
    own: str = ""
    unshown: Collection[str] = ()

    @cached_property
    def kind(self) -> str:
        """文种, empty where none is chosen."""
        return str(self.elements.get("kind") or "")

    @cached_property
    def title(self) -> str:
        """标题."""
        return str(self.elements.get("title") or "").strip()

    @cached_property
    def to(self) -> list[str]:
        """主送机关."""
        return listed(self.elements.get("to"))

    @cached_property
    def issuer(self) -> list[str]:
        """发文机关, the lead first."""
        return listed(self.elements.get("issuer")) or listed(self.own)

    @cached_property
    def cc(self) -> list[str]:
        """抄送机关."""
        return listed(self.elements.get("cc"))

    @cached_property
    def upward(self) -> bool:
        """Whether it goes to a superior body."""
        return is_upward(self.elements)

    @cached_property
    def paragraphs(self) -> list[Paragraph]:
        """The text by paragraphs, tables left out."""
        return [block for block in blocks(self.body) if isinstance(block, Paragraph)]
