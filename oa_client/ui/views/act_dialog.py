"""The questions that an act asks before it is done; refused, it stays open with what was typed."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialogButtonBox, QVBoxLayout, QWidget

from oa_client.ui import theme, wording
from oa_client.ui.presenters.asked import (
    ASKS,
    FINAL,
    SAID_THERE,
    SENT_AS,
    reason_missing,
    told_before,
)
from oa_client.ui.presenters.printing import glyphs_refusal
from oa_client.ui.presenters.session import Session
from oa_client.ui.views.act_form import wrapped
from oa_client.ui.views.act_questions import ActQuestions
from oa_client.ui.views.dialog_keys import ctrl_enter
from oa_client.ui.views.kept_answers import KeptAnswers
from oa_client.ui.views.painted.elided import ElidedLabel
from oa_client.ui.views.people_picker import PeoplePicker

Row = dict[str, Any]


class ActDialog(ActQuestions):
    """A form for one act."""

    acted = Signal(object)

    def __init__(
        self, session: Session, action: str, shown: Row | None, opinion: str = "",
        parent: QWidget | None = None, *, called: str = "",
        for_: str = "",
    ) -> None:  # fmt: skip
        """`called` is what stood on the button that asked; `for_` for whom it is done, by name."""
        super().__init__(session, action, shown, opinion, parent, called, for_)
        self.setWindowTitle(wording.action_name(action, session.language))
        self.setMinimumWidth(theme.look().px(460))
        for ask in ASKS.get(action, ()):
            getattr(self, "_ask_" + ask.rstrip("?").replace("-", "_"))()
        if self._days or "expected" in self.inputs:
            session.ask(lambda office: office.now(), self._set_days)
        if action == "print" and shown is not None:
            login, document = session.login, shown["document"]
            session.ask(lambda office: office.unprintable(login, document), self._know_glyphs)
        buttons = QDialogButtonBox()
        buttons.addButton(self.ok, QDialogButtonBox.ButtonRole.AcceptRole)
        self.ok.setProperty("role", "danger" if action in FINAL else "primary")
        buttons.addButton(session.text("act.cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.send)
        ctrl_enter(self, self.send)
        session.crashed.connect(self._go_on)
        buttons.rejected.connect(self.reject)
        self._form.setHorizontalSpacing(12)
        self._form.setVerticalSpacing(10)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(10)
        column.addLayout(self._heading())
        column.addLayout(self._form)
        column.addWidget(self._trouble)
        column.addWidget(buttons)
        self._watch()
        of = shown["document"] if shown else ""
        self._kept = KeptAnswers(session, f"act.{action}.{of}", self.inputs, self)
        self.rejected.connect(self._kept.put_away)

    def _heading(self) -> QVBoxLayout:
        """Which act, upon which document, and what follows from it."""
        language = self._session.language
        heading = ElidedLabel("pane")
        heading.setText(wording.action_name(self._action, language))
        column = QVBoxLayout()
        column.setSpacing(2)
        column.addWidget(heading)
        if self._shown is not None:
            title = ElidedLabel("meta")
            title.setText(str(self._shown["elements"]["title"]))
            column.addWidget(title)
        for words in told_before(self._session, self._action, self._shown):
            column.addSpacing(4)
            column.addWidget(wrapped(words))
        return column

    def fields(self) -> Row:
        """What was said, as the act takes it."""
        said = {name: read() for name, read in self._reads.items()}
        if self._opinion and self._action not in SAID_THERE:
            said["opinion"] = self._opinion
        return {name: value for name, value in said.items() if value not in (None, [])}

    def send(self) -> None:
        """Do it; refused, the reason stands below and nothing is lost."""
        if not self.ok.isEnabled():
            return  # the answer to the press before is on its way
        shown = self._shown
        pickers = [w for w in self.inputs.values() if isinstance(w, PeoplePicker)]
        if not all(picker.settle() for picker in pickers):
            return  # a name that is nobody's must not be left out unseen
        missing = reason_missing(self._session, self._action, shown, self.fields())
        if missing:
            self._say(missing, "opinion")
            return
        self.ok.setEnabled(False)
        action, more = SENT_AS.get(self._action, (self._action, {}))
        self._session.act(
            action, self.fields() | more, document=shown["document"] if shown else None,
            version=shown["version"] if shown else None, files=tuple(self.brought),
            then=self._done, failed=self._refused,
        )  # fmt: skip

    def _know_glyphs(self, unshown: Row) -> None:
        """What can't be printed whole is not printed, and that is said before one presses."""
        if unshown:
            self.ok.setEnabled(False)
            self._final = True
            self._say(glyphs_refusal(self._session, unshown))

    def _go_on(self, _: str) -> None:
        """A fault of ours: he may try again."""
        self.ok.setEnabled(True)

    def _done(self, changes: Any) -> None:
        self._kept.drop()
        self.acted.emit(changes)
        self.accept()

    def _refused(self, failure: Any) -> None:
        self.ok.setEnabled(True)
        field = "opinion" if failure.code == "opinion-missing" else failure.facts.get("field")
        if "value" in self.inputs and field == self._reads["field"]():
            field = "value"  # the element that is corrected
        if field not in self.inputs:
            self.ok.setFocus()  # a button that waited has handed the keyboard on to 取消
        self._say(self._session.say(failure), str(field))
        self._session.catch_up(failure)  # behind it the paper is shown as it stands now
