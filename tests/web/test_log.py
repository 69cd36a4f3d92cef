"""The log on screen: who reads it, each act as a sentence, filters, one entry, and the proof of the chain."""

import re
from datetime import date
from pathlib import Path

import pytest
from django.db import connection

from tdkt.operations import ledger
from tdkt.records.models import Entry, Subject, Unit, UnitName, UnitPlace
from tdkt.web.log_words import VERBS
from tests.web.register import NOON, enter_award, enter_decision, enter_person


@pytest.fixture
def written(office):
    """A person, a decision and an honour: three entries of the log."""
    district = Unit.objects.get(name="Công an huyện mẫu")
    return enter_award(enter_person("Trương Minh Đức", district), enter_decision("9/QĐ-BCA", date(2018, 1, 2)))


@pytest.fixture
def entered(written):
    """The office's own units, which the tests make by themselves, entered with their states as well."""
    with ledger.writing(by=None, at=NOON, verb="imports.apply", detail={"file": "don-vi.xlsx"}) as pen:
        for rows in (
            *(m.objects.all() for m in (Unit, UnitName, UnitPlace)),
            Subject.objects.filter(kind="collective"),
        ):
            pen._open(rows.model, list(rows), [ledger.values_of(row) for row in rows])
    return written


def test_every_verb_of_the_operations_has_its_sentence():
    files = Path(ledger.__file__).parent.glob("*.py")
    used = {verb for file in files for verb in re.findall(r'verb="([\w.-]+)"', file.read_text(encoding="utf-8"))}

    assert used <= set(VERBS)


def test_officer_and_inspector_read_the_log_and_the_clerk_does_not(client_of, clerk, officer, inspector, written):
    answers = [client_of(account).get("/nhat-ky/").status_code for account in (clerk, officer, inspector)]

    assert answers == [403, 200, 200]


def test_each_act_is_a_sentence_the_newest_first(client_of, inspector, written):
    response = client_of(inspector).get("/nhat-ky/")

    assert [(entry.seq, sentence, entry.rows) for entry, sentence in response.context["entries"]] == [
        (3, "nhập tệp khen.xlsx", 1),
        (2, "nhập tệp khen.xlsx", 1),
        (1, "nhập tệp can-bo.xlsx", 3),
    ]
    assert Entry.objects.get(pk=3).hash[:12] in response.content.decode()


def test_the_log_is_filtered_by_act_and_day_of_the_office(client_of, officer, written):
    client = client_of(officer)

    totals = [
        client.get(f"/nhat-ky/{query}").context["page"].total
        for query in ("?viec=imports.apply", "?viec=awards.correct", "?ngay=20/05/2020", "?ngay=19/05/2020")
    ]

    assert totals == [3, 0, 3, 0]


def test_one_entry_tells_what_it_wrote_and_opens_what_it_is_about(client_of, officer, written):
    with ledger.writing(
        by=officer, at=NOON, verb="awards.correct", detail={"conferral": written.pk, "reason": "sai"}
    ) as pen:
        pen.change(written, rank="Thiếu tá")
    client = client_of(officer)

    response = client.get("/nhat-ky/4/", headers={"HX-Request": "true", "HX-Target": "drawer"})

    page = response.content.decode()
    assert [(str(table), entered, closed) for table, entered, closed in response.context["written"]] == [
        ("khen thưởng", 1, 1)
    ]
    assert f'href="/so/khen-thuong/{written.pk}/"' in page
    assert f"Đính chính khen thưởng số {written.pk}: sai" in page
    assert Entry.objects.get(pk=4).previous in page


def test_a_whole_chain_is_said_to_be_whole(client_of, inspector, entered):
    page = client_of(inspector).post("/nhat-ky/kiem/").content.decode()

    assert "Nguyên vẹn: 4 dòng nhật ký" in page
    assert Entry.objects.get(pk=4).hash in page


def test_a_row_changed_behind_the_programs_back_is_found(client_of, inspector, entered):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE records_conferral SET class_no = NULL, note = 'x' WHERE id = %s", [entered.pk])

    page = client_of(inspector).post("/nhat-ky/kiem/").content.decode()

    assert "Có 1 chỗ sai" in page
    assert f"Bảng conferral, dòng {entered.pk}" in page


@pytest.mark.parametrize("more", [0, 2])
def test_the_log_asks_as_much_for_three_entries_as_for_one(client_of, officer, office, django_assert_num_queries, more):
    for i in range(1 + more):
        enter_decision(f"{i}/QĐ-BCA", date(2018, 1, 2))
    client = client_of(officer)
    client.get("/nhat-ky/")

    with django_assert_num_queries(8):
        assert client.get("/nhat-ky/").context["page"].total == 1 + more
