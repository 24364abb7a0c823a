"""PX and JSON-stat, beside the packages that read them too."""

import json
from collections import OrderedDict
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from pyaxis import pyaxis
from pyjstat import pyjstat

from namro.errors import DocumentError, UsageError
from namro.statistics import ObservationStatus
from namro.statistics.sources import cube_observations, mapping_of, parse_jsonstat, parse_px, read_jsonstat, read_px

MINI = Path(__file__).parent / "files" / "mini.px"
MAPPING = {
    "source": "NSO, PX-Web V03",
    "series": {"": "grdp-growth"},
    "dimensions": {"place": "Tỉnh, thành phố", "period": "Năm"},
    "names": {"74": "GSO63-74", "79": "GSO63-79"},
    "unit": "%",
}
JSONSTAT: dict[str, Any] = {
    "version": "2.0",
    "class": "dataset",
    "label": "Tốc độ tăng GRDP",
    "source": "NSO",
    "id": ["place", "year"],
    "size": [2, 3],
    "dimension": {
        "place": {
            "label": "Tỉnh",
            "category": {"index": {"74": 1, "VN": 0}, "label": {"74": "  Bình Dương", "VN": "CẢ NƯỚC"}},
        },
        "year": {
            "label": "Năm",
            "category": {
                "index": ["2022", "2023", "2024"],
                "label": {"2022": "2022", "2023": "2023", "2024": "Sơ bộ 2024"},
            },
        },
    },
    "value": [8.54, 5.07, 7.09, None, 5.97, 7.48],
    "status": {"5": "e"},
}


def test_px_values_are_those_pyaxis_reads() -> None:
    theirs = pyaxis.parse(str(MINI), encoding="utf-8")["DATA"]
    cube = read_px(MINI)
    ours = ["nan" if value is None else str(value) for value in cube.values]
    assert ours == [str(value) for value in theirs["DATA"]]
    assert list(dict.fromkeys(theirs["Tỉnh, thành phố"])) == list(cube.dimensions[0].labels)


def test_px_keeps_the_codes_that_pyaxis_drops() -> None:
    cube = read_px(MINI)
    assert cube.dimensions[0].codes == ("VN", "74", "79")
    assert cube.source == "x=y; thử dấu bằng"
    assert cube.unit == "%"


def test_px_observations_with_codes_and_status() -> None:
    items = cube_observations(read_px(MINI), mapping_of(MAPPING), "mini.px")
    assert len(items) == 8, "the missing value is missing"
    last = items[-1]
    assert (last.place, last.period.short, last.value) == ("GSO63-79", "2024", Decimal("7.17"))
    assert last.status is ObservationStatus.PRELIMINARY
    assert {item.place for item in items} == {"VN", "GSO63-74", "GSO63-79"}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('TITLE="a";', "STUB, HEADING"),
        ('STUB="a";DATA=1;', r'VALUES\("a"\)'),
        ('STUB="a";VALUES("a")="x","y";DATA=1;', "1 / 2"),
        ('STUB="a";VALUES("a")="x";DATA=một;', "một"),
        ('STUB="a";VALUES("a")="x","y";CODES("a")="1";DATA=1 2;', "CODES"),
    ],
)
def test_a_broken_px_file(text: str, words: str) -> None:
    with pytest.raises(DocumentError, match=words):
        parse_px(text)


def test_px_in_another_code_page_with_a_trailing_nul(tmp_path: Path) -> None:
    text = 'CODEPAGE="windows-1258";STUB="Năm";VALUES("Năm")="2022";DATA=\n8.5;\n'
    (tmp_path / "a.px").write_bytes(text.encode("windows-1258") + b"\0")
    assert read_px(tmp_path / "a.px").dimensions[0].name == "Năm"


@pytest.mark.filterwarnings("ignore")
def test_jsonstat_values_are_those_pyjstat_reads() -> None:
    text = json.dumps(JSONSTAT)
    frame = pyjstat.from_json_stat(json.loads(text, object_pairs_hook=OrderedDict))[0]
    cube = parse_jsonstat(text.encode())
    theirs = [None if value != value else Decimal(str(value)) for value in frame["value"]]
    assert theirs == list(cube.values)
    assert list(frame["Tỉnh"])[:3] == ["CẢ NƯỚC"] * 3 == [cube.dimensions[0].labels[0]] * 3


def test_a_trailing_nul_and_the_status_survive(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_bytes(json.dumps(JSONSTAT).encode() + b"\0")
    cube = read_jsonstat(tmp_path / "a.json")
    assert cube.status == {5: "e"}
    mapping = {**MAPPING, "dimensions": {"place": "Tỉnh", "period": "Năm"}, "map_on": date(2024, 12, 31)}
    items = cube_observations(cube, mapping_of(mapping), "a.json")
    assert [(item.place, item.period.short, item.status) for item in items][-1] == (
        "GSO63-74",
        "2024",
        ObservationStatus.ESTIMATE,
    )
    assert items[2].status is ObservationStatus.PRELIMINARY


def test_values_as_an_object_and_status_as_one_mark() -> None:
    data = {**JSONSTAT, "value": {"0": 8.54, "4": 5.97}, "status": "p"}
    cube = parse_jsonstat(json.dumps(data).encode())
    assert [at for at, value in enumerate(cube.values) if value is not None] == [0, 4]
    assert set(cube.status.values()) == {"p"}


@pytest.mark.parametrize(
    "data",
    [
        b"{",
        b"[]",
        b"{}",
        json.dumps({**JSONSTAT, "size": [2, 2]}).encode(),
        json.dumps({**JSONSTAT, "value": [1]}).encode(),
    ],
)
def test_a_broken_jsonstat_file(data: bytes) -> None:
    with pytest.raises(DocumentError, match=r"not a JSON-stat 2\.0"):
        parse_jsonstat(data, "a.json")


def test_a_mapping_names_dimensions_that_exist() -> None:
    mapping = mapping_of({**MAPPING, "dimensions": {"place": "Vùng"}})
    with pytest.raises(UsageError, match="there are: Tỉnh, thành phố, Năm"):
        cube_observations(read_px(MINI), mapping, "mini.px")
