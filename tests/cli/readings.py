"""A small reading made by hand, with findings that overlap."""

from datetime import date
from decimal import Decimal

from namro.reading.model import (
    Acronym,
    Aspect,
    Bound,
    Caution,
    Goal,
    Header,
    Kind,
    Measure,
    Reading,
    Reference,
    Role,
    Section,
    Versus,
)
from namro.text import Span

TEXT = """THÔNG BÁO
I. Kết quả
GRDP 6 tháng tăng 6,19% so với cùng kỳ; thu ngân sách hơn 50,1 nghìn tỷ đồng,
xếp thứ 7/63. GRDP <b>cao</b> & bền vững theo Nghị quyết 24-NQ/TW.
II. Mục tiêu
Đến năm 2030, GRDP đạt 15.000 USD.
"""


def span(words: str, after: str = "") -> Span:
    """Where words stand in TEXT, at or after other words."""
    start = TEXT.index(words, TEXT.index(after))
    return Span(start, start + len(words))


READING = Reading(
    source="mau.txt",
    text=TEXT,
    document=Header(
        title="Kết luận tại buổi làm việc",
        kind=Kind.NOTICE,
        number="9/TB-VPCP",
        issuer="Văn phòng Chính phủ",
        issued_on=date(2024, 10, 16),
        place="Bình Dương",
    ),
    sections=(
        Section(span=Span(10, TEXT.index("II.")), rule="s", role=Role.RESULTS, title="Kết quả"),
        Section(span=Span(TEXT.index("II."), len(TEXT)), rule="s", role=Role.OBJECTIVES, title="Mục tiêu"),
    ),
    measures=(
        Measure(
            span=span("6,19%"),
            rule="percent",
            value=Decimal("6.19"),
            unit="%",
            aspect=Aspect.CHANGE,
            label="GRDP",
            period="2024-01-01/2024-06-30",
            versus=Versus.SAME_PERIOD,
            place="Bình Dương",
        ),
        Measure(
            span=span("50,1 nghìn tỷ đồng"),
            rule="money",
            value=Decimal("50100000000000"),
            unit="VND",
            bound=Bound.OVER,
            label="thu ngân sách",
        ),
        Measure(span=span("7/63"), rule="rank", value=Decimal(7), unit="rank", rank_of=63, aspect=Aspect.RANK),
        Measure(span=span("15.000 USD"), rule="money", value=Decimal(15000), unit="USD", label="GRDP"),
    ),
    goals=(Goal(span=span("Đến năm 2030, GRDP đạt 15.000 USD"), rule="goal", horizon="2030"),),
    references=(Reference(span=span("Nghị quyết 24-NQ/TW"), rule="ref", number="24-NQ/TW", kind=Kind.RESOLUTION),),
    acronyms=tuple(
        Acronym(span=span("GRDP", after), rule="list", short="GRDP", long="tổng sản phẩm trên địa bàn")
        for after in ("GRDP", "GRDP <b>", "GRDP đạt")
    ),
    warnings=(
        Caution(
            span=span("hơn 50,1 nghìn tỷ đồng,\nxếp thứ 7/63"),
            rule="w",
            code="words-lost",
            message="Câu mất chữ.",
            details=(("words", "nghìn tỷ đồng, xếp"),),
        ),
    ),
)
