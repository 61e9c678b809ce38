"""What the bar under a paper offers first, in whose name, and which acts carry what is written."""

from collections.abc import Mapping

from oa_client.ui import wording
from oa_client.ui.presenters.asked import SAID_THERE
from oa_client.ui.presenters.case import BESIDE, MAIN, MENU, Row
from oa_client.ui.presenters.offers import Offer, in_name
from oa_client.ui.presenters.phrases import opinion_of
from oa_client.ui.presenters.relief import DECIDES, people_of
from oa_client.ui.presenters.session import Session

GRANT, REFUSE = DECIDES


def primary_of(session: Session, shown: Row, offers: Mapping[str, Offer]) -> str:
    """The act of the large button: what he may do of his own work, else of those for whom he
    stands in; a request for more time goes before mere reading. A task that must wait for others
    keeps its button, grey.
    """
    people = people_of(session, shown)
    own = {t["action"] for t in shown["open"] if t["person"] in people}
    may = [a for a in MAIN if a in offers and (offers[a].allowed or a in own)]
    first = next((a for a in may if offers[a].allowed), may[0] if may else "")
    return GRANT if first in ("", "read") and decides(offers) else first


def decides(offers: Mapping[str, Offer]) -> bool:
    """Whether a request for more time waits for him."""
    return GRANT in offers and offers[GRANT].allowed


def takes_opinion(action: str, primary: str) -> bool:
    """Whether an act ends his task, and so carries what he wrote; any other leaves it there."""
    if action in DECIDES:
        return primary == GRANT
    return action in (*MAIN, *SAID_THERE)


def menu_of(offers: Mapping[str, Offer], primary: str, *, beside: bool) -> list[str]:
    """The acts of the menu; those that have buttons `beside` the large one where these have no
    room. Other work of his is there only while it may be done.
    """
    more = (action for action in MAIN if action not in ("read", primary))
    acts = (*(BESIDE if beside else ()), *more, *MENU)
    may = {a: o.allowed if a in MAIN else o.belongs for a, o in offers.items()}
    return [action for action in acts if may.get(action)]


def beside_words(
    session: Session, offers: Mapping[str, Offer], action: str, primary: str
) -> str:
    """What a button beside the large one is called; for whom it acts stands on it where the large
    one does not say so.
    """
    offer, first = offers.get(action), offers.get(primary)
    if offer and first and first.for_ == offer.for_:
        return wording.action_name(action, session.language)
    return in_name(session, offers, action)


def caption_of(
    session: Session, shown: Row, offers: Mapping[str, Offer], primary: str
) -> str:  # fmt: skip
    """What is written here, and for whom, where not for himself."""
    if not primary:
        return session.text("act.nothing")
    deciding = primary == GRANT
    stage = "" if deciding else opinion_of(session, shown, primary)
    for_ = offers[primary].for_
    if for_:
        stage = stage or wording.action_name(primary, session.language)
        return session.text("relief.caption_for", person=for_, stage=stage)
    return session.text("relief.caption" if deciding else "act.opinion_of", stage=stage)
