"""The marks of the office as inline SVG: how a directive stands, and its six clears.

A mark never speaks alone: each comes with its words, shown beside it or told to those who listen. Shapes differ without
colour; colours are classes of the style sheet. Nothing here carries a `style` attribute: the site's policy forbids it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeAlias

from django.utils.functional import Promise
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

Words: TypeAlias = str | Promise

_DISC = '<circle cx="8" cy="8" r="6"/>'
_NOTCHED = '<path d="M8 8V2a6 6 0 1 0 6 6z"/>'
_RING = '<circle cx="8" cy="8" r="5" fill="none" stroke="currentColor" stroke-width="2"/>'
_QUARTER = _RING + '<path d="M8 8V3a5 5 0 0 1 5 5z"/>'
_SQUARE = '<rect x="2.5" y="2.5" width="11" height="11"/>'
_DASHED = (
    '<rect x="3" y="3" width="10" height="10" fill="none" stroke="currentColor" stroke-width="1.75"'
    ' stroke-dasharray="3.2 1.8"/>'
)
_DASHED_FULL = _DASHED + '<rect x="5.5" y="5.5" width="5" height="5"/>'
_BACK = (
    '<path d="M6.5 2.5 2.5 6.5l4 4M3 6.5h6.5a4 4 0 0 1 0 7.5H7" fill="none" stroke="currentColor" stroke-width="2"/>'
)
_CROSS = '<path d="M3.5 3.5l9 9M12.5 3.5l-9 9" fill="none" stroke="currentColor" stroke-width="2.25"/>'
_BARS = '<path d="M4 2.5h3v11H4zM9 2.5h3v11H9z"/>'
_DASH = '<path d="M2.5 7h11v2h-11z"/>'
_DOTTED = (
    '<circle cx="8" cy="8" r="5.2" fill="none" stroke="currentColor" stroke-width="1.6" stroke-dasharray="2 2.1"/>'
)

MARKS: dict[str, tuple[str, str, Words]] = {
    "done-on-time": (_DISC, "done", _("Hoàn thành đúng hạn")),
    "done-late": (_NOTCHED, "done-late", _("Hoàn thành quá hạn")),
    "in-time": (_RING, "in-time", _("Đang thực hiện, trong hạn")),
    "due-soon": (_QUARTER, "soon", _("Sắp đến hạn")),
    "overdue": (_SQUARE, "late", _("Đang thực hiện, quá hạn")),
    "no-deadline": (_DASHED, "none", _("Không có thời hạn")),
    "no-deadline-done": (_DASHED_FULL, "none", _("Hoàn thành, không có thời hạn")),
    "returned": (_BACK, "returned", _("Yêu cầu thực hiện lại")),
    "suspended": (_BARS, "none", _("Tạm dừng")),
    "not-counted": (_DASH, "none", _("Không tính")),
    # the states of work, for lists of everything that is open to a person
    "draft": (_DOTTED, "none", _("Dự thảo")),
    "confirmed": (_DOTTED, "in-time", _("Đã xác nhận")),
    "assigned": (_RING, "in-time", _("Đã giao")),
    "accepted": (_RING, "in-time", _("Đã nhận việc")),
    "refused": (_BACK, "returned", _("Từ chối nhận")),
    "in_progress": (_RING, "in-time", _("Đang thực hiện")),
    "reported": (_QUARTER, "done", _("Đã báo cáo hoàn thành")),
    "done": (_DISC, "done", _("Hoàn thành")),
    "withdrawn": (_DASH, "none", _("Đã rút")),
    # files taken in
    "waiting": (_DOTTED, "none", _("Chờ đọc")),
    "reading": (_QUARTER, "in-time", _("Đang đọc")),
    "read": (_DISC, "done", _("Đã đọc")),
    "undecided": (_QUARTER, "soon", _("Chờ quyết định")),
    "duplicate": (_DASHED_FULL, "none", _("Đã có")),
    "failed": (_CROSS, "fault", _("Không đọc được")),
}
"""Shape, tone and words by how a directive stands (`counting.Standing`), its state (`states.State`), or a file's."""

CLEARS: tuple[tuple[str, Words, Words], ...] = (
    ("person", _("người"), _("Rõ người")),
    ("task", _("việc"), _("Rõ việc")),
    ("responsibility", _("trách nhiệm"), _("Rõ trách nhiệm")),
    ("authority", _("thẩm quyền"), _("Rõ thẩm quyền")),
    ("time", _("thời gian"), _("Rõ thời gian")),
    ("result", _("kết quả"), _("Rõ kết quả")),
)
"""Key, short word and full name of each clear, in the order they are always shown."""

CLEAR_STATES: dict[str, Words] = {"clear": _("rõ"), "vague": _("chưa rõ"), "missing": _("thiếu")}


def state_mark(key: str, words: Words | None = None, *, shown: bool = True) -> SafeString:
    """The mark of a standing or state with its words; with `shown=False` they are only spoken."""
    shape, tone, own = MARKS.get(str(key), (_DASH, "none", str(key)))
    said = words or own
    return format_html(
        '<span class="state state-{}"{}>{}<span class="{}">{}</span></span>',
        tone,
        "" if shown else format_html(' title="{}"', said),
        _svg(shape),
        "state-words" if shown else "unseen",
        said,
    )


def clears_mark(clears: Mapping[str, Any]) -> SafeString:
    """Six small marks in a row with what they say: "thiếu người, thời gian; chưa rõ kết quả"."""
    shapes = []
    for place, (key, _short, _name) in enumerate(CLEARS):
        state, x = clear_state(clears, key), 6 + place * 14
        shapes.append(f'<g transform="translate({x - 6} 0)">{_CLEAR_SHAPES[state]}</g>')
    words = clears_words(clears)
    return format_html(
        '<span class="clears" title="{0}"><svg viewBox="0 0 82 12" width="82" height="12" aria-hidden="true"'
        ' focusable="false">{1}</svg><span class="unseen">{0}</span></span>',
        words,
        mark_safe("".join(shapes)),
    )


def clear_mark(state: str) -> SafeString:
    """The mark of one clear, without words."""
    return _svg(_CLEAR_SHAPES.get(state, _CLEAR_SHAPES["missing"]), box=12)


def clears_words(clears: Mapping[str, Any]) -> str:
    """What the six marks say: what is missing first, then what is vague; "rõ cả sáu" where nothing is."""
    told = []
    for wanted in ("missing", "vague"):
        names = [str(short) for key, short, _name in CLEARS if clear_state(clears, key) == wanted]
        if names:
            told.append(f"{CLEAR_STATES[wanted]} {', '.join(names)}")
    return "; ".join(told) if told else str(_("rõ cả sáu"))


def clear_state(clears: Mapping[str, Any], key: str) -> str:
    """The state of one clear: clear, vague or missing; what is not told is missing."""
    told = (clears or {}).get(key)
    state = told.get("state") if isinstance(told, Mapping) else told
    return str(state) if state in CLEAR_STATES else "missing"


def bar(parts: list[tuple[float, str]], whole: float) -> SafeString:
    """A bar of coloured lengths, for the eye alone: the numbers stand beside it."""
    x, drawn = 0.0, []
    for value, tone in parts:
        width = round(100 * value / whole, 2) if whole else 0
        if width:
            drawn.append(format_html('<rect class="tone-{}" x="{}" width="{}" height="8"/>', tone, round(x, 2), width))
        x += width
    return format_html(
        '<svg class="bar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true" focusable="false">'
        '<rect class="bar-ground" width="100" height="8"/>{}</svg>',
        mark_safe("".join(conditional_escape(one) for one in drawn)),
    )


_CLEAR_SHAPES = {
    "clear": '<circle cx="6" cy="6" r="5"/>',
    "vague": '<circle cx="6" cy="6" r="4.25" fill="none" stroke="currentColor" stroke-width="1.5"/>'
    '<path d="M6 1.75a4.25 4.25 0 0 0 0 8.5z"/>',
    "missing": '<circle cx="6" cy="6" r="4.25" fill="none" stroke="currentColor" stroke-width="1.5"/>',
}


def _svg(shape: str, box: int = 16) -> SafeString:
    return format_html(
        '<svg class="mark-shape" viewBox="0 0 {0} {0}" width="{0}" height="{0}" aria-hidden="true" focusable="false">'
        "{1}</svg>",
        box,
        mark_safe(shape),
    )
