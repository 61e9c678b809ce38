"""What can go wrong, and whose concern it is.

OfficeError
├── Refused            a rule of the office says no                    exit 1
├── BadInput           what was given can't be read or doesn't exist   exit 2
├── StoreUnavailable   the office file or server can't serve us        exit 3
└── EvidenceBroken     the ledger doesn't hold                         exit 4

Each carries a code and the facts; only `ui.wording` puts them into words.
Anything else that is raised is a fault of ours and is loud.
"""

from typing import Any


class OfficeError(Exception):
    """A known failure: a code with its facts, worded only in the presentation."""

    exit_code = 2

    def __init__(self, code: str, **facts: Any) -> None:
        super().__init__(code, facts)
        self.code = code
        self.facts = facts

    def __str__(self) -> str:
        return f"{self.code} {self.facts}" if self.facts else self.code


class Refused(OfficeError):
    """A rule says no; nothing was changed."""

    exit_code = 1


class BadInput(OfficeError):
    """An unreadable file, an unknown name, a broken date; facts may hold `file` and `line`."""

    exit_code = 2


class StoreUnavailable(OfficeError):
    """The office is absent, locked too long, full, damaged, foreign, too old or too new."""

    exit_code = 3


class EvidenceBroken(OfficeError):
    """A chain, a signature or a table doesn't agree with the ledger."""

    exit_code = 4
