"""What an official document is made of: the elements of 条例 art. 9 and what they may hold."""

from enum import StrEnum

KINDS = (
    "决议", "决定", "命令", "公报", "公告", "通告", "意见", "通知",
    "通报", "报告", "请示", "批复", "议案", "函", "纪要",
)  # fmt: skip
"""The fifteen 文种 of 条例 art. 8; 命令 is also written 令."""

UPWARD_KINDS = ("请示", "报告", "议案")
"""文种 that always go to a superior body."""

SECRECY = ("绝密", "机密", "秘密")
"""Grades of secrecy; a paper that has one is registered as a stub only (条例 art. 26)."""

FORMS = ("general", "upward", "joint", "letter", "order", "minutes")
"""Forms of GB/T 9704."""

DISCLOSURE = ("主动公开", "依申请公开", "不予公开")
"""公开属性; the last needs a reason."""


class Urgency(StrEnum):
    """缓急 of a paper, 条例 art. 9 (3); 平急 is for telegrams alone."""

    EXTRA = "特急"
    """Handled at once."""
    URGENT = "加急"
    """Handled before ordinary papers."""
    NONE = ""
    """An ordinary paper, 平件."""


class Status(StrEnum):
    """Where a case stands as a whole."""

    DRAFT = "draft"
    """Its drafter has not submitted it yet; nobody else sees it."""
    OPEN = "open"
    """Somebody has to act on it."""
    CLOSED = "closed"
    """Every stage is behind it; it lies in the archive."""
    RETURNED = "returned"
    """Refused at examination and sent back to its sender (条例 art. 24 (3))."""
    ABANDONED = "abandoned"
    """A draft that its drafter gave up before submitting it."""


ELEMENTS = (
    "title", "kind", "issuer", "number", "date", "urgency", "secrecy", "secrecy_period",
    "copies", "copy_number", "to", "cc", "body", "attachments", "note", "signatory", "form",
    "disclosure", "disclosure_reason", "retention", "received", "sender_contact",
)  # fmt: skip
"""Names under which the elements are given and shown."""

DAYS = ("date", "received")
"""Elements that are a day."""


def document_number(series: str, year: int, serial: int) -> str:
    """发文字号: 代字, year in full in 〔〕, serial without leading zeros, 号 (GB/T 9704 7.2.5)."""
    return f"{series}〔{year}〕{serial}号"
