"""退回 · 转办 · 加签: what may be done beside one's own task, each a button and a key."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from oa_client.ui import theme
from oa_client.ui.icons import icon
from oa_client.ui.presenters.bar import beside_words
from oa_client.ui.presenters.case import BESIDE
from oa_client.ui.presenters.offers import Offer, in_name
from oa_client.ui.presenters.session import Session
from oa_client.ui.views.large_button import large_button
from oa_client.ui.views.painted.lettering import tip
from oa_client.ui.views.shortcuts import put


class ActsBeside(QObject):
    """The buttons, which the bar lays out; their keys work while the bar is in sight."""

    chosen = Signal(str)

    def __init__(self, session: Session, bar: QWidget) -> None:
        super().__init__(bar)
        self._session = session
        self._offers: Mapping[str, Offer] = {}
        self.buttons = {action: self._button(action) for action in BESIDE}
        for action in BESIDE:
            put(action, bar, partial(self._press, action))

    def _button(self, action: str) -> QPushButton:
        danger = action == "return"
        button = large_button("danger" if danger else "plain")
        button.setIcon(icon(action, theme.RED if danger else theme.INK2))
        button.clicked.connect(lambda: self.chosen.emit(action))
        return button

    def _press(self, action: str) -> None:
        """The key of an act; what its grey button would say is said."""
        offer = self._offers.get(action)
        if offer and offer.allowed:
            self.chosen.emit(action)
        elif offer:
            self._session.told.emit(offer.why, "refused")

    def offer(self, offers: Mapping[str, Offer]) -> None:
        """What may be done with the paper that is shown."""
        self._offers = offers
        for action, button in self.buttons.items():
            offer = offers.get(action)
            button.setEnabled(bool(offer and offer.allowed))
            name = in_name(self._session, offers, action)
            button.setAccessibleName(name)
            button.setToolTip(tip(offer.why if offer and offer.why else name))

    def spell(self, *, words: bool, primary: str) -> None:
        """With words, beside that large button, or with their signs alone."""
        for action, button in self.buttons.items():
            name = beside_words(self._session, self._offers, action, primary)
            button.setText(name if words else "")
