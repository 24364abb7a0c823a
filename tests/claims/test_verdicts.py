"""Each verdict, on series made for it."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from namro.claims import Reason, Verdict, check_reading
from namro.claims.agreement import agrees, step
from namro.claims.statements import statements
from namro.statistics import Confidence, Observation, Period, Store, series_kind

YEAR = "2024-01-01/2024-12-31"


def seen(value: str, series: str = "grdp-growth", period: str = "2024", **more: Any) -> Observation:
    more.setdefault("source", "Tổng cục Thống kê")
    place = more.pop("place", "GSO63-74")
    return Observation(series, place, Period.parse(period), Decimal(value), series_kind(series).unit, **more)


def stated(value: str, **more: Any) -> dict[str, Any]:
    base: dict[str, Any] = {
        "start": 0,
        "end": 4,
        "quote": value.replace(".", ","),
        "value": value,
        "unit": "%",
        "aspect": "change",
        "indicator": "grdp",
        "period": YEAR,
        "place": "Bình Dương",
    }
    return {**base, **more}


def check(measure: dict[str, Any], *observations: Observation, text: str = "", known_on: date | None = None) -> Any:
    reading = {"document": {"issued_on": "2025-02-01"}, "text": text, "measures": [measure]}
    return check_reading(reading, Store(observations), known_on=known_on)[0]


def test_supported() -> None:
    claim = check(stated("7.48"), seen("7.48"))
    assert (claim.verdict, claim.difference) == (Verdict.SUPPORTED, 0)


def test_contradicted_with_the_difference() -> None:
    claim = check(stated("7.48"), seen("7.78"))
    assert (claim.verdict, claim.reason, claim.difference) == (Verdict.CONTRADICTED, Reason.DIFFERS, Decimal("-0.30"))


def test_another_vintage() -> None:
    first = seen("12.16", published_on=date(2025, 1, 10))
    revised = seen("10.49", published_on=date(2026, 10, 7))
    claim = check(stated("12.16"), first, revised)
    assert claim.verdict is Verdict.ANOTHER_VINTAGE
    assert (claim.official, claim.agreeing) == (revised, (first,))
    assert check(stated("12.16"), first, revised, known_on=date(2025, 6, 30)).verdict is Verdict.SUPPORTED


def test_another_scope() -> None:
    claim = check(stated("9.18"), seen("-1.42"), seen("9.18", scope="without-oil-gas"))
    assert (claim.verdict, claim.scope) == (Verdict.ANOTHER_SCOPE, "without-oil-gas")


def test_the_scope_is_read_from_the_clause() -> None:
    plans = [
        seen("41.2", "disbursement-rate", "2024-9M", scope="pm-plan"),
        seen("36.5", "disbursement-rate", "2024-9M", scope="total-plan"),
    ]
    text = "Giải ngân 9 tháng đạt 36,5% tổng kế hoạch. Kế hoạch Thủ tướng Chính phủ giao là 41,2%."
    measure = stated(
        "36.5", start=22, end=27, quote="36,5%", aspect="share", indicator="public-investment-disbursement"
    )
    claim = check({**measure, "period": "2024-01-01/2024-09-30"}, *plans, text=text)
    assert (claim.verdict, claim.scope) == (Verdict.SUPPORTED, "total-plan")


def test_a_compiled_figure_supports_but_does_not_contradict() -> None:
    weak = seen("7.78", confidence=Confidence.SECONDARY)
    assert check(stated("7.78"), weak).verdict is Verdict.SUPPORTED
    claim = check(stated("7.48"), weak)
    assert (claim.verdict, claim.reason) == (Verdict.CANNOT_TELL, Reason.WEAK_SOURCE)


FDI = {"quote": "2 triệu USD", "unit": "USD", "aspect": "level", "indicator": "fdi"}


def test_of_several_series_any_may_support_and_none_contradicts() -> None:
    series = [seen("3000000", "fdi-registered"), seen("2000000", "fdi-new")]
    claim = check(stated("2000000", **FDI), *series)
    assert (claim.verdict, claim.series) == (Verdict.SUPPORTED, "fdi-new")
    other = check(stated("1000000", **{**FDI, "quote": "1 triệu USD"}), *series)
    assert (other.verdict, other.reason) == (Verdict.CANNOT_TELL, Reason.SEVERAL_SERIES)


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("Vốn FDI cấp mới đạt 2 triệu USD", Verdict.SUPPORTED),
        ("Vốn FDI điều chỉnh đạt 2 triệu USD", Verdict.CONTRADICTED),
        ("Vốn FDI thực hiện đạt 2 triệu USD", Verdict.CANNOT_TELL),
    ],
)
def test_the_words_say_which_series_is_meant(text: str, verdict: Verdict) -> None:
    series = [seen("3000000", "fdi-registered"), seen("2000000", "fdi-new"), seen("1000000", "fdi-adjusted")]
    start = text.index("2 triệu")
    assert check(stated("2000000", **FDI, start=start, end=len(text)), *series, text=text).verdict is verdict


def test_a_figure_by_another_definition_contradicts_nothing() -> None:
    measure = stated("85", aspect="share", indicator="urbanisation-rate")
    claim = check(measure, seen("82.1", "urban-share"))
    assert (claim.verdict, claim.reason) == (Verdict.CANNOT_TELL, Reason.OTHER_DEFINITION)
    assert (
        check(stated("82.1", aspect="share", indicator="urbanisation-rate"), seen("82.1", "urban-share")).verdict
        == "supported"
    )


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"indicator": None}, Reason.NO_INDICATOR),
        ({"indicator": "forest-cover"}, Reason.NO_SERIES),
        ({"unit": "ha"}, Reason.NO_SERIES),
        ({"place": None}, Reason.NO_PLACE),
        ({"place": "Sao Hỏa"}, Reason.NO_PLACE),
        ({"period": None}, Reason.NO_PERIOD),
        ({"period": "2019-01-01/2019-12-31"}, Reason.NO_FIGURE),
    ],
)
def test_what_keeps_it_from_being_told(change: dict[str, Any], reason: Reason) -> None:
    claim = check(stated("7.48", **change), seen("7.48"))
    if reason is not Reason.NO_PERIOD:
        assert (claim.verdict, claim.reason) == (Verdict.CANNOT_TELL, reason)
    assert claim.verdict is Verdict.CANNOT_TELL


def test_growth_over_years_is_their_compound_mean() -> None:
    years = [seen(value, period=period) for value, period in (("2.79", "2021"), ("8.29", "2022"), ("5.97", "2023"))]
    claim = check(stated("5.66", period="2021-01-01/2023-12-31"), *years)
    assert claim.verdict is Verdict.SUPPORTED
    assert claim.official.confidence is Confidence.DERIVED
    missing = check(stated("5.66", period="2021-01-01/2023-12-31"), *years[:2])
    assert missing.reason is Reason.NO_FIGURE


def test_a_merged_unit_is_held_against_its_parts() -> None:
    parts = [seen("1000000", "fdi-new", place=place) for place in ("GSO63-74", "GSO63-77", "GSO63-79")]
    measure = stated("3000000", quote="3 triệu USD", unit="USD", aspect="level", indicator="fdi", place="Hồ Chí Minh")
    claim = check(
        {**measure, "period": "2025-01-01/2025-12-31"},
        *[seen("1000000", "fdi-new", "2025", place=part.place) for part in parts],
    )
    assert claim.place == "GSO63-79", "on the document's day the map had 63 units"
    reading = {
        "document": {"issued_on": "2026-01-15"},
        "text": "",
        "measures": [{**measure, "period": "2025-01-01/2025-12-31"}],
    }
    store = Store([seen("1000000", "fdi-new", "2025", place=part.place) for part in parts])
    (later,) = check_reading(reading, store)
    assert (later.place, later.verdict) == ("GSO34-79", Verdict.SUPPORTED)


def figure(quote: str, value: str, bound: str = "=", high: str | None = None) -> Any:
    measure = {"start": 0, "end": 1, "quote": quote, "value": value, "unit": "%", "bound": bound, "high": high}
    return next(statements({"text": "", "measures": [measure]}))


@pytest.mark.parametrize(
    ("quote", "value", "worth"),
    [
        ("6,19%", "6.19", "0.01"),
        ("6.19%", "6.19", "0.01"),
        ("1,36 tỷ USD", "1360000000", "10000000"),
        ("50,1 nghìn tỷ", "50100000000000", "100000000000"),
        ("5,2 nghìn doanh nghiệp", "5200", "100"),
        ("giảm 3%", "-3", "1"),
        ("12.345 người", "12345", "1"),
        ("một phần ba", "33", "1"),
    ],
)
def test_the_worth_of_the_last_digit(quote: str, value: str, worth: str) -> None:
    assert step(figure(quote, value)) == Decimal(worth)


@pytest.mark.parametrize(
    ("bound", "official", "same"),
    [
        ("=", "6.194", True),
        ("=", "6.2", False),
        (">", "6.4", True),
        (">", "6.1", False),
        ("<", "6.1", True),
        ("≤", "6.3", False),
        ("≈", "6.2", True),
        ("≈", "6.3", False),
    ],
)
def test_bounds(bound: str, official: str, same: bool) -> None:
    assert agrees(figure("6,19%", "6.19", bound), Decimal(official)) is same


def test_a_range_holds_what_lies_in_it() -> None:
    assert agrees(figure("1 - 1,5", "-1", high="-1.5"), Decimal("-1.2"))
    assert not agrees(figure("1 - 1,5", "-1", high="-1.5"), Decimal("-0.5"))


@given(st.decimals(-1000, 1000, places=2))
def test_a_figure_agrees_with_itself(value: Decimal) -> None:
    for bound in "=≈>≥<≤":
        assert agrees(figure(f"{value}".replace(".", ","), f"{value}", bound), value)
