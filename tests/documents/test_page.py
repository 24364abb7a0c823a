"""The document within a portal's page: its words, in order, without the page's own."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from namro.documents import read_bytes
from namro.documents.markup import Tag, tokens
from namro.errors import DocumentError

PORTAL = """<!DOCTYPE html>
<html lang="vi"><head><meta charset="utf-8"><title>Tin tức - Cổng</title>
<meta property="og:title" content="Kết luận của Thủ tướng | Cổng"><style>p { color: red }</style>
<script>var a = "<p>12% không phải số liệu</p>";</script></head>
<body class="has-sidebar">
<form id="aspnetForm">
<div class="header"><h1><a href="/">Cổng thông tin điện tử</a></h1></div>
<div class="main-menu"><ul><li><a>Trang chủ</a><li><a>Giới thiệu</a><li><a>Văn bản</a></ul></div>
<div class="breadcrumb">Tin tức / Chỉ đạo điều hành</div>
<div id="content">
<h1>Kết luận của Thủ tướng tại buổi làm việc với tỉnh X</h1>
<div class="date">Thứ tư, 16/10/2024 15:13</div>
<div>Acronyms View with font size</div>
<table><tr><td><p>VĂN PHÒNG CHÍNH PHỦ</p><p>-------</p></td><td><p>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</p>
<p>Độc lập - Tự do - Hạnh phúc</p></td></tr>
<tr><td>Số: 1/TB-VPCP</td><td>Hà Nội, ngày 16 tháng 10 năm 2024</td></tr></table>
<p>GRDP 6 tháng đầu năm&nbsp;2024 tăng <b>6,19</b>%,
cao nhất trong 5 năm qua.<br>Xuất siêu lớn.
<p>Giao <a href="#">Bộ Tài chính</a> chủ trì:
<ol><li>Rà soát các dự án;<li>Báo cáo trước ngày 30/11/2024.</ol>
<table><tr><th>TT<th>Nhiệm vụ<th>Cơ quan
<tr><td rowspan="2">1<td>Xây dựng<br>đề án<td>Bộ Tài chính<tr><td>Trình<td>Bộ Nội vụ</table>
<div class="social-share">Chia sẻ lên mạng xã hội</div>
</div>
<ul class="x1"><li><a>Tỉnh Y giải ngân 50%</a><li><a>Tỉnh Z tăng 9%</a><li><a>Tỉnh T họp</a></ul>
<div>Search by :</div><div class="rating">Rating 5/5</div>
<div id="footer">Cơ quan chủ quản: Ủy ban nhân dân tỉnh X. Điện thoại: 0123 456 789</div>
</form></body></html>"""


def test_a_portal_page_gives_its_document_and_nothing_else():
    document = read_bytes(PORTAL.encode(), "tin.html")
    assert document.title == "Kết luận của Thủ tướng tại buổi làm việc với tỉnh X"
    assert [line for line in document.text.split("\n") if line] == [
        "Cổng thông tin điện tử",
        "Kết luận của Thủ tướng tại buổi làm việc với tỉnh X",
        "Thứ tư, 16/10/2024 15:13",
        "|",
        "VĂN PHÒNG CHÍNH PHỦ",
        "-------",
        "|",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "|",
        "|",
        "Số: 1/TB-VPCP",
        "|",
        "Hà Nội, ngày 16 tháng 10 năm 2024",
        "|",
        "GRDP 6 tháng đầu năm 2024 tăng 6,19%, cao nhất trong 5 năm qua.",
        "Xuất siêu lớn.",
        "Giao Bộ Tài chính chủ trì:",
        "1. Rà soát các dự án;",
        "2. Báo cáo trước ngày 30/11/2024.",
        "| TT | Nhiệm vụ | Cơ quan |",
        "| 1 | Xây dựng đề án | Bộ Tài chính |",
        "|  | Trình | Bộ Nội vụ |",
    ]


def test_an_article_is_taken_and_its_heading_outside_of_it_kept():
    page = """<h1>Tỉnh X tăng 5%</h1><div>Một dòng khác</div>
    <article><p>Nội dung của tin về kinh tế tỉnh X năm 2024.</p></article><p>Bên lề</p>"""
    assert read_bytes(page.encode(), "a.html").text == "Tỉnh X tăng 5%\n\nNội dung của tin về kinh tế tỉnh X năm 2024."


@pytest.mark.parametrize(
    ("page", "title"),
    [
        ("<title>A &amp; B</title><meta property='og:title' content='C'><h1>D</h1><p>x", "D"),
        ("<title>A &amp; B</title><meta property='og:title' content='C'><p>x", "C"),
        ("<title>A &amp; B</title><p>x", "A & B"),
        ("<p>x", None),
    ],
)
def test_the_title_is_the_heading_else_the_card_else_the_title(page, title):
    assert read_bytes(page.encode(), "a.html").title == title


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("<p>tỷ lệ < 5% và > 3%", "tỷ lệ < 5% và > 3%"),
        ("<p title='a > b'>Tỉnh</p><!-- <p>ẩn --><p>X", "Tỉnh\n\nX"),
        ("<p>Tỉnh <scr", "Tỉnh"),
        ("<nav>Tỉnh X tăng 5% so với cùng kỳ", "Tỉnh X tăng 5% so với cùng kỳ"),  # never closed: it is the page
        ("<td>Tỉnh</td></table></p></div>X", "Tỉnh\n\nX"),
        ("<p>&#9999999999999; &#xD800; Tỉnh", "\ufffd; \ufffd Tỉnh"),
        ("<ul><li>a<ul><li>b</ul><li>c</ul>", "- a\n\n- b\n\n- c"),
        ("<ol type=a><li>một<li>hai</ol>", "a. một\n\nb. hai"),
    ],
)
def test_slips_of_markup_lose_no_words(page, text):
    assert read_bytes(page.encode(), "a.html").text == text


def test_the_declared_charset_is_used_where_the_bytes_are_not_utf8():
    page = (
        '<meta http-equiv="Content-Type" content="text/html; charset=windows-1258"><p>'.encode("ascii") + b"n\xe3m 2024"
    )
    assert read_bytes(page, "a.html").text == "năm 2024"
    with pytest.raises(DocumentError, match="from byte"):
        read_bytes(page.replace(b"windows-1258", b"utf-8"), "a.html")


def test_a_page_without_words_is_empty():
    with pytest.raises(DocumentError, match="no text"):
        read_bytes(b"<html><body><script>1</script></body></html>", "a.html")


@pytest.mark.parametrize(
    "page",
    [
        "<div>" * 100_000,
        "<div>" * 50_000 + "</p>" * 50_000,
        "<table><tr><td><ul><li>" * 20_000,
        "".join(f"<font size={n}>" for n in range(20_000)) + "<p>x" * 20_000,
        '<a "' * 100_000,
        "<!--" * 100_000,
        "<table>" + "<tr><td rowspan=60 colspan=60>x" * 2_000,
        "&#" + "9" * 100_000,
    ],
    ids=["nested", "stray ends", "tables", "fonts", "quotes", "comments", "spans", "reference"],
)
def test_hostile_pages_are_read(page):
    """Each of these makes a tree builder take quadratic time; here they must only come to an end."""
    assert "Tỉnh X" in read_bytes((page + "<!-- --> '> \">Tỉnh X").encode(), "a.html").text


PIECES = """<p> </p> <div> </div> <table> </table> <tr> <td> </td> <li> <ul> </ul> <ol> <a> </a> <br> <h1> </h1>
<nav> <script>
</script> <article> </article> <!-- --> <td/colspan=3> <p/class=menu> &amp; &# < > ' \" Rating 5%"""
TAGS = st.sampled_from(PIECES.split())


@given(st.lists(st.one_of(TAGS, st.text(max_size=5)), max_size=60).map("".join))
def test_any_page_gives_a_document_or_a_document_error(page):
    try:
        document = read_bytes(page.encode("utf-8", "replace"), "a.html")
    except DocumentError:
        return
    assert unicodedata.is_normalized("NFC", document.text)
    assert not re.search(r"\n{3}", document.text)


@given(st.lists(TAGS, max_size=30).map("".join))
def test_tags_have_small_names_and_texts_no_markup(page):
    for token in tokens(page):
        if isinstance(token, Tag):
            assert token.name == token.name.lower()
            assert not token.closes or not token.attributes
