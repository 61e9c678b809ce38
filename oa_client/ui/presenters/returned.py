"""Why a draft came back: what was said about it since it was sent last, and how it goes on."""

from dataclasses import dataclass
from typing import Any

from oa_client.ui import wording
from oa_client.ui.presenters.case import MAIN
from oa_client.ui.presenters.session import Session

Row = dict[str, Any]


@dataclass(frozen=True)
class Remark:
    """What one person wants of the draft: who and when, by which act, and his words.

    Attributes:
        back: whether his act sent it back; else he agreed, and said something beside it.
        onward: how the draft goes on once it is mended; empty where he did not send it back.
    """

    head: str
    words: str
    back: bool
    onward: str


def remarks_on(session: Session, case: Row | None) -> list[Remark]:
    """Newest first, from the last time the draft was sent; nothing where it never came back."""
    acts = _since_sent(case["history"]) if case else []
    remarks = [_remark(session, act) for act in acts if _speaks(act)]
    return remarks[::-1] if any(remark.back for remark in remarks) else []


def _since_sent(history: list[Row]) -> list[Row]:
    """The acts of others upon what the drafter sent last; a recalled act was none."""
    stands: list[Row] = []
    for act in history:
        if act["code"] == "recall":
            own = [n for n, other in enumerate(stands) if other["by"] == act["by"]]
            del stands[own[-1] if own else len(stands) :]
        elif act["code"] in (*MAIN, "return"):
            stands.append(act)
    sent = [n for n, act in enumerate(stands) if act["code"] == "submit"]
    return stands[sent[-1] + 1 :] if sent else []


def _speaks(act: Row) -> bool:
    return _sends_back(act) or (act["code"] == "countersign" and bool(act["fields"].get("opinion")))


def _sends_back(act: Row) -> bool:
    return act["code"] == "return" or act["fields"].get("verdict") == "disagree"


def _remark(session: Session, act: Row) -> Remark:
    text, language, fields = session.text, session.language, act["fields"]
    back, disagrees = _sends_back(act), fields.get("verdict") == "disagree"
    key = "disagreed" if disagrees else "sent_back" if back else "agreed"
    at = wording.moment_words(act["at"], language)
    head = text(f"draft.{key}", name=act["name"], at=at)
    onward = "onward_resume" if fields.get("then") == "resume" else "onward_repeat"
    return Remark(
        head, str(fields.get("reason") or fields.get("opinion") or ""), back,
        text(f"draft.{onward}", name=act["name"]) if back else "",
    )  # fmt: skip
