"""The first keys of an office in earnest: whoever makes his first, the founder's counts at once."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from oa_client import app
from oa_client.docflow.handling.founding import read_people
from oa_client.docflow.model.errors import Refused

STAFF = """login,name,unit,superior,posts
an,安宁,办公室,,文书
bo,柏松,办公室,an,承办人
ci,慈航,办公室,an,承办人"""


@pytest.fixture
def office(tmp_path: Path) -> Iterator[app.LocalOffice]:
    people = read_people(STAFF, "人员.csv")
    made = app.found_office(str(tmp_path / "office.oa"), people, name="某局")
    yield made
    made.close()


def keys(office: app.LocalOffice) -> dict[str, str]:
    return {person["login"]: person["key"] for person in office.people()}


def test_a_colleague_who_was_quicker_doesn_t_keep_the_founder_from_vouching(office):
    office.make_key("bo", "柏松的长口令")
    office.make_key("an", "安宁的长口令")
    assert keys(office) == {"an": "trusted", "bo": "pending", "ci": "none"}
    office.act("an", "vouch", {"person": "bo"}, passphrase="安宁的长口令")
    assert keys(office)["bo"] == "trusted"
    assert office.verify()["problems"] == []


def test_whoever_isn_t_the_founder_waits_for_two_once_two_keys_count(office):
    office.make_key("an", "安宁的长口令")
    for login in ("bo", "ci"):
        office.make_key(login, "同事的长口令")
        office.act("an", "vouch", {"person": login}, passphrase="安宁的长口令")
    assert keys(office) == {"an": "trusted", "bo": "trusted", "ci": "pending"}
    office.act("bo", "vouch", {"person": "ci"}, passphrase="同事的长口令")
    assert keys(office)["ci"] == "trusted"


def test_the_founder_s_second_key_waits_like_everybody_s(office):
    office.make_key("an", "安宁的长口令")
    office.make_key("an", "安宁的新口令")
    with pytest.raises(Refused, match="key-waiting"):
        office.make_key("an", "再一把口令")
    office.make_key("bo", "同事的长口令")
    office.act("an", "vouch", {"person": "bo"}, passphrase="安宁的长口令")
    office.act("bo", "vouch", {"person": "an"}, passphrase="同事的长口令")
    assert office.verify()["problems"] == []
