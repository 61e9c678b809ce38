"""A shared training office at work: each person at his own PC, a registrar in the middle."""

from contextlib import closing
from datetime import datetime
from typing import Any

from oa_client.docflow.handling.supervision.desk import Item
from oa_client.offices.server import ServerOffice
from oa_client.offices.shared import SharedOffice
from tests.shared.served import Deployed


class SharedPlayed:
    """What `Played` is for a file; the time is the server's."""

    def __init__(self, office: Deployed) -> None:
        self.office = office
        self.at = None
        self._pcs: dict[str, SharedOffice] = {}

    def of(self, login: str) -> SharedOffice:
        """The office as this person has it."""
        if login not in self._pcs:
            self._pcs[login] = self.office.open(login)
        return self._pcs[login]

    def now(self) -> datetime:
        """The server's time."""
        return self.of("chen").now()

    def act(self, by: str, action: str, document: str | None = None, /, **fields: Any) -> str:
        """One act; the document's id comes back."""
        said = {name.rstrip("_"): value for name, value in fields.items() if name != "files"}
        done = self.of(by).act(
            by, action, said, document=document, files=fields.get("files", ())
        )  # fmt: skip
        return str(done.document)

    def show(self, by: str, document: str) -> dict[str, Any]:
        """A document as one of its people sees it now."""
        return self.of(by).show(by, document)

    glance = show

    def look(self, at: str) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
        """Whoever runs the server looks as if it were this time; no act is before it from then on.

        The registrar looks, too: what it issued and opened first is not told here.
        """
        with closing(ServerOffice(self.office.url)) as server:
            issued, _ = server.monitor(at)
            return issued, server.open_supervised(at)

    def board(self) -> list[Item]:
        """督办件, as the supervisor has them."""
        return self.of("wu").supervised("wu")

    def problems(self) -> list[dict[str, Any]]:
        """What the check of the ledger finds."""
        return self.office.problems()

    def close(self) -> None:
        """All go home."""
        for pc in self._pcs.values():
            pc.close()
