"""An open office asked about the versions of a text: read, compared, and each on clean paper."""

from abc import abstractmethod
from dataclasses import replace
from functools import partial

from oa_client.docflow.handling import inquiry, papers
from oa_client.docflow.handling.pictures import all_sound
from oa_client.docflow.handling.ports import Work
from oa_client.docflow.handling.redline import Piece
from oa_client.docflow.model.errors import Refused
from oa_client.docflow.paper.redline import redline_of, redline_pdf
from oa_client.offices.times import TimeQuestions
from oa_client.printing import PaperMade, fonts, printed


class VersionQuestions(TimeQuestions):
    """What a screen or a script asks about versions of a text."""

    @abstractmethod
    def _file(self, work: Work, document: str, sha256: str) -> bytes | None:
        """A file that belongs to a document."""

    def text(self, login: str, document: str, version: int) -> str:
        """An earlier version of a text."""
        with self._reading(None) as (work, office, at):
            return inquiry.text_of(work, office, login, document, version, at)

    def redline(self, login: str, document: str, first: int, last: int) -> list[Piece]:
        """What changed from one version of a text to a later one, and in which version."""
        with self._reading(None) as (work, office, at):
            return inquiry.redline_of(work, office, login, document, first, last, at)

    def clean(self, login: str, document: str, version: int) -> PaperMade:
        """清稿: the paper with the text of one version and none of the marks; it has no number and
        no date, for it is no issued paper.

        Raises:
            Refused: where a picture of it can't be printed.
            BadInput: `no-such-version`.
        """
        with self._reading(None) as (work, office, at):
            body = inquiry.text_of(work, office, login, document, version, at)
            docket = inquiry.readable_docket(work, office, login, document, at)
            drawn = papers.paper_of(docket, at, partial(self._file, work, document))
        return PaperMade.of(printed(all_sound(replace(drawn, body=body, number="", date="")), at))

    def redlined(
        self, login: str, document: str, first: int | None = None, last: int | None = None
    ) -> PaperMade:  # fmt: skip
        """花脸稿: what changed from one version to a later one; none named, from end to end.

        Raises:
            Refused: `single-version`, where nothing can be compared.
            BadInput: `no-such-version`.
        """
        with self._reading(None) as (work, office, at):
            shown = inquiry.show(work, office, login, document, at)
            numbers = [row["version"] for row in shown["versions"]]
            if len(numbers) < 2:
                raise Refused("single-version")
            ends = (first or numbers[0], last or numbers[-1])
            pieces = inquiry.redline_of(work, office, login, document, *ends, at)
            drawn = redline_of(shown, pieces, office.office, *ends)
        return PaperMade.of(redline_pdf(drawn, fonts(), created=at))
