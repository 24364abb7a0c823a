"""An office's week in a real browser: a notice comes in, is reviewed by keyboard, assigned by its annex, reported,
returned, reported again and accepted by a third person; the counts move, and the ledger holds.
"""

from __future__ import annotations

import json
import re
from datetime import timedelta
from pathlib import Path

from namro.office.common import clock
from tests.office.browser.conftest import ROOT

SEED = ROOT.parent / "shared" / "seed"
FINANCE = "Sở Tài chính"


def _notice() -> Path:
    """The seed notice where it is at hand, else our own example of its kind."""
    return next(iter(sorted(SEED.glob("*.txt"))), ROOT / "examples" / "notice.txt")


def _figures(person) -> dict[str, int]:  # type: ignore[no-untyped-def]
    """The figures of the count as the overview shows them, by the standing their link asks for."""
    person.go("/")
    found = {}
    for link in person.page.locator(".count a[href*='standing=']").all():
        which = re.search(r"standing=([\w-]+)", link.get_attribute("href")).group(1)
        words = re.search(r"\d[\d.]*", link.inner_text())
        if words and which not in found:
            found[which] = int(words.group().replace(".", ""))
    return found


def test_an_office_week(people, site, tmp_path):
    clerk = people("vanthu")
    page = clerk.page

    # Monday: a notice comes in and is read in the background.
    clerk.go("/van-ban/nhan/")
    page.set_input_files("input[type=file]", str(_notice()))
    page.get_by_role("button", name="Gửi và đọc").click()
    opened = page.get_by_role("link", name=re.compile("Mở để rà soát"))
    opened.wait_for(timeout=60_000)
    opened.click()
    page.get_by_role("link", name="Rà soát", exact=True).first.click()
    page.wait_for_selector("[data-desk]")
    desk = page.url.split("?")[0]
    notice_pk = re.search(r"/van-ban/(\d+)/", page.locator("h1 a").get_attribute("href")).group(1)

    # The review, by keyboard alone.
    def current() -> str:
        return page.locator("#desk-list").get_attribute("data-current")

    def decided() -> int:
        return page.locator("#desk-list .finding.is-confirmed, #desk-list .finding.is-dropped").count()

    def press(key: str) -> None:
        was = current(), decided(), page.locator("#desk-list .finding").count()
        page.keyboard.press(key)
        page.wait_for_function(
            "was => { const l = document.querySelector('#desk-list');"
            " return l.dataset.current != was[0] || l.querySelectorAll('.finding').length != was[2]"
            " || l.querySelectorAll('.finding.is-confirmed, .finding.is-dropped').length != was[1] }",
            arg=list(was),
        )
        page.wait_for_function("() => !document.querySelector('[data-desk]').hasAttribute('aria-busy')")

    page.keyboard.press("Shift+?")
    page.get_by_role("dialog").wait_for()
    page.keyboard.press("Escape")
    whole = page.locator("#desk-list .finding").count()
    assert whole > 5
    first = current()
    press("j")
    assert current() != first
    press("k")
    assert current() == first
    press("Enter")
    assert decided() == 1
    press("x")
    assert decided() == 2
    press("u")
    assert decided() == 1
    press("m")
    press("u")
    # Half a review survives a closed browser.
    page.goto("about:blank")
    page.goto(desk)
    assert decided() == 1
    # What is left is confirmed one by one.
    for _ in range(whole + 2):
        if page.locator("#desk-list .finding.is-proposed").count() == 0:
            break
        if page.locator(f"#f{current()}.is-proposed").count() == 0:
            press("j")
            continue
        press("Enter")
    assert page.locator("#desk-list .finding.is-proposed").count() == 0
    confirmed = page.locator("#desk-list .finding.is-confirmed").count()

    # Tuesday: the office assigns by the annex it edited.
    office = people("giaoviec")
    before = _figures(office)
    office.go(f"/trao-doi/phu-luc/{notice_pk}")
    with office.page.expect_download() as download:
        office.page.get_by_role("link", name="Tải Excel").click()
    annex = tmp_path / "phu-luc.xlsx"
    download.value.save_as(annex)
    rows = _fill(annex, clock.today() + timedelta(days=20))
    assert rows == confirmed
    office.page.set_input_files("input[type=file]", str(annex))
    office.page.get_by_role("button", name="Gửi và so sánh").click()
    office.page.get_by_role("button", name="Nhận các dòng đã đánh dấu").click()
    office.page.wait_for_load_state()
    office.go("/nhiem-vu/?trang-thai=assigned")
    assert office.page.locator("table.register tbody tr").count() == min(rows, 50)

    # Wednesday: the body takes the work on and reports with a file.
    head = people("giamdoc")
    head.go("/nhiem-vu/")
    head.page.locator("table.register tbody tr a").first.click()
    head.page.wait_for_load_state()
    number = re.search(r"(\d+)", head.page.locator(".kicker").first.inner_text()).group(1)
    address = f"/nhiem-vu/{number}/"
    head.go(address)
    head.page.get_by_role("button", name="Nhận việc").click()
    officer = people("taichinh")
    _report(officer, address, tmp_path / "ket-qua-1.txt", "Đã hoàn thành dự thảo")

    # Thursday: returned, and reported again.
    inspector = people("kiemtra")
    inspector.go(address + "tra-lai/")
    inspector.page.locator("textarea").fill("Thiếu phụ lục số liệu")
    inspector.page.get_by_role("button", name="Yêu cầu thực hiện lại").click()
    officer.go(address)
    assert "Thiếu phụ lục số liệu" in officer.page.locator("main").inner_text()
    _report(officer, address, tmp_path / "ket-qua-2.txt", "Đã bổ sung phụ lục số liệu")

    # Friday: a third person accepts, and the counts have moved.
    leader = people("lanhdao")
    leader.go(address + "chap-nhan/")
    leader.page.get_by_role("button", name="Chấp nhận kết quả").click()
    leader.page.wait_for_load_state()
    after = _figures(leader)
    assert after["done-on-time"] == before.get("done-on-time", 0) + 1
    assert after["in-time"] == before.get("in-time", 0) + rows - 1

    # A body that takes no part learns of nothing.
    stranger = people("xaydung")
    stranger.go(address, status=404)

    # The ledger holds, on its page and at the command line, and its head is there for anyone.
    inspector.go("/so-cai/muc/")
    inspector.page.get_by_role("button", name=re.compile("Kiểm tra")).click()
    inspector.page.wait_for_load_state()
    anyone = people(None)
    anyone.go("/so-cai/dau.json")
    shown = json.loads(anyone.page.locator("body").inner_text())
    assert str(shown["number"]) in site.run("ledger", "verify").replace(".", "")
    assert site.run("office", "check")


def _fill(annex: Path, due) -> int:  # type: ignore[no-untyped-def]
    """Edit the annex as an office does: a lead body and a deadline in every row."""
    from openpyxl import load_workbook

    book = load_workbook(annex)
    sheet = book.worksheets[0]
    for sheet in book.worksheets:
        heads = {str(cell.value): cell.column for row in sheet.iter_rows(max_row=12) for cell in row if cell.value}
        if {"STT", "Nhiệm vụ", "Cơ quan chủ trì", "Thời hạn"} <= heads.keys():
            break
    top = next(row[0].row for row in sheet.iter_rows(max_row=12) if any(cell.value == "Nhiệm vụ" for cell in row))
    rows = 0
    for line in range(top + 1, sheet.max_row + 1):
        if sheet.cell(line, heads["Nhiệm vụ"]).value:
            sheet.cell(line, heads["Cơ quan chủ trì"]).value = FINANCE
            sheet.cell(line, heads["Thời hạn"]).value = due
            rows += 1
    book.save(annex)
    return rows


def _report(officer, address: str, file: Path, words: str) -> None:  # type: ignore[no-untyped-def]
    """Report completion with a file."""
    file.write_text(words, "utf-8")
    officer.go(address + "hoan-thanh/")
    officer.page.locator("textarea").first.fill(words)
    officer.page.set_input_files("input[type=file]", str(file))
    officer.page.get_by_role("button", name="Báo cáo hoàn thành").click()
    officer.page.wait_for_load_state()
    assert "hoan-thanh" not in officer.page.url, officer.page.locator("main").inner_text()[:500]
