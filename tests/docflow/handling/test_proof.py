"""What a reader checks of one document on his own PC."""


import pytest

from tests.offices import Played


def test_every_entry_of_an_honest_document_is_sound(played: Played):
    document = played.outgoing("sign")
    found = played.office.proof("chen", document)
    assert [entry.n for entry in found] == [1, 2, 3, 4, 5]
    assert all(entry.sound for entry in found)


@pytest.mark.parametrize(
    ("column", "wrong"),
    [
        ("signature", "zeroblob(64)"), ("facts", "x'7b7d'"), ("by", "'zhang'"),
        ("at", "'2026-01-01T08:00:00+08:00'"), ("request", "x'7b7d'"), ("key_id", "'0'"),
    ],
)  # fmt: skip
def test_an_altered_entry_is_named_and_the_others_are_not(played: Played, column: str, wrong: str):
    document = played.outgoing("sign")
    played.tamper(f'update entry set "{column}"={wrong} where document=? and n=3', document)
    found = {entry.n: entry for entry in played.office.proof("chen", document)}
    assert not found.pop(3).sound
    assert all(entry.sound for entry in found.values())
