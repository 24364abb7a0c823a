"""Numbers in words: "hai mươi lăm", "một nghìn hai trăm".

Reads a run of number words as one whole number. Does not decide whether "năm" is five or a year, or "ba" three or a
name: whoever calls has seen the unit that follows.
"""

from __future__ import annotations

_UNITS = {
    "không": 0, "một": 1, "mốt": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "lăm": 5, "nhăm": 5,
    "sáu": 6, "bảy": 7, "bẩy": 7, "tám": 8, "chín": 9,
}  # fmt: skip
_SCALES = {"nghìn": 10**3, "ngàn": 10**3, "vạn": 10**4, "triệu": 10**6, "tỷ": 10**9, "tỉ": 10**9}
_LINKS = {"linh", "lẻ"}
WORDS = frozenset(_UNITS) | frozenset(_SCALES) | _LINKS | {"mười", "mươi", "trăm", "chục"}


def read_numeral(words: str) -> int | None:
    """The whole number that number words say, or None where they say none.

    >>> read_numeral("hai mươi lăm"), read_numeral("một nghìn hai trăm linh năm"), read_numeral("mươi nghìn hai")
    (25, 1205, None)
    """
    total = 0  # what whole scales have closed
    group = 0  # hundreds and tens of the group being read
    digit: int | None = None  # the unit not yet placed
    said = False
    lowest = 10**12
    for word in words.lower().split():
        if word in _UNITS:
            if digit is not None:
                return None
            digit = _UNITS[word]
            said = True
        elif word in _LINKS:
            if digit is not None or not said:
                return None
        elif word == "mười":
            if digit is not None or group % 100:
                return None
            group += 10
            said = True
        elif word in ("mươi", "chục", "trăm"):
            if digit is None:
                return None
            group += digit * (100 if word == "trăm" else 10)
            digit = None
        elif word in _SCALES:
            scale = _SCALES[word]
            if not said or scale >= lowest:
                return None
            total += (group + (digit or 0)) * scale
            group, digit, lowest = 0, None, scale
        else:
            return None
    return total + group + (digit or 0) if said else None
