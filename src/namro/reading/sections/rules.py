"""Sections: the parts of a document and what each is for ("I. ĐÁNH GIÁ CHUNG" → results).

A heading gives the role of what follows; where there are no headings, the opening words of paragraphs do, and in a text
cut from the middle of a list the manner of its items. Every line but a heading lies in exactly one section; where
nothing tells the role it is `other`. Does not decide whether what a section says is true to its heading.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from namro.reading.header.bodies import bare
from namro.reading.header.letterhead import read_letterhead
from namro.reading.model import Role, Section
from namro.reading.scan import Scan
from namro.reading.sections.lexicon import inside, starts
from namro.text import Span

_UPPER = "A-ZÀ-ÝĂĐĨŨƠƯẠ-Ỹ"
_MARK = re.compile(
    r"""
    [\s|\#>]*
    (?: (?P<letter> (?-i:[A-H]) [.)/-] (?=\s|$) )
      | (?P<part> (?-i:[IVX]{1,5}) [.)/-] (?=\s|$) | (?:phần|chương|mục)\s(?:[IVX]{1,4}|\d{1,2})\s?[.:-]? )
      | (?P<article> (?:điều|khoản)\s\d{1,3}\s?[.:] )
      | (?P<item> \d{1,2}(?:\.\d{1,2}){1,3} (?=\s) | \d{1,2}(?:\.\d{1,2}){0,3}[.)]
        | \(?[a-zđ]{1,2}\d?\) | \([ivx\d]{1,3}\) )
      | (?P<dash> [-–—+•~] )
    )?
    \s*
    """,
    re.VERBOSE | re.IGNORECASE,
)
_BODY_END = re.compile(r"n[ơo]i nh[ậa]n\W|k\.?t\.? |t\.?m\.? |t/m |t\.?l\.? |tuq\.? |lưu\s?:")
_ENDS_HEAD = re.compile(
    r"(?:như sau|sau đây|nội dung sau|yêu cầu|quyết nghị|quyết định|chỉ thị|chỉ đạo|điện|kết luận)\W*:\W*$"
)
_LIMITS = re.compile(r"tuy nhiên|tuy vậy|bên cạnh đó|mặt khác")
_FALLS_SHORT = re.compile(
    r"hạn chế|tồn tại|khó khăn|thách thức|vướng mắc|bất cập|yếu kém|chưa |còn chậm|còn thấp|thấp hơn"
)
# Somebody is told to do something: "2. Bộ Xây dựng khẩn trương hướng dẫn …".
_IS_TOLD = re.compile(
    r"^(?:đối với |giao |các |đồng chí )?"
    r"(?:bộ|sở|uỷ ban|ubnd|chủ tịch|thủ trưởng|ngân hàng|thanh tra|công an|văn phòng|cơ quan|tập đoàn|đài)\s"
    r".*(?<!\w)(?:chủ trì|phối hợp|khẩn trương|chỉ đạo|chịu trách nhiệm|có trách nhiệm|tiếp tục|yêu cầu|rà soát)(?!\w)"
)
_SAYS_MORE = re.compile(r":\s\S+\s\S+\s\S")  # "1. Về hạn chế: Ban Chỉ đạo …" is a paragraph with its heading
_CELL = re.compile(r"[|\s]*$")
# Levels of lines: a title in capitals without a mark governs all, a line of running text nothing.
_MARKS = ("letter", "part", "article", "item", "dash")
_TITLE, _LETTER, _PART, _ARTICLE, _ITEM, _DASH, _UNMARKED = -1, 0, 1, 2, 3, 4, 9
_HEADING = 140  # a heading without capitals or a mark is no longer than this
_LONG_HEADING = 260  # one in capitals or with a part's number may be
_LOOK = 220  # characters of a paragraph in which "tuy nhiên" must meet what falls short


@dataclass(frozen=True, slots=True)
class _Line:
    """A block: the level of its mark, its words after the mark in small letters, whether it is set as a heading."""

    span: Span
    words: str
    level: int
    heading: bool
    capitals: bool


@dataclass(slots=True)
class _Rule:
    """What governs the next line: a role, the rule that gave it, and its heading's words and level."""

    role: Role = Role.OTHER
    rule: str = "none"
    title: str | None = None
    words: str = ""
    level: int = _UNMARKED

    @property
    def firm(self) -> bool:
        """Whether a heading gave the role."""
        return self.rule == "heading" and self.role is not Role.OTHER


def find_sections(scan: Scan) -> list[Section]:
    """The sections in order, apart from each other; each spans its body, its heading is the `title`."""
    letterhead = read_letterhead(scan)
    head_end = letterhead.body
    rule = _Rule(Role.CONTEXT, "preamble") if letterhead.official else _Rule()
    sections: list[Section] = []
    fresh = True
    introduced = False
    for line in _lines(scan, head_end):
        if line.heading and (governing := _heading_rule(line, rule, scan)) is not None:
            fresh = fresh or governing is not rule
            rule = governing
            continue
        if line.span.start < head_end:
            role, why = Role.OTHER, "letterhead"
        elif rule.rule == "letterhead":
            role, why = _line_role(line, _Rule(Role.CONTEXT, "preamble"), introduced)
        else:
            role, why = _line_role(line, rule, introduced)
        introduced = bool(_ENDS_HEAD.search(line.words[-60:])) or (introduced and line.level == _UNMARKED)
        if role is not rule.role or why == "letterhead" != rule.rule:
            fresh = fresh or role is not rule.role
            rule = _Rule(role, why)
        if fresh or not sections:
            sections.append(Section(span=line.span, rule=rule.rule, role=rule.role, title=rule.title))
            fresh = False
        else:
            last = sections[-1]
            sections[-1] = replace(last, span=Span(last.span.start, line.span.end))
    return sections


def _lines(scan: Scan, head_end: int) -> list[_Line]:
    """The blocks that hold words; a cell of a table and a line of the letterhead are no headings."""
    lines = []
    in_cell = False
    for block in scan.blocks:
        text = scan.text[block.start : block.end]
        if _CELL.match(text):
            in_cell = True
            continue
        mark = _MARK.match(text)
        at = mark.end() if mark else 0
        words = scan.lower[block.start + at : block.end]
        if not words.strip(" |-–*_.:"):
            continue
        level = _UNMARKED
        if mark:
            level = next((n for n, name in enumerate(_MARKS) if mark[name]), _UNMARKED)
        capitals = text[at:].isupper()
        if capitals and level == _UNMARKED:
            level = _TITLE
        short = len(words) <= (_LONG_HEADING if level <= _PART else _HEADING)
        opens = text[at : at + 1].isupper() or text[at : at + 1].isdigit()
        set_apart = short and opens and (capitals or words[-1] not in ".;,…|")
        set_apart = set_apart and (capitals or not _SAYS_MORE.search(words))
        told = level != _DASH and block.start >= head_end and not (in_cell and level == _UNMARKED and not capitals)
        lines.append(_Line(block, words, level, set_apart and told, capitals))
        in_cell = False
    return lines


def _heading_rule(line: _Line, rule: _Rule, scan: Scan) -> _Rule | None:
    """What a heading makes govern: the same rule where it only divides it, None where it is no heading after all."""
    role = _heading_role(line)
    if role is None and line.level not in (_LETTER, _PART):
        return None
    if rule.firm and rule.level <= _ITEM and line.level == _UNMARKED:
        return None
    inner = line.level > rule.level
    if rule.firm and inner and (role is None or line.words.strip(" :.") in rule.words):
        return rule
    if role is rule.role and line.level > _PART and rule.rule not in ("letterhead", "preamble", "signature"):
        return rule
    title = line.span.of(scan.text).strip(" |*")
    return _Rule(role or Role.OTHER, "heading", title, line.words, line.level)


def _heading_role(line: _Line) -> Role | None:
    """The role a heading tells: by its first words, or by a phrase in it where it is short."""
    role = starts("headings").role_of(line.words)
    if role is None and line.level <= _PART:
        role = starts("headings", plain=True).role_of(bare(line.words))  # "MỤC TIEU" on a scanned page
    if role is not None and (line.level <= _ITEM or line.capitals or len(line.words) <= 80):
        return role
    if line.level >= _ITEM and not line.capitals and len(line.words) > 90:
        return None
    return inside("heading_words").role_of(line.words)


def _line_role(line: _Line, rule: _Rule, introduced: bool) -> tuple[Role, str]:
    """The role of a line that is no heading: its own words where they tell more than what governs it."""
    words = line.words
    if rule.rule == "signature" or _BODY_END.match(words):
        return Role.OTHER, "signature"
    said = starts("openings").role_of(words)
    if said is Role.IMPLEMENTATION:
        return said, "opening"
    if _LIMITS.match(words) and _FALLS_SHORT.search(words[:_LOOK]):
        said = Role.LIMITATIONS
    if rule.rule == "preamble" and said in (Role.LIMITATIONS, Role.RESULTS) and line.level == _UNMARKED:
        said = None  # why the document is issued, not what it assesses
    if rule.firm and rule.level < _UNMARKED:
        if {rule.role, said} == {Role.RESULTS, Role.LIMITATIONS}:
            return said or rule.role, "opening"
        return rule.role, rule.rule
    if said is not None and not (rule.firm and said in (Role.RESULTS, Role.CONTEXT)):
        return said, "opening"
    told = inside("clauses").role_of(words)
    if told is not None and not (rule.firm and told is Role.CONTEXT):
        return told, "clause"
    if rule.firm:
        return rule.role, rule.rule
    awaits = rule.role in (Role.OTHER, Role.CONTEXT) or (rule.role is Role.RESULTS and line.level == _ITEM)
    if awaits and (line.level in (_ITEM, _DASH) or introduced):
        told = starts("manner").role_of(words)
        if told is not None:
            return told, "manner"
        if (introduced and line.level == _ITEM) or (rule.rule == "none" and _IS_TOLD.search(words[:_LOOK])):
            return Role.TASKS, "manner"
    return rule.role, rule.rule
