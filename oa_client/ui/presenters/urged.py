"""催办到人: who is urged is told once, however many papers it is about; who urged, of the answers.

Whoever sits at his window hears of it there at once, whatever the hour; what pops up beside it
waits for office hours with all other notices.
"""

from typing import Any

from oa_client.ui import wording
from oa_client.ui.presenters.session import Session
from oa_client.ui.presenters.teller import Teller, titles_of

Row = dict[str, Any]


class Urged(Teller):
    """Who urges the person at the window, and who has answered him."""

    sort = "urged"

    def look(self) -> None:
        """Ask who urges the person at the window, and who has answered him."""
        self.ask(lambda office, login: office.urgings(login), self._found_urgings)

    def _found_urgings(self, found: Row) -> None:
        self._tell("notice.urged", self._fresh(found["waiting"], "waiting"))
        answered = [line for line in found["given"] if line["answer"]]
        fresh = self._fresh(answered, "answered")
        if self.begun:  # what was answered before he first sat down stands with the papers
            self._tell("notice.urge_answered", fresh)

    def _fresh(self, lines: list[Row], sort: str) -> list[Row]:
        return self.fresh(lines, lambda u: (sort, str(u["document"]), u["n"], u["person"]))

    def _tell(self, key: str, lines: list[Row]) -> None:
        if not lines:
            return
        words = self._session.text(key, count=len(lines), titles=titles_of(lines))
        papers = {str(line["document"]) for line in lines}
        self.told.emit(words, papers.pop() if len(papers) == 1 else "")


def urged_words(session: Session, shown: Row) -> str:
    """Who urged him last for what he has in hand of this paper, and with which words; where nobody
    did, who urged one for whom he stands in.
    """
    for person in (session.login, *shown["stands_for"]):
        in_hand = {t["task"] for t in shown["open"] if t["person"] == person}
        waiting = [u for u in shown["urgings"] if u["task"] in in_hand and not u["answered_at"]]
        if waiting:
            said = _urging_words(session, max(waiting, key=lambda line: int(line["n"])))
            if person == session.login:
                return said
            name = session.facts.names()[person]
            return session.text("act.urged_for", person=name, said=said)
    return ""


def _urging_words(session: Session, last: Row) -> str:
    facts = {"at": wording.moment_words(last["at"], session.language), "note": last["note"] or ""}
    if not last["by"]:
        return session.text("act.urged_by_rule", **facts)
    return session.text("act.urged" if facts["note"] else "act.urged_plainly",
                        name=last["by_name"], **facts)  # fmt: skip
