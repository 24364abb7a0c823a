"""Taking files in: every format read, nothing lost, nothing entered twice, and hostile files cost nobody else."""

from __future__ import annotations

import io
import os
import signal
import threading
import zipfile
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.utils import OperationalError
from django.urls import reverse

from namro.errors import ActionError, say
from namro.office.common import clock
from namro.office.ledger.models import Entry
from namro.office.notices import actions, worker
from namro.office.notices.models import Intake, IntakeState, Notice, Version
from namro.office.notices.reader import Reader

from .reading import EXAMPLES, READER, SHORT, read_in, sent

pytestmark = pytest.mark.django_db


def file(name, content=SHORT):
    return SimpleUploadedFile(name, content if isinstance(content, bytes) else content.encode())


SAMPLES = sorted(path for path in EXAMPLES.iterdir() if path.suffix != ".toml" and path.name != "README.md")


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_every_kind_of_example_is_read(office, path):
    intake = read_in(office, path.read_bytes(), path.name)
    assert intake.state == IntakeState.READ, say(intake.error_code, **intake.error_details)
    version = intake.notice.versions.get()
    assert version.text == version.reading["text"]
    assert version.findings.count() == sum(
        len(version.reading[kind]) for kind in ("directives", "measures", "goals", "references")
    )
    for finding in version.findings.all():
        assert version.text[finding.start : finding.end] == finding.read["quote"]


def test_an_upload_leads_to_its_progress_and_each_file_is_one_entry(office, client):
    client.force_login(office.clerk)
    answer = client.post(reverse("notices:upload"), {"files": [file("a.txt"), file("../../x.txt", SHORT + "Thêm.")]})
    assert answer.status_code == 303
    assert list(Intake.objects.order_by("pk").values_list("name", flat=True)) == ["a.txt", "x.txt"]
    assert Entry.objects.filter(action="take_in").count() == 2
    page = client.get(answer["Location"]).content.decode()
    assert "Đã xử lý 0 trên 2 tệp" in page
    assert 'hx-trigger="every 2s"' in page
    while worker.step(READER):
        pass
    page = client.get(answer["Location"], headers={"HX-Request": "true"}).content.decode()
    assert "Đã xử lý 2 trên 2 tệp" in page
    assert "<html" not in page
    assert "hx-trigger" not in page


def test_a_refused_file_is_told_by_name_and_costs_the_others_nothing(office, client, settings):
    from dataclasses import replace

    settings.ENVIRONMENT = replace(settings.ENVIRONMENT, upload_megabytes=1, upload_files=3)
    client.force_login(office.clerk)
    many = [file("to.txt", b"a" * 1_000_001), file("rong.txt", b""), file("tot.txt"), file("thua.txt", "Thừa")]
    answer = client.post(reverse("notices:upload"), {"files": many}, follow=True)
    page = answer.content.decode()
    assert list(Intake.objects.values_list("name", flat=True)) == ["tot.txt"]
    assert "to.txt: Tệp vượt quá 1 MB" in page
    assert "tối đa 3 tệp" in page
    answer = client.post(reverse("notices:upload"), {}, follow=True)
    assert say("upload-none") in answer.content.decode()


def zip_bomb() -> bytes:
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED) as box:
        box.writestr("[Content_Types].xml", "<Types/>")
        box.writestr("word/document.xml", b"0" * 400_000_000)
    return raw.getvalue()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("bom.docx", zip_bomb),
        ("gia.pdf", lambda: b"%PDF-1.7 khong phai"),
        ("cu.doc", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)),
        ("may.exe", lambda: b"MZ\x90\x00\x03"),
        ("so.txt", lambda: b"1. 2. 3."),
    ],
)
def test_a_bad_file_fails_with_the_reader_s_own_sentence(office, name, content):
    intake = read_in(office, content(), name)
    assert intake.state == IntakeState.FAILED
    assert say(intake.error_code, **intake.error_details)
    assert Entry.objects.filter(action="fail_intake", actor="namro").count() == 1
    assert not Notice.objects.exists()


def test_the_same_file_and_the_same_text_are_duplicates(office, client):
    first = read_in(office)
    again = read_in(office)
    recoded = read_in(office, SHORT.encode("utf-16"), "khac.txt")
    assert (again.state, again.notice) == (IntakeState.DUPLICATE, first.notice)
    assert recoded.file_id != first.file_id
    assert (recoded.state, recoded.notice) == (IntakeState.DUPLICATE, first.notice)
    assert Version.objects.count() == 1
    client.force_login(office.clerk)
    page = client.get(reverse("notices:batch", args=["b"])).content.decode()
    assert "Nội dung này đã có trong sổ" in page


def test_the_same_number_with_other_words_is_asked_about(office, client):
    first = read_in(office)
    held = read_in(office, SHORT + "\n4. Sở Tài chính báo cáo hằng tháng.\n")
    assert (held.state, held.notice) == (IntakeState.UNDECIDED, first.notice)
    client.force_login(office.clerk)
    page = client.get(reverse("notices:batch", args=["b"])).content.decode()
    assert "Là bản mới của 12/TB-UBND" in page
    client.post(reverse("notices:decide", args=[held.pk]), {"la": "ban-moi"})
    while worker.step(READER):
        pass
    held.refresh_from_db()
    assert (held.state, held.notice, first.notice.versions.count()) == (IntakeState.READ, first.notice, 2)

    other = read_in(office, SHORT + "\n5. Sở Xây dựng báo cáo hằng quý.\n")
    client.post(reverse("notices:decide", args=[other.pk]), {"la": "khac"})
    while worker.step(READER):
        pass
    other.refresh_from_db()
    assert other.state == IntakeState.READ
    assert Notice.objects.count() == 2


def test_a_killed_worker_s_file_is_read_again_three_times_at_most(office, monkeypatch):
    intake = sent(office, SHORT)
    for tries in (1, 2, 3):
        claimed = worker.claim(READER)
        assert (claimed.pk, claimed.tries) == (intake.pk, tries)
        assert worker.claim(READER) is None, "nobody else reads it while the claim lasts"
        later = clock.now() + timedelta(hours=tries)
        monkeypatch.setattr(clock, "now", lambda later=later: later)
    assert worker.step(READER)
    intake.refresh_from_db()
    assert (intake.state, intake.error_code) == (IntakeState.FAILED, "intake-tries")
    actions.retry_intake(office.clerk, intake)
    assert worker.step(READER)
    intake.refresh_from_db()
    assert intake.state == IntakeState.READ


def test_a_worker_that_comes_back_too_late_enters_nothing(office):
    sent(office, SHORT)
    slow = worker.claim(READER)
    Intake.objects.update(claimed_until=clock.now() - timedelta(seconds=1))
    assert worker.step(READER)
    entries = Entry.objects.count()
    worker._finish(slow, READER)
    assert (Notice.objects.count(), Version.objects.count(), Entry.objects.count()) == (1, 1, entries)


def test_the_process_reads_dies_and_is_replaced(office, tmp_path):
    path = tmp_path / "a"
    path.write_text(SHORT, "utf-8")
    reader = Reader(seconds=30)
    try:
        answer = reader.read(path, "a.txt", on=None, place="An Giang")
        assert answer["reading"]["document"]["number"] == "12/TB-UBND"
        os.kill(reader._process.pid, signal.SIGKILL)
        assert reader.read(path, "a.txt", on=None, place="").get("error", {}).get("code") in (None, "reading-died")
        assert "reading" in reader.read(path, "a.txt", on=None, place="")
        reader._seconds = 0.000001
        assert reader.read(path, "a.txt", on=None, place="")["error"]["code"] == "reading-too-long"
    finally:
        reader.close()


def test_a_file_that_needs_too_much_memory_costs_only_its_process(tmp_path):
    path = tmp_path / "b"
    path.write_text("Sở Tài chính báo cáo. " * 400_000, "utf-8")
    reader = Reader(seconds=60, megabytes=180)
    try:
        assert reader.read(path, "b.txt", on=None, place="")["error"]["code"] in ("reading-memory", "reading-died")
    finally:
        reader.close()


def test_the_ledger_keeps_a_text_by_its_digest(office):
    read_in(office)
    entry = Entry.objects.get(action="enter_notice")
    assert entry.actor == "namro"
    assert entry.note == "vanthu"
    assert "giải ngân" not in entry.after
    assert Version.objects.get().digest in entry.after


def test_only_who_takes_in_may_and_nobody_learns_of_it(office, client):
    sent(office, SHORT)
    for person in (office.officer, office.inspector, office.administrator, office.leader):
        client.force_login(person)
        assert client.get(reverse("notices:upload")).status_code == 404
        assert client.get(reverse("notices:batch", args=["b"])).status_code == 404
        with pytest.raises(ActionError):
            actions.take_in(person, None, batch="c", name="a", file=Intake.objects.get().file)
    with pytest.raises(ActionError):
        actions.enter_notice(office.clerk, Intake.objects.get(), reading={}, dues=[], clarity=None)


def test_the_worker_goes_on_after_a_fault_and_stops_when_told(monkeypatch):
    stop, seen = threading.Event(), []

    def step(reader):
        seen.append(reader)
        if len(seen) > 2:
            stop.set()
        raise (OperationalError if len(seen) == 1 else ValueError)("away")

    monkeypatch.setattr(worker, "step", step)
    monkeypatch.setattr(worker, "_IDLE", 0.01)
    monkeypatch.setattr(worker, "close_old_connections", lambda: None)
    monkeypatch.setattr(worker.connection, "close", lambda: None)
    worker.run(stop)
    assert len(seen) == 3
