"""修改留痕: what changed between two versions, by whom, in numbered changes."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from oa_client.docflow.handling.proof import Checked
from oa_client.docflow.handling.redline import Piece
from oa_client.docflow.model.document import Status
from oa_client.ui import wording
from oa_client.ui.presenters.half_written import read
from oa_client.ui.presenters.session import Session

Row = dict[str, Any]


@dataclass(frozen=True)
class Run:
    """Characters in one state: same, inserted or struck; `change` is 0 where nothing changed."""

    text: str
    state: str = "same"
    author: int = 0
    change: int = 0


Paragraph = tuple[Run, ...]


@dataclass(frozen=True)
class Change:
    """A numbered change: who made it, when, in which version, and what gave occasion for it."""

    number: int
    author: int
    name: str
    when: str
    version: int
    occasion: str = ""


@dataclass(frozen=True)
class Trail:
    """Two versions merged into one reading.

    Attributes:
        paragraphs: each with its runs.
        changes: numbered from 1 in the order of the text.
        authors: names, in the order of their first change; a run's `author` points here.
    """

    paragraphs: tuple[Paragraph, ...]
    changes: tuple[Change, ...]
    authors: tuple[str, ...]


def trail_of(session: Session, versions: list[Row], pieces: Iterable[Piece]) -> Trail:
    """The changes in the words of the window."""
    by_version = {row["version"]: row for row in versions}
    names = session.facts.names()
    authors: list[str] = []
    changes: list[Change] = []
    runs: list[Run] = []
    for version, group in groupby(pieces, key=lambda p: p.struck or p.inserted):
        if version is None:
            runs += [Run(piece.text) for piece in group]
            continue
        made = by_version[version]
        if made["author"] not in authors:
            authors.append(made["author"])
        author, number = authors.index(made["author"]), len(changes) + 1
        when = wording.moment_words(made["at"], session.language)
        said = occasion_words(session, made)
        changes.append(Change(number, author, names[made["author"]], when, version, said))
        runs += [
            Run(piece.text, "struck" if piece.struck else "inserted", author, number)
            for piece in group
        ]
    paragraphs = tuple(_paragraphs(runs))
    return Trail(paragraphs, tuple(changes), tuple(names[login] for login in authors))


def occasion_words(session: Session, version: Row) -> str:
    """Whose opinion a version takes up and which article it keeps; else what its author said."""
    text, parts = session.text, []
    asked = version["asked"]
    if asked:
        name = session.facts.names().get(asked["by"], asked["by"])
        parts.append(text("trail.asked", name=name, n=asked["n"], reason=asked["reason"]))
    if version["said"]:
        parts.append(version["said"])
    if version["mends"]:
        sources = [wording.source_words(source, session.language) for source in version["mends"]]
        parts.append(text("trail.mends", sources="、".join(sources)))
    return "　".join(parts)


@dataclass(frozen=True)
class WholeCase:
    """The clock of a whole case in a sentence, and as a part of its limit."""

    words: str
    share: float
    late: bool


GIVEN_UP = (Status.ABANDONED, Status.RETURNED)
"""Cases that ended without being dealt with: 已撤稿, 已退回来文单位."""


def whole_case(session: Session, shown: Row) -> WholeCase | None:
    """What a case used of its limit; none where the case has no limit of its own."""
    clock, language = shown["clock"], session.language
    if clock is None or not shown["due"]:
        return None
    took = wording.share_words(clock["used"], clock["limit"], language)
    at = wording.moment_words(clock["due"], language)
    left = clock["limit"] - clock["used"]
    if clock["stopped"]:
        ended = "whole_ended" if shown["status"] in GIVEN_UP else "whole_stopped"
        told = session.text(
            f"trail.{ended}", at=wording.moment_words(clock["stopped"], language), due=at,
            status=wording.status_name(shown["status"], language),
        )  # fmt: skip
    elif clock["since"]:
        told = wording.stopped_words(left, language)
    else:
        told = session.text(
            "trail.whole_due", at=at, left=wording.left_words(left, language, late=clock["late"])
        )
    words = session.text("trail.whole", took=took, told=told)
    return WholeCase(words, clock["used"] / max(1, clock["limit"]), bool(clock["late"]))


def _paragraphs(runs: Iterable[Run]) -> Iterator[Paragraph]:
    now: list[Run] = []
    for run in runs:
        first, *more = run.text.split("\n")
        now.append(replace(run, text=first))
        for part in more:
            yield tuple(r for r in now if r.text)
            now = [replace(run, text=part)]
    yield tuple(r for r in now if r.text)


def changed_only(trail: Trail) -> tuple[Paragraph, ...]:
    """只看改动: the paragraphs in which anything changed."""
    return tuple(p for p in trail.paragraphs if any(run.change for run in p))


def side(trail: Trail, state: str) -> tuple[Paragraph, ...]:
    """左右对照: the reading without what was inserted, or without what was struck."""
    return tuple(tuple(r for r in p if r.state != state) for p in trail.paragraphs)


@dataclass(frozen=True)
class Verdict:
    """What the check of one document's ledger says, in a sentence."""

    sound: bool
    words: str
    head: str


def verdict_of(session: Session, checked: list[Checked], shown: Row) -> Verdict:
    """Chain and signatures in words; the first entry that fails is named."""
    head = shown["history"][-1]["hash"] if shown["history"] else ""
    wrong = [entry for entry in checked if not entry.sound]
    if wrong:
        key = "trail.link_wrong" if not wrong[0].linked else "trail.signature_wrong"
        return Verdict(False, session.text(key, n=wrong[0].n), head)
    return Verdict(True, session.text("trail.sound", count=len(checked)), head)


CHECKPOINT = "checkpoint"
"""Under this name each person's office remembers the checkpoint that he exported last."""


def checkpoint_of(said: Row, file: str) -> str:
    """What is remembered of a checkpoint that was saved."""
    return json.dumps({"at": said["at"], "root": said["root"], "file": file})


def checkpoint_words(session: Session, kept: str | None) -> tuple[str, str]:
    """Who keeps a checkpoint of the ledger and since when, as far as it is known here; its root."""
    if session.facts.shared:
        return session.text("trail.kept_server"), ""
    said = read(kept)
    if not {"at", "root", "file"} <= said.keys():
        return session.text("trail.kept_none"), session.text("trail.kept_why")
    at = wording.moment_words(said["at"], session.language)
    words = session.text("trail.kept", at=at, name=session.person["name"])
    return words, session.text("trail.kept_file", file=said["file"], root=short(said["root"]))


def key_words(session: Session, checked: Checked) -> str:
    """Which key signed an entry, and who vouched for it."""
    names = session.facts.names()
    if not checked.vouchers:
        return session.text("trail.key", mark=_grouped(checked.key_id))
    who = "、".join(names.get(login, login) for login in checked.vouchers)
    return session.text("trail.key_vouched", mark=_grouped(checked.key_id), names=who)


def _grouped(digest: str) -> str:
    """The first eight digits in fours, as two people read them to each other."""
    return f"{digest[:4]} {digest[4:8]}".upper()


def short(digest: str) -> str:
    """A digest's first sixteen digits in fours."""
    return " ".join(digest[at : at + 4] for at in range(0, min(16, len(digest)), 4))
