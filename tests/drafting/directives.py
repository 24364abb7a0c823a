"""Directives made by hand and at random, over a small notice."""

from datetime import date

from hypothesis import strategies as st

from namro.quantities.deadlines import Every, on_day, recurring
from namro.reading.directives.model import Clear, Directive, State, Suggestion, Verdict
from namro.reading.model import Header, Kind, Reading
from namro.text import Span

TEXT = """III. NHIỆM VỤ
1. Sở Tài chính chủ trì, phối hợp với Sở Xây dựng rà soát vốn đầu tư công, báo cáo trước ngày 30/11/2025.
2. Các sở, ngành:
- Đẩy mạnh cải cách hành chính;
- Hằng tháng báo cáo Ủy ban nhân dân tỉnh.
"""


HEAD = {
    "source": "mau.txt",
    "text": TEXT,
    "document": Header(
        title="Kết luận phiên họp", kind=Kind.NOTICE, number="9/TB-UBND", issuer="Ủy ban nhân dân tỉnh",
        issued_on=date(2025, 10, 5),
    ),
}  # fmt: skip


def clause(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


def clarity(**states: State) -> tuple[tuple[Clear, Verdict], ...]:
    return tuple((clear, Verdict(states.get(clear.value, State.CLEAR))) for clear in Clear)


DIRECTIVES = (
    Directive(
        span=clause(
            "Sở Tài chính chủ trì, phối hợp với Sở Xây dựng rà soát vốn đầu tư công, báo cáo trước ngày 30/11/2025"
        ),
        rule="d",
        action="rà soát",
        content="vốn đầu tư công",
        lead=("Sở Tài chính",),
        support=("Sở Xây dựng",),
        due=on_day(date(2025, 11, 30)),
        deliverable="báo cáo",
        clarity=clarity(),
    ),
    Directive(
        span=clause("Đẩy mạnh cải cách hành chính"),
        rule="d",
        action="đẩy mạnh",
        content="cải cách hành chính",
        clarity=clarity(person=State.MISSING, time=State.MISSING, result=State.VAGUE),
        suggestions=(Suggestion(Clear.PERSON, "Sở Nội vụ", "cơ quan thường phụ trách cải cách hành chính"),),
    ),
    Directive(
        span=clause("Hằng tháng báo cáo Ủy ban nhân dân tỉnh"),
        rule="d",
        action="báo cáo",
        content="Ủy ban nhân dân tỉnh",
        lead=("Các sở, ngành", "=HYPERLINK(1)"),
        due=recurring(Every.MONTH),
        recipient="Ủy ban nhân dân tỉnh",
        clarity=clarity(person=State.VAGUE),
    ),
)

READING = Reading(**HEAD, directives=DIRECTIVES)

words = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
names = st.lists(words.filter(str.strip), max_size=3).map(tuple)
verdicts = st.builds(Verdict, st.sampled_from(State))
edges = st.integers(0, len(TEXT) - 1)
dues = st.none() | st.dates(date(1950, 1, 1), date(2100, 1, 1)).map(on_day) | st.sampled_from(Every).map(recurring)


@st.composite
def directives(draw):
    start = draw(edges)
    span = Span(start, draw(st.integers(start + 1, len(TEXT))))
    states = {clear: draw(st.sampled_from(State)) for clear in Clear}
    return Directive(
        span=span,
        rule="d",
        action="",
        content="",
        lead=draw(names),
        support=draw(names),
        due=draw(dues),
        deliverable=draw(st.none() | words),
        clarity=tuple((clear, Verdict(state)) for clear, state in states.items()),
        suggestions=tuple(draw(st.lists(st.builds(Suggestion, st.sampled_from(Clear), words, words), max_size=2))),
    )


def distinct(found):
    """Directives whose clauses hold words and are each told once."""
    unique = {d.span: d for d in found if d.span.of(TEXT).strip()}
    return tuple(unique[span] for span in sorted(unique))


notices = st.lists(directives(), max_size=6).map(lambda found: Reading(**HEAD, directives=distinct(found)))
