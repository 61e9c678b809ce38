"""What one PC asks of a shared office: sent once, waited for, never lost and never done twice.

A request is put into the drawer before it is sent and taken out when its answer has come. Whatever
breaks in between, it goes on; until its answer is known nobody says that it was done or not.
"""

import json
import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import uuid4

from oa_client.docflow.handling.actions import Act
from oa_client.docflow.handling.desk import Changes
from oa_client.docflow.handling.requests import intent, opening_bytes, read_request
from oa_client.docflow.ledger.canonical import loads
from oa_client.docflow.model import moment
from oa_client.docflow.model.errors import BadInput, OfficeError, Refused, StoreUnavailable
from oa_client.docflow.model.files import PIECE, Measured, Source, Steps
from oa_client.docflow.store.drawer import Drawer, Unsent
from oa_client.docflow.store.server.person import LOST, PersonStore
from oa_client.docflow.store.server.tables import LARGEST_REQUEST

SILENT = 8.0
"""Seconds without a sign of life after which the registrar counts as away."""

ANOTHERS = timedelta(seconds=40)
"""A request of another window of the same person is left to it for so long."""

_FIRST, _GROWTH, _LONGEST = 0.002, 1.3, 0.25
"""Seconds between two looks for an answer: at first, by how much longer each time, at most."""

_LOOKS_AFTER = 1.0
"""Seconds without an answer after which it is asked whether the registrar is there at all."""

Told = dict[str, Any]


@dataclass(frozen=True)
class Settled:
    """What became of a request that had waited.

    Attributes:
        request: its own name.
        action: what was asked: an act, `open` or `key`.
        document: upon which document, where there is one.
        changes: what it moved, where it was an act and was done.
        failure: why it was not done; None where it was.
    """

    request: str
    action: str
    document: str | None
    changes: Changes | None
    failure: OfficeError | None


class Requests:
    """The requests of one person at this PC, on their way and waiting."""

    def __init__(self, store: PersonStore, drawer: Drawer) -> None:
        self._store = store
        self._drawer = drawer
        self._own: set[str] = set()
        self._openings: dict[str, str] = {}

    def waiting(self) -> int:
        """How many requests wait for their answer."""
        return len(self._drawer.unsent())

    def take_over(self) -> None:
        """What an earlier time left waiting is this window's concern from now on."""
        self._own |= {request.id for request in self._drawer.unsent()}

    def ask(
        self, request: Unsent, patience: float, again: Act | None = None, *, kept: bool = True
    ) -> Told:  # fmt: skip
        """Send a request and wait for its answer.

        Args:
            request: what is asked, signed.
            patience: seconds after which it is left waiting.
            again: the act, where its key was chosen by the caller and may have been sent before.
            kept: whether it goes out again after the line broke.

        Raises:
            StoreUnavailable: `request-checking`, where nobody knows yet whether it was done;
                `registrar-away`, where it has arrived and waits.
        """
        if len(request.body) > LARGEST_REQUEST:
            raise BadInput("request-too-large", most=LARGEST_REQUEST)
        if kept:
            self._drawer.put_unsent(request)
        self._own.add(request.id)
        try:
            self._send(request, again)
            time.sleep(_FIRST)  # nobody has judged it yet
            told = self.answer(request.id, patience)
        except StoreUnavailable as failure:
            if failure.code not in LOST or not kept or again is not None:
                raise  # who chose the key himself asks again himself
            raise StoreUnavailable(
                "request-checking", file=self._store.place, request=request.id
            ) from failure
        if told is None:
            raise StoreUnavailable("registrar-away", file=self._store.place, request=request.id)
        return told

    def open(self, office: str, login: str, document: str, patience: float) -> None:
        """Ask to open a document, under one name until it is answered."""
        id = self._openings.setdefault(document, str(uuid4()))
        body = opening_bytes(office, login, id, document)
        asked = Unsent(id, body, None, None, moment.iso(moment.now()))
        try:
            self.ask(asked, patience, kept=False)
        except StoreUnavailable:
            raise  # asked again under the same name
        except OfficeError:
            del self._openings[document]
            raise
        del self._openings[document]

    def _send(self, request: Unsent, again: Act | None) -> None:
        try:
            self._store.send(request.id, request.body, request.key_id, request.signature)
        except StoreUnavailable as failure:
            if failure.code not in LOST:
                self._drawer.settle(request.id)  # the server took it not, for certain
            raise
        if again is not None:
            stands = self._store.sent(request.id)
            if stands is not None and intent(read_request(stands)[0]) != intent(again):
                self._drawer.settle(request.id)
                raise BadInput("key-reused", key=request.id)

    def answer(self, id: str, patience: float) -> Told | None:
        """What the registrar told; None while he has not, or where he is not there.

        Raises:
            OfficeError: what he refused, or why the server can't be reached.
        """
        begun, pause, looked = time.monotonic(), _FIRST, False
        while True:
            try:
                said = self._store.answer(id)
            except StoreUnavailable as failure:
                # a line that was cut is taken up again while there is patience
                if failure.code not in LOST or time.monotonic() - begun >= patience:
                    raise
                time.sleep(random.uniform(0.2, 0.6))
                continue
            if said is not None:
                self._drawer.settle(id)
                return _read(said)
            waited = time.monotonic() - begun
            if waited >= patience or (waited > _LOOKS_AFTER and not looked and not self.serving()):
                return None
            looked = waited > _LOOKS_AFTER
            time.sleep(pause * random.uniform(0.8, 1.2))
            pause = min(pause * _GROWTH, _LONGEST)

    def serving(self) -> bool:
        """Whether the registrar is there."""
        with self._store.read() as work:
            silent = work.serving()
        return silent is not None and silent < SILENT

    def settle(self) -> list[Settled]:
        """Send what waits, once more where nobody knows, and collect the answers that came.

        Raises:
            StoreUnavailable: the server can't be reached; everything goes on waiting.
        """
        settled = []
        young = moment.iso(moment.now() - ANOTHERS)
        for request in self._drawer.unsent():
            if request.id not in self._own and request.made_at > young:
                continue
            action, document = _asked(request.body)
            try:
                self._store.send(request.id, request.body, request.key_id, request.signature)
                told = self.answer(request.id, 0.0)
            except StoreUnavailable as failure:
                if failure.code == "too-many-waiting":
                    break  # the others wait until there is room
                raise
            except OfficeError as failure:
                settled.append(Settled(request.id, action, document, None, failure))
                continue
            if told is not None:
                changes = Changes(**told["changes"]) if "changes" in told else None
                settled.append(Settled(request.id, action, document, changes, None))
        return settled

    # ── files ───────────────────────────────────────────────────────────────

    def upload(self, source: Source, file: Measured, steps: Steps, patience: float) -> None:
        """Send a file piece by piece; what is there already is not sent again.

        Raises:
            StoreUnavailable: the line stayed cut; what arrived stays, and is not sent again.
        """
        end = time.monotonic() + patience
        while True:
            try:
                first = self._store.chunks(file.sha256)
                for i, piece in file.pieces(source, first):
                    steps(i * PIECE, file.size)
                    self._store.send_chunk(file.sha256, i, piece)
                    end = time.monotonic() + patience
                steps(file.size, file.size)
                return
            except StoreUnavailable as failure:
                if failure.code not in LOST or time.monotonic() > end:
                    raise
                steps(0, file.size)
                time.sleep(random.uniform(0.2, 0.6))


def _asked(body: bytes) -> tuple[str, str | None]:
    """What a request wants, and upon which document."""
    said = loads(body)
    action = said.get("action") or ("key" if "public" in said else "open")
    return action, said.get("document")


def _read(said: str) -> Told:
    told: Told = json.loads(said)
    failures: tuple[tuple[str, Callable[..., OfficeError]], ...] = (
        ("refused", Refused), ("error", BadInput),
    )  # fmt: skip
    for kind, failure in failures:
        if kind in told:
            raise failure(told[kind]["code"], **told[kind]["facts"])
    return told
