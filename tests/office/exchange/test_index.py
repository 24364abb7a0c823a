"""The page of ways out and in, and the whole office taken out by an administrator."""

from __future__ import annotations

import io
import zipfile

from django.urls import reverse

from namro.office.exchange.archive import read_head
from namro.office.exchange.models import OfficeExport
from namro.office.ledger.models import Entry
from tests.office.exchange.test_register import content_of


def test_everybody_sees_the_ways_that_are_theirs(client, book):
    for user in (book.clerk, book.leader, book.officer, book.administrator, book.other):
        client.force_login(user)
        answer = client.get(reverse("exchange:index"))
        assert answer.status_code == 200
        page = answer.content.decode()
        assert (reverse("exchange:office") in page) == (user == book.administrator)
        assert (book.notice.number in page) == (user != book.administrator)


def test_the_whole_office_is_for_administrators_leaves_an_entry_and_holds_no_secret(client, book, tmp_path):
    url = reverse("exchange:office")
    for user in (book.clerk, book.assigner, book.leader, book.inspector, book.officer, book.head):
        client.force_login(user)
        assert client.post(url).status_code == 404
    assert not OfficeExport.objects.exists()
    client.force_login(book.administrator)
    assert client.get(url).status_code == 405
    content = content_of(client.post(url))
    path = tmp_path / "a.zip"
    path.write_bytes(content)
    head = read_head(path)
    assert (head.secrets, head.rows["directives.directive"]) == (False, 4)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        everything = b"".join(archive.read(name) for name in archive.namelist())
    assert b"RIENGTU" not in everything
    assert b"md5$" not in everything
    last = Entry.objects.order_by("-number").first()
    assert (last.action, last.actor) == ("export_office", "quantri")
    assert head.ledger_number == last.number
