"""The bar under a document: the opinion, common phrases, and what may be done with it."""

from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from oa_client.ui import theme
from oa_client.ui.icons import icon
from oa_client.ui.presenters.asked import ASKS, SENT_AS, unsaid
from oa_client.ui.presenters.bar import (
    GRANT,
    REFUSE,
    caption_of,
    decides,
    menu_of,
    primary_of,
    takes_opinion,
)
from oa_client.ui.presenters.case import done_as
from oa_client.ui.presenters.done import Done, done_of
from oa_client.ui.presenters.half_written import Keeper, Sent, Words
from oa_client.ui.presenters.offers import Offer, in_name
from oa_client.ui.presenters.phrases import stage_of
from oa_client.ui.presenters.session import Session
from oa_client.ui.views.act_dialog import ActDialog
from oa_client.ui.views.acts_beside import ActsBeside
from oa_client.ui.views.drafting.unsaved import UnsavedDraft
from oa_client.ui.views.large_button import large_button
from oa_client.ui.views.more_acts import MoreActs
from oa_client.ui.views.opinion_editor import OpinionEditor
from oa_client.ui.views.painted.lettering import tip
from oa_client.ui.views.phrase_row import PhraseRow
from oa_client.ui.views.plain_label import plain_label
from oa_client.ui.views.shortcuts import put
from oa_client.ui.views.told_lines import ToldLines

Row = dict[str, Any]
AGAINST = {"countersign": "disagree", GRANT: REFUSE}
"""What the button beside the large one says no to."""
LEAST_OPINION = 170
"""Pixels of the opinion beside the buttons; with less room it stands above them."""
GUARD = 700
"""Milliseconds in which a second press, meant for the act before, does not act on what came up."""
KEEP_AFTER = 800
"""Milliseconds of silence after which a half-written opinion is put away safely."""


class ActionBar(QFrame):
    """Opinion and buttons; a grey button says why."""

    typing = Signal(str)
    acted = Signal(object)
    """What was Done."""
    left = Signal()
    """Nothing is left to write here: the keyboard goes elsewhere."""
    edit_asked = Signal(str)
    """The draft of this document is to be written on."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "bar")
        self._session = session
        self._shown: Row | None = None
        self._writer = session.login
        """Whose words stand here; another person may have sat down since."""
        self._offers: dict[str, Offer] = {}
        self._primary = ""
        self._caption = plain_label("strong")
        self._hint = plain_label("caption")
        self.told = ToldLines(session)
        self.told.asked_for.connect(self.start)
        self.opinion = OpinionEditor()
        self.opinion.refused.connect(session.tell_refused)
        self.opinion.textChanged.connect(self._typed)
        self.primary = QPushButton()
        self.primary.setProperty("role", "primary")
        self.primary.setIcon(icon("sign", theme.SURFACE))
        self.primary.setProperty("scale", "large")
        self.primary.clicked.connect(self.submit)
        self.disagree = large_button("danger")
        self.disagree.clicked.connect(lambda: self.start(AGAINST.get(self._primary, "")))
        self._acts = ActsBeside(session, self)
        self._acts.chosen.connect(self.start)
        self.beside = self._acts.buttons
        self.edit = large_button("plain")
        self.edit.clicked.connect(self._edit)
        self.more = MoreActs(session)
        self.more.chosen.connect(self.start)
        self._in_menu = False
        """Whether the acts beside his task have no room for buttons."""
        self._acted = False
        self._guard = QTimer(self, singleShot=True, interval=GUARD)
        self._keeper = Keeper(session, KEEP_AFTER, self._half_written, self)
        self.unsaved = UnsavedDraft(session, self)
        self.unsaved.edit_asked.connect(self.edit_asked)
        self._phrases = PhraseRow(session, self._said)
        self._phrases.chosen.connect(self.insert)
        self._lay_out()
        self._keys()
        session.crashed.connect(lambda _: self._enable())
        self.translate()
        self.clear()

    def _lay_out(self) -> None:
        above = QHBoxLayout()
        above.setSpacing(8)
        above.addWidget(self._caption)
        above.addWidget(self._phrases, 1)
        above.addWidget(self._hint)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch(1)
        self._buttons = (
            self.edit, *self.beside.values(), self.more, self.disagree, self.primary,
        )  # fmt: skip
        for button in self._buttons:
            buttons.addWidget(button)
        self._below = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._below.setSpacing(8)
        self._below.addWidget(self.opinion, 1)
        self._below.addLayout(buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 8, 16, 12)
        column.setSpacing(8)
        column.addWidget(self.told)
        column.addLayout(above)
        column.addLayout(self._below)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_width()

    def _fit_width(self) -> None:
        """No word is cut: two rows where one is too short, then signs for words, then the menu."""
        ways = QBoxLayout.Direction
        beside, below = ways.LeftToRight, ways.TopToBottom
        room, opinion = self.width() - 32, theme.look().px(LEAST_OPINION)
        for shown_as, way in (
            ("words", beside), ("words", below), ("signs", below), ("menu", below),
        ):  # fmt: skip
            taken = self._taken(shown_as) + (opinion if way is beside else 0)
            if taken <= room or shown_as == "menu":
                break
        self._below.setDirection(way)
        self._in_menu = shown_as == "menu"
        for button in self.beside.values():
            button.setVisible(not self._in_menu)
        self._fill_menu()

    def _taken(self, shown_as: str) -> int:
        """Pixels of all buttons in a row, with the acts beside his task shown in this way."""
        self._acts.spell(words=shown_as == "words", primary=self._primary)
        own = [b for b in self._buttons if b not in self.beside.values() and not b.isHidden()]
        shown = own if shown_as == "menu" else [*own, *self.beside.values()]
        return sum(button.sizeHint().width() + 8 for button in shown)

    def _keys(self) -> None:
        # wherever the keyboard is, in the list too; not where the bar is out of sight
        put("submit", self, self.submit, once=True)
        self._phrases.put_keys(self)

    def translate(self) -> None:
        """All words again, in the language of the session."""
        text = self._session.text
        self._enable()
        self.opinion.setAccessibleName(text("act.opinion"))
        self.more.translate()
        self.disagree.setText(self._against())
        self.edit.setText(in_name(self._session, self._offers, "revise", text("act.edit")))
        self._fit_width()

    def clear(self) -> None:
        """No document: nothing can be done; what was half written on it is put away."""
        self.keep_half_written()
        self._shown = None
        self._offers = {}
        self._guard.stop()
        self._acted = False

    def show_case(self, shown: Row, offers: dict[str, Offer], kept: str) -> None:
        """What may be done with this document, and what was half written on it."""
        other = self._shown is None or self._shown["document"] != shown["document"]
        if other:
            self.keep_half_written()  # the words on the document before
        self._writer = self._session.login
        self._shown, self._offers = shown, offers
        self._primary = primary_of(self._session, shown, offers)
        self._enable()
        if self._acted:
            self._acted = False
            self._guard.start()
        place = f"opinion.{shown['document']}"
        kept = self._keeper.newest(self._writer, place, kept) or ""
        back = bool(kept) and not self._said() and not self._keeper.waits()
        if other or back:
            self.opinion.put(kept)
        self._name_buttons()
        self.typing.emit(self.opinion.toPlainText())  # the slip was laid out anew without it

    def _enable(self) -> None:
        """His own task may still wait for somebody: grey, with the reason."""
        offer = self._offers.get(self._primary)
        self.primary.setEnabled(offer is None or offer.allowed)
        self.primary.setToolTip(tip(offer.why) if offer else "")
        why = offer.why if offer and not offer.allowed else ""
        self._hint.setText(why or self._session.text("act.submit_hint"))

    def _name_buttons(self) -> None:
        held = self._holds_keyboard()
        self._put_names()
        if held and not self._holds_keyboard():
            self.left.emit()

    def _holds_keyboard(self) -> bool:
        """Here, or once the dialog over it is closed."""
        holder: QWidget | None = self.window().focusWidget()
        return holder is not None and self.isAncestorOf(holder)

    def _put_names(self) -> None:
        offers = self._offers
        if self._primary:
            self.primary.setText(offers[self._primary].label)
        if self._shown is not None:
            self._caption.setText(caption_of(self._session, self._shown, offers, self._primary))
        self.primary.setVisible(bool(self._primary))
        self.opinion.setEnabled(bool(self._primary))
        self.disagree.setVisible(self._primary in AGAINST)
        self.disagree.setText(self._against())
        revise = offers.get("revise")
        self.edit.setVisible(bool(revise and revise.allowed))
        edit = self._session.text("act.edit")
        self.edit.setText(in_name(self._session, offers, "revise", edit))
        asks = decides(offers) and self._primary != GRANT
        self.told.show_case(self._shown, offers, works=bool(self._primary), decides=asks)
        self._offer_phrases()
        self._hint.setVisible(bool(self._primary))
        self._acts.offer(offers)
        self._fit_width()

    def _against(self) -> str:
        return in_name(self._session, self._offers, AGAINST.get(self._primary, "disagree"))

    def _stage(self) -> str:
        return stage_of(self._session, self._shown, self._primary) if self._shown else ""

    def _offer_phrases(self) -> None:
        usual = None if self._primary in ("", GRANT) else self._shown
        self._phrases.offer(usual, self._stage())

    def _fill_menu(self) -> None:
        acts = menu_of(self._offers, self._primary, beside=self._in_menu)
        self.more.fill(acts, self._offers)

    def _edit(self) -> None:
        if self._shown is not None:
            self.edit_asked.emit(str(self._shown["document"]))

    def submit(self) -> None:
        """The primary act, unless the press was meant for the one before."""
        if self.primary.isEnabled() and not self._guard.isActive():
            self.start(self._primary)

    # ── doing ───────────────────────────────────────────────────────────────

    def start(self, action: str) -> None:
        """Do an act: at once, or after what it asks for."""
        if not action or self._shown is None:
            return
        revise = self._offers.get("revise")
        if takes_opinion(action, self._primary) and revise and revise.allowed:
            self.unsaved.ask(action, self._shown, self._go_on)
        else:
            self._go_on(action, self._shown)

    def _go_on(self, action: str, shown: Row) -> None:
        if self._shown is None or self._shown["document"] != shown["document"]:
            return  # he has gone on to another paper meanwhile
        self._shown = shown
        if action in ASKS:
            # an act beside his task says nothing of it: what is half written waits for the task
            sent = self._sending(action)
            if missing := unsaid(action, sent.opinion):
                self._refused(missing)  # before a dialog lies over the place for it
                return
            offer = self._offers.get(action)
            label = offer.label if offer else in_name(self._session, self._offers, action)
            dialog = ActDialog(self._session, action, shown, sent.opinion, self, called=label,
                               for_=offer.for_ if offer else "")  # fmt: skip
            act, more = SENT_AS.get(action, (action, {}))
            named = self._called(act, more)

            def done(changes: Any) -> None:
                said = dialog.fields() | more
                self._done(done_of(self._session, changes, act, named=named, said=said,
                                   shown=shown), sent)  # fmt: skip

            dialog.acted.connect(done)
            dialog.open()
            return
        self._send(action, {})

    def _send(self, action: str, more: Row) -> None:
        shown = self._shown
        if shown is None or not self.primary.isEnabled():
            return  # the answer to the one before is on its way
        said = dict(more)
        sent = self._sending(action)
        if sent.opinion:
            said["result" if action == "undertake" else "opinion"] = sent.opinion
        named = self._called(action, said)
        if self.primary.hasFocus():
            self.opinion.setFocus()  # else Qt hands the keyboard on to whatever follows
        self.primary.setEnabled(False)
        session = self._session
        session.act(
            action, said, document=shown["document"], version=shown["version"],
            then=lambda changes: self._done(
                done_of(session, changes, action, named=named, said=said, shown=shown), sent
            ), failed=self._refused,
        )  # fmt: skip

    def _called(self, action: str, said: Row) -> str:
        """What the act is called once it is done, and the step has passed."""
        stage = str((self._shown or {}).get("stage") or "")
        disagrees = said.get("verdict") == "disagree"
        return done_as(self._session, action, stage, disagrees=disagrees)

    def _sending(self, action: str) -> Sent:
        document = str(self._shown["document"]) if self._shown else ""
        said = self._said() if takes_opinion(action, self._primary) else ""
        return Sent(document, self._session.login, said)

    def _said(self) -> str:
        return self.opinion.toPlainText().strip()

    def _done(self, done: Done, sent: Sent) -> None:
        """Only the words that were sent are cleared: he may write on, elsewhere, by now."""
        self._keeper.rest()
        self._acted = True
        if sent.opinion:
            self._keeper.drop(sent.login, f"opinion.{sent.document}")
        if sent.opinion and self._sending(done.action) == sent:
            self.opinion.put("")
        elif self._said():
            self._keeper.put()
        self.acted.emit(done)

    def _refused(self, failure: Any) -> None:
        self._enable()
        self._session.tell_failure(failure)
        if failure.code == "opinion-missing" or failure.facts.get("field") == "result":
            self.opinion.setFocus()
        self._session.catch_up(failure)

    def insert(self, phrase: str) -> None:
        """Put a common phrase where the cursor stands."""
        if self.opinion.isEnabled():
            self.opinion.insertPlainText(phrase)
            self.opinion.setFocus()

    def _typed(self) -> None:
        self.typing.emit(self.opinion.toPlainText())
        self._keeper.wait()

    def keep_half_written(self) -> None:
        """Put the opinion away now, if it waits to be."""
        self._keeper.now()

    def _half_written(self) -> Words | None:
        if self._shown is None:
            return None
        place = f"opinion.{self._shown['document']}"
        return Words(self._writer, place, self.opinion.toPlainText())
