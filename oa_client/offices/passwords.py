"""The password of a login on a server: in the address, in the system's keyring, or asked for.

It stands in memory and in the keyring alone; no message, log or file of ours holds one.
"""

import logging
from collections.abc import Callable, Iterable
from contextlib import suppress

from oa_client.docflow.model.errors import BadInput, StoreUnavailable
from oa_client.docflow.store import connecting

SERVICE = "oa_client"
"""Under this name the keyring keeps what is ours."""

ASKS = ("password-missing", "login-refused")
"""Failures after which a person may type his password."""

Asker = Callable[[str, StoreUnavailable], str | None]
"""Asks a person for the password of an account; told why; None where he gives none."""

_log = logging.getLogger(__name__)


def typed(words: Iterable[str]) -> bool:
    """Whether any of these words of a command line is an address that shows a password.

    Whoever is on this PC can read it there, and the shell remembers it.
    """
    for word in words:
        with suppress(BadInput):
            if "://" in word and connecting.has_password(word):
                return True
    return False


def of_keyring(address: str) -> str:
    """The address with the password that this PC's keyring has, where it has one."""
    if connecting.has_password(address):
        return address
    found = None
    with suppress(ImportError):
        import keyring
        from keyring.errors import KeyringError

        try:
            found = keyring.get_password(SERVICE, connecting.account(address))
        except KeyringError as failure:  # no keyring here, or it stays locked: asked for then
            _log.info("the keyring gave nothing: %s", type(failure).__name__)
    return connecting.with_password(address, found) if found else address


def keep(address: str, password: str) -> bool:
    """Put a password into this PC's keyring; False where there is none that takes it."""
    with suppress(ImportError):
        import keyring
        from keyring.errors import KeyringError

        try:
            keyring.set_password(SERVICE, connecting.account(address), password)
            return True
        except KeyringError as failure:
            _log.info("the keyring took nothing: %s", type(failure).__name__)
    return False


def has_keyring() -> bool:
    """Whether this PC has a keyring that could take a password."""
    with suppress(ImportError):
        import keyring
        from keyring.backends import fail

        return not isinstance(keyring.get_keyring(), fail.Keyring)
    return False
