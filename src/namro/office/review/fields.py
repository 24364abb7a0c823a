"""The fields of a finding as a form shows them, kind by kind: how each is written for people and read back.

A value nobody changed is not touched, so that what was read stays as it was read. Says what is wrong with a field in
the sentence of its error; does not decide what a finding is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, TypeAlias

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from namro.drafting.annex import KIND_NAMES
from namro.drafting.marked.labels import label
from namro.errors import ActionError
from namro.office.directives.models import CLEARS
from namro.reading.model import Aspect, Bound, Modality, Versus
from namro.statistics.catalogue import indicators

Words: TypeAlias = str | Promise
_EVERY = {"week": _("hằng tuần"), "month": _("hằng tháng"), "quarter": _("hằng quý"), "year": _("hằng năm")}
_LONGEST = 4_000


@dataclass(frozen=True, slots=True)
class Field:
    """A field: its name in the finding, its words, and how its value is written and read."""

    name: str
    words: Words
    write: Callable[[Any], str]
    read: Callable[[str, Words], Any]
    choices: Callable[[], list[tuple[str, Words]]] | None = None
    lines: int = 1
    hint: Words = ""
    wide: bool = False  # as wide as the form, where others stand two in a row
    bodies: bool = False  # names of bodies are offered


def _text(value: Any) -> str:
    return "" if value is None else str(value)


def _day(value: Any) -> str:
    try:
        return f"{date.fromisoformat(value):%d/%m/%Y}" if value else ""
    except ValueError:
        return str(value)


def _due(value: Any) -> str:
    if value and str(value).startswith("recurring:"):
        return str(_EVERY.get(str(value).partition(":")[2], value))
    return _day(value)


def _period(value: Any) -> str:
    return " – ".join(_day(part) for part in str(value).split("/")) if value else ""


def _names(value: Any) -> str:
    return "; ".join(value or ())


def _read_text(words: str, _name: Words) -> str | None:
    return " ".join(words.split())[:_LONGEST] or None


def _read_names(words: str, _name: Words) -> list[str]:
    return [one for one in (" ".join(part.split()) for part in re.split(r"[;\n]", words[:_LONGEST])) if one]


def _read_day(words: str, name: Words) -> str | None:
    words = words.strip()
    if not words:
        return None
    found = re.fullmatch(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", words)
    try:
        if found:
            day, month, year = map(int, found.groups())
            return date(year, month, day).isoformat()
    except ValueError:
        pass
    raise ActionError("field-day", field=str(name), given=words[:40])


def _read_due(words: str, name: Words) -> str | None:
    plain = " ".join(words.lower().split()).replace("hàng", "hằng")
    for every, said in _EVERY.items():
        if plain in (str(said), every, f"recurring:{every}"):
            return f"recurring:{every}"
    return _read_day(words, name)


def _read_period(words: str, name: Words) -> str | None:
    if not words.strip():
        return None
    parts = re.split(r"\s*[–—]\s*|\s+-\s+|\s+đến\s+", words.strip())
    days = [_read_day(part, name) for part in parts]
    if len(days) > 2 or None in days or str(days[-1]) < str(days[0]):
        raise ActionError("field-period", field=str(name), given=words[:60])
    return f"{days[0]}/{days[-1]}"


def _read_number(words: str, name: Words) -> str | None:
    plain = words.strip().replace("\N{MINUS SIGN}", "-").replace(" ", "")
    if not plain:
        return None
    if "," in plain:
        plain = plain.replace(".", "").replace(",", ".")
    elif re.fullmatch(r"-?\d{1,3}(\.\d{3})+", plain):
        plain = plain.replace(".", "")
    try:
        value = Decimal(plain)
    except InvalidOperation as error:
        raise ActionError("field-number", field=str(name), given=words[:40]) from error
    if not value.is_finite() or abs(value.adjusted()) > 30:
        raise ActionError("field-number", field=str(name), given=words[:40])
    return format(value, "f")


def _number(value: Any) -> str:
    return "" if value in (None, "") else str(value).replace(".", ",")


def _of(group: str, values: Any, *, empty: bool = False) -> Callable[[], list[tuple[str, Words]]]:
    def choices() -> list[tuple[str, Words]]:
        from namro.office.common.answers import lang

        listed: list[tuple[str, Words]] = [("", "—")] if empty else []
        return listed + [(one.value, label(group, one.value, lang()) or "=") for one in values]

    return choices


def _indicators() -> list[tuple[str, Words]]:
    from namro.office.common.answers import lang

    name = "name_vi" if lang() == "vi" else "name_en"
    rows = [(code, getattr(one, name)) for code, one in indicators().items()]
    return [("", "—"), *sorted(rows, key=lambda row: row[1])]


def _kinds() -> list[tuple[str, Words]]:
    return [("", "—"), *((kind.value, name) for kind, name in KIND_NAMES.items())]


FIELDS: dict[str, tuple[Field, ...]] = {
    "directives": (
        Field("lead", _("Chủ trì"), _names, _read_names, bodies=True, hint=_("Nhiều cơ quan cách nhau bằng dấu ;")),
        Field("support", _("Phối hợp"), _names, _read_names, bodies=True),
        Field("task", _("Việc phải làm"), _text, _read_text, lines=4),
        Field("responsibility", _("Trách nhiệm"), _text, _read_text),
        Field("authority", _("Thẩm quyền"), _text, _read_text),
        Field(
            "due",
            _("Thời hạn"),
            _due,
            _read_due,
            hint=_("ngày/tháng/năm, hoặc: hằng tuần, hằng tháng, hằng quý, hằng năm"),
        ),
        Field("deliverable", _("Sản phẩm"), _text, _read_text),
        Field("recipient", _("Báo cáo ai"), _text, _read_text),
    ),
    "measures": (
        Field("label", _("Theo văn bản"), _text, _read_text, wide=True),
        Field("indicator", _("Chỉ tiêu"), _text, _read_text, choices=_indicators, wide=True),
        Field("value", _("Giá trị"), _number, _read_number),
        Field("high", _("đến"), _number, _read_number),
        Field("bound", _("Mức"), _text, _read_text, choices=_of("bound", Bound)),
        Field("unit", _("Đơn vị"), _text, _read_text),
        Field("rank_of", _("Trên tổng số"), _text, _read_text),
        Field("aspect", _("Là"), _text, _read_text, choices=_of("aspect", Aspect)),
        Field("modality", _("Tính chất"), _text, _read_text, choices=_of("modality", Modality)),
        Field("period", _("Kỳ"), _period, _read_period, wide=True, hint=_("từ ngày – đến ngày")),
        Field("versus", _("So với"), _text, _read_text, choices=_of("versus", Versus, empty=True)),
        Field("place", _("Địa phương"), _text, _read_text),
    ),
    "goals": (Field("horizon", _("Đến"), _text, _read_text, hint=_("năm, hoặc ngày dạng 2030-12-31")),),
    "references": (
        Field("number", _("Số, ký hiệu"), _text, _read_text),
        Field("kind", _("Loại văn bản"), _text, _read_text, choices=_kinds),
        Field("issued_on", _("Ngày ban hành"), _day, _read_day),
    ),
}
NEEDED = {"task", "value", "unit", "number"}


def written(field: Field, shown: Mapping[str, Any], task: str = "") -> str:
    """A field's value as the form shows it."""
    value = shown.get(field.name)
    return field.write(task if field.name == "task" and not value else value)


def changes_in(
    kind: str, posted: Mapping[str, str], shown: Mapping[str, Any], initial: Mapping[str, str]
) -> dict[str, Any]:
    """What a form changes: only fields whose words differ from those it was drawn with.

    Raises ActionError: `field-needed`, `field-day`, `field-period`, `field-number`, `field-choice`.
    """
    changed: dict[str, Any] = {}
    for field in FIELDS[kind]:
        if field.name not in posted or posted[field.name].strip() == initial[field.name].strip():
            continue
        value = field.read(posted[field.name], field.words)
        if field.choices is not None and (value or "") not in {code for code, _words in field.choices()}:
            raise ActionError("field-choice", field=str(field.words))
        if value in (None, "", []) and field.name in NEEDED:
            raise ActionError("field-needed", field=str(field.words))
        changed[field.name] = value
    if "lead" in changed:
        changed["lead_inherited"] = False
    if "due" in changed:
        changed["due_set"] = True
    clarity = {
        clear: posted[f"clear-{clear}"]
        for clear in CLEARS
        if posted.get(f"clear-{clear}") in ("clear", "vague", "missing")
    }
    if kind == "directives" and clarity and {**(shown.get("clarity") or {}), **clarity} != (shown.get("clarity") or {}):
        changed["clarity"] = {**(shown.get("clarity") or {}), **clarity}
    return changed
