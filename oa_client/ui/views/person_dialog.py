"""Who sits down: in a training office one click, elsewhere with the passphrase of his key."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from oa_client.docflow.model.errors import OfficeError
from oa_client.ui.presenters.session import Facts, Session
from oa_client.ui.views.dialog_keys import ctrl_enter
from oa_client.ui.views.keys_dialog import KeysDialog
from oa_client.ui.views.painted.person_card import PersonCard
from oa_client.ui.views.plain_label import plain_label
from oa_client.ui.views.refusal import RefusalLine


class PersonDialog(QDialog):
    """The people of the office as cards; below them the passphrase of the one that is marked."""

    entered = Signal(str, object)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        text, facts = session.text, session.facts
        self.setWindowTitle(text("app.choose_person"))
        self._training = bool(facts.office["training"])
        self._login = session.login
        heading = plain_label("pane", text("app.choose_person"))
        tip = plain_label("meta", text("app.choose_tip" if self._training else "app.choose_locked"))
        self.cards: dict[str, PersonCard] = {}
        grid = self._people(facts)
        self.passphrase = QLineEdit()
        self.passphrase.setEchoMode(QLineEdit.EchoMode.Password)
        self.passphrase.setPlaceholderText(text("app.passphrase"))
        self.passphrase.setAccessibleName(text("app.passphrase"))
        self.passphrase.setVisible(not self._training)
        self._trouble = RefusalLine()
        self.passphrase.textEdited.connect(self._trouble.clear)
        buttons = QDialogButtonBox()
        self.enter = buttons.addButton(
            text("shared.enter"), QDialogButtonBox.ButtonRole.AcceptRole
        )
        self.enter.setProperty("role", "primary")
        self.enter.setVisible(not self._training)
        leave = buttons.addButton(text("act.cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        leave.setAutoDefault(False)
        buttons.accepted.connect(self._try)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setSpacing(12)
        column.setContentsMargins(20, 18, 20, 16)
        column.addWidget(heading)
        column.addWidget(tip)
        column.addLayout(grid)
        for widget in (self.passphrase, self._trouble, buttons):
            column.addWidget(widget)
        if not self._training:
            ctrl_enter(self, self._try)
            if self._login in self.cards:  # who has left the office is no card
                self.cards[self._login].setChecked(True)
            self.passphrase.setFocus()

    def _people(self, facts: Facts) -> QGridLayout:
        grid, marked = QGridLayout(), QButtonGroup(self)
        grid.setSpacing(8)
        for number, person in enumerate(p for p in facts.people if p["active"]):
            place = f"{person['unit']}　{'、'.join(person['posts'])}"
            card = PersonCard(person["name"], place)
            card.setCheckable(not self._training)
            card.clicked.connect(lambda _=False, login=person["login"]: self._choose(login))
            marked.addButton(card)
            grid.addWidget(card, number // 3, number % 3)
            self.cards[person["login"]] = card
        return grid

    def _choose(self, login: str) -> None:
        """In a training office he is in; elsewhere his key is tried with what was typed so far."""
        self._login = login
        self._try()

    def _try(self) -> None:
        login, given = self._login, self.passphrase.text() or None
        self._session.ask(
            lambda office: office.unlock(login, given),
            lambda _: self._enter(login, given),
            lambda failure: self._refuse(login, given, failure),
        )

    def _refuse(self, login: str, given: str | None, failure: OfficeError) -> None:
        """Say why; who has no key yet is led to where he makes one."""
        self.passphrase.setFocus()
        self.passphrase.selectAll()
        asks = failure.code == "wrong-passphrase" and given is None
        self._trouble.setText(
            self._session.text("app.type_passphrase") if asks else self._session.say(failure)
        )
        if failure.code == "key-missing":
            keys = KeysDialog(self._session, login, self)
            keys.finished.connect(self._trouble.clear)
            keys.open()

    def _enter(self, login: str, passphrase: str | None) -> None:
        self.entered.emit(login, passphrase)
        self.accept()
