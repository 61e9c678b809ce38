"""One document: its way, its slip, its pages, its record, and the bar of what may be done."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QSizePolicy,
    QStackedLayout,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from oa_client.docflow.handling.slip import FORMS
from oa_client.docflow.model.errors import OfficeError, StoreUnavailable
from oa_client.docflow.model.saving import safe_name, write_file
from oa_client.docflow.typeset.layout import layout
from oa_client.docflow.typeset.page import Layout
from oa_client.ui import wording
from oa_client.ui.presenters.case import SlipCell, recalled_words, slip_of
from oa_client.ui.presenters.drafting import place_of, with_unsaved
from oa_client.ui.presenters.offers import offers_of
from oa_client.ui.presenters.session import Session
from oa_client.ui.views.action_bar import ActionBar
from oa_client.ui.views.file_dialogs import ask_target
from oa_client.ui.views.page_preview import PagePreview
from oa_client.ui.views.painted.sheet import SheetArea
from oa_client.ui.views.painted.sheet_places import SheetCellView, SheetView
from oa_client.ui.views.painted.unpacked import unpack
from oa_client.ui.views.plain_label import plain_label
from oa_client.ui.views.print_dialog import PrintDialog
from oa_client.ui.views.shortcuts import put
from oa_client.ui.views.title_block import EXPORTS, TitleBlock
from oa_client.ui.views.trail import TrailView

Row = dict[str, Any]

ROOM, NO_ROOM = QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored

SLIPS = {"incoming": "收文处理单", "outgoing": "发文稿纸", "circulation": "传阅单"}
"""What the slip is called, on the screen as on paper."""


class DocumentPane(QWidget):
    """Everything about one document."""

    acted = Signal(object)
    """What was Done."""
    opened = Signal(str)
    """A document lies open now, to be read and written on."""
    widened = Signal(bool)
    """The record with its compared text wants the room of the list as well."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._shown: Row | None = None
        self._wanted = ""
        self._brought_back: set[tuple[str, int]] = set()
        self.head = TitleBlock(session)
        self.head.back_asked.connect(self.show_slip)
        self.head.export_asked.connect(self._export_to)
        self.head.print_asked.connect(self.ask_print)
        self.head.track_asked.connect(self._track)
        self.head.changes_asked.connect(self._see_changes)
        self.sheet = SheetArea()
        self._page_area = PagePreview(session)
        self.page = self._page_area.page
        self.trail = TrailView(session)
        self.attachments = QListWidget()
        self.attachments.itemActivated.connect(self._save_attachment)
        self.bar = ActionBar(session)
        self.bar.typing.connect(self.sheet.set_typing)
        self.bar.acted.connect(self.acted)
        self._narrow = False
        put("print", self, self.ask_print)
        self._lay_out()
        self.clear()

    def _lay_out(self) -> None:
        self._empty = plain_label("meta")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._body = QWidget()
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self._body)
        whole = QVBoxLayout(self._body)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setProperty("role", "parts")
        self.tabs.tabBar().setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        whole.addWidget(self.head)
        whole.addWidget(self.tabs, 1)
        whole.addWidget(self.bar)
        self._sheet_area = QFrame()
        self._sheet_area.setProperty("role", "sheet-card")
        slip = QVBoxLayout(self._sheet_area)
        slip.setContentsMargins(1, 1, 1, 1)
        slip.addWidget(self.sheet)
        self._both = QWidget()
        self._beside = QHBoxLayout(self._both)
        self._beside.setContentsMargins(16, 12, 16, 12)
        self._beside.setSpacing(12)
        self._beside.addWidget(self._sheet_area, 1)
        self._beside.addWidget(self._page_area, 1)
        self._alone = QWidget()
        self._page_alone = QVBoxLayout(self._alone)
        self._page_alone.setContentsMargins(16, 12, 16, 12)
        for part in (self._both, self._alone, self.trail, self.attachments):
            self.tabs.addTab(part, "")
        self.tabs.currentChanged.connect(lambda _: self._tab_changed())
        self.tabs.setTabVisible(self.tabs.indexOf(self._alone), False)
        self.translate()

    def translate(self) -> None:
        """All words in the language of the session."""
        text = self._session.text
        self._empty.setText(text("list.choose"))
        self.tabs.setAccessibleName(text("document.parts"))
        self.tabs.tabBar().setAccessibleName(text("document.parts"))
        self.sheet.setAccessibleName(text("document.slip"))
        self._page_area.translate()
        self.head.translate()
        names = ("document.slip", "document.page", "trail.tab", "document.attachments")
        for number, key in enumerate(names):
            self.tabs.setTabText(number, text(key))
            self.tabs.tabBar().tabRect(number)  # hidden, Qt would keep the old words' width
        self.trail.translate()
        self.attachments.setAccessibleName(text("document.attachments"))
        self.bar.translate()
        self.refresh()

    def _see_changes(self) -> None:
        self.tabs.setCurrentWidget(self.trail)

    def clear(self) -> None:
        """No document is shown."""
        self._shown, self._wanted = None, ""
        self._empty.setText(self._session.text("list.choose"))
        self._stack.setCurrentWidget(self._empty)
        self.bar.clear()
        self._tab_changed()

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
            draft = office.autosaved(login, place_of(document))
            tracked = document in office.starred(login)
            may = office.may(login, document)
            return shown, may, unpack(layout(paper)), kept, draft, tracked

        self._session.ask(question, self._show, self._gone, latest="document")

    def set_narrow(self, narrow: bool) -> bool:
        """Too little room for slip and page beside each other: the page gets a tab. Whether that
        is new.
        """
        if narrow == self._narrow:
            return False
        self._narrow = narrow
        (self._page_alone if narrow else self._beside).addWidget(self._page_area)
        self._page_area.show()
        self.tabs.setTabVisible(self.tabs.indexOf(self._alone), narrow)
        return True

    def show_slip(self) -> None:
        """The first of its parts."""
        self.tabs.setCurrentWidget(self._both)

    def _tab_changed(self) -> None:
        """The record takes the whole width, and the ledger's word the place of the bar."""
        wide = self.tabs.currentWidget() is self.trail and self._shown is not None
        self.head.back.setVisible(wide)
        self.head.flow.set_detailed(wide)
        self.bar.setVisible(self._shown is not None and not wide)
        # out of sight none asks for room of its own: the list keeps the breadth that it was
        # given, and the stages their names
        self.trail.setSizePolicy(ROOM if wide else NO_ROOM, ROOM)
        for part in (self._both, self._alone, self.trail, self.attachments):
            high = ROOM if part is self.tabs.currentWidget() else NO_ROOM
            part.setSizePolicy(part.sizePolicy().horizontalPolicy(), high)
        self.widened.emit(wide)
        if wide:
            self.trail.check()

    def take_keyboard(self) -> None:
        """The opinion, where one may be written here; else the parts of the document."""
        opinion = self.bar.opinion
        (opinion if opinion.isVisible() and opinion.isEnabled() else self.tabs.tabBar()).setFocus()

    def wanted(self) -> str:
        """The document that is shown or on its way; empty where there is none."""
        return self._wanted

    def shown(self) -> Row | None:
        """The document as it was answered last."""
        return self._shown

    def refresh_if(self, document: str) -> None:
        """Ask again where this document is the one that is shown."""
        if document == self._wanted:
            self.refresh()

    def refresh(self) -> None:
        """Ask again for the document that is shown."""
        if self._wanted:
            self.open(self._wanted)

    def _gone(self, failure: Any) -> None:
        self._session.tell_failure(failure)
        if not isinstance(failure, StoreUnavailable):
            self.clear()
        elif self._shown and self._shown["document"] != self._wanted:
            self._say_instead(failure)  # what is shown is not what he chose
        # lost, he reads and writes on what he has

    def _say_instead(self, failure: StoreUnavailable) -> None:
        """Why the document can't be shown; it comes as soon as the office answers."""
        wanted = self._wanted
        self.clear()
        self._wanted = wanted
        self._empty.setText(self._session.say(failure))

    def _show(self, answer: Any) -> None:
        shown, may, page, kept, draft, tracked = answer
        if shown["document"] != self._wanted:  # put away while the answer was on its way
            return
        before, self._shown = self._shown, shown
        session = self._session
        same = before is not None and before["document"] == shown["document"]
        moved = before is None or not same or before["version"] != shown["version"]
        if before is not None and same and moved and self.bar.primary.isVisibleTo(self.bar):
            self._tell_news(before, shown)
        self.head.show_case(shown, tracked=tracked)
        elements, cells = slip_of(session, shown)
        self.sheet.set_view(self._sheet_view(shown, elements, cells), anew=moved)
        self._show_page(shown, page)
        self.trail.show_case(shown)
        self._show_attachments(shown)
        offers = with_unsaved(session, shown, offers_of(session, shown, may), draft)
        self.bar.show_case(shown, offers, kept or self._taken_back(shown))
        self._tab_changed()
        self._stack.setCurrentWidget(self._body)
        if moved:  # else somebody may have scrolled on meanwhile
            self.sheet.show_cell([cell.stage for cell in cells if cell.mine])
        self.opened.emit(str(shown["document"]))

    def _tell_news(self, before: Row, shown: Row) -> None:
        """Somebody else has done something with the paper that he has in hand."""
        came = [entry for entry in shown["history"][len(before["history"]) :]
                if entry["code"] not in ("opened", "card") and entry["by"]]  # fmt: skip
        if came and came[-1]["by"] != self._session.login:
            session, last = self._session, came[-1]
            session.told.emit(
                session.text(
                    "document.moved_on", person=last["name"],
                    act=wording.entry_name(last["code"], session.language),
                    at=wording.moment_words(last["at"], session.language),
                ), "done",
            )  # fmt: skip

    def _track(self, on: bool) -> None:
        """Follow the document that is shown, or no longer; his lists are counted anew."""
        if self._shown is None:
            return
        session, login, document = self._session, self._session.login, self._shown["document"]

        def not_kept(failure: OfficeError) -> None:
            self.head.track.setChecked(not on)
            session.tell_failure(failure)

        session.ask(
            lambda office: office.star(login, document, on=on),
            lambda _: session.changed.emit(None), not_kept,
        )  # fmt: skip

    def _show_page(self, shown: Row, made: Layout) -> None:
        """What came in is shown as it came; a page set of its elements is no original."""
        came_in = self._session.facts.procedure(shown["procedure"])["opens_with"] == "register"
        files, login, document = shown["attachments"], self._session.login, shown["document"]
        if came_in and files:
            sha256 = files[0]["sha256"]
            self._page_area.show_original(
                (f"{document} {sha256}", files[0]["name"]),
                lambda office: office.attachment(login, document, sha256), made,
            )  # fmt: skip
        else:
            self._page_area.show_layout(made, of_elements=came_in)

    def _taken_back(self, shown: Row) -> str:
        """The words of a step that was recalled, once: struck out they don't come again."""
        step = (shown["document"], shown["version"])
        if step in self._brought_back:
            return ""
        self._brought_back.add(step)
        return recalled_words(self._session.login, shown)

    def _sheet_view(
        self, shown: Row, elements: dict[str, str], cells: list[SlipCell]
    ) -> SheetView:  # fmt: skip
        text = self._session.text
        form = FORMS[self._session.facts.procedure(shown["procedure"])["opens_with"]]
        views = [
            SheetCellView(
                cell.label,
                cell.entries,
                cell.pending,
                cell.mine,
                text("document.typing"),
                f"{cell.signs}　{text('document.sign_below')}",
                cell.stage,
                cell.ahead,
            )
            for cell in cells
        ]
        office = self._session.facts.office["name"]
        return SheetView(SLIPS[form], office, tuple(elements.items()), views)

    def _show_attachments(self, shown: Row) -> None:
        self.attachments.clear()
        for row in shown["attachments"]:
            item = QListWidgetItem(f"{row['name']}　{wording.size_words(row['size'])}")
            item.setData(Qt.ItemDataRole.UserRole, (row["sha256"], row["name"]))
            self.attachments.addItem(item)
        self.tabs.setTabVisible(self.tabs.indexOf(self.attachments), bool(shown["attachments"]))

    # ── files ───────────────────────────────────────────────────────────────

    def _save_attachment(self, item: QListWidgetItem) -> None:
        sha256, name = item.data(Qt.ItemDataRole.UserRole)
        login, document = self._session.login, self._wanted
        title = self._session.text("document.save_attachment")
        target = ask_target(self, title, safe_name(name))
        if target:
            self._session.move_file(
                name,
                lambda office, steps: office.save_attachment(
                    login, document, sha256, Path(target), steps
                ),
                lambda _: self._session.tell_saved(Path(target)),
            )

    def _export_to(self, what: str) -> None:
        login, document = self._session.login, self._wanted
        title = (self._shown or {"elements": {"title": ""}})["elements"]["title"]
        name, suffix = self._session.text(f"document.export_{what}"), EXPORTS[what]
        offered = safe_name(title, suffix)
        asked = self._session.text("document.export_as", what=name.rstrip("…"))
        target = ask_target(self, asked, offered, f"*{suffix}")
        if target:
            self.write(lambda office: _bytes_of(office, what, login, document), target)

    def ask_print(self) -> None:
        """Ctrl+P: what of it goes onto paper?"""
        if self._shown is not None:
            PrintDialog(self._session, self._shown, self).open()

    def write(self, question: Any, target: Path) -> None:
        """Save what a question gives under a name, and say so."""
        self._session.ask(
            lambda office: write_file(target, question(office)),
            lambda _: self._session.tell_saved(target),
        )


def _bytes_of(office: Any, what: str, login: str, document: str) -> bytes:
    made = getattr(office, what)(login, document)
    return made if isinstance(made, bytes) else bytes(made.whole())
