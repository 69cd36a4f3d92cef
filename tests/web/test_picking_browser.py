"""Choosing in a real browser by keys: the meter moves, a tick over the cap is refused in place, the act and its undo; nothing that axe sees."""

from typing import Any

import pytest

from tdkt.operations.ledger import writing
from tdkt.records.models import Nomination, Office, Round
from tests.operations.test_nominations import enter_round
from tests.operations.test_registrations import put
from tests.web.browser import PHONE, VIEWPORT, assert_no_axe_violations, enter
from tests.web.contenders import TITLE, Contenders, enter_contenders
from tests.web.register import NOON, enter_person, enter_ratings

pytestmark = pytest.mark.browser


@pytest.fixture
def contenders(office: Office) -> Contenders:
    """The four, and three more who hold the title below: one place, and two who are eligible."""
    found = enter_contenders(office)
    for i in range(3):
        person = enter_person(f"Lê Văn Em {i}", found.district)
        enter_ratings(person, range(2019, 2020), rating="hoan-thanh-tot", title="chien-si-tien-tien")
    with writing(by=None, at=NOON, verb="imports.apply") as pen:
        pen.change(found.dung.disciplines.get(), from_day="2012-01-01", to_day="2012-12-01")
    return found


@pytest.fixture
def said(office: Office, contenders: Contenders) -> Round:
    return enter_round(office, forms=[{"award": TITLE}, {"award": "giay-khen"}])


def press(page: Any, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def test_a_clerk_chooses_by_keys_is_stopped_at_the_cap_proposes_and_takes_it_back(page, clerk, said, contenders):
    enter(page, clerk)
    page.goto("/xet/dot/")
    press(page, "j", "Enter")
    page.wait_for_url(f"**/xet/dot/{said.pk}/")
    press(page, "n")
    page.wait_for_url(f"**/xet/dot/{said.pk}/chon/")
    count, refused = page.locator("[data-tick-count]"), page.locator("[data-tick-refused]")
    assert count.inner_text() == "Đã chọn 0, đã đề nghị 0 / 1, còn 1 chỗ"

    press(page, "j", "x")
    assert count.inner_text() == "Đã chọn 1, đã đề nghị 0 / 1, còn 0 chỗ"
    assert page.locator(".dong-ho rect.m-sel").count() == 1
    press(page, "j", "Space")
    assert (
        refused.inner_text()
        == "Chưa chọn thêm được: đã hết 1 chỗ. khoản 3 Điều 9 Nghị định 91/2017/NĐ-CP cho tối đa 15%."
    )
    assert page.locator("[data-tick]:checked").count() == 1
    assert_no_axe_violations(page)

    press(page, "Control+Enter")
    page.locator("[data-undo]", has_text="Đã đề nghị 1 trường hợp.").wait_for()
    assert count.inner_text() == "Đã chọn 0, đã đề nghị 1 / 1, còn 0 chỗ"
    press(page, "Control+z")
    page.locator(".hoan-tac", has_text="Đã rút 1 hồ sơ.").or_(
        page.locator(".bao", has_text="Đã rút 1 hồ sơ.")
    ).wait_for()
    assert count.inner_text() == "Đã chọn 0, đã đề nghị 0 / 1, còn 1 chỗ"
    assert Nomination.objects.get().state == "withdrawn"


@pytest.mark.parametrize("viewport", [VIEWPORT, PHONE], ids=["desk", "phone"])
def test_axe_finds_nothing_on_any_page(page, officer, said, contenders, viewport):
    page.set_viewport_size(viewport)
    put(contenders, [contenders.an, contenders.binh])
    enter(page, officer)
    for address in (
        "/xet/dot/",
        "/xet/dot/moi/",
        f"/xet/dot/{said.pk}/",
        f"/xet/dot/{said.pk}/chon/?don-vi={contenders.district.pk}",
        f"/xet/dot/{said.pk}/ho-so/",
        f"/xet/dot/{said.pk}/danh-sach/",
        f"/xet/dot/{said.pk}/da-nhap/",
        f"/xet/dang-ky/?nam=2019&don-vi={contenders.district.pk}&danh-hieu={TITLE}",
    ):
        page.goto(address)
        assert_no_axe_violations(page)
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), address
