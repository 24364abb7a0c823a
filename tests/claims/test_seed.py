"""The figures of notice 465/TB-VPCP held against the shipped series.

The measures are written as a reading holds them; the notice's own figures, which are shipped too, do not testify.
"""

from datetime import date
from typing import Any

import pytest

from namro.claims import Claim, Reason, Verdict, check_reading

H1, EIGHT, NINE = "2024-01-01/2024-06-30", "2024-01-01/2024-08-31", "2024-01-01/2024-09-30"


def measure(value: str, **more: Any) -> dict[str, Any]:
    quote = more.pop("quote", f"{value}%")
    base = {
        "start": 0,
        "end": len(quote),
        "quote": quote,
        "value": value,
        "high": None,
        "unit": "%",
        "bound": "=",
        "aspect": "change",
        "modality": "actual",
        "rank_of": None,
        "indicator": "grdp",
        "period": H1,
        "place": "Bình Dương",
    }
    return {**base, **more}


def check(*measures: dict[str, Any], **more: Any) -> list[Claim]:
    document = {"number": "465/TB-VPCP", "issued_on": "2024-10-10"}
    return check_reading({"document": document, "text": more.pop("text", ""), "measures": measures}, **more)


GROWTH = measure("6.19", quote="6,19%")


def test_growth_has_no_other_witness_and_the_nation_stands_beside_it() -> None:
    (claim,) = check(GROWTH)
    assert (claim.verdict, claim.reason) == (Verdict.CANNOT_TELL, Reason.NO_FIGURE)
    assert {str(seen.value) for seen in claim.nation} == {"6.42", "6.43"}
    assert str(claim.nation[-1].value) == "6.42"


def test_without_its_number_the_notice_would_vouch_for_itself() -> None:
    reading = {"document": {"number": None, "issued_on": "2024-10-10"}, "text": "", "measures": [GROWTH]}
    assert check_reading(reading)[0].verdict is Verdict.SUPPORTED
    assert check_reading({**reading, "document": {"number": "465/TB-VPCP"}})[0].verdict is Verdict.CANNOT_TELL


def test_the_nations_growth_is_supported_and_the_source_that_disagrees_is_named() -> None:
    (claim,) = check(measure("6.42", quote="6,42%", place="Việt Nam"))
    assert claim.verdict is Verdict.SUPPORTED
    assert claim.series == "gdp-growth"
    assert [(str(seen.value), seen.source) for seen in claim.disagreeing] == [("6.43", "mekongasean.vn")]
    assert {seen.source for seen in claim.agreeing} == {"soha.vn 2024-07 (Tổng cục Thống kê)", "kinhtedothi.vn"}


def test_the_nation_rank_cannot_be_told_from_19_of_63() -> None:
    _, claim = check(GROWTH, measure("34", quote="34/63", unit="rank", aspect="rank", rank_of="63"))
    (basis,) = claim.bases
    assert (claim.verdict, claim.reason) == (Verdict.CANNOT_TELL, Reason.RANK_PARTIAL)
    assert (basis.known, basis.size, basis.best, basis.worst) == (19, 63, 11, 55)


def test_the_region_rank_cannot_be_told_from_two_of_six() -> None:
    _, claim = check(GROWTH, measure("5", quote="5/6", unit="rank", aspect="rank", rank_of="6"))
    (basis,) = claim.bases
    assert claim.verdict is Verdict.CANNOT_TELL
    assert (basis.field, basis.known, basis.size, basis.worst) == ("Đông Nam Bộ", 2, 6, 5)


@pytest.mark.parametrize("stated", ["10", "56"])
def test_a_rank_the_known_values_rule_out_is_contradicted(stated: str) -> None:
    _, claim = check(GROWTH, measure(stated, quote=f"{stated}/63", unit="rank", aspect="rank", rank_of="63"))
    assert (claim.verdict, claim.reason) == (Verdict.CONTRADICTED, Reason.RANK_IMPOSSIBLE)


@pytest.mark.parametrize("period", [None, EIGHT])
def test_the_top_three_in_fdi_by_cumulative_capital(period: str | None) -> None:
    (claim,) = check(
        measure("3", quote="nhóm 3", unit="rank", aspect="rank", bound="≤", indicator="fdi", period=period)
    )
    assert claim.verdict is Verdict.SUPPORTED
    deciding = claim.bases[0]
    assert (deciding.series, deciding.rank, deciding.size) == ("fdi-cumulative", 3, 63)
    assert deciding.period.ends == date(2024, 6, 20)
    by_period = next(basis for basis in claim.bases if basis.series == "fdi-registered")
    assert by_period.rank == 9


def test_a_group_it_is_not_in_is_contradicted() -> None:
    (claim,) = check(measure("2", quote="nhóm 2", unit="rank", aspect="rank", bound="≤", indicator="fdi", period=None))
    assert claim.verdict is Verdict.CONTRADICTED


def test_fdi_of_eight_months_names_the_nearest_count() -> None:
    (claim,) = check(
        measure("1360000000", quote="1,36 tỷ USD", unit="USD", aspect="level", bound=">", indicator="fdi", period=EIGHT)
    )
    assert claim.verdict is Verdict.CANNOT_TELL
    assert claim.nearest is not None
    assert claim.nearest.period.ends == date(2024, 6, 20)
    assert str(claim.nearest.value).startswith("6691")


def rank(stated: str, of: str, **more: Any) -> dict[str, Any]:
    return measure(stated, quote=f"{stated}/{of}", rank_of=of, unit="rank", aspect="rank", **more)


def test_a_rank_of_a_complete_year_is_recomputed() -> None:
    year = {"period": "2025-01-01/2025-12-31", "place": "Quảng Ninh"}
    document = {"number": "1/TB-VPCP", "issued_on": "2026-03-01"}
    measures = [measure("11.89", quote="11,89%", **year), rank("1", "34", **year), rank("2", "34", **year)]
    growth, right, wrong = check_reading({"document": document, "text": "", "measures": measures})
    assert growth.verdict is Verdict.SUPPORTED
    assert (right.verdict, wrong.verdict) == (Verdict.SUPPORTED, Verdict.CONTRADICTED)
    assert right.bases[0].complete


def test_a_rank_that_does_not_say_by_what_is_not_contradicted() -> None:
    year = {"period": "2025-01-01/2025-12-31", "place": "Quảng Ninh"}
    document = {"number": "1/TB-VPCP", "issued_on": "2026-03-01"}
    (open_,) = check_reading({"document": document, "text": "", "measures": [rank("7", "34", **year)]})
    assert open_.verdict in (Verdict.SUPPORTED, Verdict.CANNOT_TELL)
    (first,) = check_reading({"document": document, "text": "", "measures": [rank("1", "34", **year)]})
    assert (first.verdict, first.series) == (Verdict.SUPPORTED, "grdp-growth")


def test_a_rank_from_compiled_figures_supports_but_does_not_contradict() -> None:
    year = {"indicator": "grdp-per-capita", "period": "2022-01-01/2022-12-31"}
    right, wrong = check(rank("4", "63", **year), rank("3", "63", **year))
    assert (right.verdict, wrong.verdict) == (Verdict.SUPPORTED, Verdict.CANNOT_TELL)
    assert wrong.reason is Reason.WEAK_SOURCE


def test_a_target_is_no_claim() -> None:
    assert check(measure("10", modality="target")) == []


def test_json_has_every_figure_as_text() -> None:
    (claim,) = check(measure("6.42", quote="6,42%", place="Việt Nam"))
    plain = claim.as_json()
    assert (plain["verdict"], plain["official"]["value"], plain["difference"]) == ("supported", "6.42", "0.00")
    assert plain["disagreeing"][0]["value"] == "6.43"
