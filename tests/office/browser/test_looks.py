"""Every page, as every kind of person sees it: accessibility in each theme, room at 320 px and at 200 % text, pictures.

The pictures are kept in `build/pictures`, to be looked at. The site holds the demo work.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import io
import re
import time

import pytest
from openpyxl import load_workbook

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
        "agency": "{agency}",
        "not-found": "/khong-co/",
    },
    "vanthu": {
        "upload": "/van-ban/nhan/",
        "upload-anew": "/van-ban/nhan/?thay={number}",
        "batch": "{batch}",
        "notice-of-two": "{twice}",
        "notice-edit": "{twice}sua",
        "differences": "{twice}so-sanh/",
        "review": "{review}",
        "review-decided": "{review}?muc={decided}",
        "review-figures": "{review}?loai=measures",
        "enter": "/nhiem-vu/them/",
    },
    "giaoviec": {
        "annex": "{annex}",
        "annex-compare": "{compared}",
        "bulk": "/nhiem-vu/nhieu/",
    },
    "taichinh": {
        "own-overview": "/",
        "own-register": "/nhiem-vu/",
        "own-mine": "/nhiem-vu/cua-toi/",
        "me": "/nguoi-dung/toi",
        "second-factor": "/tai-khoan/2fa/",
        "password": "/tai-khoan/password/change/",
        "asked-again": "/tai-khoan/2fa/totp/activate/",
    },
    "khcn": {
        "recovery-codes": "/tai-khoan/2fa/recovery-codes/",
        "passkeys": "/tai-khoan/2fa/webauthn/",
        "passkey-set-up": "/tai-khoan/2fa/webauthn/add/",
        "codes-off": "/tai-khoan/2fa/totp/deactivate/",
    },
    "quantri": {
        "admin-overview": "/",
        "people": "/nguoi-dung/",
        "new-person": "/nguoi-dung/moi/",
        "agencies": "/nguoi-dung/co-quan/",
        "person": "{person}",
        "agency-own": "{agency}",
        "new-agency": "/nguoi-dung/co-quan/moi/",
        "agency-edit": "{agency}sua/",
    },
    None: {"sign-in": "/tai-khoan/login/", "ledger-public": "/so-cai/"},
}


STATUS = {"not-found": 404}
TEXT = """ỦY BAN NHÂN DÂN TỈNH
Số: 12/TB-UBND

THÔNG BÁO
Kết luận tại buổi họp về đầu tư công

1. Giao Sở Tài chính rà soát danh mục dự án, báo cáo trước ngày 30 tháng 6 năm 2025.
2. Sở Xây dựng lập kế hoạch bảo trì đường tỉnh{more}.
"""
# Acts whose form a person of the demo is offered; those without a form of their own are a button on the page.
FORMS = {
    "giao", "tu-choi", "hoan-thanh", "bao-cao", "chap-nhan", "tra-lai", "dong-y-gia-han", "khong-gia-han", "gia-han",
    "minh-chung", "nguon-luc", "viec-con", "sua", "co-quan", "tam-dung", "mo-lai", "rut",
}  # fmt: skip


def _links(person: Person, page: str, pattern: str) -> list[str]:
    person.go(page)
    addresses = [link.get_attribute("href") for link in person.page.locator("main a[href]").all()]
    return [address for address in addresses if re.fullmatch(pattern, address)]


def _sent(person: Person, page: str, name: str, content: bytes) -> None:
    person.go(page)
    person.page.set_input_files("main input[type=file]", {"name": name, "mimeType": "", "buffer": content})
    person.page.locator("main form:has(input[type=file]) button[type=submit]").click()


def _read(person: Person, page: str, content: str) -> tuple[str, str]:
    """A text taken in and read: the pages of its batch and of its notice."""
    _sent(person, page, "thong-bao.txt", content.encode())
    batch = re.search(r"/van-ban/nhan/[^/]+/", person.page.url).group()
    deadline = time.monotonic() + 30
    while not (found := _links(person, batch, r"/van-ban/\d+/")):
        assert time.monotonic() < deadline, person.page.locator("main").inner_text()
        time.sleep(0.5)
    return batch, found[0]


def _places(clerk: Person, assigner: Person) -> dict[str, str]:
    """Addresses that depend on what the demo holds; what it lacks is sent in: a notice of two texts, an annex."""
    notice = _links(assigner, "/van-ban/", r"/van-ban/\d+/")[-1]
    number = re.search(r"\d+", notice).group()
    directive = _links(assigner, "/nhiem-vu/?tinh-hinh=dang-thuc-hien", r"/nhiem-vu/\d+/")[0]
    source = next(one for one in (number, "1", "2", "3") if _links(assigner, f"/van-ban/{one}/", r"/nhiem-vu/\d+/"))
    annex = f"/trao-doi/phu-luc/{source}"
    book = load_workbook(io.BytesIO(assigner.page.request.get(f"{assigner.site.url}{annex}/tep?dang=xlsx").body()))
    for row in book.active.iter_rows():
        for cell in row:
            if cell.value == "Sở Tài chính":
                cell.value = "Sở Công Thương"
    edited = io.BytesIO()
    book.save(edited)
    _sent(assigner, annex, "phu-luc.xlsx", edited.getvalue())
    compared = assigner.page.url.removeprefix(assigner.site.url)
    _batch, twice = _read(clerk, "/van-ban/nhan/", TEXT.format(more=""))
    again = f"/van-ban/nhan/?thay={re.search('[0-9]+', twice).group()}"
    batch, twice = _read(clerk, again, TEXT.format(more=", xong trong quý III"))
    clerk.go(f"/ra-soat/{source}/")
    decided = clerk.page.locator(".finding.is-confirmed").first.get_attribute("data-finding")
    return {
        "number": number, "notice": notice, "directive": directive, "review": f"/ra-soat/{source}/", "annex": annex,
        "compared": compared, "batch": batch, "twice": twice, "decided": decided, "agency": "/nguoi-dung/co-quan/1/",
        "person": "/nguoi-dung/1/",
    }  # fmt: skip


@pytest.fixture(scope="module")
def places(demo, browser):
    met = [Person(browser, demo, name) for name in ("vanthu", "giaoviec")]
    found = _places(*met)
    for person in met:
        person.close()
    return found


def _code(secret: str) -> str:
    """The code of this half minute (RFC 6238)."""
    key = base64.b32decode(secret + "=" * (-len(secret) % 8))
    digest = hmac.new(key, int(time.time() // 30).to_bytes(8, "big"), hashlib.sha1).digest()
    at = digest[-1] & 15
    return f"{(int.from_bytes(digest[at : at + 4], 'big') & 0x7FFFFFFF) % 1_000_000:06}"


def _with_codes(person: Person) -> list[str]:
    """One-time codes set up as a person does, so that the pages that follow them are there."""
    person.go("/tai-khoan/2fa/totp/activate/")
    if person.page.locator("[name=password]").count():  # it asks again who is at the machine
        person.page.fill("[name=password]", person.site.passwords["khcn"])
        person.page.press("[name=password]", "Enter")
        person.page.wait_for_selector("input[name=code]")
    wrong = _looked_at(person, "codes-set-up", "/tai-khoan/2fa/totp/activate/")
    secret = person.page.evaluate(
        "[...document.querySelectorAll('main code, main input')].map(one => one.value || one.textContent.trim())"
        ".find(words => /^[A-Z2-7]{16,}$/.test(words))"
    )
    person.page.fill("input[name=code]", _code(secret))
    person.page.press("input[name=code]", "Enter")
    person.page.wait_for_url(lambda url: "activate" not in url)
    return wrong


def _looked_at(person: Person, name: str, address: str) -> list[str]:
    """What is wrong with a page in any theme or width; its pictures are kept."""
    page, wrong = person.page, []
    person.theme("light")
    person.go(address, STATUS.get(name, 200))
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
    return wrong


@pytest.mark.parametrize("username", PAGES, ids=str)
def test_every_page_in_every_theme(demo, browser, places, username):
    person = Person(browser, demo, username)
    wrong = []
    if username == "khcn":
        wrong += _with_codes(person)
    for name, address in PAGES[username].items():
        wrong += _looked_at(person, name, address.format(**places))
    person.close()
    assert not wrong, "\n".join(wrong)


def test_the_form_of_every_act(demo, browser):
    """Each act for a person who may do it, on a directive that stands so that it makes sense."""
    seen, wrong = set(), []
    for username in ("giaoviec", "lanhdao", "vanthu", "gd.taichinh", "taichinh", "gd.xaydung", "xaydung", "noivu"):
        person = Person(browser, demo, username)
        for directive in sorted(set(_links(person, "/nhiem-vu/", r"/nhiem-vu/\d+/"))):
            page = person.page.request.get(demo.url + directive).text()
            for slug in re.findall(rf'<a [^>]*href="{directive}([a-z-]+)/"', page):
                if slug not in seen:
                    seen.add(slug)
                    wrong += _looked_at(person, f"do-{slug}", f"{directive}{slug}/")
        person.close()
    assert seen >= FORMS, FORMS - seen
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
