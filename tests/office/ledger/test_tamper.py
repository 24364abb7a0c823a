"""The past altered behind the program's back, by raw SQL: the first altered entry is named."""

from __future__ import annotations

import contextlib

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from namro.office.ledger import queries
from namro.office.ledger.acting import append
from namro.office.ledger.chain import Head
from namro.office.ledger.models import Entry, LedgerHead

pytestmark = pytest.mark.django_db
LENGTH = 12
WORDS = ("at", "actor", "action", "subject", "before", "after", "note", "previous", "hash")


@pytest.fixture
def ledger(db):
    """Twelve entries, and the way to change them in a transaction that is undone."""
    for number in range(1, LENGTH + 1):
        append(
            "vanthu", "accept_directive", f"directive:{number}", {"state": "đã giao"}, {"state": "đã nhận"}, "ghi chú"
        )
    assert queries.verify() == (queries.head(), None)


def sql(statement, *values):
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


class UndoneError(Exception):
    pass


def fault_after(*statements):
    """What is found after raw statements, which are then undone."""
    found = []
    with contextlib.suppress(UndoneError), transaction.atomic():
        for statement, *values in statements:
            sql(statement, *values)
        found.append(queries.verify()[1])
        raise UndoneError
    assert queries.verify()[1] is None
    return found[0]


@hypothesis_settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=150)
@given(st.integers(1, LENGTH), st.sampled_from(WORDS), st.data())
def test_any_character_of_any_column(ledger, number, column, data):
    words = getattr(Entry.objects.get(pk=number), column)
    at = data.draw(st.integers(0, max(len(words) - 1, 0)))
    letter = data.draw(st.characters(codec="utf-8", exclude_characters="\x00" + words[at : at + 1]))
    # within the length that the column allows, which PostgreSQL holds to
    changed = words[:at] + letter + words[at + 1 :]
    fault = fault_after((f'UPDATE ledger_entry SET "{column}" = %s WHERE number = %s', changed, number))
    assert fault is not None
    assert fault.number == number


def test_any_bit_of_the_file(ledger):
    """SQLite hands out bytes that are no text and text of another kind: neither passes for what was written."""
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL refuses text that is no text")
    for column in WORDS:
        words = getattr(Entry.objects.get(pk=5), column).encode()
        for place in {0, len(words) // 2, len(words) - 1}:
            for bit in range(8):
                flipped = bytearray(words)
                flipped[place] ^= 1 << bit
                for cast in ("CAST(%s AS TEXT)", "%s"):
                    fault = fault_after(
                        (f'UPDATE ledger_entry SET "{column}" = {cast} WHERE number = 5', bytes(flipped))
                    )
                    assert fault is not None, (column, place, bit)
                    assert fault.number == 5
        for other in ("CAST('x' AS BLOB)", "7", "1.5"):
            assert fault_after((f'UPDATE ledger_entry SET "{column}" = {other} WHERE number = 5',)).number == 5


@pytest.mark.parametrize("number", [1, 6, LENGTH])
def test_an_entry_deleted(ledger, number):
    assert fault_after(("DELETE FROM ledger_entry WHERE number = %s", number)).number == number


def test_the_end_cut_off_with_its_head(ledger):
    """Seen only against a head that was kept elsewhere: that is what the public page is for."""
    kept, earlier = queries.head(), Entry.objects.get(pk=8)
    sql("DELETE FROM ledger_entry WHERE number > 8")
    assert queries.verify()[1].number == 9
    LedgerHead.objects.update(number=8, hash=earlier.hash)
    assert queries.verify()[1] is None
    fault = queries.verify(kept)[1]
    assert (fault.number, fault.code) == (9, "ledger-cut-off")


@pytest.mark.parametrize("number", [0, 5, LENGTH + 1])
def test_an_entry_added(ledger, number):
    columns = ", ".join(WORDS)
    if number <= LENGTH:
        sql("UPDATE ledger_entry SET number = -number WHERE number >= %s", number)
        sql("UPDATE ledger_entry SET number = -number + 1 WHERE number < 0")
        sql(
            f"INSERT INTO ledger_entry (number, {columns})"
            f" SELECT %s, {columns} FROM ledger_entry WHERE number = 1 OR number = 2 LIMIT 1",
            number,
        )
        assert queries.verify()[1].number == max(number, 1)
    else:  # well made, and unknown to the head
        head = queries.head()
        with transaction.atomic():
            append("kegian", "accept_report", "directive:1", None, {})
        LedgerHead.objects.update(number=head.number, hash=head.hash)
        fault = queries.verify()[1]
        assert (fault.number, fault.code) == (LENGTH + 1, "ledger-entry-added")


def test_two_entries_swapped(ledger):
    fault = fault_after(
        ("UPDATE ledger_entry SET number = -4 WHERE number = 4",),
        ("UPDATE ledger_entry SET number = 4 WHERE number = 9",),
        ("UPDATE ledger_entry SET number = 9 WHERE number = -4",),
    )
    assert fault.number == 4


def test_the_head_altered(ledger):
    assert fault_after(("UPDATE ledger_ledgerhead SET hash = %s", "0" * 64)).code == "ledger-head-differs"
    assert fault_after(("UPDATE ledger_ledgerhead SET number = number + 1",)).code == "ledger-cut-off"
    assert fault_after(("DELETE FROM ledger_ledgerhead",)).code == "ledger-entry-added"


def test_a_chain_written_anew_is_seen_against_a_kept_head(ledger):
    kept = queries.head()
    Entry.objects.all().delete()
    LedgerHead.objects.all().delete()
    for number in range(1, LENGTH + 3):
        append("vanthu", "accept_directive", f"directive:{number}", None, {"state": "khác"})
    assert queries.verify()[1] is None
    assert queries.verify(kept)[1].code == "ledger-head-differs"
    assert queries.verify(Head(3, "f" * 64))[1].number == 3
