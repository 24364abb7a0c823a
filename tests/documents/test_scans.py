"""A scanned page gives its words; a machine without Tesseract gives the sentence that says what to install."""

import difflib
import io
import sys
from pathlib import Path

import pytest
from PIL import Image, ImageChops

from namro.documents import read_bytes, read_document
from namro.documents.scans import MOST_SCANNED
from namro.errors import DocumentError

HERE = Path(__file__).parent
PAGE = HERE / "scan.png"  # a notice of ours, drawn at 200 dpi
WORDS = (HERE / "scan.txt").read_text("utf-8").split()


def share_right(text):
    """How much of the page's words came back, in order."""
    blocks = difflib.SequenceMatcher(None, WORDS, text.split(), autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks) / len(WORDS)


def saved(picture, kind="PNG", **options):
    file = io.BytesIO()
    picture.save(file, kind, **options)
    return file.getvalue()


def slanted(page, degrees):
    """The page as a scanner gives it: aslant and grainy."""
    aslant = page.rotate(degrees, expand=True, fillcolor=255, resample=Image.Resampling.BICUBIC)
    return ImageChops.add(aslant, Image.effect_noise(aslant.size, 25), 1, -128)


def check(data, source, needs, least):
    if needs("tesseract"):
        document = read_bytes(data, source)
        assert share_right(document.text) >= least
    else:
        with pytest.raises(DocumentError, match=r"install the packages tesseract-ocr and tesseract-ocr-vie"):
            read_bytes(data, source)


def test_a_clean_page_comes_back(needs):
    check(PAGE.read_bytes(), "quét.png", needs, 0.97)


@pytest.mark.parametrize("degrees", [1.3, -2.5])
def test_a_slanted_grainy_page_comes_back(needs, degrees):
    page = Image.open(PAGE).convert("L")
    check(saved(slanted(page, degrees), "JPEG", quality=70), "quét.jpg", needs, 0.95)


@pytest.mark.parametrize("turn", [90, 180])
def test_a_turned_page_is_set_upright(needs, turn):
    check(saved(Image.open(PAGE).rotate(turn, expand=True)), "quét.png", needs, 0.95)


def test_a_scanned_pdf_and_a_tiff_of_two_pages_come_back(needs):
    page = Image.open(PAGE).convert("L")
    check(saved(page, "PDF", resolution=200), "quét.pdf", needs, 0.97)
    if needs("tesseract"):
        twice = read_bytes(saved(page, "TIFF", save_all=True, append_images=[page]), "quét.tif").text
        assert twice.count("THÔNG BÁO") == 2
        assert read_document(PAGE).format == "scan"


def refusal(data, source="quét.png"):
    with pytest.raises(DocumentError) as caught:
        read_bytes(data, source)
    return caught.value


def test_without_the_program_the_sentence_names_the_packages(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    error = refusal(PAGE.read_bytes())
    assert error.code == "format-needs-ocr"
    assert "tesseract-ocr và tesseract-ocr-vie" in error.message("vi")
    assert refusal(saved(Image.open(PAGE).convert("L"), "PDF"), "quét.pdf").code == "format-needs-ocr"


def test_without_the_vietnamese_model_the_sentence_names_its_package(monkeypatch, tmp_path):
    program = tmp_path / "tesseract"
    program.write_text("#!/bin/sh\necho 'List of available languages (1):'\necho eng\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    error = refusal(PAGE.read_bytes())
    assert error.code == "format-needs-ocr-language"
    assert "tesseract-ocr-vie" in str(error)


def test_without_the_library_it_is_named(monkeypatch):
    monkeypatch.setitem(sys.modules, "PIL.Image", None)
    assert refusal(PAGE.read_bytes()).code == "format-needs-extra"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (PAGE.read_bytes()[:400], "file-damaged"),
        (b"\xff\xd8\xff" + b"x" * 100, "file-damaged"),
        (b"II*\0" + b"\xff" * 100, "file-damaged"),
        (saved(Image.new("1", (10_000, 7_000))), "file-picture-too-large"),
        (saved(Image.new("1", (20_000, 20_000))), "file-picture-too-large"),
    ],
    ids=["cut", "no jpeg", "no tiff", "large", "bomb"],
)
def test_a_bad_picture_gives_one_clear_sentence(data, code):
    error = refusal(data)
    assert error.code == code
    assert "quét.png" in error.message("vi")


def test_more_pages_than_can_be_recognised_are_refused():
    dot = Image.new("1", (8, 8), 1)
    data = saved(dot, "TIFF", save_all=True, append_images=[dot] * MOST_SCANNED)
    assert refusal(data, "quét.tif").code == "file-too-many-scans"
