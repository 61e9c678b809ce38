"""密钥与作保: a new key of one's own, and vouching for a colleague's after comparing it."""

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from oa_client.docflow.model.errors import OfficeError
from oa_client.ui import theme
from oa_client.ui.presenters.session import Session
from oa_client.ui.views.dialog_keys import ctrl_enter
from oa_client.ui.views.fitted_dialog import FittedDialog
from oa_client.ui.views.plain_label import plain_label
from oa_client.ui.views.refusal import RefusalLine

Row = dict[str, Any]


class KeysDialog(FittedDialog):
    """Whose key is new, and who vouches for it."""

    def __init__(self, session: Session, login: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._login = login
        text = session.text
        self.setWindowTitle(text("keys.title"))
        self.setMinimumWidth(theme.look().px(560))
        tip = _label("meta", text("keys.tip"))
        self._own = _label("strong")
        self.first, self.again = QLineEdit(), QLineEdit()
        for line, key in ((self.first, "app.passphrase"), (self.again, "keys.twice")):
            line.setEchoMode(QLineEdit.EchoMode.Password)
            line.setPlaceholderText(text(key))
            line.setAccessibleName(text(key))
        self.make = QPushButton(text("keys.make"))
        self.make.clicked.connect(self._make)
        ctrl_enter(self, self._make)
        self._said = _label("soon")
        self._said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._trouble = RefusalLine()
        for line in (self.first, self.again):
            line.textEdited.connect(self._trouble.clear)
        entry = QHBoxLayout()
        for part in (self.first, self.again, self.make):
            entry.addWidget(part)
        self._waiting = QVBoxLayout()
        self._nobody = _label("meta", text("keys.nobody"))
        self._nobody.hide()
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.button(QDialogButtonBox.StandardButton.Close).setText(text("keys.close"))
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setSpacing(12)
        column.addWidget(tip)
        column.addWidget(self._own)
        column.addLayout(entry)
        column.addWidget(self._trouble)
        column.addWidget(self._said)
        column.addWidget(_label("strong", text("keys.waiting")))
        column.addLayout(self._waiting)
        column.addWidget(self._nobody)
        column.addWidget(buttons)
        self._lines: list[_WaitingKey] = []
        self.vouches: dict[str, QPushButton] = {}
        self.refresh()

    def refresh(self) -> None:
        """Ask again how the keys stand."""
        self._session.ask(
            lambda office: (office.people(), office.keys_waiting()), self._fill, latest="keys"
        )

    def _fill(self, answer: tuple[list[Row], list[Row]]) -> None:
        people, waiting = answer
        text = self._session.text
        by_login = {person["login"]: person for person in people}
        mine = next((key for key in waiting if key["login"] == self._login), None)
        state = text("keys.none")
        if by_login[self._login]["key"] == "trusted":
            state = text("keys.trusted")
        if mine:
            state = text("keys.pending", count=len(mine["vouchers"]))
            self._said.setText(text("keys.made", fingerprint=mine["fingerprint"]))
        self._own.setText(f"{text('keys.own')}　{by_login[self._login]['name']}　{state}")
        self._list([key for key in waiting if key["login"] != self._login], by_login)

    def _list(self, waiting: list[Row], people: dict[str, Row]) -> None:
        for line in self._lines:
            line.deleteLater()
        self._lines = [self._line(key, people[key["login"]]) for key in waiting]
        self.vouches = {line.login: line.vouch for line in self._lines}
        self._nobody.setVisible(not waiting)
        for line in self._lines:
            self._waiting.addWidget(line)

    def _line(self, key: Row, person: Row) -> "_WaitingKey":
        text = self._session.text
        facts = {"name": person["name"], "unit": person["unit"], "fingerprint": key["fingerprint"]}
        line = _WaitingKey(str(key["login"]), text("keys.line", **facts), text("keys.vouch"))
        line.vouch.setAccessibleName(f"{line.vouch.text()} {person['name']}")
        line.vouch.setEnabled(self._login == self._session.login)
        line.chosen.connect(self._vouch)
        return line

    def _make(self) -> None:
        given, text = self.first.text(), self._session.text
        if given != self.again.text():
            self._trouble.setText(text("keys.differ"))
        else:
            login = self._login
            self._session.ask(lambda office: office.make_key(login, given), self._made, self._fail)

    def _made(self, _: Row) -> None:
        self.first.clear()
        self.again.clear()
        self.refresh()

    def _vouch(self, login: str) -> None:
        self._session.act(
            "vouch", {"person": login}, then=lambda _: self.refresh(), failed=self._fail
        )

    def _fail(self, failure: OfficeError) -> None:
        self._trouble.setText(self._session.say(failure))


class _WaitingKey(QWidget):
    """A colleague's new key with its fingerprint, and the button that vouches for it."""

    # No closure over the dialog: collected together with a line that waits for its deletion,
    # such a circle brings Qt down.
    chosen = Signal(str)

    def __init__(self, login: str, words: str, vouch: str) -> None:
        super().__init__()
        self.login = login
        self.vouch = QPushButton(vouch)
        self.vouch.clicked.connect(self._choose)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(_label("", words), 1)
        row.addWidget(self.vouch)

    def _choose(self) -> None:
        self.chosen.emit(self.login)


def _label(role: str, words: str = "") -> QLabel:
    return plain_label(role, words, wraps=True)
