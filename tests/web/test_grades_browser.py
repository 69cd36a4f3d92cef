"""Classes in a real browser: a month entered by keyboard, over the share, mended, taken back; who has not entered; sets and years."""

from typing import Any

import pytest

from tdkt.operations import grade_sets
from tdkt.records.models import Account, GradeSet, Office, PeriodGrade, Subject, Unit
from tests.conftest import make_unit
from tests.operations.test_grades import FLAGS, MONTH, NAMES, UNITS, all_of, enter
from tests.web.browser import assert_no_axe_violations, photograph, printed
from tests.web.browser import enter as sign_in
from tests.web.register import NOON, enter_person

pytestmark = pytest.mark.browser
MORE = ("Bùi Thị Hạnh", "Nguyễn Hoàng Quốc Bảo Khánh", "Đặng Văn Lợi", "Võ Thị Mỹ", "Huỳnh Tấn Nam")


@pytest.fixture
def people(office: Office) -> list[Subject]:
    district = Unit.objects.get(name="Công an huyện mẫu")
    return [enter_person(name, district, service=f"412-{at:03d}") for at, name in enumerate((*NAMES, *MORE))]


@pytest.fixture
def month(office: Office) -> GradeSet:
    return grade_sets.keep_set(MONTH, by=None, at=NOON)


def test_a_month_is_entered_over_its_share_mended_and_taken_back(
    page: Any, clerk: Account, month: GradeSet, people: list[Subject], faults: Any
):
    faults.expect(422)
    sign_in(page, clerk)
    page.goto("/phong-trao/phan-loai/")
    assert_no_axe_violations(page)
    photograph(page, "phan-loai")
    page.get_by_role("link", name="10 trong 10 chưa có mức, Tháng 4/2020").click()
    page.wait_for_url("**/nhap/?*ky=2020-04")
    assert_no_axe_violations(page)
    photograph(page, "phan-loai-nhap")

    page.keyboard.press("j")  # by keyboard alone: next row, its class
    for key in "1111122223":
        page.keyboard.press(key)
        page.keyboard.press("j")
    page.locator("[data-over]:visible").wait_for()
    assert page.locator("[data-over-number]").first.text_content() == "1"
    page.locator("[data-main-act]").click()
    page.get_by_text("Loại 1: 5, vượt 1. Tối đa 40% của 10 người là 4 (phần lẻ bỏ).").wait_for()
    assert_no_axe_violations(page)
    photograph(page, "phan-loai-vuot")
    assert not PeriodGrade.objects.exists()

    page.locator("tbody tr[data-row]").first.locator('input[value="2"]').check()
    page.locator("[data-main-act]").click()
    page.get_by_text("Đã ghi 10 dòng.").first.wait_for()
    printed(page, "phan-loai-nhap")
    photograph(page, "phan-loai-xong")
    page.goto("/phong-trao/phan-loai/")
    page.get_by_role("link", name="đã nhập đủ, Tháng 4/2020").wait_for()
    page.get_by_role("link", name="10 trong 10 chưa có mức, Tháng 5/2020").click()
    page.wait_for_url("**/nhap/?*ky=2020-05")
    page.keyboard.press("t")
    page.get_by_text("Bảng đã điền sẵn nhưng chưa ghi.").wait_for()
    page.locator("[data-main-act]").click()
    page.get_by_text("Đã ghi 10 dòng.").first.wait_for()
    page.keyboard.press("Control+z")
    page.get_by_text("Đã hoàn tác 10 dòng.").first.wait_for()
    assert set(PeriodGrade.objects.values_list("period", flat=True)) == {"2020-04"}


def test_who_has_not_entered_years_and_sets(
    page: Any, officer: Account, office: Office, month: GradeSet, people: list[Subject], faults: Any
):
    district = Unit.objects.get(name="Công an huyện mẫu")
    for at in range(4):
        room = make_unit(f"Phòng Cảnh sát quản lý hành chính về trật tự xã hội {at}", under=office.unit)
        enter_person("Đỗ Minh Khôi", room)
    enter(month, district, all_of(people, "1122223333"), period="2020-01")
    enter(month, district, all_of(people[:4], "1122"), period="2020-02")
    grade_sets.keep_set(UNITS, by=None, at=NOON)
    flags = grade_sets.keep_set(FLAGS, by=None, at=NOON)
    enter(flags, district, all_of(people[:3], ["DS", "D", "V"]), period="2020-W03")  # type: ignore[arg-type]
    sign_in(page, officer)
    page.goto(f"/phong-trao/phan-loai/?bo={month.pk}")
    assert_no_axe_violations(page)
    photograph(page, "ai-chua-nhap")
    printed(page, "ai-chua-nhap")
    page.goto(f"/phong-trao/phan-loai/?bo={flags.pk}")
    assert_no_axe_violations(page)
    photograph(page, "ai-chua-nhap-tuan")
    page.goto(f"/phong-trao/phan-loai/don-vi/{district.pk}/?bo={month.pk}&nam=2020")
    assert_no_axe_violations(page)
    photograph(page, "nam-don-vi")
    page.goto(f"/phong-trao/phan-loai/nguoi/{people[0].pk}/")
    assert_no_axe_violations(page)
    photograph(page, "nam-nguoi")
    page.goto("/phong-trao/phan-loai/bo-muc/")
    assert_no_axe_violations(page)
    photograph(page, "bo-muc")
    page.get_by_role("link", name="Phân loại cán bộ hằng tháng").click()
    assert_no_axe_violations(page)
    photograph(page, "bo-muc-sua")
    faults.expect(422)
    page.get_by_label("Tỷ lệ 1: phần trăm").fill("130")
    page.locator("[data-main-act]").click()
    page.get_by_text("Tỷ lệ từ 0 đến 100 %.").wait_for()
    page.get_by_label("Tỷ lệ 1: phần trăm").fill("30")
    page.locator("[data-main-act]").click()
    page.get_by_text("Đã lưu bộ mức “Phân loại cán bộ hằng tháng”.").wait_for()
