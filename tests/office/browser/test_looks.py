"""Every page, as every kind of person sees it: accessibility in each theme, room at 320 px and at 200 % text, pictures.

The pictures are kept in `build/pictures`, to be looked at. The site holds the demo work.
"""

from __future__ import annotations

import re

import pytest

from tests.office.browser.conftest import PICTURES, THEMES, WIDTHS, Person, findings

PAGES = {
    "lanhdao": {
        "overview": "/",
        "overview-original": "/?co-so=ban-dau",
        "count": "/so-lieu/",
        "count-month": "/so-lieu/?theo=thang",
        "register": "/nhiem-vu/",
        "register-overdue": "/nhiem-vu/?tinh-hinh=qua-han",
        "register-none": "/nhiem-vu/?chu-de=khong-co",
        "mine": "/nhiem-vu/cua-toi/",
        "search": "/tim/?q=ke+hoach",
        "notices": "/van-ban/",
        "notice": "{notice}",
        "notice-text": "{notice}toan-van/",
        "ledger": "/so-cai/",
        "ledger-entries": "/so-cai/muc/",
        "ledger-entry": "/so-cai/muc/20/",
        "exchange": "/trao-doi/",
        "report": "/trao-doi/bao-cao",
        "matrix": "/nguoi-dung/quyen",
        "directive": "{directive}",
        "directive-suspend": "{directive}tam-dung/",
    },
    "vanthu": {"upload": "/van-ban/nhan/", "review": "{review}", "enter": "/nhiem-vu/them/"},
    "giaoviec": {"annex": "{annex}", "assign": "{unassigned}giao/"},
    "taichinh": {
        "own-overview": "/",
        "own-register": "/nhiem-vu/",
        "own-mine": "/nhiem-vu/cua-toi/",
        "me": "/nguoi-dung/toi",
        "second-factor": "/tai-khoan/2fa/",
        "password": "/tai-khoan/password/change/",
    },
    "quantri": {
        "admin-overview": "/",
        "people": "/nguoi-dung/",
        "new-person": "/nguoi-dung/moi/",
        "agencies": "/nguoi-dung/co-quan/",
    },
    None: {"sign-in": "/tai-khoan/login/", "ledger-public": "/so-cai/"},
}


def _places(person: Person) -> dict[str, str]:
    """Addresses that depend on what the demo holds."""
    found = {}
    for name, page, pattern in (
        ("notice", "/van-ban/", r"/van-ban/\d+/"),
        ("review", "/van-ban/", None),
        ("directive", "/nhiem-vu/?tinh-hinh=dang-thuc-hien", r"/nhiem-vu/\d+/"),
        ("directive", "/nhiem-vu/", r"/nhiem-vu/\d+/"),
        ("unassigned", "/nhiem-vu/?trang-thai=confirmed", r"/nhiem-vu/\d+/"),
    ):
        person.page.goto(person.site.url + page)
        addresses = [link.get_attribute("href") for link in person.page.locator("main a[href]").all()]
        matching = [address for address in addresses if pattern and re.fullmatch(pattern, address)]
        if matching:
            found.setdefault(name, matching[0])
    number = re.search(r"\d+", found["notice"]).group()
    return {**found, "review": f"/ra-soat/{number}/", "annex": f"/trao-doi/phu-luc/{number}"}


@pytest.fixture(scope="module")
def places(demo, browser):
    clerk = Person(browser, demo, "giaoviec")
    found = _places(clerk)
    clerk.close()
    return found


@pytest.mark.parametrize("username", PAGES, ids=str)
def test_every_page_in_every_theme(demo, browser, places, username):
    person = Person(browser, demo, username)
    page = person.page
    wrong = []
    for name, address in PAGES[username].items():
        person.theme("light")
        person.go(address.format(**places))
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            folder = PICTURES / str(width)
            folder.mkdir(parents=True, exist_ok=True)
            page.screenshot(path=folder / f"{name}.png", full_page=True)
        for size in (320, 640):  # 640 at twice the size of text is 320 of its own room
            page.set_viewport_size({"width": size, "height": 700})
            if size == 640:
                person.text_size("200%")
            over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            if over > 1:
                wrong.append(f"{name}: {over} px too wide at {size} px")
            person.text_size("")
        page.set_viewport_size({"width": 1280, "height": 800})
        for theme in THEMES:
            page.evaluate("theme => document.documentElement.setAttribute('data-theme', theme)", theme)
            wrong += [f"{name}, {theme}: {found}" for found in findings(page)]
    person.close()
    assert not wrong, "\n".join(wrong)


def test_the_site_works_without_scripts(demo, browser, places):
    """The essential acts are plain forms: here a task is entered by hand, confirmed and assigned."""
    person = Person(browser, demo, "giaoviec", java_script_enabled=False)
    person.go("/nhiem-vu/them/")
    person.page.get_by_label(re.compile("^Nhiệm vụ|Nội dung")).first.fill("Rà soát danh mục thủ tục hành chính")
    person.page.locator("main form button[type=submit]").last.click()
    number = re.search(r"/nhiem-vu/(\d+)/", person.page.url).group(1)
    person.page.get_by_role("button", name="Xác nhận").click()
    person.go(f"/nhiem-vu/{number}/giao/")
    person.page.locator("select[name=lead]").select_option(index=1)
    person.page.locator("main form button[type=submit]").last.click()
    person.go(f"/nhiem-vu/{number}/")
    assert "Đã giao" in person.page.locator("main").inner_text()
    person.close()
