"""The register in a real browser: from the home page to a decision and back, by keys alone, without a fault that axe sees."""

from datetime import date
from typing import Any

import pytest

from tdkt.records.models import Office, Succession, Unit
from tests.conftest import make_unit
from tests.web.browser import PHONE, assert_no_axe_violations, enter
from tests.web.register import enter_award, enter_body, enter_decision, enter_person, enter_ratings

pytestmark = pytest.mark.browser


@pytest.fixture
def register(office: Office) -> dict[str, Any]:
    """A person with an order and five good years, another with a certificate, a household, a team, and a unit of former days."""
    district = Unit.objects.get(name="Công an huyện mẫu")
    team = make_unit("Đội Tổng hợp", under=district)
    former = make_unit("Công an huyện xưa", under=office.unit)
    Succession.objects.create(predecessor=former, successor=district, kind="merge", on_date=date(2018, 8, 15))
    duc = enter_person(
        "Trương Minh Đức", team, born="1972-03-01", rank="Trung tá", post="Đội trưởng", service="201-448"
    )
    enter_ratings(duc, range(2015, 2020), rating="hoan-thanh-xuat-sac", title="chien-si-thi-dua-co-so")
    order = enter_decision("1958/QĐ-CTN", date(2019, 10, 14), level="president", authority="Chủ tịch nước")
    won = enter_award(duc, order, award="huan-chuong-bao-ve-to-quoc", class_no=3, ground="cong-hien")
    certificate = enter_decision("512/QĐ-BCA", date(2017, 2, 8))
    enter_award(enter_person("Lê Thị Bình", district), certificate)
    enter_award(district.subject, certificate, unit=district)
    home = enter_body("Hộ ông Nguyễn Văn A", district, kind="household")
    enter_award(home, certificate)
    return {"person": duc, "decision": order, "award": won, "unit": district, "body": home}


def focus_of(page: Any) -> str:
    """What has the focus, by its text."""
    return str(page.evaluate("document.activeElement.innerText"))


def press(page: Any, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def test_walk_by_keys_from_home_to_a_decision_and_back(page, officer, register):
    enter(page, officer)
    page.goto("/ban-viec/")

    press(page, "g", "s")  # to the register
    page.wait_for_url("**/so/khen-thuong/")
    assert page.locator("tbody tr").first.locator("td").nth(1).inner_text() == "14/10/2019"

    press(page, "j", "Enter")  # the first row, and its drawer
    page.locator("#drawer h2", has_text="Trương Minh Đức").wait_for()
    assert "trang “Danh sách”, ô A12:G12" in page.locator("#drawer").inner_text()
    press(page, "j")  # the drawer follows the row
    page.locator("#drawer h2", has_text="Lê Thị Bình").wait_for()
    press(page, "k")
    page.locator("#drawer h2", has_text="Trương Minh Đức").wait_for()

    press(page, "Control+Enter")  # the main act: the person's sheet
    page.wait_for_url(f"**/so/nguoi/{register['person'].pk}/")
    assert "5 năm liền Chiến sĩ thi đua cơ sở, 2015 – 2019" in page.locator(".cac-chuoi").inner_text()

    page.locator("a", has_text="1958/QĐ-CTN").focus()
    press(page, "Enter")
    page.wait_for_url(f"**/quyet-dinh/{register['decision'].pk}/")
    assert "ký ngày 14/10/2019" in page.locator("h1").inner_text()

    page.go_back()
    assert page.locator("h1").inner_text().startswith("Trương Minh Đức")


def test_escape_closes_the_drawer_and_gives_the_row_its_focus_back(page, officer, register):
    enter(page, officer)
    page.goto("/so/khen-thuong/")
    press(page, "j", "Enter")
    page.locator("#drawer h2").wait_for()

    press(page, "Escape")

    assert page.locator("#drawer").is_hidden()
    assert "Trương Minh Đức" in focus_of(page)


def test_duc_finds_duc_in_the_search_box_by_keys(page, officer, register):
    enter(page, officer)
    page.goto("/ban-viec/")

    press(page, "/")
    page.keyboard.type("duc", delay=20)
    page.locator('#tim-ra [role="option"]', has_text="Trương Minh Đức").wait_for()
    assert_no_axe_violations(page)
    press(page, "Enter")

    page.wait_for_url(f"**/so/nguoi/{register['person'].pk}/")


def test_a_filter_is_added_and_taken_away_by_keys(page, officer, register):
    enter(page, officer)
    page.goto("/so/khen-thuong/")

    press(page, "f", "Tab")
    page.locator('select[name="hinh-thuc"]').select_option("order")
    press(page, "Enter")
    page.locator(".them-loc button", has_text="Lọc").press("Enter")
    page.wait_for_url("**/so/khen-thuong/?hinh-thuc=order")
    assert page.locator("tbody tr").count() == 1

    page.locator(".bo-loc").press("Enter")
    page.wait_for_url("**/so/khen-thuong/")
    assert page.locator("tbody tr").count() == 4


def test_a_correction_and_its_undoing(page, officer, register):
    enter(page, officer)
    page.goto(f"/so/khen-thuong/{register['award'].pk}/dinh-chinh/")
    assert_no_axe_violations(page)

    page.get_by_label("Hạng").select_option("2")
    page.get_by_label("Lý do đính chính").fill("Quyết định gốc ghi hạng Nhì")
    page.get_by_role("button", name="Ghi đính chính").press("Enter")
    page.get_by_text("Đã đính chính; dòng cũ vẫn giữ.").wait_for()
    assert "Huân chương Bảo vệ Tổ quốc hạng Nhì" in page.locator("main").inner_text()

    press(page, "Control+z")
    page.get_by_text("Đã hoàn tác đính chính").wait_for()
    assert "Huân chương Bảo vệ Tổ quốc hạng Ba" in page.locator("main").inner_text()


def addresses(register: dict[str, Any]) -> list[str]:
    return [
        "/so/khen-thuong/",
        f"/so/khen-thuong/?don-vi={register['unit'].pk}&cua=individual&tu=2015&den=2020&trang-thai=in-force",
        "/so/khen-thuong/?hang=1",
        f"/so/khen-thuong/{register['award'].pk}/",
        "/so/nguoi/",
        f"/so/nguoi/{register['person'].pk}/",
        f"/so/tap-the/{register['body'].pk}/",
        "/so/don-vi/?cu=co&sau=het",
        f"/so/don-vi/{register['unit'].pk}/",
        "/quyet-dinh/",
        f"/quyet-dinh/{register['decision'].pk}/",
        "/tim/?q=duc",
        "/tim/?q=xyz",
        "/nhat-ky/",
        "/nhat-ky/1/",
    ]


@pytest.mark.parametrize("size", [None, PHONE], ids=["desk", "phone"])
def test_no_page_of_the_register_has_a_fault_that_axe_sees(page, officer, register, size):
    enter(page, officer)
    if size:
        page.set_viewport_size(size)

    for address in addresses(register):
        page.goto(address)
        assert page.locator("h1").count() == 1, address
        assert_no_axe_violations(page)
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, f"{address} is {wide} px wider than the screen"


def test_the_drawer_has_no_fault_that_axe_sees(page, officer, register):
    enter(page, officer)
    page.goto("/so/khen-thuong/")
    press(page, "j", "Enter")
    page.locator("#drawer h2").wait_for()

    assert_no_axe_violations(page)


def test_the_chain_is_verified_by_a_button(page, inspector, register):
    enter(page, inspector)
    page.goto("/nhat-ky/")

    page.get_by_role("button", name="Kiểm tra chuỗi").press("Enter")

    page.wait_for_url("**/nhat-ky/kiem/")
    assert_no_axe_violations(page)
