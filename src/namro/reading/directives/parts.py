"""Parts of a directive's clause: who it is shared with, to whom it is reported, its product and its leading action.

Every function looks only at the characters it is given. "Phối hợp chặt chẽ", with nobody named, shares with nobody; "để
tổng hợp, báo cáo X" names the reporter's own next step and is used only where no other recipient stands. Does not
decide who leads.
"""

from __future__ import annotations

import re

from namro.reading.agencies.rules import NameKind
from namro.reading.directives.actors import ActorReader
from namro.reading.directives.cues import Cue, Cues, Part, words
from namro.reading.scan import Scan

_FILLER = re.compile(
    r"(?:\s*(?:chặt chẽ|kịp thời|thường xuyên|hiệu quả|tốt)?\s*(?:với|cùng|về|cho|tới|đến|lên)\s+|\s+)(?=\S)"
)
_COLLECTING = re.compile(r"(?:để|nhằm)\s+(?:kịp thời\s+)?(?:tổng hợp|theo dõi|xem xét)[^,;.]{0,60}[\s,]*$")
_NOT_NAME = re.compile(
    r",?\s+(?:những|các nội dung|các vấn đề|kết quả|tình hình|phương án|kế hoạch|việc|về|số|hồ sơ"
    r"|dự thảo|nội dung|danh mục"
    r"|một số|đề án|giá trị|khi|nếu|ngay|định kỳ|hằng|hàng|thông qua)\b.*$",
    re.DOTALL,  # small letters only: "Bộ Kế hoạch và Đầu tư" is a name
)
_RESULT_TO = re.compile(
    r"(?:báo cáo|gửi)\s(?:kết quả|tình hình|báo cáo|số liệu|danh sách)[^,;.()]{0,60}?\s(?:về|cho|tới|đến|gửi)\s(?=\S)"
)
_ROLE_TAIL = re.compile(r"(?:\s(?:có )?liên quan)?")
_BODY_TAIL = re.compile(
    r"(?:\s(?:tỉnh|thành phố|xã|phường|đặc khu|có liên quan|liên quan|trung ương|và|[A-ZĐÀ-Ỹ][\wÀ-ỹ.-]*|các cấp))*"
)
_LONGEST_PRODUCT = 90
_PRODUCT_END = re.compile(
    r"[,;:.(]|\s(?:và|để|nhằm|bảo đảm|đảm bảo|báo cáo|trước|trong|theo|phù hợp|gửi|cho|với|tại|đáp ứng|chậm"
    r"|(?<!công )(?<!chương )(?<!quá )(?<!quy )(?<!lộ )trình)\s"
)
_MAKING = frozenset({
    "xây dựng", "ban hành", "trình", "hoàn thiện", "lập", "phê duyệt", "công bố", "hoàn thành", "hoàn tất", "soạn thảo",
    "sửa đổi", "bổ sung", "khánh thành", "khởi công", "có", "có kế hoạch", "gửi", "báo cáo", "nghiên cứu",
    "có văn bản", "có báo cáo", "tổ chức", "đề xuất", "thẩm định", "cập nhật", "tổ chức thực hiện", "có phương án",
    "có giải pháp",
})  # fmt: skip


class PartReader:
    """Reads the parts of clauses of one document."""

    def __init__(self, scan: Scan, cues: Cues, actors: ActorReader) -> None:
        self._text = scan.text
        self._lower = scan.lower
        self._cues = cues
        self._actors = actors

    def support(self, start: int, end: int) -> tuple[str, ...]:
        """Names after "phối hợp với", "chủ trì cùng", in order and once each."""
        names: list[str] = []
        after = start
        for cue in self._cues.between(start, end):
            if not cue.parts & Part.SHARE or cue.start < after:
                continue
            position = self._after(cue.end)
            actors = self._actors.read(position, end)
            if actors is not None:
                after = actors.end
                names.extend(name for name in actors.names if name not in names)
        return tuple(names)

    def recipient(self, start: int, end: int) -> str | None:
        """Whom the result goes to, as written."""
        last_resort = None
        for cue in self._cues.between(start, end):
            if not cue.parts & Part.REPORT:
                continue
            position = self._after(cue.end)
            actors = self._actors.read(position, end)
            if actors is None and (via := _RESULT_TO.match(self._lower, cue.start, end)):
                actors = self._actors.read(via.end(), end)
            if actors is None:
                continue
            name = self._bounded(actors.start, actors.end)
            if _COLLECTING.search(self._lower[start : cue.start]):
                last_resort = last_resort or name
                continue
            return _plain(name)
        return _plain(last_resort) if last_resort else None

    def _bounded(self, start: int, end: int) -> str:
        """The name without what is sent: after a known name only a place or "liên quan" still belongs to it."""
        last = start
        kind = None
        for cue in self._cues.between(start, end):
            if cue.parts & Part.NAME and cue.name is not None:
                last, kind = cue.end, cue.name.kind
        if last == start:
            return self._text[start:end]
        tail = (_ROLE_TAIL if kind is NameKind.ROLE else _BODY_TAIL).match(self._text, last, end)
        return self._text[start : tail.end() if tail else last]

    def action(self, start: int, end: int) -> int:
        """Where the leading verb group ends."""
        position = start
        last = start
        while position < end:
            cue = self._cues.at(position)
            if cue is None or not cue.parts & (Part.VERB | Part.ADVERB | Part.DUTY):
                break
            last = cue.end
            gap = re.compile(r"(?:,\s+|\s+và\s+|\s+hoặc\s+|\s+)").match(self._lower, cue.end)
            if gap is None:
                break
            position = gap.end()
        return last

    def product(self, start: int, end: int) -> str | None:
        """The concrete thing to be made: "kế hoạch thực hiện Quy hoạch"."""
        for cue in self._cues.between(start, end):
            if self._lower[cue.start : cue.end] not in _MAKING:
                continue
            for at in self._nouns(cue, end):
                stop = _PRODUCT_END.search(self._lower, at + 3, min(end, at + _LONGEST_PRODUCT))
                if stop is not None:
                    return self._text[at : stop.start()].strip()
                whole = self._text[at : min(end, at + _LONGEST_PRODUCT)]
                return whole.strip() if at + _LONGEST_PRODUCT >= end else whole.rpartition(" ")[0].strip()
        return None

    def _nouns(self, cue: Cue, end: int) -> list[int]:
        match = _PRODUCT.match(self._lower, cue.end, end)
        return [match.start("noun")] if match else []

    def _after(self, position: int) -> int:
        match = _FILLER.match(self._lower, position)
        return match.end() if match else position


_PRODUCT = re.compile(
    r"(?:,\s\w+\s\w+)?\s(?:và\s)?(?:\w+\s\w+,?\s)?(?:các\s|một\s|\d+\s)?(?P<noun>(?:"
    + "|".join(re.escape(word) for word in sorted(words()["products"], key=len, reverse=True))
    + r")\b)"
)


def _plain(name: str) -> str:
    return (
        " ".join(_NOT_NAME.sub("", re.sub(r"\s*\([^()]*\)?", "", name)).split()).strip(' ,;:.“”"').removesuffix(" và")
    )
