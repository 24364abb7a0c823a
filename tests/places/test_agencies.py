"""Bodies through time, and broken tables refused with every fault, its row and its remedy."""

import shutil
from datetime import date, timedelta
from importlib.resources import as_file, files
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from namro.errors import DataError
from namro.places.agencies import body_named, gazetteer, read_gazetteer, successor_body, successors_on

BEFORE = date(2025, 2, 28)
AFTER = date(2025, 3, 1)
LATER = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("then", "now"),
    [
        ("Bộ Kế hoạch và Đầu tư", "Bộ Tài chính"),
        ("Bộ KH&ĐT", "Bộ Tài chính"),
        ("Bộ Giao thông vận tải", "Bộ Xây dựng"),
        ("Bộ Tài nguyên và Môi trường", "Bộ Nông nghiệp và Môi trường"),
        ("Bộ NN&PTNT", "Bộ Nông nghiệp và Môi trường"),
        ("Bộ Thông tin và Truyền thông", "Bộ Khoa học và Công nghệ"),
        ("Tổng cục Thuế", "Cục Thuế"),
        ("Sở Kế hoạch và Đầu tư", "Sở Tài chính"),
        ("UBND tỉnh Bình Dương", "Ủy ban nhân dân thành phố Hồ Chí Minh"),
        ("EVN", "Tập đoàn Điện lực Việt Nam"),
    ],
)
def test_a_body_named_then_is_another_today(then: str, now: str) -> None:
    body = body_named(then, BEFORE)
    assert body is not None
    carrier = successor_body(body, LATER)
    assert carrier is not None
    assert carrier.name == now


def test_a_ministry_ends_the_day_before_its_successor_begins_to_act() -> None:
    ministry = body_named("Bộ Kế hoạch và Đầu tư", BEFORE)
    assert ministry is not None
    assert ministry.stands_on(BEFORE)
    assert not ministry.stands_on(AFTER)


def test_a_split_body_has_several_successors_the_main_one_first() -> None:
    labour = body_named("Bộ Lao động - Thương binh và Xã hội", BEFORE)
    assert labour is not None
    names = [body.name for body in successors_on(labour, LATER)]
    assert names[0] == "Bộ Nội vụ"
    assert {"Bộ Y tế", "Bộ Giáo dục và Đào tạo"} <= set(names)


def test_a_body_named_after_its_end_is_still_the_one_that_bore_the_name() -> None:
    assert body_named("Bộ Giao thông vận tải", LATER) == body_named("Bộ Giao thông vận tải", BEFORE)


def test_a_name_before_its_day_names_nobody() -> None:
    assert body_named("Bộ Nông nghiệp và Môi trường", BEFORE) is None


def test_nobody_bears_an_unknown_name() -> None:
    assert body_named("Bộ Hàng không Vũ trụ", LATER) is None


def test_a_department_with_its_place_is_the_template() -> None:
    assert body_named("Sở Tài chính tỉnh Nghệ An", LATER) == body_named("Sở Tài chính", LATER)


@given(st.sampled_from(sorted(gazetteer().bodies)), st.integers(0, 4000))
def test_whoever_carries_on_stands_on_that_day(body_id: str, days: int) -> None:
    day = date(2016, 1, 1) + timedelta(days)
    assert all(body.stands_on(day) for body in successors_on(gazetteer().bodies[body_id], day))


@given(st.sampled_from(sorted(gazetteer().bodies)))
def test_a_body_that_stands_is_its_own_successor(body_id: str) -> None:
    body = gazetteer().bodies[body_id]
    day = body.ends or body.begins or LATER
    assert successors_on(body, day) == (body,)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    with as_file(files("namro.places").joinpath("data")) as data:
        return Path(shutil.copytree(data, tmp_path / "data"))


@pytest.mark.parametrize(
    ("file", "old", "new", "words"),
    [
        ("bodies", "thu-tuong,Thủ tướng Chính phủ", "chu-tich-nuoc,Thủ tướng Chính phủ", "stands twice"),
        ("bodies", ",2025-02-28,bo-tai-chinh,", ",28/2/2025,bo-tai-chinh,", "day '28/2/2025'"),
        ("bodies", ",2025-02-28,bo-tai-chinh,", ",2025-02-28,bo-tien,", "no body 'bo-tien'"),
        ("aliases", "Bộ KH&ĐT,bo-ke-hoach-dau-tu", "Bộ KH&ĐT,bo-ke-hoach", "no body 'bo-ke-hoach'"),
        ("aliases", ",abbreviation,", ",nickname,", "kind 'nickname'"),
        ("titles", ",read\n", ",sure\n", "confidence 'sure'"),
        ("themes", "dau-tu-cong,đầu tư công;giải ngân;vốn đầu tư công,", "dau-tu-cong,,", "no cue words"),
    ],
)
def test_a_broken_table_is_refused(folder: Path, file: str, old: str, new: str, words: str) -> None:
    path = folder / f"agencies_{file}.csv"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    with pytest.raises(DataError) as refused:
        read_gazetteer(folder)
    assert words in str(refused.value)
    assert f"agencies_{file}.csv" in str(refused.value)


def test_all_faults_of_a_file_are_told_at_once(folder: Path) -> None:
    path = folder / "agencies_bodies.csv"
    text = path.read_text("utf-8").replace(",2025-02-28,", ",28/2/2025,")
    path.write_text(text, "utf-8")
    with pytest.raises(DataError) as refused:
        read_gazetteer(folder)
    assert len(refused.value.faults) > 5
