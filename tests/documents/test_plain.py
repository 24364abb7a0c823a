"""Plain text keeps every character; the portal's own lines become asides."""

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from namro.documents import read_bytes
from namro.documents.plain import portal_asides
from namro.errors import DocumentError

SAVED = """Tỉnh X phấn đấu

Wednesday, 10/16/2024 15:13
Acronyms View with font size

GRDP tăng 6,19%.

Source: Chinhphu.vn

Search by :

Rating

(Hover on the star to select points)
"""


def test_a_saved_page_keeps_its_text_and_sets_its_buttons_aside():
    document = read_bytes(SAVED.encode(), "tin.txt")
    assert document.text == SAVED
    assert document.format == "txt"
    assert [span.of(document.text) for span in document.asides] == [
        "Acronyms View with font size",
        "Search by :",
        "Rating",
        "(Hover on the star to select points)",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Rating của Moody's giữ nguyên ở mức Ba2.",  # the word within a line
        "\n".join(["Dòng đầu.", *["Nội dung."] * 40, "Rating", *["Nội dung."] * 40]),  # the line far from both ends
        "Đánh giá kết quả thực hiện nhiệm vụ năm 2024",
    ],
)
def test_words_of_the_document_are_never_set_aside(text):
    assert portal_asides(text) == ()


def test_windows_line_ends_change_nothing_but_the_offsets():
    document = read_bytes(SAVED.replace("\n", "\r\n").encode(), "tin.txt")
    assert "\r\n\r\nRating\r\n" in document.text
    assert [span.of(document.text) for span in document.asides][2] == "Rating"


def test_markdown_is_told_by_its_name():
    assert read_bytes(b"# Tinh\n", "a.md").format == "md"


@given(st.binary(max_size=200), st.sampled_from(["a.txt", "a.md", "-"]))
def test_any_bytes_give_a_document_or_a_document_error(data, source):
    try:
        document = read_bytes(data, source)
    except DocumentError:
        return
    assert unicodedata.is_normalized("NFC", document.text)


@given(
    st.lists(st.sampled_from(["Rating", "rating ", "Chia sẻ", "", "  ", "Tỉnh X tăng 5%.", "\r", "\x0b"]), max_size=60)
)
def test_asides_are_in_order_disjoint_and_in_range(lines):
    text = "\n".join(lines)
    asides = portal_asides(text)
    assert all(a.end <= b.start for a, b in pairwise(asides))
    assert all(0 <= span.start < span.end <= len(text) for span in asides)
