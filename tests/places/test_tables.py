"""Broken tables are refused with every fault, its row and its remedy."""

import shutil
from importlib.resources import as_file, files
from pathlib import Path

import pytest

from namro.errors import DataError
from namro.places.tables import read_tables, tables


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The room's own tables, to be broken."""
    with as_file(files("namro.places").joinpath("data")) as data:
        return Path(shutil.copytree(data, tmp_path / "data"))


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def refusal(folder: Path) -> DataError:
    with pytest.raises(DataError) as refused:
        read_tables(folder)
    return refused.value


def test_the_tables_as_they_are_agree(folder: Path) -> None:
    assert read_tables(folder) == tables()


@pytest.mark.parametrize(
    ("file", "old", "new", "words"),
    [
        ("units.csv", "GSO63-74,Bình Dương", "74,Bình Dương", "'74' is not a unit code"),
        ("units.csv", "GSO63-02,", "GSO63-01,", "GSO63-01 stands twice"),
        ("units.csv", "Hà Giang,province", "Hà Giang,district", "status 'district'"),
        ("units.csv", "GSO63-02,Hà Giang", "GSO63-02,", "GSO63-02 has no name"),
        ("units.csv", "2025-06-30,GSO34-08", "30/6/2025,GSO34-08", "'30/6/2025' is not a day"),
        (
            "units.csv",
            "2025-06-30,GSO34-08",
            "2025-06-29,GSO34-08",
            "GSO34-08 does not begin the day after GSO63-02 ends",
        ),
        ("units.csv", "2025-06-30,GSO34-08", "2025-06-29,GSO34-08", "have different days"),
        ("units.csv", "2025-06-30,GSO34-08", "2025-06-30,GSO34-99", "successor 'GSO34-99' is unknown"),
        ("units.csv", "2025-06-30,GSO34-08", "2025-06-30,GSO34-11", "GSO34-11 does not list GSO63-02 among its parts"),
        ("units.csv", "2025-06-30,GSO34-08", "2025-06-30,", "an end or a successor, not both"),
        ("units.csv", "GSO63-02|GSO63-08", "GSO63-02|GSO63-03", "part 'GSO63-03' is unknown"),
        ("units.csv", "GSO63-02|GSO63-08", "GSO63-08", "GSO34-08 does not list GSO63-02"),
        ("units.csv", "GSO63-02|GSO63-08", "GSO63-02|GSO63-08|GSO63-01", "part GSO63-01 does not become GSO34-08"),
        ("units.csv", "REG63-TDMNPB", "REG63-XX", "region 'REG63-XX' is unknown"),
        ("units.csv", "GSO63-02,Hà Giang", "GSO63-02,Hà Nội", "Hà Nội is both GSO63-01 and GSO63-02 on some day"),
        ("units.csv", "GSO63-02,Hà Giang", "GSO63-02,x,Hà Giang", "11 cells"),
        ("units.csv", "code,name", "code,title", "columns are code, title"),
        ("units.csv", "2025-07-01,,,GSO63-01", "2025-07-01,2025-06-01,,GSO63-01", "ends 2025-06-01 before it begins"),
        ("changes.csv", "Nghị quyết 30/2026/QH16", "", "GSO34-75 changes without an act"),
        ("changes.csv", "2026-04-30", "2024-04-30", "GSO34-75 cannot change on 2024-04-30"),
        ("changes.csv", "2026-04-30", "", "GSO34-75 cannot change on no day"),
        ("changes.csv", "GSO34-75", "GSO34-76", "unit 'GSO34-76' is unknown"),
        ("changes.csv", "Đồng Nai,city", "Đồng Nai,province", "changes neither name nor status"),
        ("changes.csv", "Đồng Nai,city", "Đồng Nai,town", "status 'town'"),
        ("regions.csv", "REG63-DNB", "DNB", "'DNB' is not a region code"),
        ("regions.csv", "REG63-DNB", "REG63-TN", "REG63-TN stands twice"),
        ("spellings.csv", "Kon Tum,Kontum", "Kon Tom,Kontum", "name 'Kon Tom' is unknown"),
        ("spellings.csv", "Kon Tum,Kontum", "Kon Tum,Gia Lai", "spelling 'Gia Lai' is empty or taken"),
        ("guarded.csv", "Hòa Bình,capitals", "Hòa Bình,sometimes", "guarded 'sometimes'"),
        ("guarded.csv", "Hòa Bình,capitals", "Peace,capitals", "name 'Peace' is unknown"),
        ("surnames.csv", "Nguyễn,no", "Nguyễn,perhaps", "write yes or no"),
        ("lookalikes.csv", "Thái Bình Dương,the Pacific", ",the Pacific", "phrase '' is empty or stands twice"),
    ],
)
def test_a_fault_is_told_with_its_file(folder: Path, file: str, old: str, new: str, words: str) -> None:
    edit(folder / file, old, new)
    fault = refusal(folder)
    assert words in str(fault)
    assert str(fault).startswith(file)


@pytest.mark.parametrize("file", ["units", "changes", "regions", "spellings", "lookalikes", "guarded", "surnames"])
def test_every_row_needs_a_source(folder: Path, file: str) -> None:
    path = folder / f"{file}.csv"
    lines = path.read_text("utf-8").splitlines()
    cells = lines[1].split(",")
    lines[1] = ",".join([*cells[: lines[0].count(",")], ""])
    path.write_text("\n".join(lines), "utf-8")
    assert (2, "no source", "say where the row comes from") in refusal(folder).faults


def test_all_faults_of_a_file_are_told_at_once(folder: Path) -> None:
    edit(folder / "units.csv", "Hà Giang,province", "Hà Giang,district")
    edit(folder / "units.csv", "Cao Bằng,province", "Cao Bằng,town")
    fault = refusal(folder)
    assert [(row, problem) for row, problem, _ in fault.faults] == [(3, "status 'district'"), (4, "status 'town'")]
    assert "units.csv có 2 lỗi" in fault.message("vi")
