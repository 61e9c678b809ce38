"""The line breaks, the registrar is away, the PC is restarted: each request is done once."""

import threading
from collections.abc import Iterator
from datetime import timedelta

import pytest

from oa_client import app
from oa_client.__main__ import main
from oa_client.docflow.model import moment
from oa_client.docflow.model.errors import BadInput, Refused, StoreUnavailable
from oa_client.offices.shared import SharedOffice
from oa_client.ui import wording
from tests.offices import BODY
from tests.shared.cutter import cutter
from tests.shared.served import Deployed, hand


@pytest.fixture
def chen(office: Deployed) -> Iterator[SharedOffice]:
    made = at_his_pc(office)
    yield made
    made.close()


def at_his_pc(office: Deployed, login: str = "chen", port: int | None = None) -> SharedOffice:
    made = office.open(login, port=port)
    made.patience = 0.3
    made.begin()
    return made


def titles(office: SharedOffice) -> list[str]:
    return [row["title"] for row in office.tray(office.login)["rows"]]


def waiting(code: str, office: SharedOffice, *words, **more) -> str:
    with pytest.raises(StoreUnavailable, match=code) as told:
        office.act(office.login, *words, **more)
    return str(told.value.facts["request"])


def silent(office: Deployed) -> None:
    """The last sign of life of a registrar was a minute ago."""
    office.ask("UPDATE oa.beat SET at = at - interval '1 minute'")


def registered(office: Deployed, chen: SharedOffice, title: str) -> str:
    """A paper that was registered and opened."""
    waiting("registrar-away", chen, "register", {"title": title, "body": BODY})
    with hand(office.url) as registrar:
        registrar.batch()
    (settled,) = chen.settle()
    document = str(settled.changes.document)
    with hand(office.url) as registrar:
        answer(registrar, lambda: chen.show("chen", document))
    return document


def answer(registrar, question) -> None:
    """Have a registrar answer while somebody waits for it."""
    done = threading.Event()
    failed: list[BaseException] = []

    def ask() -> None:
        try:
            question()
        except BaseException as failure:
            failed.append(failure)
        finally:
            done.set()

    thread = threading.Thread(target=ask)
    thread.start()
    while not done.wait(0.02):
        registrar.batch()
    thread.join()
    if failed:
        raise failed[0]


def test_while_the_registrar_is_away_requests_wait_and_people_read_and_draft(office, chen):
    document = registered(office, chen, "先前的公文")
    silent(office)
    name = waiting("registrar-away", chen, "register", {"title": "等候的公文"})
    stand = chen.stand()
    assert (stand["serving"], stand["waiting"], stand["troubles"]) == (False, 1, [])
    assert chen.show("chen", document)["elements"]["title"] == "先前的公文"
    chen.autosave("chen", "draft", "照样写")
    assert chen.autosaved("chen", "draft") == "照样写"
    assert titles(chen) == ["先前的公文"] and chen.settle() == []
    with hand(office.url) as registrar:
        registrar.batch()
    (settled,) = chen.settle()
    assert (settled.request, settled.action, settled.failure) == (name, "register", None)
    assert sorted(titles(chen)) == ["先前的公文", "等候的公文"]
    assert chen.waiting() == 0 and chen.settle() == [] and office.problems() == []


def test_whoever_follows_a_paper_finds_it_again_on_his_pc_and_the_server_never_hears_of_it(
    office, chen
):
    document = registered(office, chen, "要跟踪的公文")
    chen.star("chen", document, on=True)
    assert chen.starred("chen") == [document]
    assert [row["document"] for row in chen.tray("chen", "tracked")["rows"]] == [document]
    assert office.ask("SELECT count(*) FROM oa.my_star")[0][0] == 0
    with pytest.raises(BadInput, match="not-your-login"):
        chen.starred("wang")
    chen.star("chen", document, on=False)
    assert chen.starred("chen") == []


def test_a_document_never_opened_waits_for_the_registrar_and_asks_once(office, chen):
    waiting("registrar-away", chen, "register", {"title": "新文"})
    with hand(office.url) as registrar:
        registrar.batch()
    (settled,) = chen.settle()
    document = str(settled.changes.document)
    waiting("registrar-away", chen, "examine", {"answers": [True] * 5}, document=document)
    with hand(office.url) as registrar:
        registrar.batch()
    wang = at_his_pc(office, "wang")
    for _ in range(3):
        with pytest.raises(StoreUnavailable, match="opening-waits"):
            wang.show("wang", document)
    sent = office.ask("SELECT count(*) FROM oa.request_sent WHERE login = 'wang'")
    assert sent == [(1,)]
    with hand(office.url) as registrar:
        registrar.batch()
    assert wang.show("wang", document)["stage"] == "propose"
    wang.close()


def test_what_waits_is_refused_in_words_when_its_answer_comes(office, chen):
    document = registered(office, chen, "一份公文")
    waiting("registrar-away", chen, "examine", {"answers": [True] * 5}, document=document)
    waiting("registrar-away", chen, "examine", {"answers": [True] * 5}, document=document)
    with hand(office.url) as registrar:
        registrar.batch()
    first, second = chen.settle()
    assert first.failure is None
    assert isinstance(second.failure, Refused) and second.failure.code == "stale-version"
    assert second.failure.facts["person"] == "chen"


def test_a_line_cut_between_commit_and_answer_is_being_checked_and_done_once(office, postgres):
    with cutter(postgres.port, share=0) as line:
        chen = at_his_pc(office, port=line.port)
        line.share = 100
        waiting("request-checking", chen, "register", {"title": "只办一次"})
        assert chen.away is not None and chen.waiting() == 1
        chen.autosave("chen", "draft", "断线时写的")
        line.share = 0
        with hand(office.url) as registrar:
            registrar.batch()
        (settled,) = chen.settle()
        assert settled.failure is None and chen.away is None
        assert titles(chen) == ["只办一次"]
        assert chen.autosaved("chen", "draft") == "断线时写的"
        chen.close()
    assert office.problems() == []


def test_what_was_signed_while_the_server_was_away_goes_out_once_after_a_restart(
    office, chen, postgres
):
    document = registered(office, chen, "断网前看过的公文")
    version = chen.show("chen", document)["version"]
    postgres.stop()
    try:
        waiting("request-checking", chen, "register", {"title": "断网时登记的公文"})
        more = {"document": document, "version": version}
        waiting("request-checking", chen, "examine", {"answers": [True] * 5}, **more)
        with pytest.raises(StoreUnavailable, match="server-gone"):
            chen.act("chen", "register", {"title": "带附件"}, files=[("a.txt", b"a")])
        chen.autosave("chen", "draft", "断网时写的")
        assert chen.waiting() == 2
        chen.close()
    finally:
        postgres.start()
    again = at_his_pc(office)
    assert again.autosaved("chen", "draft") == "断网时写的"
    assert again.settle() == [] and again.waiting() == 2
    with hand(office.url) as registrar:
        registrar.batch()
    assert [(one.action, one.failure) for one in again.settle()] == [
        ("register", None), ("examine", None),
    ]  # fmt: skip
    assert titles(again) == ["断网时登记的公文"]
    again.close()
    assert office.problems() == []


def test_the_command_line_tells_at_its_next_call_what_became_of_what_waited(
    office, chen, monkeypatch, capsys
):
    waiting("registrar-away", chen, "register", {"title": "等候的公文"})
    with hand(office.url) as registrar:
        registrar.batch()
    monkeypatch.setenv("OA_DRAWERS", str(office.drawers / "pc"))
    for words in ("登记", ""):
        assert main(["tray", office.address("chen"), "--json", "--lang", "zh_CN"]) == 0
        told = capsys.readouterr()
        assert words in told.err and ("登记" in told.err) is bool(words)
        assert "等候的公文" in told.out


def test_two_who_may_take_the_same_step_are_told_who_took_it(office, chen):
    document = registered(office, chen, "两人都能办的公文")
    with hand(office.url) as registrar:
        answer(registrar, lambda: chen.act("chen", "stand-in", _today() | {"person": "li"}))
    li = at_his_pc(office, "li")
    with hand(office.url) as registrar:
        answer(registrar, lambda: li.show("li", document))
    examined = {"answers": [True] * 5}
    waiting("registrar-away", li, "examine", examined, document=document)
    waiting("registrar-away", chen, "examine", examined, document=document)
    with hand(office.url) as registrar:
        registrar.batch()
    assert li.settle()[0].failure is None
    refused = chen.settle()[0].failure
    assert refused.code == "stale-version" and refused.facts["person"] == "li"
    names = {"li": "李晓明"}
    words = wording.say(refused.code, refused.facts, "zh_CN", names)
    assert "该文已由 李晓明 于" in words and "处理" in words
    li.close()


def _today() -> dict[str, str]:
    today = moment.now().date()
    return {"from": today.isoformat(), "until": (today + timedelta(days=3)).isoformat()}


def test_nobody_acts_under_another_s_name(office, chen):
    with pytest.raises(BadInput, match="not-your-login"):
        chen.act("wang", "register", {"title": "冒名"})
    assert app.is_shared(office.url)
