"""Screening in a real browser: from the home page to a reason and its article by keys, ticks against the limit, no fault that axe sees."""

from typing import Any

import pytest

from tdkt.operations.ledger import writing
from tdkt.records.models import Office
from tests.web.browser import PHONE, VIEWPORT, assert_no_axe_violations, enter
from tests.web.contenders import TITLE, Contenders, enter_contenders
from tests.web.register import NOON, enter_body, enter_person, enter_ratings

pytestmark = pytest.mark.browser


@pytest.fixture
def contenders(office: Office) -> Contenders:
    """The four contenders, and three more who hold the title below: 15 % of the seven is one place, and two are eligible."""
    found = enter_contenders(office)
    for i in range(3):
        person = enter_person(f"Lê Văn Em {i}", found.district)
        enter_ratings(person, range(2019, 2020), rating="hoan-thanh-tot", title="chien-si-tien-tien")
    return found


def press(page: Any, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def test_walk_by_keys_from_home_to_the_rows_behind_a_reason(page, officer, contenders):
    enter(page, officer)
    page.goto("/ban-viec/")

    press(page, "g", "x")
    page.wait_for_url("**/xet/")
    press(page, "j", "Enter")  # the first row, and its reasons
    page.locator("#drawer h2", has_text="Phan Văn An").wait_for()
    assert "Đủ" in page.locator("#drawer .ket").first.inner_text()
    press(page, "j")  # the drawer follows the row
    page.locator("#drawer h2", has_text="Lê Văn Em 0").wait_for()
    assert "Cách gỡ" in page.locator("#drawer").inner_text()
    press(page, "k")
    page.locator("#drawer h2", has_text="Phan Văn An").wait_for()

    page.locator("#drawer .can-cu > summary").first.focus()
    press(page, "Enter")
    page.locator("#drawer .can-cu a", has_text="Chiến sĩ tiên tiến").first.focus()
    press(page, "Enter")
    page.wait_for_url(f"**/so/khen-thuong/{contenders.titles['An'].pk}/")

    page.go_back()
    press(page, "j", "Enter")
    page.locator("#drawer h2").wait_for()
    press(page, "Escape")
    assert page.locator("#drawer").is_hidden()


def test_a_tick_over_the_limit_is_refused_in_place_with_the_article(page, officer, contenders):
    discipline = contenders.dung.disciplines.get()
    with writing(by=None, at=NOON, verb="imports.apply", detail={"file": "ky-luat.xlsx"}) as pen:
        pen.change(discipline, from_day="2012-01-01", to_day="2012-12-01")  # a second one is eligible
    enter(page, officer)
    page.goto("/xet/")
    count, refused = page.locator("[data-tick-count]"), page.locator("[data-tick-refused]")
    assert count.inner_text() == "Đã chọn 0 / 1, còn 1 chỗ"

    press(page, "j", "x")
    assert count.inner_text() == "Đã chọn 1 / 1, còn 0 chỗ"
    assert page.locator(".dong-ho rect.m-sel").count() == 1

    press(page, "j", "Space")
    assert page.locator("[data-tick]:checked").count() == 1
    assert refused.inner_text() == (
        "Chưa chọn thêm được: đã hết 1 chỗ. khoản 3 Điều 9 Nghị định 91/2017/NĐ-CP cho tối đa 15%."
    )
    assert_no_axe_violations(page)

    page.reload()  # the ticks stay in this tab, and go along with the file
    assert count.inner_text() == "Đã chọn 1 / 1, còn 0 chỗ"
    assert page.locator("[data-ticked]").input_value() == str(contenders.an.pk)
    with page.expect_download() as download:
        page.get_by_role("button", name="Tải CSV").click()
    assert download.value.suggested_filename.endswith(".csv")

    press(page, "j", "x")
    assert count.inner_text() == "Đã chọn 0 / 1, còn 1 chỗ"


def test_the_award_is_chosen_by_keys(page, officer, contenders):
    enter(page, officer)
    page.goto("/xet/")

    press(page, "f")
    page.locator("#hinh-thuc").select_option("huy-chuong-chien-si-ve-vang:3")
    page.locator("#hinh-thuc").press("Tab")
    press(page, "Enter")

    page.wait_for_url("**hinh-thuc=huy-chuong-chien-si-ve-vang*")
    assert page.locator("h1").inner_text().startswith("Huy chương Chiến sĩ vẻ vang hạng Ba")


def test_the_article_of_a_lack_opens_the_text(page, officer, contenders):
    enter(page, officer)
    page.goto("/xet/?ket=not-eligible")

    page.locator("tbody .dieu").first.click()

    page.wait_for_url("**/luat/van-ban/91-2017-nd-cp/#art-9-cl-3")
    assert page.locator("#art-9-cl-3").is_visible()


@pytest.mark.parametrize("viewport", [VIEWPORT, PHONE], ids=["desk", "phone"])
def test_axe_finds_nothing_on_any_page(page, officer, contenders, viewport):
    page.set_viewport_size(viewport)
    household = enter_body("Hộ ông Nguyễn Văn A", contenders.district, kind="household")
    enter(page, officer)
    for address in (
        "/xet/",
        "/xet/?hinh-thuc=huan-chuong-lao-dong:3&ngay=01/11/2026&nho=co",
        "/xet/?hinh-thuc=co-thi-dua-chinh-phu",
        "/xet/chua-de-nghi/",
        "/xet/doi-chieu/",
        f"/xet/{contenders.chi.pk}/{TITLE}/",
        f"/xet/{contenders.an.pk}/bang-khen-bo-tinh/?nho=co",
        f"/so/nguoi/{contenders.an.pk}/",
        f"/so/nguoi/{contenders.an.pk}/bac-thang/",
        f"/so/tap-the/{household.pk}/",
        f"/so/tap-the/{contenders.district.subject_id}/bac-thang/",
        f"/so/don-vi/{contenders.district.pk}/den-han/",
    ):
        page.goto(address)
        assert_no_axe_violations(page)
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), address


def test_axe_finds_nothing_in_the_drawer(page, officer, contenders):
    enter(page, officer)
    page.goto("/xet/?ket=facts-missing")
    press(page, "j", "Enter")
    page.locator("#drawer h2").wait_for()

    assert_no_axe_violations(page)
