"""Many monitors at one server at one moment, the registrar among them or not: each card once."""

from datetime import timedelta

import pytest

from oa_client.docflow.model.moment import iso, parse
from tests.docflow.handling.sweeping import each_level_once, swept_at_once
from tests.shared.served import Deployed, hand, letter, send

PAPERS = 5


def swept(office: Deployed, count: int) -> None:
    papers = [
        letter(office, "chen", f"request-{n}", "register", {"title": f"第{n}件"})
        for n in range(PAPERS)
    ]
    send(office, "chen", *papers)
    with hand(office.url) as served:
        served.batch()
    ((opened,),) = office.ask("SELECT max(opened_at) FROM oa.document")
    issued, _ = swept_at_once(office.url, iso(parse(opened) + timedelta(days=40)), count)
    each_level_once(issued, 2 * PAPERS)
    assert office.ask("SELECT count(*) FROM oa.card") == [(6 * PAPERS,)]
    assert office.problems() == []


def test_four_monitors_at_one_server_issue_each_card_once(office):
    swept(office, 4)


@pytest.mark.long
def test_twenty_monitors_at_one_server_issue_each_card_once(office):
    swept(office, 20)


def test_a_calendar_goes_on_record_through_the_registrar_and_everybody_reads_what_it_moved(office):
    with hand(office.url) as served:
        send(office, "chen", letter(office, "chen", "paper", "register", {"title": "检查"}))
        served.batch()
        ((opened, due),) = office.ask("SELECT opened_at, due FROM oa.task")
        off = [(parse(opened) + timedelta(days=n)).date().isoformat() for n in range(1, 8)]
        said = {"ground": "防汛停工", "days": dict.fromkeys(off, False)}
        send(office, "li", letter(office, "li", "not-his", "set-calendar", said))
        send(office, "wu", letter(office, "wu", "calendar", "set-calendar", said))
        served.batch()
    person = office.open("qian")
    try:
        told = person.calendar_told()
        assert (told["edition"], told["history"][0]["name"]) == (1, "吴双")
        (of_task,) = [row for row in person.calendar_moved(1) if row["task"]]
        assert of_task["marks"]["due"][0] == due < of_task["marks"]["due"][1]
    finally:
        person.close()
    assert office.ask("SELECT due FROM oa.task") == [(of_task["marks"]["due"][1],)]
    assert office.problems() == []
