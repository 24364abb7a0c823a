"""Actors: who is told to do something, read from the first word of a name to the verb that follows.

A name runs to the next verb, adverb or word of duty that is not part of a known name, so bodies that stand in no table
are read too. Lists are parted at commas, "và" and ";" where a new name can begin: "các sở, ban, ngành, UBND các xã,
phường" is two names. "Các Bộ: Quốc phòng, Công an" gives each its head word. Does not decide who of several leads.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from namro.places.agencies import gazetteer
from namro.reading.agencies.rules import NameKind
from namro.reading.directives.cues import AFTER_NAME, Cue, Cues, Part
from namro.reading.scan import Scan
from namro.text import fold

_LONGEST = 700  # characters of a list of names
_PEEK = 40
_NEAR = 70  # characters in which a word of duty may follow a verb that belongs to a name
_STOP = re.compile(
    r"""(?<!\w)(?:
        (?P<state>đã|đang|chưa|sẽ|bị|còn|vẫn|đạt|nằm|gồm|không|vừa|xin
          | (?<!nhất\ )(?<!biệt\ )(?<!tắt\ )là          # "nhất là", "đặc biệt là", "gọi tắt là" tell nothing
          | được(?!\ giao|\ phân\ công|\ phép|\ cấp)
          | có(?!\ liên\ quan|\ thẩm\ quyền|\ dự\ án|\ rừng|\ biên\ giới|\ biển|\ tỷ\ lệ|\ nhu\ cầu
                |\ điều\ kiện|\ tên|\ chức\ năng|\ trụ\ sở|\ khu))
      | (?P<ground>để|khi|theo|trong|căn\ cứ|trên\ cơ\ sở|với|về|nhằm|do|từ|trước|(?<!đồng\ )bằng|giai\ đoạn
          | (?<!đóng\ quân\ )(?<!hoạt\ động\ )tại | (?<!thông\ )qua)
    )(?!\w)""",
    re.VERBOSE,
)
_COMRADE = re.compile(r"(?:các\s+)?đồng\s+chí\s+", re.IGNORECASE)
_BRACKETS = re.compile(r"\s*\([^()]*\)")
_TAIL = re.compile(
    r"(?:,?\s+(?:nhất là|đặc biệt là|trong đó có|bao gồm|gồm|như|phụ trách|được phân công|được giao)\s.*|\[\d+\])$",
    re.IGNORECASE | re.DOTALL,
)
_SEPARATOR = re.compile(
    r"\s*[,;]\s*(?:và\s+|cùng\s+|cùng với\s+|hoặc\s+)?|\s+(?:và|cùng|cùng với|hoặc)\s+|\s+-\s+(?=Bộ |Sở )"
)
_LOWER_NEW = re.compile(
    r"(?:các|những|từng|mỗi|chính quyền|lực lượng chức năng|ubnd|(?:tỉnh|thành phố|xã|phường) (?=[A-ZĐ]))"
)
_HEAD_WORD = re.compile(
    r"""(?P<head>
        (?:(?:Chủ\ tịch|Giám\ đốc|Bộ\ trưởng|Bí\ thư)\ )?
        (?: (?:[Cc]ác\ )?(?P<noun>[Bb]ộ|[Ss]ở|[Tt]ỉnh|[Tt]hành\ phố)
          | (?:UBND|Ủy\ ban\ nhân\ dân|Uỷ\ ban\ nhân\ dân)\ (?:các\ )?(?P<place>tỉnh|thành\ phố)
        )
    ) \s*(?P<colon>:?)\s+(?=[A-ZĐÀ-Ỹ])""",
    re.VERBOSE,
)
_SINGULAR = re.compile(r"(?<!\w)[Cc]ác ")
_SELF = re.compile(r"(?:Tỉnh|tỉnh|Thành phố|thành phố)\s")
_HEADS = re.compile(r"(?:các )?bộ trưởng, thủ trưởng")
_PUNCTUATION = re.compile(r"[,;:.]")
_SIDE_BY_SIDE = re.compile(r"(?<=##)\s(?=##)")
_NEW_AFTER_COMMA = re.compile(r",\s+(?=[A-ZĐÀ-Ỹ])")
_COLON_LIST = re.compile(
    r"(?:bộ|sở|ngành|tỉnh|thành phố|phố|cơ quan|đơn vị|đoàn|công ty|xã|phường|đặc khu|giám đốc|viện"
    r"|trường|địa phương|ương)\s*$",
    re.IGNORECASE,
)


_HEADED = re.compile(
    r"""(?:Bộ|Sở|Ban|Cục|Vụ|Viện|Đài|Hội|Tập\ đoàn|Tổng|Ngân\ hàng|UBND|Ủy\ ban|Uỷ\ ban|Văn\ phòng|Thanh\ tra|Công\ an
      |Chủ\ tịch|Giám\ đốc|Thủ|Thứ|Bí\ thư|Bảo\ hiểm|Kho\ bạc|Mặt\ trận|Liên|Đoàn|Trung\ tâm|Các|Tỉnh|Thành\ phố|Phó
      |Trưởng|HĐND|Hội\ đồng|Báo|Kiểm\ toán|Tòa|Toà|Thông\ tấn|Cơ\ quan|Chính\ phủ|Quốc\ hội|Trường|Đại\ học|Học\ viện
      |Công\ ty|Nhà|Chi\ cục|Thuế|Hải\ quan|Thống\ kê|Chánh|Phòng|Quỹ|Đảng|Người|Đơn\ vị|[A-ZĐ]{3,})\b""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Actors:
    """Names at `start:end`, and the cue that follows them; None where only the end of the text does."""

    start: int
    end: int
    names: tuple[str, ...]
    follow: Cue | None
    state: bool
    """Whether something is told of them (đã, đang, là …) rather than asked of them."""


class ActorReader:
    """Reads actors at given places of one document."""

    def __init__(self, scan: Scan, cues: Cues, place: str | None = None) -> None:
        self._text = scan.text
        self._lower = scan.lower
        self._cues = cues
        self._place = place

    def begins(self, position: int) -> bool:
        """Whether a name begins here."""
        cue = self._cues.at(position)
        if cue is not None and cue.parts & Part.NAME:
            return True
        if self._is_self(position):
            return True
        if self._place and self._text.startswith(self._place, position):
            end = position + len(self._place)
            return not self._text[end : end + 1].isalnum()
        return False

    def _is_self(self, position: int) -> bool:
        """Whether a province speaks of itself, or is spoken to, as "Tỉnh" with its duty right after."""
        match = _SELF.match(self._text, position)
        follow = self._cues.at(match.end()) if match else None
        if match is None or follow is None:
            return False
        wanted = Part.ADVERB | Part.DUTY | (Part.VERB if self._text[position].isupper() else 0)
        return bool(follow.parts & wanted) and self._text[follow.start].islower()

    def read(self, start: int, limit: int) -> Actors | None:
        """The names from `start`, up to the verb after them or to `limit`; None where no name begins."""
        if not self.begins(start):
            return None
        text, lower = self._text, self._lower
        stop = min(limit, start + _LONGEST)
        end, follow, state = stop, None, False
        covered = start
        candidates = []
        for cue in self._cues.between(start, stop):
            if cue.parts & Part.NAME and not self._works(cue, start):
                covered = max(covered, cue.end)
            elif cue.parts & AFTER_NAME and text[cue.start].islower() and not self._bracketed(start, cue.start):
                candidates.append(cue)
                if not self._may_be_name(cue, covered, start):
                    break
        chosen = self._choose(candidates)
        if chosen is not None:
            end, follow = chosen.start, chosen
            state = bool(chosen.parts & Part.STATE)
        for match in _STOP.finditer(lower, start, end):
            inside = self._cues.covering(match.start())
            if (inside is not None and inside.parts & Part.NAME) or self._bracketed(start, match.start()):
                continue
            if not text[match.start()].islower():
                continue
            end, state = match.start(), match["state"] is not None
            follow = Cue(match.start(), match.end(), Part.STATE if state else Part.GROUND, None)
            if state and (duty := self._duty_after(match.end(), match.start(), stop)) is not None:
                end, follow, state = duty.start, duty, False
            break
        colon = self._colon(start, end)
        if colon is not None:
            end, follow, state = colon, None, False
        while end > start and text[end - 1] in " ,;:":
            end -= 1
        return Actors(start, end, self.split(start, end), follow, state)

    def _duty_after(self, position: int, state_at: int, stop: int) -> Cue | None:
        """The word of duty that follows what only describes a name: "các dự án đang thi công tiếp tục …"."""
        before = self._cues.covering(state_at - 2)
        if before is not None and before.parts & Part.NAME:
            return None  # it is said of the name itself
        for cue in self._cues.between(position, min(stop, position + _NEAR)):
            if cue.parts & (Part.ADVERB | Part.DUTY) and not _PUNCTUATION.search(self._text, position, cue.start):
                return cue
        return None

    def split(self, start: int, end: int, *, adjacent: bool = False) -> tuple[str, ...]:
        """The names of a list, as written, in order; in a table's cell bodies also stand side by side."""
        text = self._text[start:end]
        masked = self._masked(start, end)
        if adjacent:
            masked = _SIDE_BY_SIDE.sub(",", masked)
        cuts = [0]
        headed = False
        for match in _SEPARATOR.finditer(masked):
            before = text[cuts[-1] : match.start()].strip()
            headed = bool(_HEAD_WORD.match(before)) or (headed and not (_is_headed(before) and not _is_bare(before)))
            if match.start() < cuts[-1] or not self._new_name(
                text[match.end() : match.end() + _PEEK], headed, start + match.end()
            ):
                continue
            cuts.extend((match.start(), match.end()))
        cuts.append(len(text))
        pieces = _whole_names(text, list(zip(cuts[::2], cuts[1::2], strict=True)))
        return tuple(_with_heads([name for piece in pieces if (name := _cleaned(piece))]))

    def _new_name(self, after: str, headed: bool, position: int) -> bool:
        if _LOWER_NEW.match(after):
            return True
        if not after[:1].isupper():
            return False
        cue = self._cues.at(position)
        return headed or _is_headed(after) or (cue is not None and bool(cue.parts & Part.NAME))

    def _masked(self, start: int, end: int) -> str:
        """The stretch with separators inside known names and brackets blanked."""
        text = list(self._text[start:end])
        for cue in self._cues.between(start, end):
            if cue.parts & Part.NAME and (cue.name is None or cue.name.kind is not NameKind.HEAD):
                if _HEADS.match(self._lower, cue.start):
                    continue  # "Bộ trưởng, Thủ trưởng cơ quan ngang bộ" is one phrase and two addressees
                sign = "#" if cue.name is not None and cue.name.kind is NameKind.BODY else "_"
                for at in range(cue.start - start, min(cue.end, end) - start):
                    text[at] = sign
        masked = "".join(text)
        return _BRACKETS.sub(lambda match: "_" * len(match.group()), masked)

    def _works(self, cue: Cue, start: int) -> bool:
        """Whether a word that may name somebody is the verb here: "Đảng ủy Chính phủ lãnh đạo, chỉ đạo …"."""
        return (
            bool(cue.parts & Part.VERB)
            and cue.start > start
            and self._text[cue.start - 2] not in ",;:("
            and (not self._lower.endswith((" và ", " cùng ", " với "), 0, cue.start))
        )

    def _may_be_name(self, cue: Cue, covered: int, start: int) -> bool:
        """Whether a verb may be the tail of a common noun: "cơ quan đăng ký đầu tư"."""
        if not cue.parts & Part.WEAK or cue.parts & (Part.ADVERB | Part.DUTY):
            return False
        before = self._cues.covering(cue.start - 2)
        known = before is not None and before.name is not None and before.name.kind is NameKind.BODY
        return not (known and cue.start - covered <= 1)

    def _choose(self, candidates: list[Cue]) -> Cue | None:
        """The first verb that is not the tail of a name: of a weak one, what follows decides."""
        if not candidates:
            return None
        following = candidates[-1]
        for cue in candidates[:-1]:
            between = self._text[cue.start : following.start]
            if _NEW_AFTER_COMMA.search(between) and self._lists_on(cue.end, following.start):
                continue
            body = self._cues.covering(cue.start - 2)
            plain = body is None or body.name is None or body.name.kind is not NameKind.BODY
            duty = following.parts & (Part.DUTY | Part.GROUND | Part.ADVERB)
            near = len(between) <= _NEAR and not _PUNCTUATION.search(between)
            if not (near and (duty or plain) and (duty or not following.parts & Part.WEAK)):
                return cue
        return following

    def _lists_on(self, start: int, end: int) -> bool:
        """Whether a comma in the stretch is followed by another name of the list."""
        return any(
            (cue := self._cues.at(start + match.end())) is not None and cue.parts & Part.NAME
            for match in _NEW_AFTER_COMMA.finditer(self._text[start:end])
        )

    def _bracketed(self, start: int, position: int) -> bool:
        return self._text.rfind("(", start, position) > self._text.rfind(")", start, position)

    def _colon(self, start: int, end: int) -> int | None:
        """A colon that ends the names; one that opens a list of names does not."""
        at = self._text.find(":", start, end)
        while at != -1:
            if not _COLON_LIST.search(self._text[start:at]) or not self._text[at + 2 : at + 3].isupper():
                return at
            at = self._text.find(":", at + 1, end)
        return None


def _cleaned(piece: str) -> str:
    name = _BRACKETS.sub("", piece)
    name = _TAIL.sub("", name)
    name = _COMRADE.sub("", name, count=1) if _COMRADE.match(name) else name
    return " ".join(name.split()).strip(" ,;:.“”\"'").removesuffix(" và")


def _whole_names(text: str, cuts: list[tuple[int, int]]) -> list[str]:
    """The pieces of a list, with bare names that hold a separator put together: "các Bộ: Giáo dục và Đào tạo, Y tế"."""
    pieces: list[str] = []
    head = ""
    at = 0
    while at < len(cuts):
        begin, end = cuts[at]
        match = _HEAD_WORD.match(text[begin:end].strip())
        bare = text[begin:end].strip()
        if match and match["noun"] and match["noun"].lower() in ("bộ", "sở"):
            head = match["noun"].capitalize()
            bare = bare[match.end() :]
        if head:
            for last in range(min(at + 2, len(cuts) - 1), at, -1):
                if fold(f"{head} {bare}{text[end : cuts[last][1]]}") in gazetteer().named:
                    at, end = last, cuts[last][1]
                    break
        pieces.append(text[begin:end])
        at += 1
    return pieces


def _with_heads(names: list[str]) -> list[str]:
    """Bare names of a list with the head word that governs them."""
    out: list[str] = []
    head = ""
    for name in names:
        match = _HEAD_WORD.match(name)
        if match:
            plural = (
                match["head"].lower().startswith(("các", "bộ trưởng các")) or " các " in match["head"] or match["colon"]
            )
            head = match["head"].strip()
            if plural and len(names) > 1:
                head = _SINGULAR.sub("", head.replace(":", "").strip())
                last = head.rpartition(" ")[2].lower()
                head = head[: len(head) - len(last)] + (last.capitalize() if last in ("bộ", "sở") else last)
                out.append(f"{head} {name[match.end() :]}")
                continue
            out.append(name)
        elif head and name[:1].isupper() and (known := _known(head, name)) is not None:
            out.append(known)
        else:
            head = ""
            out.append(name)
    return out


def _known(head: str, name: str) -> str | None:
    """A bare name with its head word: "Quốc phòng" after "các Bộ" is a ministry, a place after it is not."""
    whole = f"{head} {name}"
    if head.rpartition(" ")[2] in ("Bộ", "Sở"):
        body = f"{head.rpartition(' ')[2]} {name}"
        return whole if fold(body) in gazetteer().named else name
    return None if _is_headed(name) else whole


def _is_bare(name: str) -> bool:
    """Whether a name is a ministry's without its head word: "Công an" in "các Bộ: Quốc phòng, Công an"."""
    return fold(f"Bộ {name}") in gazetteer().named


def _is_headed(name: str) -> bool:
    return _HEADED.match(name) is not None
