"""SDMX messages: the real ones read, and every form written and read again without losing a digit."""

from decimal import Decimal
from pathlib import Path

import pytest

from namro.errors import DocumentError
from namro.statistics import ObservationStatus, Period
from namro.statistics.sources import (
    SdmxFormat,
    SdmxTable,
    mapping_of,
    observation_table,
    read_sdmx_table,
    sdmx_observations,
    write_sdmx_table,
)
from namro.statistics.sources.sdmx import time_period
from tests.statistics.observations import seen

FILES = Path(__file__).parent / "files"
MESSAGES = ["POPVNM.xml", "IIPVNM.xml", "grdp_21.xml", "grdp_30.xml", "grdp_csv1.csv", "grdp_csv2.csv"]


def rows_of(table: SdmxTable) -> list[list[tuple[str, str]]]:
    return sorted(sorted(row.items()) for row in table.records())


@pytest.mark.parametrize("form", SdmxFormat)
@pytest.mark.parametrize("name", MESSAGES)
def test_a_message_written_again_says_the_same(name: str, form: SdmxFormat, tmp_path: Path) -> None:
    table = read_sdmx_table(FILES / name)
    path = tmp_path / ("again.csv" if form.startswith("csv") else "again.xml")
    write_sdmx_table(table, path, form)
    again = read_sdmx_table(path)
    assert rows_of(again) == rows_of(table)
    assert again.structure.partition("=")[2] == table.structure.partition("=")[2]


def test_population_of_the_national_summary_page() -> None:
    mapping = mapping_of({"source": "NSDP, tháng 10/2024", "series": {"LP_PE_NUM": "population"}})
    items = sdmx_observations(read_sdmx_table(FILES / "POPVNM.xml"), "POPVNM.xml", mapping)
    assert len(items) == 15
    assert (items[1].place, items[1].period.short, items[1].value) == ("VN", "2010", Decimal(87067267))


def test_a_value_of_eighteen_digits_keeps_them(tmp_path: Path) -> None:
    table = observation_table([seen("100309208.666033161", series="population", period="2023")])
    for form, name in ((SdmxFormat.CSV_2, "a.csv"), (SdmxFormat.ML_30, "a.xml")):
        write_sdmx_table(table, tmp_path / name, form)
        (item,) = sdmx_observations(read_sdmx_table(tmp_path / name), name)
        assert str(item.value) == "100309208.666033161"


@pytest.mark.parametrize(
    ("period", "frequency", "time"),
    [
        ("2024", "A", "2024"),
        ("2024-H1", "S", "2024-S1"),
        ("2024-Q3", "Q", "2024-Q3"),
        ("2024-08", "M", "2024-08"),
        ("2024-9M", "_O", "2024-01-01/P9M"),
        ("2021/2023", "_O", "2021-01-01/P36M"),
        ("2024-01-01/2024-06-20", "_O", "2024-01-01/P172D"),
        ("../2024-06-20", "D", "2024-06-20"),
    ],
)
def test_periods_in_sdmx(period: str, frequency: str, time: str) -> None:
    assert time_period(Period.parse(period)) == (frequency, time)


def test_status_and_vintages_stand_in_the_message() -> None:
    items = [
        seen("6.19", period="2024-H1", status=ObservationStatus.ESTIMATE, source="a"),
        seen("6.31", period="2024-H1", status=ObservationStatus.PRELIMINARY, source="b"),
    ]
    records = list(observation_table(items).records())
    assert [(record["VINTAGE"], record["OBS_STATUS"]) for record in records] == [("1", "E"), ("2", "P")]


@pytest.mark.parametrize("content", ["<a/>", "", "<?xml version='1.0'?><html></html>"])
def test_what_is_no_message(content: str, tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_text(content, "utf-8")
    with pytest.raises(DocumentError, match="not a valid SDMX message"):
        read_sdmx_table(tmp_path / "a.xml")


def test_a_csv_that_is_no_sdmx(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("a,b\n1,2\n", "utf-8")
    with pytest.raises(DocumentError, match="not a valid SDMX message"):
        read_sdmx_table(tmp_path / "a.csv")
