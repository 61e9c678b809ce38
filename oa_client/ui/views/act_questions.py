"""What acts ask, one question each; which act asks which stands in `presenters/asked`."""

from datetime import date
from typing import Any

from PySide6.QtCore import QDate
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDateEdit,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)

from oa_client.docflow.handling.notices import unsigned
from oa_client.docflow.model import moment
from oa_client.ui import wording
from oa_client.ui.presenters.asked import (
    AHEAD,
    CORRECTABLE,
    SAID_THERE,
    SOURCES,
    annexes_in,
    countersigners_named,
    explanations_waiting,
    kept_periods,
    named_steps,
    steps_ahead,
)
from oa_client.ui.presenters.done import several
from oa_client.ui.presenters.relief import already_words
from oa_client.ui.presenters.session import Session
from oa_client.ui.presenters.signers import removable
from oa_client.ui.presenters.urged import urged_words
from oa_client.ui.views.act_form import ActForm, wrapped
from oa_client.ui.views.corrected_value import CorrectedValue
from oa_client.ui.views.document_picker import DocumentPicker
from oa_client.ui.views.five_questions import FiveQuestions
from oa_client.ui.views.listed_ground import ListedGround
from oa_client.ui.views.next_number import NextNumber
from oa_client.ui.views.people_picker import PeoplePicker
from oa_client.ui.views.spin import spin
from oa_client.ui.views.still import still

Row = dict[str, Any]


class ActQuestions(ActForm):
    """The form of one act, with every question that an act may ask."""

    def __init__(
        self, session: Session, action: str, shown: Row | None, opinion: str,
        parent: QWidget | None, called: str, for_: str,
    ) -> None:  # fmt: skip
        """`called` is what stood on the button that asked; whoever confirms presses the same."""
        super().__init__(session, shown, parent)
        self._action = action
        self._opinion = opinion
        self._for = for_
        self._called = called or wording.action_name(action, session.language)
        self.ok = QPushButton(self._called)

    def _goes_back(self, back: bool) -> None:
        """The same button sends the paper back where an answer says so."""
        words = wording.term("instead", self._action, self._session.language)
        if self._for:
            words = self._session.text("relief.act_for", person=self._for, label=words)
        self.ok.setText(words if back else self._called)

    def _ask_answers(self) -> None:
        questions = FiveQuestions(self._session)
        self._form.addRow(questions)
        self.inputs["answers"] = questions
        self._reads["answers"] = questions.answers
        questions.answered.connect(self._show_reason)

    def _show_reason(self) -> None:
        """Why it goes back is asked only where it goes back."""
        questions = self.inputs["answers"]
        assert isinstance(questions, FiveQuestions)
        denied = not all(questions.given().values())
        self._form.setRowVisible(self.inputs["reason"], denied)
        self._goes_back(denied)

    def _ask_reason(self) -> None:
        label = "act.back_to_sender" if self._action == "examine" else "act.reason"
        self._lines("reason", label)
        if "answers" in self.inputs:
            self._show_reason()
        if self._action in SAID_THERE:
            self._put_said("reason")

    def _put_said(self, name: str) -> None:
        box = self.inputs[name]
        assert isinstance(box, QPlainTextEdit)
        box.setPlainText(self._opinion)
        box.moveCursor(QTextCursor.MoveOperation.End)

    def _ask_against(self) -> None:
        self._lines("opinion", "act.reason")
        self._put_said("opinion")

    def _ask_unsaid(self) -> None:
        """The opinion without which it can't be done, where he has written none yet."""
        if not self._opinion:
            self._lines("opinion", "act.opinion")

    def _ask_leader(self) -> None:
        leaders = [
            (f"{person['name']}　{'、'.join(person['posts'])}", person["login"])
            for person in self._session.facts.people
            if {"主要负责人", "分管领导"} & set(person["posts"])
        ]
        usual = (self._session.text("act.leader_usual"), None)
        self._choice("leader", "act.leader", [usual, *leaders])

    def _ask_lead(self) -> None:
        self._pick("lead", "act.lead", several=False)

    def _ask_assist(self) -> None:
        self._pick("assist", "act.assist", several=True)

    def _ask_readers(self) -> None:
        self._pick("to", "act.people", several=True)

    def _ask_to_person(self) -> None:
        self._pick("to", "act.people", several=False)

    def _ask_person(self) -> None:
        self._pick("person", "act.person", several=False)

    def _ask_signer(self) -> None:
        self._pick("person", "act.signer", several=False)

    def _ask_when(self) -> None:
        words = [(self._session.text(f"act.when_{when}"), when) for when in ("before", "after")]
        self._choice("when", "act.when", words)

    def _ask_words(self) -> None:
        self._lines("opinion", "act.note")

    def _ask_added(self) -> None:
        """Whom he added and may take out again; there may be none any more by now."""
        self._choice("person", "act.signer_out", removable(self._session, self._shown or {}))

    def _ask_countersigners(self) -> None:
        self._pick("countersigners", "act.countersigners", several=True)
        picker = self.inputs["countersigners"]
        assert isinstance(picker, PeoplePicker)
        for name in countersigners_named(self._shown or {}):
            picker.add(name)

    def _ask_note(self) -> None:
        self._lines("note", "act.note")

    def _ask_to(self) -> None:
        law = self._session.facts.procedure(str((self._shown or {})["procedure"]))
        here = next(s for s in law["stages"] if s["id"] == (self._shown or {})["stage"])
        language = self._session.language
        stages = [(wording.stage_name(stage, language), stage) for stage in here["back"]]
        self._choice("to", "act.to_stage", stages)

    def _ask_then(self) -> None:
        words = [(self._session.text(f"act.then_{way}"), way) for way in ("repeat", "resume")]
        self._choice("then", "act.then", words)

    def _ask_order(self) -> None:
        orders = (("together", "together"), ("in-turn", "in_turn"), ("any", "any"))
        words = [(self._session.text(f"act.order_{key}"), way) for way, key in orders]
        self._choice("order", "act.order", words)

    def _ask_series(self) -> None:
        self._line("series", "act.series")
        line = self.inputs["series"]
        assert isinstance(line, QLineEdit)
        line.setPlaceholderText(self._session.facts.office["series"])

    def _ask_reserved(self) -> None:
        self._reserved("reserved", "act.reserved", (self._session.text("act.reserved_none"), None))

    def _ask_number(self) -> None:
        self._reserved("number", "act.reserved")

    def _ask_next_number(self) -> None:
        self._form.addRow(NextNumber(self._session, self._shown, self.inputs))

    def _ask_explanation(self) -> None:
        self._choice("n", "time.explanation", explanations_waiting(self._shown or {}))

    def _ask_accepted(self) -> None:
        words = [(self._session.text(f"time.assess_{key}"), key == "accepted")
                 for key in ("accepted", "refused")]  # fmt: skip
        self._choice("accepted", "time.assessed", words)

    def _ask_start(self) -> None:
        box = spin(0, 99_999)
        box.setSpecialValueText("—")
        self._row("start", "act.start", box, lambda: box.value() or None)

    def _ask_ground(self) -> None:
        self._line("ground", "act.ground")

    def _ask_listed_ground(self) -> None:
        grounds = ListedGround(self._session, str((self._shown or {})["procedure"]))
        self._row("ground", "act.ground", grounds, grounds.said)

    def _ask_said(self) -> None:
        self._lines("opinion", "time.said")

    def _ask_urging(self) -> None:
        """Which urging is answered: by whom, when and in which words."""
        words = urged_words(self._session, self._shown) if self._shown else ""
        if words:
            self._form.addRow(wrapped(words, "soon"))

    def _ask_whom(self) -> None:
        """Who is urged, told before one confirms; exactly those are."""
        people = (self._shown or {"urgeable": ()})["urgeable"]
        if people:
            names = several(self._session, people)
            self._form.addRow(wrapped(self._session.text("act.urges", names=names)))
            self._reads["to"] = lambda: list(people)

    def _ask_expected(self) -> None:
        self._line("expected", "time.expected")
        line = self.inputs["expected"]
        assert isinstance(line, QLineEdit)
        line.setPlaceholderText(self._session.text("time.day_like"))
        self._reads["expected"] = lambda: self._day_written(line.text())

    def _day_written(self, text: str) -> str | None:
        """A day as one writes it, of the coming months where no year stands; else as it stands."""
        today = date(*self._today.getDate())
        day = moment.day_in(text, coming=today)
        return day.isoformat() if day else text.strip() or None

    def _ask_by(self) -> None:
        self._pick("by", "time.by", several=True)

    def _ask_helpers(self) -> None:
        self._pick("helpers", "time.helpers", several=True)

    def _ask_supervised_ground(self) -> None:
        self._lines("ground", "act.ground")

    def _ask_source(self) -> None:
        language = self._session.language
        sources = [(wording.term("supervised", one, language), one) for one in SOURCES]
        self._choice("source", "time.source", [*sources, (self._session.text("time.other"), None)])

    def _ask_steps(self) -> None:
        """One on each line: they are ticked off by name as the work goes on."""
        self._lines("steps", "time.steps")
        read = self._reads["steps"]
        self._reads["steps"] = lambda: named_steps(read() or "")

    def _ask_steps_done(self) -> None:
        self._ticks("steps", "time.steps_done", steps_ahead(self._shown or {}))

    def _ask_until_perhaps(self) -> None:
        self._perhaps_day("until", "time.until", AHEAD[self._action])

    def _ask_every(self) -> None:
        law = self._session.facts.procedure(str((self._shown or {})["procedure"]))
        box, usual = spin(0, 400), law["supervision"]["every"]
        box.setSpecialValueText(self._session.text("time.every_usual", days=usual))
        self._row("every", "time.every", box, lambda: box.value() or None)

    def _ask_copies(self) -> None:
        box = spin(1, 100_000)
        self._row("copies", "act.copies", box, box.value)

    def _ask_apart(self) -> None:
        self._ticks("apart", "act.apart", annexes_in(self._shown or {}))

    def _ask_accept(self) -> None:
        training = bool(self._session.facts.office["training"])
        self._tick("accept_substitute", "act.accept", chosen=training)

    def _ask_retention(self) -> None:
        self._choice("retention", "act.retention", kept_periods(self._session))

    def _ask_substantive(self) -> None:
        self._tick("substantive", "act.substantive", chosen=False)
        box = self.inputs["substantive"]
        assert isinstance(box, QCheckBox)
        box.toggled.connect(self._goes_back)

    def _ask_field(self) -> None:
        language = self._session.language
        names = [(wording.element_label(name, language), name) for name in CORRECTABLE]
        self._choice("field", "act.field", names)

    def _ask_value(self) -> None:
        """What stands there now is what one begins with."""
        field = self.inputs["field"]
        assert isinstance(field, QComboBox)
        value = CorrectedValue(self._session, CORRECTABLE, (self._shown or {})["elements"])
        self._row("value", "act.value", value, value.said)
        field.currentIndexChanged.connect(lambda _: value.begin(field.currentData()))

    def _ask_addressee(self) -> None:
        everybody = (self._session.text("act.addressees_all"), None)
        names = [(name, name) for name in unsigned(self._shown or {})]
        self._choice("addressee", "act.addressee", [everybody, *names])

    def _ask_document(self) -> None:
        picker = DocumentPicker(self._session, str((self._shown or {}).get("document", "")))
        self._row("document", "act.document", picker, picker.chosen)

    def _ask_from(self) -> None:
        self._day("from", "act.from")

    def _ask_stand_ins(self) -> None:
        """Who stands in for him already, and how it ends."""
        ends = self._session.text("relief.ends")
        label, login = wrapped(ends), self._session.login
        self._form.addRow(label)

        def known(rows: list[Row]) -> None:
            label.setText(already_words(self._session, rows) + ends)

        self._session.ask(lambda office: office.stand_ins(login), known)

    def _ask_no_more(self) -> None:
        """Which of those who stand in for him, now or later on, is to do so no more."""
        self._choice("person", "act.no_more", [])
        box, login, names = self.inputs["person"], self._session.login, self._session.facts.names()
        assert isinstance(box, QComboBox)

        def known(rows: list[Row]) -> None:
            for proxy in dict.fromkeys(r["proxy"] for r in rows if r["person"] == login):
                box.addItem(names[proxy], proxy)

        self._session.ask(lambda office: office.stand_ins(login), known)

    def _ask_more_until(self) -> None:
        """More time is time after the limit: no day before that can be chosen."""
        box = still(QDateEdit(self._today))
        box.setCalendarPopup(True)
        box.setDisplayFormat("yyyy-MM-dd")
        self._row("until", "act.until", box, lambda: box.date().toString("yyyy-MM-dd"))
        login, document = self._session.login, str((self._shown or {})["document"])

        def known(ahead: Row) -> None:
            first = QDate.fromString(ahead["until"], "yyyy-MM-dd")
            box.setMinimumDate(first)
            box.setDate(first)

        self._session.ask(lambda office: office.extension_ahead(login, document), known)

    def _ask_until(self) -> None:
        self._day("until", "act.until", AHEAD.get(self._action, 0))
