"""The desk: takes an act, has the rules judge it, and writes what follows into the ledger.

One transaction per act: load, check, judge, enter, seal. A refused act leaves nothing behind.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from oa_client.docflow.handling import gate, papers, rules
from oa_client.docflow.handling.actions import OF_THE_OFFICE, WITHOUT_DOCUMENT, Act
from oa_client.docflow.handling.admission import admitted
from oa_client.docflow.handling.case import Docket, Office, Row
from oa_client.docflow.handling.form.unshown import unshown
from oa_client.docflow.handling.initials import initials
from oa_client.docflow.handling.pictures import all_sound, pictures_of
from oa_client.docflow.handling.ports import Store, Work
from oa_client.docflow.handling.records import Book, facts_of, load_docket, load_office, running
from oa_client.docflow.handling.requests import intent, request_bytes
from oa_client.docflow.ledger.entry import Entry
from oa_client.docflow.ledger.signature import Signer
from oa_client.docflow.model.errors import BadInput, Refused
from oa_client.docflow.model.moment import Clock, iso, parse
from oa_client.docflow.timelimit.workdays import Calendar
from oa_client.docflow.typeset.elements import Paper


@dataclass(frozen=True)
class Printed:
    """A paper as the press set it."""

    data: bytes
    sha256: str
    pages: int
    fonts: tuple[Row, ...]
    """Role, name of the face, whether it is the standard's own."""
    missing: tuple[str, ...]


Press = Callable[[Paper, datetime], Printed]
"""Whoever sets papers: elements and the moment in, the printed file out."""

Hand = Callable[[int | None, str | None], tuple[bytes, str, bytes]]
"""The author's hand: version and head that he saw in; request, key and signature out."""


@dataclass(frozen=True)
class Changes:
    """What an act moved: the answer to its author, and news for everyone concerned."""

    document: str | None
    version: int | None
    stage: str | None
    entries: list[Row]
    opened: list[Row]
    number: str | None
    notes: Row = field(default_factory=dict)

    def answer(self) -> Row:
        """The answer as the command line gives it."""
        return {
            "document": self.document, "version": self.version, "stage": self.stage,
            "entries": self.entries, "opened": self.opened, "number": self.number,
            "notes": self.notes,
        }  # fmt: skip


class Desk:
    """收发台: the only place that changes anything official."""

    def __init__(self, store: Store, clock: Clock, calendar: Calendar, press: Press) -> None:
        self._store = store
        self._clock = clock
        self._calendar = calendar
        self._press = press

    def handle(
        self, act: Act, signer: Signer, *, at: str | None = None,
        files: Mapping[str, bytes] | None = None,
    ) -> Changes:  # fmt: skip
        """Carry out an act, wholly or not at all; the same request key acts once.

        Raises:
            Refused: a rule says no.
            BadInput: the act can't be read, or its key was used for something else.
            StoreUnavailable: the records can't be written.
        """
        act = replace(act, fields=admitted(act.action, act.fields))
        with self._store.write() as work:
            office = load_office(work, self._calendar)
            done = work.one("request", key=act.key)
            if done:
                return repeated(done, act)
            known(office, act, signer.key_id)
            last = work.last_entry()
            moment = moment_after(last, office, at, self._clock)
            book = Book(work, last, iso(moment))

            def signed(version: int | None, head: str | None) -> tuple[bytes, str, bytes]:
                asked = request_bytes(office.office["id"], act, signer.key_id, version, head)
                return asked, signer.key_id, signer.sign("request", asked)

            changes = self.judge(book, office, act, signed, moment)
            for sha256, data in (files or {}).items():
                work.put_blob(sha256, data)
            book.seal()
        return changes

    def judge(self, book: Book, office: Office, act: Act, hand: Hand, at: datetime) -> Changes:
        """Judge an act within an open transaction and enter what follows; nothing is sealed yet.

        Raises:
            Refused: a rule says no.
            BadInput: the act can't be carried out as it stands.
        """
        work = book.work
        docket, head = self._docket(work, office, act, at)
        version = docket.document["version"] if docket else None
        seen = act.version if act.version is not None else version
        judged = self._judged(work, office, docket, replace(act, version=seen), at)
        request, key_id, signature = hand(seen, head)
        changes = changes_of(judged, act, iso(at), book.head(judged.document)[0] + 1)
        rows = [*judged.rows, ("request", request_row(act, changes, iso(at)))]
        facts = facts_of(rows, judged.notes)
        book.enter(
            judged.document, judged.code, act.by, judged.for_, facts, request, key_id, signature
        )
        return changes

    def _docket(
        self, work: Work, office: Office, act: Act, at: datetime
    ) -> tuple[Docket | None, str | None]:
        if act.document is None:
            if act.action not in (*WITHOUT_DOCUMENT, "circulate"):
                raise BadInput("document-missing", action=act.action)
            return None, None
        if act.action in WITHOUT_DOCUMENT:
            raise BadInput("document-not-wanted", action=act.action)
        docket = load_docket(work, office, act.document, at)
        return docket, docket.document["head"]

    def _judged(
        self, work: Work, office: Office, docket: Docket | None, act: Act, at: datetime
    ) -> rules.Judged:
        if docket is None:
            if act.action in OF_THE_OFFICE:
                return rules.judge_office(office, act, at, running(work, office, at))
            return rules.judge_opening(office, act, at, _titled(act))
        if act.action == "link":
            self._visible(work, office, act)
        return rules.judge(docket, act, self._facts(work, docket, act, at))

    def _facts(self, work: Work, docket: Docket, act: Act, at: datetime) -> dict[str, Any]:
        """What the rules can't see on the docket: the printed paper, the pictures of the text."""
        if act.action == "print":
            return self._print(work, docket, act, at)
        if act.action in ("submit", "review") and gate.is_shown(docket, act.by):
            seen = pictures_of(docket, work.blob)
            return {"pictures": {one.name: one.fault for one in seen}} if seen else {}
        return _titled(act)

    def _visible(self, work: Work, office: Office, act: Act) -> None:
        other = str(act.fields["document"])
        row = work.one("document", id=other)
        parties = work.rows("party", document=other)
        if row is None or not gate.may_read(office, row, parties, act.by):
            raise Refused("no-such-document", document=other)

    def _print(self, work: Work, docket: Docket, act: Act, at: datetime) -> dict[str, Any]:
        """Have the paper set, once it is sure that this person may print it now."""
        gate.standing(docket, act.by, "print")
        paper = all_sound(papers.to_print(docket, at, work.blob, act.fields.get("apart")))
        printed = self._press(paper, at)
        if not printed.missing:
            work.put_blob(printed.sha256, printed.data)
        return {
            "sha256": printed.sha256,
            "pages": printed.pages,
            "substitutes": [font["role"] for font in printed.fonts if not font["standard"]],
            "fonts": json.dumps(list(printed.fonts), ensure_ascii=False),
            "missing": unshown(paper, printed.missing) if printed.missing else {},
        }


def _titled(act: Act) -> dict[str, Any]:
    """By which letters a new title will be looked for."""
    title = act.fields.get("title")
    if act.action == "correct" and act.fields["field"] == "title":
        title = act.fields["value"]
    return {"pinyin": initials(title)} if isinstance(title, str) else {}


def moment_of(work: Work, office: Office, at: str | None, clock: Clock) -> datetime:
    """Office time now; see `moment_after`."""
    return moment_after(work.last_entry(), office, at, clock)


def moment_after(
    last: Entry | None, office: Office, at: str | None, clock: Clock
) -> datetime:
    """Office time: never before the last entry; only a training office may be told it.

    Raises:
        BadInput: `at-outside-training`, `at-before-last`, `bad-time`.
    """
    newest = parse(last.at) if last else None
    if at is None:
        now = clock()
        return max(now, newest) if newest else now
    if not office.office["training"]:
        raise BadInput("at-outside-training")
    told = parse(at)
    if newest and told < newest:
        raise BadInput("at-before-last", at=iso(told), last=iso(newest))
    return told


def known(office: Office, act: Act, key_id: str) -> None:
    """Whether the author is of this office and the key is his and counts.

    Raises:
        BadInput: `no-such-person`.
        Refused: `key-missing`, `key-not-vouched`.
    """
    person = office.people.get(act.by)
    if person is None or not person["active"]:
        raise BadInput("no-such-person", field="--as", name=act.by[:60])
    key = office.keys.get(key_id)
    if key is None or key["login"] != act.by or key["status"] == "replaced":
        raise Refused("key-missing", person=act.by)
    if key["status"] != "trusted":
        raise Refused("key-not-vouched", person=act.by)


def repeated(done: Row, act: Act) -> Changes:
    """The answer that this request was given before.

    Raises:
        BadInput: `key-reused`, where the key stood for something else.
    """
    if done["digest"] != intent(act):
        raise BadInput("key-reused", key=act.key)
    return Changes(**json.loads(done["answer"]))


def request_row(act: Act, changes: Changes, at: str) -> Row:
    """What is kept of an answered request, so that repeating it gives the same answer."""
    return {
        "key": act.key,
        "digest": intent(act),
        "document": changes.document,
        "answer": json.dumps(changes.answer(), ensure_ascii=False, sort_keys=True),
        "at": at,
    }


def changes_of(judged: rules.Judged, act: Act, at: str, n: int) -> Changes:
    """The answer to an act."""
    entry = {"n": n, "code": judged.code, "by": act.by, "for": judged.for_, "at": at}
    opened = [
        {"task": t["id"], "stage": t["stage"], "person": t["person"], "due": t["due"]}
        for t in judged.opened
        if t["closed_at"] is None
    ]
    notes = {k: v for k, v in judged.notes.items() if k != "given"}
    return Changes(
        judged.document or None, judged.version, judged.stage, [entry], opened,
        judged.number, notes,
    )  # fmt: skip
