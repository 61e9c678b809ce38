"""收发室: judges what the PCs of a shared office ask, in batches, with the desk of a local one.

Who asked and when it became official is the server's word; what was asked is the author's, under
his signature. Each request is answered once, wholly carried out or not at all.
"""

import logging
import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from oa_client.docflow.handling import founding, inquiry
from oa_client.docflow.handling.actions import Act
from oa_client.docflow.handling.admission import admitted
from oa_client.docflow.handling.attached import not_too_many
from oa_client.docflow.handling.case import Office, Row
from oa_client.docflow.handling.clockwork import opening, state
from oa_client.docflow.handling.desk import Changes, Desk, known, repeated
from oa_client.docflow.handling.ports import Asked, Counter, RefusedTogether
from oa_client.docflow.handling.records import OFFICE_TABLES, Book, load_office
from oa_client.docflow.handling.requests import (
    ENROLMENT,
    FORMAT,
    OPENING,
    enrolment_bytes,
    opening_bytes,
    read_request,
    request_bytes,
)
from oa_client.docflow.ledger.canonical import loads
from oa_client.docflow.ledger.entry import Entry
from oa_client.docflow.ledger.signature import Signer, check, key_id
from oa_client.docflow.model.errors import (
    BadInput,
    EvidenceBroken,
    OfficeError,
    Refused,
    StoreUnavailable,
)
from oa_client.docflow.model.files import admit
from oa_client.docflow.model.moment import Clock, iso, parse
from oa_client.docflow.timelimit.workdays import Calendar

AHEAD = timedelta(seconds=2)
"""By so much an official time may be ahead of the registrar's own stopwatch."""

_PUBLIC = _DIGEST = re.compile("[0-9a-f]{64}")

_log = logging.getLogger(__name__)


class Registrar:
    """Answers requests; `clock` is the registrar's own stopwatch, not the server's clock."""

    def __init__(
        self, desk: Desk, calendar: Calendar, signer: Signer, clock: Clock,
        begun: Callable[[], bool] = lambda: True,
    ) -> None:  # fmt: skip
        """Besides what a desk needs: `begun` hears of each request before it is judged.

        It says whether this batch may take one more; the first of a batch is always taken.
        """
        self._desk = desk
        self._calendar = calendar
        self._signer = signer
        self._clock = clock
        self._begun = begun
        self._known: tuple[str, Office] | None = None

    def serve(self, work: Counter, waiting: Sequence[Asked]) -> int:
        """Answer these requests, or as many as one batch takes, in one transaction; how many.

        Rights and keys are read here, within the batch: what was taken away a moment ago is gone.

        Raises:
            StoreUnavailable: the server is lost; nothing of the batch has happened.
            RefusedTogether: nothing of the batch has happened, and each is to be judged alone.
        """
        office = self._office(work)
        entry, official = work.last_entry(), work.official()
        book = Book(work, entry, official)
        last, served = _latest(entry, official), 0
        for asked in waiting:
            if not self._begun() and served:
                break
            last = self._official(asked, last)
            book.at = iso(last)
            told = self._told(book, office, asked, last)
            work.answer(asked.login, asked.id, book.at, told)
            if "changes" not in told:
                work.release(asked.login, _brought(asked))
            served += 1
            if book.touched & OFFICE_TABLES:
                office = self._office(work, written=True)
                book.touched.clear()
        if last is not None:
            work.set_official(iso(last))
        if book.changed:
            book.seal()
        else:
            work.commit()
        return served

    def _office(self, work: Counter, *, written: bool = False) -> Office:
        """What holds for every case now; taken anew only where any of it was written.

        Args:
            work: the batch.
            written: it was, just now: one batch leaves one mark, however often it writes.
        """
        mark = work.standing()
        if written or self._known is None or self._known[0] != mark:
            self._known = mark, load_office(work, self._calendar)
        return self._known[1]

    def refuse(self, work: Counter, asked: Asked) -> int:
        """Answer a request that has brought the registrar down again and again."""
        at = self._official(asked, _latest(work.last_entry(), work.official()))
        told = _failed(BadInput("request-unanswerable"))
        work.answer(asked.login, asked.id, iso(at), told)
        work.set_official(iso(at))
        work.commit()
        return 1

    def _official(self, asked: Asked, last: datetime | None) -> datetime:
        """When it became official: never earlier than the last, never far ahead of the stopwatch.

        A server clock that jumps a day ahead for a second must not make everybody late.
        """
        latest = self._clock() + AHEAD
        at = asked.committed or last or latest
        at = min(at, latest)
        return parse(iso(max(at, last) if last else at))

    def _told(self, book: Book, office: Office, asked: Asked, at: datetime) -> Row:
        try:
            with book.whole(book.work.apart()):  # type: ignore[attr-defined]
                told = self._answered(book, office, asked, at)
            # the server does not know when it was sent: that is said, not guessed
            return told if asked.committed else told | {"time": "unknown"}
        except (StoreUnavailable, RefusedTogether):
            raise
        except OfficeError as failure:
            return _failed(failure)
        except Exception:  # a fault of ours must not keep the others waiting; it is loud in the log
            _log.exception("request %r of %r could not be judged", asked.id, asked.login)
            return _failed(BadInput("request-unanswerable"))

    def _answered(self, book: Book, office: Office, asked: Asked, at: datetime) -> Row:
        said = _said(asked, office)
        if said["format"] == FORMAT:
            return {"changes": self._act(book, office, asked, at).answer()}
        if said["format"] == OPENING:
            self._open(book, office, asked, said, at)
            return {"opened": said["document"]}
        return {"key": self._enrol(book, office, asked, said, at)}

    def _act(self, book: Book, office: Office, asked: Asked, at: datetime) -> Changes:
        act, said = _read(asked)
        again = request_bytes(said["office"], act, said["key_id"], said["version"], said["head"])
        key, signature = asked.key_id, asked.signature
        if again != asked.body or key is None or signature is None or key != said["key_id"]:
            raise BadInput("request-unreadable", reason="form")
        done = book.work.one("request", key=act.key)
        if done:
            return repeated(done, act)
        known(office, act, key)
        if not check(office.keys[key]["public"], signature, "request", asked.body):
            raise Refused("signature-wrong", key_id=key)
        act = replace(act, fields=admitted(act.action, act.fields))
        _seen(book, act, said["head"])
        not_too_many(len(act.attachments))
        most = book.work.largest_file() if act.attachments else 0  # type: ignore[attr-defined]
        for file in act.attachments:
            admit(file.name, file.size, most)
            if not book.work.adopt(asked.login, file.sha256, file.size):  # type: ignore[attr-defined]
                raise BadInput("file-incomplete", file=file.name)
        return self._desk.judge(book, office, act, lambda *_: (asked.body, key, signature), at)

    def _open(self, book: Book, office: Office, asked: Asked, said: Row, at: datetime) -> None:
        work, login, document = book.work, asked.login, said["document"]
        if opening_bytes(office.office["id"], login, asked.id, document) != asked.body:
            raise BadInput("request-unreadable", reason="form")
        inquiry.readable_docket(work, office, login, document, at)
        news = opening(work, office, login, document, at)
        # the server shows nobody what he has not opened at all, whatever his part in it
        if news is not None or not work.rows("entry", document=document, by=login, code="opened"):
            rows = news[1] if news else []
            state(
                book, office, self._signer, document, "opened", login, None, iso(at), rows, {}
            )

    def _enrol(self, book: Book, office: Office, asked: Asked, said: Row, at: datetime) -> Row:
        public = said["public"]
        if not _PUBLIC.fullmatch(public):
            raise BadInput("request-unreadable", reason="public")
        if enrolment_bytes(office.office["id"], asked.login, asked.id, public) != asked.body:
            raise BadInput("request-unreadable", reason="form")
        if key_id(public) != asked.key_id or not check(
            public, asked.signature or b"", "request", asked.body
        ):
            raise Refused("signature-wrong", key_id=asked.key_id)
        held = office.keys.get(key_id(public))
        if held and held["login"] == asked.login:
            return held
        if held:
            raise Refused("key-missing", person=asked.login)
        return founding.enrol(book, office, self._signer, asked.login, public, at)


def _latest(entry: Entry | None, official: str) -> datetime | None:
    """The latest official time: of a request that was answered, or of an entry."""
    known_times = [at for at in (official, entry.at if entry else "") if at]
    return parse(max(known_times)) if known_times else None


def _said(asked: Asked, office: Office) -> Row:
    """What was asked, as far as all sorts of requests say it.

    Raises:
        BadInput: `request-unreadable`, `no-such-person`, `request-of-another`.
    """
    person = office.people.get(asked.login)
    if person is None or not person["active"]:
        raise BadInput("no-such-person", field="--as", name=asked.login[:60])
    said = loads(asked.body)
    match said:
        case {"format": str() as form, "office": str(), "by": str(), "key": str()}:
            wanted = {FORMAT: "action", OPENING: "document", ENROLMENT: "public"}.get(form)
            if wanted is None or not isinstance(said.get(wanted), str):
                raise BadInput("request-unreadable", reason="format")
        case _:
            raise BadInput("request-unreadable", reason="form")
    whose = (said["by"], said["key"], said["office"])
    if whose != (asked.login, asked.id, office.office["id"]):
        raise BadInput("request-of-another")
    return said  # type: ignore[no-any-return]


def _read(asked: Asked) -> tuple[Act, dict[str, Any]]:
    """A signed act whose every part is what it should be: nothing else reaches the records.

    Raises:
        BadInput: `request-unreadable`.
    """
    try:
        act, said = read_request(asked.body)
    except EvidenceBroken as failure:
        raise BadInput("request-unreadable", **failure.facts) from None
    fits = (
        isinstance(said.get("key_id"), str)
        and "head" in said and _is_one(said["head"], str)
        and _is_one(act.document, str) and _is_one(act.version, int)
        and all(_is_file(vars(file)) for file in act.attachments)
    )  # fmt: skip
    if not fits:
        raise BadInput("request-unreadable", reason="form")
    return act, said


def _brought(asked: Asked) -> list[str]:
    """The files that a request names, as far as it can be read at all."""
    try:
        names = [file.sha256 for file in _read(asked)[0].attachments]
    except Exception:  # whatever kept it from being judged: it names nothing
        return []
    return [name for name in names if _DIGEST.fullmatch(name)]


def _is_file(said: dict[str, Any]) -> bool:
    match said:
        case {"name": str(), "sha256": str(), "size": int() as size}:
            return not isinstance(size, bool)
    return False


def _is_one(value: Any, sort: type) -> bool:
    """One value of a sort, or none: a list in its place would stand for several documents."""
    return value is None or (isinstance(value, sort) and not isinstance(value, bool))


def _seen(book: Book, act: Act, head: str | None) -> None:
    """The author must have had before him what this document once was, and say which version.

    Raises:
        BadInput: `request-unreadable`.
        Refused: `no-such-document`, `stale-version`.
    """
    if act.document is None:
        return
    if act.version is None:
        raise BadInput("request-unreadable", reason="version")
    document = book.work.one("document", id=act.document)
    if document is None:
        raise Refused("no-such-document", document=act.document)
    if head != document["head"] and not book.work.rows("entry", document=act.document, hash=head):
        raise Refused("no-such-document", document=act.document)


def _failed(failure: OfficeError) -> Row:
    kind = "refused" if isinstance(failure, Refused) else "error"
    return {kind: {"code": failure.code, "facts": failure.facts}}
