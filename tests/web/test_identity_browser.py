"""Who is who in a real browser: from the list of doubles to a merge that a second person confirms, by keys, without a fault that axe sees."""

from datetime import date

import pytest

from tdkt.operations.identity import ask_to_merge, ask_to_split
from tdkt.records.models import IdentityRequest, Office, Rating, Subject, Unit
from tests.web.browser import assert_no_axe_violations, enter, photograph
from tests.web.register import NOON, enter_award, enter_decision, enter_person, enter_ratings

pytestmark = pytest.mark.browser


@pytest.fixture
def pair(office: Office) -> tuple[Subject, Subject]:
    """Two entries of one person, another likely double of theirs, and a pair of another name."""
    district = Unit.objects.get(name="Công an huyện mẫu")
    one = enter_person(
        "Trương Minh Đức", district, born="1972-03-01", rank="Trung tá", post="Đội trưởng", service="201-448"
    )
    other = enter_person("Trương Minh Đức", district, born="1972-03-01", rank="Trung tá", identity="049072001234")
    enter_ratings(one, range(2015, 2020), rating="hoan-thanh-xuat-sac", title="chien-si-thi-dua-co-so")
    enter_award(other, enter_decision("512/QĐ-BCA", date(2017, 2, 8)))
    for born in ("1985-05-02", "1985"):
        enter_person("Lê Thị Hòa", district, born=born)
    return one, other


def test_from_the_list_of_doubles_to_a_request_by_keys(page, clerk, officer, pair):
    one, other = pair
    enter(page, clerk)
    page.goto("/so/trung-nguoi/")
    assert_no_axe_violations(page)
    photograph(page, "nghi-trung")

    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/so/nguoi/{one.pk}/gop/?voi={other.pk}")
    assert_no_axe_violations(page)
    photograph(page, "gop")

    page.locator("textarea[name=ly-do]").fill("Cùng số hồ sơ")
    page.keyboard.press("Control+Enter")
    page.wait_for_url("**/so/trung-nguoi/yeu-cau/*/")
    assert_no_axe_violations(page)
    photograph(page, "yeu-cau-cua-minh")

    page.context.clear_cookies()
    enter(page, officer)
    page.goto("/so/trung-nguoi/yeu-cau/?trang-thai=waiting")
    assert_no_axe_violations(page)
    photograph(page, "cac-yeu-cau")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url("**/so/trung-nguoi/yeu-cau/*/")
    page.locator("button", has_text="Xác nhận và thực hiện").wait_for()
    assert_no_axe_violations(page)
    photograph(page, "xac-nhan")

    page.keyboard.press("Control+Enter")
    page.wait_for_url(f"**/so/nguoi/{one.pk}/")
    assert "đã gộp vào người này" in page.locator("main").inner_text()
    assert_no_axe_violations(page)
    photograph(page, "nguoi-da-gop")

    page.goto(f"/so/trung-nguoi/yeu-cau/{IdentityRequest.objects.get().pk}/")
    assert_no_axe_violations(page)
    photograph(page, "da-gop")


def test_choosing_splitting_and_a_split_that_waits(page, clerk, officer, pair):
    one, _ = pair
    enter(page, clerk)
    page.goto(f"/so/nguoi/{one.pk}/gop/")
    assert_no_axe_violations(page)
    photograph(page, "chon-nguoi")

    page.goto(f"/so/nguoi/{one.pk}/tach/")
    assert_no_axe_violations(page)
    photograph(page, "tach")

    request = ask_to_split(
        one.pk,
        {"Rating": [Rating.objects.get(year=2019).pk]},
        new={"name": "Trương Minh Đức", "born": "1980"},
        reason="Hai người cùng tên",
        by=officer,
        at=NOON,
    )
    page.goto(f"/so/trung-nguoi/yeu-cau/{request.pk}/")
    assert_no_axe_violations(page)
    photograph(page, "cho-tach")


def test_nothing_to_show(page, officer, office):
    enter(page, officer)
    page.goto("/so/trung-nguoi/")
    assert_no_axe_violations(page)
    photograph(page, "khong-nghi-trung")
    page.goto("/so/trung-nguoi/yeu-cau/")
    assert_no_axe_violations(page)


def test_a_contradiction_stands_out(page, clerk, pair):
    one, other = pair
    enter_ratings(other, [2019], rating="hoan-thanh")
    enter(page, clerk)
    page.goto(f"/so/nguoi/{one.pk}/gop/?voi={other.pk}")
    assert page.locator(".bao.loi").count() == 1
    assert_no_axe_violations(page)
    photograph(page, "mau-thuan")
    with pytest.raises(Exception, match="mâu thuẫn"):
        ask_to_merge(one.pk, other.pk, reason="x", by=clerk, at=NOON)
