"""Bytes become NFC text, or one clear refusal."""

import codecs
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from namro.documents.decode import _MARK_BLOCKS, decode
from namro.errors import DocumentError

NOTICE = "Số: 12/TB-VPCP\r\n\r\nThủ tướng yêu cầu Bộ Tài chính báo cáo trước ngày 30/11/2024; tăng 6,19%.\r\n"


@pytest.mark.parametrize("mark", [codecs.BOM_UTF8, b""])
def test_utf8_is_read_as_it_stands(mark):
    assert decode(mark + NOTICE.encode(), "a.txt") == NOTICE


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("marked", [True, False])
def test_utf16_is_told_by_its_mark_or_its_zero_bytes(encoding, marked):
    mark = {"utf-16-le": codecs.BOM_UTF16_LE, "utf-16-be": codecs.BOM_UTF16_BE}[encoding] if marked else b""
    assert decode(mark + NOTICE.encode(encoding), "a.txt") == NOTICE


def test_decomposed_text_is_composed():
    assert decode(unicodedata.normalize("NFD", NOTICE).encode(), "a.txt") == NOTICE


def test_nothing_is_trimmed():
    text = "\n \t Tỉnh\u00a0Bình Dương \r\r\n\x0c"
    assert decode(text.encode(), "a.txt") == text


TCVN3 = "Céng hßa x· héi chñ nghÜa ViÖt Nam. ViÖc ph¸t triÓn cña c¸c tØnh ®\xadîc giao vµ kh«ng chËm h¬n n¨m 2005."
VNI = "Coäng hoøa xaõ hoäi. Vieäc phaùt trieån cuûa caùc tænh ñöôïc giao vaø khoâng chaäm hôn naêm 2005."


@pytest.mark.parametrize(("text", "font"), [(TCVN3, "TCVN3"), (VNI, "VNI")])
@pytest.mark.parametrize("encoding", ["utf-8", "latin-1"])
def test_old_fonts_are_named_and_refused(text, font, encoding):
    with pytest.raises(DocumentError) as caught:
        decode(text.encode(encoding), "cu.txt")
    assert caught.value.code == "file-legacy-font"
    assert font in str(caught.value)
    assert "Unicode" in caught.value.message("vi")


def test_a_quotation_of_an_old_font_does_not_refuse_a_document():
    assert decode((NOTICE * 20 + "Trước đây gõ: " + TCVN3).encode(), "a.txt")


@pytest.mark.parametrize(
    ("data", "code", "words"),
    [
        (b"", "file-empty", "no text"),
        (codecs.BOM_UTF8 + b" \r\n\t", "file-empty", "no text"),
        (b"\x00\x01\x02\x03" * 50, "file-binary", "at 0"),
        ("Tỉnh".encode() + bytes(range(256)) * 4, "file-binary", "at 6"),
        (b"Tinh \x00 Binh Duong", "file-binary", "at 5"),
        ("Tỉnh Bình Dương, năm 2024".encode("cp1258", "replace"), "file-encoding", "from byte"),
        ("Tỉnh ".encode() + b"\xff\xfe", "file-encoding", "from byte 7"),
        (codecs.BOM_UTF8 + "Tỉnh ".encode() + b"\xc3", "file-encoding", "from byte 10"),
        (codecs.BOM_UTF16_LE + "Tỉnh".encode("utf-16-le") + b"\x00\xd8", "file-encoding", "from byte 10"),
        (codecs.BOM_UTF32_LE + "Tỉnh".encode("utf-32-le"), "file-binary", "at 2"),
        (b"a" + "\u0301\u0323".encode() * 50, "file-binary", "at 1"),
    ],
)
def test_what_is_no_text_is_refused_with_its_place(data, code, words):
    with pytest.raises(DocumentError) as caught:
        decode(data, "hỏng.txt")
    assert caught.value.code == code
    assert words in str(caught.value)
    assert "hỏng.txt" in caught.value.message("vi")


def test_a_stray_control_character_is_no_binary():
    assert decode(("\x02" + NOTICE).encode(), "a.txt") == "\x02" + NOTICE


@given(st.binary(max_size=300))
def test_any_bytes_give_nfc_text_or_a_document_error(data):
    try:
        text = decode(data, "x")
    except DocumentError:
        return
    assert unicodedata.is_normalized("NFC", text)
    assert text.strip()


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), min_size=1).filter(lambda t: t.strip()))
def test_encodings_of_one_text_read_alike(text):
    plain = decode(("Tỉnh Bình Dương " + text).encode(), "x")
    for encoding in ("utf-8-sig", "utf-16"):
        assert decode(("Tỉnh Bình Dương " + text).encode(encoding), "x") == plain


def test_no_combining_mark_of_unicode_is_overlooked():
    marks = [chr(point) for point in range(0x110000) if unicodedata.combining(chr(point))]
    assert [mark for mark in marks if not _MARK_BLOCKS.match(mark)] == []
    assert [mark for mark in marks if mark.isalnum()] == []
