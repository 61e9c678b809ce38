"""发文起草: elements, text, and the page as it will look; saved, then on to the section check."""

import json
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from oa_client.docflow.typeset.elements import Paper
from oa_client.docflow.typeset.layout import layout
from oa_client.docflow.typeset.page import Layout
from oa_client.ui import theme, wording
from oa_client.ui.presenters.drafting import check_lines, paper_of, route_words, undecided
from oa_client.ui.presenters.session import Session
from oa_client.ui.views.draft_checks import DraftChecks
from oa_client.ui.views.draft_editor import DraftEditor
from oa_client.ui.views.element_form import ElementForm
from oa_client.ui.views.page_preview import PagePreview
from oa_client.ui.views.painted.elided import ElidedLabel
from oa_client.ui.views.painted.page_ink import PageMark

Row = dict[str, Any]
GROUPS = {
    "kind_and_title": ("kind", "title"),
    "to_whom": ("to", "cc"),
    "handling": ("urgency", "form", "disclosure", "disclosure_reason"),
    "with_it": ("attachments", "note", "countersigners", "order"),
}
"""The elements of a draft, as one thinks of them: what kind, to whom, how, and with what."""
BLANK: Row = {"kind": "通知", "form": "general", "order": "together"}
NARROW = 1080
"""Below this many pixels of room the page gets a tab beside the text."""
DRAW_AFTER, KEEP_AFTER = 250, 1000
"""Milliseconds of silence after which the page is set anew, and the draft put away."""


class DraftView(QWidget):
    """A draft on its drafter's desk."""

    opened = Signal(str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._document: str | None = None
        self._filed: Row = {}
        self._writer = session.login
        """Whose words stand here; another person may have sat down since."""
        self._versions = 0
        self._older: Row = {}
        self.fetch = QPushButton()
        self.fetch.setProperty("role", "link")
        self.fetch.clicked.connect(self._fetch_older)
        self.fetch.hide()
        self._loading = False
        self._title, self._state, self._trouble = QLabel(), QLabel(), QLabel()
        self._route = ElidedLabel("meta")
        for label, role in (
            (self._title, "pane"), (self._state, "fine"), (self._trouble, "strong"),
        ):  # fmt: skip
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setProperty("role", role)
        self.drafts = QComboBox()
        self.drafts.setMinimumWidth(theme.look().px(320))
        self.drafts.activated.connect(lambda _: self._choose(self.drafts.currentData()))
        self.form = ElementForm(session, GROUPS)
        self.editor = DraftEditor(session)
        self.body = self.editor.text
        self.checks = DraftChecks(session)
        self.checks.jumped.connect(self._jump)
        self.preview = PagePreview(session)
        self.page = self.preview.page
        self.save, self.send = QPushButton(), QPushButton()
        for button in (self.save, self.send):
            button.setProperty("size", "large")
        self.save.clicked.connect(self._keep_only)
        self.send.setProperty("role", "primary")
        self.send.clicked.connect(self._send_or_lead)
        self._drawer = QTimer(self, singleShot=True, interval=DRAW_AFTER)
        self._drawer.timeout.connect(self.draw)
        self._saver = QTimer(self, singleShot=True, interval=KEEP_AFTER)
        self._saver.timeout.connect(self._put_away)
        self.form.changed.connect(self._changed)
        self.editor.changed.connect(self._changed)
        self._lay_out()
        self.setFocusProxy(self.form.inputs["title"])
        QShortcut(QKeySequence("F7"), self).activated.connect(self.checks.next)
        session.language_changed.connect(self.translate)
        session.person_changed.connect(self._sat_down)
        session.changed.connect(lambda _: self._read_drafts())
        self.translate()
        self.load(None)

    def _lay_out(self) -> None:
        elements = QFrame()
        elements.setProperty("role", "card")
        area = QScrollArea()
        area.setWidget(self.form)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside = QVBoxLayout(elements)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.addWidget(area)
        middle = QVBoxLayout()
        middle.setSpacing(12)
        middle.addWidget(self.editor, 1)
        middle.addWidget(self.checks)
        writing = QWidget()
        self._panels = QHBoxLayout(writing)
        self._panels.setContentsMargins(0, 0, 0, 0)
        self._panels.setSpacing(12)
        elements.setFixedWidth(theme.look().px(304))
        self._panels.addWidget(elements)
        self._panels.addLayout(middle, 5)
        self._panels.addWidget(self.preview, 4)
        self._tabs = QTabWidget()
        self._tabs.setDocumentMode(True)
        self._tabs.addTab(writing, "")
        self._alone = QWidget()
        self._page_alone = QVBoxLayout(self._alone)
        self._page_alone.setContentsMargins(0, 0, 0, 0)
        self._tabs.addTab(self._alone, "")
        self._tabs.tabBar().hide()
        self._narrow = False
        inner = QVBoxLayout()
        inner.setContentsMargins(16, 12, 16, 12)
        inner.setSpacing(12)
        inner.addLayout(self._head())
        inner.addWidget(self._tabs, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(inner, 1)
        column.addWidget(self._bar())

    def _head(self) -> QHBoxLayout:
        top = QHBoxLayout()
        top.setSpacing(12)
        top.addWidget(self._title)
        top.addWidget(self.drafts)
        top.addWidget(self._state)
        top.addWidget(self.fetch)
        top.addStretch(1)
        return top

    def _bar(self) -> QFrame:
        bar = QFrame()
        bar.setProperty("role", "bar")
        below = QHBoxLayout(bar)
        below.setContentsMargins(20, 10, 16, 10)
        below.setSpacing(12)
        below.addWidget(self._route, 1)
        below.addWidget(self._trouble)
        below.addWidget(self.save)
        below.addWidget(self.send)
        return bar

    def translate(self) -> None:
        """All words in the language of the session."""
        text = self._session.text
        self._title.setText(text("form.draft_title"))
        self.save.setText(text("form.save_draft"))
        self.fetch.setText(text("draft.fetch"))
        self.body.setAccessibleName(wording.element_label("body", self._session.language))
        self.drafts.setAccessibleName(wording.tray_name("drafts", self._session.language))
        self._tabs.setTabText(0, text("draft.writing"))
        self._tabs.setTabText(1, text("document.page"))
        for part in (self._tabs, self._tabs.tabBar()):
            part.setAccessibleName(text("form.draft_title"))
        for panel in (self.form, self.editor, self.checks, self.preview):
            panel.translate()
        self._read_drafts()
        self._judge()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < theme.look().px(NARROW)
        if narrow != self._narrow:
            self._narrow = narrow
            self._tabs.tabBar().setVisible(narrow)
            if narrow:
                self._page_alone.addWidget(self.preview)
            else:
                self._tabs.setCurrentIndex(0)
                self._panels.addWidget(self.preview, 4)

    # ── which draft ─────────────────────────────────────────────────────────

    def _read_drafts(self) -> None:
        login = self._session.login

        def question(office: Any) -> list[Row]:
            begun: list[Row] = office.tray(login, "drafts", None, 100)["rows"]
            waiting = office.tray(login, "todo", None, 100)["rows"]
            back = [r for r in waiting if r["procedure"] == "outgoing" and r["stage"] == "draft"]
            return begun + [r for r in back if r["document"] not in {b["document"] for b in begun}]

        self._session.ask(question, self._fill_drafts, latest="drafts")

    def _fill_drafts(self, rows: list[Row]) -> None:
        self.drafts.clear()
        self.drafts.addItem(self._session.text("form.new_draft"), None)
        for row in rows:
            self.drafts.addItem(row["title"], row["document"])
        self.drafts.setCurrentIndex(max(0, self.drafts.findData(self._document)))

    def _sat_down(self) -> None:
        self.keep_half_written()  # the words of whoever sat here before
        self._read_drafts()
        self.load(None)

    def _choose(self, document: str | None) -> None:
        self.keep_half_written()
        self.load(document)

    def load(self, document: str | None) -> None:
        """Take up a draft where it was left, or begin a new one."""
        self.keep_half_written()
        self._document, self._writer = document, self._session.login
        login, place = self._writer, self._place()

        def question(office: Any) -> tuple[Row, int, str | None]:
            shown = office.show(login, document) if document else {"elements": {}, "versions": []}
            return shown["elements"], len(shown["versions"]), office.autosaved(login, place)

        self._session.ask(question, self._restored, latest="draft")

    def _place(self) -> str:
        return f"draft.{self._document}" if self._document else "draft"

    def _restored(self, answer: tuple[Row, int, str | None]) -> None:
        filed, self._versions, text = answer
        kept = json.loads(text) if text else {}
        newer = bool(kept) and kept.pop("of", 0) < self._versions
        self._older = kept if newer else {}
        self._show_words(filed if newer else filed | kept)
        self._filed = {} if kept and not newer else self.fields()
        key = "draft.newer" if newer else "draft.restored"
        self._state.setText(self._session.text(key) if kept else "")
        self.fetch.setVisible(newer)

    def _fetch_older(self) -> None:
        """What was written on an earlier version, in the place of the filed one."""
        self._show_words(self._older)
        self._filed = {}
        self.fetch.hide()
        self._changed()

    def _show_words(self, said: Row) -> None:
        self._loading = True
        self.form.fill(BLANK | {k: v for k, v in said.items() if v is not None})
        self.body.setPlainText(said.get("body") or "")
        self._loading = False
        self.drafts.setCurrentIndex(max(0, self.drafts.findData(self._document)))
        self._judge()
        self.draw()

    # ── writing ─────────────────────────────────────────────────────────────

    def fields(self) -> Row:
        """What the draft says now."""
        return self.form.fields() | {"body": self.body.toPlainText()}

    def _changed(self) -> None:
        if not self._loading:
            self._judge()
            self._drawer.start()
            self._saver.start()

    def draw(self) -> None:
        """Have the page set anew, beside the writing; what is not decided is boxed."""
        paper = paper_of(self._session, self.fields())
        self._session.ask(
            lambda _: layout(paper), lambda made: self._show_page(made, paper), latest="page"
        )

    def _show_page(self, made: Layout, paper: Paper) -> None:
        marks = [
            PageMark(u.page, u.x, u.y, u.width, u.height, u.words)
            for u in undecided(self._session, made, paper)
        ]
        self.page.set_layout(made, marks)

    def _judge(self) -> None:
        """Say by the office's own rules whether it may go, and how it would go on."""
        said = self.fields()
        self.checks.show_lines(check_lines(self._session, said))
        faults = self.checks.faults()
        text = self._session.text
        self.send.setText(text("form.submit_draft") + (f" · {faults}" if faults else ""))
        self._trouble.setText(text("draft.mend_first", count=faults) if faults else "")
        self.send.setProperty("role", "blocked" if faults else "primary")
        self.send.style().unpolish(self.send)
        self.send.style().polish(self.send)
        self._route.setText(f"{text('draft.ahead')}　{route_words(self._session, said)}")

    def _jump(self, field: str) -> None:
        widget = self.body if field == "body" else self.form.inputs.get(field)
        if widget is not None:
            widget.setFocus()

    def keep_half_written(self) -> None:
        """Put away now what waits to be."""
        if self._saver.isActive():
            self._saver.stop()
            self._put_away()

    def _put_away(self) -> None:
        said = self.fields() | {"of": self._versions}
        text, login, place = json.dumps(said, ensure_ascii=False), self._writer, self._place()

        def question(office: Any) -> Any:
            office.autosave(login, place, text)
            return office.now()

        self._session.ask(question, self._say_put)

    def _say_put(self, now: Any) -> None:
        self._state.setText(self._session.text("form.autosaved", at=f"{now:%H:%M}"))

    # ── keeping and sending ─────────────────────────────────────────────────

    def _keep_only(self) -> None:
        self.keep()

    def keep(self, then: Any = None) -> None:
        """存稿: a first time as a draft, later as a new wording of it."""
        sent = self.fields()
        said = {name: value for name, value in sent.items() if value != ""}
        action = "draft" if self._document is None else "revise"
        self._session.act(
            action, said, document=self._document, then=lambda done: self._kept(done, sent, then)
        )

    def _kept(self, changes: Any, sent: Row, then: Any) -> None:
        if self.fields() != sent:  # he went on writing meanwhile: that is neither filed nor sent
            login, place = self._writer, self._place()
            self._session.ask(lambda office: office.drop_autosave(login, place), lambda _: None)
            self._document, self._filed = str(changes.document), sent
            self._versions += 1
            self._saver.start()
            self._session.told.emit(self._session.text("draft.went_on"), "done")
            return
        self._saver.stop()
        login, place = self._writer, self._place()
        self._session.ask(lambda office: office.drop_autosave(login, place), lambda _: None)
        self._document = str(changes.document)
        self._filed = sent
        self._versions += 1
        self._state.setText("")
        title = self._filed.get("title", "")
        self._session.told.emit(self._session.text("form.drafted", title=title), "done")
        if then:
            then()

    def _send_or_lead(self) -> None:
        """With a fault left the button leads to it; without one the draft goes."""
        if self.checks.faults():
            self.checks.next()
        else:
            self.submit()

    def submit(self) -> None:
        """送核稿: what stands here is kept first."""
        if self._document is not None and self.fields() == self._filed:
            self._send()
        else:
            self.keep(self._send)

    def _send(self) -> None:
        said = self.form.fields()
        plan: Row = {name: said[name] for name in ("countersigners", "order") if name in said}
        self._session.act("submit", plan, document=self._document, then=self._sent)

    def _sent(self, changes: Any) -> None:
        document = str(changes.document)
        self.load(None)
        self.opened.emit(document)
