from hypothesis import given
from hypothesis import strategies as st

from namro.drafting.marked.marks import Mark, segments
from namro.text import Span

edges = st.integers(0, 40)
spans = st.tuples(edges, edges).map(lambda pair: Span(min(pair), max(pair)))


@given(st.lists(spans), spans.filter(len))
def test_segments_cover_the_stretch_once_and_each_mark_exactly(found, stretch):
    marks = [Mark(span, index) for index, span in enumerate(found)]
    cut = list(segments(stretch, marks))
    assert [at for segment in cut for at in range(segment.span.start, segment.span.end)] == list(
        range(stretch.start, stretch.end)
    )
    for segment in cut:
        for at in range(segment.span.start, segment.span.end):
            assert {mark.of for mark in segment.marks} == {
                mark.of for mark in marks if mark.span.start <= at < mark.span.end
            }
        lengths = [len(mark.span) for mark in segment.marks]
        assert lengths == sorted(lengths, reverse=True)
