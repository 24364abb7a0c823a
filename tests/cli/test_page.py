import io
import re
from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from namro.cli.page import write_page
from namro.cli.sources import Failure
from namro.errors import DocumentError
from namro.reading.model import Goal, Header, Reading, Role, Section
from namro.text import Span
from tests.cli.readings import READING, TEXT


class Page(HTMLParser):
    """The tags of a page, whether they nest, and the words of its paragraphs."""

    VOID = frozenset({"meta", "input"})

    def __init__(self, html):
        super().__init__()
        self.open, self.ids, self.links, self.words, self.tags = [], [], [], [], set()
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        self.tags.add(tag)
        if tag not in self.VOID:
            self.open.append((tag, attributes.get("class") or ""))
        self.ids += [attributes["id"]] if "id" in attributes else []
        self.links += [attributes["href"]] if "href" in attributes else []

    def handle_endtag(self, tag):
        assert self.open.pop()[0] == tag

    def handle_data(self, data):
        classes = [name for _, name in self.open]
        if any(name.startswith("words") for name in classes) and "sup" not in [tag for tag, _ in self.open]:
            self.words.append(data)


def page(*outcomes, lang="vi", explain=False):
    out = io.StringIO()
    write_page(outcomes, out, lang, explain=explain)
    return out.getvalue(), Page(out.getvalue())


def test_every_word_of_the_text_is_on_the_page_and_escaped():
    html, parsed = page(READING)
    assert "".join("".join(parsed.words).split()) == "".join(TEXT.split())
    assert "&lt;b&gt;cao&lt;/b&gt; &amp; bền vững" in html


def test_the_page_stands_alone():
    html, parsed = page(READING)
    assert not parsed.tags & {"script", "link", "img", "iframe"}
    assert not re.search(r"https?:|url\(|@import", html)


def test_every_number_leads_to_its_note_and_back():
    _, parsed = page(READING, READING)
    assert len(parsed.ids) == len(set(parsed.ids))
    assert {link.removeprefix("#") for link in parsed.links} == set(parsed.ids)


def test_a_note_says_what_was_read_and_a_short_form_is_explained_once():
    html, _ = page(READING, explain=True)
    assert "+6,19\u00a0%" in html
    assert "6 tháng đầu năm 2024; tăng; so với cùng kỳ" in html
    assert 'title="Đúng bằng 50.100.000.000.000\u00a0đồng"' in html
    assert html.count("GRDP: tổng sản phẩm trên địa bàn") == 1
    assert html.count('<abbr title="tổng sản phẩm trên địa bàn">') == 3
    assert '<p class="rule">percent</p>' in html


def test_a_heading_opens_the_part_it_heads():
    text = "Mở đầu.\n\nBài học\n\nMột là, đoàn kết.\n"
    lessons = Section(span=Span(text.index("Một"), len(text)), rule="s", role=Role.LESSONS, title="Bài học")
    html, _ = page(Reading(source=None, text=text, document=Header(), sections=(lessons,)))
    assert (
        html.index("Mở đầu.") < html.index("Bài học kinh nghiệm</h2>") < html.index('<p class="words heading">Bài học<')
    )


def test_a_source_that_failed_is_told_of_on_the_page():
    html, _ = page(Failure("<x>.txt", DocumentError("file-empty", source="<x>.txt")), READING)
    assert "Tệp &lt;x&gt;.txt không có chữ nào" in html
    assert "<x>" not in html


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.just("\n"), min_size=1), st.data())
def test_any_text_with_any_findings_gives_a_page_that_nests_and_holds_the_text(text, data):
    edges = st.integers(0, len(text))
    spans = data.draw(st.lists(st.tuples(edges, edges).map(lambda p: Span(min(p), max(p))).filter(len), max_size=5))
    goals = tuple(Goal(span=span, rule="r") for span in sorted(spans))
    _, parsed = page(Reading(source="<&>", text=text, document=Header(), goals=goals))
    assert re.findall(r"\w", "".join(parsed.words)) == re.findall(r"\w", text)
