"""The secret in a link that opens a door (mã trong đường dẫn): made once, shown once, kept as a hash alone."""

import hashlib
import secrets
from typing import Final

ALPHABET: Final = "abcdefghijklmnopqrstuvwxyz234567"  # base32: nothing Zalo cuts or a person misreads
LETTERS: Final = 27  # of 5 bits each: 135 bits


def fresh_secret() -> str:
    """A new secret (mã bí mật): as long as nobody guesses and as short as Zalo leaves whole."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LETTERS))


def hash_of_secret(secret: str) -> str:
    """What is kept of a secret (dấu của mã). It is long and random: a plain hash is enough."""
    return hashlib.sha256(secret.encode()).hexdigest()
