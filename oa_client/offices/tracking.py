"""跟踪: documents that a person follows of his own accord, on and beyond his own part in them."""

from abc import abstractmethod

from oa_client.docflow.handling import inquiry
from oa_client.offices.questions import OpenOffice


class Tracking(OpenOffice):
    """An office at which people sit, each with papers that he keeps an eye on."""

    @abstractmethod
    def starred(self, login: str) -> list[str]:
        """Documents that a person follows of his own accord; nobody else knows which."""

    @abstractmethod
    def _put_star(self, login: str, document: str, *, on: bool) -> None:
        """Remember it."""

    def star(self, login: str, document: str, *, on: bool) -> None:
        """Follow a document, or no longer; it lies in 跟踪 until then.

        Raises:
            Refused: `no-such-document`, `too-many-tracked`.
        """
        if on:
            starred = self.starred(login)
            with self._reading(None) as (work, office, at):
                inquiry.starrable(work, office, login, document, starred, at)
        self._put_star(login, document, on=on)
