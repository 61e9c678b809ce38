import hashlib

import pytest

from oa_client.docflow.ledger.signature import check, generate, unlock
from oa_client.docflow.model.errors import BadInput

PURPOSES = ("request", "facts", "checkpoint")


@pytest.fixture(scope="module")
def locked():
    return generate("春天 spring")


def test_what_a_key_signed_holds_and_nothing_else_does():
    pem, public, key_id = generate(None)
    signer = unlock(pem, None)
    signature = signer.sign("request", b"act")
    assert signer.key_id == key_id
    assert check(public, signature, "request", b"act")
    assert not check(public, signature, "request", b"act!")
    assert not check(generate(None)[1], signature, "request", b"act")
    assert not check(public, signature[:-1], "request", b"act")
    assert not check("no key", signature, "request", b"act")
    assert not check("00", signature, "request", b"act")


@pytest.mark.parametrize("made_for", PURPOSES)
def test_a_signature_is_good_for_its_purpose_alone(made_for):
    pem, public, _ = generate(None)
    signature = unlock(pem, None).sign(made_for, b"x")
    assert [p for p in PURPOSES if check(public, signature, p, b"x")] == [made_for]


def test_the_name_of_a_key_follows_from_its_public_part():
    _, public, key_id = generate(None)
    assert key_id == hashlib.sha256(bytes.fromhex(public)).hexdigest()[:32]


def test_a_locked_key_opens_with_its_passphrase(locked):
    pem, public, _ = locked
    assert check(public, unlock(pem, "春天 spring").sign("facts", b"x"), "facts", b"x")


@pytest.mark.parametrize("passphrase", ["wrong", "", None, "春天 spring ", "\ud800"])
def test_a_locked_key_opens_with_nothing_else(locked, passphrase):
    with pytest.raises(BadInput, match="wrong-passphrase"):
        unlock(locked[0], passphrase)


def test_a_locked_key_does_not_show_its_secret(locked):
    assert b"ENCRYPTED" in locked[0]


def test_the_same_passphrase_typed_in_another_normal_form_opens_too():
    pem, _, key_id = generate("é")
    assert unlock(pem, "e\u0301").key_id == key_id


@pytest.mark.parametrize("pem", [b"", b"nonsense", b"-----BEGIN PRIVATE KEY-----\nAAAA\n"])
def test_what_is_no_key_is_refused(pem):
    with pytest.raises(BadInput, match="key-unreadable"):
        unlock(pem, None)
