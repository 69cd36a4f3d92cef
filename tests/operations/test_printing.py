"""What stands on the paper, and the note of each printing."""

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from django.conf import LazySettings
from pypdf import PdfReader

from tdkt.documents.certificate import A4, Layout, places_of
from tdkt.operations.certificates import issue, revoke
from tdkt.operations.designs import design_for, layout, make_design, set_printer
from tdkt.operations.errors import NotFound, RuleNotMet, WrongState
from tdkt.operations.ledger import writing
from tdkt.operations.printing import print_batch, sheets_of
from tdkt.operations.verifying import codes_in
from tdkt.records.models import Account, Certificate, Office, Printing
from tests.operations.conferred import AT, ON, a_decision


@pytest.fixture(autouse=True)
def _own_folder(settings: LazySettings, tmp_path: Path) -> None:
    settings.DATA = tmp_path


@pytest.fixture
def made(office: Office, officer: Account) -> list[Certificate]:
    return issue(a_decision(office, ("Lê Văn Bách", "Trần Thị Cúc")).pk, by=officer, at=AT, on=ON).made


def test_the_paper_says_what_the_register_says(made: list[Certificate], office: Office):
    assert sheets_of(made, A4)[0].texts == {
        "state": "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "motto": "Độc lập - Tự do - Hạnh phúc",
        "authority": "GIÁM ĐỐC CÔNG AN TỈNH MẪU",
        "grants": "TẶNG",
        "award": "GIẤY KHEN",
        "receiver": "Thiếu tá Lê Văn Bách",
        "post": "Phó Đội trưởng, Công an tỉnh mẫu",
        "reason": "Có thành tích xuất sắc trong công tác năm 2019",
        "place_day": "Quảng Nam, ngày 20 tháng 5 năm 2020",
        "signer_post": "GIÁM ĐỐC",
        "signer": "Đỗ Văn Mẫu",
        "number": "Quyết định số 123/QĐ-CAT ngày 20/05/2020",
        "book": "Số sổ vàng: 1/2020",
    }


@pytest.mark.parametrize(
    ("award", "posthumous", "words"),
    [
        ("giay-khen", False, "TẶNG"),
        ("giay-khen", True, "TRUY TẶNG"),
        ("chien-si-thi-dua-co-so", False, "TẶNG DANH HIỆU"),
        ("chien-si-thi-dua-co-so", True, "TRUY TẶNG DANH HIỆU"),
    ],
)
def test_what_is_given_after_death_is_said_so_whatever_the_design_says(
    made: list[Certificate], award: str, posthumous: bool, words: str
):
    honour = made[0].conferral
    honour.award, honour.posthumous = award, posthumous
    own = Layout(297, 210, {"grants": replace(A4.places["grants"], words="TRAO")})

    assert sheets_of(made, A4)[0].texts["grants"] == words
    assert sheets_of(made, own)[0].texts["grants"] == (words if posthumous else "TRAO")


def test_a_batch_is_one_pdf_whose_codes_verify_and_each_printing_is_noted(made: list[Certificate], officer: Account):
    printer = set_printer("Máy in mẫu", right=1, down=0, by=officer, at=AT)

    pdf = print_batch([one.pk for one in made], by=officer, at=AT, on=ON, printer_id=printer.pk)

    assert codes_in("bang.pdf", pdf) == [one.code for one in made]
    assert len(PdfReader(BytesIO(pdf)).pages) == 2
    assert list(
        Printing.objects.order_by("pk").values_list("certificate", "on_date", "by_name", "printer", "again")
    ) == [(one.pk, ON, "Trần Thị Mẫu", printer.pk, "") for one in made]


def test_what_is_not_valid_is_not_printed_and_nothing_is_noted(made: list[Certificate], officer: Account):
    revoke(made[1].pk, why="Thất lạc", by=officer, at=AT, on=ON)

    with pytest.raises(WrongState, match="số 2"):
        print_batch([one.pk for one in made], by=officer, at=AT, on=ON)
    assert Printing.objects.count() == 0


def test_a_certificate_revoked_while_the_pdf_was_set_refuses_the_batch(made: list[Certificate], officer: Account):
    def meanwhile(done: int, in_all: int) -> None:
        revoke(made[0].pk, why="Thất lạc", by=officer, at=AT, on=ON)

    with pytest.raises(WrongState):
        print_batch([one.pk for one in made], by=officer, at=AT, on=ON, watch=meanwhile)
    assert Printing.objects.count() == 0


@pytest.mark.parametrize("keys", [[], [7_000]])
def test_none_or_strange_certificates_are_not_printed(keys: list[int], office: Office, officer: Account):
    with pytest.raises((RuleNotMet, NotFound)):
        print_batch(keys, by=officer, at=AT, on=ON)


# --- designs ------------------------------------------------------------------------------------------


def test_the_newest_design_for_an_award_goes_before_one_for_any(office: Office, officer: Account):
    general = make_design("Chung", by=officer, at=AT)
    own = make_design("Giấy khen", award="giay-khen", by=officer, at=AT)

    assert (design_for("giay-khen"), design_for("bang-khen-bo-tinh")) == (own, general)


def test_a_new_design_begins_with_the_standard_sheet(office: Office, officer: Account):
    design = make_design("Mẫu mới", by=officer, at=AT)

    assert places_of(layout(design)) == places_of(A4)
    assert layout(None) == A4


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"name": " "}, "phải có tên"),
        ({"name": "Chung"}, "Đã có mẫu"),
        ({"name": "Khác", "award": "huy-hieu"}, "Không có hình thức"),
        ({"name": "Khác", "stock": "vải"}, "giấy trắng hoặc phôi"),
        ({"name": "Khác", "places": {"fields": {}}}, "chưa có mục nào"),
        ({"name": "Khác", "width": 20}, "Khổ giấy"),
    ],
)
def test_a_design_that_cannot_be_is_refused(said: dict, words: str, office: Office, officer: Account):
    make_design("Chung", by=officer, at=AT)

    with pytest.raises(RuleNotMet, match=words):
        make_design(**said, by=officer, at=AT)


def test_different_sheets_are_not_printed_in_one_go(made: list[Certificate], officer: Account):
    own = make_design("Riêng", award="bang-khen-bo-tinh", by=officer, at=AT)
    with writing(by=None, at=AT, verb="test") as pen:
        pen.change(made[0], design_id=own.pk)

    with pytest.raises(RuleNotMet, match="nhiều mẫu"):
        print_batch([one.pk for one in made], by=officer, at=AT, on=ON)
