"""One document: its way, its slip, its pages, its record, and the bar of what may be done."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QStackedLayout,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from oa_client.docflow.handling.slip import FORMS
from oa_client.docflow.typeset.layout import layout
from oa_client.ui import theme, wording
from oa_client.ui.icons import icon
from oa_client.ui.presenters.case import (
    Event,
    SlipCell,
    events_of,
    nodes_of,
    offers_of,
    slip_of,
)
from oa_client.ui.presenters.session import Session
from oa_client.ui.views.action_bar import ActionBar
from oa_client.ui.views.painted.flow_places import FlowNode
from oa_client.ui.views.painted.flow_strip import FlowStrip
from oa_client.ui.views.painted.page import PageView
from oa_client.ui.views.painted.sheet import SheetArea
from oa_client.ui.views.painted.sheet_places import SheetCellView, SheetView
from oa_client.ui.views.painted.timeline import Timeline, TimelineEntry

Row = dict[str, Any]

SLIPS = {"incoming": "收文处理单", "outgoing": "发文稿纸", "circulation": "传阅单"}
"""What the slip is called, on the screen as on paper."""


class DocumentPane(QWidget):
    """Everything about one document."""

    acted = Signal(object, str)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._shown: Row | None = None
        self._wanted = ""
        self._title, self._meta, self._due = QLabel(), QLabel(), QLabel()
        for label, role in ((self._title, "headline"), (self._meta, "meta"), (self._due, "soon")):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setProperty("role", role)
        self._title.setWordWrap(True)
        self.flow = FlowStrip()
        self.sheet = SheetArea()
        self.page = PageView()
        self.record = Timeline()
        self.attachments = QListWidget()
        self.attachments.itemActivated.connect(self._save_attachment)
        self.bar = ActionBar(session)
        self.bar.typing.connect(self.sheet.set_typing)
        self.bar.acted.connect(self.acted)
        self._export = QPushButton()
        self._export.setProperty("role", "quiet")
        self._export.setIcon(icon("print", theme.INK2))
        self._export.clicked.connect(lambda: self._export_to("paper"))
        self._export_slip = QPushButton()
        self._export_slip.setProperty("role", "quiet")
        self._export_slip.setIcon(icon("export", theme.INK2))
        self._export_slip.clicked.connect(lambda: self._export_to("slip"))
        self._lay_out()
        self.clear()

    def _lay_out(self) -> None:
        title = QHBoxLayout()
        title.addWidget(self._title, 1)
        title.addWidget(self._export)
        title.addWidget(self._export_slip)
        meta = QHBoxLayout()
        meta.addWidget(self._meta, 1)
        meta.addWidget(self._due)
        block = QFrame()
        block.setProperty("role", "title-block")
        column = QVBoxLayout(block)
        column.setContentsMargins(20, 10, 20, 4)
        column.setSpacing(4)
        column.addLayout(title)
        column.addLayout(meta)
        column.addWidget(self.flow)
        self._sheet_area = QFrame()
        self._sheet_area.setProperty("role", "sheet-card")
        slip = QVBoxLayout(self._sheet_area)
        slip.setContentsMargins(4, 4, 4, 4)
        slip.addWidget(self.sheet)
        self._page_area = QFrame()
        self._page_area.setProperty("role", "card")
        page = QVBoxLayout(self._page_area)
        page.setContentsMargins(0, 0, 0, 0)
        page.addWidget(self.page)
        self._both = QWidget()
        both = QHBoxLayout(self._both)
        both.setContentsMargins(16, 12, 16, 12)
        both.setSpacing(12)
        both.addWidget(self._sheet_area, 1)
        both.addWidget(self._page_area, 1)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        for part in (self._both, self.record, self.attachments):
            self.tabs.addTab(part, "")
        body = QWidget()
        whole = QVBoxLayout(body)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(block)
        whole.addWidget(self.tabs, 1)
        whole.addWidget(self.bar)
        self._empty = QLabel()
        self._empty.setTextFormat(Qt.TextFormat.PlainText)
        self._empty.setProperty("role", "meta")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._body = body
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._empty)
        self._stack.addWidget(body)
        self.translate()

    def translate(self) -> None:
        """All words in the language of the session."""
        text = self._session.text
        self._empty.setText(text("list.choose"))
        self._export.setText(text("document.print_pdf"))
        self._export_slip.setText(text("document.print_slip"))
        for number, key in enumerate(("slip", "history", "attachments")):
            self.tabs.setTabText(number, text(f"document.{key}"))
        self.attachments.setAccessibleName(text("document.attachments"))
        self.record.setAccessibleName(text("document.history"))
        self.bar.translate()
        self.refresh()

    def clear(self) -> None:
        """No document is shown."""
        self._shown, self._wanted = None, ""
        self._stack.setCurrentWidget(self._empty)
        self.bar.clear()

    def open(self, document: str) -> None:
        """Show a document; that it was opened goes on record."""
        self._wanted = document
        if not document:
            self.clear()
            return
        login = self._session.login

        def question(office: Any) -> Any:
            shown = office.show(login, document)
            paper, _ = office.elements(login, document)
            kept = office.autosaved(login, f"opinion.{document}")
            return shown, office.may(login, document), paper, kept or ""

        self._session.ask(question, self._show, self._gone, latest="document")

    def shown(self) -> Row | None:
        """The document as it was answered last."""
        return self._shown

    def refresh(self) -> None:
        """Ask again for the document that is shown."""
        if self._wanted:
            self.open(self._wanted)

    def _gone(self, failure: Any) -> None:
        self._session.tell_failure(failure)
        self.clear()

    def _show(self, answer: Any) -> None:
        shown, may, paper, kept = answer
        self._shown = shown
        session = self._session
        self._title.setText(shown["elements"]["title"])
        self._meta.setText(self._meta_words(shown))
        self._show_due(shown)
        self.flow.set_nodes([FlowNode(**vars(node)) for node in nodes_of(session, shown)])
        elements, cells = slip_of(session, shown)
        self.sheet.set_view(self._sheet_view(shown, elements, cells))
        self.page.set_layout(layout(paper))
        self.record.set_entries([_entry(event) for event in events_of(session, shown)])
        self._show_attachments(shown)
        self.bar.show_case(shown, offers_of(session, shown, may), kept)
        self._stack.setCurrentWidget(self._body)
        self.sheet.show_cell([cell.stage for cell in cells if cell.mine])

    def _sheet_view(
        self, shown: Row, elements: dict[str, str], cells: list[SlipCell]
    ) -> SheetView:  # fmt: skip
        text, name = self._session.text, self._session.person["name"]
        form = FORMS[self._session.facts.procedure(shown["procedure"])["opens_with"]]
        views = [
            SheetCellView(
                cell.label,
                cell.entries,
                "" if cell.mine else cell.pending,
                cell.mine,
                text("document.typing"),
                f"{name}　{text('document.sign_below')}",
                cell.stage,
            )
            for cell in cells
        ]
        office = self._session.facts.office["name"]
        return SheetView(SLIPS[form], office, tuple(elements.items()), views)

    def _meta_words(self, shown: Row) -> str:
        language = self._session.language
        parts = [
            wording.procedure_name(shown["procedure"], language),
            shown["number"] or "",
            shown["elements"]["issuer"] or "",
            shown["names"][shown["creator"]]["name"],
            wording.status_name(shown["status"], language),
        ]
        return " · ".join(part for part in parts if part)

    def _show_due(self, shown: Row) -> None:
        mine = [t for t in shown["open"] if t["person"] == self._session.login] or shown["open"]
        soonest = min(mine, key=lambda task: task["due"], default=None)
        if soonest is None:
            self._due.setText("")
            return
        left = soonest["limit"] - soonest["used"]
        at = wording.moment_words(soonest["due"], self._session.language)
        words = wording.left_words(left, self._session.language)
        self._due.setText(f"{self._session.text('document.due', at=at)}　{words}")
        self._due.setProperty("role", "late" if left < 0 else "soon")
        self._due.style().unpolish(self._due)
        self._due.style().polish(self._due)

    def _show_attachments(self, shown: Row) -> None:
        self.attachments.clear()
        for row in shown["attachments"]:
            item = QListWidgetItem(f"{row['name']}　{row['size']:,}")
            item.setData(Qt.ItemDataRole.UserRole, (row["sha256"], row["name"]))
            self.attachments.addItem(item)
        self.tabs.setTabVisible(2, bool(shown["attachments"]))

    # ── files ───────────────────────────────────────────────────────────────

    def _save_attachment(self, item: QListWidgetItem) -> None:
        sha256, name = item.data(Qt.ItemDataRole.UserRole)
        login, document = self._session.login, self._wanted
        title = self._session.text("document.save_attachment")
        target, _ = QFileDialog.getSaveFileName(self, title, name)
        if target:
            self.write(lambda office: office.attachment(login, document, sha256), Path(target))

    def _export_to(self, what: str) -> None:
        login, document = self._session.login, self._wanted
        title = (self._shown or {"elements": {"title": ""}})["elements"]["title"]
        target, _ = QFileDialog.getSaveFileName(self, "PDF", f"{title}.pdf", "PDF (*.pdf)")
        if target:
            self.write(lambda office: getattr(office, what)(login, document).data, Path(target))

    def write(self, question: Any, target: Path) -> None:
        """Save what a question gives under a name, and say so."""
        words = self._session.text("document.saved", file=target.name)
        self._session.ask(
            lambda office: target.write_bytes(question(office)),
            lambda _: self._session.told.emit(words, "done"),
        )


def _entry(event: Event) -> TimelineEntry:
    return TimelineEntry(
        event.at, event.who, event.what, event.tone, event.level, event.text, f"#{event.n}",
        detail=event.hash[:16],
    )  # fmt: skip
