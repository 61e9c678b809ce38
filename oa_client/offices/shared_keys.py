"""A person's own keys at this PC: which one signs, and which opens his drawer."""

import hashlib
from collections.abc import Mapping, Sequence
from contextlib import suppress

from oa_client.docflow.handling.case import Row
from oa_client.docflow.ledger.signature import Signer, unlock
from oa_client.docflow.model.errors import BadInput, Refused
from oa_client.docflow.store.drawer import Drawer


def signing_key(
    person: str, kept: Mapping[str, bytes], keys: Mapping[str, Row],
    passphrases: Sequence[str | None],
) -> Signer:  # fmt: skip
    """The key that counts, else the newest that waits for its vouchers.

    Raises:
        Refused: `key-missing`.
        BadInput: `wrong-passphrase`.
    """
    usable = [k for k in kept if k in keys and keys[k]["status"] != "replaced"]
    if not usable:
        raise Refused("key-missing", person=person)
    usable.sort(key=lambda k: (keys[k]["status"] == "trusted", keys[k]["made_at"]))
    for passphrase in passphrases[:-1]:
        with suppress(BadInput):
            return unlock(kept[usable[-1]], passphrase)
    return unlock(kept[usable[-1]], passphrases[-1])


def secret_of(signer: Signer) -> bytes:
    """What only the owner of this key has."""
    return hashlib.sha256(signer.sign("facts", b"oa-drawer-1")).digest()


def open_drawer(
    drawer: Drawer, signer: Signer, kept: Mapping[str, bytes], passphrase: str | None
) -> None:
    """With this key, else with an earlier one of the same owner, else a new drawer is begun."""
    if drawer.unlock(signer.key_id, secret_of(signer)):
        return
    for key_id, pem in kept.items():
        try:
            earlier = unlock(pem, passphrase)
        except BadInput:
            continue
        if drawer.unlock(key_id, secret_of(earlier)):
            drawer.unlock_with(signer.key_id, secret_of(signer))
            return
    drawer.begin_anew()
    drawer.unlock(signer.key_id, secret_of(signer))
