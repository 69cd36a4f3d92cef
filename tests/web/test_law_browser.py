"""The law in a real browser: no fault that axe sees, and from an award to the article by keys."""

import pytest

from tests.web.browser import PHONE, VIEWPORT, assert_no_axe_violations, enter

pytestmark = pytest.mark.browser

PAGES = (
    "/luat/?ngay=31/12/2024",
    "/luat/danh-hieu/huan-chuong-lao-dong/?ngay=01/10/2026&hang=3",
    "/luat/van-ban/",
    "/luat/van-ban/06-2022-qh15/",
    "/luat/can-xac-nhan/",
)


@pytest.mark.parametrize("viewport", [VIEWPORT, PHONE], ids=["desk", "phone"])
def test_axe_finds_nothing_on_the_pages_of_the_law(page, officer, office, viewport):
    page.set_viewport_size(viewport)
    enter(page, officer)
    for address in PAGES:
        page.goto(address)
        assert_no_axe_violations(page)


def test_from_the_catalogue_to_the_article_of_a_condition(page, officer, office):
    enter(page, officer)
    page.goto("/ban-viec/")
    page.keyboard.press("g")
    page.keyboard.press("l")
    page.wait_for_url("**/luat/")

    page.goto("/luat/?ngay=31/12/2024")
    page.get_by_role("link", name="Bằng khen của Bộ, ban, ngành, tỉnh", exact=True).click()
    page.get_by_role("link", name="điểm d khoản 1 Điều 74 Luật 06/2022/QH15").first.click()

    page.wait_for_url("**/luat/van-ban/06-2022-qh15/#art-74-cl-1-pt-d")
    assert page.locator("#art-74-cl-1-pt-d").is_visible()
