"""Nobody reads what a document says without a record of it, by whichever question he asks."""

import inspect
from datetime import timedelta
from pathlib import Path

import pytest

from oa_client.docflow.model.errors import OfficeError
from oa_client.offices.local import LocalOffice
from oa_client.offices.shared import SharedOffice

SAY_NOTHING = ("may", "proof", "star")
"""What is asked of a document and tells nothing of its contents: rights, hashes, that one follows
it.
"""


def questions(office):
    """Every question that is asked of one document for one person."""
    found = []
    for name, method in inspect.getmembers(office, inspect.isfunction):
        given = list(inspect.signature(method).parameters)
        if not name.startswith("_") and given[1:3] == ["login", "document"]:
            found.append(name)
    return [name for name in found if name not in SAY_NOTHING]


def openings(played, document):
    with played.office._store.read() as work:
        return [e.at[:10] for e in work.entries(document) if (e.code, e.by) == ("opened", "wu")]


@pytest.fixture
def paper(played):
    document = played.outgoing("print", files=[("清单.txt", b"1")])
    return document, played.glance("li", document)["attachments"][0]["sha256"]


def test_both_offices_are_asked_the_same_questions_of_a_document():
    assert questions(LocalOffice) == questions(SharedOffice)
    assert {"show", "paper", "redline", "text", "attachment"} <= set(questions(LocalOffice))


@pytest.mark.parametrize("name", questions(LocalOffice))
def test_each_question_leaves_a_record_once_a_day(played, paper, name, tmp_path):
    document, sha256 = paper
    more = {"sha256": sha256, "target": tmp_path / "got", "version": 1, "first": 1, "last": 1,
            "name": "urging", "size": "C5", "at": None, "series": "", "start": None}  # fmt: skip
    wanted = inspect.signature(getattr(LocalOffice, name)).parameters
    said = {key: value for key, value in more.items() if key in wanted}
    for day in (1, 2):
        played.at += timedelta(days=1)
        played.act("li", "link", document, document=played.act("li", "draft", title=f"第{day}稿"))
        for _ in range(2):
            try:
                getattr(played.office, name)("wu", document, **said)
            except OfficeError as nothing_to_tell:
                assert nothing_to_tell.code in (
                    "not-urged", "single-version", "nobody-outside", "not-your-task",
                )  # fmt: skip
            Path(tmp_path / "got").unlink(missing_ok=True)
        assert len(openings(played, document)) == day
    assert len(set(openings(played, document))) == 2
    assert played.problems() == []


def test_lists_rights_and_searches_open_nothing(played, paper):
    document, _ = paper
    office = played.office
    office.tray("wu", "todo")
    office.search("wu", "报送")
    office.may("wu", document)
    office.proof("wu", document)
    office.desk("wu")
    office.book("wu", "outgoing")
    assert openings(played, document) == []


def test_who_has_a_part_in_it_is_recorded_as_before(played, paper):
    document, _ = paper
    with played.office._store.read() as work:
        before = work.last_entry().seq
    for _ in range(2):
        played.show("li", document)
    with played.office._store.read() as work:
        assert work.last_entry().seq == before


def test_readers_by_post_become_a_signal_for_whoever_supervises(played):
    papers = [played.incoming() for _ in range(5)]
    for document in papers[:4]:
        played.show("wu", document)
    asked = played.office.signals
    assert "outside-reading" not in [s.code for s in asked("liu")]
    played.show("wu", papers[4])
    (signal,) = [s for s in asked("liu") if s.code == "outside-reading"]
    assert (signal.people, signal.facts["documents"]) == (("wu",), sorted(papers))
    assert played.problems() == []


def test_an_opening_that_nobody_made_is_found_out(played, paper):
    """Openings of the same day by whoever reads by post can't be multiplied by a forger."""
    document, _ = paper
    played.show("wu", document)
    assert played.problems() == []
    played.at += timedelta(hours=1)
    played.tamper("UPDATE entry SET at = replace(at, 'T0', 'T1') WHERE code = 'opened'")
    assert played.problems()
