"""发文起草: elements, text, and the page as it will look; saved, then on to the section check."""

import json
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from oa_client.docflow.handling.papers import names_in
from oa_client.docflow.typeset.elements import Paper
from oa_client.docflow.typeset.layout import layout
from oa_client.ui import wording
from oa_client.ui.presenters.session import Session
from oa_client.ui.views.element_form import ElementForm
from oa_client.ui.views.painted.page import PageView

ELEMENTS = (
    "kind", "title", "to", "cc", "urgency", "form", "disclosure", "disclosure_reason",
    "attachments", "note", "countersigners", "order",
)  # fmt: skip
PLACE = "draft"


class DraftView(QWidget):
    """A draft on its drafter's desk."""

    opened = Signal(str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._document: str | None = None
        self._loading = False
        self._title, self._state = QLabel(), QLabel()
        for label, role in ((self._title, "pane"), (self._state, "caption")):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setProperty("role", role)
        self.drafts = QComboBox()
        self.drafts.setMinimumWidth(320)
        self.drafts.activated.connect(lambda _: self.load(self.drafts.currentData()))
        self.form = ElementForm(session, ELEMENTS)
        self.body = QPlainTextEdit()
        self.page = PageView()
        self.save = QPushButton()
        self.save.setProperty("size", "large")
        self.save.clicked.connect(self._keep_only)
        self.send = QPushButton()
        self.send.setProperty("role", "primary")
        self.send.setProperty("size", "large")
        self.send.clicked.connect(self.submit)
        self._drawer = QTimer(self, singleShot=True, interval=250)
        self._drawer.timeout.connect(self.draw)
        self._saver = QTimer(self, singleShot=True, interval=1000)
        self._saver.timeout.connect(self._put_away)
        self.form.changed.connect(self._changed)
        self.body.textChanged.connect(self._changed)
        self._lay_out()
        session.language_changed.connect(self.translate)
        session.person_changed.connect(lambda: self.load(None))
        session.changed.connect(lambda _: self._read_drafts())
        self.translate()
        self.load(None)

    def _lay_out(self) -> None:
        area = QScrollArea()
        area.setWidget(self.form)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setMinimumWidth(300)
        panels = QHBoxLayout()
        panels.setSpacing(12)
        for part, stretch in ((area, 3), (self.body, 4), (self.page, 4)):
            card = QFrame()
            card.setProperty("role", "card")
            inside = QVBoxLayout(card)
            inside.setContentsMargins(2, 2, 2, 2)
            inside.addWidget(part)
            panels.addWidget(card, stretch)
        top = QHBoxLayout()
        top.addWidget(self._title)
        top.addStretch(1)
        top.addWidget(self.drafts)
        inner = QVBoxLayout()
        inner.setContentsMargins(16, 12, 16, 12)
        inner.addLayout(top)
        inner.addLayout(panels, 1)
        bar = QFrame()
        bar.setProperty("role", "bar")
        below = QHBoxLayout(bar)
        below.addWidget(self._state, 1)
        below.addWidget(self.save)
        below.addWidget(self.send)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(inner, 1)
        column.addWidget(bar)

    def translate(self) -> None:
        """All words in the language of the session."""
        text = self._session.text
        self._title.setText(text("form.draft_title"))
        self.save.setText(text("form.save_draft"))
        self.send.setText(text("form.submit_draft"))
        self.body.setPlaceholderText(text("form.body_tip"))
        self.body.setAccessibleName(wording.element_label("body", self._session.language))
        self.drafts.setAccessibleName(wording.tray_name("drafts", self._session.language))
        self.page.setAccessibleName(text("form.preview"))
        self.form.translate()
        self._read_drafts()

    # ── which draft ─────────────────────────────────────────────────────────

    def _read_drafts(self) -> None:
        login = self._session.login
        self._session.ask(
            lambda office: office.tray(login, "drafts", None, 100), self._fill_drafts,
            latest="drafts",
        )  # fmt: skip

    def _fill_drafts(self, found: dict[str, Any]) -> None:
        self.drafts.clear()
        self.drafts.addItem(self._session.text("form.new_draft"), None)
        for row in found["rows"]:
            self.drafts.addItem(row["title"], row["document"])
        self.drafts.setCurrentIndex(max(0, self.drafts.findData(self._document)))

    def load(self, document: str | None) -> None:
        """Take up a draft, or begin a new one where the last was left."""
        self._document = document
        login = self._session.login
        if document is None:
            self._session.ask(
                lambda office: office.autosaved(login, PLACE), self._restored, latest="draft"
            )
            return
        self._session.ask(
            lambda office: office.show(login, document)["elements"], self._fill, latest="draft"
        )

    def _restored(self, text: str | None) -> None:
        self._fill(json.loads(text) if text else {})

    def _fill(self, said: dict[str, Any]) -> None:
        self._loading = True
        self.form.fill({"kind": "通知", "form": "general", "order": "together"} | said)
        self.body.setPlainText(said.get("body") or "")
        self._loading = False
        self.draw()

    # ── writing ─────────────────────────────────────────────────────────────

    def fields(self) -> dict[str, Any]:
        """What the draft says now."""
        return self.form.fields() | {"body": self.body.toPlainText()}

    def _changed(self) -> None:
        if not self._loading:
            self._drawer.start()
            self._saver.start()

    def draw(self) -> None:
        """Set the page anew; nothing that is not decided stands on it."""
        said, office = self.fields(), self._session.facts.office
        self.page.set_layout(
            layout(
                Paper(
                    form=said.get("form") or "general", issuer=office["name"],
                    urgency=said.get("urgency") or "", title=said.get("title") or "　",
                    to=names_in(said.get("to")), body=said["body"],
                    attachments=names_in(said.get("attachments")), note=said.get("note") or "",
                    signature=office["name"], cc=names_in(said.get("cc")),
                    printer=office["name"], training=bool(office["training"]),
                )
            )
        )  # fmt: skip

    def keep_half_written(self) -> None:
        """Put away now what waits to be."""
        if self._saver.isActive():
            self._saver.stop()
            self._put_away()

    def _put_away(self) -> None:
        if self._document is not None:
            return
        text, login = json.dumps(self.fields(), ensure_ascii=False), self._session.login
        self._session.ask(lambda office: office.autosave(login, PLACE, text), self._put)

    def _put(self, _: object) -> None:
        self._session.ask(lambda office: office.now(), self._say_put)

    def _say_put(self, now: Any) -> None:
        self._state.setText(self._session.text("form.autosaved", at=f"{now:%H:%M}"))

    # ── keeping and sending ─────────────────────────────────────────────────

    def _keep_only(self) -> None:
        self.keep()

    def keep(self, then: Any = None) -> None:
        """存稿: a first time as a draft, later as a new wording of it."""
        said = {name: value for name, value in self.fields().items() if value != ""}
        action = "draft" if self._document is None else "revise"
        self._session.act(
            action, said, document=self._document, then=lambda done: self._kept(done, then)
        )

    def _kept(self, changes: Any, then: Any) -> None:
        fresh = self._document is None
        self._document = str(changes.document)
        if fresh:
            login = self._session.login
            self._session.ask(lambda office: office.drop_autosave(login, PLACE), lambda _: None)
        title = self.form.fields().get("title", "")
        self._session.told.emit(self._session.text("form.drafted", title=title), "done")
        if then:
            then()

    def submit(self) -> None:
        """送核稿: what stands here is kept first."""
        self.keep(self._send)

    def _send(self) -> None:
        said = self.form.fields()
        plan: dict[str, Any] = {
            name: said[name] for name in ("countersigners", "order") if name in said
        }
        self._session.act("submit", plan, document=self._document, then=self._sent)

    def _sent(self, changes: Any) -> None:
        document = str(changes.document)
        self.load(None)
        self.opened.emit(document)
