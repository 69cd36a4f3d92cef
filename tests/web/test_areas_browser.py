"""The map of the province in a real browser: eighteen districts as tiles beside their neighbours, opened by keyboard, on a phone and on paper."""

import pytest

from tdkt.operations.sample_areas import enter as enter_sample
from tdkt.records.models import Area
from tests.operations.placed import CHANGE, NOON, enter_model
from tests.web.browser import assert_no_axe_violations, enter, photograph, printed

pytestmark = pytest.mark.browser
TYPES = ("Camera an ninh", "Tiếng loa an ninh", "Tổ tự quản về an ninh, trật tự", "Dòng họ tự quản")
RATINGS = ("Phát huy hiệu quả", "Duy trì", "Yếu kém")


@pytest.fixture
def models(office):
    """Some models in each district of the sample's map, with places, groups and ratings."""
    enter_sample(at=NOON)
    for n, district in enumerate(Area.objects.filter(kind="district").order_by("pk")):
        commune = district.parts.first()
        for m in range(1 + n % 5):
            enter_model(
                TYPES[(n + m) % 4],
                f"thôn {m + 1}, {commune.name.lower()}",
                district=district.name,
                founded=f"{2012 + (n + m) % 8}",
                unit=office.unit,
                sphere=("residential-area", "school", "")[m % 3],
                rated=((2019, RATINGS[(n + m) % 3]),),
                sites=(("thôn 1", "", "", None),),
                groups=(("Tổ 1", "", "", 0),),
            )


def test_the_map_opens_its_numbers_and_prints(page, officer, models):
    enter(page, officer)
    page.goto("/mo-hinh/ban-do/")
    assert page.locator(".ve-o > li").count() == 18
    assert_no_axe_violations(page)
    photograph(page, "ban-do")
    printed(page, "ban-do")
    near = {
        name: page.get_by_role("link", name=name).first.bounding_box()
        for name in ("Tây Giang", "Đông Giang", "Tam Kỳ", "Phú Ninh", "Núi Thành")
    }
    assert near["Tây Giang"]["x"] < near["Đông Giang"]["x"]
    assert near["Phú Ninh"]["x"] < near["Tam Kỳ"]["x"]
    assert near["Tây Giang"]["y"] < near["Núi Thành"]["y"]

    tile = page.locator(".ve-o a").filter(has_text="Đại Lộc")
    number = tile.locator("b").inner_text()
    tile.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/mo-hinh/ban-do/danh-sach/?*o=*")
    assert page.locator("tbody tr[data-row]").count() == int(number)
    assert_no_axe_violations(page)
    photograph(page, "ban-do-danh-sach")
    printed(page, "ban-do-danh-sach")


def test_districts_end_and_a_commune_is_divided_on_screen(page, officer, office, models):
    office.working_date = CHANGE
    office.save()
    enter(page, officer)
    page.goto("/mo-hinh/dia-ban/")
    assert_no_axe_violations(page)
    photograph(page, "dia-ban")
    commune = Area.objects.get(name="Xã Tiên Mỹ")
    page.get_by_role("link", name="Xã Tiên Mỹ", exact=True).click()
    assert_no_axe_violations(page)
    photograph(page, "mot-dia-ban")
    form = page.locator("form[action$='/viec/chuyen/']")
    form.get_by_label("Từ ngày").fill("2025-07-01")
    form.get_by_label("Sang").select_option(
        [str(Area.objects.get(name="Xã Tiên Phong").pk), str(Area.objects.get(name="Xã Tiên Thọ").pk)]
    )
    form.get_by_role("button", name="Chuyển").click()
    page.get_by_text("Đã chuyển từ ngày 01/07/2025.").first.wait_for()
    page.get_by_text("đã bị chia").wait_for()
    assert_no_axe_violations(page)

    page.keyboard.press("Control+z")
    page.get_by_text("Đã hoàn tác: địa bàn như trước.").first.wait_for()
    commune.refresh_from_db()
    assert commune.to_date is None
