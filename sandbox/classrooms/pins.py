"""Four-digit PINs: made, kept as keyed digests, checked in constant time. Pure.

Ten thousand PINs are no secret to a computer; what protects them is the limit on tries, and that a copy of
the database alone, without the installation's key, tells nothing.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets

PIN_LENGTH = 4
_EASY = frozenset({"0000", "1111", "1234", "4321", *(str(digit) * PIN_LENGTH for digit in range(10))})


def new_pin() -> str:
    """A random PIN, none of those a neighbour would try first."""
    while True:
        pin = f"{secrets.randbelow(10**PIN_LENGTH):0{PIN_LENGTH}d}"
        if pin not in _EASY:
            return pin


def clean_pin(typed: str) -> str:
    """The digits of what was typed; any script's digits count."""
    return "".join(str(int(sign)) for sign in typed if sign.isdecimal())


def pin_digest(pin: str, secret: str) -> str:
    """``salt$digest`` for a new PIN."""
    salt = secrets.token_hex(8)
    return f"{salt}${_digest(pin, salt, secret)}"


def is_pin(pin: str, stored: str, secret: str) -> bool:
    """Whether ``pin`` is the one behind a stored digest."""
    salt, _, digest = stored.partition("$")
    return hmac.compare_digest(_digest(pin, salt, secret), digest)


def cover_pin(pin: str, pad: str, secret: str) -> int:
    """The PIN as a number nobody can read without ``pad`` and ``secret``; for a trip through an address."""
    return (int(pin) + _shift(pad, secret)) % 10**PIN_LENGTH


def uncover_pin(covered: int, pad: str, secret: str) -> str:
    """The PIN behind ``cover_pin``."""
    return f"{(covered - _shift(pad, secret)) % 10**PIN_LENGTH:0{PIN_LENGTH}d}"


def _digest(pin: str, salt: str, secret: str) -> str:
    return hmac.new(secret.encode(), f"pin:{salt}:{pin}".encode(), hashlib.sha256).hexdigest()


def _shift(pad: str, secret: str) -> int:
    digest = hmac.new(secret.encode(), f"cover:{pad}".encode(), hashlib.sha256).digest()
    return int.from_bytes(digest[:8])
