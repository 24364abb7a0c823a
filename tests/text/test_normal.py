"""Normal text: what is joined, what parts, and the way back to the source."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from namro.text import Span, compose, normalise


def lines(source: str) -> list[str]:
    return normalise(compose(source)).text.split("\n")


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        pytest.param("một\u00a0\u202f hai\t ba", ["một hai ba"], id="white space of any kind is one space"),
        pytest.param("\ufeffBộ Tài chính", ["Bộ Tài chính"], id="a byte order mark is gone"),
        pytest.param(
            "Chính\u200b phủ thông\u00adbáo", ["Chính phủ thôngbáo"], id="zero-width and soft hyphen are gone"
        ),
        pytest.param("**Bộ Y tế** chủ trì", ["Bộ Y tế chủ trì"], id="marks of emphasis are gone"),
        pytest.param("Ðồng Nai, ðất", ["Đồng Nai, đất"], id="eth is the letter Đ"),
        pytest.param("số 1649/BТС-РТ", ["số 1649/BTC-PT"], id="Cyrillic in a document number"),
        pytest.param("Москва và Hà Nội", ["Москва và Hà Nội"], id="a Cyrillic word stays"),
        pytest.param("đầu tư\r\ncông", ["đầu tư công"], id="CRLF is one line end"),
        pytest.param("VỀ VIỆC\r\nGIẢI NGÂN", ["VỀ VIỆC GIẢI NGÂN"], id="CRLF is no empty line"),
        pytest.param("KẾT LUẬN\r\n\r\nNgày", ["KẾT LUẬN", "Ngày"], id="CRLF twice is an empty line"),
        pytest.param("đầu tư\u2028công", ["đầu tư công"], id="a line separator"),
        pytest.param("tăng 6,\n19% so với", ["tăng 6, 19% so với"], id="a number broken at its comma"),
        pytest.param("ngày\n16 tháng 10", ["ngày 16 tháng 10"], id="a date over two lines"),
        pytest.param("Nghị quyết số\n68-NQ/TW", ["Nghị quyết số 68-NQ/TW"], id="a citation over two lines"),
        pytest.param("Thủ tướng Chính\nphủ giao", ["Thủ tướng Chính phủ giao"], id="a name over two lines"),
        pytest.param("KẾT LUẬN\nCỦA THỦ TƯỚNG", ["KẾT LUẬN CỦA THỦ TƯỚNG"], id="a title over two lines"),
        pytest.param("Đạt kết quả tốt.\nBộ Y tế", ["Đạt kết quả tốt.", "Bộ Y tế"], id="a full stop ends a paragraph"),
        pytest.param("Ghi nhận\n\nBộ Y tế", ["Ghi nhận", "Bộ Y tế"], id="a blank line parts"),
        pytest.param("I. Chung\n1. Một\na) Hai\n- Ba", ["I. Chung", "1. Một", "a) Hai", "- Ba"], id="list marks part"),
        pytest.param("| A | B |\n| 1 | 2 |", ["| A | B |", "| 1 | 2 |"], id="table rows part"),
        pytest.param("1.\nBộ Y tế", ["1. Bộ Y tế"], id="a list mark alone on its line"),
        pytest.param("", [""], id="nothing"),
        pytest.param(" \n\t\r\n", [""], id="white space only"),
    ],
)
def test_what_becomes_of_a_source(source: str, expected: list[str]) -> None:
    assert lines(source) == expected


def test_a_page_wrapped_by_hand_is_joined_where_its_lines_are_full() -> None:
    page = (
        "Trong 9 tháng đầu năm, kinh tế của tỉnh tiếp tục phục hồi, thu ngân sách đạt\n"
        "Tổng cục Thống kê công bố là 60.000 tỷ đồng, bằng 94,6% dự toán, các ngành và\n"
        "Ủy ban nhân dân tỉnh đã cố gắng.\n"
        "Kết luận\n"
        "Phó Thủ tướng giao Bộ Tài chính xem xét, báo cáo."
    )
    first, heading, last = lines(page)
    assert first.startswith("Trong 9 tháng")
    assert first.endswith("đã cố gắng.")
    assert heading == "Kết luận"
    assert last.endswith("báo cáo.")


def test_blocks_are_the_lines_that_hold_something() -> None:
    normal = normalise("Một.\n\nHai.\n- Ba")
    assert [block.of(normal.text) for block in normal.blocks()] == ["Một.", "Hai.", "- Ba"]


def test_small_letters_with_tones_settled_stand_where_the_text_does() -> None:
    normal = normalise("Hòa Bình, THỦY LỢI, İ")
    assert normal.lower == "hoà bình, thuỷ lợi, i"
    assert len(normal.lower) == len(normal.text)


def test_the_way_back_goes_to_the_characters_of_the_source() -> None:
    source = "\ufeffvốn  **đầu\r\ntư** công"
    normal = normalise(source)
    start = normal.text.index("đầu tư")
    span = normal.source_span(start, start + len("đầu tư"))
    assert span.of(source) == "đầu\r\ntư"
    assert normal.normal_at(span.start) == start
    assert normal.source_span(start, start) == Span(span.start, span.start)


# What officials' files are made of, and what breaks them.
PIECES = st.sampled_from(
    ["Bộ", "tài", "CHÍNH", "ngày", "16", "6,5", "a)", "1.", "II.", "-", "|", "**", "*", ".", ",", ";", ":", "(", ")",
     " ", "  ", "\n", "\n\n", "\r\n", "\r", "\t", "\u00a0", "\u200b", "\u00ad", "\ufeff", "\u2028", "\u0085", "Ð",
     "BТС", "hòa", "e\u0301\u0302", "o\u031b\u0323", "\u0301", "“", "”", "…", "+", "Điều 1", "Số:", "v.v.", "%"]
)  # fmt: skip
SOURCES = st.lists(PIECES, max_size=40).map("".join) | st.text(max_size=80)


@given(SOURCES)
@example("**\n1. a")
@example("a\r\n\u200b\r\nb")
def test_every_character_comes_from_its_like_or_from_white_space(text: str) -> None:
    source = compose(text)
    normal = normalise(source)
    at = -1
    for position, char in enumerate(normal.text):
        here = normal.source_at(position)
        assert here > at, "spans must run forward"
        at = here
        origin = source[here]
        if char in " \n":
            # A break is laid on the first character of what it replaces, a mark of emphasis included.
            assert not origin.isalnum()
        else:
            assert char == origin or (char + origin in "ĐÐđðĐƉđɖ") or "\u0400" <= origin <= "\u04ff"


@given(SOURCES)
def test_no_letter_or_figure_is_lost(text: str) -> None:
    source = compose(text)
    kept = sum(c.isalnum() for c in normalise(source).text)
    assert kept == sum(c.isalnum() for c in source)


@given(SOURCES)
@example("a\n \n**")
def test_no_noise_is_left(text: str) -> None:
    normal = normalise(compose(text)).text
    assert "  " not in normal
    assert " \n" not in normal
    assert "\n " not in normal
    assert not set(normal) & set("\t\r\x0b\x0c\x85\u2028\u2029\u00a0\u200b\u00ad\ufeff*")


@given(SOURCES)
def test_a_decomposed_source_reads_alike(text: str) -> None:
    assert normalise(compose(unicodedata.normalize("NFD", text))).text == normalise(compose(text)).text


LINES = st.lists(PIECES.filter(lambda piece: not piece.isspace()), min_size=1, max_size=6).map(
    lambda pieces: "Bộ " + " ".join(pieces) + " tài"
)


@given(st.lists(LINES, max_size=5).map("\n".join))
@example("Bộ\n\nBộ")
def test_normalising_twice_is_normalising_once(text: str) -> None:
    # In normal text one newline is a real break; in a source it may be a wrapped line, and only an empty line is sure.
    # Lines of marks alone are left out: what such a line parts is parted by what stood around it.
    once = normalise(compose(text)).text
    assert normalise(once.replace("\n", "\n\n")).text == once


def test_a_text_without_line_ends_stays_as_it_is() -> None:
    once = normalise("Thu ngân sách  đạt **2.345,6**\u00a0tỷ đồng; Ðồng Nai đứng đầu.").text
    assert normalise(once).text == once


@given(SOURCES)
def test_line_ends_of_any_system_are_alike(text: str) -> None:
    unix = compose(text).replace("\r\n", "\n").replace("\r", "\n")
    assert normalise(unix.replace("\n", "\r\n")).text == normalise(unix).text
    assert normalise(unix.replace("\n", "\r")).text == normalise(unix).text
