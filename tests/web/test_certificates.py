"""Certificates on screen: the serial book, those of a decision, one certificate, designs, printers, keys, and the page for anybody."""

import json
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pypdf import PdfReader

from tdkt.operations.certificates import issue
from tdkt.records.models import (
    Account,
    Certificate,
    Decision,
    Design,
    Office,
    Printer,
    Printing,
    Role,
    SigningKey,
    Unit,
)
from tdkt.seals.keys import read
from tests.conftest import make_account
from tests.operations.conferred import AT, ON, a_decision
from tests.operations.test_verifying import as_file, printed

Signed = Callable[[Account], Client]


@pytest.fixture(autouse=True)
def _own_folder(settings: LazySettings, tmp_path: Path) -> None:
    settings.DATA = tmp_path


@pytest.fixture
def of_unit(office: Office) -> Account:
    """The officer of a unit in the office."""
    return make_account("other", "Phan Văn Mẫu", Role.OFFICER, Unit.objects.get(name="Công an huyện mẫu"))


def issued(office: Office, officer: Account, people: tuple[str, ...] = ("Lê Văn Bách", "Trần Thị Cúc")) -> Decision:
    decision = a_decision(office, people)
    issue(decision.pk, by=officer, at=AT, on=ON)
    return decision


# --- the serial book ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", [2, 1]),
        ("?ten=bach", [1]),
        ("?bang=2", [2]),
        ("?so=2020", [2, 1]),
        ("?tinh=valid", [2, 1]),
        ("?tinh=revoked", []),
    ],
)
def test_certificates_are_found_by_name_serial_book_and_state(
    client_of: Signed, office: Office, officer: Account, query: str, found: list[int]
):
    issued(office, officer)

    assert [row.serial for row, *_ in client_of(officer).get(f"/bang/{query}").context["lines"]] == found


@pytest.mark.parametrize("people", [("Lê Văn Bách",), ("Lê Văn Bách", "Trần Thị Cúc", "Phạm Văn An")])
def test_the_book_asks_as_much_for_three_certificates_as_for_one(
    client_of: Signed, office: Office, officer: Account, django_assert_num_queries, people: tuple[str, ...]
):
    issued(office, officer, people)
    client = client_of(officer)
    client.get("/bang/")

    with django_assert_num_queries(9):
        assert len(client.get("/bang/").context["lines"]) == len(people)


def test_a_clerk_of_another_unit_sees_no_certificate(
    client_of: Signed, office: Office, officer: Account, clerk: Account
):
    issued(office, officer)
    client = client_of(clerk)

    assert client.get("/bang/").context["page"].total == 0
    assert client.get(f"/bang/{Certificate.objects.first().pk}/").status_code == 404


# --- of a decision ------------------------------------------------------------------------------------


@pytest.mark.parametrize("people", [("Lê Văn Bách",), ("Lê Văn Bách", "Trần Thị Cúc", "Phạm Văn An")])
def test_a_decision_asks_as_much_for_three_honours_as_for_one(
    client_of: Signed, office: Office, officer: Account, django_assert_num_queries, people: tuple[str, ...]
):
    decision = issued(office, officer, people)
    client = client_of(officer)
    client.get(f"/bang/quyet-dinh/{decision.pk}/")

    with django_assert_num_queries(17):
        assert len(client.get(f"/bang/quyet-dinh/{decision.pk}/").context["lines"]) == len(people)


def test_the_officer_issues_and_prints_and_the_pdf_is_given(client_of: Signed, office: Office, officer: Account):
    decision = a_decision(office)
    client, page = client_of(officer), f"/bang/quyet-dinh/{decision.pk}/"

    answer = client.post(f"{page}cap/", {"so": "Sổ vàng"}, follow=True)
    assert "Đã cấp 5 bằng." in answer.content.decode()
    answer = client.post(f"{page}in/", {"nhung": "moi"}, follow=True)
    assert "Đã lập 5 bằng" in answer.content.decode()

    file = client.get(f"/bang/tep/{answer.context['done']}/")
    assert (file["Content-Type"], len(PdfReader(BytesIO(file.content)).pages)) == ("application/pdf", 5)
    assert Printing.objects.count() == 5


def test_printing_again_needs_a_reason(client_of: Signed, office: Office, officer: Account):
    decision = issued(office, officer)
    client, page = client_of(officer), f"/bang/quyet-dinh/{decision.pk}/"
    client.post(f"{page}in/", {"nhung": "moi"})

    none_left = client.post(f"{page}in/", {"nhung": "moi"})
    without = client.post(f"{page}in/", {"nhung": "tat-ca"}, follow=True)
    again = client.post(f"{page}in/", {"nhung": "tat-ca", "lai": "Giấy kẹt"}, follow=True)

    assert (none_left.status_code, "Không còn bằng nào chưa in" in none_left.content.decode()) == (422, True)
    assert "Ghi lý do in lại" in without.content.decode()
    assert "Đã lập 2 bằng" in again.content.decode()
    assert list(Printing.objects.order_by("pk").values_list("again", flat=True)) == ["", "", "Giấy kẹt", "Giấy kẹt"]


def test_a_printed_file_is_given_to_whoever_made_it_only(
    client_of: Signed, office: Office, officer: Account, of_unit: Account
):
    decision = issued(office, officer)
    answer = client_of(officer).post(f"/bang/quyet-dinh/{decision.pk}/in/", {"nhung": "moi"}, follow=True)

    other = client_of(of_unit)
    assert other.get(f"/bang/tep/{answer.context['done']}/").status_code == 404


def test_certificates_of_the_state_are_not_offered(client_of: Signed, office: Office, officer: Account):
    decision = a_decision(office, level="president")
    client = client_of(officer)

    page = client.get(f"/bang/quyet-dinh/{decision.pk}/").content.decode()
    refused = client.post(f"/bang/quyet-dinh/{decision.pk}/cap/")

    assert ("Trung ương in và cấp" in page, f"/bang/quyet-dinh/{decision.pk}/cap/" in page) == (True, False)
    assert refused.status_code == 422


# --- one certificate ----------------------------------------------------------------------------------


def test_a_certificate_is_reissued_and_revoked_with_a_reason(client_of: Signed, office: Office, officer: Account):
    issued(office, officer)
    client, old = client_of(officer), Certificate.objects.get(serial=1)

    without = client.post(f"/bang/{old.pk}/cap-lai/", {"ly-do": " "})
    reissued = client.post(f"/bang/{old.pk}/cap-lai/", {"ly-do": "In sai tên"}, follow=True)
    new = Certificate.objects.get(serial=3)
    revoked = client.post(f"/bang/{new.pk}/thu-hoi/", {"ly-do": "Thất lạc"}, follow=True)
    twice = client.post(f"/bang/{new.pk}/thu-hoi/", {"ly-do": "Thất lạc"})

    assert (without.status_code, twice.status_code) == (422, 409)
    assert "Đã cấp lại thành số 3, sổ 2020." in reissued.content.decode()
    assert "Bằng đã bị thu hồi" in revoked.content.decode()
    assert "Bằng đã được cấp lại" in client.get(f"/bang/{old.pk}/").content.decode()


def test_a_picture_of_the_paper_is_shown(client_of: Signed, office: Office, officer: Account):
    issued(office, officer)

    answer = client_of(officer).get(f"/bang/{Certificate.objects.first().pk}/anh/")

    assert (answer["Content-Type"], answer.content[:4]) == ("image/png", b"\x89PNG")


# --- designs, printers, keys --------------------------------------------------------------------------


def test_a_design_is_made_changed_and_used(client_of: Signed, office: Office, officer: Account):
    client = client_of(officer)
    client.post("/bang/mau/", {"ten": "Phôi giấy khen", "hinh-thuc": "giay-khen", "giay": "preprinted", "kho": "a4"})
    design = Design.objects.get()
    form = {
        "ten": design.name,
        "hinh-thuc": "giay-khen",
        "giay": "preprinted",
        "rong": "297",
        "cao": "210",
        "dung": "1",
        "receiver-co": "1",
        "receiver-x": "40,5",
        "receiver-y": "120",
        "receiver-width": "200",
        "receiver-size": "22",
        "receiver-lines": "2",
        "receiver-align": "center",
        "receiver-bold": "1",
    }

    kept = client.post(f"/bang/mau/{design.pk}/", form)
    wrong = client.post(f"/bang/mau/{design.pk}/", form | {"receiver-x": "rộng"})
    outside = client.post(f"/bang/mau/{design.pk}/", form | {"receiver-x": "250"})

    design.refresh_from_db()
    assert (kept.status_code, wrong.status_code, outside.status_code) == (302, 422, 422)
    assert design.places == {
        "fields": {
            "receiver": {
                "x": 40.5,
                "y": 120,
                "width": 200,
                "size": 22,
                "lines": 2,
                "align": "center",
                "bold": True,
                "words": "",
            }
        },
        "qr": None,
    }
    decision = issued(office, officer)
    answer = client.post(f"/bang/quyet-dinh/{decision.pk}/in/", {"nhung": "moi"}, follow=True)
    pages = PdfReader(BytesIO(client.get(f"/bang/tep/{answer.context['done']}/").content)).pages
    assert [page.extract_text() for page in pages] == ["Thiếu tá Lê Văn Bách", "Thiếu tá Trần Thị Cúc"]


def test_a_printer_keeps_its_offsets_and_has_a_test_page(client_of: Signed, office: Office, officer: Account):
    client = client_of(officer)
    client.post("/bang/may-in/", {"ten": "Máy phòng mẫu", "phai": "1,5", "xuong": "-2"})
    printer = Printer.objects.get()

    far = client.post("/bang/may-in/", {"ten": "Máy phòng mẫu", "phai": "90", "xuong": "0"})
    page = client.get(f"/bang/may-in/trang-thu/?may={printer.pk}")

    assert (float(printer.right), float(printer.down), far.status_code) == (1.5, -2, 422)
    assert "1,5 mm" in PdfReader(BytesIO(page.content)).pages[0].extract_text()


def test_keys_are_changed_and_published(client_of: Signed, office: Office, officer: Account):
    issued(office, officer)
    client = client_of(officer)

    file = client.post("/bang/khoa/tep/", {"dang": "tep"})
    page = client.post("/bang/khoa/tep/", {"dang": "trang"})
    young = client.post("/bang/khoa/moi/")

    assert [key.key_id for key in read(file.content.decode()).keys] == [SigningKey.objects.get().key_id]
    assert json.loads(file.content)["fingerprint"] in client.get("/bang/khoa/").content.decode()
    assert page.content.startswith(b"<!doctype html>")
    assert young.status_code == 422


# --- for anybody --------------------------------------------------------------------------------------


def test_anybody_verifies_a_code_and_sees_what_it_says_and_no_more(client: Client, office: Office, officer: Account):
    issued(office, officer)
    row = Certificate.objects.get(serial=1)

    answer = client.post("/kiem-tra/", {"ma": f" {row.code} "})
    changed = client.post("/kiem-tra/", {"ma": row.code[:-9] + "ZZZZZZZZZ"})
    empty = client.post("/kiem-tra/", {"ma": ""})

    words = answer.content.decode()
    assert ("Bằng thật" in words, "Lê Văn Bách" in words, "Trần Thị Cúc" in words) == (True, True, False)
    assert ("Thiếu tá" in words, "Phó Đội trưởng" in words) == (False, False)
    assert "Mã không nguyên vẹn" in changed.content.decode()
    assert "Quét hoặc dán mã trước đã." in empty.content.decode()


def test_anybody_verifies_a_picture_and_no_pdf(client: Client, office: Office, officer: Account):
    issued(office, officer)
    row = Certificate.objects.get(serial=1)
    picture = SimpleUploadedFile("anh.jpg", as_file(printed(row.code), "JPEG"))
    pdf = SimpleUploadedFile("a.pdf", b"%PDF-1.7")

    assert "Bằng thật" in client.post("/kiem-tra/", {"anh": picture}).content.decode()
    assert "PNG hoặc JPG" in client.post("/kiem-tra/", {"anh": pdf}).content.decode()
