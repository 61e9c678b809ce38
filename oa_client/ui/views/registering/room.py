"""收文登记: the elements of a paper that came in, its text and its files, then on to 初审."""

import json
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QLineEdit,
    QSizePolicy,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from oa_client.docflow.model.text import LONGEST
from oa_client.ui import theme, wording
from oa_client.ui.presenters import half_written, registering
from oa_client.ui.presenters.done import done_of
from oa_client.ui.presenters.half_written import Keeper, Words
from oa_client.ui.presenters.registering import FILE, LAST, Lack, Sent, from_file_name, lacks
from oa_client.ui.presenters.session import Session
from oa_client.ui.views.column import Column
from oa_client.ui.views.element_form import ElementForm
from oa_client.ui.views.painted.bounded_text import BoundedText
from oa_client.ui.views.parting_panels import PartingPanels
from oa_client.ui.views.registering.bar import RegisterBar
from oa_client.ui.views.registering.book import RegisterBook
from oa_client.ui.views.registering.first_check import FirstCheck
from oa_client.ui.views.registering.head import RegisterHead
from oa_client.ui.views.registering.original import Brought, OriginalPane
from oa_client.ui.views.registering.origins import Origins
from oa_client.ui.views.registering.sender_card import SenderCard
from oa_client.ui.views.registering.twin import TwinCard
from oa_client.ui.views.shortcuts import put

Row = dict[str, Any]

AtHand = tuple[Row, list[Brought]]
"""What is half written of a paper, and its files."""
BLANK: Row = {"kind": "通知"}
KEEP_AFTER = 1000
"""Milliseconds of silence after which the form is put away."""
KEPT = ("issuer", "kind", "to")
"""What the next paper of the pile probably shares."""
PLACE = "register"
NARROW = 1080
"""Below this many pixels of room the original gets a tab beside the form."""
FORM_NEEDS = 620
"""Pixels of height for everything but papers of the recent register."""


class RegisterView(QWidget):
    """The form of a paper that came in, beside the recent register."""

    opened = Signal(str)
    acted = Signal(object)
    """What was Done with a paper of the pile."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._secret, self._today, self._body_label = QLabel(), QLabel(), QLabel()
        for label, role in (
            (self._secret, "soon"), (self._today, "strong"), (self._body_label, "strong"),
        ):  # fmt: skip
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setProperty("role", role)
            label.setWordWrap(True)
        self.head = RegisterHead(session)
        self.form = ElementForm(session, registering.GROUPS)
        self.origins = Origins(session, self.form)
        self.known_sender = SenderCard(session, self.form)
        self.known_sender.brought.connect(lambda said: self.origins.bring(LAST, said))
        self.body = BoundedText(LONGEST["body"])
        self.body.refused.connect(session.tell_refused)
        self.body.setTabChangesFocus(True)
        self.body.setMinimumHeight(theme.look().px(84))
        self.body.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self.first_check = FirstCheck(session)
        self.twin = TwinCard(session, self.form.fields)
        self.original = OriginalPane(session)
        self.book = RegisterBook(session)
        self.bar = RegisterBar(session)
        self.send = self.bar.send
        self._writer = session.login
        """Whose words stand here; another person may have sat down since."""
        self._files_of: dict[str, list[Brought]] = {}
        self._keeper = Keeper(session, KEEP_AFTER, self._half_written, self)
        self._lay_out()
        self._wire()
        self.setFocusProxy(self.form.inputs["issuer"])
        self.form.fill(BLANK)
        self._blank, _ = self.at_hand()
        self.translate()
        self._restore()
        self._read_book()

    def _wire(self) -> None:
        session = self._session
        self.first_check.changed.connect(self._answered)
        self.twin.changed.connect(self._say_missing)
        self.twin.opened.connect(self.opened)
        self.twin.merge_asked.connect(self.merge)
        self.original.changed.connect(self._changed)
        self.original.taken.connect(self._read_name)
        self.book.opened.connect(self.opened)
        self.bar.jumped.connect(self._jump)
        self.send.clicked.connect(self.register)
        self.form.changed.connect(self._changed)
        self.body.textChanged.connect(self._changed)
        put("send", self, self.register, once=True)
        session.language_changed.connect(self.translate)
        session.changed.connect(self._read_book)
        session.person_changed.connect(self._sat_down)

    def _lay_out(self) -> None:
        form, book = QFrame(), QFrame()
        for card in (form, book):
            card.setProperty("role", "card")
        inside = QVBoxLayout(form)
        inside.setContentsMargins(1, 1, 1, 1)
        elements, side = Column(), Column()
        inside.addWidget(elements)
        inside.addWidget(self._secret)
        parts = ((self.original, 7), (form, 9), (side, 6))
        self.panels = PartingPanels(parts, self.original, NARROW, self)
        elements.hold(self.form)
        side.hold(self._side())
        rows = QVBoxLayout(book)
        rows.setContentsMargins(6, 6, 6, 2)
        rows.setSpacing(4)
        self._today.setContentsMargins(6, 0, 6, 0)
        rows.addWidget(self._today)
        rows.addWidget(self.book)
        inner = QVBoxLayout()
        inner.setContentsMargins(16, 12, 16, 12)
        inner.setSpacing(12)
        inner.addWidget(self.panels, 1)
        inner.addWidget(book)
        # whoever reads the original in a tab of its own has the room for it
        self.panels.currentChanged.connect(lambda tab: book.setVisible(tab == 0))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addLayout(inner, 1)
        column.addWidget(self.bar)

    def _side(self) -> QWidget:
        text = QFrame()
        text.setProperty("role", "card")
        written = QVBoxLayout(text)
        written.setContentsMargins(12, 8, 12, 12)
        written.addWidget(self._body_label)
        written.addWidget(self.body, 1)
        inside = QWidget()
        side = QVBoxLayout(inside)
        side.setContentsMargins(0, 0, 0, 0)
        side.setSpacing(12)
        for card in (self.twin, self.known_sender, self.first_check):
            side.addWidget(card)
        side.addWidget(text, 1)
        return inside

    def translate(self) -> None:
        """All words in the language of the session."""
        text, language = self._session.text, self._session.language
        self._body_label.setText(wording.element_label("body", language))
        self._today.setText(text("register.book"))
        title = text("form.register_title")
        self.panels.name(title, text("draft.elements"), text("form.original"))
        self.body.setAccessibleName(wording.element_label("body", language))
        for part in (self.head, self.first_check, self.twin, self.book, self.original, self.form,
                     self.origins):  # fmt: skip
            part.translate()
        self._changed()

    # ── filling in ──────────────────────────────────────────────────────────

    def _changed(self) -> None:
        said = self.form.fields()
        secret = bool(said.get("secrecy"))
        self.body.setEnabled(not secret)
        self.original.setEnabled(not secret)
        field = wording.element_label("body", self._session.language)
        words = wording.say("classified-text", {"field": field}, self._session.language)
        self._secret.setText(words if secret else "")
        self._secret.setVisible(secret)
        self._say_missing()
        self.known_sender.say()
        self.head.show_urgency(said.get("urgency", ""))
        self.twin.search_soon()
        self._keeper.wait()

    def _answered(self) -> None:
        self._say_missing()
        self._keeper.wait()

    def _lacks(self) -> list[Lack]:
        check = self.first_check
        return lacks(
            self._session, self.form.fields(),
            twin=self.twin.found is not None, reason=check.outcome() == "reason",
            open_questions=check.open_questions(),
        )  # fmt: skip

    def _say_missing(self) -> None:
        self.twin.set_files(bool(self.original.files))
        self.bar.show_lacks(self._lacks(), self.first_check.outcome())

    def _jump(self, place: str) -> None:
        """To where something is missing, with the keyboard."""
        if place == "twin":
            self.twin.setFocus()
        elif place in self.form.inputs:
            self.form.inputs[place].setFocus()
        else:
            self.first_check.lead_to(place)

    def _read_name(self, name: str) -> None:
        """A scan may be called as the paper is: taken over where nothing was written yet."""
        said, found = self.form.fields(), from_file_name(name)
        if said.get("title"):
            found.pop("kind", None)  # that of a title which was not taken
        fresh = {n: value for n, value in found.items() if n == "kind" or not said.get(n)}
        if fresh:
            self.form.fill(said | fresh)
            self.origins.bring(FILE, fresh)

    def attach(self, paths: list[Path]) -> None:
        """Bring files along."""
        self.original.attach(paths)

    def fields(self) -> Row:
        """What will be registered."""
        said = self.form.fields()
        copies = self.form.inputs["copies"]
        if isinstance(copies, QSpinBox):
            said["copies"] = copies.value()  # one copy is said too: the slip names it
        if self.body.toPlainText() and self.body.isEnabled():
            said["body"] = self.body.toPlainText()
        return said

    # ── registering ─────────────────────────────────────────────────────────

    def register(self) -> None:
        """登记; refused, everything stays as it was typed."""
        lacking = next((lack for lack in self._lacks() if lack.hard), None)
        if lacking:
            self._jump(lacking.place)
            return
        self._send("register", self.fields(), self.first_check.fields())

    def merge(self, document: str) -> None:
        """并入: what came joins the case that has the same paper already."""
        self._send("merge", {}, None, document)

    def _send(self, action: str, said: Row, answers: Row | None, into: str | None = None) -> None:
        check = self.first_check
        files = tuple(self.original.files) if self.original.isEnabled() else ()
        sent = Sent(
            self._writer, self.form.fields(), self.body.toPlainText(), files, answers,
            check.half(), check.outcome(), action,
        )  # fmt: skip
        self._session.act(
            action, said, document=into, files=files, then=lambda done: self._done(done, sent)
        )

    def _done(self, changes: Any, sent: Sent) -> None:
        """Registered; where the five questions are answered, the first check follows at once."""
        self._keeper.drop(sent.writer, PLACE)
        if sent.writer != self._writer:  # another sat down meanwhile: what stands here is his
            self._files_of.pop(sent.writer, None)
            return
        if sent.answers is not None:
            self._session.act(
                "examine", sent.answers, document=str(changes.document),
                then=lambda done: self._say_done(done, "examine", sent),
            )  # fmt: skip
        else:
            self._say_done(changes, sent.action, sent)
        if self._clear(sent):
            self._session.told.emit(self._session.text("register.went_on"), "done")
        else:
            self._ready()

    def _say_done(self, changes: Any, action: str, sent: Sent) -> None:
        named = "" if action == "merge" else self._session.text(f"register.done_{sent.outcome}")
        title = str(sent.said.get("title", ""))
        self.acted.emit(done_of(self._session, changes, action, named=named, about=title))

    def _ready(self) -> None:
        """For the next paper of the pile: what it probably shares is written over, or passed."""
        sender = self.form.inputs["issuer"]
        sender.setFocus()
        if isinstance(sender, QLineEdit):
            sender.selectAll()

    def _clear(self, sent: Sent) -> bool:
        """Make room for the next paper; whether something was written since, which stays."""
        said = self.form.fields()
        since = {name: value for name, value in said.items() if value != sent.said.get(name)}
        shared = {name: said[name] for name in KEPT if name in said and name not in since}
        self.form.fill(shared | since)
        self.origins.forget(since)
        self.origins.bring(LAST, shared)
        if self.body.toPlainText() == sent.body:
            self.body.clear()
        if self.first_check.half() == sent.half:
            self.first_check.clear()
        files = [f for f in self.original.brought if (f.name, f.source) not in sent.files]
        self.original.take(files)
        self.twin.forget()
        went_on = bool(since or files or self.body.toPlainText() or self.first_check.half())
        if not went_on:
            self._keeper.rest()
        return went_on

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A low window leaves the room to the form."""
        super().resizeEvent(event)
        self.book.show_in(self.height() - theme.look().px(FORM_NEEDS))

    # ── kept and shown ──────────────────────────────────────────────────────

    def keep_half_written(self) -> None:
        """Put away now what waits to be."""
        self._keeper.now()

    def _sat_down(self) -> None:
        """The words of whoever sat here before are put away; one's own come back."""
        self.keep_half_written()
        self._files_of[self._writer] = self.original.brought
        self._writer = self._session.login
        self.form.fill(BLANK)
        self.origins.forget({})
        self.body.clear()
        self.first_check.clear()
        self.twin.forget()
        self.original.take(self._files_of.pop(self._writer, []))
        self._keeper.rest()
        self._restore()
        self._read_book()

    def at_hand(self) -> AtHand:
        """The paper of which the form is half filled in, and what came along with it."""
        return self.fields() | self.first_check.half() | self.origins.half(), self.original.brought

    def place(self) -> AtHand | None:
        """The same; None where nothing has been filled in."""
        at_hand = self.at_hand()
        return None if at_hand == (self._blank, []) else at_hand

    def go_to(self, at_hand: AtHand) -> None:
        """Go on with that paper."""
        self._take(at_hand[0])
        self.original.take(at_hand[1])

    def _half_written(self) -> Words | None:
        whole, _ = self.at_hand()
        kept = self.original.kept()
        if not whole.get("title") and not whole.get("body") and not kept:
            return None
        return Words(self._writer, PLACE, json.dumps(whole | kept, ensure_ascii=False))

    def _restore(self) -> None:
        login = self._session.login
        self._session.ask(lambda office: office.autosaved(login, PLACE), self._restored)

    def _restored(self, text: str | None) -> None:
        said = half_written.read(self._keeper.newest(self._writer, PLACE, text))
        if said and not self.form.fields().get("title"):
            self._take(said)
            self.original.restore(said)

    def _take(self, said: Row) -> None:
        self.form.fill(said)
        self.origins.take(said)
        self.body.setPlainText(str(said.get("body", "")))
        self.first_check.take(said)

    def _read_book(self, _: object = None) -> None:
        self.known_sender.read()
        self.head.ask()
        login = self._session.login

        def question(office: Any) -> tuple[list[Row], Any]:
            return office.tray(login, "tracked", None, 40)["rows"], office.now()

        self._session.ask(question, self._fill_book, latest="book")

    def _fill_book(self, answer: tuple[list[Row], Any]) -> None:
        self.book.fill(*answer)
