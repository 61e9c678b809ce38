"""发文起草: elements, text, and the page as it will look; saved, then on to the check."""

import json
from typing import Any

from PySide6.QtCore import QByteArray, Signal
from PySide6.QtGui import QHideEvent, QImage
from PySide6.QtWidgets import QVBoxLayout, QWidget

from oa_client.docflow.handling.road import RoadStage
from oa_client.docflow.model.errors import OfficeError
from oa_client.docflow.typeset.elements import Paper
from oa_client.ui import theme, wording
from oa_client.ui.presenters import half_written
from oa_client.ui.presenters.drafting import (
    BLANK,
    check_lines,
    filed_words,
    paper_of,
    place_of,
    signer_words,
)
from oa_client.ui.presenters.half_written import Keeper, Words
from oa_client.ui.presenters.judging import Judged, shown_in
from oa_client.ui.presenters.returned import remarks_on
from oa_client.ui.presenters.session import Session
from oa_client.ui.views.drafting import pasted
from oa_client.ui.views.drafting.bar import DraftBar
from oa_client.ui.views.drafting.checks import DraftChecks
from oa_client.ui.views.drafting.editor import DraftEditor
from oa_client.ui.views.drafting.files import DraftFiles
from oa_client.ui.views.drafting.filing import DraftFiling, OnDesk
from oa_client.ui.views.drafting.head import DraftHead
from oa_client.ui.views.drafting.intake import DraftIntake
from oa_client.ui.views.drafting.judging import DraftJudging
from oa_client.ui.views.drafting.mending import DraftMending
from oa_client.ui.views.drafting.page import DraftPage
from oa_client.ui.views.drafting.panels import GROUPS, NOTES, DraftPanels, stacked
from oa_client.ui.views.drafting.pictures import DraftPictures
from oa_client.ui.views.drafting.returned import DraftReturned
from oa_client.ui.views.drafting.taken_along import DraftTakenAlong
from oa_client.ui.views.element_form import ElementForm
from oa_client.ui.views.page_preview import PagePreview
from oa_client.ui.views.shortcuts import put

Row = dict[str, Any]
KEEP_AFTER = 1000
"""Milliseconds of silence after which the draft is put away."""


class DraftView(QWidget):
    """A draft on its drafter's desk."""

    opened = Signal(str)
    acted = Signal(object, str)
    left = Signal(str)
    """Another room is shown, and this draft lies here with what was written on it."""
    compared = Signal(str)
    """The versions of this draft are to be held beside each other."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._desk = OnDesk(session.login)
        self._older: Row = {}
        self._loading = False
        self._answered = self._begun = False
        """Whether it is known what was left here, and whether something has been written since."""
        self._road: tuple[RoadStage, ...] = ()
        self.head = DraftHead(session)
        self.head.fetch.clicked.connect(self._fetch_older)
        self.head.compare_asked.connect(self._compare)
        self.along = DraftTakenAlong(session, self._desk, self._rewritten, self)
        self.drafts, self.fetch = self.head.drafts, self.head.fetch
        self.drafts.activated.connect(lambda _: self.load(self.drafts.currentData()))
        self.bar = DraftBar(session)
        self.save, self.send = self.bar.save, self.bar.send
        self.bar.road_known.connect(self._know_road)
        self.files = DraftFiles(session)
        self.form = ElementForm(session, GROUPS, NOTES, {"attachments": self.files})
        for name in ("title", "to"):
            self.form.reserve(name, 2)
        self.editor = DraftEditor(session)
        self.body = self.editor.text
        self.intake = DraftIntake(session, self.form, self.body, self)
        self.editor.bring_asked.connect(self.intake.choose)
        self.checks = DraftChecks(session)
        self.mending = DraftMending(self.checks, self.form, self.editor)
        self.preview = PagePreview(session)
        self.page = self.preview.page
        self.returned = DraftReturned(session)
        self.pictures = DraftPictures(session, self.files.present, self)
        self.panels = DraftPanels(
            session, self.form,
            (stacked(self.returned, self.editor, gap=8), self.checks), self.preview, self,
        )  # fmt: skip
        for part in (self.checks, self.returned):
            self.panels.low_changed.connect(part.set_low)
        self.panels.short_changed.connect(self.checks.set_short)
        self.live = DraftPage(session, self.page, self._on_page, self)
        self._keeper = Keeper(session, KEEP_AFTER, self._half_written, self)
        self._keeper.put_away.connect(self._say_put)
        self.filing = DraftFiling(
            session, self._desk, (self.form, self.files), self._stands, self._keeper
        )
        self._connect_filing()
        self.judging = DraftJudging(session, self.fields, self.pictures, self)
        self.judging.due.connect(self._judge_and_draw)
        self.judging.told.connect(self._show_judged)
        self.form.changed.connect(self._changed)
        self.editor.changed.connect(self._changed)
        self._connect_files()
        self._lay_out()
        self.setFocusProxy(self.form.inputs["title"])
        self._connect_leads()
        self._listen()
        self.translate()
        self.load(None)

    def _listen(self) -> None:
        self._session.language_changed.connect(self.translate)
        self._session.person_changed.connect(self._sat_down)
        self._session.changed.connect(self._moved_on)

    def _connect_leads(self) -> None:
        """What leads to a place that is to be written or mended."""
        self.body.field_asked.connect(lambda field: self.form.inputs[field].setFocus())
        self.bar.lead.clicked.connect(self.checks.lead)
        self.head.print_asked.connect(self.along.ask_print)
        self.head.docx_asked.connect(self.along.ask_docx)
        put("check", self, self.checks.next)
        put("mend", self, self.checks.lead)
        put("save", self, self.save.click)
        put("file", self, self.send.click)
        put("print_draft", self, self.head.print.click)

    def _connect_files(self) -> None:
        self.pictures.seen.connect(self._judge_and_draw)
        self.body.files_brought.connect(self.files.bring)
        self.body.picture_pasted.connect(self._take_picture)
        self.editor.picture_brought.connect(lambda path: self.files.bring([path], listed=False))

    def _take_picture(self, copied: QImage | QByteArray) -> None:
        taken = [name for name, _ in self.files.present()]
        taken += shown_in(self.body.whole())  # some are still being made
        pasted.keep(self._session, copied, taken, self.editor.show_picture)

    def _connect_filing(self) -> None:
        self.save.clicked.connect(lambda _=False: self.filing.keep())
        self.send.clicked.connect(lambda _=False: self.judging.known(self._send_or_lead))
        self.filing.filed.connect(self._is_filed)
        self.filing.outdated.connect(lambda: self.load(self._desk.document))
        self.filing.went.connect(self._went)

    def _lay_out(self) -> None:
        inner = QVBoxLayout()
        inner.setContentsMargins(16, 12, 16, 12)
        inner.addWidget(self.panels, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addLayout(inner, 1)
        column.addWidget(self.bar)

    def translate(self) -> None:
        """All words in the language of the session."""
        self.body.setAccessibleName(wording.element_label("body", self._session.language))
        for panel in (
            self.form, self.editor, self.checks, self.preview, self.panels, self.head, self.bar,
            self.returned, self.files,
        ):  # fmt: skip
            panel.translate()
        self._read_drafts()
        self.bar.forget()
        self._judge()
        self.draw()  # what is not decided yet is boxed in words

    # ── which draft ─────────────────────────────────────────────────────────

    def _read_drafts(self) -> None:
        self.head.read_drafts(self._desk.document)

    def _sat_down(self) -> None:
        self.keep_half_written()
        self._lay(None, {}, {})  # at once: the next person never sees another's words
        self.bar.forget()  # another's draft goes another way
        self._read_drafts()
        self.load(None)

    def _moved_on(self, changes: Any) -> None:
        """An act from elsewhere upon the draft that lies here: it is shown as it stands now."""
        self._read_drafts()
        here = changes is not None and self._desk.document == str(changes.document)
        if here and changes.version != self._desk.version:
            self.load(self._desk.document if changes.stage == "draft" else None)

    def place(self) -> str | None:
        """Which draft lies here; None for a new one."""
        return self._desk.document

    def go_to(self, document: str) -> None:
        """Go on with that draft."""
        self.load(document)

    def load(self, document: str | None) -> None:
        """Take up a draft where it was left, or begin a new one."""
        self.keep_half_written()
        login, place = self._session.login, place_of(document)

        def question(office: Any) -> tuple[Row | None, str | None]:
            shown = office.show(login, document) if document else None
            return shown, office.autosaved(login, place)

        self._session.ask(question, self._restored, self._not_loaded, latest="draft")

    def _not_loaded(self, failure: OfficeError) -> None:
        """The draft before still lies here, and what is written belongs to it."""
        self._session.tell_failure(failure)
        self.head.choose(self._desk.document)

    def _restored(self, answer: tuple[Row | None, str | None]) -> None:
        case, text = answer
        self.keep_half_written()  # he may have gone on with the one before meanwhile
        writer, document = self._session.login, str(case["document"]) if case else None
        text = self._keeper.newest(writer, place_of(document), text)
        self._lay(case, filed_words(self._session, case) if case else {}, half_written.read(text))

    def _lay(self, case: Row | None, filed: Row, kept: Row) -> None:
        """Onto the desk: a draft as it was filed, and what was put away since; or a new one."""
        self._desk.document = str(case["document"]) if case else None
        self._desk.writer = self._session.login
        self._take_case(case)
        of = kept.pop("of", 0)
        newer = bool(kept) and (not isinstance(of, int) or of < self._desk.versions)
        self._older = kept if newer else {}
        self.files.restore({} if newer else kept)
        said = filed if newer else filed | kept
        if said or self._answered or not self._begun:
            self._show_words(said)
        self._answered = True
        self._desk.filed = {} if kept and not newer else self._stands()
        self._look_ahead(self.fields())
        key = "draft.newer" if newer else "draft.restored"
        self.head.state.setText(self._session.text(key) if kept else "")
        self.fetch.setVisible(newer)

    def _take_case(self, case: Row | None) -> None:
        self._desk.versions = len(case["versions"]) if case else 0
        self._desk.version = case["version"] if case else None
        self._show_head(case)
        self.returned.show_remarks(remarks_on(self._session, case))
        self.bar.show_filed(self._desk.document is not None)

    def _show_head(self, case: Row | None) -> None:
        self.head.show_case(case)
        self.files.show_filed(case["attachments"] if case else ())

    def _fetch_older(self) -> None:
        """What was written on an earlier version, in the place of the filed one."""
        self._show_words(self._older)
        self.files.restore(self._older)
        self._desk.filed = {}
        self.fetch.hide()
        self._changed()

    def _show_words(self, said: Row) -> None:
        self._loading = True
        self.form.fill(BLANK | {k: v for k, v in said.items() if v is not None})
        self.body.fill(str(said.get("body") or ""))
        self._loading = False
        self.head.choose(self._desk.document)
        self._judge()
        self.draw()

    # ── writing ─────────────────────────────────────────────────────────────

    def fields(self) -> Row:
        """What the draft says now."""
        return self.form.fields() | {"body": self.body.whole()}

    def _stands(self) -> Row:
        """The same, with what is to happen to its files."""
        return self.fields() | self.files.kept()

    def _changed(self) -> None:
        if self._loading:
            return
        self._begun = True
        self.judging.wait(self.body.length())
        self._keeper.wait()

    def _on_page(self) -> Paper:
        said = self.fields()
        return paper_of(self._session, said, self.pictures.pictures(self.judging.shown))

    def _judge_and_draw(self) -> None:
        self.live.wait()
        self._judge()

    def draw(self) -> None:
        """Have the page set anew."""
        self.live.draw()

    def _judge(self) -> None:
        """Say by the office's own rules whether it may go, and how it would go on."""
        self.judging.judge()

    def _show_judged(self, said: Row, told: Judged) -> None:
        self.files.show_figures(set(told.shown))
        self.pictures.look(told.shown, self._desk.document)
        self.body.mark_pictures(self.pictures.unfit(told.shown))
        self.editor.say_length(told.length)
        self.editor.show_opening(said)
        self.checks.show_lines(lines := check_lines(self._session, said, told, self._road))
        self.body.mark_faults(
            (line.place, theme.INK if line.must else theme.YELLOW_TEXT)
            for line in lines if not line.fine and line.place
        )  # fmt: skip
        for field in ("to", "cc", "countersigners"):
            wrong = [name for line in lines if line.field == field for name in line.wrong]
            self.form.chips(field).mark(wrong)
        self.head.show_words(said)
        self.bar.show_faults(self.checks.faults(), self.checks.first_fault())
        self._say_elements(said)
        self._look_ahead(said)

    def _rewritten(self) -> bool:
        """Whether it says something else than on record."""
        return self._desk.document is not None and self._stands() != self._desk.filed

    def _look_ahead(self, said: Row) -> None:
        self.bar.look_ahead(said, self._desk, rewritten=self._rewritten())

    def _say_elements(self, said: Row) -> None:
        decided = sum(1 for name in self.form.inputs if said.get(name))
        facts = {"count": len(self.form.inputs), "decided": decided}
        self.panels.decided.setText(self._session.text("draft.decided", **facts))
        self.form.set_note("secrecy", self._session.text("draft.not_classified"))

    def _know_road(self, road: tuple[RoadStage, ...]) -> None:
        self._road = road
        self._judge()
        words = signer_words(self._session, self.form.fields(), road)
        self.form.set_note("signatory", words or self._session.text("draft.no_signatory"))

    def _compare(self) -> None:
        if self._desk.document:
            self.compared.emit(self._desk.document)

    def keep_half_written(self) -> None:
        """Put away now what waits to be."""
        self._keeper.now()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.keep_half_written()
        if self._desk.document:
            self.left.emit(self._desk.document)

    def _half_written(self) -> Words:
        """What stands here, with what was emptied since it was filed."""
        said = self.form.emptied() | self._stands() | {"of": self._desk.versions}
        return Words(self._desk.writer, self._desk.place(), json.dumps(said, ensure_ascii=False))

    def _say_put(self, now: Any) -> None:
        self.head.state.setText(self._session.text("form.autosaved", at=f"{now:%H:%M}"))

    # ── keeping and sending ─────────────────────────────────────────────────

    def _is_filed(self, whole: bool) -> None:
        self._read_case()
        self._look_ahead(self.fields())
        if whole:
            self.head.state.setText("")

    def _read_case(self) -> None:
        """What the head says of versions and the due moment."""
        login, document = self._desk.writer, self._desk.document
        if document:
            self._session.ask(
                lambda office: office.show(login, document), self._show_head, latest="head"
            )
        self.bar.show_filed(self._desk.document is not None)

    def _send_or_lead(self) -> None:
        """With a fault left the button leads to it; without one the draft goes."""
        if self.checks.faults():
            self.checks.next()
        else:
            self.filing.submit()

    def _went(self, changes: Any) -> None:
        self.load(None)
        self.acted.emit(changes, "submit")
        self.opened.emit(str(changes.document))
