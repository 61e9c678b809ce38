"""What is taken over from a file that somebody wrote elsewhere, and what is left behind."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Changes:
    """修订 that nobody has decided yet.

    Attributes:
        inserted: places where something was put in.
        deleted: places where something was struck out.
        people: who did it, as the file names them.
    """

    inserted: int = 0
    deleted: int = 0
    people: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.inserted or self.deleted)


@dataclass(frozen=True)
class Remark:
    """Something in the file that was not taken over: a code with words, and how many."""

    code: str
    count: int = 1
    words: str = ""


@dataclass(frozen=True)
class Intake:
    """What was taken over.

    Attributes:
        title: 标题, empty where the file shows none.
        to: 主送机关.
        body: the text as our own drafts have it: paragraphs by line, tables between `|`.
        changes: 修订 in the file, decided as asked for.
        remarks: what was left behind.
        attachments: 附件说明, the names that stand below the text.
    """

    title: str
    to: tuple[str, ...]
    body: str
    changes: Changes
    remarks: tuple[Remark, ...]
    attachments: tuple[str, ...] = ()
