"""The tidy form and the other forms out: what goes out comes in again, and what is wrong is named with its place."""

import json
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from csvw import CSVW
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from namro.statistics import Confidence, Observation, ObservationStatus, Period, series_kind, shipped_store
from namro.statistics.sources import (
    ImportRefusedError,
    Reading,
    csvw_metadata,
    read_observations,
    read_tidy,
    tidy_text,
    write_observations,
)
from tests.statistics.observations import seen

SMALL = Reading(small_shares=True)
DAYS = st.none() | st.dates(date(2020, 1, 1), date(2026, 12, 31))
PERIODS = st.sampled_from(["2022", "2024-H1", "2024-Q3", "2024-08", "2024-8M", "2021/2023", "2023-01-01/2023-12-20"])


@st.composite
def observations(draw: Callable[..., object]) -> Observation:
    code = draw(st.sampled_from(["grdp-growth", "grdp", "urban-share", "fdi-cumulative", "dti"]))
    stock = code == "fdi-cumulative"
    period = Period.parse("../2024-06-20") if stock else Period.parse(str(draw(PERIODS)))
    return Observation(
        series=str(code),
        place=str(draw(st.sampled_from(["GSO63-74", "GSO63-01", "VN", "REG63-DNB"]))),
        period=period,
        value=draw(st.decimals(-(10**15), 10**15, places=6) | st.decimals(-100, 100, places=2)),  # type: ignore[arg-type]
        unit=series_kind(str(code)).unit,
        scope=str(draw(st.sampled_from(["", "without-oil-gas"]))),
        status=draw(st.sampled_from(ObservationStatus)),  # type: ignore[arg-type]
        published_on=draw(DAYS),  # type: ignore[arg-type]
        seen_on=draw(DAYS),  # type: ignore[arg-type]
        source=str(draw(st.text("aàđ,;\"' %\\\xa0<&⟦", min_size=1, max_size=12).filter(str.strip))).strip(),
        confidence=draw(st.sampled_from(Confidence)),  # type: ignore[arg-type]
    )


SETS = st.lists(
    observations(),
    min_size=1,
    max_size=6,
    unique_by=lambda item: (*item.key, item.published_on, item.source),
)


def by_key(items: Iterable[Observation]) -> list[Observation]:
    return sorted(items, key=lambda item: (item.series, item.place, item.period.order, item.scope, repr(item)))


@pytest.mark.parametrize("name", ["a.csv", "a.xlsx", "a.parquet", "a.sdmx.csv", "a.xml"])
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(items=SETS)
def test_import_after_export_is_the_identity(name: str, items: list[Observation], tmp_path: Path) -> None:
    path = tmp_path / name
    write_observations(items, path)
    assert by_key(read_observations(path, reading=SMALL)) == by_key(items)


def test_all_shipped_figures_go_out_and_come_in_again(tmp_path: Path) -> None:
    path = tmp_path / "all.csv"
    write_observations(shipped_store(), path)
    assert read_tidy(path, SMALL) == list(shipped_store())


def test_the_csvw_description_reads_the_table(tmp_path: Path) -> None:
    path = tmp_path / "some.csv"
    write_observations([seen("6.19", period="2024-H1", published_on=date(2024, 10, 16))], path)
    read = CSVW(str(tmp_path / "some.csv-metadata.json"), validate=True)
    (row,) = read.tables[0].iterdicts()
    assert read.is_valid
    assert str(row["value"]) == "6.19"
    assert row["published_on"].date() == date(2024, 10, 16)
    assert json.dumps(csvw_metadata("x.csv")).count("titles") == 11


HEAD = "indicator,place,period,value,unit,source\n"


@pytest.mark.parametrize(
    ("rows", "where", "words"),
    [
        ("grdp-growth,GSO63-74,2024,abc,%,s", "row 2, column D", "not a number"),
        ('grdp-growth,GSO63-74,2024,"6,19",%,s', "row 2, column D", "not a number"),
        ("grdp-growth,GSO63-99,2024,6,%,s", "row 2, column B", "no place 'GSO63-99'"),
        ("grdp-growth,74,2024,6,%,s", "row 2, column B", "no place '74'"),
        ("grdp-growth,GSO63-74,2026,6,%,s", "row 2, column B", "did not exist"),
        ("grdp-growth,Bình Dương,2026,6,%,s", "row 2, column B", "it ended on 2025-06-30"),
        ("grdp-grwth,GSO63-74,2024,6,%,s", "row 2, column A", "no series"),
        ("grdp-growth,GSO63-74,tháng 8,6,%,s", "row 2, column C", "2024-8M"),
        ("disbursement-rate,GSO63-74,2024-9M,0.412,%,s", "row 2, column D", "write 41.2"),
        ("grdp,GSO63-74,2024,6,ha,s", "row 2, column E", "in VND"),
        ("grdp-growth,GSO63-74,2024,6,%,", "row 2, column F", "every figure has one"),
        (
            "grdp-growth,GSO63-74,2024,6,%,s\ngrdp-growth,Bình Dương,2024,7,%,s",
            "row 3, column D",
            "repeats row 2 with another value (6 and 7)",
        ),
    ],
)
def test_a_fault_is_named_with_its_place(rows: str, where: str, words: str, tmp_path: Path) -> None:
    path = tmp_path / "bad.csv"
    path.write_text(HEAD + rows + "\n", "utf-8")
    with pytest.raises(ImportRefusedError) as refused:
        read_tidy(path)
    (fault,) = refused.value.faults
    assert fault.message("en").startswith(where)
    assert words in fault.message("en")
    assert str(fault.at.row) in fault.message("vi")


def test_all_faults_are_named_at_once_and_nothing_is_imported(tmp_path: Path) -> None:
    path = tmp_path / "bad.csv"
    path.write_text(HEAD + "grdp-growth,GSO63-74,2024,6,%,s\nx,y,z,w,%,s\ngrdp-growth,Sao Hỏa,2024,6,%,s\n", "utf-8")
    with pytest.raises(ImportRefusedError) as refused:
        read_tidy(path)
    assert [fault.at.row for fault in refused.value.faults] == [3, 3, 4]
    assert "3 fault(s) and nothing was imported" in refused.value.message("en")


def test_columns_are_known_by_name(tmp_path: Path) -> None:
    path = tmp_path / "bad.csv"
    path.write_text("indicator,place,period,valeu,source\n", "utf-8")
    with pytest.raises(ImportRefusedError, match="'valeu' is unknown") as refused:
        read_tidy(path)
    assert "the column value is missing" in refused.value.message("en")


def test_agreeing_repeats_are_one_figure_and_units_are_brought_to_base(tmp_path: Path) -> None:
    path = tmp_path / "good.csv"
    rows = ["fdi-new,Bình Dương,2024,1.5,triệu USD,s", "fdi-new,GSO63-74,2024,1500000,USD,s"]
    path.write_text(HEAD + "\n".join(rows) + "\n", "utf-8")
    (item,) = read_tidy(path)
    assert (str(item.value), item.unit) == ("1500000", "USD")


def test_a_small_share_may_be_meant(tmp_path: Path) -> None:
    path = tmp_path / "small.csv"
    path.write_text(HEAD + "disbursement-rate,GSO63-74,2024-01,0.4,%,s\n", "utf-8")
    assert str(read_tidy(path, SMALL)[0].value) == "0.4"


def test_a_figure_keeps_more_digits_than_a_sheet_holds(tmp_path: Path) -> None:
    long = seen("5.0540070533752441", series="papi-1", period="2015")
    write_observations([long], tmp_path / "long.xlsx")
    assert read_tidy(tmp_path / "long.xlsx") == [long]


def test_a_bad_tidy_sheet(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Số liệu"
    sheet.append(["indicator", "place", "period", "value", "source"])
    sheet.append(["grdp-growth", "GSO63-74", "2024", "6.19", "s"])
    sheet.append(["disbursement-rate", "GSO63-74", "2024-9M", 0.412, "s"])
    sheet["D3"].number_format = "0.0%"
    sheet.append(["grdp-growth", "GSO63-01", "2024", "=1+1", "s"])
    sheet.append(["grdp-growth", "GSO63-75", 2024, 8, "s"])
    sheet.merge_cells("B5:B6")
    book.save(tmp_path / "bad.xlsx")
    with pytest.raises(ImportRefusedError) as refused:
        read_tidy(tmp_path / "bad.xlsx")
    found = {fault.message("en") for fault in refused.value.faults}
    assert 'sheet "Số liệu", row 5, column B: the cells B5:B6 are merged; unmerge them and fill each.' in found
    assert "sheet \"Số liệu\", row 2, column D: '6.19' is not a number; enter one." in found
    assert any("row 3, column D: 0.412 is a fraction" in message and "write 41.2" in message for message in found)
    assert any("row 4, column D: a formula without its value" in message for message in found)


def test_the_text_is_the_shipped_form() -> None:
    assert tidy_text([seen("6.19", period="2024-H1")]).splitlines()[1] == (
        "grdp-growth,GSO63-74,2024-01-01/2024-06-30,6.19,%,,,,,test,official-copy"
    )
