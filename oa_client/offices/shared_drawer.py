"""What a person at a shared office keeps for himself: it lies on his PC, never on the server."""

import json

from oa_client.docflow.model.errors import BadInput
from oa_client.docflow.store.drawer import Drawer
from oa_client.offices.tracking import Tracking

STARRED = "starred"
"""Where the drawer keeps which documents are followed."""


class OwnDrawer(Tracking):
    """Words half written and documents followed, locked with the person's key.

    Attributes:
        login: whose drawer it is.
    """

    login: str
    _drawer: Drawer

    def autosave(self, login: str, place: str, text: str) -> None:
        """Keep what is just being written, on this PC.

        Raises:
            BadInput: `drawer-shut`, where his key has not opened it.
        """
        self._mine(login)
        if not self._drawer.keep(place, text) and text:
            raise BadInput("drawer-shut")

    def autosaved(self, login: str, place: str) -> str | None:
        """What was being written there, where anything was."""
        self._mine(login)
        return self._drawer.kept(place)

    def drop_autosave(self, login: str, place: str) -> None:
        """It is done: what was kept is not needed any more."""
        if self.autosaved(login, place):
            self.autosave(login, place, "")

    def starred(self, login: str) -> list[str]:
        """Documents that a person follows of his own accord, as this PC remembers them."""
        return list(json.loads(self.autosaved(login, STARRED) or "[]"))

    def _put_star(self, login: str, document: str, *, on: bool) -> None:
        others = [one for one in self.starred(login) if one != document]
        self.autosave(login, STARRED, json.dumps([*others, document] if on else others))

    def _mine(self, login: str) -> None:
        if login != self.login:
            raise BadInput("not-your-login", name=login[:60], login=self.login)
