"""Passwords: kept as Argon2id, never in clear; long rather than odd (NIST SP 800-63B, 5.1.1)."""

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from orchestrator.errors import BadPassword

SHORTEST, LONGEST = 12, 200
LENGTH = "A password has 12 to 200 characters; a short sentence is a good one."
GUESSED = "This password is easy to guess: it repeats itself or holds the login. Take another."
HASHER = PasswordHasher()
NOBODY = HASHER.hash("nobody has this password")
"""Checked where there is no such person, so that an answer takes as long."""


def hashed(password: str, login: str) -> str:
    """What is kept of a password.

    Raises:
        BadPassword: too short, too long, or the login itself.
    """
    if not SHORTEST <= len(password) <= LONGEST:
        raise BadPassword(LENGTH)
    if len(set(password)) < 5 or login.casefold() in password.casefold():
        raise BadPassword(GUESSED)
    return HASHER.hash(password)


def fits(kept: str | None, password: str) -> bool:
    """Whether it is the password; as slow for somebody who has none."""
    try:
        return HASHER.verify(kept or NOBODY, password[:LONGEST]) and kept is not None
    except (VerificationError, InvalidHashError):
        return False


def is_weak_by_now(kept: str) -> bool:
    """Whether it was hashed with less work than is usual today; then it is hashed anew at the next login."""
    return HASHER.check_needs_rehash(kept)
