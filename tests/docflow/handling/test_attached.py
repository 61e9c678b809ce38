"""The files of a draft: brought with any act on it, taken back with a new wording, then fixed."""

import pytest

from oa_client.docflow.model.errors import BadInput, Refused
from tests.offices import Played


@pytest.fixture
def played(tmp_path):
    made = Played(tmp_path / "office.oa")
    yield made
    made.office.close()


def drafted(played: Played, *files: tuple[str, bytes]) -> str:
    said = {"title": "关于报送情况的通知", "body": "文。", "to": "各科室"}
    return played.act("li", "draft", files=files, **said)


def names(played: Played, document: str) -> list[str]:
    return [row["name"] for row in played.show("li", document)["attachments"]]


def test_a_file_joins_a_draft_that_is_on_record_without_another_word_said(played):
    document = drafted(played, ("一.txt", b"1"))
    played.act("li", "revise", document, files=[("二.txt", b"2")])
    assert names(played, document) == ["一.txt", "二.txt"]
    assert len(played.show("li", document)["versions"]) == 1, "the words are the same"
    assert not played.problems()


def test_a_file_taken_back_leaves_the_draft_and_stays_with_the_version_that_had_it(played):
    document = drafted(played, ("一.txt", b"1"), ("二.txt", b"2"))
    new = [("三.txt", b"3")]
    played.act("li", "revise", document, body="改。", take_back=["一.txt"], files=new)
    assert names(played, document) == ["二.txt", "三.txt"]
    first, second = played.show("li", document)["versions"]
    assert [file["name"] for file in first["files"]] == ["一.txt", "二.txt"]
    assert [file["name"] for file in second["files"]] == ["二.txt", "三.txt"]
    gone = first["files"][0]["sha256"]
    assert played.office.attachment("li", document, gone) == b"1"
    assert not played.problems()


def test_of_two_files_of_one_name_the_digest_says_which_is_taken_back(played):
    document = drafted(played, ("表.txt", b"old"), ("表.txt", b"new"))
    old, new = (row["sha256"] for row in played.show("li", document)["attachments"])
    played.act("li", "revise", document, take_back=[old])
    assert [row["sha256"] for row in played.show("li", document)["attachments"]] == [new]


def test_a_file_that_is_not_there_can_t_be_taken_back(played):
    document = drafted(played)
    with pytest.raises(BadInput) as failure:
        played.act("li", "revise", document, take_back=["无.txt"])
    assert failure.value.code == "file-absent"


def test_signed_files_are_fixed_until_the_paper_comes_back(played):
    document = played.outgoing("sign", files=[("一.txt", b"1")])
    with pytest.raises(Refused) as failure:
        played.act("chen", "recheck", document, files=[("二.txt", b"2")])
    assert failure.value.code == "already-signed"
    assert names(played, document) == ["一.txt"]


def test_another_file_needs_another_signature(played):
    """A draft returned after 签发 and resumed goes back to the signer where a file changed."""
    document = played.outgoing("sign", files=[("一.txt", b"1")])
    signed = played.act("chen", "return", document, to="draft", reason="换附件", then="resume")
    assert signed == document
    played.act("li", "revise", document, take_back=["一.txt"])
    played.act("li", "submit", document)
    assert played.show("li", document)["stage"] == "sign"


def test_a_paper_takes_so_many_files_over_its_life_and_no_more(played):
    document = played.act("li", "draft", title="拟稿", body="略")
    for start in (0, 150):
        names = [f"{n}.txt" for n in range(start, start + 150)]
        played.act("li", "revise", document, files=[(name, b"1") for name in names])
    for said in ({"files": [("再.txt", b"1")]}, {"take_back": ["0.txt"]}):
        with pytest.raises(Refused, match="too-many-files") as refused:
            played.act("li", "revise", document, **said)
        assert refused.value.facts == {"count": 301, "most": 300}


@pytest.mark.parametrize(
    ("name", "code"),
    [("甲\u202efdp.exe", "control-characters"), ("a\nb", "control-characters"),
     ("\0", "control-characters"), (" ", "field-missing"), ("长" * 256, "too-long")],
)  # fmt: skip
def test_a_file_whose_name_shows_otherwise_than_it_is_is_not_taken(played, name, code):
    document = drafted(played)
    with pytest.raises(Refused, match=code):
        played.act("li", "revise", document, files=[(name, b"1")])
    assert names(played, document) == []
