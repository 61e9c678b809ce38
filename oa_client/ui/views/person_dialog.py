"""Who sits down: in a training office one click, elsewhere with the passphrase of his key."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from oa_client.docflow.model.errors import OfficeError
from oa_client.ui.presenters.session import Facts, Session
from oa_client.ui.views.keys_dialog import KeysDialog
from oa_client.ui.views.painted.person_card import PersonCard
from oa_client.ui.views.plain_label import plain_label
from oa_client.ui.views.refusal import RefusalLine


class PersonDialog(QDialog):
    """The people of the office as cards."""

    entered = Signal(str, object)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.setWindowTitle(session.text("app.choose_person"))
        facts: Facts = session.facts
        training = bool(facts.office["training"])
        heading = plain_label("pane", session.text("app.choose_person"))
        tip = plain_label("meta", session.text("app.choose_tip") if training else "")
        grid = QGridLayout()
        grid.setSpacing(8)
        self.cards: dict[str, PersonCard] = {}
        for number, person in enumerate(p for p in facts.people if p["active"]):
            place = f"{person['unit']}　{'、'.join(person['posts'])}"
            card = PersonCard(person["name"], place)
            card.clicked.connect(lambda _=False, login=person["login"]: self._choose(login))
            grid.addWidget(card, number // 3, number % 3)
            self.cards[person["login"]] = card
        self.passphrase = QLineEdit()
        self.passphrase.setEchoMode(QLineEdit.EchoMode.Password)
        self.passphrase.setPlaceholderText(session.text("app.passphrase"))
        self.passphrase.setAccessibleName(session.text("app.passphrase"))
        self.passphrase.setVisible(not training)
        self._trouble = RefusalLine()
        self.passphrase.textEdited.connect(self._trouble.clear)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        buttons.button(QDialogButtonBox.StandardButton.Cancel).setText(session.text("act.cancel"))
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setSpacing(12)
        column.setContentsMargins(20, 18, 20, 16)
        for widget in (heading, tip, self.passphrase):
            column.addWidget(widget)
        column.addLayout(grid)
        column.addWidget(self._trouble)
        column.addWidget(buttons)

    def _choose(self, login: str) -> None:
        given = self.passphrase.text() or None
        self._session.ask(
            lambda office: office.unlock(login, given),
            lambda _: self._enter(login, given),
            lambda failure: self._refuse(login, failure),
        )

    def _refuse(self, login: str, failure: OfficeError) -> None:
        """Say why; who has no key yet is led to where he makes one."""
        self._trouble.setText(self._session.say(failure))
        if failure.code == "key-missing":
            KeysDialog(self._session, login, self).open()

    def _enter(self, login: str, passphrase: str | None) -> None:
        self.entered.emit(login, passphrase)
        self.accept()
