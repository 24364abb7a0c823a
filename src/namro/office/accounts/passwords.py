"""One-time passwords: made by chance, read out or copied once, and changed by the person at the first sign-in."""

from __future__ import annotations

import secrets

from namro.office.accounts.models import User

LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
"""Without those that are taken for one another when read out: i, l, o, 0, 1."""
_GROUPS, _EACH = 4, 4


def one_time_password() -> str:
    """A password of 16 letters in groups of four: about 79 bits."""
    return "-".join("".join(secrets.choice(LETTERS) for _ in range(_EACH)) for _ in range(_GROUPS))


def give_one_time_password(user: User) -> None:
    """Set one; it stands in `user.one_time_password` of this object only, and nowhere else in clear."""
    made = one_time_password()
    user.set_password(made)
    user.must_change_password = True
    user.one_time_password = made
