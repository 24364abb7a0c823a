"""A file is known by its content first and its name second, and refused with one clear sentence."""

import io
import os

import pytest

from namro.documents import read_bytes, read_document, read_stream
from namro.documents.reader import MEGABYTE, TEXT_LIMIT
from namro.errors import DocumentError

PAGE = "<!doctype html><html><body><p>Tỉnh X tăng 5%.</p></body></html>"


def refusal(call):
    with pytest.raises(DocumentError) as caught:
        call()
    return caught.value


def test_a_file_is_read_with_its_path_as_source(tmp_path):
    path = tmp_path / "thông báo.txt"
    path.write_text("Tỉnh X tăng 5%.", "utf-8")
    document = read_document(path)
    assert (document.text, document.source) == ("Tỉnh X tăng 5%.", str(path))


@pytest.mark.parametrize("source", ["a.html", "a.txt", "-", "a"])
def test_a_page_is_a_page_whatever_it_is_called(source):
    assert read_bytes(PAGE.encode(), source).format == "html"
    assert read_bytes(PAGE.encode("utf-16"), source).format == "html"


def test_text_in_a_page_file_is_read_as_a_page():
    assert read_bytes("Tỉnh X tăng &lt; 5%.".encode(), "a.htm").text == "Tỉnh X tăng < 5%."


def test_a_missing_file_says_so(tmp_path):
    error = refusal(lambda: read_document(tmp_path / "không có.txt"))
    assert error.code == "file-missing"
    assert "không có.txt" in error.message("vi")


def test_a_folder_is_no_file(tmp_path):
    error = refusal(lambda: read_document(tmp_path))
    assert error.code == "file-is-folder"
    assert "folder" in str(error)


def test_a_name_the_system_refuses_is_unreadable(tmp_path):
    assert refusal(lambda: read_document(tmp_path / ("dài" * 200 + ".txt"))).code == "file-unreadable"
    assert refusal(lambda: read_document(tmp_path / "a\0b.txt")).code == "file-unreadable"


def test_an_unknown_ending_lists_what_is_known():
    error = refusal(lambda: read_bytes(b"a,b\n1,2\n", "bảng.csv"))
    assert error.code == "format-unknown"
    assert ".csv" in str(error)
    assert ".txt" in error.message("vi")


def test_a_file_of_200_mb_is_refused_before_it_is_read(tmp_path):
    path = tmp_path / "to.txt"
    with path.open("wb") as stream:
        stream.write(b"Tinh ")
        os.truncate(path, 200 * MEGABYTE)
    error = refusal(lambda: read_document(path))
    assert error.code == "file-too-large"
    assert f"{TEXT_LIMIT} MB" in str(error)


def test_a_stream_is_not_read_past_the_limit():
    class Endless(io.RawIOBase):
        given = 0

        def read(self, size=-1):
            assert size >= 0, "asked for everything"
            self.given += size
            return b"a" * size

    stream = Endless()
    assert refusal(lambda: read_stream(stream, "-")).code == "file-too-large"
    assert stream.given <= TEXT_LIMIT * MEGABYTE + 1


def test_an_empty_file_holds_no_text(tmp_path):
    path = tmp_path / "rỗng.txt"
    path.touch()
    assert refusal(lambda: read_document(path)).code == "file-empty"


@pytest.mark.parametrize("data", [b"1234567890 " * 10_000, b"a)\n" * 10_000, b"I. 1. a) - 34/63; 10,5%\n"])
def test_figures_and_list_marks_alone_are_nothing_to_read(data):
    error = refusal(lambda: read_bytes(data, "số.txt"))
    assert error.code == "file-no-words"
    assert "số.txt" in str(error)
