"""并入: a paper that came once more joins the case that has it, instead of opening another."""

import pytest

from oa_client.docflow.model.errors import Refused
from tests.offices import BODY, Played

SCAN = (("扫描件.pdf", b"%PDF-1.4 scan"),)


def test_what_came_with_the_second_copy_joins_the_first_case_on_record(played: Played):
    first = played.incoming(files=[("电子件.pdf", b"%PDF-1.4 one")])
    before = played.show("zhang", first)
    played.act("chen", "merge", first, note="纸质件后到", files=SCAN)
    shown = played.show("zhang", first)
    assert [file["name"] for file in shown["attachments"]] == ["电子件.pdf", "扫描件.pdf"]
    said = shown["history"][-1]
    assert (said["code"], said["by"], said["fields"]["note"]) == ("merge", "chen", "纸质件后到")
    assert shown["open"][0]["due"] == before["open"][0]["due"], "no clock begins anew by it"
    assert not played.problems()


@pytest.mark.parametrize(
    ("by", "files", "code"),
    [("wang", SCAN, "not-your-post"), ("chen", (), "field-missing")],
)
def test_only_the_registry_merges_and_never_nothing(played: Played, by: str, files, code: str):
    first = played.incoming()
    with pytest.raises(Refused) as refused:
        played.act(by, "merge", first, files=files)
    assert refused.value.code == code


def test_nothing_joins_what_was_not_received_or_is_no_longer_in_hand(played: Played):
    sent = played.outgoing("submit")
    with pytest.raises(Refused) as refused:
        played.act("chen", "merge", sent, files=SCAN)
    assert refused.value.code == "no-such-stage"
    back = played.act("chen", "register", title="关于开展检查的通知", body=BODY)
    played.act("chen", "examine", back, answers=[False, *[True] * 4], reason="不归我办")
    with pytest.raises(Refused) as refused:
        played.act("chen", "merge", back, files=SCAN)
    assert refused.value.code == "not-open"


def test_a_classified_stub_takes_no_file_this_way_either(played: Played):
    stub = played.act("chen", "register", title="（涉密件）", secrecy="秘密")
    with pytest.raises(Refused) as refused:
        played.act("chen", "merge", stub, files=SCAN)
    assert refused.value.code == "classified-text"
