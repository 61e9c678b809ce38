"""更多: the acts that have no button of their own; a grey one says why."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QToolButton

from oa_client.ui.presenters.case import TIME
from oa_client.ui.presenters.offers import Offer, in_name
from oa_client.ui.presenters.session import Session
from oa_client.ui.views.button_menu import give_menu
from oa_client.ui.views.painted.lettering import tip


class MoreActs(QToolButton):
    """A button with a menu; the acts upon clocks and supervision have one within it."""

    chosen = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.setProperty("scale", "large")
        give_menu(self).setToolTipsVisible(True)

    def translate(self) -> None:
        """All words in the language of the session."""
        self.setText(self._session.text("act.more"))
        self.setAccessibleName(self.text())

    def fill(self, actions: Sequence[str], offers: Mapping[str, Offer]) -> None:
        """These acts, as they are offered."""
        menu = self.menu()
        menu.clear()
        for action in actions:
            self._enter(menu, action, offers[action])
        time = [action for action in TIME if action in offers]
        if time:
            clocks = menu.addMenu(self._session.text("time.menu"))
            clocks.setToolTipsVisible(True)
            for action in time:
                self._enter(clocks, action, offers[action])

    def _enter(self, menu: QMenu, action: str, offer: Offer) -> None:
        entry = menu.addAction(in_name(self._session, {action: offer}, action))
        entry.setEnabled(offer.allowed)
        entry.setToolTip(tip(offer.why))
        entry.triggered.connect(lambda: self.chosen.emit(action))
