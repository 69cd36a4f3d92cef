"""The columns of a table on screens: what they mean, corrected and remembered; and the office's abbreviations."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from tdkt.operations.abbreviations import keep_abbreviation
from tdkt.operations.columns import say_columns, say_heading
from tdkt.operations.kept_plans import keep_plan, read_incoming
from tdkt.records.models import ImportBatch, OfficeAbbreviation, SentMapping, Unit
from tests.sheets.books import workbook
from tests.web.lists import DISTRICT, MONDAY
from tests.web.test_imports import lines, send, sent, text_of

ODD = ("STT", "Người được tặng", "Nơi làm", "Ghi gì")
STAFF = ((1, "Nguyễn Văn An", DISTRICT, "x"), (2, "Trần Thị Bé", DISTRICT, "y"))
MEANT = {"loai": "people", "cot-1": "name", "cot-2": "unit", "cot-3": "unused", "nho": "1"}


def odd_list(*labels: str) -> bytes:
    return workbook([labels or ODD, *STAFF])


def understood(client, content: bytes, name: str = "la.xlsx") -> ImportBatch:
    """Send an odd list and say what its columns mean, as the pages have it."""
    batch = sent(client, content, name)
    client.post(f"/nhap/{batch.pk}/cot/0/", {"dong": "0"})
    client.post(f"/nhap/{batch.pk}/cot/0/", MEANT)
    return ImportBatch.objects.get(pk=batch.pk)


def test_a_table_without_a_known_heading_shows_its_lines_then_its_columns_and_is_read_so(client_of, officer):
    client = client_of(officer)
    batch = sent(client, odd_list())

    first = client.get(f"/nhap/{batch.pk}/cot/0/")
    named = client.post(f"/nhap/{batch.pk}/cot/0/", {"dong": "0"}, follow=True)
    answer = client.post(f"/nhap/{batch.pk}/cot/0/", MEANT, follow=True)

    assert [line["cells"] for line in first.context["lines"]] == [list(ODD)]
    assert [(one.letter, one.label, one.samples, one.is_unread) for one in named.context["columns"]] == [
        ("A", "STT", ["1", "2"], False),
        ("B", "Người được tặng", ["Nguyễn Văn An", "Trần Thị Bé"], True),
        ("C", "Nơi làm", [DISTRICT], True),
        ("D", "Ghi gì", ["x", "y"], True),
    ]
    assert [(name, status) for _at, name, status in lines(answer)] == [("Nguyễn Văn An", "new"), ("Trần Thị Bé", "new")]
    assert "dùng cách hiểu cột đã lưu ngày" in text_of(answer)


def test_the_senders_next_list_is_understood_and_says_so_until_it_is_forgotten(client_of, officer):
    client = client_of(officer)
    understood(client, odd_list())

    again = client.get(f"/nhap/{sent(client, odd_list(), 'sau.xlsx').pk}/")
    kept = SentMapping.objects.get()
    client.post(f"/nhap/cach-hieu-cot/{kept.pk}/bo/")
    forgotten = client.get(f"/nhap/{sent(client, odd_list(), 'sau-nua.xlsx').pk}/")

    assert (len(lines(again)), "dùng cách hiểu cột đã lưu ngày" in text_of(again)) == (2, True)
    assert (lines(forgotten), kept.unit, kept.labels) == ([], officer.unit, list(ODD))


def test_a_list_from_another_unit_is_understood_as_that_units(client_of, officer):
    client = client_of(officer)
    understood(client, odd_list())

    client.post("/nhap/", {"tep": SimpleUploadedFile("khac.xlsx", odd_list()), "don-vi": DISTRICT})
    other = ImportBatch.objects.latest("pk")

    assert (other.read["sender"], other.counts.get("new")) == (Unit.objects.get(name=DISTRICT).pk, None)


def test_a_unit_out_of_reach_is_refused_on_the_form(client_of, clerk):

    files = {"tep": SimpleUploadedFile("la.xlsx", odd_list()), "don-vi": "Công an tỉnh mẫu"}
    answer = client_of(clerk).post("/nhap/", files)

    assert (answer.status_code, ImportBatch.objects.count()) == (422, 0)
    assert "ngoài phạm vi của tài khoản này" in text_of(answer)


def test_what_a_form_says_of_no_column_or_means_nothing_is_left_out(client_of, officer):
    client = client_of(officer)
    batch = sent(client, odd_list())
    client.post(f"/nhap/{batch.pk}/cot/0/", {"dong": "0"})

    client.post(f"/nhap/{batch.pk}/cot/0/", {**MEANT, "cot-3": "soul", "cot-77": "name", "loai": "poems"})

    assert SentMapping.objects.get().fields == {"1": "name", "2": "unit"}
    assert client.get(f"/nhap/{batch.pk}/cot/9/").status_code == 404
    assert client.post(f"/nhap/{batch.pk}/cot/0/", {"dong": "77"}).status_code == 302


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_of_mappings_costs_the_same_for_one_and_for_three(
    client_of, officer, count, django_assert_num_queries
):
    client = client_of(officer)
    for number in range(count):
        content = odd_list(*ODD[:3], f"Cột {number}")
        batch = keep_plan(read_incoming("a.xlsx", content, sender=officer.unit_id), by=officer, at=MONDAY)
        say_heading(batch.pk, 0, 0, by=officer, at=MONDAY)
        say_columns(batch.pk, 0, kind="people", fields={1: "name"}, by=officer, at=MONDAY)

    with django_assert_num_queries(8):
        response = client.get("/nhap/cach-hieu-cot/")

    assert len(response.context["lines"]) == count


def test_a_clerk_sees_and_forgets_the_mappings_of_the_own_unit_only(client_of, clerk, officer):
    understood(client_of(officer), odd_list())
    kept = SentMapping.objects.get()
    client = client_of(clerk)

    assert client.get("/nhap/cach-hieu-cot/").context["lines"] == []
    assert client.post(f"/nhap/cach-hieu-cot/{kept.pk}/bo/").status_code == 404


# --- abbreviations ------------------------------------------------------------------------------------


@pytest.mark.parametrize("count", [1, 3])
def test_the_table_of_abbreviations_costs_the_same_for_one_and_for_three(
    client_of, officer, count, django_assert_num_queries
):
    for number in range(count):
        keep_abbreviation(f"PX0{number}", f"Phòng số {number}", by=officer, at=timezone.now())

    client = client_of(officer)
    with django_assert_num_queries(7):
        response = client.get("/nhap/chu-viet-tat/")

    assert len(response.context["page"].rows) == count


def test_the_officer_adds_and_forgets_abbreviations_and_a_clerk_reads_them(client_of, officer, clerk):
    client = client_of(officer)

    added = client.post("/nhap/chu-viet-tat/", {"tat": "PX03", "day-du": "Phòng Tổ chức cán bộ"}, follow=True)
    refused = client.post("/nhap/chu-viet-tat/", {"tat": "PX03", "day-du": ""})
    kept = OfficeAbbreviation.objects.get()
    read = client_of(clerk).get("/nhap/chu-viet-tat/")
    forbidden = client_of(clerk).post(f"/nhap/chu-viet-tat/{kept.pk}/bo/")
    gone = client.post(f"/nhap/chu-viet-tat/{kept.pk}/bo/", follow=True)

    assert "Đã lưu: PX03 là Phòng Tổ chức cán bộ." in text_of(added)
    assert (refused.status_code, "nghĩa là gì" in text_of(refused), forbidden.status_code) == (422, True, 403)
    assert ("Phòng Tổ chức cán bộ" in text_of(read), "<form class" in read.content.decode().partition("<main")[2]) == (
        True,
        False,
    )
    assert "Thôi đọc PX03" in text_of(gone)


# --- several at once, and pasted ------------------------------------------------------------------------


def test_several_files_each_become_a_plan_and_one_that_cannot_be_read_says_why(client_of, officer):

    files = [
        SimpleUploadedFile("a.xlsx", odd_list()),
        SimpleUploadedFile("b.csv", "Họ và tên,Ngày sinh,Đơn vị\nĐỗ Văn Ba,01/02/1980,Công an huyện mẫu\n".encode()),
        SimpleUploadedFile("hong.xlsx", b"PK\x03\x04 broken"),
    ]

    response = client_of(officer).post("/nhap/", {"tep": files}, follow=True)

    assert response.redirect_chain[0][0].startswith("/nhap/vua-gui/?viec=")
    arrivals = response.context["arrivals"]
    assert [(one.name, one.job.state, one.rows) for one in arrivals] == [
        ("a.xlsx", "done", 0),
        ("b.csv", "done", 1),
        ("hong.xlsx", "failed", 0),
    ]
    assert "lưu lại rồi nhập lại" in arrivals[2].why
    assert ImportBatch.objects.count() == 2


def test_pasted_cells_are_a_list_like_any_other_and_are_read_again_as_such(client_of, officer):
    client = client_of(officer)
    text = (
        "\t".join(ODD)
        + f"\n1\tNguyễn Văn An\t{DISTRICT}\tx\n2\tTrần Thị Bé\t{DISTRICT}\ty\n3\tLê Văn Cư\t{DISTRICT}\tz\n"
    )

    client.post("/nhap/", {"dan": text})
    batch = ImportBatch.objects.latest("pk")
    client.post(f"/nhap/{batch.pk}/cot/0/", {"dong": "0"})
    client.post(f"/nhap/{batch.pk}/cot/0/", MEANT)

    page = client.get(f"/nhap/{batch.pk}/")
    assert [name for _at, name, _status in lines(page)] == ["Nguyễn Văn An", "Trần Thị Bé", "Lê Văn Cư"]


def test_jobs_of_others_are_not_told(client_of, officer, clerk):
    client = client_of(officer)
    send(client, odd_list())

    assert client_of(clerk).get("/nhap/vua-gui/?viec=abcdefgh,../x").context["arrivals"] == []
