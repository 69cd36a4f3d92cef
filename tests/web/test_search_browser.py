"""Searching in a real browser: from any page by keys, with arrows and Enter, and back with Esc."""

from datetime import date

import pytest

from tdkt.records.models import Movement, Unit
from tests.web.browser import PHONE, assert_no_axe_violations, enter
from tests.web.register import enter_award, enter_body, enter_decision, enter_person

pytestmark = pytest.mark.browser


@pytest.fixture
def found(office):
    """Namesakes, a body, an award and its decision, a movement: all under "duc"."""
    district = Unit.objects.get(name="Công an huyện mẫu")
    duc = enter_person(
        "Trương Minh Đức", district, born="1972-03-01", rank="Trung tá", post="Đội trưởng", service="201-448"
    )
    enter_person("Trương Minh Đức", office.unit, born="1985", rank="Đại úy")
    enter_person("Phan Dục", district)
    enter_body("Tổ công tác Đức Phú", district)
    order = enter_decision("1958/QĐ-CTN", date(2019, 10, 14), level="president", authority="Chủ tịch nước")
    enter_award(duc, order, award="huan-chuong-bao-ve-to-quoc", class_no=3, ground="cong-hien")
    Movement.objects.create(kind="movement", name="Đức Phú chung sức", from_year=2016)
    return duc


def wait_for_hits(page, number):
    page.wait_for_function("n => document.querySelectorAll('#tim-ra a[role=option]').length === n", arg=number)


def test_search_by_keys_from_a_box_of_the_page_and_back(page, officer, found):
    enter(page, officer)
    page.goto("/tim/")
    page.focus("#q")
    page.keyboard.press("Control+k")
    assert page.evaluate("document.activeElement.id") == "tim"

    page.keyboard.type("truong duc")
    wait_for_hits(page, 3)  # two namesakes, and the way to the whole list
    assert_no_axe_violations(page)
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.id") == "q"
    assert page.locator("#tim-ra a").count() == 0

    page.keyboard.press("Control+k")
    page.keyboard.type("trương đức")
    wait_for_hits(page, 3)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    page.wait_for_url("**/so/nguoi/*/")


def test_a_slash_begins_a_search_on_any_page(page, officer, found):
    enter(page, officer)
    page.goto("/phong-trao/")
    page.keyboard.press("/")
    page.keyboard.type("duc")
    wait_for_hits(page, 6)

    page.keyboard.press("Escape")

    assert page.evaluate("document.activeElement.tagName") == "BODY"


@pytest.mark.parametrize("size", [None, PHONE])
@pytest.mark.parametrize(
    "address", ["/tim/?q=duc", "/tim/?q=duc&loai=nguoi", "/tim/?q=xyz", "/tim/?q=xyz&loai=khen", "/tim/"]
)
def test_the_page_of_what_was_found_has_no_fault(page, officer, found, size, address):
    enter(page, officer)
    if size:
        page.set_viewport_size(size)
    page.goto(address)

    assert_no_axe_violations(page)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
