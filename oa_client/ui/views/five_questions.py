"""初审五问: each must be answered; a no says why the paper goes back (条例 art. 24 (3))."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QLabel, QPushButton, QWidget

from oa_client.ui.presenters.session import Session
from oa_client.ui.views.plain_label import plain_label
from oa_client.ui.views.shortcuts import pressed

QUESTIONS = range(1, 6)


class FiveQuestions(QWidget):
    """Five lines, each with 是 and 否; the digits jump, Y and N answer."""

    answered = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._labels: list[QLabel] = []
        self._groups: list[QButtonGroup] = []
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(6)
        grid.setVerticalSpacing(6)
        for row, _ in enumerate(QUESTIONS):
            label = plain_label(wraps=True)
            self._labels.append(label)
            grid.addWidget(label, row, 0)
            group = QButtonGroup(self)
            for column, word in enumerate(("yes", "no"), 1):
                button = QPushButton()
                button.setCheckable(True)
                button.setProperty("role", word)
                group.addButton(button, int(word == "yes"))
                grid.addWidget(button, row, column)
            group.idClicked.connect(lambda _: self.answered.emit())
            self._groups.append(group)
        grid.setColumnStretch(0, 1)
        self.setFocusProxy(self._groups[0].button(1))
        self.translate()

    def translate(self) -> None:
        """All words in the language of the session."""
        text = self._session.text
        for number, label, group in zip(QUESTIONS, self._labels, self._groups, strict=True):
            question = text(f"act.question_{number}")
            label.setText(f"{number}  {question}")
            for word in ("yes", "no"):
                button = group.button(int(word == "yes"))
                button.setText(text(f"act.{word}"))
                button.setAccessibleName(f"{question} {button.text()}")

    def clear(self) -> None:
        """Every question is open again."""
        for group in self._groups:
            group.setExclusive(False)
            for button in group.buttons():
                button.setChecked(False)
            group.setExclusive(True)

    def given(self) -> dict[int, bool]:
        """The questions that were answered, and how."""
        chosen = {n: group.checkedId() for n, group in enumerate(self._groups, 1)}
        return {number: bool(choice) for number, choice in chosen.items() if choice != -1}

    def answers(self) -> list[bool] | None:
        """What was answered; None while one is open."""
        chosen = [group.checkedId() for group in self._groups]
        return None if -1 in chosen else [bool(choice) for choice in chosen]

    def answer(self, number: int, yes: bool) -> None:
        """Answer one of them."""
        self._groups[number - 1].button(int(yes)).setChecked(True)
        self.answered.emit()

    def lead_to(self, number: int) -> None:
        """The keyboard to one of them."""
        self._groups[number - 1].button(1).setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """1 to 5 jump to a question; Y and N answer the one at hand and go on."""
        at = next((n for n, g in enumerate(self._groups) if g.button(1).hasFocus()
                   or g.button(0).hasFocus()), 0)  # fmt: skip
        question, yes = pressed("question", event), pressed("yes", event) is not None
        if question is not None:
            self.lead_to(question + 1)
        elif yes or pressed("no", event) is not None:
            self.answer(at + 1, yes)
            self._groups[min(at + 1, len(self._groups) - 1)].button(1).setFocus()
        else:
            super().keyPressEvent(event)
