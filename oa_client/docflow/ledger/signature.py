"""Keys and signatures: a person signs what he asks for, the office what it states (Ed25519)."""

import hashlib
import os
import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)

from oa_client.docflow.model.errors import BadInput

Purpose = Literal["request", "facts", "checkpoint"]

_PREFIX = {
    "request": b"oa-request-1\n",
    "facts": b"oa-facts-1\n",
    "checkpoint": b"oa-checkpoint-1\n",
}
"""A signature under one sort of paper is worth nothing under another."""

_STRETCHED = re.compile(rb"oa-key-1 scrypt ([0-9a-f]{32})\n")
_SCRYPT_N = 1 << 15
"""32 MiB and some 0.1 s for each guess at a passphrase."""


@dataclass
class Signer:
    """A key in the hand of its owner."""

    key_id: str
    _key: Ed25519PrivateKey

    def sign(self, purpose: str, data: bytes) -> bytes:
        """The signature under these bytes, for this purpose alone."""
        return self._key.sign(_PREFIX[purpose] + data)


def generate(passphrase: str | None) -> tuple[bytes, str, str]:
    """Make a key.

    Returns:
        The private key (PEM, locked where there is a passphrase), the public key in hex, its id.
    """
    key = Ed25519PrivateKey.generate()
    public = key.public_key().public_bytes_raw()
    if passphrase is None:
        pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        return pem, public.hex(), key_id(public.hex())
    salt = os.urandom(16)
    lock = BestAvailableEncryption(_stretched(passphrase, salt))
    pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, lock)
    head = b"oa-key-1 scrypt " + salt.hex().encode() + b"\n"
    return head + pem, public.hex(), key_id(public.hex())


def key_id(public: str) -> str:
    """The name of a key: the first half of the SHA-256 of its public part."""
    return hashlib.sha256(bytes.fromhex(public)).hexdigest()[:32]


def unlock(pem: bytes, passphrase: str | None) -> Signer:
    """Take a key into the hand.

    Raises:
        BadInput: `wrong-passphrase`, also where one is missing; `key-unreadable`.
    """
    locked = _STRETCHED.match(pem)
    secret = None
    if locked:
        if passphrase is None:
            raise BadInput("wrong-passphrase")
        secret = _stretched(passphrase, bytes.fromhex(locked[1].decode()))
    try:
        key = load_pem_private_key(pem[locked.end() :] if locked else pem, secret)
    except (ValueError, TypeError, UnsupportedAlgorithm):
        raise BadInput("wrong-passphrase" if locked else "key-unreadable") from None
    if not isinstance(key, Ed25519PrivateKey):
        raise BadInput("key-unreadable")
    return Signer(key_id(key.public_key().public_bytes_raw().hex()), key)


def check(public: str, signature: bytes, purpose: Purpose, data: bytes) -> bool:
    """Whether this key put this signature under these bytes for this purpose."""
    try:
        key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(public))
        key.verify(signature, _PREFIX[purpose] + data)
    except (InvalidSignature, ValueError):
        return False
    return True


def _stretched(passphrase: str, salt: bytes) -> bytes:
    typed = unicodedata.normalize("NFC", passphrase).encode("utf-8", "surrogatepass")
    return Scrypt(salt=salt, length=32, n=_SCRYPT_N, r=8, p=1).derive(typed).hex().encode()
