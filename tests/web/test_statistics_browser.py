"""The yearly statistics and saved lists in a real browser: from a form to the rows of a number and to Excel; a list kept and opened again."""

from datetime import date

import pytest

from tdkt.operations.emulation_staff import NewBody, NewOfficial, add_bodies, add_officials
from tdkt.records.models import SavedView, Unit
from tests.conftest import WORKING_DAY, make_unit
from tests.operations.test_statistics import enter_launch
from tests.web.browser import assert_no_axe_violations, enter, photograph, printed
from tests.web.register import NOON, enter_award, enter_body, enter_decision, enter_person

pytestmark = pytest.mark.browser


@pytest.fixture
def filled(office):
    """An office with movements of every kind and awards of 2019."""
    district = Unit.objects.get(name="Công an huyện mẫu")
    for name in ("Công an huyện Đại Lộc", "Công an thành phố Tam Kỳ", "Công an huyện Thăng Bình"):
        make_unit(name, under=office.unit)
    enter_launch(
        "Cả nước thi đua lập thành tích",
        date(2019, 1, 10),
        level="national",
        method="thematic",
        ends_on=date(2019, 9, 2),
    )
    enter_launch("Vì an ninh Tổ quốc", date(2019, 1, 15), level="ministry", ends_on=date(2023, 12, 31))
    enter_launch("Khối thi đua các huyện miền núi", date(2019, 2, 1), level="cluster", ends_on=date(2019, 12, 31))
    enter_launch("Đợt cao điểm trấn áp tội phạm dịp Tết", date(2018, 12, 10), method="peak", ends_on=date(2019, 2, 20))
    enter_launch("Ba nhất", date(2019, 3, 1))
    merit = enter_decision("1205/QĐ-BCA", date(2019, 4, 12))
    for name, post in (
        ("Phan Văn An", "Phó Trưởng Công an huyện"),
        ("Lê Thị Bình", "Cán bộ"),
        ("Trần Mai Chi", "Đội trưởng"),
    ):
        person = enter_person(name, district, post=post)
        enter_award(person, merit, ground="cong-trang", post=post, rank="Thiếu tá")
    enter_award(enter_body("Công ty cổ phần Mẫu", district), merit, ground="phong-trao")
    enter_award(
        district.subject,
        enter_decision("77/QĐ-CTN", date(2019, 8, 19), level="president"),
        award="huan-chuong-chien-cong",
        class_no=3,
    )
    add_bodies([NewBody(office.unit_id, "Đội Thi đua và chính sách", True, 2018)], by=None, at=NOON, on=WORKING_DAY)
    official = enter_person("Bùi Thị Hạnh", office.unit)
    add_officials(
        [NewOfficial(official.pk, office.unit_id, date(2018, 8, 15), "Đại học")], by=None, at=NOON, on=WORKING_DAY
    )
    return office


def test_form_0601_is_chosen_opened_to_its_rows_and_downloaded(page, officer, filled):
    enter(page, officer)
    page.goto("/bao-cao/thong-ke/", timeout=60_000)  # the first page of a server reads the law
    assert page.get_by_role("link", name="Báo cáo 5 năm").get_attribute("href") == "/bao-cao/5-nam/"
    assert_no_axe_violations(page)
    photograph(page, "thong-ke-0701")

    page.get_by_label("Biểu", exact=True).select_option("0601")
    page.get_by_role("button", name="Xem").click()
    page.wait_for_url("**bieu=0601")
    page.get_by_text("biểu này lập để đối chiếu").first.wait_for()
    assert_no_axe_violations(page)
    photograph(page, "thong-ke-0601")
    printed(page, "thong-ke-0601")

    page.get_by_role("row", name="11 Theo chuyên đề").locator("a.so").first.click()
    page.locator("#drawer h2").get_by_text("Theo chuyên đề · Tổng số").wait_for()
    assert page.locator("#drawer ol li").count() == 2
    assert_no_axe_violations(page)
    photograph(page, "thong-ke-so")
    page.locator("#drawer footer a").click()
    page.wait_for_url("**/bao-cao/thong-ke/so/0601/2019/*/")
    assert page.locator("tbody tr[data-row]").count() == 2
    assert_no_axe_violations(page)
    photograph(page, "thong-ke-so-trang")

    page.go_back()
    with page.expect_download() as started:
        page.locator("[data-main-act]").click()
    assert started.value.suggested_filename == "Biểu 0601 năm 2019, đến 25-05-2020.xlsx"


def test_wide_forms_and_the_staff_are_shown(page, officer, filled):
    enter(page, officer)
    for form in ("0602", "0603", "0605"):
        page.goto(f"/bao-cao/thong-ke/?nam=2019&bieu={form}")
        assert_no_axe_violations(page)
        photograph(page, f"thong-ke-{form}")
        printed(page, f"thong-ke-{form}")
    page.goto("/bao-cao/thong-ke/?nam=2016")
    assert_no_axe_violations(page)
    photograph(page, "thong-ke-khong-bieu")
    page.goto("/bao-cao/thong-ke/bo-may/")
    page.get_by_text("Ghi một tổ chức").click()
    assert_no_axe_violations(page)
    photograph(page, "thong-ke-bo-may")


def test_who_has_not_reported_opens_what_is_missing(page, officer, filled):
    enter(page, officer)
    page.goto("/bao-cao/thong-ke/chua-bao-cao/?nam=2019")
    assert_no_axe_violations(page)
    photograph(page, "chua-bao-cao")
    printed(page, "chua-bao-cao")
    page.get_by_role("link", name="Công an huyện Đại Lộc").click()
    page.locator("#drawer h2").get_by_text("Công an huyện Đại Lộc").wait_for()
    assert_no_axe_violations(page)
    photograph(page, "chua-bao-cao-don-vi")


def test_a_list_is_saved_grouped_and_opened_again(page, officer, filled):
    enter(page, officer)
    page.goto("/so/khen-thuong/?cap=ministry")
    page.get_by_text("Nhóm, xuất tệp").click()
    assert_no_axe_violations(page)
    photograph(page, "nhom-xuat")
    page.locator(".ds-hop").get_by_role("link", name="Đơn vị", exact=True).click()
    page.wait_for_url("**/danh-sach/khen-thuong/?cap=ministry&nhom=don-vi")
    assert page.locator("tr.nhom").count() == 1
    assert_no_axe_violations(page)
    photograph(page, "danh-sach-nhom")
    printed(page, "danh-sach-nhom")

    page.get_by_text("Lưu danh sách này").click()
    page.get_by_label("Tên danh sách").fill("Bằng khen của Bộ theo đơn vị")
    photograph(page, "luu-danh-sach")
    page.get_by_role("button", name="Lưu", exact=True).click()
    page.get_by_text("Đã lưu danh sách “Bằng khen của Bộ theo đơn vị”.").first.wait_for()
    page.goto("/danh-sach/")
    assert_no_axe_violations(page)
    photograph(page, "danh-sach-cua-toi")
    page.get_by_role("link", name="Bằng khen của Bộ theo đơn vị").click()
    page.wait_for_url("**/danh-sach/khen-thuong/?cap=ministry&nhom=don-vi")
    with page.expect_download() as started:
        page.get_by_role("link", name="Word").click()
    assert started.value.suggested_filename == "Sổ đăng ký khen thưởng 25-05-2020.docx"
    assert SavedView.objects.count() == 1
