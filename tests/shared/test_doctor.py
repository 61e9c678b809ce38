"""The doctor on a shared office: a person hears how it stands with him, and what to do."""

from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import make_url

from oa_client.__main__ import main, run
from oa_client.docflow.model import moment
from oa_client.docflow.store.drawer import Unsent
from oa_client.offices.registrar import RegistrarOffice
from tests.shared.served import Deployed
from tests.shared.tls import Authority, tls_door


@pytest.fixture(autouse=True)
def drawers(office: Deployed, monkeypatch) -> None:
    monkeypatch.setenv("OA_DRAWERS", str(office.drawers / "pc"))


def looked(address: str) -> tuple[int, dict]:
    answer = run(["doctor", address], "en")
    found = {check["code"]: check for check in answer.data["checks"]}
    assert answer.data["fit"] == (answer.exit_code == 0)
    return answer.exit_code, found


def serve(office: Deployed) -> None:
    """A sign of life, as of a registrar that leads."""
    made = RegistrarOffice(office.url)
    assert made._registry.lead()
    made.close()


def test_he_tells_a_person_who_he_is_and_what_he_may(office):
    serve(office)
    code, found = looked(office.address("chen"))
    assert code == 0
    for words in ("chen", "陈静", "办公室", "文书"):
        assert words in found["known-as"]["message"]
    assert {"line-near", "registrar-serves", "requests-sent", "clock-right"} <= set(found)
    office.ask("GRANT pg_read_all_stats TO chen")
    try:
        code, found = looked(office.address("chen"))
        assert code == 3
        assert "SET ROLE pg_read_all_stats" in found["rights-otherwise"]["message"]
    finally:
        office.ask("REVOKE pg_read_all_stats FROM chen")


def test_a_registrar_that_never_began_has_not_fallen_silent(office):
    for address in (office.address("chen"), office.url):
        code, found = looked(address)
        assert code == 3
        assert "never" in found["registrar-silent"]["message"]
        assert " 0 s" not in found["registrar-silent"]["message"]
    serve(office)
    office.ask("UPDATE oa.beat SET at = at - interval '1 hour'")
    ((since,),) = office.ask("SELECT at FROM oa.beat")
    for address in (office.address("chen"), office.url):
        said = looked(address)[1]["registrar-silent"]["message"]
        assert f"{since.astimezone(moment.OFFICE_ZONE):%Y-%m-%d %H:%M}" in said


def test_he_says_whether_the_line_is_proved(office, postgres, tmp_path):
    ours = Authority(tmp_path / "ours")
    serve(office)
    far = make_url(office.address("chen")).set(host="oa.example.gov.cn")
    with tls_door(postgres.port, ours.certify("oa.example.gov.cn")) as port:
        far = far.set(port=port)
        for mode, line, code in (
            ("verify-full", "line-proved", 0), ("require", "line-encrypted", 3),
        ):  # fmt: skip
            query = {"hostaddr": "127.0.0.1", "sslmode": mode}
            if mode == "verify-full":
                query["sslrootcert"] = str(ours.root)
            address = far.update_query_dict(query).render_as_string(hide_password=False)
            done, found = looked(address)
            assert line in found and done == code
    query = {"hostaddr": "127.0.0.1", "sslmode": "disable"}
    open_line = far.set(port=postgres.port).update_query_dict(query)
    assert "line-open" in looked(open_line.render_as_string(hide_password=False))[1]


@pytest.mark.parametrize(("by", "code"), [(-6.5, "clock-behind"), (6.5, "clock-ahead")])
def test_he_sees_that_the_clock_of_this_pc_differs_from_the_server_s(office, by, code):
    serve(office)
    with time_machine.travel(moment.now() + timedelta(minutes=by), tick=True):
        done, found = looked(office.address("chen"))
    assert done == 3
    assert "6 minutes" in found[code]["message"]


def test_he_counts_what_waits_in_the_drawer(office):
    chen = office.open("chen")
    made = moment.iso(moment.now())
    chen._drawer.put_unsent(Unsent("one", b'{"action":"register"}', None, None, made))
    chen.close()
    serve(office)
    code, found = looked(office.address("chen"))
    assert code == 3
    assert "1 requests" in found["requests-unsent"]["message"]
    assert made[:16].replace("T", " ") in found["requests-unsent"]["message"]


def test_a_key_that_a_colleague_lacks_is_not_a_person_s_concern(office):
    serve(office)
    office.ask("UPDATE oa.key SET status = 'replaced' WHERE login = 'li'")
    assert "keys-made" in looked(office.address("chen"))[1]
    found = looked(office.address("li"))[1]
    assert "li" in found["keys-waiting"]["message"]


def test_a_password_on_the_command_line_is_warned_of_once_beside_the_answer(office, capsys):
    serve(office)
    assert main(["people", office.address("chen"), "--json", "--lang", "en"]) == 0
    said = capsys.readouterr()
    assert said.err.count("PGPASSWORD") == 1
    assert "PGPASSWORD" not in said.out
    assert "pw-chen" not in said.err + said.out
    assert "password-in-address" in looked(office.address("chen"))[1]


def test_without_a_password_in_the_address_nobody_is_warned(office, monkeypatch, capsys):
    serve(office)
    address = office.address("chen").replace(":pw-chen@", "@")
    monkeypatch.setenv("PGPASSWORD", "pw-chen")
    assert main(["people", address, "--json", "--lang", "en"]) == 0
    assert capsys.readouterr().err == ""
    assert "password-in-address" not in looked(address)[1]
