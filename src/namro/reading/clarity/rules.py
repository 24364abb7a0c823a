"""Clarity: rõ người, rõ việc, rõ trách nhiệm, rõ thẩm quyền, rõ thời gian, rõ kết quả.

Each clear is judged from what the directive itself says, with the words that decided it: a named body is clear, "các cơ
quan liên quan" or a whole province is vague; a date or a period is clear, "sớm" is vague; a named product is clear,
"bảo đảm hiệu quả" is vague. What is not said is missing. Does not judge whether the task is wise, nor fill a gap.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from namro.quantities.deadlines import Deadline
from namro.reading.directives.cues import words
from namro.reading.directives.model import Clear, Directive, State, Verdict

_COLLECTIVE = re.compile(
    r"^(?:các|những|từng|mỗi|mọi|toàn|bộ, ngành|sở, (?:ban, )?ngành|cơ quan (?:liên|có|chức)|đơn vị (?:liên|có)"
    r"|địa phương"
    r"|người dân|doanh nghiệp|chính quyền|cấp có)\b|liên quan",
    re.IGNORECASE,
)
_PLACE = re.compile(r"^(?:tỉnh|thành phố|tp\.?|huyện|quận|xã|phường|đặc khu)\s", re.IGNORECASE)
_ANSWERS = re.compile(r"chủ trì|chịu trách nhiệm[^,;.]{0,40}|đầu mối|làm chủ|trực tiếp chỉ đạo")
_EMPOWERED = re.compile(
    r"(?:theo|thuộc|trong|đúng)(?: \w+){0,2} thẩm quyền|ủy quyền|được (?:quyền|phép|chủ động|quyết định)"
    r"|(?:trình|báo cáo) [^,;.]{0,60}(?:xem xét|quyết định|phê duyệt|ban hành|cho ý kiến|chỉ đạo)"
)
_BOUNDED = re.compile(
    r"(?:theo|đúng) (?:chức năng|nhiệm vụ|quy định|lĩnh vực)|trong phạm vi|trên cơ sở chức năng|căn cứ chức năng"
    r"|vượt thẩm quyền"
)
_SOON = re.compile(
    r"(?<!\w)(?:ngay|sớm|kịp thời|khẩn trương|nhanh chóng|thường xuyên|trong thời gian tới|thời gian sớm nhất|từng bước"
    r"|đúng tiến độ|đúng hạn|tiến độ|trước mắt|lâu dài)(?!\w)"
)
_HOPED = re.compile(
    r"(?<!\w)(?:bảo đảm|đảm bảo|hiệu quả|chất lượng|thực chất|kết quả|góp phần|nâng cao|đồng bộ|đầy đủ|chặt chẽ"
    r"|phấn đấu|dứt điểm|bền vững)(?!\w)"
)
_WEIGHT: Mapping[State, Decimal] = {State.CLEAR: Decimal(1), State.VAGUE: Decimal("0.5"), State.MISSING: Decimal(0)}


def judge(
    *,
    text: str,
    lower: str,
    action: str,
    lead: tuple[str, ...],
    due: Deadline | None,
    product: str | None,
) -> tuple[tuple[Clear, Verdict], ...]:
    """The six verdicts on one clause; `lower` is `text` in small letters, `action` its leading verb group so."""
    return (
        (Clear.PERSON, _person(lead)),
        (Clear.TASK, _task(action, product)),
        (Clear.RESPONSIBILITY, _responsibility(text, lower, lead)),
        (Clear.AUTHORITY, _said(text, lower, _EMPOWERED, _BOUNDED)),
        (Clear.TIME, _time(text, lower, due)),
        (Clear.RESULT, _result(text, lower, product)),
    )


def score(directives: Sequence[Directive]) -> Decimal | None:
    """A notice's clarity from 0 to 100: the mean over its tasks and the six clears, clear 1, vague a half, missing 0.

    None where there are no tasks.
    """
    marks = [_WEIGHT[verdict.state] for directive in directives for _, verdict in directive.clarity]
    if not marks:
        return None
    return (sum(marks, Decimal(0)) * 100 / len(marks)).quantize(Decimal(1), ROUND_HALF_UP)


def tally(directives: Sequence[Directive]) -> dict[Clear, dict[State, int]]:
    """How many tasks meet each clear, in part, or not at all."""
    counts = {clear: dict.fromkeys(State, 0) for clear in Clear}
    for directive in directives:
        for clear, verdict in directive.clarity:
            counts[clear][verdict.state] += 1
    return counts


def _person(lead: tuple[str, ...]) -> Verdict:
    if not lead:
        return Verdict(State.MISSING)
    loose = [name for name in lead if _COLLECTIVE.search(name) or _PLACE.match(name)]
    return Verdict(State.VAGUE, "; ".join(loose)) if loose else Verdict(State.CLEAR, "; ".join(lead))


def _task(action: str, product: str | None) -> Verdict:
    if not action:
        return Verdict(State.VAGUE)
    verbs = [verb.strip() for verb in re.split(r",| và ", action)]
    soft = product is None and all(_is_soft(verb) for verb in verbs)
    return Verdict(State.VAGUE if soft else State.CLEAR, action)


@lru_cache(maxsize=4096)
def _is_soft(verb: str) -> bool:
    lists = words()
    rest = verb
    for adverb in lists["adverbs"]:
        rest = rest.removeprefix(f"{adverb} ")
    return rest in lists["adverbs"] or any(rest == soft or rest.startswith(f"{soft} ") for soft in lists["soft"])


def _responsibility(text: str, lower: str, lead: tuple[str, ...]) -> Verdict:
    if not lead:
        return Verdict(State.MISSING)
    answers = _ANSWERS.search(lower)
    if len(lead) == 1 and not _COLLECTIVE.search(lead[0]) and not _PLACE.match(lead[0]):
        return Verdict(State.CLEAR, text[answers.start() : answers.end()] if answers else lead[0])
    return Verdict(State.VAGUE, text[answers.start() : answers.end()] if answers else "; ".join(lead))


def _said(text: str, lower: str, clear: re.Pattern[str], vague: re.Pattern[str]) -> Verdict:
    for state, pattern in ((State.CLEAR, clear), (State.VAGUE, vague)):
        if match := pattern.search(lower):
            return Verdict(state, text[match.start() : match.end()])
    return Verdict(State.MISSING)


def _time(text: str, lower: str, due: Deadline | None) -> Verdict:
    if due is not None and due.code is not None:
        return Verdict(State.CLEAR, due.code)
    match = _SOON.search(lower)
    if match:
        return Verdict(State.VAGUE, text[match.start() : match.end()])
    return Verdict(State.MISSING) if due is None else Verdict(State.VAGUE)


def _result(text: str, lower: str, product: str | None) -> Verdict:
    if product:
        return Verdict(State.CLEAR, product)
    match = _HOPED.search(lower)
    return Verdict(State.VAGUE, text[match.start() : match.end()]) if match else Verdict(State.MISSING)
