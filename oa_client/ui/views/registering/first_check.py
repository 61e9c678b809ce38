"""初审 beside the register: the five questions while the paper is still in hand."""

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout

from oa_client.docflow.model.text import most
from oa_client.ui.presenters.session import Session
from oa_client.ui.views.five_questions import QUESTIONS, FiveQuestions


class FirstCheck(QFrame):
    """Answered now, the paper goes on at once; left open, the first check comes later."""

    changed = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self._session = session
        self._name, self._source, self._count = QLabel(), QLabel(), QLabel()
        for label, role in (
            (self._name, "strong"), (self._source, "meta"), (self._count, "meta"),
        ):  # fmt: skip
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setProperty("role", role)
        self.questions = FiveQuestions(session)
        self.questions.answered.connect(self._answered)
        self.reason = QLineEdit()
        self.reason.setMaxLength(most("reason") + 1)
        self.reason.textChanged.connect(self.changed)
        self.reason.hide()
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._name)
        head.addWidget(self._source)
        head.addStretch(1)
        head.addWidget(self._count)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 10)
        column.setSpacing(6)
        column.addLayout(head)
        column.addWidget(self.questions)
        column.addWidget(self.reason)

    def translate(self) -> None:
        """All words in the language of the session."""
        text = self._session.text
        self._name.setText(text("register.first_check"))
        self._source.setText(text("register.first_check_source"))
        self.reason.setPlaceholderText(text("register.why_back"))
        self.reason.setAccessibleName(text("register.why_back"))
        self.questions.translate()
        self._say_count()

    def fields(self) -> dict[str, object] | None:
        """What the first check would say; None while a question or the reason is open."""
        answers, reason = self.questions.answers(), self.reason.text().strip()
        if answers is None:
            return None
        if all(answers):
            return {"answers": answers}
        return {"answers": answers, "reason": reason} if reason else None

    def outcome(self) -> str:
        """later, on, back; or reason where a no is not explained yet."""
        answers = self.questions.answers()
        if answers is None:
            return "later"
        if all(answers):
            return "on"
        return "back" if self.reason.text().strip() else "reason"

    def open_questions(self) -> list[int]:
        """Those that are still to be answered, once the first was."""
        given = self.questions.given()
        return [number for number in QUESTIONS if number not in given] if given else []

    def lead_to(self, place: str) -> None:
        """To the reason, or to a question such as `question-3`, with the keyboard."""
        if place == "reason":
            self.reason.setFocus()
        else:
            self.questions.lead_to(int(place.rpartition("-")[2]))

    def half(self) -> dict[str, object]:
        """What was answered so far, to be put away with the form."""
        given = self.questions.given()
        answers = [f"{number}{'y' if yes else 'n'}" for number, yes in given.items()]
        return {"answers": answers, "why_back": self.reason.text()} if answers else {}

    def take(self, said: dict[str, Any]) -> None:
        """The answers that were put away; what is none is left out."""
        kept = said.get("answers")
        for answer in kept if isinstance(kept, list) else []:
            if answer[:-1] in {str(number) for number in QUESTIONS} and answer[-1] in "yn":
                self.questions.answer(int(answer[:-1]), answer[-1] == "y")
        self.reason.setText(str(said.get("why_back", "")))

    def clear(self) -> None:
        """For the next paper."""
        self.questions.clear()
        self.reason.clear()
        self._answered()

    def _answered(self) -> None:
        self.reason.setVisible(not all(self.questions.given().values()))
        self._say_count()
        self.changed.emit()

    def _say_count(self) -> None:
        facts = {"count": len(self.questions.given()), "of": len(QUESTIONS)}
        self._count.setText(self._session.text("register.answered", **facts))
