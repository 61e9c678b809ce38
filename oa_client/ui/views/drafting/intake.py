"""A word processor's file taken over into the draft; asked about once, taken back by one undo."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import (
    QDialogButtonBox,
    QLabel,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from oa_client.docflow.handling.form.paper import form_of, kind_in
from oa_client.docflow.model.intake import Intake
from oa_client.ui import theme
from oa_client.ui.presenters.bringing import (
    Brought,
    change_words,
    content_words,
    read,
    remark_words,
)
from oa_client.ui.presenters.session import Session
from oa_client.ui.views.element_form import ElementForm
from oa_client.ui.views.file_dialogs import ask_file
from oa_client.ui.views.fitted_dialog import FittedDialog
from oa_client.ui.views.painted.elided import ElidedLabel
from oa_client.ui.views.painted.gutter import GutteredText
from oa_client.ui.views.plain_label import plain_label

Elements = tuple[str, tuple[str, ...], tuple[str, ...], str, str]
"""标题, 主送机关, 附件说明, 文种 and the form that goes with it."""


@dataclass(frozen=True)
class _Along:
    """Elements that change along with a step of the text: between how many steps, and how."""

    before: int
    after: int
    old: Elements
    new: Elements


class DraftIntake(QObject):
    """Reads a file aside, asks what has to be asked, and puts it where one writes."""

    def __init__(
        self, session: Session, form: ElementForm, text: GutteredText, over: QWidget
    ) -> None:
        super().__init__(over)
        self._session, self._form, self._text, self._over = session, form, text, over
        self._along: list[_Along] = []
        self._steps = 0
        text.brought.connect(lambda file: self.bring(Path(file)))
        text.textChanged.connect(self._follow)
        text.document().undoCommandAdded.connect(self._forget_undone)

    def choose(self) -> None:
        """Which file?"""
        title = self._session.text("draft.bring")
        chosen = ask_file(self._over, title, "*.docx")
        if chosen:
            self.bring(chosen)

    def bring(self, path: Path) -> None:
        """Read a file while one goes on writing."""
        take_in = self._session.facts.take_in
        self._session.ask_beside(lambda _: read(take_in, path), self._read, latest="intake")

    def _read(self, brought: Brought) -> None:
        asks = brought.accepted.changes or brought.accepted.remarks or self.written()
        if not asks:
            self.take(brought.accepted, brought.name)
            return
        dialog = IntakeDialog(self._session, brought, written=self.written(), over=self._over)
        dialog.chosen.connect(
            lambda taken, below: self.take(taken, brought.name, below=below)
        )  # fmt: skip
        dialog.open()

    def written(self) -> bool:
        """Whether something stands in the draft that could be lost."""
        title, to, *_ = self._elements()
        return bool(title or to or self._text.whole().strip())

    def take(self, taken: Intake, name: str, *, below: bool = False) -> None:
        """Put it in the place of what stands there, or below it."""
        before = self._text.document().availableUndoSteps()
        self._text.put(
            taken.body, below=below, then=lambda: self._taken(taken, name, before, below=below)
        )

    def _taken(self, taken: Intake, name: str, before: int, *, below: bool) -> None:
        """Its text is here: the elements come along."""
        after = self._text.document().availableUndoSteps()
        old = self._elements()
        title, to = taken.title or old[0], taken.to or old[1]
        if below:
            title, to = old[0] or taken.title, old[1] or taken.to
        kept = old[2] if below or not taken.attachments else ()
        attached = tuple(dict.fromkeys((*kept, *taken.attachments)))
        new = (title, to, attached, *self._kind(title, old))
        self._put(new)
        self._form.say_kind(new[3] if new[3:] != old[3:] else "")
        self._along.append(_Along(before, after, old, new))
        self._steps = after
        self._text.setFocus()
        self._session.told.emit(self._session.text("draft.brought", file=name), "done")

    def _kind(self, title: str, old: Elements) -> tuple[str, str]:
        """What the title calls itself, with the form of that; as it was where it says nothing."""
        kind = kind_in(title)
        return (kind, form_of({"kind": kind})) if kind and kind != old[3] else old[3:]

    def _elements(self) -> Elements:
        said = self._form.fields()
        to, attached = (tuple(said.get(name) or ()) for name in ("to", "attachments"))
        return (said.get("title") or "", to, attached, said.get("kind") or "",
                said.get("form") or "")  # fmt: skip

    def _put(self, elements: Elements) -> None:
        title, to, attached, kind, form = elements
        self._form.put("kind", kind)
        self._form.put("form", form)
        self._form.put("title", title)
        self._form.put("to", list(to))
        self._form.put("attachments", list(attached))

    # ── undo ────────────────────────────────────────────────────────────────

    def _follow(self) -> None:
        """A step that is undone or done again takes the elements along, unless he changed them."""
        document = self._text.document()
        was, self._steps = self._steps, document.availableUndoSteps()
        if not self._steps and not document.isRedoAvailable():
            self._along.clear()  # another text
        for along in self._along:
            undone = (was, self._steps) == (along.after, along.before)
            again = (was, self._steps) == (along.before, along.after)
            if undone and self._elements() == along.new:
                self._put(along.old)
            elif again and self._elements() == along.old:
                self._put(along.new)

    def _forget_undone(self) -> None:
        """What was undone and then written over is never done again."""
        now = self._text.document().availableUndoSteps()
        self._along = [along for along in self._along if along.after < now]


class IntakeDialog(FittedDialog):
    """What is in the file, what is undecided in it, what stays behind, and where it goes."""

    chosen = Signal(object, bool)
    """What is taken, and whether it goes below what is written."""

    def __init__(
        self, session: Session, brought: Brought, *, written: bool, over: QWidget
    ) -> None:
        super().__init__(over)
        self._brought = brought
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(session.text("draft.bring"))
        self.setMinimumWidth(theme.look().px(480))
        text, taken = session.text, brought.accepted
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(8)
        heading = ElidedLabel("pane")
        heading.setText(brought.name)
        column.addWidget(heading)
        for words in content_words(session, taken):
            column.addWidget(_label(words, "meta"))
        self.as_made, self.as_was = QRadioButton(), QRadioButton()
        self.as_made.setChecked(True)
        for choice, key in ((self.as_made, "accept"), (self.as_was, "refuse")):
            choice.setText(text(f"draft.brought_{key}"))
            choice.setVisible(bool(taken.changes))
        if taken.changes:
            column.addSpacing(6)
            column.addWidget(_label(change_words(session, taken), "strong"))
        for choice in (self.as_made, self.as_was):
            column.addWidget(choice)
        remarks = remark_words(session, taken)
        if remarks:
            column.addSpacing(6)
            column.addWidget(_label(text("draft.brought_left"), "strong"))
        for words in remarks:
            column.addWidget(_label(words, ""))
        if written:
            column.addSpacing(6)
            column.addWidget(_label(text("draft.brought_over"), "soon"))
        column.addSpacing(8)
        column.addWidget(self._buttons(session, written))

    def _buttons(self, session: Session, written: bool) -> QDialogButtonBox:
        text, accept = session.text, QDialogButtonBox.ButtonRole.AcceptRole
        buttons = QDialogButtonBox()
        name = "draft.brought_replace" if written else "draft.brought_take"
        self.take = buttons.addButton(text(name), accept)
        self.take.setProperty("role", "primary")
        self.below = buttons.addButton(text("draft.brought_below"), accept)
        self.below.setVisible(written)
        buttons.addButton(text("act.cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        self.take.clicked.connect(lambda: self._choose(below=False))
        self.below.clicked.connect(lambda: self._choose(below=True))
        buttons.rejected.connect(self.reject)
        return buttons

    def _choose(self, *, below: bool) -> None:
        taken = self._brought.refused if self.as_was.isChecked() else self._brought.accepted
        self.accept()
        self.chosen.emit(taken, below)


def _label(words: str, role: str) -> QLabel:
    return plain_label(role, words, wraps=True)
