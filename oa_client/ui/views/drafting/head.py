"""The head of a draft: what it is, its versions so far, whether it is put away, when it is due."""

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from oa_client.docflow.model.document import Urgency
from oa_client.ui import theme, wording
from oa_client.ui.icons import icon
from oa_client.ui.presenters.session import Session
from oa_client.ui.views.elided_combo import ElidedCombo
from oa_client.ui.views.painted.elided import ElidedLabel
from oa_client.ui.views.still import still

Row = dict[str, Any]
SHOWN_VERSIONS = 3
"""The latest versions that are named; the trail has all of them."""


class DraftHead(QFrame):
    """Title, versions and due moment of the draft on the desk, and which other drafts there are."""

    compare_asked = Signal()
    print_asked = Signal()
    docx_asked = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setProperty("role", "title-block")
        self._session = session
        self._case: Row | None = None
        self._said: Row = {}
        self._urgency = QLabel()
        self._title = ElidedLabel("headline")
        self._meta = ElidedLabel("meta")
        self.state, self._due = QLabel(), QLabel()
        for label, role in (
            (self._urgency, "urgent"), (self.state, "fine"), (self._due, "soon"),
        ):  # fmt: skip
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setProperty("role", role)
        self.drafts = still(ElidedCombo())
        self.drafts.setFixedWidth(theme.look().px(240))
        self.fetch, self.compare = QPushButton(), QPushButton()
        self.docx, self.print = QPushButton(), QPushButton()
        self.fetch.setProperty("role", "link")
        self.fetch.hide()
        for button, name, asked in (
            (self.compare, "compare", self.compare_asked), (self.docx, "export", self.docx_asked),
            (self.print, "print", self.print_asked),
        ):  # fmt: skip
            button.setProperty("role", "quiet")
            button.setIcon(icon(name, theme.INK2))
            button.clicked.connect(asked)
        self._lay_out()

    def _lay_out(self) -> None:
        above, below = QHBoxLayout(), QHBoxLayout()
        above.setSpacing(8)
        above.addWidget(self._urgency)
        above.addWidget(self._title, 1)
        for button in (self.compare, self.docx, self.print):
            above.addWidget(button)
        above.addWidget(self.drafts)
        below.setSpacing(12)
        below.addWidget(self._meta)
        for part in (self.state, self.fetch):
            below.addWidget(part)
        below.addStretch(1)
        below.addWidget(self._due)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 8, 16, 8)
        column.setSpacing(2)
        column.addLayout(above)
        column.addLayout(below)

    def translate(self) -> None:
        """All words in the language of the session."""
        text = self._session.text
        self.fetch.setText(text("draft.fetch"))
        self.compare.setText(text("draft.compare"))
        self.docx.setText(text("draft.docx"))
        self.print.setText(text("document.print"))
        self.print.setToolTip("Ctrl+P")
        self.drafts.setAccessibleName(wording.tray_name("drafts", self._session.language))
        self._say()

    def read_drafts(self, document: str | None) -> None:
        """Which drafts there are to go on with; `document` is the one on the desk."""
        login = self._session.login

        def question(office: Any) -> list[Row]:
            begun: list[Row] = office.tray(login, "drafts", None, 100)["rows"]
            waiting = office.tray(login, "todo", None, 100)["rows"]
            back = [r for r in waiting if r["procedure"] == "outgoing" and r["stage"] == "draft"]
            return begun + [r for r in back if r["document"] not in {b["document"] for b in begun}]

        self._session.ask(
            question, lambda rows: self._fill_drafts(rows, document), latest="drafts"
        )  # fmt: skip

    def _fill_drafts(self, rows: list[Row], document: str | None) -> None:
        self.drafts.clear()
        self.drafts.addItem(self._session.text("form.new_draft"), None)
        for row in rows:
            self.drafts.addItem(row["title"], row["document"])
        self.choose(document)

    def choose(self, document: str | None) -> None:
        """The draft that is on the desk."""
        self.drafts.setCurrentIndex(max(0, self.drafts.findData(document)))

    def show_case(self, case: Row | None) -> None:
        """The draft as it is on record; None for one that is not filed yet."""
        self._case = case
        self._say()

    def show_words(self, said: Row) -> None:
        """The draft as it is being written."""
        self._said = said
        self._say()

    def _say(self) -> None:
        text, language = self._session.text, self._session.language
        title = (self._said.get("title") or "").strip()
        self._title.setText(title or text("form.new_draft"))
        urgency = self._said.get("urgency") or ""
        self._urgency.setText(wording.urgency_name(urgency, language))
        self._urgency.setVisible(bool(urgency))
        theme.dress(self._urgency, "urgent" if urgency == Urgency.EXTRA else "pressing")
        versions = self._case["versions"] if self._case else []
        self.compare.setVisible(len(versions) > 1)
        for button in (self.docx, self.print):
            button.setVisible(bool(versions))
        self._meta.setText("　│　".join((self._origin(), self._versions(versions))))
        self._say_due()

    def _origin(self) -> str:
        case = self._case
        writer = case["drafter"] or case["creator"] if case else self._session.login
        person = self._session.facts.person(writer)
        return f"{self._session.text('form.draft_title')} · {person['unit']} {person['name']}"

    def _versions(self, versions: list[Row]) -> str:
        text, language = self._session.text, self._session.language
        parts = [
            text("draft.version", version=row["version"],
                 at=wording.moment_words(row["at"], language))
            for row in versions[-SHOWN_VERSIONS:]
        ]  # fmt: skip
        parts.append(text("draft.writing_version", version=len(versions) + 1))
        return "　›　".join(parts)

    def _say_due(self) -> None:
        case = self._case
        mine = [t for t in case["open"] if t["person"] == self._session.login] if case else []
        if not mine:
            self._due.setText("")
            return
        left = mine[0]["limit"] - mine[0]["used"]
        stage = wording.stage_name(mine[0]["stage"], self._session.language)
        at = wording.moment_words(mine[0]["due"], self._session.language)
        words = wording.left_words(left, self._session.language, late=mine[0]["late"])
        self._due.setText(f"{self._session.text('document.due', stage=stage, at=at)}　{words}")
        theme.dress(self._due, theme.due_role(mine[0]["card"], late=mine[0]["late"]))
