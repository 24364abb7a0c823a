"""A made-up register of any size for `bench.office`: bodies, notices, directives and all that belongs to them.

Texts are put together from our own list of verbs, objects and places, so that some words stand in every third directive
and some in one of ten thousand. Everything follows from the number of the directive: two runs load the same register.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any

from namro.office.ledger.chain import GENESIS, Link
from namro.office.search.engines import sight_word, vector
from namro.office.search.preparing import Prepared, prepare

BODIES = 60
A_NOTICE = 25
"""Directives of one notice."""
DAYS = 3 * 365

VERBS = (
    "Chủ trì, phối hợp với các cơ quan liên quan",
    "Khẩn trương rà soát và hoàn thiện",
    "Tham mưu Ủy ban nhân dân tỉnh ban hành",
    "Đẩy nhanh tiến độ thực hiện",
    "Tổng hợp, báo cáo kết quả thực hiện",
    "Kiểm tra, đôn đốc việc triển khai",
    "Xây dựng kế hoạch chi tiết về",
    "Tập trung tháo gỡ khó khăn, vướng mắc trong",
    "Hoàn thành thẩm định",
    "Công khai, minh bạch việc quản lý",
    "Tổ chức tập huấn và hướng dẫn",
    "Đánh giá tác động của",
)
OBJECTS = (
    "giải ngân vốn đầu tư công",
    "quy hoạch sử dụng đất đến năm 2030",
    "cải cách thủ tục hành chính",
    "chuyển đổi số cấp xã",
    "an sinh xã hội và giảm nghèo bền vững",
    "nhà ở xã hội cho công nhân",
    "phòng, chống thiên tai và tìm kiếm cứu nạn",
    "bảo vệ môi trường khu công nghiệp",
    "trường học đạt chuẩn quốc gia",
    "khám bệnh, chữa bệnh tuyến huyện",
    "thu ngân sách nhà nước trên địa bàn",
    "dự án đường vành đai",
    "hỗ trợ doanh nghiệp nhỏ và vừa",
    "xuất khẩu nông sản",
    "du lịch cộng đồng",
    "đào tạo nghề cho lao động nông thôn",
    "đăng ký hộ tịch trực tuyến",
    "xử lý rác thải sinh hoạt",
    "giải phóng mặt bằng",
    "tinh giản biên chế",
    "phòng cháy, chữa cháy chợ dân sinh",
    "cấp nước sạch nông thôn",
)
PLACES = tuple(
    f"xã {first} {second}"
    for first in (
        "An",
        "Bình",
        "Cẩm",
        "Đại",
        "Gia",
        "Hòa",
        "Kim",
        "Long",
        "Minh",
        "Ngọc",
        "Phú",
        "Quảng",
        "Sơn",
        "Tân",
        "Thanh",
        "Vĩnh",
    )
    for second in (
        "Bảo",
        "Châu",
        "Định",
        "Giang",
        "Hải",
        "Khê",
        "Lộc",
        "Mỹ",
        "Nghĩa",
        "Phong",
        "Quang",
        "Thịnh",
        "Trung",
        "Xuân",
        "Yên",
        "Đức",
    )
)
ENDS = (
    "bảo đảm đúng quy định của pháp luật",
    "trình Hội đồng nhân dân tỉnh tại kỳ họp gần nhất",
    "không để phát sinh nợ đọng",
    "nâng tỷ lệ hoàn thành lên 95,5%",
    "giai đoạn 2021-2025",
    "phấn đấu vượt kế hoạch được giao",
    "làm rõ trách nhiệm của người đứng đầu",
    "gửi Văn phòng để theo dõi, tổng hợp",
)
RARE = ("bạch đàn", "đồi mồi", "ca trù", "gốm Chu Đậu", "sâm Ngọc Linh", "voi rừng", "thủy triều đỏ", "đê quai")
"""Each in one of five thousand."""
DELIVERABLES = ("Tờ trình", "Báo cáo kết quả", "Quyết định phê duyệt", "Kế hoạch", "Văn bản trả lời", "")
THEMES = (
    "public-investment",
    "planning",
    "administrative-reform",
    "digital",
    "social-security",
    "housing",
    "environment",
    "education",
    "health",
    "budget",
    "transport",
    "agriculture",
    "",
)
FIELDS = (
    "Tài chính",
    "Xây dựng",
    "Nội vụ",
    "Y tế",
    "Giáo dục và Đào tạo",
    "Công Thương",
    "Tư pháp",
    "Khoa học và Công nghệ",
    "Nông nghiệp và Môi trường",
    "Văn hóa, Thể thao và Du lịch",
)
CLEAR = {"state": "clear", "words": "a", "start": 0, "end": 1}
OPEN_STATES = ("assigned", "accepted", "in_progress", "in_progress", "in_progress", "reported", "returned", "refused")


def body_name(number: int) -> str:
    """The name of a body, by its number from 1."""
    if number <= len(FIELDS):
        return f"Sở {FIELDS[number - 1]}"
    return f"Ủy ban nhân dân {PLACES[number * 4]}"


def directive(number: int, today: date, moment: str) -> tuple[dict[str, Any], tuple[str, ...], list[int]]:
    """A directive's columns, the pieces of its text, and the bodies that take part, the lead first."""
    one = random.Random(number)
    pieces = [one.choice(VERBS), one.choice(OBJECTS), f"tại {one.choice(PLACES)},", one.choice(ENDS)]
    if number % 625 == 7:
        pieces.insert(2, f"và {one.choice(RARE)}")
    lead, *support = one.sample(range(1, BODIES + 1), 1 + one.choice((0, 0, 1, 2)))
    begun = today - timedelta(days=one.randint(0, DAYS - 180))
    due = None if one.random() < 0.06 else begun + timedelta(days=one.randint(10, 180))
    current = due + timedelta(days=30) if due and one.random() < 0.08 else due
    state, done = _state(one, begun, current, today)
    clears = dict.fromkeys(("person", "task", "responsibility", "authority", "time", "result"), CLEAR)
    for key in ("authority", "result", "time", "person"):
        if one.random() < 0.15:
            clears = clears | {key: {"state": "missing", "words": None, "start": None, "end": None}}
    columns = {
        "id": number,
        "version": 3,
        "number": number,
        "notice_id": (number - 1) // A_NOTICE + 1,
        "task": " ".join(pieces),
        "quote": " ".join(pieces),
        "clears": json.dumps(clears, ensure_ascii=False),
        "suggestions": "[]",
        "due_steps": "[]",
        "lead_id": lead,
        "deliverable": one.choice(DELIVERABLES),
        "theme": one.choice(THEMES),
        "original_due": due,
        "current_due": current,
        "state": state,
        "entered_at": moment,
        "assigned_on": begun,
        "done_on": done,
        "reported_on": done,
    }
    return columns, (*pieces, columns["deliverable"], columns["theme"]), [lead, *support]


def _state(one: random.Random, begun: date, due: date | None, today: date) -> tuple[str, date | None]:
    chance = one.random()
    if chance < 0.03:
        return ("withdrawn" if chance < 0.01 else "suspended" if chance < 0.015 else "confirmed"), None
    over = due is not None and due < today
    if chance < (0.95 if over else 0.4):
        late = over and one.random() < 0.14
        day = (
            due + timedelta(days=one.randint(1, 40))
            if late and due
            else min(due, today) - timedelta(days=one.randint(0, 9))
            if over and due
            else begun + timedelta(days=one.randint(0, max((today - begun).days, 0)))
        )
        return "done", max(begun, min(day, today))
    return one.choice(OPEN_STATES), None


@lru_cache(200_000)
def words_of(piece: str) -> Prepared:
    """A piece of text prepared once."""
    return prepare(piece)


def together(pieces: Iterator[str] | tuple[str, ...]) -> Prepared:
    """Pieces prepared as one text."""
    made = [words_of(piece) for piece in pieces if piece]
    return Prepared(
        tuple(word for one in made for word in one.folded),
        tuple(word for one in made for word in one.marked),
        tuple(dict.fromkeys(whole for one in made for whole in one.wholes)),
    )


def notice_number(pk: int) -> str:
    """The number of a notice."""
    return f"{pk % 900 + 1}/TB-VPCP" if pk % 900 != 464 else f"{pk}/TB-UBND"


def indexed(number: int, pieces: tuple[str, ...], agencies: list[int]) -> str:
    """The words of a directive as the index keeps them."""
    told = (str(number), *pieces, body_name(agencies[0]), notice_number((number - 1) // A_NOTICE + 1))
    return vector(together(told), [sight_word(pk) for pk in agencies])


def chain(numbers: range, moment: datetime) -> Iterator[Link]:
    """An entry of the ledger for each directive, chained."""
    last = GENESIS
    for number in numbers:
        at = (moment + timedelta(microseconds=number)).isoformat(timespec="microseconds")
        after = f'{{"id":{number},"state":"assigned","version":3}}'
        link = Link(
            number, at, "giaoviec", "assign_directive", f"directive:{number}", '{"state":"confirmed"}', after, "", last
        )
        last = link.reckoned()
        yield Link(*(getattr(link, name) for name in Link.__slots__[:-1]), last)
