"""Every page, as every kind of person sees it: pictures, accessibility in each theme, room at 320 px and at 200 %.

The pictures are kept in `build/pictures` to be looked at. The site holds the demo work.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.office.browser.conftest import PICTURES, THEMES, WIDTHS, Person, Site, findings

PAGES = {
    "lanhdao": ("/", "/so-lieu/", "/nhiem-vu/", "/nhiem-vu/cua-toi/", "/tim/?q=ke+hoach", "/van-ban/", "/so-cai/",
                "/so-cai/muc/", "/trao-doi/", "/trao-doi/bao-cao", "/nguoi-dung/quyen", "{directive}", "{notice}"),
    "vanthu": ("/van-ban/nhan/", "{review}", "/nhiem-vu/?tinh-hinh=overdue"),
    "taichinh": ("/", "/nhiem-vu/", "/nhiem-vu/cua-toi/", "/nguoi-dung/toi", "/tai-khoan/2fa/"),
    "quantri": ("/", "/nguoi-dung/", "/nguoi-dung/co-quan/"),
    None: ("/tai-khoan/login/", "/so-cai/", "/khong-co-trang-nay"),
}  # fmt: skip
