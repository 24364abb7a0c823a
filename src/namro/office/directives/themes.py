"""The names of themes, by the slugs that reading gives them."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

THEMES: dict[str, Promise] = {
    "public-investment": gettext_lazy("đầu tư công"),
    "budget": gettext_lazy("ngân sách, tài sản công"),
    "planning": gettext_lazy("quy hoạch"),
    "investment": gettext_lazy("đầu tư, doanh nghiệp"),
    "credit": gettext_lazy("tiền tệ, tín dụng"),
    "statistics": gettext_lazy("thống kê"),
    "social-security": gettext_lazy("an sinh xã hội"),
    "organisation": gettext_lazy("tổ chức bộ máy, cán bộ"),
    "administrative-reform": gettext_lazy("cải cách hành chính"),
    "employment": gettext_lazy("lao động, việc làm"),
    "gender-youth": gettext_lazy("bình đẳng giới, thanh niên"),
    "awards": gettext_lazy("thi đua, khen thưởng"),
    "education": gettext_lazy("giáo dục, đào tạo"),
    "human-resources": gettext_lazy("nhân lực"),
    "health": gettext_lazy("y tế"),
    "land": gettext_lazy("đất đai, khoáng sản"),
    "environment": gettext_lazy("môi trường"),
    "agriculture": gettext_lazy("nông nghiệp, nông thôn"),
    "disaster-response": gettext_lazy("phòng, chống thiên tai"),
    "housing": gettext_lazy("nhà ở"),
    "transport": gettext_lazy("giao thông"),
    "infrastructure": gettext_lazy("hạ tầng"),
    "industry": gettext_lazy("công nghiệp"),
    "industrial-parks": gettext_lazy("khu công nghiệp"),
    "energy": gettext_lazy("năng lượng"),
    "exports": gettext_lazy("xuất khẩu"),
    "consumption": gettext_lazy("tiêu dùng, thị trường"),
    "services": gettext_lazy("dịch vụ"),
    "science-technology": gettext_lazy("khoa học, công nghệ"),
    "digital": gettext_lazy("chuyển đổi số"),
    "security": gettext_lazy("quốc phòng, an ninh"),
    "justice": gettext_lazy("tư pháp"),
    "integrity": gettext_lazy("phòng, chống tham nhũng, lãng phí"),
    "culture": gettext_lazy("văn hóa, thể thao"),
    "tourism": gettext_lazy("du lịch"),
    "ethnic-religious-affairs": gettext_lazy("dân tộc, tôn giáo"),
    "foreign-affairs": gettext_lazy("đối ngoại"),
    "connectivity": gettext_lazy("liên kết vùng"),
    "growth": gettext_lazy("tăng trưởng"),
}
"""Every slug of `reading/directives/themes.toml`, in its order."""


def theme_name(slug: str) -> str:
    """A theme in words; an office's own word as it is.

    >>> theme_name("housing"), theme_name("việc riêng")
    ('nhà ở', 'việc riêng')
    """
    return str(THEMES.get(slug, slug)) if slug else _("không rõ chủ đề")
