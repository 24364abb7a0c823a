"""A .docx gives what a reader of the page sees."""

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from namro.documents import read_bytes
from namro.errors import DocumentError

from .conftest import paragraph, table, word_file


def lines(body, **parts):
    return [line for line in read_bytes(word_file(body, **parts), "a.docx").text.split("\n") if line]


def numbered(number, level=0):
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'


NUMBERING = """
<w:abstractNum w:abstractNumId="7">
  <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1."/></w:lvl>
  <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%2."/></w:lvl>
  <w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%2.%3)"/></w:lvl>
  <w:lvl w:ilvl="3"><w:numFmt w:val="bullet"/><w:lvlText w:val="\uf0b7"/></w:lvl>
</w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="7"/>
  <w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>
"""


def test_list_marks_are_counted_as_word_shows_them():
    body = "".join(
        paragraph(text, numbered(number, level))
        for text, number, level in [
            ("Kết quả", 1, 0),
            ("Kinh tế", 1, 1),
            ("Công nghiệp", 1, 2),
            ("Dịch vụ", 1, 2),
            ("Xã hội", 1, 1),
            ("Y tế", 1, 2),
            ("gạch", 1, 3),
            ("Nhiệm vụ", 1, 0),
            ("Chung", 1, 1),
            ("Khác", 2, 0),
        ]
    )
    assert lines(body, numbering=NUMBERING) == [
        "I. Kết quả",
        "1. Kinh tế",
        "1.a) Công nghiệp",
        "1.b) Dịch vụ",
        "2. Xã hội",
        "2.a) Y tế",
        "- gạch",
        "II. Nhiệm vụ",
        "1. Chung",
        "V. Khác",
    ]


def test_a_style_numbers_its_paragraphs_also_through_its_base():
    styles = f"""
    <w:style w:styleId="Base"><w:pPr>{numbered(1)}</w:pPr></w:style>
    <w:style w:styleId="Muc"><w:basedOn w:val="Base"/></w:style>
    <w:style w:styleId="Loop"><w:basedOn w:val="Loop"/></w:style>"""
    body = paragraph("Kết quả", '<w:pStyle w:val="Muc"/>') + paragraph("Lời", '<w:pStyle w:val="Loop"/>')
    body += paragraph("Hạn chế", '<w:pStyle w:val="Muc"/>') + paragraph("Hết", '<w:pStyle w:val="Muc"/>' + numbered(0))
    assert lines(body, numbering=NUMBERING, styles=styles) == ["I. Kết quả", "Lời", "II. Hạn chế", "Hết"]


def test_the_head_of_a_notice_keeps_its_lines_and_a_task_table_its_rows():
    body = table([[paragraph("CHÍNH PHỦ") + paragraph("-------"), "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"]])
    body += paragraph("THÔNG BÁO")
    body += table([["TT", "Nhiệm vụ", "Cơ quan"], ["1", "Rà soát", "Bộ Tài chính"], ["2", "Báo cáo", "Bộ Nội vụ"]])
    assert lines(body) == [
        "|",
        "CHÍNH PHỦ",
        "-------",
        "|",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "|",
        "THÔNG BÁO",
        "| TT | Nhiệm vụ | Cơ quan |",
        "| 1 | Rà soát | Bộ Tài chính |",
        "| 2 | Báo cáo | Bộ Nội vụ |",
    ]


def test_merged_cells_keep_the_columns_in_place():
    body = table(
        [
            ['<w:tcPr><w:gridSpan w:val="2"/></w:tcPr>' + paragraph("Nhiệm vụ"), "Cơ quan"],
            ["1", "Rà soát", '<w:tcPr><w:vMerge w:val="restart"/></w:tcPr>' + paragraph("Bộ Tài chính")],
            ["2", "Báo cáo", "<w:tcPr><w:vMerge/></w:tcPr><w:p/>"],
        ]
    )
    assert lines(body) == ["| Nhiệm vụ |  | Cơ quan |", "| 1 | Rà soát | Bộ Tài chính |", "| 2 | Báo cáo |  |"]


def test_footnotes_are_cited_in_order_and_stand_at_the_end():
    body = (
        '<w:p><w:r><w:t>Đạt 5%</w:t></w:r><w:r><w:footnoteReference w:id="9"/></w:r>'
        '<w:r><w:t>, xếp thứ 3</w:t></w:r><w:r><w:footnoteReference w:id="4"/></w:r></w:p>'
    ) + paragraph("Hết.")
    footnotes = '<w:footnote w:id="0" w:type="separator"><w:p/></w:footnote>'
    footnotes += f'<w:footnote w:id="4">{paragraph("Trong vùng.")}</w:footnote>'
    footnotes += f'<w:footnote w:id="9">{paragraph("Theo Cục")}{paragraph("Thống kê.")}</w:footnote>'
    assert lines(body, footnotes=footnotes) == [
        "Đạt 5%[1], xếp thứ 3[2]",
        "Hết.",
        "[1] Theo Cục Thống kê.",
        "[2] Trong vùng.",
    ]


def test_what_a_reader_does_not_see_is_left_out():
    body = (
        "<w:p><w:del><w:r><w:delText>cũ</w:delText></w:r></w:del><w:ins><w:r><w:t>mới</w:t></w:r></w:ins>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>ẩn</w:t></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>"
        "<w:r><w:rPr><w:caps/></w:rPr><w:t xml:space='preserve"
        "'> hoa</w:t></w:r><w:hyperlink><w:r><w:tab/><w:t>nối</w:t><w:br/><w:t>dòng</w:t></w:r></w:hyperlink></w:p>"
    )
    assert lines(body, header1=paragraph("Đầu trang"), comments=paragraph("Góp ý")) == ["mới HOA nối", "dòng"]


def test_a_text_box_is_read_once_after_its_paragraph():
    box = f"<w:txbxContent>{paragraph('HỎA TỐC')}</w:txbxContent>"
    mc = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    both = f"<mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>"
    both = f'<mc:AlternateContent xmlns:mc="{mc}">{both}</mc:AlternateContent>'
    assert lines(f"<w:p><w:r>{both}</w:r><w:r><w:t>CÔNG ĐIỆN</w:t></w:r></w:p>") == ["CÔNG ĐIỆN", "HỎA TỐC"]


def test_the_strict_form_is_read_alike():
    strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    body = f'<w:document xmlns:w="{strict}"><w:body>{paragraph("Tỉnh X tăng 5%.")}</w:body></w:document>'
    assert read_bytes(zipped(word__document_xml=body), "a.docx").text == "Tỉnh X tăng 5%."


def zipped(**parts):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name.replace("__", "/").replace("_xml", ".xml").replace("_bin", ".bin"), content)
    return file.getvalue()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
WORD = word_file(paragraph("Tỉnh X tăng 5%."))
BAD = {
    "cut": (WORD[: len(WORD) // 2], "file-damaged", "tải hết"),
    "no zip": (b"PK\x03\x04" + b"x" * 50, "file-damaged", "hỏng"),
    "spreadsheet": (zipped(xl__workbook_xml="<a/>"), "format-convert", ".xlsx"),
    "plain zip": (zipped(a="b"), "format-convert", ".zip"),
    "bomb": (zipped(word__document_xml=b" " * 30_000_000), "file-swollen", "bung"),
    "wide bomb": (zipped(**{f"a{n}": b"" for n in range(5_001)}), "file-swollen", "bung"),
    "macros": (zipped(word__document_xml="<a/>", word__vbaProject_bin="x"), "file-macros", "macro"),
    "entities": (zipped(word__document_xml='<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'), "file-damaged", "hỏng"),
    "no xml": (zipped(word__document_xml="<a>"), "file-damaged", "hỏng"),
    "no body": (zipped(word__document_xml="<a/>"), "file-damaged", "hỏng"),
    "no words": (word_file("<w:p/>"), "file-empty", "không có chữ"),
    "nested": (word_file("<w:tbl><w:tr><w:tc>" * 5_000 + "</w:tc></w:tr></w:tbl>" * 5_000), "file-damaged", "hỏng"),
    "locked": (OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"), "file-locked", "mật khẩu"),
    "old": (OLE + b"\0" * 600 + "WordDocument".encode("utf-16-le"), "format-convert", ".doc,"),
    "old sheet": (OLE + b"\0" * 600 + "Workbook".encode("utf-16-le"), "format-convert", ".xls,"),
    "rich text": (b"{\\rtf1 T}", "format-convert", ".rtf"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_gives_one_clear_sentence(name):
    data, code, words = BAD[name]
    with pytest.raises(DocumentError) as caught:
        read_bytes(data, "hồ sơ.docx")
    assert caught.value.code == code
    assert words in caught.value.message("vi")
    assert "hồ sơ.docx" in str(caught.value)


def wrapped(inner):
    names = st.sampled_from(["p", "r", "tbl", "tr", "tc", "ins", "sdt", "pPr", "drawing", "txbxContent"])
    return st.builds(lambda name, parts: f"<w:{name}>{''.join(parts)}</w:{name}>", names, st.lists(inner, max_size=4))


@given(st.recursive(st.sampled_from(["<w:p/>", "<w:br/>", "<w:t>Tỉnh</w:t>"]), wrapped, max_leaves=20))
def test_any_body_gives_a_document_or_a_document_error(body):
    try:
        document = read_bytes(word_file(body), "a.docx")
    except DocumentError:
        return
    assert 0 < document.text.count("Tỉnh") <= body.count("Tỉnh")


@given(st.integers(0, len(WORD) - 1), st.binary(min_size=1, max_size=4))
def test_any_damage_gives_a_document_or_a_document_error(at, damage):
    try:
        document = read_bytes(WORD[:at] + damage + WORD[at + len(damage) :], "a.docx")
    except DocumentError:
        return
    assert document.text
